"""What is planned, bent, promised and drafted around the touches."""

from __future__ import annotations

from prospector.model.tables.base import Row, key, maybe_text, reference, text


class Step(Row, table=True):
    """A next step that a person set instead of the one the cadence would give; a later touch makes it history."""

    id: str = key()
    account_id: str = reference("account.id")
    channel: str = text()
    due_on: str = text()
    at_time: str = text()
    note: str = text()
    reason: str = text()
    set_by: str = text()
    set_at: str = text()
    done_at: str | None = maybe_text()


class Snooze(Row, table=True):
    """A next step put off, with the reason."""

    id: str = key()
    account_id: str = reference("account.id")
    until: str = text()
    reason_code: str = text()
    note: str = text()
    rep: str = text(index=True)
    snoozed_at: str = text()


class Override(Row, table=True):
    """A rule that was overridden, by whom and why."""

    __tablename__ = "rule_override"

    id: str = key()
    account_id: str = reference("account.id")
    rule: str = text(index=True)
    """`floor`, `ceiling`, `gap`, `unready`, `qualified`, `fatigue`..."""
    said: str = text()
    """The refusal that was overridden."""
    reason: str = text()
    touch_root: str = text()
    overridden_by: str = text()
    overridden_at: str = text()


class Sitting(Row, table=True):
    """One timed prospecting session."""

    id: str = key()
    rep: str = text(index=True)
    started_at: str = text()
    planned_minutes: int = 45
    ended_at: str | None = maybe_text()
    summary: str = text()


class Commitment(Row, table=True):
    """A promise for one week; once the week has begun it can only be answered."""

    id: str = key()
    rep: str = text(index=True)
    sitting_id: str | None = maybe_text()
    week: str = text(index=True)
    """ISO 8601 week: ``2026-W24``."""
    measure: str = text()
    """`touches`, `names`, `hand_overs`... counted from the log, or `free`."""
    said: str = text()
    number: int | None = None
    promised_at: str = text()
    answer: str = text()
    """Empty, `kept`, `partly` or `missed`."""
    answer_note: str = text()
    answered_at: str | None = maybe_text()


class Draft(Row, table=True):
    """A message that was written here; sending it happens in the rep's own mail program."""

    id: str = key()
    account_id: str = reference("account.id")
    person_id: str | None = maybe_text()
    channel: str = text(default="mail")
    sector: str = text()
    subject: str = text()
    body: str = text()
    state: str = text(default="drafted")
    """`drafted`, `sent` or `discarded`."""
    drafted_by: str = text()
    drafted_at: str = text()
    touch_root: str = text()


class Complaint(Row, table=True):
    """What a rep has against a lead or a source, until somebody answers."""

    id: str = key()
    account_id: str | None = reference("account.id", nullable=True)
    source: str = text(index=True)
    tag: str = text()
    said: str = text()
    made_by: str = text()
    made_at: str = text()
    answer: str = text()
    answered_by: str = text()
    answered_at: str | None = maybe_text()


class SavedView(Row, table=True):
    """A view that one can read, edit and share: filter, order and columns as text."""

    __tablename__ = "saved_view"

    id: str = key()
    name: str = text(index=True)
    place: str = text()
    body: str = text()
    made_by: str = text()
