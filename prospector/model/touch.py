"""The words of a touch: one outreach attempt."""

from __future__ import annotations

from dataclasses import dataclass

CHANNELS = ("phone", "mail", "social", "in_person", "event", "letter")
OUTCOMES = (
    "no_answer", "left_message", "gatekeeper", "spoke", "sent", "replied", "meeting_set", "bounced",
)  # fmt: skip
"""What happened, in the order of the log form. Silence, timing and fit are told apart from rejection by `REACTIONS`."""
REACTIONS = ("unknown", "curious", "neutral", "not_now", "not_us", "angry")
REACHED = frozenset({"spoke", "replied", "meeting_set"})
"""Outcomes in which a person at the company was really reached."""


def words(term: str) -> str:
    """Return a stored term as people read it: ``in_person`` as ``in person``."""
    return term.replace("_", " ")


def by_channel(channel: str) -> str:
    """Return how a channel reads in a sentence: ``by phone``, ``in person``."""
    special = {"in_person": "in person", "social": "on a social network", "event": "at an event"}
    return special.get(channel, f"by {words(channel)}")


@dataclass(frozen=True, slots=True)
class TouchRecord:
    """A touch as it stands after its corrections."""

    id: str
    """Identifier of the first entry; corrections keep it."""
    account_id: str
    rep: str
    channel: str
    outcome: str
    reaction: str
    person: str
    note: str
    private: bool
    at: str
    recorded_at: str
    corrected: bool = False

    def note_for(self, reader: str) -> str:
        """Return the note as the rep `reader` may see it: a private one is its author's alone."""
        return "" if self.private and self.rep != reader else self.note
