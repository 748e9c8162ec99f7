"""The last act, as it can be done again on another account, and how acts of outreach are told."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prospector.model.touch import words

if TYPE_CHECKING:
    from prospector.model.plan import CadenceRecord
    from prospector.outreach.next_step import NextStep, NoStep
    from prospector.workspace import Workspace

_RHYTHMS = {5: "weekly", 21: "monthly", 42: "two-monthly", 63: "quarterly"}


MEMORY = "last_act"
TOUCH, SNOOZE, HORIZON = "touch", "snooze", "horizon"


@dataclass(frozen=True, slots=True)
class Repeat:
    """An act that `.` does again; it is remembered over a restart."""

    kind: str
    """`touch`, `snooze` or `horizon`."""
    parts: Sequence[str]
    """What it was done with: channel, outcome, reaction; wait, reason, words; horizon. Persons and notes are not."""

    @property
    def what(self) -> str:
        """Return it in words."""
        if self.kind == TOUCH:
            return ", ".join(words(part) for part in self.parts[:2])
        return f"put off, {words(self.parts[1])}" if self.kind == SNOOZE else f"{self.parts[0]}-term"

    def dump(self) -> str:
        """Return it as one short text."""
        return json.dumps([self.kind, *self.parts])

    def do(self, workspace: Workspace, account_id: str, override: str) -> str:
        """Do it on an account; `override` is the reason for going past a rule. Return the sentence about it."""
        if self.kind == TOUCH:
            channel, outcome, reaction = self.parts
            workspace.touches.log(account_id, channel, outcome, reaction=reaction, override=override)
            return touched(workspace, account_id, channel, outcome)
        if self.kind == SNOOZE:
            until, code, note = self.parts
            workspace.steps.snooze(account_id, until, code, note)
            return put_off(workspace, account_id)
        workspace.naming.horizon(account_id, self.parts[0])
        return filed(workspace, account_id, self.parts[0])


_LENGTHS = {TOUCH: 3, SNOOZE: 3, HORIZON: 1}


def load(text: str) -> Repeat | None:
    """Return the act that `dump` wrote, None for anything else."""
    with contextlib.suppress(ValueError, TypeError, RecursionError):
        kind, *parts = json.loads(text)
        if _LENGTHS.get(kind) == len(parts) and all(isinstance(part, str) for part in parts):
            return Repeat(kind, tuple(parts))
    return None


def touched(workspace: Workspace, account_id: str, channel: str, outcome: str) -> str:
    """Return the sentence about a touch that was just logged, with what comes next."""
    said = f"Logged {words(channel)}, {words(outcome)}: {workspace.account(account_id).name} · u takes it back"
    following = workspace.today.step(account_id)
    return f"{said}\nNext: {step_line(following)}" if following else said


def put_off(workspace: Workspace, account_id: str) -> str:
    """Return the sentence about a step that was just put off."""
    following, name = workspace.today.step(account_id), workspace.account(account_id).name
    when = f" until {following.due:%a %d %b}" if following else ""
    return f"Put off {name}{when} · u takes it back"


def filed(workspace: Workspace, account_id: str, horizon: str) -> str:
    """Return the sentence about a horizon that was just changed: what follows from it."""
    name, cadence = workspace.account(account_id).name, workspace.strategy.cadence(account_id, horizon)
    following = workspace.today.standing(account_id)
    said, back = f"{name} is {horizon}-term: {rhythm(cadence)} from now on", " · u takes it back"
    return f"{said}\nNext: {told_step(following)}{back}" if following is not None else f"{said}{back}"


def rhythm(cadence: CadenceRecord) -> str:
    """Return how often a cadence touches, in words: ``quarterly touches``, ``6 touches in 22 working days``."""
    waits = {step.wait for step in cadence.steps}
    if cadence.repeats:
        wait = max(waits, default=0)
        often = _RHYTHMS.get(wait, f"every {wait} working days") if len(waits) == 1 else "long-term"
        return f"{often} touches" if not often.startswith("every") else f"a touch {often}"
    return f"{len(cadence.steps)} touches in {cadence.days} working days"


def step_line(step: NextStep) -> str:
    """Return a next step with its day."""
    return f"{step.act}, {step.due:%a %d %b}"


def told_step(step: NextStep | NoStep | None) -> str:
    """Return a next step with day and hour, or why there is none."""
    from prospector.outreach.next_step import NextStep

    if isinstance(step, NextStep):
        return f"{step_line(step)}, {step.at:%H:%M}"
    return f"none: {step.reason}" if step else "none: it is not on the list"
