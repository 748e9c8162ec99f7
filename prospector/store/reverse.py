"""Putting rows back: what one undo or redo does inside its action.

A row goes back to what it was when nobody changed it since; else the fields that nobody touched since go back and the
others are named. What an act made new goes again, unless somebody built on it: then it stays whole, with the rows that
were made together with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, select
from sqlmodel import SQLModel

import prospector.model.tables  # noqa: F401 - every table registers itself
from prospector.model.tables.base import Entry
from prospector.store.action import Action
from prospector.store.capture import Image, image_of, plain, row_key
from prospector.store.links import Link, groups_alone, groups_together, groups_unique, links_from, links_to

_CHAIN_COLUMNS = frozenset({"id", "seq", "prev", "hash", "chain"})

At = tuple[str, str]
"""Where a row stands: its table and its key."""


@dataclass
class Net:
    """What an act did to one row, all in all."""

    table: str
    key: str
    before: Image | None
    after: Image | None
    action_id: str
    """The action that touched it first."""

    @property
    def at(self) -> At:
        """Return where the row stands."""
        return self.table, self.key


@dataclass
class Reversal:
    """One act being reversed, newest write first."""

    action: Action
    nets: Sequence[Net]
    restored: int = 0
    kept: list[str] = field(default_factory=list)

    def run(self) -> None:
        """Reverse everything that can be; `restored` counts rows, `kept` says in sentences what stays."""
        self._models = models()
        self._put: list[tuple[Net, SQLModel, Image | None]] = []
        rows = []
        for net in reversed(self.nets):
            model = self._models[net.table]
            if issubclass(model, Entry):
                self._reverse_entry(model, net)
            else:
                rows.append(net)
        staying = self._staying([net for net in rows if net.before is None])
        for net in rows:
            if net.at not in staying:
                self._reverse_row(net)
                self.action.session.flush()
        self._check()

    def _row(self, net: Net) -> SQLModel | None:
        model, image = self._models[net.table], net.after or net.before or {}
        found: SQLModel | None = self.action.session.get(
            model, tuple(image[column.name] for column in _table(model).primary_key)
        )
        return found

    def _staying(self, new: Sequence[Net]) -> set[At]:
        """Return the new rows that stay because they were changed, or because something that stays refers to them."""
        going = {net.at: net for net in new}
        stays: set[At] = set()
        inner: dict[At, set[At]] = {}
        for net in new:
            row = self._row(net)
            outside, inner[net.at] = ("", set()) if row is None else self._holders(net, going)
            if row is None:
                self.kept.append(f"{self._label(net)} was removed since")
            elif image_of(row) != net.after:
                self.kept.append(f"{self._label(net)} was changed since and stays")
            elif outside:
                self.kept.append(f"{self._label(net)} stays because {outside} refers to it")
            else:
                continue
            stays.add(net.at)
        while more := {at for at, net in going.items() if at not in stays and self._bound(net, inner, going, stays)}:
            stays |= more
        return stays

    def _bound(self, net: Net, inner: Mapping[At, set[At]], going: Mapping[At, Net], stays: set[At]) -> bool:
        """Say whether a new row must stay: something that stays refers to it, or it came as a part of such a thing."""
        if inner[net.at] & stays:
            return True
        parts = (going[at] for at in _targets(self._models[net.table], net.after or {}) if at in going and at in stays)
        return any(whole.action_id == net.action_id for whole in parts)

    def _holders(self, net: Net, going: Mapping[At, Net]) -> tuple[str, set[At]]:
        """Return what refers to a new row: from outside this act in words, from inside as places."""
        outside, inside = "", set()
        for link in links_to(net.table):
            for at in self._referring(link, (net.after or {}).get(link.target_column)):
                if at in going:
                    inside.add(at)
                else:
                    outside = outside or f"a {link.table.name.replace('_', ' ')}"
        return outside, inside

    def _referring(self, link: Link, value: object) -> list[At]:
        """Return the rows that refer through `link` to `value`; of a log only what stands."""
        statement = select(link.table).where(link.column == value)
        found = [dict(row) for row in self.action.session.execute(statement).mappings()]
        model = self._models.get(link.table.name)
        if model is not None and issubclass(model, Entry):
            newest: dict[str, dict[str, Any]] = {}
            for row in sorted(found, key=lambda row: row["seq"]):
                newest[row["root"]] = row
            found = [row for row in newest.values() if row["state"] == "stands"]
        return [(link.table.name, row_key(link.table, row)) for row in found]

    def _reverse_row(self, net: Net) -> None:
        row = self._row(net)
        if net.before is None:
            if row is not None:
                self.action.remove(row)
                self.restored += 1
        elif row is None and net.after is None:
            self._add_again(net)
        elif row is None or net.after is None:
            self.kept.append(f"{self._label(net)} was {'removed' if row is None else 'added again'} since")
        else:
            self._restore_fields(net, row)

    def _add_again(self, net: Net) -> None:
        model, image = self._models[net.table], net.before or {}
        for group in groups_unique(model):
            if self._taken(model, group, image):
                self.kept.append(f"{self._label(net)} stays away because its {' and '.join(group)} is taken since")
                return
        self._put.append((net, self.action.add(model(**image)), None))
        self.restored += 1

    def _restore_fields(self, net: Net, row: SQLModel) -> None:
        before, after, now = net.before or {}, net.after or {}, image_of(row)
        changed = [name for name in before if before[name] != after.get(name)]
        blocked = {name for name in changed if now.get(name) != after.get(name)}
        for group in groups_together(type(row)):
            if blocked.intersection(group):
                blocked |= set(group).intersection(changed)
        for name in changed:
            if name not in blocked:
                setattr(row, name, before[name])
        if len(blocked) < len(changed):
            self._put.append((net, row, now))
            self.restored += 1
        if blocked:
            named = ", ".join(name for name in changed if name in blocked)
            self.kept.append(f"{self._label(net)}: {named} changed since")

    def _reverse_entry(self, model: type[Entry], net: Net) -> None:
        """Append what held before this entry: the entry before it under the same root, or its withdrawal."""
        mine = net.after or {}
        columns = _table(model).c
        statement = select(_table(model)).where(columns.root == mine["root"], columns.chain == mine["chain"])
        thread = [dict(row) for row in self.action.session.execute(statement.order_by(columns.seq)).mappings()]
        if _content(thread[-1]) != _content(mine):
            self.kept.append(f"{self._label(net)} was corrected since")
            return
        earlier = [entry for entry in thread if entry["seq"] < mine["seq"]]
        fresh = _content(earlier[-1]) if earlier else {**_content(mine), "state": "withdrawn"}
        self.action.append(model(**fresh), chain=mine["chain"])
        self.restored += 1

    def _check(self) -> None:
        """Take back what would leave a reference to nothing, or two rows where there may be one, until nothing does."""
        wrong = True
        while wrong:
            wrong = False
            for one in list(self._put):
                net, row, earlier = one
                if sentence := self._broken(net, row):
                    wrong = True
                    self._put.remove(one)
                    self._leave(row, earlier)
                    self.kept.append(sentence)
                    self.restored -= 1
                    self.action.session.flush()

    def _leave(self, row: SQLModel, earlier: Image | None) -> None:
        if earlier is None:
            self.action.remove(row)
            return
        for name, value in earlier.items():
            setattr(row, name, value)

    def _broken(self, net: Net, row: SQLModel) -> str:
        image = image_of(row)
        for link in links_from(_table(type(row))):
            value, target = image[link.column.name], self._models.get(link.target_table)
            if link.enforced and value is not None and target is not None:
                column = _table(target).c[link.target_column]
                if self.action.session.execute(select(column).where(column == value)).first() is None:
                    return f"{self._label(net)} stays as it is because what it refers to is gone"
        for group in groups_alone(type(row)):
            if self._taken(type(row), group, image):
                return f"{self._label(net)} stays as it is because its {group[-1]} is taken since"
        return ""

    def _taken(self, model: type[SQLModel], group: Sequence[str], image: Image) -> bool:
        """Say whether another row has the values of `group` already; null is no value."""
        if any(image[name] is None for name in group):
            return False
        table = _table(model)
        same = select(table).where(*(table.c[name] == image[name] for name in group))
        rows = (dict(row) for row in self.action.session.execute(same).mappings())
        return any(row_key(table, row) != row_key(table, image) for row in rows)

    def _label(self, net: Net) -> str:
        image = net.after or net.before or {}
        said = image.get("name") or image.get("field") or image.get("title") or self._named_after(net.table, image)
        return f"{net.table.replace('_', ' ')} “{said or net.key[:8]}”"

    def _named_after(self, table: str, image: Image) -> str:
        """Return the name of what a nameless row belongs to."""
        for link in links_from(_table(self._models[table])):
            target = self._models.get(link.target_table)
            if target is not None and "name" in _table(target).c:
                columns = _table(target).c
                found = select(columns.name).where(columns[link.target_column] == image.get(link.column.name))
                return str(self.action.session.execute(found).scalar() or "")
        return ""


def models() -> dict[str, type[SQLModel]]:
    """Return every table's class by the table's name."""
    return {mapper.local_table.name: mapper.class_ for mapper in SQLModel._sa_registry.mappers}  # type: ignore[attr-defined]  # noqa: SLF001


def _table(model: type[SQLModel]) -> Table:
    return model.__table__  # type: ignore[attr-defined,no-any-return]


def _targets(model: type[SQLModel], image: Image) -> Iterable[At]:
    return ((link.target_table, str(image[link.column.name])) for link in links_from(_table(model)))


def _content(entry: Mapping[str, Any]) -> Image:
    return {name: plain(value) for name, value in entry.items() if name not in _CHAIN_COLUMNS}
