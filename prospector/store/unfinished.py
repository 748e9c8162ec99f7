"""The note that an erasure is under way, so that one whose program was killed is finished at the next start.

Nothing of who is erased stands in it: only the action, by which is seen whether it was committed.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from prospector.store.sqlite import create_empty


def begin(path: Path, action_id: str) -> None:
    """Note that an erasure of the workspace at `path` is under way. Raises StoreUnusable where that can't be written."""
    end(path)
    create_empty(_note(path))
    _note(path).write_text(json.dumps({"action": action_id}), encoding="utf-8")


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
