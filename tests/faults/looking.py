"""What a workspace holds after a fault, compared with what was acknowledged and with its own journal."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from prospector.errors import ProspectorError
from prospector.store.blank import MARK
from prospector.store.guards import APPEND_ONLY
from prospector.store.net import journal_image, models
from prospector.store.reads import Reader
from prospector.store.rotation import backups
from prospector.store.verify import broken_links
from prospector.workspace import open_workspace
from tests.faults.made import SETTINGS
from tests.faults.table import Fault

ACTED = "acted"
"""Begins the line by which a program acknowledges an action: its id and hash follow."""


def acted(reader: Reader) -> str:
    """Return the line that acknowledges the newest action."""
    number, key, hashed = reader.one("SELECT number, id, hash FROM action ORDER BY number DESC LIMIT 1") or (
        0,
        "-",
        "-",
    )
    return f"{ACTED} {key} {hashed} {number}"


def said(path: Path) -> list[str]:
    """Return the lines that acknowledge every action in the workspace at `path`."""
    with contextlib.closing(Reader(path)) as reader:
        rows = reader.rows("SELECT id, hash, number FROM action")
        return [f"{ACTED} {key} {hashed} {number}" for key, hashed, number in rows]


def look(path: Path, promised: Iterable[str], fault: Fault, *, copies: bool = False) -> None:
    """Open the workspace at `path` as the next start of the program would, and note what is wrong with it.

    With `copies` the backups beside it are read through as well.
    """
    try:
        with contextlib.closing(open_workspace(path, SETTINGS)) as workspace:
            reader = workspace.store.reader
            for sentence in unsound(reader):
                fault.breach("partial", sentence)
            there = {f"{ACTED} {key} {hashed}" for key, hashed in reader.rows("SELECT id, hash FROM action")}
            for line in promised:
                if line.startswith(ACTED) and line.rpartition(" ")[0] not in there:
                    fault.breach("lost", f"action {line.split()[3]}")
        if copies:
            _look_at_copies(path, fault)
    except ProspectorError as error:
        fault.breach("lost", error.sentence)


def _look_at_copies(path: Path, fault: Fault) -> None:
    for one in backups(path):
        with contextlib.closing(Reader(one.path, read_only=True)) as copy:
            for (said,) in copy.rows("PRAGMA integrity_check(1)"):
                if said != "ok":
                    fault.breach("partial", f"the backup {one.path.name}: {said}")


def unsound(reader: Reader) -> Iterator[str]:
    """Yield a sentence for everything that does not fit: pages, references, chains, rows that the journal knows otherwise."""
    for (said,) in reader.rows("PRAGMA integrity_check(3)"):
        if said != "ok":
            yield str(said)
    for row in reader.rows("PRAGMA foreign_key_check"):
        yield f"a row of {row[0]} refers to nothing"
    yield from broken_links(reader)
    yield from _unlike_journal(reader)


def _unlike_journal(reader: Reader) -> Iterator[str]:
    """Yield a sentence for each row that is not what the last action that wrote it left."""
    state: dict[str, dict[str, dict[str, object] | None]] = {}
    rows = reader.rows(
        'SELECT c.tbl, c."row", c.after FROM change c JOIN action a ON a.id = c.action_id ORDER BY a.number, c.seq'
    )
    for table, key, after in rows:
        state.setdefault(table, {})[key] = journal_image(table, after)
    for table, model in models().items():
        if table in APPEND_ONLY:
            continue
        wanted = {key: image for key, image in state.get(table, {}).items() if image is not None}
        columns = reader.columns(table)
        keys = [column.name for column in model.__table__.primary_key]  # type: ignore[attr-defined]
        for row in reader.rows(f'SELECT * FROM "{table}"'):
            found = dict(zip(columns, row, strict=True))
            key = "/".join(str(found[name]) for name in keys)
            image = wanted.pop(key, None)
            if image is None:
                yield f"{table} {key} is there, and no action wrote it"
            elif MARK not in image and image != found:
                yield f"{table} {key} is not what its action wrote"
        for key in wanted:
            yield f"{table} {key} is missing"
