"""The letters of the touch form: one for each channel, one for each outcome."""

from __future__ import annotations

from collections.abc import Mapping

CHANNEL_KEYS: Mapping[str, tuple[str, str]] = {
    "c": ("phone", "call"),
    "m": ("mail", "mail"),
    "s": ("social", "social"),
    "p": ("in_person", "in person"),
    "e": ("event", "event"),
    "l": ("letter", "letter"),
}
"""Letter to stored term and word."""
OUTCOME_KEYS: Mapping[str, tuple[str, str]] = {
    "n": ("no_answer", "no answer"),
    "v": ("left_message", "left message"),
    "g": ("gatekeeper", "gatekeeper"),
    "s": ("spoke", "spoke"),
    "t": ("sent", "sent"),
    "r": ("replied", "replied"),
    "m": ("meeting_set", "meeting set"),
    "b": ("bounced", "bounced"),
}
