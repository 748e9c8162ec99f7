"""What lies around a workspace file: its folder, its disk, its backups, what was left over; part of `prospect doctor`."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import stat
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from prospector.clock import stamp
from prospector.model.upkeep import Finding
from prospector.store import rotation

ROOM = 100_000_000
"""Free bytes below which a backup or an import may fail."""
BACKUP_DAYS = 14
"""Days after which the newest backup is too old."""
MOST_CACHE = 1_000_000_000
"""Bytes of the web cache worth a word."""
_MEGABYTE = 1_000_000
_SYNC = {
    "dropbox": "Dropbox", "onedrive": "OneDrive", "google drive": "Google Drive", "googledrive": "Google Drive",
    "my drive": "Google Drive", "icloud": "iCloud", "mobile documents": "iCloud", "nextcloud": "Nextcloud",
    "owncloud": "ownCloud", "syncthing": "Syncthing", "pclouddrive": "pCloud", "mega": "MEGA", "box sync": "Box",
}  # fmt: skip
"""Names of folders, in small letters, and the program that copies them."""
_SYNC_MARKS = {
    ".dropbox": "Dropbox", ".dropbox.cache": "Dropbox", ".stfolder": "Syncthing", ".nextcloudsync.log": "Nextcloud",
    ".sync_journal.db": "Nextcloud", ".tmp.drivedownload": "Google Drive", ".owncloudsync.log": "ownCloud",
}  # fmt: skip
"""Files that a synchronising program puts at the top of what it copies."""
_NETWORK = frozenset(
    ("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "ncpfs", "9p", "fuse.sshfs", "fuse.rclone",
     "fuse.davfs", "davfs", "glusterfs", "ceph", "lustre")
)  # fmt: skip
"""Types of file systems over a network, as the system's list of mounts calls them."""
_DRAFT = re.compile(r"\..+\.[0-9a-z]{26}(-wal|-shm|-journal)?")


def around(path: Path, cache: Path | None, now: datetime, begun: str = "") -> list[Finding]:
    """Return what was looked at around the workspace at `path`, `begun` at some moment; `cache` is the web cache's file."""
    found = [
        _permissions(path),
        _folder(path.parent),
        _room(path),
        _sync(path),
        _network(path),
        _backups(path, now, begun),
    ]
    return [*found, _left_over(path), _cached(cache)]


def left_over(path: Path) -> Sequence[Path]:
    """Return files beside the workspace that an interrupted program left: whole copies of it, as a rule."""
    return sorted(one for folder in (path.parent, rotation.folder_of(path)) for one in _drafts(folder, path))


def _drafts(folder: Path, path: Path) -> Iterator[Path]:
    with contextlib.suppress(OSError):
        inside = folder != path.parent
        for one in folder.iterdir():
            if _DRAFT.fullmatch(one.name) and (inside or one.name.startswith(f".{path.name[:100]}.")):
                yield one


def _permissions(path: Path) -> Finding:
    endings = ("", "-wal", "-shm")
    open_ones = [one for one in (path.with_name(path.name + ending) for ending in endings) if _others_read(one)]
    if not open_ones:
        return Finding("permissions", True, "readable by you alone")
    return Finding("permissions", False, f"others can read {open_ones[0]}", f"chmod 600 {open_ones[0]}")


def _folder(folder: Path) -> Finding:
    if not os.access(folder, os.W_OK | os.X_OK):
        return Finding(
            "folder", False, f"{folder} can't be written, so nothing can be changed", f"chmod u+rwx {folder}"
        )
    mode = stat.S_IMODE(folder.stat().st_mode)
    if os.name != "nt" and mode & 0o022 and not mode & stat.S_ISVTX:
        return Finding("folder", False, f"others can remove files from {folder}", f"chmod go-w {folder}")
    return Finding("folder", True, "others can't change what lies in it")


def _room(path: Path) -> Finding:
    free = shutil.disk_usage(path.parent).free
    wanted = ROOM + 3 * (path.stat().st_size if path.exists() else 0)
    good = free > wanted
    todo = "" if good else f"free {(wanted - free) // _MEGABYTE + 1:,} MB: a backup or an upgrade may fail"
    return Finding("disk", good, f"{free // _MEGABYTE:,} MB free", todo)


def _sync(path: Path) -> Finding:
    folder = path.resolve().parent
    named = next((_SYNC[one] for part in folder.parts for one in _SYNC if _is_named(part.casefold(), one)), None)
    marked = next((said for up in (folder, *folder.parents) for mark, said in _SYNC_MARKS.items() if (up / mark).exists()),
                  None)  # fmt: skip
    if found := named or marked:
        return Finding("synchronised", False, f"it lies in a folder that {found} copies, which can tear the file",
                       "move it elsewhere and open it with --db; copy backups into that folder instead")  # fmt: skip
    return Finding("synchronised", True, "not in a folder that another program copies")


def _is_named(part: str, name: str) -> bool:
    """Say whether a folder has the name of a synchronised one: ``OneDrive - Firm``, ``GoogleDrive-me@firm.example``."""
    return part == name or part.startswith((f"{name} ", f"{name}-", f"{name} (", f"{name}_"))


def _network(path: Path) -> Finding:
    kind = file_system(path.resolve().parent)
    if kind in _NETWORK:
        return Finding("file system", False, f"it lies on a network file system ({kind}), where locks can fail",
                       "keep it on a disk of this machine; a team uses a database (see docs/guide.md)")  # fmt: skip
    return Finding(
        "file system", True, f"{kind or 'a disk'} of this machine" if kind else "not known to be a network's"
    )


def file_system(folder: Path, mounts: Path = Path("/proc/self/mounts")) -> str:
    """Return the type of the file system that holds `folder`, empty where the system does not say."""
    best, kind = "", ""
    with contextlib.suppress(OSError):
        for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
            parts = line.split()
            if len(parts) < 3:  # noqa: PLR2004 - device, place, type
                continue
            place = parts[1].replace("\\040", " ")
            inside = place == "/" or str(folder) == place or str(folder).startswith(f"{place}/")
            if inside and len(place) >= len(best):
                best, kind = place, parts[2]
    return kind


def _backups(path: Path, now: datetime, begun: str) -> Finding:
    found = rotation.backups(path)
    if not found:
        young = begun > stamp(now - timedelta(days=BACKUP_DAYS))
        return Finding("backups", young, "there is none yet", "" if young else "`prospect backup` makes one")
    age = now - found[0].at
    size = sum(one.size for one in found) / _MEGABYTE
    said = f"{len(found)}, the newest of {found[0].at:%Y-%m-%d %H:%M} UTC, {size:,.1f} MB in all"
    good = age <= timedelta(days=BACKUP_DAYS)
    return Finding("backups", good, said, "" if good else "it is old: `prospect backup` makes a new one")


def _left_over(path: Path) -> Finding:
    found = left_over(path)
    if not found:
        return Finding("left over", True, "nothing")
    size = sum(one.stat().st_size for one in found) / _MEGABYTE
    said = f"{len(found)} files of an interrupted program, {size:,.1f} MB: {found[0]}"
    return Finding("left over", False, said, "remove them when no other Prospector is running")


def _cached(cache: Path | None) -> Finding:
    if cache is None or not cache.exists():
        return Finding("web cache", True, "none")
    size = sum(one.stat().st_size for one in cache.parent.glob(f"{cache.name}*"))
    good = size <= MOST_CACHE
    return Finding("web cache", good, f"{size / _MEGABYTE:,.1f} MB", "" if good else f"remove {cache}: it is made anew")


def _others_read(path: Path) -> bool:
    with contextlib.suppress(OSError):
        return os.name != "nt" and bool(stat.S_IMODE(path.stat().st_mode) & 0o077)
    return False
