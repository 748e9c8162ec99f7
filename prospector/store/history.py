"""The action log as it reads: what stands, what was undone, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from prospector.errors import NotFound
from prospector.model.action import ActionRecord
from prospector.store.reads import PARTS_OF_ONE, Reader, beginning, places

_PARTS = (
    "target", "account_name", "account_domain", "claim", "claim_check", "outcome", "touch", "fit_score", "qualification",
    "evidence", "why_now", "stage_move", "hand_over", "person", "step", "snooze",
)  # fmt: skip
"""Tables whose rows belong to an account."""
_COLUMNS = 'number, id, batch, kind, actor, "by", at, title, reason, target, changes'


def history(reader: Reader, limit: int = 50, before: int | None = None) -> Sequence[ActionRecord]:
    """Return the newest actions, newest first; `before` is the number of the last one already shown."""
    rows = reader.rows(
        f"SELECT {_COLUMNS} FROM action WHERE (? IS NULL OR number < ?) ORDER BY number DESC LIMIT ?",  # noqa: S608 - constants
        (before, before, limit),
    )
    undone = undone_batches(reader)
    return [_record(row, undone) for row in rows]


def history_of(
    reader: Reader, account_id: str, limit: int = 200, *, without: Sequence[str] = ()
) -> Sequence[ActionRecord]:
    """Return the newest actions that wrote about an account or what belongs to it, newest first.

    Those that wrote rows of the tables `without`, or named an account, are left out while they stand.
    """
    parts = PARTS_OF_ONE
    rows_of = " UNION ALL ".join(
        [
            f"SELECT id FROM account WHERE id IN {parts}",  # noqa: S608 - constants
            *(f"SELECT id FROM {table} WHERE account_id IN {parts}" for table in _PARTS),  # noqa: S608 - constants
        ]
    )
    rows = reader.rows(
        f"SELECT {_COLUMNS} FROM action WHERE id IN "  # noqa: S608 - constants
        f'(SELECT action_id FROM change WHERE "row" IN ({rows_of})) ORDER BY number DESC LIMIT ?',
        (*[account_id] * (len(_PARTS) + 1), limit),
    )
    undone = undone_batches(reader)
    found = [_record(row, undone) for row in rows]
    told = _told_elsewhere(reader, [one.id for one in found], without) if without else set()
    return [one for one in found if one.undone or one.id not in told]


def _told_elsewhere(reader: Reader, ids: Sequence[str], tables: Sequence[str]) -> set[str]:
    rows = reader.rows(
        f"SELECT a.id FROM action a WHERE a.id IN ({places(len(ids))}) "  # noqa: S608 - marks alone
        "AND EXISTS (SELECT 1 FROM change c WHERE c.action_id = a.id "
        f"AND (c.tbl IN ({places(len(tables))}) OR (c.tbl = 'account' AND c.before IS NULL)))",
        (*ids, *tables),
    )
    return {one for (one,) in rows}


def undone_batches(reader: Reader) -> set[str]:
    """Return the batches whose last undo was not redone."""
    rows = reader.rows(
        "SELECT target, kind FROM action a WHERE target IS NOT NULL "
        "AND number = (SELECT MAX(number) FROM action b WHERE b.target = a.target)"
    )
    return {target for target, kind in rows if kind == "undo"}


def next_undo(reader: Reader, action_id: str | None = None, chain: str = "") -> ActionRecord | None:
    """Return the first action of the newest batch that stands, or of the batch with `action_id` (or its beginning).

    With `chain` only acts in that chain are looked at: in a team nobody takes back what somebody else did last.
    Raises NotFound when `action_id` names nothing, or something already undone.
    """
    undone = undone_batches(reader)
    if action_id is not None:
        return _named(reader, action_id, undone)
    offset = 0
    while rows := reader.rows(
        "SELECT batch, MAX(number) FROM action WHERE kind = 'do' AND (? = '' OR chain = ?) "
        "GROUP BY batch ORDER BY 2 DESC LIMIT 50 OFFSET ?",
        (chain, chain, offset),
    ):
        for batch, _newest in rows:
            if batch not in undone:
                return _first_of(reader, batch, undone)
        offset += len(rows)
    return None


def next_redo(reader: Reader, chain: str = "") -> tuple[ActionRecord, str] | None:
    """Return the act that redo would do again and the id of the undo that took it back.

    A new act of a person ends what can be redone; what the machine wrote meanwhile does not. `chain` as in `next_undo`.
    """
    undone = undone_batches(reader)
    whose = "AND (? = '' OR chain = ?)"
    since = reader.value(
        f"SELECT MAX(number) FROM action WHERE kind = 'do' AND \"by\" = 'human' {whose}",  # noqa: S608 - constants
        (chain, chain),
    )
    rows = reader.rows(
        f"SELECT id, target, number FROM action WHERE kind = 'undo' AND number > ? {whose} ORDER BY number DESC",  # noqa: S608
        (since or 0, chain, chain),
    )
    for undo_id, target, number in rows:
        latest = reader.value("SELECT MAX(number) FROM action WHERE target = ?", (target,))
        if target in undone and latest == number:
            return _first_of(reader, target, undone), undo_id
    return None


def _named(reader: Reader, action_id: str, undone: set[str]) -> ActionRecord:
    rows = reader.rows("SELECT batch FROM action WHERE kind = 'do' AND id LIKE ? LIMIT 2", (beginning(action_id),))
    if len(rows) != 1:
        raise NotFound(
            f"{'several actions begin' if rows else 'no action begins'} with “{action_id}”: see `prospect history`"
        )
    found = _first_of(reader, rows[0][0], undone)
    if found.undone:
        raise NotFound(f"“{found.title}” was already undone")
    return found


def _first_of(reader: Reader, batch: str, undone: set[str]) -> ActionRecord:
    row = reader.one(
        f"SELECT {_COLUMNS} FROM action WHERE batch = ? AND kind = 'do' ORDER BY number LIMIT 1",  # noqa: S608 - constants
        (batch,),
    )
    if row is None:
        raise NotFound(f"no action with id {batch}")
    return _record(row, undone)


def _record(row: tuple[Any, ...], undone: set[str]) -> ActionRecord:
    number, action_id, batch, kind, actor, by, at, title, reason, _target, changes = row
    return ActionRecord(
        number=number,
        id=action_id,
        batch=batch,
        kind=kind,
        actor=actor,
        by=by,
        at=at,
        title=title,
        reason=reason,
        changes=changes,
        undone=kind == "do" and batch in undone,
    )
