"""Helpers of the store's tests: what a file holds, row for row."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from prospector.store.guards import APPEND_ONLY
from prospector.store.sqlite import connect

Rows = dict[str, list[tuple[Any, ...]]]
_CHAIN = ("id", "seq", "prev", "hash", "chain", "recorded_at")


def ordinary_rows(path: Path) -> Rows:
    """Return every table but the logs, row for row."""
    with contextlib.closing(connect(path)) as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        return {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
            for (name,) in tables
            if name not in APPEND_ONLY
        }


def standing_touches(path: Path) -> list[dict[str, Any]]:
    """Return what holds of the log: the newest entry of each touch, unless withdrawn."""
    with contextlib.closing(connect(path)) as connection:
        cursor = connection.execute("SELECT * FROM touch ORDER BY chain, seq")
        names = [column[0] for column in cursor.description]
        newest = {entry["root"]: entry for entry in (dict(zip(names, row, strict=True)) for row in cursor)}
    standing = [entry for entry in newest.values() if entry["state"] == "stands"]
    content = [{key: value for key, value in entry.items() if key not in _CHAIN} for entry in standing]
    return sorted(content, key=json.dumps)


@pytest.fixture
def snapshot(workspace_path: Path) -> Callable[[], tuple[Rows, list[dict[str, Any]]]]:
    """Return a function that gives everything that can be compared before and after."""
    return lambda: (ordinary_rows(workspace_path), standing_touches(workspace_path))
