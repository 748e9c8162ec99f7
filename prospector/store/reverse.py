"""Putting rows back: what one undo or redo does inside its action.

A row goes back to what it was when nobody changed it since; else the fields that nobody touched since go back and the
others are named. What an act made new goes again, unless somebody built on it: then it stays whole, with the rows that
were made together with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, select, tuple_
from sqlmodel import SQLModel

from prospector.model.tables.base import Entry
from prospector.store.action import Action
from prospector.store.bearing import Bearing, among, images_of, portions
from prospector.store.capture import Image, image_of, plain, row_key
from prospector.store.links import Link, groups_alone, groups_together, groups_unique, links_from
from prospector.store.net import At, Net, models
from prospector.text import plural

_CHAIN_COLUMNS = frozenset({"id", "seq", "prev", "hash", "chain"})


Put = tuple[Net, SQLModel | None, Image | None]
"""A row that was put back; as it stood before when it was there, else None twice."""


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
        self._put: list[Put] = []
        rows = []
        nets = [net for net in self.nets if not net.erased]
        if erased := len(self.nets) - len(nets):
            self.kept.append(
                f"{plural(erased, 'row')} of it {'was' if erased == 1 else 'were'} erased since and never comes back"
            )
        for net in reversed(nets):
            model = self._models[net.table]
            if issubclass(model, Entry):
                self._reverse_entry(model, net)
            else:
                rows.append(net)
        self._reverse_new([net for net in rows if net.text_before is None])
        self._reverse_rows([net for net in rows if net.text_before is not None])
        self.action.session.flush()
        self._check()

    def _reverse_new(self, new: Sequence[Net]) -> None:
        """Remove what the act made new, but for what has to stay."""
        stays, said = Bearing(self.action, self._models, self._label).staying(new)
        self.kept += said
        for model, nets in self._by_table(net for net in new if net.at not in stays):
            self.action.sweep(model, (net.after or {} for net in nets))
            self.restored += len(nets)

    def _by_table(self, nets: Iterable[Net]) -> list[tuple[type[SQLModel], list[Net]]]:
        found: dict[str, list[Net]] = {}
        for net in nets:
            found.setdefault(net.table, []).append(net)
        return [(self._models[table], of_table) for table, of_table in found.items()]

    def _reverse_rows(self, rows: Sequence[Net]) -> None:
        """Put back what the act changed or removed."""
        gone = [net for net in rows if net.text_after is None]
        now = {at for at, _ in images_of(self.action, self._models, gone)}
        for net in gone:
            if net.at in now:
                self.kept.append(f"{self._label(net)} was added again since")
        self._add_again([net for net in gone if net.at not in now])
        for portion in portions(net for net in rows if net.text_after is not None):
            held = self._held(portion)
            for net in portion:
                if net.at in held:
                    self._restore_fields(net, held[net.at])
                else:
                    self.kept.append(f"{self._label(net)} was removed since")

    def _held(self, nets: Sequence[Net]) -> dict[At, SQLModel]:
        """Return rows as they stand, to be changed."""
        found: dict[At, SQLModel] = {}
        for model, of_table in self._by_table(nets):
            keys = list(_table(model).primary_key)
            where: Any = keys[0] if len(keys) == 1 else tuple_(*keys)
            values = [tuple((net.after or {})[column.name] for column in keys) for net in of_table]
            wanted = [one[0] for one in values] if len(keys) == 1 else values
            for row in self.action.find(model, where.in_(wanted)):
                found[_table(model).name, row_key(_table(model), image_of(row))] = row
        return found

    def _add_again(self, nets: Sequence[Net]) -> None:
        for model, of_table in self._by_table(nets):
            away: dict[At, str] = {}
            for group in groups_unique(model):
                columns = [_table(model).c[name] for name in group]
                held = ((net, {name: (net.before or {})[name] for name in group}) for net in of_table)
                for portion in portions(one for one in held if None not in one[1].values()):
                    rows = among(self.action, _table(model), columns, [values for _, values in portion])
                    taken = {tuple(row[name] for name in group) for row in rows}
                    away |= {net.at: " and ".join(group) for net, values in portion
                             if tuple(values.values()) in taken and net.at not in away}  # fmt: skip
            for at, called in away.items():
                net = next(one for one in of_table if one.at == at)
                self.kept.append(f"{self._label(net)} stays away because its {called} is taken since")
            back = [net for net in of_table if net.at not in away]
            self.action.pour(model, (net.before or {} for net in back))
            self._put += [(net, None, None) for net in back]
            self.restored += len(back)

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
        if mine.get("erased"):
            self.kept.append(f"{self._label(net)} stays: what was erased stays erased")
            return
        columns = _table(model).c
        # Asked with its chain, SQLite would go through all that the chain ever held.
        statement = select(_table(model)).where(columns.root == mine["root"]).order_by(columns.seq)
        rows = self.action.session.execute(statement).mappings()
        thread = [dict(row) for row in rows if row["chain"] == mine["chain"]]
        if _content(thread[-1]) != _content(mine):
            self.kept.append(f"{self._label(net)} was corrected since")
            return
        earlier = [entry for entry in thread if entry["seq"] < mine["seq"]]
        fresh = _content(earlier[-1]) if earlier else {**_content(mine), "state": "withdrawn"}
        self.action.append(model(**fresh), chain=mine["chain"])
        self.restored += 1

    def _check(self) -> None:
        """Take back what would leave a reference to nothing, or two rows where there may be one, until nothing does."""
        while wrong := self._broken():
            gone = {id(one) for one, _ in wrong}
            self._put = [one for one in self._put if id(one) not in gone]
            for one, sentence in wrong:
                self._leave(*one)
                self.kept.append(sentence)
                self.restored -= 1
            self.action.session.flush()

    def _leave(self, net: Net, row: SQLModel | None, earlier: Image | None) -> None:
        if row is None:
            self.action.sweep(self._models[net.table], [net.before or {}])
            return
        for name, value in (earlier or {}).items():
            setattr(row, name, value)

    def _broken(self) -> list[tuple[Put, str]]:
        """Return what was put back and can't stand so, with the sentence that says why."""
        there: dict[tuple[str, str], set[object]] = {}
        asked: dict[tuple[str, str], set[object]] = {}
        for one in self._put:
            for link, value in self._pointing(one):
                asked.setdefault((link.target_table, link.target_column), set()).add(value)
        for (table, column), values in asked.items():
            target = _table(self._models[table])
            rows = among(self.action, target, [target.c[column]], ({column: value} for value in values))
            there[table, column] = {row[column] for row in rows}
        lost = {
            id(one): (one, f"{self._label(one[0])} stays as it is because what it refers to is gone")
            for one in self._put
            for link, value in self._pointing(one)
            if value not in there[link.target_table, link.target_column]
        }
        return list(lost.values()) or self._doubled()

    def _doubled(self) -> list[tuple[Put, str]]:
        """Return the first row that was put back where another has a place that only one may have."""
        for one in self._put:
            model, image = self._models[one[0].table], _image_now(one)
            for group in groups_alone(model):
                if self._taken(model, group, image):
                    return [(one, f"{self._label(one[0])} stays as it is because its {group[-1]} is taken since")]
        return []

    def _pointing(self, one: Put) -> Iterable[tuple[Link, object]]:
        """Yield the references of a row that was put back, as far as putting it back changed them."""
        net, _, earlier = one
        image = _image_now(one)
        for link in links_from(_table(self._models[net.table])):
            value = image[link.column.name]
            fresh = earlier is None or earlier[link.column.name] != value
            if fresh and link.enforced and value is not None and link.target_table in self._models:
                yield link, value

    def _taken(self, model: type[SQLModel], group: Sequence[str], image: Image) -> bool:
        """Say whether another row has the values of `group` already; null is no value."""
        if any(image[name] is None for name in group):
            return False
        table = _table(model)
        same = select(table).where(*(table.c[name] == image[name] for name in group))
        rows = (dict(row) for row in self.action.session.execute(same).mappings())
        return any(row_key(table, row) != row_key(table, image) for row in rows)

    def _label(self, net: Net) -> str:
        image = net.image
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


def _table(model: type[SQLModel]) -> Table:
    return model.__table__  # type: ignore[attr-defined,no-any-return]


def _image_now(one: Put) -> Image:
    net, row, _ = one
    return (net.before or {}) if row is None else image_of(row)


def _content(entry: Mapping[str, Any]) -> Image:
    return {name: plain(value) for name, value in entry.items() if name not in _CHAIN_COLUMNS}
