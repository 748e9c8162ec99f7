"""Copies of a workspace that are taken before every risky act, and kept in a rotation beside it.

They lie in the folder ``NAME.backups`` beside the file, each whole, checked and readable by its owner alone. Kept are the
newest ones, the last of each day and of each week; those older than `OLDEST_DAYS` go, so that what was removed from a
workspace does not live on in its copies. A clock that jumps ahead for an hour takes none of them.
"""

from __future__ import annotations

import contextlib
import re
import shutil
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from prospector.errors import ProspectorError, StoreUnusable
from prospector.settings import Settings, load_settings
from prospector.store import backup
from prospector.store.since import NOTHING, newest
from prospector.store.sqlite import connect, errors, unusable

if TYPE_CHECKING:
    from prospector.store.store import Store

OLDEST_DAYS = 35
ROOM = 10_000_000
"""Free bytes that a copy leaves on the disk."""
UPGRADE_TIMES = 2.5
"""Free space wanted before an upgrade, in sizes of the file: the copy, the WAL and rebuilt tables."""
_NEWEST = 3
"""Copies that are kept however close together they were taken."""
_OLDEST = timedelta(days=OLDEST_DAYS)
_SETTLED = timedelta(days=1)
"""Age of a copy that shows by the next one that the clock is right."""
_NAME = re.compile(r"(\d{8}-\d{6})(?:\.(\d+))?-([a-z0-9-]+)\.db")
_WHEN = "%Y%m%d-%H%M%S"


@dataclass(frozen=True)
class Keep:
    """How many copies stay."""

    daily: int = 7
    weekly: int = 4


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy in the rotation."""

    path: Path
    at: datetime
    """When it was taken, UTC."""
    act: str
    """What it was taken before; `by-hand` for one that somebody asked for."""
    size: int
    """Bytes."""


def before(store: Store, act: str, keep: Keep | None = None) -> Path:
    """Copy the workspace of `store` into its rotation before the risky `act` (``import``, ``restore``...); return the copy.

    How many stay is said by the settings, unless `keep` says so. A copy that holds the very same state serves again.
    Raises StoreUnusable where there is no room, the folder can't be written, or the workspace is damaged: then the act must
    not begin.
    """
    with contextlib.suppress(ProspectorError):
        state = newest(store.reader)
        for one in backups(store.path)[:1]:
            if state not in (NOTHING, "") and _state_of(one.path) == state:
                return one.path
    return take(store.path, act, store.clock.now(), keep or keep_of(load_settings()))


def keep_of(settings: Settings) -> Keep:
    """Return how many copies the settings want."""
    return Keep(settings.backups_daily, settings.backups_weekly)


def take(path: Path, act: str, now: datetime, keep: Keep, *, times: float = 1) -> Path:
    """Copy the workspace file at `path` into its rotation, and remove what is older than `keep` says; return the copy.

    `times` its size must be free on the disk. Raises StoreUnusable like `before`.
    """
    folder = folder_of(path)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        wanted = int(path.stat().st_size * times) + ROOM
        free = shutil.disk_usage(folder).free
    except OSError as error:
        said = (error.strerror or str(error)).lower()
        raise StoreUnusable(f"no backup can be made in {folder} ({said}), so nothing was begun") from None
    if free < wanted:
        raise StoreUnusable(
            f"no room for a backup in {folder} ({free // 1_000_000:,} MB free, {wanted // 1_000_000 + 1:,} wanted), so "
            "nothing was begun: free some space and try again"
        )
    target = fresh(folder, act, now)
    backup.copy(path, target)
    for one in _too_many(backups(path), keep, now):
        if one.path != target:  # the newest one, although a clock that was set back makes it look older than others
            one.path.unlink(missing_ok=True)
    return target


def backups(path: Path) -> list[Backup]:
    """Return the copies in the rotation of the workspace at `path`, newest first."""
    found = []
    with contextlib.suppress(OSError):
        for one in folder_of(path).iterdir():
            if fits := _NAME.fullmatch(one.name):
                at = datetime.strptime(fits[1], _WHEN).replace(tzinfo=UTC)
                found.append((at, int(fits[2] or 0), Backup(one, at, fits[3], one.stat().st_size)))
    return [one for *_, one in sorted(found, key=lambda entry: entry[:2], reverse=True)]


def folder_of(path: Path) -> Path:
    """Return the folder in which the copies of the workspace at `path` lie."""
    return path.with_name(f"{path.name}.backups")


def fresh(folder: Path, act: str, now: datetime) -> Path:
    """Return a path in the rotation that is not taken."""
    word = re.sub(r"[^a-z0-9]+", "-", act.lower()).strip("-")[:40] or "act"
    moment = now.astimezone(UTC).strftime(_WHEN)
    taken = [int(fits[2] or 0) for one in folder.iterdir() if (fits := _NAME.fullmatch(one.name)) and fits[1] == moment]
    return folder / f"{moment}{f'.{max(taken) + 1}' if taken else ''}-{word}.db"


def _too_many(found: Sequence[Backup], keep: Keep, now: datetime) -> Iterator[Backup]:
    """Yield the copies, newest first in `found`, that need not stay.

    Old ones go once another copy is at least a day and not too old: else it may be the clock that is wrong.
    """
    sure = any(_SETTLED <= now - one.at <= _OLDEST for one in found)
    days: set[Hashable] = set()
    weeks: set[Hashable] = set()
    for place, one in enumerate(found):
        day, week = one.at.date(), one.at.isocalendar()[:2]
        last_of_day = day not in days and len(days) < keep.daily
        last_of_week = week not in weeks and len(weeks) < keep.weekly
        days.add(day)
        weeks.add(week)
        old = sure and now - one.at > _OLDEST
        if place and (old or not (place < _NEWEST or last_of_day or last_of_week)):
            yield one


def _state_of(path: Path) -> str:
    """Return the state that a copy holds (see `prospector.store.since.newest`)."""
    try:
        with contextlib.closing(connect(path, read_only=True)) as connection:
            row = connection.execute("SELECT number, hash FROM action ORDER BY number DESC LIMIT 1").fetchone()
    except errors() as error:
        raise unusable(path, error) from error
    return f"{row[0]} {row[1]}" if row else NOTHING
