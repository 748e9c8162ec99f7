"""What a workspace leaves outside its file: derived files, pages of the web, where the app was, backups, drafts.

All of it can be made again, so what may speak of somebody who is erased simply goes.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from prospector.errors import StoreUnusable
from prospector.outreach.unpacking import contents
from prospector.paths import app_folders, cache_folder, place_file
from prospector.research.fetch.cache import forget
from prospector.settings import Settings
from prospector.store import rotation
from prospector.store.derived import throw_away_all
from prospector.store.scrub import Scrub
from prospector.store.sqlite import connect, errors
from prospector.store.surroundings import left_over

_OVERLAP = 1_000
_MOST = 300_000_000
"""Bytes of a stranger's file that are looked through."""


@dataclass
class Traces:
    """What went, or would go."""

    cached: int = 0
    backups: list[Path] = field(default_factory=list)
    elsewhere: list[Path] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def traces(path: Path, settings: Settings, scrub: Scrub | None, *, drop: bool) -> Traces:
    """Look for who `scrub` knows outside the workspace at `path`, and with `drop` remove it; None: everything counts."""
    found = Traces()
    holds = (lambda _text: True) if scrub is None else scrub.holds
    for cache in _caches(settings):
        count = forget(cache, holds, drop=drop)
        if count is None:
            found.said.append(f"{cache} could not be looked through: remove it yourself")
        found.cached += count or 0
    found.backups = [one for one in _copies(path) if scrub is None or _tells(one, scrub)]
    if drop:
        throw_away_all(str(path.resolve()))
        for one in (*found.backups, *left_over(path)):
            one.unlink(missing_ok=True)
        _forget_place(path)
    found.elsewhere = [] if scrub is None else list(_strangers(path, settings, scrub, found.backups))
    return found


def _caches(settings: Settings) -> Iterator[Path]:
    """Yield the files of the web cache, those of other gateways too."""
    with contextlib.suppress(StoreUnusable, OSError):
        named = settings.cache_path()
        there = set(cache_folder().glob("web*.db")) | ({named} if named is not None and named.exists() else set())
        yield from sorted(there)


def _copies(path: Path) -> list[Path]:
    """Return the backups in the rotation, and those that older versions laid beside the file."""
    old = path.parent.glob(f"{path.name}.schema-*.backup")
    folder = rotation.folder_of(path)
    damaged = folder.glob("*.db-wal") if folder.is_dir() else ()
    return [*(one.path for one in rotation.backups(path)), *sorted(old), *sorted(damaged)]


def _tells(copy: Path, scrub: Scrub) -> bool:
    """Say whether a backup holds who is erased; one that can't be read counts as if it did."""
    with contextlib.suppress(StoreUnusable, *errors()), contextlib.closing(connect(copy, read_only=True)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return any(_in_table(connection.execute(f'SELECT * FROM "{name}"'), scrub) for (name,) in tables)  # noqa: S608
    return True


def _in_table(rows: Iterator[Sequence[object]], scrub: Scrub) -> bool:
    return any(scrub.holds("\n".join(cell for cell in row if isinstance(cell, str))) for row in rows)


def _forget_place(path: Path) -> None:
    """Let the app begin where everybody begins: what was typed and looked at last may be who is erased."""
    with contextlib.suppress(StoreUnusable, OSError):
        place = place_file(path)
        for one in place.parent.glob(f"{place.stem}*"):
            one.unlink(missing_ok=True)
        for one in cache_folder().glob("suggested-*.json"):
            one.unlink(missing_ok=True)


def _strangers(path: Path, settings: Settings, scrub: Scrub, known: Sequence[Path]) -> Iterator[Path]:
    """Yield files in our folders that hold who is erased and are not ours to change: exports, notes, other workspaces."""
    ours = {path.with_name(path.name + ending) for ending in ("", "-wal", "-shm", ".open", ".erasing")} | set(known)
    ours |= {cache.with_name(cache.name + ending) for cache in _caches(settings) for ending in ("", "-wal", "-shm")}
    ours |= set(left_over(path)) | {place_file(path)}
    looked_at = {rotation.folder_of(path), cache_folder() / "derived"}
    folders = dict.fromkeys([path.parent, *app_folders()])
    for folder in folders:
        files = folder.rglob("*") if folder != path.parent else folder.glob("*")
        for one in sorted(files):
            with contextlib.suppress(OSError):
                strange = one not in ours and one.is_file() and one.parent not in looked_at
                if strange and one.stat().st_size < _MOST and _in_bytes(one, scrub.holds):
                    yield one


def _in_bytes(path: Path, holds: Callable[[str], bool]) -> bool:
    before = b""
    for portion in contents(path):
        piece = before + portion
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp1252"):
            if holds(piece.decode(encoding, "ignore")):
                return True
        before = piece[-_OVERLAP:]
    return False
