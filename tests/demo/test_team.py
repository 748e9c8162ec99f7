"""The colleagues of the demo's rep: a manager sees something, the rep's own list nothing of it."""

from __future__ import annotations

from prospector.clock import FrozenClock
from prospector.demo.team import COLLEAGUES, live_beside
from prospector.workspace import Workspace


def test_a_manager_sees_something_and_the_reps_own_list_nothing(workspace: Workspace, clock: FrozenClock) -> None:
    workspace.naming.name("Bergman Pumpar", source="bought list")
    live_beside(workspace, clock.today())
    assert (workspace.store.actor, workspace.store.clock) == ("robin", clock)
    assert [row.name for row in workspace.list_rows()] == ["Bergman Pumpar"]
    figures = workspace.audit.week()
    assert figures.reps == ["lena", "marco", "robin"]
    found = {(one.kind, one.who) for one in figures.findings}
    assert {("copied", "lena"), ("line", "marco"), ("late", "marco")} <= found
    assert len(figures.complaints) == 1
    assert figures.groups["namer"][0].given.part == len(COLLEAGUES["lena"])
