"""Undo and redo from the journal: the one mechanism for every table, those to come included.

Undoing is itself an action. A row goes back to what it was when nobody changed it since; else the fields that nobody
touched since go back and the others are named. Redo is the undoing of an undo.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, select
from sqlmodel import SQLModel

import prospector.model.tables  # noqa: F401 - every table registers itself
from prospector.errors import NotFound
from prospector.model.action import HUMAN, ActionRecord, UndoResult
from prospector.model.tables import Change
from prospector.model.tables.base import Entry
from prospector.store.action import Action, Label
from prospector.store.capture import Image, image_of, load, plain
from prospector.store.history import next_redo, next_undo
from prospector.store.store import Store

_CHAIN_COLUMNS = frozenset({"id", "seq", "prev", "hash", "chain"})


def undo(store: Store, action_id: str | None = None) -> UndoResult:
    """Take back the newest act that stands, or the one with `action_id`, whole batches together.

    Raises NotFound when there is nothing to undo.
    """
    found = next_undo(store.reader, action_id)
    if found is None:
        raise NotFound("there is nothing to undo")
    return _reverse(store, found, "undo", "Undid", _changes_of_batch(store, found.batch))


def redo(store: Store) -> UndoResult:
    """Do again what the last undo took back. Raises NotFound when nothing was undone since the last new act."""
    found = next_redo(store.reader)
    if found is None:
        raise NotFound("there is nothing to redo")
    undone, last_undo = found
    return _reverse(store, undone, "redo", "Redid", _changes_of(store, last_undo))


def _title(store: Store, act: ActionRecord) -> str:
    """Return the title of an act; of a batch its first step and how many followed."""
    steps = store.reader.value("SELECT COUNT(*) FROM action WHERE batch = ? AND kind = 'do'", (act.batch,)) or 1
    return act.title if steps == 1 else f"{act.title} and {steps - 1} more {'step' if steps == 2 else 'steps'}"  # noqa: PLR2004


@dataclass
class _Net:
    """What a batch did to one row, all in all."""

    table: str
    key: str
    before: Image | None
    after: Image | None


@dataclass
class _Work:
    action: Action
    going: set[tuple[str, str]]
    """Rows that this undo removes: their references to each other do not hold anything back."""
    restored: int = 0
    kept: list[str] = field(default_factory=list)


def _reverse(store: Store, act: ActionRecord, kind: str, verb: str, nets: list[_Net]) -> UndoResult:
    title = _title(store, act)
    with store.action(f"{verb}: {title}", by=HUMAN) as action:
        action.label = Label(title=f"{verb}: {title}", by=HUMAN, actor=store.actor, kind=kind, target=act.batch)
        work = _Work(action, {(net.table, net.key) for net in nets if net.before is None})
        for net in reversed(nets):
            _reverse_row(work, net)
        if not work.restored:
            # The attempt itself stands in the history, so that the next undo goes on with the act before.
            action.allow_empty = True
    return UndoResult(title=title, restored=work.restored, kept=tuple(work.kept))


def _reverse_row(work: _Work, net: _Net) -> None:
    model = _models()[net.table]
    if issubclass(model, Entry):
        _reverse_entry(work, model, net)
        return
    row = work.action.get(model, net.key)
    if net.before is None:
        _take_back_new(work, net, row)
    elif row is None and net.after is None:
        work.action.add(model(**net.before))
        work.restored += 1
    elif row is None or net.after is None:
        work.kept.append(f"{_label(net)} was {'removed' if row is None else 'added again'} since")
    else:
        _restore_fields(work, net, row)
    work.action.session.flush()


def _take_back_new(work: _Work, net: _Net, row: SQLModel | None) -> None:
    if row is None:
        work.kept.append(f"{_label(net)} was removed since")
    elif image_of(row) != net.after:
        work.kept.append(f"{_label(net)} was changed since and stays")
    elif holder := _held_by(work, net):
        work.kept.append(f"{_label(net)} stays because {holder} refers to it")
    else:
        work.action.remove(row)
        work.restored += 1


def _restore_fields(work: _Work, net: _Net, row: SQLModel) -> None:
    before, after, now = net.before or {}, net.after or {}, image_of(row)
    changed = [name for name in before if before[name] != after.get(name)]
    blocked = [name for name in changed if now.get(name) != after.get(name)]
    for name in changed:
        if name not in blocked:
            setattr(row, name, before[name])
    if len(blocked) < len(changed):
        work.restored += 1
    if blocked:
        work.kept.append(f"{_label(net)}: {', '.join(blocked)} changed since")


def _reverse_entry(work: _Work, model: type[Entry], net: _Net) -> None:
    """Append what held before this entry: the entry before it under the same root, or its withdrawal."""
    mine = net.after or {}
    columns = model.__table__.c  # type: ignore[attr-defined]
    statement = select(columns).where(columns.root == mine["root"], columns.chain == mine["chain"])
    thread = [dict(row) for row in work.action.session.execute(statement.order_by(columns.seq)).mappings()]
    if _content(thread[-1]) != _content(mine):
        work.kept.append(f"{_label(net)} was corrected since")
        return
    earlier = [entry for entry in thread if entry["seq"] < mine["seq"]]
    fresh = _content(earlier[-1]) if earlier else {**_content(mine), "state": "withdrawn"}
    work.action.append(model(**fresh), chain=mine["chain"])
    work.restored += 1


def _content(entry: Mapping[str, Any]) -> Image:
    return {name: plain(value) for name, value in entry.items() if name not in _CHAIN_COLUMNS}


def _held_by(work: _Work, net: _Net) -> str | None:
    """Return what still refers to a row that is about to go."""
    for table in SQLModel.metadata.sorted_tables:
        for column in table.columns:
            targets = {key.target_fullname for key in column.foreign_keys} | {column.info.get("refers")}
            if f"{net.table}.id" in targets and _refers(work, table, column, net.key):
                return f"a {table.name.replace('_', ' ')}"
    return None


def _refers(work: _Work, table: Table, column: Any, key: str) -> bool:
    names = {name for name in ("id", "root", "state", "chain", "seq") if name in table.columns}
    found = work.action.session.execute(
        select(*[table.columns[name] for name in sorted(names)]).where(column == key)
    ).mappings()
    if "root" not in names:
        return any((table.name, str(row.get("id"))) not in work.going for row in found)
    newest: dict[str, Any] = {}
    for row in found:
        if row["root"] not in newest or newest[row["root"]]["seq"] < row["seq"]:
            newest[row["root"]] = row
    return any(row["state"] == "stands" for row in newest.values())


def _changes_of_batch(store: Store, batch: str) -> list[_Net]:
    rows = store.reader.rows(
        'SELECT c.tbl, c."row", c.before, c.after FROM change c JOIN action a ON a.id = c.action_id '
        "WHERE a.batch = ? AND a.kind = 'do' ORDER BY a.number, c.seq",
        (batch,),
    )
    return _net(rows)


def _changes_of(store: Store, action_id: str) -> list[_Net]:
    return _net(
        store.reader.rows(
            f'SELECT tbl, "row", before, after FROM {Change.__tablename__} WHERE action_id = ? ORDER BY seq',  # noqa: S608
            (action_id,),
        )
    )


def _net(rows: list[tuple[Any, ...]]) -> list[_Net]:
    nets: dict[tuple[str, str], _Net] = {}
    for table, key, before, after in rows:
        if (table, key) in nets:
            nets[table, key].after = load(after)
        else:
            nets[table, key] = _Net(table, key, load(before), load(after))
    return [net for net in nets.values() if net.before != net.after]


def _label(net: _Net) -> str:
    image = net.after or net.before or {}
    said = image.get("name") or image.get("field") or image.get("title") or net.key[:8]
    return f"{net.table.replace('_', ' ')} “{said}”"


def _models() -> dict[str, type[SQLModel]]:
    return {mapper.local_table.name: mapper.class_ for mapper in SQLModel._sa_registry.mappers}  # type: ignore[attr-defined]  # noqa: SLF001
