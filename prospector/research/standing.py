"""What is known of accounts, read from the store and reconciled: claims, typed fields of the account, checks, error rates."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from prospector.model.account import CLAIM_COLUMNS, ClaimRecord, claim_record
from prospector.model.proof import ACCOUNT_MARK, HUMAN, CheckRecord, ErrorRate, Reconciled
from prospector.research.reconcile import reconcile
from prospector.research.trust import error_rates
from prospector.store.reads import PARTS_OF_ONE

if TYPE_CHECKING:
    from prospector.store.action import Action
    from prospector.store.reads import Reader
    from prospector.store.store import Store

Rows = Callable[[str, str | None], list[tuple[Any, ...]]]
"""Asks the store a question whose only parameter, as often as it stands there, is an account or nothing."""
_CHECK_COLUMNS = "id, account_id, field, value, source, answer, reason, checked_by, checked_at"
_OF_ALL = "account_root r ON r.id = c.account_id"
_OF_ONE = (
    f"(SELECT own.id, CAST(? AS TEXT) AS root FROM account own WHERE own.id IN {PARTS_OF_ONE}) r "  # noqa: S608 - constants
    "ON r.id = c.account_id"
)
"""Where the rows of one account stand, whose identifier is every parameter: all others are left alone."""


def reading(reader: Reader) -> Rows:
    """Return questions to the store as it was committed."""
    return lambda sql, account_id: reader.rows(sql, [account_id] * sql.count("?"))


def acting(action: Action) -> Rows:
    """Return questions that see what an action wrote so far."""
    return lambda sql, account_id: action.rows(sql.replace("?", ":account"), account=account_id)


def known(
    rows: Rows, now: datetime, account_id: str | None = None, fields: Collection[str] | None = None
) -> dict[str, list[Reconciled]]:
    """Return what is known of one account, or of all, reconciled, by the account that merged parts are read through.

    With `fields` only these are looked at.
    """
    claims, checks, learnt = stated(rows, account_id, fields), _checks(rows, account_id), rates(rows)
    if fields is not None:
        checks = {root: [one for one in found if one.field in fields] for root, found in checks.items()}
    return {
        root: reconcile(claims.get(root, ()), checks.get(root, ()), now, learnt)
        for root in sorted(claims.keys() | checks.keys())
    }


def shown(fields: Sequence[Reconciled]) -> list[ClaimRecord]:
    """Return the claims that count for what follows from them (the fit): one for each value shown, the best first."""
    return [one.claim for field in fields for one in field.shown]


def unrefuted(fields: Sequence[Reconciled]) -> list[ClaimRecord]:
    """Return the stored claims that nobody refuted: by field, the shown value first, then those that bear it out."""
    return [
        claim for field in fields for claim in field.claims if not claim.id.startswith(ACCOUNT_MARK)
    ]  # fmt: skip


def claims_of(store: Store, account_id: str) -> list[ClaimRecord]:
    """Return the stored claims of one account that nobody refuted, the shown value of each field first."""
    return unrefuted(known(reading(store.reader), store.clock.now(), account_id).get(account_id, ()))


def stated(
    rows: Rows, account_id: str | None = None, fields: Collection[str] | None = None
) -> dict[str, list[ClaimRecord]]:
    """Return the claims of one account, or of all, with what people typed on the account itself; of `fields` alone."""
    columns = ", ".join(f"c.{column}" for column in CLAIM_COLUMNS.split(", "))
    found: dict[str, list[ClaimRecord]] = defaultdict(list)
    joined = _OF_ALL if account_id is None else _OF_ONE
    for row in rows(f"SELECT {columns}, r.root FROM claim c JOIN {joined}", account_id):  # noqa: S608 - constants
        if fields is None or row[2] in fields:
            found[row[-1]].append(claim_record(row[:-1]))
    sql = "SELECT id, name, domain, country, city, named_by, named_at FROM account WHERE merged_into IS NULL"
    for row in rows(sql if account_id is None else f"{sql} AND id = ?", account_id):
        found[row[0]].extend(one for one in typed(row) if fields is None or one.field in fields)
    return dict(found)


def rates(rows: Rows) -> Mapping[tuple[str, str], ErrorRate]:
    """Return the error rates by source and field, and of each source over all fields (field empty)."""
    counted = rows("SELECT source, field, answer, COUNT(*) FROM claim_check GROUP BY source, field, answer", None)
    return error_rates((source, field, answer, count) for source, field, answer, count in counted)


def _checks(rows: Rows, account_id: str | None) -> dict[str, list[CheckRecord]]:
    columns = ", ".join(f"c.{column}" for column in _CHECK_COLUMNS.split(", "))
    found: dict[str, list[CheckRecord]] = defaultdict(list)
    record: Callable[..., CheckRecord] = CheckRecord
    joined = _OF_ALL if account_id is None else _OF_ONE
    for row in rows(f"SELECT {columns}, r.root FROM claim_check c JOIN {joined}", account_id):  # noqa: S608
        found[row[-1]].append(record(*row[:3], json.loads(row[3]), *row[4:-1]))
    return dict(found)


def typed(row: Sequence[Any]) -> Iterator[ClaimRecord]:
    """Yield what a person typed on the account itself as claims: name, domain, town and country.

    `row` holds id, name, domain, country, city, who named it and when.
    """
    account_id, name, domain, country, city, named_by, named_at = row
    place = {part: value for part, value in (("city", city), ("country", country)) if value}
    for field, value in (("name", name), ("domain", domain), ("address", place)):
        if value:
            yield ClaimRecord(
                f"{ACCOUNT_MARK}{account_id}:{field}", account_id, field, value, HUMAN, "", "", "typed", 1.0, named_at,
                confirmed_by=named_by,
            )  # fmt: skip
