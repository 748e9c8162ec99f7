"""Putting a backup in the place of the workspace: read and checked before, the present file kept aside, all or nothing."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from prospector.errors import NotFound, Refused, StoreUnusable
from prospector.model.ids import new_id
from prospector.model.upkeep import BackupContent, Restored
from prospector.store import rotation, sqlite
from prospector.store.instances import Instance, others
from prospector.store.reads import Reader
from prospector.store.sqlite import connect, errors, settle_folder, unusable
from prospector.store.verify import broken_links
from prospector.store.version import SCHEMA_VERSION

ENDINGS = ("", "-wal", "-shm", "-journal")
Prepare = Callable[[Path], Sequence[str]]
"""Given the file that will be the workspace, before anybody else sees it; returns what it did, in sentences."""


def look_at(backup: Path) -> BackupContent:
    """Read a backup through and return what it holds; nothing is changed.

    Raises NotFound for a missing file, StoreUnusable for one that is damaged, not ours or from a newer Prospector.
    """
    try:
        version = sqlite.check_file(backup)
    except NotFound:
        raise NotFound(f"there is no backup at {backup}: `prospect backup --list` shows those there are") from None
    reader = Reader(backup, read_only=True)
    try:
        said = [str(one) for (one,) in reader.rows("PRAGMA integrity_check(1)")]
        if said != ["ok"]:
            raise StoreUnusable(f"{backup} is damaged ({said[0]}), so it was not restored: give another backup")
        if reader.rows("PRAGMA foreign_key_check"):
            raise StoreUnusable(
                f"{backup} is damaged (a reference points nowhere), so it was not restored: give another"
            )
        return BackupContent(
            path=backup,
            schema=version,
            last_action=reader.value("SELECT MAX(at) FROM action") or "",
            accounts=reader.value("SELECT COUNT(*) FROM account") or 0,
            touches=reader.value("SELECT COUNT(*) FROM touch") or 0,
            actions=reader.value("SELECT COUNT(*) FROM action") or 0,
            broken=broken_links(reader) if version == SCHEMA_VERSION else (),
        )
    finally:
        reader.close()


def refuse_open(path: Path, doing: str) -> None:
    """Raise Refused, naming them, when other programs have the workspace at `path` open."""
    if found := others(path):
        raise Refused(f"{path} is open elsewhere ({_named(found)}), so {doing} was not begun: close it there first")


def restore(
    backup: Path, path: Path, now: datetime, keep: rotation.Keep, prepare: Prepare = lambda _draft: ()
) -> Restored:
    """Put a checked copy of `backup` in the place of the workspace at `path`, brought to the present schema.

    What stood there is kept aside in the rotation first. The caller has closed the workspace. Raises like `look_at`, Refused
    when another program has it open, StoreUnusable where there is no room; then everything is as it was.
    """
    refuse_open(path, "restoring")
    content = look_at(backup)
    if path.exists() and backup.samefile(path):
        raise Refused(f"{backup} is the workspace itself: give a backup of it, `prospect backup --list` shows them")
    said = [f"{backup.name} is whole: {content.accounts:,} accounts, {content.touches:,} touches"]
    said += [f"but {one}" for one in content.broken]
    with _draft(path) as draft:
        _copy(backup, draft)
        if content.schema < SCHEMA_VERSION:
            from prospector.store.schema import upgrade

            upgrade(draft)
            said.append(f"it was brought from schema {content.schema} to {SCHEMA_VERSION}")
            said += [f"but {one}" for one in _broken(draft)]
        said += prepare(draft)
        _settle(draft)
        aside = _kept_aside(path, now, keep) if path.exists() else None
        if aside is not None:
            said.append(f"what was there before lies in {aside}")
        _swap(draft, path)
    return Restored(path, aside, said)


def _broken(path: Path) -> Sequence[str]:
    reader = Reader(path)
    try:
        return broken_links(reader)
    finally:
        reader.close()


@contextlib.contextmanager
def _draft(path: Path) -> Iterator[Path]:
    draft = path.with_name(f".{path.name[:100]}.{new_id()}")
    sqlite.create_empty(draft)
    try:
        yield draft
    finally:
        for ending in ENDINGS:
            draft.with_name(draft.name + ending).unlink(missing_ok=True)


def _copy(backup: Path, draft: Path) -> None:
    free, wanted = shutil.disk_usage(draft.parent).free, 2 * backup.stat().st_size + rotation.ROOM
    if free < wanted:
        raise StoreUnusable(
            f"no room in {draft.parent} to restore ({free // 1_000_000:,} MB free, {wanted // 1_000_000 + 1:,} wanted), so "
            "nothing was changed: free some space and try again"
        )
    try:
        with contextlib.closing(connect(backup, read_only=True)) as connection:
            connection.execute("VACUUM INTO ?", (str(draft),))
    except errors() as error:
        raise unusable(draft, error) from error


def _settle(draft: Path) -> None:
    """Bring everything into the one file, and the file onto the disk."""
    try:
        with contextlib.closing(connect(draft)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("PRAGMA journal_mode=DELETE")
        with draft.open("rb") as file:
            os.fsync(file.fileno())
    except errors() as error:
        raise unusable(draft, error) from error
    except OSError as error:
        raise unusable(draft, error) from error


def _kept_aside(path: Path, now: datetime, keep: rotation.Keep) -> Path:
    """Copy what is there into the rotation; a file too damaged to be copied by SQLite is copied byte by byte."""
    try:
        return rotation.take(path, "restore", now, keep)
    except StoreUnusable:
        if _sound(path):
            raise
    target = rotation.fresh(rotation.folder_of(path), "damaged", now)
    try:
        for ending in ("", "-wal"):
            found, copied = path.with_name(path.name + ending), target.with_name(target.name + ending)
            if found.exists():
                sqlite.create_empty(copied)
                shutil.copyfile(found, copied)
    except OSError as error:
        said = (error.strerror or str(error)).lower()
        raise StoreUnusable(f"{path} can't be kept aside ({said}), so nothing was restored") from None
    return target


def _sound(path: Path) -> bool:
    with contextlib.suppress(StoreUnusable, *errors()):
        sqlite.check_file(path)
        with contextlib.closing(connect(path, read_only=True)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    return False


def _swap(draft: Path, path: Path) -> None:
    """Let `draft` be the workspace. The log of the old file goes first: it must never be played into the new one."""
    if path.exists():
        with contextlib.suppress(StoreUnusable, *errors()), contextlib.closing(connect(path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    try:
        for ending in ENDINGS[1:]:
            path.with_name(path.name + ending).unlink(missing_ok=True)
        draft.replace(path)
        settle_folder(path.parent)
    except OSError as error:
        raise StoreUnusable(f"{path} can't be replaced: {(error.strerror or str(error)).lower()}") from None


def _named(found: Sequence[Instance]) -> str:
    return ", ".join(one.named() for one in found)
