"""Where the user was: a small file per workspace, so that a restart comes back to the same place.

It is a convenience and never a reason to fail: a missing, damaged or unwritable file is an empty memory.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Any

_LIMIT = 200_000
"""Characters of a place file worth reading; ours has a few hundred."""


class PlaceFile:
    """A mapping of short texts that survives a restart."""

    def __init__(self, path: Path | None) -> None:
        """Read the file at `path`; without one nothing outlives the app."""
        self.path = path
        self._kept: dict[str, str] = _read(path)
        self._written = dict(self._kept)

    def get(self, key: str, default: str = "") -> str:
        """Return what was put under `key`."""
        return self._kept.get(key, default)

    def put(self, key: str, value: str) -> None:
        """Remember `value`; an empty one is forgotten. `save` writes it."""
        if value:
            self._kept[key] = value
        else:
            self._kept.pop(key, None)

    def save(self) -> None:
        """Write the file when something changed, whole or not at all."""
        if self.path is None or self._kept == self._written:
            return
        fresh = self.path.with_suffix(f".{os.getpid()}.new")
        with contextlib.suppress(OSError):
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh.write_text(json.dumps(self._kept, ensure_ascii=False), encoding="utf-8")
            fresh.replace(self.path)
            self._written = dict(self._kept)


def _read(path: Path | None) -> dict[str, str]:
    if path is None:
        return {}
    found: Any = None
    with contextlib.suppress(OSError, ValueError, RecursionError), path.open(encoding="utf-8") as file:
        found = json.loads(file.read(_LIMIT))
    if not isinstance(found, dict):
        return {}
    return {key: value for key, value in found.items() if isinstance(key, str) and isinstance(value, str)}
