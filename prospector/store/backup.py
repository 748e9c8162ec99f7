"""Consistent copies of a workspace, also while it is open elsewhere."""

from __future__ import annotations

import contextlib
from pathlib import Path

from prospector.errors import Damaged, StoreUnusable
from prospector.store.sqlite import connect, draft_of, errors, unusable

_OF_THE_TARGET = ("full", "readonly", "unable to open", "disk i/o")
"""What SQLite says of the place where a copy is written, not of what is copied."""


def copy(source: Path, target: Path) -> None:
    """Write a checked, compacted copy of `source` to `target`, readable by its owner alone.

    Raises StoreUnusable when `target` exists, the disk is too full or the copy is not sound; no half copy is left, and
    killed half-way nothing stands under the name of `target`.
    """
    if target.exists():
        raise _exists(target)
    try:
        with draft_of(target) as draft:
            with contextlib.closing(connect(source)) as connection:
                connection.execute("VACUUM INTO ?", (str(draft),))
            said = _checked(draft)
            if said != "ok":
                raise Damaged(f"{source} is damaged ({said}): restore the newest backup; the file was left as it is")
    except FileExistsError:
        raise _exists(target) from None
    except errors() as error:
        of_target = any(words in str(error).lower() for words in _OF_THE_TARGET)
        raise unusable(target if of_target else source, error) from error


def _exists(target: Path) -> StoreUnusable:
    return StoreUnusable(f"{target} exists already, and a copy never overwrites: give another path")


def _checked(path: Path) -> str:
    """Return what SQLite says about a copy (``ok``), and leave it without a WAL."""
    with contextlib.closing(connect(path)) as connection:
        (said,) = connection.execute("PRAGMA quick_check").fetchone()
        connection.execute("PRAGMA journal_mode=DELETE")
    return str(said)
