"""The next step of a target: derived from the last real touch by anybody, never from an edit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from prospector.clock import WorkingDays
from prospector.model.touch import TouchRecord, by_channel, words
from prospector.outreach.touches import local_moment

CADENCE = (2, 3, 4, 5, 7)
"""Working days to wait after the first, second... touch without an answer; the last one repeats."""
AFTER_REACHED = 5
"""Working days after somebody was reached and no meeting stands."""
AFTER_MEETING = 1
AFTER_NOT_NOW = 60
"""Working days, about a quarter: a bad moment is not a bad target."""
_NOBODY = frozenset({"no_answer", "left_message", "gatekeeper", "sent", "bounced"})


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do next about a target, when and why."""

    due: date
    act: str
    """In words: `call again`, `first touch`..."""
    reason: str


def next_step(named: date, touches: Sequence[TouchRecord], days: WorkingDays) -> NextStep:
    """Return the next step of a target `named` on that day, given its touches, newest first."""
    if not touches:
        return NextStep(days.add(named, 1), "first touch", "never touched")
    last = touches[0]
    on = local_moment(last.at).date()
    said = f"{words(last.outcome)} {by_channel(last.channel)} on {on:%d %b}"
    if last.reaction == "not_now":
        return NextStep(days.add(on, AFTER_NOT_NOW), "touch again", f"“not now” on {on:%d %b}: a quarter later")
    if last.outcome == "meeting_set":
        return NextStep(days.add(on, AFTER_MEETING), "prepare the meeting", said)
    if last.outcome not in _NOBODY:
        return NextStep(days.add(on, AFTER_REACHED), "follow up", said)
    tries = 0
    for touch in touches:
        if touch.outcome not in _NOBODY:
            break
        tries += 1
    wait = CADENCE[min(tries, len(CADENCE)) - 1]
    act = "find another mailbox" if last.outcome == "bounced" else f"attempt {len(touches) + 1}"
    return NextStep(days.add(on, wait), act, f"{said}, {tries} without an answer")
