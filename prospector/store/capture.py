"""Catches every row a session writes, as it was before and as it is after; new tables need no code here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from pydantic_core import PydanticUndefined
from sqlalchemy import Table, inspect
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction
from sqlmodel import SQLModel

from prospector.store.chain import JournalEntry, canonical

Image = dict[str, Any]


def image_of(row: SQLModel) -> Image:
    """Return the columns of `row` as they are now, as plain values."""
    columns = row.__table__.columns  # type: ignore[attr-defined]
    return {column.name: plain(getattr(row, column.name)) for column in columns}


def with_defaults(model: type[SQLModel], rows: Iterable[Mapping[str, Any]]) -> Iterator[Image]:
    """Yield `rows` with the defaults of `model` where a column is left out. Raises ValueError for one it doesn't have."""
    columns = [column.name for column in model.__table__.columns]  # type: ignore[attr-defined]
    fields = {name: model.model_fields[name] for name in columns}
    fixed = {name: field.default for name, field in fields.items() if field.default_factory is None}
    made = {name: field.default_factory for name, field in fields.items() if field.default_factory is not None}
    for row in rows:
        filled = fixed | {name: make() for name, make in made.items() if name not in row} | dict(row)  # type: ignore[call-arg]
        if len(filled) > len(columns) or PydanticUndefined in filled.values():
            raise ValueError(f"a row of {model.__name__} has unknown columns, or lacks one that it must have")
        yield {name: filled[name] for name in columns}


def brief_image(model: type[SQLModel], row: Mapping[str, Any]) -> Image:
    """Return the image of a new row without the columns that hold their default: of a mass of rows that is most of it.

    Reading the journal fills them in again (see `prospector.store.undo`).
    """
    defaults = _fixed_defaults(model)
    return {name: plain(value) for name, value in row.items() if name not in defaults or value != defaults[name]}


@cache
def _fixed_defaults(model: type[SQLModel]) -> Image:
    fields = ((column.name, model.model_fields[column.name]) for column in model.__table__.columns)  # type: ignore[attr-defined]
    return {
        name: field.default
        for name, field in fields
        if field.default_factory is None and field.default is not PydanticUndefined
    }


def plain(value: object) -> object:
    """Return a column's value as JSON keeps it: booleans as 0 and 1, as SQLite does."""
    return int(value) if isinstance(value, bool) else value


def row_key(table: Table, image: Mapping[str, Any]) -> str:
    """Return the primary key of a row as one text; the parts of a longer key are split by a slash."""
    return "/".join(str(image[column.name]) for column in table.primary_key)


def load(raw: str | None) -> Image | None:
    """Return the image that the journal keeps as text."""
    return None if raw is None else json.loads(raw)


class Capture:
    """Listens to one session; several changes of one row in one action become one entry."""

    def __init__(self) -> None:
        """Start with nothing seen."""
        self._order: list[tuple[str, str]] = []
        self._before: dict[tuple[str, str], Image | None] = {}
        self._after: dict[tuple[str, str], Image | None] = {}
        self._resting = False
        self.count = 0
        """How many writes were noted so far."""

    def before_flush(self, session: Session, _context: UOWTransaction, _objects: object) -> None:
        """Keep the images of what is about to be changed or removed."""
        if self._resting:
            return
        for row in session.dirty:
            if isinstance(row, SQLModel) and session.is_modified(row):
                self._note(row, _image_before(row), image_of(row))
        for row in session.deleted:
            if isinstance(row, SQLModel):
                self._note(row, _image_before(row), None)

    def after_flush(self, session: Session, _context: UOWTransaction) -> None:
        """Keep the images of new rows, now that their defaults are filled in."""
        if self._resting:
            return
        for row in session.new:
            if isinstance(row, SQLModel):
                self._note(row, None, image_of(row))

    def refuse_bulk(self, state: ORMExecuteState) -> None:
        """Refuse statements that would write past the journal."""
        if not state.is_select:
            raise RuntimeError("rows are written through Action, so that the journal sees them")

    def added(self, table: Table, row: Mapping[str, Any]) -> str:
        """Keep the image of a new row that was written without an object, and return its key."""
        image = {name: plain(value) for name, value in row.items()}
        identifier = row_key(table, image)
        self.count += 1
        self._order.append((table.name, identifier))
        self._before[table.name, identifier] = None
        self._after[table.name, identifier] = image
        return identifier

    def told(self, table: str, key: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> None:
        """Keep images of a row that was written past the session."""
        self.count += 1
        self._order.append((table, key))
        self._before[table, key] = None if before is None else dict(before)
        self._after[table, key] = None if after is None else dict(after)

    def rest(self) -> None:
        """Stop listening: what follows is the journal itself."""
        self._resting = True

    def knows(self, table: str, identifier: str) -> bool:
        """Say whether a write to this row was noted."""
        return (table, identifier) in self._before

    def entries(self) -> Iterator[JournalEntry]:
        """Yield (table, row, before, after) in the order of first change; rows left as they were are not listed."""
        for key in self._order:
            before, after = self._before[key], self._after[key]
            if before != after:
                yield (*key, dumped(before), dumped(after))

    def _note(self, row: SQLModel, before: Image | None, after: Image | None) -> None:
        table: Table = row.__table__  # type: ignore[attr-defined]
        key = (table.name, row_key(table, before or after or {}))
        self.count += 1
        if key not in self._before:
            self._order.append(key)
            self._before[key] = before
        self._after[key] = after


def _image_before(row: SQLModel) -> Image:
    loaded = inspect(row).committed_state
    return {name: plain(loaded[name]) if name in loaded else value for name, value in image_of(row).items()}


def dumped(image: Image | None) -> str | None:
    """Return an image as the journal keeps it."""
    return None if image is None else canonical(image)
