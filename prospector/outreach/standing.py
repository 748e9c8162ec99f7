"""Touches as they stand: the newest entry of each, withdrawn ones left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from prospector.model.touch import TouchRecord
from prospector.store.reads import Reader

STANDING = (
    "SELECT t.* FROM touch t WHERE t.state = 'stands' "
    "AND t.seq = (SELECT MAX(u.seq) FROM touch u WHERE u.root = t.root AND u.chain || '' = t.chain)"
)
"""A subquery of the touches that stand; later corrections win.

The chain is compared as an expression, so that the few entries of a root are looked up and not a rep's whole chain.
"""

_COLUMNS = (
    "root, account_id, rep, channel, outcome, reaction, person, note, private, at, recorded_at, seq, "
    # A touch that was taken back and done again has several entries, but nothing in it was corrected.
    "EXISTS (SELECT 1 FROM touch f WHERE f.id = s.root AND (f.channel, f.outcome, f.reaction, f.person, f.note, f.private, f.at)"
    " <> (s.channel, s.outcome, s.reaction, s.person, s.note, s.private, s.at))"
)


def touches_of(reader: Reader, account_id: str | None = None) -> Sequence[TouchRecord]:
    """Return the touches of an account (of all accounts when None), newest first, through its merged parts."""
    where, parameters = "", ()  # type: tuple[str, tuple[str, ...]]
    if account_id is not None:
        where = "WHERE s.account_id IN (SELECT id FROM account_root WHERE root = ?)"
        parameters = (account_id,)
    rows = reader.rows(f"SELECT {_COLUMNS} FROM ({STANDING}) s {where} ORDER BY at DESC, seq DESC", parameters)  # noqa: S608
    return [_record(row) for row in rows]


def _record(row: tuple[Any, ...]) -> TouchRecord:
    root, account_id, rep, channel, outcome, reaction, person, note, private, at, recorded_at, _seq, corrected = row
    return TouchRecord(
        id=root, account_id=account_id, rep=rep, channel=channel, outcome=outcome, reaction=reaction, person=person,
        note=note, private=bool(private), at=at, recorded_at=recorded_at, corrected=bool(corrected),
    )  # fmt: skip
