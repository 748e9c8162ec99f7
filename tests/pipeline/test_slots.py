"""S0.1: whatever is done, no list ever holds more targets than it has slots, nor two in one slot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest

from prospector.clock import FrozenClock
from prospector.errors import ProspectorError
from prospector.model.account import PLACES
from prospector.pipeline.bulk import Change
from prospector.settings import Settings
from prospector.workspace import Workspace, open_workspace
from tests.chance import seeds

SIZE = 4


@pytest.fixture
def small(workspace_path, settings: Settings, clock: FrozenClock):
    """A workspace with four slots."""
    opened = open_workspace(workspace_path, replace(settings, list_size=SIZE), clock=clock)
    yield opened
    opened.close()


def all_ids(workspace: Workspace) -> list[str]:
    return [row.id for row in workspace.list_rows(places=PLACES, everybody=True)] or ["none"]


def acts(chance: Random) -> list[Callable[[Workspace, str], object]]:
    def other(workspace: Workspace) -> str:
        return chance.choice(all_ids(workspace))

    return [
        lambda one, _key: one.naming.name(f"{chance.choice('ABCDEFGH')}{chance.randint(0, 99)} Works", different=True),
        lambda one, _key: one.naming.name(
            f"{chance.choice('ABCDEFGH')}{chance.randint(0, 99)} Bau", bench=True, different=True
        ),
        lambda one, key: one.naming.activate(key),
        lambda one, key: one.naming.to_bench(key),
        lambda one, key: one.naming.swap(key, other(one), "nearer"),
        lambda one, key: one.naming.drop(key, "no money"),
        lambda one, key: one.merging.merge(key, other(one)),
        lambda one, key: one.merging.unmerge(key),
        lambda one, key: one.triage.keep(key),
        lambda one, _key: one.bulk.apply(all_ids(one), Change("activate")),
        lambda one, _key: one.undo(),
        lambda one, _key: one.redo(),
    ]


@pytest.mark.parametrize("seed", seeds(3, 6))
def test_s0_1_no_path_leads_to_one_target_too_many(small: Workspace, seed: int) -> None:
    chance = Random(seed)
    for name in ("Alder", "Birch", "Cedar", "Dogwood", "Fir", "Hazel"):
        small.naming.name(f"{name} Pumps", bench=name > "D", different=True)
    done: Counter[str] = Counter()
    for _ in range(30):
        act = chance.choice(acts(chance))
        try:
            act(small, chance.choice(all_ids(small)))
            done["done"] += 1
        except ProspectorError:
            done["refused"] += 1
        slots = [row.slot for row in small.list_rows(everybody=True)]
        assert len(slots) == len(set(slots)) <= SIZE
        assert all(slot is not None and 1 <= slot <= SIZE for slot in slots)
    assert done["done"] > 3
