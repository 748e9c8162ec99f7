"""What happened with an account, one event after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One event, in a line and in full."""

    id: str
    """The row it was read from, after its kind: ``touch 01J...``."""
    at: str
    kind: str
    """`touch`, `stage`, `evidence`, `why_now`, `hand_over`, `step`, `snooze`, `act`, `research` or `named`."""
    said: str
    who: str
    facts: Sequence[tuple[str, str]] = ()
    """Labels and texts: everything about it beyond when and who."""
    good: bool = False
    """Somebody was reached, or something came closer."""
