"""Reading the rows of lists: of all accounts, or of some, and which of them changed since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from prospector.model.account import FitRange, ListRow
from prospector.outreach.standing import CORRECTED, STANDING
from prospector.store import reads
from prospector.store.merged import merged_into, root_of
from prospector.store.reads import Reader
from prospector.store.since import accounts_of, written_since

UNCORRECTED = (
    f"t.state = 'stands' AND (t.root NOT IN ({CORRECTED}) OR t.seq = "  # noqa: S608 - constants
    "(SELECT MAX(u.seq) FROM touch u WHERE u.root = t.root AND u.chain || '' = t.chain))"
)
"""Which touches `t` stand, for questions about all of them: only those that were corrected are looked up one by one."""
_MOST_WRITTEN, _MOST_CHANGED = 20_000, 1_000
_PORTION = 400
_STAMP = 27
"""Length of a stamp: what follows it in a text made of both starts behind."""
_ACCOUNTS = (
    "SELECT a.id, a.name, a.domain, a.stage, COALESCE(t.place, ''), t.slot, COALESCE(t.rep, ''), COALESCE(t.pain, ''), "
    "COALESCE(t.why, ''), f.low, f.high, f.coverage, f.disqualified, f.version, a.named_at, a.city, a.country, "
    "COALESCE(t.horizon, ''), COALESCE(t.explore, FALSE), a.source, a.origin, a.sector, COALESCE(t.reason_code, ''), "
    "COALESCE(t.since, '') FROM account a LEFT JOIN target t ON t.account_id = a.id "
    "LEFT JOIN fit_score f ON f.account_id = a.id AND f.version = "
    "(SELECT MAX(version) FROM fit_score g WHERE g.account_id = a.id) WHERE a.merged_into IS NULL"
)
_TOUCHED = "SELECT account_id, COUNT(*), MAX(at || outcome) FROM ({standing}) s {only} GROUP BY account_id"
_ASKED = (
    "SELECT account_id, MAX(CASE WHEN state = 'found' THEN '3' WHEN source = 'website' THEN '2' "
    "WHEN state <> 'skipped' THEN '1' ELSE '0' END || at || state) FROM outcome {only} GROUP BY account_id"
)
_CLAIMED = "SELECT account_id, COUNT(*) FROM claim {only} GROUP BY account_id"
_SHOWN = frozenset(("account", "target", "fit_score", "touch", "outcome", "claim", "merge"))


def changed_since(reader: Reader, state: str) -> set[str] | None:
    """Return the accounts that were written about since `state`, with those they were or are read through; None: too many."""
    written = written_since(reader, state, _MOST_WRITTEN)
    if written is None:
        return None
    changed = accounts_of(one for one in written if one.table in _SHOWN)
    above = merged_into(reader)
    changed |= {root_of(above, key) for key in changed}
    return changed if len(changed) <= _MOST_CHANGED else None


def read_rows(reader: Reader, ids: Sequence[str] | None = None) -> dict[str, ListRow]:
    """Return the rows of all accounts, or of those with `ids`, by id; what belongs to merged parts counts for their root."""
    above = merged_into(reader)
    members = None if ids is None else _members(ids, above)
    accounts = _asked(reader, _ACCOUNTS + " {only}", "AND a.id IN", ids)
    touched: dict[str, list[Any]] = defaultdict(lambda: [0, ""])
    standing = STANDING if ids is not None else f"SELECT t.* FROM touch t WHERE {UNCORRECTED}"  # noqa: S608 - constants
    for key, count, last in _asked(reader, _TOUCHED.replace("{standing}", standing), "WHERE account_id IN", members):
        one = touched[root_of(above, key)]
        one[0], one[1] = one[0] + count, max(one[1], last)
    asked: dict[str, str] = defaultdict(str)
    for key, last in _asked(reader, _ASKED, "WHERE account_id IN", members):
        asked[root_of(above, key)] = max(asked[root_of(above, key)], last)
    claimed: dict[str, int] = defaultdict(int)
    for key, count in _asked(reader, _CLAIMED, "WHERE account_id IN", members):
        claimed[root_of(above, key)] += count
    return {
        row[0]: _row(row, touched.get(row[0], [0, ""]), asked.get(row[0], ""), claimed.get(row[0], 0))
        for row in accounts
    }


def by_fit(row: ListRow) -> tuple[Any, ...]:
    """Return the sort key: places in their order, then the middle of the fit range, what is sure first, then slot and name.

    No two rows are equal in it (of two called alike the one named first comes first), so that there is one right order.
    """
    order = {"active": 0, "bench": 1, "dropped": 2}.get(row.place, 3)
    fit = row.fit
    middle = (fit.low + fit.high) / 2 if fit else -1
    out = fit is not None and fit.disqualified
    return order, out, -middle, -(fit.low if fit else 0), row.slot or 0, row.name, row.id


def _row(row: Sequence[Any], touched: Sequence[Any], asked: str, claims: int) -> ListRow:
    low, high, coverage, disqualified, version = row[9:14]
    touches, last = touched
    return ListRow(
        id=row[0], name=row[1], domain=row[2], stage=row[3], place=row[4], slot=row[5], rep=row[6], pain=row[7], why=row[8],
        fit=None if low is None else FitRange(low, high, coverage, bool(disqualified), version),
        touches=touches, last_touch=last[:_STAMP] or None, last_outcome=last[_STAMP:] or None, named_at=row[14],
        research=asked[_STAMP + 1 :] or "never", claims=claims, city=row[15], country=row[16], horizon=row[17],
        explore=bool(row[18]), source=row[19], origin=row[20], sector=row[21], reason_code=row[22], since=row[23],
    )  # fmt: skip


def _asked(reader: Reader, sql: str, only: str, ids: Iterable[str] | None) -> list[tuple[Any, ...]]:
    if ids is None:
        return reader.rows(sql.format(only=""))
    wanted, found = list(ids), []
    for at in range(0, len(wanted), _PORTION):
        portion = wanted[at : at + _PORTION]
        found += reader.rows(sql.format(only=f"{only} ({reads.places(len(portion))})"), portion)
    return found


def _members(ids: Iterable[str], above: Mapping[str, str]) -> list[str]:
    wanted = set(ids)
    return [*wanted, *(key for key in above if root_of(above, key) in wanted)]
