"""Erasing for good: rows go, texts in the logs and their journal are blanked, and the hash chains go on through it.

Everything happens in one transaction, in which alone the guards of the logs are lifted. The journal of the erasing action
names the rows, not what stood in them, so that whatever follows the journal sees them go. It can't be undone, and no undo
of anything else brings back what it took.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import SQLModel

from prospector.model.tables import Erasure
from prospector.model.upkeep import Mention
from prospector.store.action import Action
from prospector.store.blank import MARK, emptied, scrubbed, texts_of, without_mark
from prospector.store.capture import row_key
from prospector.store.chain import canonical, entry_hash, journal_digest
from prospector.store.guards import APPEND_ONLY, guard_statements
from prospector.store.links import links_to
from prospector.store.net import models
from prospector.store.scrub import MARKER, Scrub, passage

At = tuple[str, str]
"""A table and the key of a row."""
Image = Mapping[str, Any]
_PAGE = 5_000
_MOST_MENTIONS = 200
"""Mentions that are told one by one."""


@dataclass(frozen=True)
class Going:
    """Who is erased."""

    kind: str
    rows: frozenset[At]
    """Rows that go; what refers to them goes with them."""
    about: Callable[[str, Image], bool]
    """Says of an entry of a log (its table, its columns) that all its text goes."""
    scrub: Scrub
    """Blanks them in other texts."""
    sparing: Mapping[str, Scrub]
    """The same for the accounts where others are called alike: their names stay there."""


@dataclass
class Erasing:
    """One erasure inside its action."""

    action: Action
    going: Going
    removed: Counter[str] = field(default_factory=Counter)
    blanked: Counter[str] = field(default_factory=Counter)
    mentions: list[Mention] = field(default_factory=list)

    def run(self) -> None:
        """Erase, and note it in the chain of erasures."""
        self._models = models()
        self._told: list[tuple[str, str, str, str]] = []
        self._emptied: set[At] = set()
        self._sql = self.action.session.connection().exec_driver_sql
        self._guards(lift=True)
        gone = self._all_that_go()
        self._remove(gone)
        for name, model in sorted(self._models.items()):
            if name not in APPEND_ONLY:
                self._scrub_rows(name, model)
            elif name not in ("action", "change"):
                self._blank_entries(name, model)
        self._blank_actions(self._blank_journal(frozenset(gone)))
        self._note()
        self._guards(lift=False)

    def _guards(self, *, lift: bool) -> None:
        for statement in guard_statements():
            if not lift or statement.startswith("DROP"):
                self._sql(statement)

    def _all_that_go(self) -> dict[At, Image]:
        """Return the rows that go with their images: those named, and all that refer to one of them."""
        found: dict[At, Image] = {}
        waiting = [(table, image) for table, key in self.going.rows for image in self._rows(table, "id", key)]
        while waiting:
            table, image = waiting.pop()
            at = (table, row_key(self._table(table), image))
            if at in found:
                continue
            found[at] = image
            for link in links_to(table):
                if link.enforced and link.table.name not in APPEND_ONLY:
                    name = link.table.name
                    waiting += [(name, one) for one in self._rows(name, link.column.name, image[link.target_column])]
        return found

    def _rows(self, table: str, column: str, value: object) -> Iterator[Image]:
        rows = self._sql(f'SELECT * FROM "{table}" WHERE "{column}" = ?', (value,))  # noqa: S608 - names of columns
        yield from [dict(row) for row in rows.mappings()]

    def _remove(self, gone: Mapping[At, Image]) -> None:
        for (table, key), image in gone.items():
            where, values = self._key_of(table, image)
            self._sql(f'DELETE FROM "{table}" WHERE {where}', values)  # noqa: S608 - names of columns
            self.removed[table] += 1
            self.action.tell(table, key, {**emptied(self._models[table], image), MARK: 1}, None)

    def _scrub_rows(self, name: str, model: type[SQLModel]) -> None:
        """Blank who is erased in the rows of an ordinary table that stay."""
        for image in self._likely(name, model):
            cleaned = scrubbed(model, image, self._scrub_for(name, image))
            if cleaned == image:
                continue
            self._update(name, image, cleaned)
            self.action.tell(name, row_key(self._table(name), image), {**cleaned, MARK: 1}, cleaned)
            self._mention(name, model, image, cleaned)

    def _blank_entries(self, name: str, model: type[SQLModel]) -> None:
        """Blank the entries of one log: all text of those about who is erased, in others the mention."""
        for image in self._likely(name, model, also=lambda image: self.going.about(name, image)):
            about = self.going.about(name, image)
            left = emptied(model, image) if about else scrubbed(model, image, self._scrub_for(name, image))
            if left == image:
                continue
            if about:
                self._emptied.add((name, image["id"]))
            else:
                self._mention(name, model, image, left)
            self._blank(name, image, left)
            self.action.tell(name, image["id"], {**left, MARK: 1}, left)

    def _blank_journal(self, gone: frozenset[At]) -> set[str]:
        """Blank the images in the journal like the rows they show; return the actions whose journal changed."""
        changed: set[str] = set()
        action_id, seq = "", -1
        while rows := self._sql(
            'SELECT action_id, seq, tbl, "row", before, after FROM change WHERE (action_id, seq) > (?, ?) '
            "ORDER BY action_id, seq LIMIT ?",
            (action_id, seq, _PAGE),
        ).fetchall():
            for action_id, seq, table, key, before, after in rows:
                wholly = (table, key) in gone or (table, key) in self._emptied
                left = [self._image_left(table, key, raw, wholly=wholly) for raw in (before, after)]
                if left != [before, after]:
                    self._sql("UPDATE change SET before = ?, after = ? WHERE action_id = ? AND seq = ?",
                              (*left, action_id, seq))  # fmt: skip
                    changed.add(action_id)
                    self.blanked["change"] += 1
        return changed

    def _image_left(self, table: str, key: str, raw: str | None, *, wholly: bool) -> str | None:
        if raw is None or table not in self._models or not (wholly or self.going.scrub.likely(raw)):
            return raw
        image, model = json.loads(raw), self._models[table]
        if wholly:
            return canonical({**emptied(model, without_mark(image)), MARK: 1})
        cleaned = scrubbed(model, image, self._scrub_for(table, {"id": key, **image}))
        return raw if cleaned == image else canonical(cleaned)

    def _blank_actions(self, journals: set[str]) -> None:
        """Blank titles and reasons; an action whose journal was blanked gets the digest of what is left."""
        model = self._models["action"]
        for image in self._likely("action", model, also=lambda image: image["id"] in journals):
            left = scrubbed(model, image, self.going.scrub)
            if image["id"] in journals:
                rows = self._sql('SELECT tbl, "row", before, after FROM change WHERE action_id = ? ORDER BY seq',
                                 (image["id"],))  # fmt: skip
                left = {**left, "digest": journal_digest([(*row,) for row in rows]), "nonce": None}
            if left != image:
                self._blank("action", image, left)

    def _blank(self, table: str, image: Image, left: Image) -> None:
        self._update(table, image, left)
        self._told.append((table, image["id"], image["hash"], entry_hash(table, left)))
        self.blanked[table] += 1

    def _note(self) -> None:
        self.action.append(
            Erasure(kind=self.going.kind, blanked=canonical(self._told), removed=sum(self.removed.values()),
                    erased_by=self.action.label.actor, erased_at=self.action.now()),
            chain=self.action.chain or self.action.label.actor,
        )  # fmt: skip

    def _likely(
        self, name: str, model: type[SQLModel], also: Callable[[Image], bool] = lambda _image: False
    ) -> list[dict[str, Any]]:
        """Return the rows of a table in whose texts who is erased may stand, and those that `also` says."""
        texts = texts_of(model)
        rows = (dict(row) for row in self._sql(f'SELECT * FROM "{name}"').mappings())  # noqa: S608 - a table
        likely = self.going.scrub.likely
        return [row for row in rows if likely("\n".join(str(row[one]) for one in texts if row[one])) or also(row)]

    def _scrub_for(self, table: str, image: Image) -> Scrub:
        owner = image.get("id") if table == "account" else image.get("account_id")
        return self.going.sparing.get(str(owner), self.going.scrub)

    def _mention(self, name: str, model: type[SQLModel], image: Image, left: Image) -> None:
        if len(self.mentions) >= _MOST_MENTIONS:
            return
        owner = str(image.get("id") if name == "account" else image.get("account_id"))
        called = self._sql("SELECT name FROM account WHERE id = ?", (owner,)).scalar() or ""
        for column in texts_of(model):
            if image.get(column) != left.get(column):
                told = passage(str(left[column])) or MARKER
                self.mentions.append(Mention(name, column, self.going.scrub.cleaned(str(called)), told))

    def _update(self, table: str, image: Image, left: Image) -> None:
        names = [name for name in left if left[name] != image.get(name)]
        where, values = self._key_of(table, image)
        assigned = ", ".join(f'"{name}" = ?' for name in names)
        self._sql(f'UPDATE "{table}" SET {assigned} WHERE {where}', (*(left[name] for name in names), *values))  # noqa: S608

    def _key_of(self, table: str, image: Image) -> tuple[str, tuple[Any, ...]]:
        names = [column.name for column in self._table(table).primary_key]
        return " AND ".join(f'"{name}" = ?' for name in names), tuple(image[name] for name in names)

    def _table(self, name: str) -> Any:
        return self._models[name].__table__  # type: ignore[attr-defined]


def settle(connection: Any) -> bool:
    """Rewrite the file so that no freed page holds what was erased, and empty its log; say whether the log is empty.

    It is not while another program reads at this very moment.
    """
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("VACUUM")
    busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def told(removed: Mapping[str, int]) -> Sequence[str]:
    """Return ``3 claims`` and the like for counts by table, the most first."""
    ordered = sorted(removed.items(), key=lambda one: (-one[1], one[0]))
    return [f"{count:,} {table.replace('_', ' ')}{'' if count == 1 else 's'}" for table, count in ordered]
