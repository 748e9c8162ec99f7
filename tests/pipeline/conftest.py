"""What a workspace holds, row for row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from prospector.store.guards import APPEND_ONLY
from prospector.workspace import Workspace


@pytest.fixture
def tables(workspace: Workspace) -> Callable[[], dict[str, Any]]:
    """Return a function that gives every ordinary table."""

    def read() -> dict[str, Any]:
        reader = workspace.store.reader
        names = [name for (name,) in reader.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: sorted(reader.rows(f'SELECT * FROM "{name}"'), key=repr)
                for name in names if name not in APPEND_ONLY}  # fmt: skip

    return read
