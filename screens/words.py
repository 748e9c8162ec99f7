"""The letters of the forms about an account: channels, outcomes, reactions, reasons for putting off."""

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
REACTION_KEYS: Mapping[str, tuple[str, str]] = {
    "u": ("unknown", "silence"),
    "c": ("curious", "curious"),
    "n": ("neutral", "neutral"),
    "w": ("not_now", "not now: timing"),
    "f": ("not_us", "not us: fit"),
    "x": ("angry", "angry: rejection"),
}
"""Silence, timing and fit are no rejection, and are not called so."""
HARD_KEYS: Mapping[str, tuple[str, str]] = {
    "w": ("waiting", "waiting on them"),
    "s": ("season", "wrong season"),
    "a": ("away", "they are away"),
}
"""Reasons for putting off that say something about them."""
SOFT_KEYS: Mapping[str, tuple[str, str]] = {
    "t": ("no_time", "no time"),
    "h": ("too_hard", "too hard"),
    "l": ("lost_interest", "lost interest"),
}
"""Reasons that say something about us; they are counted apart."""
OTHER_KEYS: Mapping[str, tuple[str, str]] = {"o": ("other", "another reason, in words")}
