"""One action: a transaction that keeps the before- and after-image of every row it writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Engine, ScalarResult, Table, bindparam, delete, event, func, insert, select, text
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from prospector.clock import Clock
from prospector.errors import ProspectorError
from prospector.model.ids import new_id
from prospector.model.tables import Action as ActionRow
from prospector.model.tables.base import Entry
from prospector.store.capture import Capture, brief_image, dumped, image_of, row_key, with_defaults
from prospector.store.chain import entry_hash
from prospector.store.journal import Journal, portions

R = TypeVar("R", bound=SQLModel)
E = TypeVar("E", bound=Entry)


@dataclass(frozen=True)
class Label:
    """What the history says about an action."""

    title: str
    by: str
    actor: str
    reason: str = ""
    batch: str = ""
    kind: str = "do"
    target: str | None = None


@dataclass
class Action:
    """The only way to write. Use it through `Store.action`."""

    engine: Engine
    clock: Clock
    label: Label
    id: str = field(default_factory=new_id)
    chain: str = ""
    """Whose chain of actions it stands in; the actor's when empty."""
    allow_empty: bool = False
    """Whether an action that changed nothing is kept in the history all the same."""

    def __enter__(self) -> Self:
        """Begin the transaction; the file is locked against other writers from here on."""
        self._capture = Capture()
        self.session = Session(self.engine, expire_on_commit=False, autoflush=True)
        self._journal = Journal(self.session, self.id)
        event.listen(self.session, "before_flush", self._capture.before_flush)
        event.listen(self.session, "after_flush", self._capture.after_flush)
        event.listen(self.session, "do_orm_execute", self._capture.refuse_bulk)
        try:
            self.session.connection()
        except BaseException:
            self.session.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Roll back what was not finished."""
        self.session.close()

    @property
    def batch(self) -> str:
        """The batch this action belongs to; pass it on to the later actions of the same act."""
        return self.label.batch or self.id

    @contextmanager
    def part(self, label: Label) -> Iterator[None]:
        """Let another action be part of this one; its title and reason are lost.

        What it refuses may be caught around it, as long as it refused before it wrote. Raises RuntimeError where it wrote
        first: then nothing of this action can be kept.
        """
        outer, self.label = self.label, label
        self.session.flush()
        written = self._written()
        try:
            yield
        except ProspectorError as error:
            if self._written() != written or self.session.new or self.session.deleted or self._changed():
                raise RuntimeError(f"“{label.title}” refused after it wrote") from error
            raise
        finally:
            self.label = outer

    def _written(self) -> int:
        return self._capture.count + self._journal.count

    def _changed(self) -> bool:
        return any(self.session.is_modified(row) for row in self.session.dirty)

    def now(self) -> str:
        """Return the current moment as the store keeps it."""
        return self.clock.stamp()

    def get(self, model: type[R], key: str) -> R | None:
        """Return the row of `model` with this key, to be changed in place."""
        return self.session.get(model, key)

    def find(self, model: type[R], *conditions: Any) -> Sequence[R]:
        """Return the rows of `model` that meet all `conditions`."""
        found: ScalarResult[R] = self.session.scalars(select(model).where(*conditions))
        return found.all()

    def rows(self, sql: str, **values: Any) -> list[tuple[Any, ...]]:
        """Return what `sql` (common to both dialects, values as ``:name``) reads, with this action's own writes in it."""
        self.session.flush()
        return [tuple(row) for row in self.session.connection().execute(text(sql), values)]

    def add(self, row: R) -> R:
        """Write a new row."""
        self.session.add(row)
        return row

    def add_all(self, rows: Iterable[SQLModel]) -> None:
        """Write new rows."""
        self.session.add_all(rows)

    def add_many(self, model: type[SQLModel], rows: Iterable[Mapping[str, Any]]) -> list[str]:
        """Write new rows of `model` by the thousand, given by column; return their keys.

        What is left out takes its default. Several times faster than `add_all`, because no object is made of a row.
        """
        self.session.flush()
        filled = list(with_defaults(model, rows))
        table: Table = model.__table__  # type: ignore[attr-defined]
        for portion in portions(filled):
            self.session.connection().execute(insert(table), portion)
        return [self._capture.added(table, row) for row in filled]

    def pour(self, model: type[SQLModel], rows: Iterable[Mapping[str, Any]]) -> None:
        """Write new rows of `model` by the hundred thousand: nothing of them stays in memory, their images are brief.

        Such rows may be changed later in the same action, but not have been touched before.
        """
        self.session.flush()
        table: Table = model.__table__  # type: ignore[attr-defined]
        for portion in portions(with_defaults(model, rows)):
            self.session.connection().execute(insert(table), portion)
            self._journal.write(
                (table.name, row_key(table, row), None, dumped(brief_image(model, row))) for row in portion
            )

    def sweep(self, model: type[SQLModel], images: Iterable[Mapping[str, Any]]) -> None:
        """Remove rows of `model` by the thousand, given as they stand; the journal keeps them.

        Raises RuntimeError for a row that was touched before in the same action.
        """
        self.session.flush()
        table: Table = model.__table__  # type: ignore[attr-defined]
        keys = [column.name for column in table.primary_key]
        gone = delete(table).where(*(table.c[name] == bindparam(f"key_{name}") for name in keys))
        for portion in portions(images):
            self.session.connection().execute(gone, [{f"key_{name}": row[name] for name in keys} for row in portion])
            entries = [(table.name, row_key(table, row), dumped(dict(row)), None) for row in portion]
            if any(self._capture.knows(tbl, key) for tbl, key, _, _ in entries):
                raise RuntimeError(f"rows of {table.name} were written and swept in one action")
            self._journal.write(entries)

    def tell(self, table: str, key: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> None:
        """Note in the journal what was written past the session: only an erasure does that."""
        self._capture.told(table, key, before, after)

    def remove(self, row: SQLModel) -> None:
        """Remove a row; the journal keeps it."""
        self.session.delete(row)

    def append(self, entry: E, *, chain: str) -> E:
        """Write a new entry at the end of a chain of an append-only log."""
        self.session.flush()
        model = type(entry)
        columns = model.__table__.c  # type: ignore[attr-defined]
        last = self.session.execute(
            select(columns.seq, columns.hash).where(columns.chain == chain).order_by(columns.seq.desc()).limit(1)
        ).first()
        entry.root = entry.root or entry.id
        entry.chain = chain
        entry.seq, entry.prev = (last.seq + 1, last.hash) if last else (1, "")
        entry.hash = entry_hash(model.__table__.name, image_of(entry))  # type: ignore[attr-defined]
        self.session.add(entry)
        self.session.flush()
        return entry

    def retitle(self, title: str) -> None:
        """Change what the history says, when it is known only at the end."""
        self.label = Label(**{**self.label.__dict__, "title": title})

    def finish(self, check: Callable[[], None] = lambda: None) -> None:
        """Write the journal and commit; an action without changes is rolled back.

        `check` comes right before the commit; what it raises takes everything back.
        """
        self.session.flush()
        self._journal.write(self._capture.entries())
        if not self._journal.count and not self.allow_empty:
            self.session.rollback()
            return
        self._capture.rest()
        newest = self.session.execute(select(func.max(ActionRow.__table__.c.number))).scalar()  # type: ignore[attr-defined]
        row = ActionRow(
            id=self.id,
            number=(newest or 0) + 1,
            batch=self.batch,
            kind=self.label.kind,
            actor=self.label.actor,
            by=self.label.by,
            at=self.now(),
            title=self.label.title,
            reason=self.label.reason,
            target=self.label.target,
            changes=self._journal.count,
            digest=self._journal.digest,
        )
        self.append(row, chain=self.chain or self.label.actor)
        check()
        self.session.commit()
