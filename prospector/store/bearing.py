"""Which rows that an act made new must stay when it is reversed: those that somebody changed, or built upon.

Asked table by table and by the portion: an import of ten thousand rows is looked through in some dozens of questions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Column, Table, select, tuple_
from sqlmodel import SQLModel

from prospector.model.tables.base import Entry
from prospector.store.action import Action
from prospector.store.capture import Image, plain, row_key
from prospector.store.links import Link, links_from, links_to
from prospector.store.net import At, Net

Going = dict[str, dict[str, Net]]
"""New rows by table and key."""
_PORTION = 400


@dataclass
class Bearing:
    """Looks at the new rows of one act."""

    action: Action
    models: Mapping[str, type[SQLModel]]
    label: Callable[[Net], str]

    def staying(self, new: Sequence[Net]) -> tuple[set[At], list[str]]:
        """Return the rows that stay, and a sentence for each that was changed or is held."""
        going: Going = {}
        for net in new:
            going.setdefault(net.table, {})[net.key] = net
        changed = set()
        for (table, key), image in images_of(self.action, self.models, new):
            net = going[table][key]
            net.stands = True
            if image != net.after:
                changed.add(net.at)
        outside = self._outside(going)
        stays: set[At] = set()
        said = []
        for net in new:
            if not net.stands:
                said.append(f"{self.label(net)} was removed since")
            elif changed and net.at in changed:
                said.append(f"{self.label(net)} was changed since and stays")
            elif outside and net.at in outside:
                said.append(f"{self.label(net)} stays because {outside[net.at]} refers to it")
            else:
                continue
            stays.add(net.at)
        return (self._with_bound(new, going, stays) if stays else stays), said

    def _with_bound(self, new: Sequence[Net], going: Going, stays: set[At]) -> set[At]:
        """Return what stays, with everything that has to stay because of it."""
        inside: dict[At, set[At]] = defaultdict(set)
        for target, at in self._references(going):
            if at[1] in going.get(at[0], {}):
                inside[target].add(at)
        while more := {net.at for net in new if net.at not in stays and self._bound(net, inside, going, stays)}:
            stays |= more
        return stays

    def _bound(self, net: Net, inside: Mapping[At, set[At]], going: Going, stays: set[At]) -> bool:
        """Say whether a new row must stay: something that stays refers to it, or it came as a part of such a thing."""
        if inside.get(net.at, set()) & stays:
            return True
        parts = (at for at in _targets(self.models[net.table], net.image) if at in stays)
        wholes = (going.get(table, {}).get(key) for table, key in parts)
        return any(whole is not None and whole.action_id == net.action_id for whole in wholes)

    def _outside(self, going: Going) -> dict[At, str]:
        """Return the new rows that something from outside this act refers to, each with what that is in words."""
        outside: dict[At, str] = {}
        for target, (table, key) in self._references(going):
            if key not in going.get(table, {}):
                outside.setdefault(target, f"a {table.replace('_', ' ')}")
        return outside

    def _references(self, going: Going) -> Iterator[tuple[At, At]]:
        """Yield each new row that is referred to, with where the row stands that refers to it."""
        for table, nets in going.items():
            held: Table = self.models[table].__table__  # type: ignore[attr-defined]
            for link in links_to(table):
                for portion in portions(nets.values()):
                    places = {net.value(held, link.target_column): net.at for net in portion}
                    places.pop(None, None)
                    for value, at in self._referring(link, places):
                        yield places[value], at

    def _referring(self, link: Link, values: Collection[Any]) -> Iterator[tuple[Any, At]]:
        """Yield the rows that refer through `link` to one of `values`, with it; of a log only what stands."""
        model = self.models.get(link.table.name)
        log = model is not None and issubclass(model, Entry)
        columns = [*link.table.primary_key, link.column]
        columns += [link.table.c[name] for name in ("root", "seq", "state")] if log else []
        wanted = select(*dict.fromkeys(columns))
        for portion in portions(values):
            found = self.action.session.execute(wanted.where(link.column.in_(portion))).mappings()
            for row in _newest(found) if log else found:
                yield row[link.column.name], (link.table.name, row_key(link.table, row))  # type: ignore[arg-type]


def images_of(action: Action, models: Mapping[str, type[SQLModel]], nets: Iterable[Net]) -> Iterator[tuple[At, Image]]:
    """Yield the rows of `nets` as they stand now, where they stand; those that are not there are left out."""
    tables: dict[str, list[Net]] = defaultdict(list)
    for net in nets:
        tables[net.table].append(net)
    for name, of_table in tables.items():
        table: Table = models[name].__table__  # type: ignore[attr-defined]
        keys = list(table.primary_key)
        values = ({key.name: net.value(table, key.name) for key in keys} for net in of_table)
        for row in among(action, table, keys, values):
            image = {key: plain(value) for key, value in row.items()}
            yield (name, row_key(table, image)), image


def among(
    action: Action, table: Table, columns: Sequence[Column[Any]], images: Iterable[Mapping[str, Any]]
) -> Iterator[Mapping[str, Any]]:
    """Yield the rows of `table` that have in `columns` what one of `images` has there."""
    where: Any = columns[0] if len(columns) == 1 else tuple_(*columns)
    values = (tuple(image[column.name] for column in columns) for image in images)
    for portion in portions(one[0] if len(columns) == 1 else one for one in values):
        for row in action.session.execute(select(table).where(where.in_(portion))).mappings():
            yield dict(row)


def portions(values: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield `values` in portions that one question can hold."""
    rest = iter(values)
    while portion := list(islice(rest, _PORTION)):
        yield portion


def _newest(found: Iterable[Mapping[Any, Any]]) -> list[Mapping[Any, Any]]:
    newest: dict[str, Mapping[Any, Any]] = {}
    for row in sorted(found, key=lambda row: row["seq"]):
        newest[row["root"]] = row
    return [row for row in newest.values() if row["state"] == "stands"]


def _targets(model: type[SQLModel], image: Image) -> Iterable[At]:
    table: Table = model.__table__  # type: ignore[attr-defined]
    return ((link.target_table, str(image[link.column.name])) for link in links_from(table))
