"""What people said about pairs of accounts, and which accounts are one."""

from __future__ import annotations

from prospector.model.tables.base import Row, key, reference, text


class Judgement(Row, table=True):
    """A person's answer about a pair; `left` and `right` are in the order of their ids.

    `left_seen` and `right_seen` are fingerprints of what was compared: the pair is asked again only when one changed.
    """

    id: str = key()
    left: str = reference("account.id")
    right: str = reference("account.id")
    answer: str = text()
    reason: str = text()
    left_seen: str = text()
    right_seen: str = text()
    judged_by: str = text()
    judged_at: str = text()


class Merge(Row, table=True):
    """One account taken into another; `batch` is the act that did it, which unmerging takes back."""

    id: str = key()
    root_id: str = reference("account.id")
    member_id: str = reference("account.id", unique=True)
    batch: str = text()
    reason: str = text()
    merged_by: str = text()
    merged_at: str = text()
