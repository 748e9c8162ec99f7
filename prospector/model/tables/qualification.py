"""Is it a real opportunity? What is understood of an account, with evidence, and the stages it went through."""

from __future__ import annotations

from prospector.model.tables.base import Row, key, maybe_text, reference, text


class Qualification(Row, table=True):
    """What is understood of one account, in the rep's words."""

    id: str = key()
    account_id: str = reference("account.id", unique=True)
    need: str = text()
    motivations: str = text()
    buying_plan: str = text()
    timeline: str = text()
    awareness: str = text(default="unknown")
    """`unknown`, `unaware`, `aware_of_pain`, `aware_of_solutions`, `comparing`."""
    expected_weeks: int | None = None
    """Weeks until a decision is expected; the horizon follows from it and the sales cycle."""
    definition_version: int | None = None
    """The version of the lead definition that it met when it became a lead."""


class Evidence(Row, table=True):
    """What somebody found out about one obstacle; the newest of an obstacle holds until it fades."""

    id: str = key()
    account_id: str = reference("account.id")
    obstacle: str = text()
    """`need`, `money`, `hurry`, `desire` or `trust`."""
    state: str = text()
    """`open`, `cleared` or `blocking`."""
    said: str = text()
    claim_id: str | None = maybe_text()
    given_by: str = text()
    given_at: str = text()


class WhyNow(Row, table=True):
    """A dated reason to speak to a company now, until it expires."""

    __tablename__ = "why_now"

    id: str = key()
    account_id: str = reference("account.id")
    said: str = text()
    url: str = text()
    happens_on: str | None = maybe_text()
    expires_on: str | None = maybe_text()
    claim_id: str | None = maybe_text()
    given_by: str = text()
    given_at: str = text()


class StageMove(Row, table=True):
    """One step of an account from stage to stage; conversion is counted from these."""

    __tablename__ = "stage_move"

    id: str = key()
    account_id: str = reference("account.id")
    before: str = text()
    after: str = text()
    reason: str = text()
    moved_by: str = text()
    moved_at: str = text(index=True)


class HandOver(Row, table=True):
    """A packet offered from who developed a lead to who closes it, and the answer."""

    __tablename__ = "hand_over"

    id: str = key()
    account_id: str = reference("account.id")
    given_by: str = text()
    given_to: str = text(index=True)
    state: str = text(default="offered")
    """`offered`, `accepted`, `returned` or `recycled`."""
    reason_code: str = text()
    reason: str = text()
    packet: str = text()
    offered_at: str = text()
    answered_at: str | None = maybe_text()
    recycle_on: str | None = maybe_text()


class Shortlist(Row, table=True):
    """A tournament of two or more accounts, pair by pair."""

    id: str = key()
    title: str = text()
    made_by: str = text()
    made_at: str = text()
    ended_at: str | None = maybe_text()


class ShortlistEntry(Row, table=True):
    """One account of a shortlist with its pros and cons."""

    __tablename__ = "shortlist_entry"

    id: str = key()
    shortlist_id: str = reference("shortlist.id")
    account_id: str = reference("account.id")
    position: int = 0
    pros: str = text()
    cons: str = text()
    rank: int | None = None


class ShortlistPair(Row, table=True):
    """Which of two was preferred, and why."""

    __tablename__ = "shortlist_pair"

    id: str = key()
    shortlist_id: str = reference("shortlist.id")
    winner: str = reference("account.id")
    loser: str = reference("account.id")
    reason: str = text()
    judged_by: str = text()
    judged_at: str = text()
