"""How many wait on a bench, whatever is done, without counting them again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from prospector.store.reads import Reader
from prospector.workspace import Workspace


def test_the_bench_is_counted_once_and_then_followed(
    workspace: Workspace, open_again: Callable[[], Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *ids = [
        workspace.naming.name(name, bench=True).account_id for name in ("Acme GmbH", "Bolt AB", "Cog SA", "Dyne")
    ]
    asked: list[str] = []
    reader = type(workspace.store.reader)
    rows = reader.rows

    def noted(one: Reader, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        asked.append(sql)
        return rows(one, sql, parameters)

    monkeypatch.setattr(reader, "rows", noted)
    assert workspace.today.view().bench == workspace.naming.board().bench == 4
    asked.clear()
    other = open_again()
    acts: list[tuple[int, Callable[[], object]]] = [
        (3, lambda: workspace.naming.activate(first)),
        (4, lambda: other.naming.to_bench(first)),
        (3, lambda: workspace.naming.drop(ids[0], "no money", "asks for discounts")),
        (4, workspace.undo),
        (3, workspace.redo),
        (2, lambda: other.merging.merge(ids[1], ids[2])),
        (3, lambda: other.naming.name("Ember Oy", bench=True)),
        (3, lambda: workspace.touches.log(ids[1], "phone", "spoke", override="a test")),
    ]
    for count, act in acts:
        act()
        assert workspace.today.view().bench == workspace.naming.board().bench == count
    assert not [sql for sql in asked if "COUNT(*)" in sql and "place = 'bench'" in sql and "id IN" not in sql]
    workspace.upkeep.erase("Ember Oy")
    assert workspace.today.view().bench == workspace.naming.board().bench == 2
