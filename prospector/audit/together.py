"""Several reps' files read together: copied, brought to this version where they are older, laid into one file to read.

The files themselves are only read, byte by byte: never locked, never upgraded, and nothing is laid beside them. Rows keep
their identifiers, so every number opens the rows behind it; each log keeps its order. Plan, profile and lead definition
are those of the first file that has them; a rep's fit is the one by that rep's own newest profile.
"""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from prospector.audit.copies import folder_for_copies
from prospector.errors import BadInput, ProspectorError, Refused, StoreUnusable
from prospector.store.file import File
from prospector.store.guards import APPEND_ONLY, guard_statements, trigger_names
from prospector.store.reads import Reader
from prospector.store.sqlite import check_file, connect, errors, unusable
from prospector.store.version import SCHEMA_VERSION
from prospector.text import plural

_STRATEGY = frozenset(("plan", "profile", "lead_definition", "signature", "segment", "cadence", "playbook"))
"""Tables of which one file's hold for all."""
_NOT_READ = frozenset(("alembic_version", "packet_taken"))
_ATTEMPTS, _PAUSE = 20, 0.05
NO_NAMES: Mapping[Path, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Part:
    """One file that is read."""

    shown: str
    """Its path as it was given, or whose it is."""
    origin: str
    """Id of its first action, which tells workspaces apart; empty while it has none."""
    last: int
    head: str
    """Number and hash of its newest action."""
    accounts: int


@dataclass(slots=True)
class Together:
    """What several files hold, in one file that is thrown away afterwards."""

    path: Path
    parts: Sequence[Part]
    notes: list[str] = field(default_factory=list)
    """What is to be said about how they were read."""
    logs: dict[str, Reader] = field(default_factory=dict)
    """Each file as it was copied, by its origin: what is signed are the heads of these logs."""


class ReadTogether(File):
    """The file in which several are read; nothing is ever written there."""

    def check_writable(self) -> None:
        """Refuse: what is decided about a rep's accounts is decided in the rep's own file."""
        raise Refused(
            "several files are read together and none of them is changed: do this in the file of the rep; "
            "samples, verdicts and signatures are kept in your own workspace"
        )


@contextlib.contextmanager
def together(files: Sequence[Path], called: Mapping[Path, str] = NO_NAMES) -> Iterator[Together]:
    """Read `files` together for as long as the block runs; `called` gives other names for some of them.

    Raises NotFound, StoreUnusable for a file that can't be read, BadInput when there is none.
    """
    if not files:
        raise BadInput("there is no file to read: give one with --db")
    with folder_for_copies() as folder:
        notes: list[str] = []
        copies = [
            _copied(file, called.get(file, str(file)), folder / f"{number}.db", notes)
            for number, file in enumerate(files)
        ]
        kept = _without_repeated(copies, notes)
        base = folder / "together.db"
        shutil.copyfile(kept[0][0], base)
        found = Together(base, [part for _, part in kept], notes)
        with _open(base) as connection:
            for guard in sorted(trigger_names()):
                connection.execute(f"DROP TRIGGER IF EXISTS {guard}")
            scratch = folder / "scratch.db"
            for number, (copy, _) in enumerate(kept[1:], start=2):
                shutil.copyfile(copy, scratch)
                notes += _laid_into(connection, scratch, f"~{number}")
            for statement in guard_statements():
                connection.execute(statement)
            connection.execute("PRAGMA journal_mode=DELETE")
        found.logs = {part.origin: Reader(copy) for copy, part in kept if part.origin}
        try:
            yield found
        finally:
            for reader in found.logs.values():
                reader.close()


def _copied(file: Path, shown: str, copy: Path, notes: list[str]) -> tuple[Path, Part]:
    """Copy one file byte by byte, as it stands at one moment, and bring the copy to this version."""
    try:
        check_readable(file)
        _stand_still(file, copy)
        version = check_file(copy)
        if version < SCHEMA_VERSION:
            from prospector.store.schema import upgrade

            upgrade(copy)
            notes.append(f"{shown} is of an older version: a copy was brought to this one, the file was left as it is")
        with _open(copy) as connection:
            (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            if said != "ok":
                raise StoreUnusable(f"{shown} is damaged ({said}): ask for a backup of it")
            row = connection.execute(
                "SELECT (SELECT id FROM action ORDER BY number LIMIT 1), number, hash FROM action "
                "ORDER BY number DESC LIMIT 1"
            ).fetchone() or ("", 0, "")
            (accounts,) = connection.execute("SELECT COUNT(*) FROM account WHERE merged_into IS NULL").fetchone()
            connection.execute("PRAGMA journal_mode=DELETE")  # all of it in one file, which is copied once more
    except ProspectorError as error:
        raise type(error)(error.sentence.replace(str(copy), str(file))) from None
    except errors() as error:
        raise unusable(file, error) from error
    return copy, Part(shown, origin=row[0], last=row[1], head=row[2], accounts=accounts)


def check_readable(file: Path) -> None:
    """Raise NotFound or StoreUnusable when there is no ordinary file at `file`."""
    wal = file.with_name(file.name + "-wal")
    if not wal.exists():  # with one, the newest header stands in there, and reading it would lay a file beside it
        check_file(file)
    elif not file.is_file():
        raise StoreUnusable(f"{file} is not there, only its log: ask for the whole file")


def _stand_still(file: Path, copy: Path) -> None:
    """Copy `file` and its log; again, until nobody wrote meanwhile."""
    logs = file.with_name(file.name + "-wal"), copy.with_name(copy.name + "-wal")
    for _ in range(_ATTEMPTS):
        try:
            before = _state(file), _state(logs[0])
            shutil.copyfile(file, copy)
            logs[1].unlink(missing_ok=True)
            if before[1] is not None:
                shutil.copyfile(logs[0], logs[1])
            if (_state(file), _state(logs[0])) == before:
                copy.chmod(0o600)
                return
        except FileNotFoundError:  # the log went while it was read
            pass
        except OSError as error:
            raise StoreUnusable(
                f"{file} can't be copied to be read: {(error.strerror or str(error)).lower()}"
            ) from error
        time.sleep(_PAUSE)
    raise StoreUnusable(f"{file} is being written all the time: try again in a moment, or give a backup of it")


def _state(file: Path) -> tuple[int, int, int] | None:
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _without_repeated(copies: Sequence[tuple[Path, Part]], notes: list[str]) -> list[tuple[Path, Part]]:
    """Leave out files whose whole log stands in another one: a backup beside what it is a backup of."""
    kept: list[tuple[Path, Part]] = []
    for copy, part in sorted(copies, key=lambda one: -one[1].last):
        whole = next((other for path, other in kept if part.origin and _holds(path, part)), None)
        if whole is None:
            kept.append((copy, part))
            continue
        how = "the same as" if whole.last == part.last else "an older copy of"
        notes.append(f"{part.shown} is {how} {whole.shown}: it is read once")
    order = [copy for copy, _ in copies]
    kept.sort(key=lambda one: order.index(one[0]))
    for at, (_, part) in enumerate(kept):
        for _, other in kept[:at]:
            if part.origin and part.origin == other.origin:
                notes.append(
                    f"{other.shown} and {part.shown} began as one file and went apart: "
                    f"where both changed the same thing, what {other.shown} says is shown"
                )
    return kept


def _holds(path: Path, part: Part) -> bool:
    with _open(path) as connection:
        row = connection.execute("SELECT hash FROM action WHERE number = ?", (part.last,)).fetchone()
    return row is not None and row[0] == part.head


@contextlib.contextmanager
def _open(path: Path) -> Iterator[Any]:
    connection = connect(path)
    try:
        yield connection
    except errors() as error:
        raise unusable(path, error) from error
    finally:
        connection.close()


def _laid_into(connection: Any, copy: Path, suffix: str) -> list[str]:
    """Put the rows of `copy` beside those that are there; name accounts that two reps have under one identifier."""
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("ATTACH ? AS other", (str(copy),))
    try:
        connection.execute("BEGIN IMMEDIATE")
        shared = connection.execute(
            "SELECT a.name, m.rep, o.rep FROM main.target m JOIN other.target o ON o.account_id = m.account_id "
            "JOIN main.account a ON a.id = m.account_id WHERE o.rep <> m.rep ORDER BY a.name"
        ).fetchall()
        _renumber(connection)
        for (table,) in connection.execute(
            "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall():
            if table not in _NOT_READ:
                _lay_table(connection, table, suffix)
        connection.execute("COMMIT")
    finally:
        connection.execute("DETACH other")
    return [f"{name} stands on the lists of {one} and {other}: counted for {one}" for name, one, other in shared]


def _renumber(connection: Any) -> None:
    """Let numbers and versions of the other file follow those that are there."""
    for guard in sorted(trigger_names()):
        connection.execute(f"DROP TRIGGER IF EXISTS other.{guard}")
    connection.execute("UPDATE other.action SET number = number + (SELECT COALESCE(MAX(number), 0) FROM main.action)")
    (profile,) = connection.execute("SELECT MAX(version) FROM main.profile").fetchone()
    if profile is not None:
        own = "(SELECT MAX(version) FROM other.profile)"
        connection.execute(f"DELETE FROM other.fit_score WHERE version IS NOT {own}")  # noqa: S608 - constants
        connection.execute("UPDATE other.fit_score SET version = ?", (profile,))


def _lay_table(connection: Any, table: str, suffix: str) -> None:
    names = [row[1] for row in connection.execute(f'PRAGMA main.table_info("{table}")')]
    if table in _STRATEGY and connection.execute(f'SELECT 1 FROM main."{table}" LIMIT 1').fetchone():  # noqa: S608
        return
    listed = ", ".join(f'"{name}"' for name in names)
    taken = listed
    if table in APPEND_ONLY and "chain" in names:
        clash = f'SELECT 1 FROM main."{table}" m WHERE m.chain = o.chain AND m.seq = o.seq AND m.id <> o.id'  # noqa: S608
        taken = listed.replace('"chain"', f"CASE WHEN EXISTS ({clash}) THEN o.chain || '{suffix}' ELSE o.chain END")
    connection.execute(
        f'INSERT OR IGNORE INTO main."{table}" ({listed}) SELECT {taken} FROM other."{table}" o'  # noqa: S608 - our schema
    )


def told(found: Together) -> str:
    """Return in one sentence what is read; files that are called alike are told by their paths."""
    short = [one.shown.rpartition("/")[2] for one in found.parts]
    names = [name if short.count(name) == 1 else one.shown for name, one in zip(short, found.parts, strict=True)]
    parts = ", ".join(
        f"{name} ({plural(one.accounts, 'account')})" for name, one in zip(names, found.parts, strict=True)
    )
    return f"read together, nothing is written: {parts}"
