"""What a manager holds of one rep's workspace: a workspace file of its own, built of the packets taken in.

Beside the tables of every workspace it has one that names the packets; the actions in it are the manager's anchor: whatever
a rep sends later is held against them.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from prospector.audit.erased import Erased, blanked
from prospector.audit.packets import Change, Sent
from prospector.errors import BadInput
from prospector.paths import held_folder
from prospector.store.guards import APPEND_ONLY
from prospector.store.sqlite import connect, errors, unusable
from prospector.text import harmless

_ENDING = ".held"
_TAKEN = (
    "CREATE TABLE IF NOT EXISTS packet_taken (digest TEXT PRIMARY KEY, origin TEXT NOT NULL, rep TEXT NOT NULL, "
    "key TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, made_at TEXT NOT NULL, taken_at TEXT NOT NULL)"
)
_NO_ACT_WRITES = ("action", "change", "packet_taken", "alembic_version")


@dataclass(frozen=True, slots=True)
class Holding:
    """What is held of one workspace of a rep."""

    path: Path
    rep: str
    key: str
    last: int
    """Number of the newest action held."""
    made_at: str
    """When the packet with the newest action was made, by the rep's clock."""
    taken_at: str


def held_path(database: Path, origin: str) -> Path:
    """Return the file that holds, beside the manager's workspace `database`, the workspace that began with `origin`."""
    return held_folder(database) / f"{origin}{_ENDING}"


def is_held(path: Path) -> bool:
    """Say whether a file is what is held of a rep, by its name."""
    return path.suffix == _ENDING


def holdings(database: Path) -> list[Holding]:
    """Return what is held beside the manager's workspace, by rep."""
    found = [holding(path) for path in sorted(held_folder(database).glob(f"*{_ENDING}"))]
    return sorted((one for one in found if one is not None), key=lambda one: (one.rep.casefold(), one.path.name))


def holding(path: Path) -> Holding | None:
    """Return what the file at `path` holds, None when there is no such file or nothing in it yet."""
    if not path.is_file():
        return None
    with opened(path) as held:
        row = held.one("SELECT rep, key, made_at, taken_at FROM packet_taken ORDER BY last DESC, made_at DESC LIMIT 1")
        last = held.one("SELECT MAX(number) FROM action")
    return None if row is None else Holding(path, row[0], row[1], int(last[0] or 0) if last else 0, row[2], row[3])


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Held]:
    """Open a holding. Raises StoreUnusable when the file can't be used."""
    connection = connect(path)
    try:
        connection.execute(_TAKEN)
        yield Held(connection)
    except errors() as error:
        raise unusable(path, error) from error
    finally:
        connection.close()


class Held:
    """One open holding."""

    def __init__(self, connection: Any) -> None:
        """Use `opened`."""
        self._connection = connection
        self._columns: dict[str, list[str]] = {}
        self._followed: dict[str, tuple[int, str]] = {}

    def one(self, sql: str, parameters: tuple[Any, ...] = ()) -> tuple[Any, ...] | None:
        """Return the first row."""
        found: tuple[Any, ...] | None = self._connection.execute(sql, parameters).fetchone()
        return found

    def hashes(self, last: int) -> list[tuple[int, str, str, str]]:
        """Return number, hash, title and time of the actions up to `last`, in order."""
        found: list[tuple[int, str, str, str]] = self._connection.execute(
            "SELECT number, hash, title, at FROM action WHERE number <= ? ORDER BY number", (last,)
        ).fetchall()
        return found

    def journal(self, action_id: str) -> list[Change]:
        """Return the journal of one action."""
        rows = self._connection.execute(
            'SELECT tbl, "row", before, after FROM change WHERE action_id = ? ORDER BY seq', (action_id,)
        )
        return [Change(*row) for row in rows]

    def erasures(self) -> set[str]:
        """Return the erasures that are held."""
        return {key for (key,) in self._connection.execute("SELECT id FROM erasure")}

    def erased(self) -> Erased:
        """Return the actions that these erasures blanked."""
        rows = self._connection.execute("SELECT blanked FROM erasure ORDER BY erased_at, chain, seq").fetchall()
        return blanked(raw for (raw,) in rows)

    def packets(self) -> list[Mapping[str, Any]]:
        """Return the packets taken in."""
        cursor = self._connection.execute("SELECT * FROM packet_taken")
        names = [one[0] for one in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def settle(self) -> None:
        """Bring everything into one file, before it is put in the place of another."""
        self._connection.execute("PRAGMA journal_mode=DELETE")

    def head(self, chain: str) -> tuple[int, str]:
        """Return the place and hash of the newest action of a chain."""
        row = self.one("SELECT seq, hash FROM action WHERE chain = ? ORDER BY seq DESC LIMIT 1", (chain,))
        found = (int(row[0]), str(row[1])) if row else (0, "")
        return self._followed.get(chain, found)

    def follow(self, sent: Sent) -> None:
        """Count an action to its chain without writing it."""
        self._followed[str(sent.action["chain"])] = int(sent.action["seq"]), str(sent.action["hash"])

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Keep all that is written inside, or nothing."""
        self._connection.execute("PRAGMA foreign_keys=OFF")
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._check_references()
            self._connection.execute("COMMIT")
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise

    def _check_references(self) -> None:
        if self._connection.execute("PRAGMA foreign_key_check").fetchone():
            raise BadInput("the packet refers to rows that are not in it: nothing of it was taken in")

    def put(self, sent: Sent) -> None:
        """Write an action with its journal, and do again what it did. Raises BadInput for what is no row of ours."""
        self._insert("action", sent.action)
        for seq, change in enumerate(sent.changes):
            self._insert("change", {"action_id": sent.action["id"], "seq": seq, "tbl": change.table, "row": change.row,
                                    "before": change.before, "after": change.after})  # fmt: skip
            self._apply(change)

    def note(self, row: Mapping[str, Any]) -> None:
        """Remember that a packet was taken in."""
        self._insert("packet_taken", row)

    def _apply(self, change: Change) -> None:
        if change.table in _NO_ACT_WRITES:
            raise BadInput(f"the packet writes into the table {change.table}, which no act does")
        if change.before is not None and change.table in APPEND_ONLY:
            return  # an erasure: the image with which the entry was written is blanked already
        if change.after is None:
            keys = self._keys(change.table)
            where = " AND ".join(f'"{name}" = ?' for name in keys)
            self._connection.execute(
                f'DELETE FROM "{change.table}" WHERE {where}',  # noqa: S608 - a table and columns of ours
                tuple(change.row.split("/", len(keys) - 1)),
            )
            return
        image = json.loads(change.after)
        if not isinstance(image, dict):
            raise BadInput("the packet holds a row that is none")
        from prospector.store.blank import without_mark

        image = without_mark(image)
        self._insert(change.table, _filled(change.table, {name: _shown(value) for name, value in image.items()}))

    def _insert(self, table: str, row: Mapping[str, Any]) -> None:
        if unknown := set(row) - set(self._known(table)):
            raise BadInput(f"the packet has a column {min(unknown)} in {table} that this version does not know")
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * len(row))
        sql = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'  # noqa: S608 - a table and columns of ours
        if table not in APPEND_ONLY:
            keys = self._keys(table)
            others = [name for name in row if name not in keys] or keys
            changed = ", ".join(f'"{name}" = excluded."{name}"' for name in others)
            sql += f" ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {changed}"
        try:
            self._connection.execute(sql, tuple(row.values()))
        except errors() as error:
            raise BadInput(f"a row of the packet does not fit the table {table} ({error})") from error

    def _known(self, table: str) -> list[str]:
        if table not in self._columns:
            if self.one("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)) is None:
                raise BadInput("the packet writes into a table that this version does not know: update Prospector")
            rows = self._connection.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchall()
            self._columns[table] = [name for (name,) in rows]
        return self._columns[table]

    def _keys(self, table: str) -> list[str]:
        self._known(table)
        rows = self._connection.execute("SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", (table,))
        return [name for (name,) in rows]


def _filled(table: str, image: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an image with the columns that the journal leaves out because they hold their default."""
    from prospector.store.capture import plain, with_defaults

    model = _models().get(table)
    if model is None:
        raise BadInput("the packet writes into a table that this version does not know: update Prospector")
    try:
        filled = next(iter(with_defaults(model, [image])))
    except ValueError:
        raise BadInput(f"the packet has a row of {table} with columns that this version does not know") from None
    return {name: plain(value) for name, value in filled.items()}


@cache
def _models() -> Mapping[str, Any]:
    from prospector.model import tables

    models = [getattr(tables, name) for name in tables.__all__]
    return {model.__tablename__: model for model in models}


def _shown(value: object) -> object:
    """Return a value of a row without anything that acts on a terminal. Raises BadInput for what is no plain value."""
    if isinstance(value, str):
        return harmless(value)
    if value is None or isinstance(value, int | float):
        return value
    raise BadInput("the packet holds a value that is neither text nor number")
