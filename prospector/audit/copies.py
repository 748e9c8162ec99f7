"""A folder for copies of reps' files while they are read, private to who reads them and gone afterwards.

A program that is killed can't remove what it copied. Its folder is locked as long as it lives, so the next one that makes such a
folder can tell what nobody reads any more.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

PREFIX = "prospector-audit-"
_YOUNG = 60
"""Seconds in which a folder may have been made and not be locked yet."""


@contextlib.contextmanager
def folder_for_copies() -> Iterator[Path]:
    """Make the folder, for as long as the block runs, and remove those of programs that were killed."""
    sweep()
    with tempfile.TemporaryDirectory(prefix=PREFIX) as name, _locked(Path(name)):
        yield Path(name)


def sweep() -> None:
    """Remove what killed programs left; one's own folders alone, and none that somebody reads."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError), _locked(folder) as mine:
            if mine and _is_ours(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _is_ours(folder: Path) -> bool:
    found = folder.lstat()
    return found.st_uid == os.getuid() and time.time() - found.st_mtime > _YOUNG


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    """Lock a folder where the system can; say whether nobody else had it."""
    try:
        import fcntl
    except ImportError:  # Windows: what a killed program leaves goes with the temporary files
        yield False
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
    finally:
        os.close(handle)
