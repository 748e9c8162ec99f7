"""The note that an erasure is under way, so that one whose program was killed is finished at the next start.

Nothing of who is erased stands in it: only the action, by which is seen whether it was committed.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from prospector.store.sqlite import draft_of, unusable


def begin(path: Path, action_id: str) -> None:
    """Note that an erasure of the workspace at `path` is under way, on the disk before anything is erased.

    A note of one before, which could not be finished yet, stays: finishing that one finishes this one too. Raises
    StoreUnusable where it can't be written.
    """
    if under_way(path) not in ("", "?"):
        return
    end(path)
    try:
        with draft_of(_note(path)) as draft:
            draft.write_text(json.dumps({"action": action_id}), encoding="utf-8")
    except OSError as error:
        raise unusable(path, error) from error


def under_way(path: Path) -> str:
    """Return the action of an erasure that was not finished, ``?`` for one that can't be told, empty when there is none."""
    if not _note(path).exists():
        return ""
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
        return str(json.loads(_note(path).read_text(encoding="utf-8"))["action"])
    return "?"


def end(path: Path) -> None:
    """Note that it is finished."""
    _note(path).unlink(missing_ok=True)


def _note(path: Path) -> Path:
    return path.with_name(f"{path.name}.erasing")
