"""What an act did to each row, all in all: read from the journal by the portion, kept as the journal's own text.

A row's image takes ten times the memory of its text. An import of a million rows is taken back with the texts in memory
and one image at a time.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import String, Table
from sqlmodel import SQLModel

import prospector.model.tables  # noqa: F401 - every table registers itself
from prospector.store.blank import MARK
from prospector.store.capture import Image, load, plain
from prospector.store.reads import Reader

At = tuple[str, str]
"""Where a row stands: its table and its key."""
_PORTION = 2_000


@dataclass(slots=True)
class Net:
    """What an act did to one row, all in all."""

    table: str
    key: str
    action_id: str
    """The action that touched it first."""
    text_before: str | None
    text_after: str | None
    stands: bool = False
    """Whether a look at the table found the row as the act left it."""

    @property
    def at(self) -> At:
        """Return where the row stands."""
        return self.table, self.key

    @property
    def before(self) -> Image | None:
        """Return the row before the act, None where it was not there; made anew each time."""
        return journal_image(self.table, self.text_before)

    @property
    def after(self) -> Image | None:
        """Return the row after the act, None where it was removed; made anew each time."""
        return journal_image(self.table, self.text_after)

    @property
    def image(self) -> Image:
        """Return the row after the act, or before it where the act removed it."""
        return self.after or self.before or {}

    @property
    def erased(self) -> bool:
        """Say whether who the row spoke of was erased since."""
        texts = (one for one in (self.text_before, self.text_after) if one and MARK in one)
        return any(MARK in (load(one) or {}) for one in texts)

    @property
    def changed(self) -> bool:
        """Say whether the act left anything of the row otherwise than it was."""
        if self.text_before == self.text_after:
            return MARK in (self.text_before or "") and self.erased
        # Brief images and full ones of the same row are written differently.
        return None in (self.text_before, self.text_after) or self.before != self.after or self.erased

    def value(self, table: Table, column: str) -> Any:
        """Return one value of the row; the key is known without the image."""
        keys = list(table.primary_key)
        if len(keys) == 1 and keys[0].name == column and isinstance(keys[0].type, String):
            return self.key
        return self.image.get(column)


def nets_of(reader: Reader, actions: Sequence[str]) -> list[Net]:
    """Return what these actions, in their order, did to each row in which they left anything."""
    tables: dict[str, dict[str, Net]] = {}
    found: list[Net] = []
    for action_id in actions:
        for table, key, before, after in _changes(reader, action_id):
            of_table = tables.setdefault(table, {})
            if key in of_table:
                of_table[key].text_after = after
            else:
                of_table[key] = Net(sys.intern(table), key, action_id, before, after)
                found.append(of_table[key])
    return [net for net in found if net.changed]


def _changes(reader: Reader, action_id: str) -> Iterator[tuple[str, str, str | None, str | None]]:
    last = -1
    while rows := reader.rows(
        'SELECT tbl, "row", before, after, seq FROM change WHERE action_id = ? AND seq > ? ORDER BY seq LIMIT ?',
        (action_id, last, _PORTION),
    ):
        for table, key, before, after, seq in rows:
            yield table, key, before, after
            last = seq


def journal_image(table: str, raw: str | None) -> Image | None:
    """Return a row as the journal kept it, with the defaults that it left out, of columns of a later schema too."""
    image = load(raw)
    return None if image is None else {**_defaults(_model(table)), **image}


def models() -> dict[str, type[SQLModel]]:
    """Return every table's class by the table's name."""
    return {mapper.local_table.name: mapper.class_ for mapper in SQLModel._sa_registry.mappers}  # type: ignore[attr-defined]  # noqa: SLF001


_known: dict[str, type[SQLModel]] = {}


def _model(table: str) -> type[SQLModel]:
    if table not in _known:
        _known.update(models())
    return _known[table]


@cache
def _defaults(model: type[SQLModel]) -> Image:
    return {name: plain(field.get_default()) for name, field in model.model_fields.items()}
