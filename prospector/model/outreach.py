"""The words of outreach around the touch: rules, suppression, reasons for putting off and for dropping."""

from __future__ import annotations

from dataclasses import dataclass

SUPPRESSED = ("company", "person", "domain", "email", "phone")
"""What an entry of the never-contact ledger speaks of."""
RULES = ("floor", "ceiling", "gap", "unready", "qualified", "fatigue", "net")
"""Rules that a person may override with a reason."""
DROP_REASONS = {
    "no_need": "no need", "no_money": "no money", "no_hurry": "no hurry", "no_desire": "no desire", "no_trust": "no trust",
    "no_response": "no response", "not_us": "they said no", "bad_fit": "does not fit", "gone": "out of business",
    "duplicate": "the same company", "too_hard": "too hard", "no_time": "no time", "lost_interest": "lost interest",
    "too_slow": "takes too long", "other": "another reason",
}  # fmt: skip
"""Code and words of why a target is dropped."""
SNOOZE_REASONS = {
    "waiting": "waiting on them", "season": "wrong season", "away": "they are away", "no_time": "no time",
    "too_hard": "too hard", "lost_interest": "lost interest", "other": "another reason",
}  # fmt: skip
"""Code and words of why a next step is put off."""
SOFT = frozenset(("no_time", "too_hard", "lost_interest", "too_slow"))
"""Reasons that say something about us and not about them; they are counted apart and go to the manager's sample."""


@dataclass(frozen=True, slots=True)
class SuppressionRecord:
    """One standing entry of the never-contact ledger."""

    id: str
    kind: str
    account_id: str | None
    """The account it was said of, None when only the hash is left."""
    name: str
    """Name of that account, empty when there is none."""
    reason: str
    erased: bool
    added_by: str
    added_at: str


@dataclass(frozen=True, slots=True)
class OverrideRecord:
    """A rule that was overridden."""

    account_id: str
    rule: str
    said: str
    """The refusal that was overridden."""
    reason: str
    overridden_by: str
    overridden_at: str


@dataclass(frozen=True, slots=True)
class StepRecord:
    """A next step that a person set."""

    id: str
    account_id: str
    channel: str
    due_on: str
    """ISO 8601 day."""
    at_time: str
    """``09:40``, or empty."""
    note: str
    reason: str
    set_by: str
    set_at: str


@dataclass(frozen=True, slots=True)
class SnoozeRecord:
    """A next step that was put off."""

    id: str
    account_id: str
    until: str
    """ISO 8601 day."""
    reason_code: str
    note: str
    rep: str
    snoozed_at: str

    @property
    def soft(self) -> bool:
        """Say whether the reason is about us and not about them."""
        return self.reason_code in SOFT
