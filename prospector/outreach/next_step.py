"""The next step of a target: derived from the last real touch by anybody, never from an edit.

A step that a person set, and a snooze, hold until the next touch. Where nothing follows any more (they said no, the
cadence has run out, nobody may contact them) there is no next step, and the target stands in that lane with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from prospector.clock import WorkingDays, moment
from prospector.model.outreach import SNOOZE_REASONS, SnoozeRecord, StepRecord
from prospector.model.plan import CadenceRecord
from prospector.model.touch import REACHED, TouchRecord, by_channel, words

AFTER_REACHED = 5
"""Working days after somebody was reached and no meeting stands."""
AFTER_MEETING = 1
AFTER_NOT_NOW = 60
"""Working days, about a quarter: a bad moment is not a bad target."""
AFTER_BOUNCED = 2
_YEAR = 26
"""Long-term touches that are looked ahead: two weeks apart, the shortest pause, they fill a year."""
FIRST_WITHIN = 5
"""Working days until a long-term target is touched for the first time: later is no reason for never."""
ENDED = frozenset(("not_us", "angry"))
"""Reactions after which nobody should call without thinking again."""
NOON, MORNING, AFTERNOON = time(12), time(9, 40), time(14, 40)
"""Proposed hours: never the half of the day in which nobody answered the last time."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do next about a target, when and why."""

    due: date
    act: str
    """In words: `first touch`, `attempt 3`..."""
    reason: str
    channel: str = "phone"
    at: time = MORNING
    """Proposed hour."""
    set_by: str = ""
    """Who set it; empty: it follows from the last touch."""
    snoozed: bool = False


@dataclass(frozen=True, slots=True)
class NoStep:
    """Why a target has no next step; a person decides."""

    reason: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What the next step follows from."""

    since: date
    """When it came onto the list."""
    touches: Sequence[TouchRecord]
    """Newest first."""
    cadence: CadenceRecord
    step: StepRecord | None = None
    """The newest step that a person set and no touch made history."""
    snooze: SnoozeRecord | None = None
    """The newest snooze since the last touch."""
    forbidden: str = ""
    """Why nobody may contact them."""


def next_step(standing: Standing, days: WorkingDays) -> NextStep | NoStep:
    """Return the one next step of a target, or why it has none."""
    if standing.forbidden:
        return NoStep(standing.forbidden)
    found = _set(standing.step) if standing.step else _follows(standing, days)
    snooze = standing.snooze
    if snooze is None or isinstance(found, NoStep):
        return found
    until = date.fromisoformat(snooze.until)
    if until <= found.due:
        return found
    why = snooze.note or SNOOZE_REASONS.get(snooze.reason_code, snooze.reason_code)
    return replace(found, due=until, reason=f"put off: {why}; {found.reason}", snoozed=True)


def _set(step: StepRecord) -> NextStep:
    act = words(step.channel) + (f": {step.note}" if step.note else "")
    reason = f"set by {step.set_by}" + (f": {step.reason}" if step.reason else "")
    at = time.fromisoformat(step.at_time) if step.at_time else MORNING
    return NextStep(date.fromisoformat(step.due_on), act, reason, step.channel, at, step.set_by)


def _follows(standing: Standing, days: WorkingDays) -> NextStep | NoStep:
    if not standing.touches:
        return _first(standing, days)
    last = standing.touches[0]
    on = moment(last.at).astimezone()
    if last.reaction in ENDED:
        return NoStep(f"“{words(last.reaction)}” on {on:%d %b}: drop it with its lesson, or set a step")
    if last.reaction == "not_now" or last.outcome in REACHED:
        return _after_reached(last, on, days)
    return _after_silence(standing, on, days)


def _first(standing: Standing, days: WorkingDays) -> NextStep | NoStep:
    first = standing.cadence.step(0)
    if first is None:
        return NoStep(f"the cadence “{standing.cadence.name}” has no step")
    wait = min(first.wait, FIRST_WITHIN) if standing.cadence.repeats else first.wait
    return NextStep(days.add(standing.since, wait), "first touch", "never touched", first.channel)


def _after_reached(last: TouchRecord, on: datetime, days: WorkingDays) -> NextStep:
    said, same = _said(last, on), on.time().replace(second=0, microsecond=0)
    if last.reaction == "not_now":
        due, why = days.add(on.date(), AFTER_NOT_NOW), f"“not now” on {on:%d %b}: a quarter later"
        return NextStep(due, "touch again", why, last.channel, same)
    if last.outcome == "meeting_set":
        return NextStep(days.add(on.date(), AFTER_MEETING), "prepare the meeting", said, "in_person")
    return NextStep(days.add(on.date(), AFTER_REACHED), "follow up", said, last.channel, same)


def _after_silence(standing: Standing, on: datetime, days: WorkingDays) -> NextStep | NoStep:
    last, cadence, tries = standing.touches[0], standing.cadence, unanswered(standing.touches)
    said, other = _said(last, on), AFTERNOON if on.time() < NOON else MORNING
    step = cadence.step(tries)
    if step is None:
        return NoStep(
            f"{tries} attempts without an answer, the cadence “{cadence.name}” is through: close it, or long-term"
        )
    if last.outcome == "bounced":
        return NextStep(days.add(on.date(), AFTER_BOUNCED), "find another mailbox", said, "mail", other)
    act = f"attempt {len(standing.touches) + 1} {by_channel(step.channel)}"
    return NextStep(days.add(on.date(), step.wait), act, f"{said}, {tries} without an answer", step.channel, other)


def _said(last: TouchRecord, on: datetime) -> str:
    return f"{words(last.outcome)} {by_channel(last.channel)} on {on:%d %b}"


def waits_after(standing: Standing) -> tuple[int, ...]:
    """Return the working days after each touch until the next one, once the next step is done and nobody answers.

    Of a long-term cadence as many as a year holds; none after somebody was reached, whose answer decides.
    """
    touches, cadence = standing.touches, standing.cadence
    if touches and (touches[0].reaction == "not_now" or touches[0].outcome in REACHED):
        return ()
    done = unanswered(touches) + 1
    if cadence.repeats:
        return tuple(cadence.steps[(done + at) % len(cadence.steps)].wait for at in range(_YEAR))
    return tuple(step.wait for step in cadence.steps[done:])


def unanswered(touches: Sequence[TouchRecord]) -> int:
    """Return how many of the newest touches nobody answered."""
    tries = 0
    for touch in touches:
        if touch.outcome in REACHED:
            break
        tries += 1
    return tries
