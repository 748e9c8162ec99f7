"""Touches as they stand: the newest entry of each, withdrawn ones left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from prospector.model.touch import TouchRecord
from prospector.store.reads import Reader, places

STANDS = (
    "t.state = 'stands' AND t.seq = (SELECT MAX(u.seq) FROM touch u WHERE u.root = t.root AND u.chain || '' = t.chain)"
)
"""Which touches `t` stand, looked up one by one: for a few of them."""
STANDING = f"SELECT t.* FROM touch t WHERE {STANDS}"  # noqa: S608 - constants
"""A subquery of the touches that stand; later corrections win.

The chain is compared as an expression, so that the few entries of a root are looked up and not a rep's whole chain.
"""

CORRECTED = "SELECT root FROM touch WHERE CASE WHEN id <> root THEN 1 ELSE 0 END = 1"
"""A subquery of the touches that were corrected.

Without the CASE, PostgreSQL would guess that nearly all were, and go through their list anew for every touch.
"""
_COLUMNS = (
    "root, account_id, rep, channel, outcome, reaction, person, note, private, at, recorded_at, seq, "
    # A touch that was taken back and done again has several entries, but nothing in it was corrected.
    "EXISTS (SELECT 1 FROM touch f WHERE f.id = s.root AND (f.channel, f.outcome, f.reaction, f.person, f.note, f.private, f.at)"
    " <> (s.channel, s.outcome, s.reaction, s.person, s.note, s.private, s.at))"
)


def touches_of(reader: Reader, account_id: str | None = None) -> Sequence[TouchRecord]:
    """Return the touches of an account (of all accounts when None), newest first, through its merged parts."""
    if account_id is not None:
        return touches_by_account(reader, [account_id]).get(account_id, [])
    rows = reader.rows(f"SELECT {_COLUMNS} FROM ({STANDING}) s ORDER BY at DESC, seq DESC")  # noqa: S608 - constants
    return [_record(row) for row in rows]


def touch_of_root(reader: Reader, root: str) -> TouchRecord | None:
    """Return one touch as it stands, None when it was withdrawn or never was."""
    row = reader.one(f"SELECT {_COLUMNS} FROM ({STANDING}) s WHERE root = ? ORDER BY seq DESC LIMIT 1", (root,))  # noqa: S608
    return _record(row) if row else None


def touches_by_account(reader: Reader, account_ids: Sequence[str]) -> dict[str, list[TouchRecord]]:
    """Return the touches of each of the accounts that has any, newest first, through its merged parts.

    Only these accounts are looked at, so that twenty targets cost the same beside a hundred touches and a million.
    """
    top = parts_of(reader, account_ids)
    found: dict[str, list[TouchRecord]] = defaultdict(list)
    rows = reader.rows(
        f"SELECT {_COLUMNS} FROM ({STANDING}) s WHERE account_id IN ({places(len(top))}) ORDER BY at DESC, seq DESC",  # noqa: S608
        tuple(top),
    )
    for row in rows:
        found[top[row[1]]].append(_record(row))
    return dict(found)


def parts_of(reader: Reader, account_ids: Sequence[str]) -> dict[str, str]:
    """Return the accounts themselves and all that was merged into them, each with the one it belongs to."""
    marks = places(len(account_ids))
    own = reader.rows(f"SELECT id FROM account WHERE id IN ({marks}) AND merged_into IS NULL", tuple(account_ids))  # noqa: S608
    level = {key: key for (key,) in own}
    found = dict(level)
    while level:
        below = reader.rows(
            f"SELECT id, merged_into FROM account WHERE merged_into IN ({places(len(level))})",  # noqa: S608 - marks alone
            tuple(level),
        )
        level = {key: level[into] for key, into in below if key not in found}
        found |= level
    return found


def touches_between(reader: Reader, rep: str, begin: str, end: str) -> Sequence[TouchRecord]:
    """Return the touches of a rep from the moment `begin` up to (not with) `end`, newest first."""
    # The rep is compared as an expression, so that the days are looked up and not all that the rep ever did.
    rows = reader.rows(
        f"SELECT {_COLUMNS} FROM ({STANDING}) s WHERE rep || '' = ? AND at >= ? AND at < ? ORDER BY at DESC, seq DESC",  # noqa: S608
        (rep, begin, end),
    )
    return [_record(row) for row in rows]


def newest_touches(reader: Reader, rep: str, limit: int) -> Sequence[TouchRecord]:
    """Return the newest touches of a rep, at most `limit`, newest first."""
    rows = reader.rows(
        f"SELECT {_COLUMNS} FROM ({STANDING}) s WHERE rep || '' = ? AND at > '' ORDER BY at DESC, seq DESC LIMIT ?",  # noqa: S608
        (rep, limit),
    )
    return [_record(row) for row in rows]


def last_touch_by(reader: Reader, rep: str) -> str | None:
    """Return the moment of a rep's last touch of anybody, None when there was none."""
    found: str | None = reader.value(
        f"SELECT at FROM ({STANDING}) s WHERE rep || '' = ? AND at > '' ORDER BY at DESC LIMIT 1",  # noqa: S608 - constants
        (rep,),
    )
    return found


def _record(row: tuple[Any, ...]) -> TouchRecord:
    root, account_id, rep, channel, outcome, reaction, person, note, private, at, recorded_at, _seq, corrected = row
    return TouchRecord(
        id=root, account_id=account_id, rep=rep, channel=channel, outcome=outcome, reaction=reaction, person=person,
        note=note, private=bool(private), at=at, recorded_at=recorded_at, corrected=bool(corrected),
    )  # fmt: skip
