"""What the next step would become; the rule itself is `prospector.outreach.next_step`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prospector.outreach.next_step import NextStep
    from prospector.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Tried:
    """A touch that is being typed."""

    channel: str
    outcome: str
    reaction: str = "unknown"


def step_after(workspace: Workspace, account_id: str, tried: Tried) -> NextStep:
    """Return the next step that `tried` would lead to; to be run in the workspace's thread."""
    from prospector.clock import WorkingDays
    from prospector.model.touch import TouchRecord
    from prospector.outreach.next_step import next_step

    now = workspace.store.clock.stamp()
    typed = TouchRecord(
        id="", account_id=account_id, rep=workspace.actor, channel=tried.channel, outcome=tried.outcome,
        reaction=tried.reaction, person="", note="", private=False, at=now, recorded_at=now,
    )  # fmt: skip
    return next_step(workspace.store.clock.today(), [typed, *workspace.touches.of(account_id)], WorkingDays())
