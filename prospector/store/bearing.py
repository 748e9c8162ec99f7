"""Which rows that an act made new must stay when it is reversed: those that somebody changed, or built upon.

Asked table by table and by the portion: an import of ten thousand rows is looked through in some dozens of questions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Table, select, tuple_
from sqlmodel import SQLModel

from prospector.model.tables.base import Entry
from prospector.store.action import Action
from prospector.store.capture import Image, plain, row_key
from prospector.store.links import Link, links_from, links_to

if TYPE_CHECKING:
    from prospector.store.reverse import Net

At = tuple[str, str]
"""Where a row stands: its table and its key."""
_PORTION = 400


@dataclass
class Bearing:
    """Looks at the new rows of one act."""

    action: Action
    models: Mapping[str, type[SQLModel]]
    label: Callable[[Net], str]

    def staying(self, new: Sequence[Net]) -> tuple[set[At], list[str]]:
        """Return the rows that stay, and a sentence for each that was changed or is held."""
        going = {net.at: net for net in new}
        there, changed = set(), set()
        for at, image in images_of(self.action, self.models, new):
            there.add(at)
            if image != going[at].after:
                changed.add(at)
        outside, inner = self._holders(going)
        stays: set[At] = set()
        said = []
        for net in new:
            if net.at not in there:
                said.append(f"{self.label(net)} was removed since")
            elif net.at in changed:
                said.append(f"{self.label(net)} was changed since and stays")
            elif net.at in outside:
                said.append(f"{self.label(net)} stays because {outside[net.at]} refers to it")
            else:
                continue
            stays.add(net.at)
        while stays and (
            more := {at for at, net in going.items() if at not in stays and self._bound(net, inner, going, stays)}
        ):
            stays |= more
        return stays, said

    def _bound(self, net: Net, inner: Mapping[At, set[At]], going: Mapping[At, Net], stays: set[At]) -> bool:
        """Say whether a new row must stay: something that stays refers to it, or it came as a part of such a thing."""
        if inner[net.at] & stays:
            return True
        parts = (going[at] for at in _targets(self.models[net.table], net.after or {}) if at in going and at in stays)
        return any(whole.action_id == net.action_id for whole in parts)

    def _holders(self, going: Mapping[At, Net]) -> tuple[dict[At, str], dict[At, set[At]]]:
        """Return what refers to new rows: from outside this act in words, from inside as places."""
        outside: dict[At, str] = {}
        inside: dict[At, set[At]] = {at: set() for at in going}
        tables: dict[str, list[Net]] = defaultdict(list)
        for net in going.values():
            tables[net.table].append(net)
        for table, nets in tables.items():
            for link in links_to(table):
                places = {(net.after or {}).get(link.target_column): net.at for net in nets}
                places.pop(None, None)
                for value, at in self._referring(link, places):
                    if at in going:
                        inside[places[value]].add(at)
                    else:
                        outside.setdefault(places[value], f"a {link.table.name.replace('_', ' ')}")
        return outside, inside

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
    tables: dict[str, list[Image]] = defaultdict(list)
    for net in nets:
        tables[net.table].append(net.after or net.before or {})
    for name, images in tables.items():
        table: Table = models[name].__table__  # type: ignore[attr-defined]
        for row in among(action, table, list(table.primary_key), images):
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
