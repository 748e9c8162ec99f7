"""Claimed, meeting, followed: their order holds on random histories."""

from __future__ import annotations

import contextlib
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospector.clock import FrozenClock
from prospector.errors import ProspectorError
from prospector.model.tables import Qualification
from prospector.settings import Settings
from prospector.workspace import Workspace, open_workspace
from tests.chance import examples

WORDS = ("Alder", "Birke", "Cedar", "Dorn", "Esche", "Fichte", "Ginster", "Hasel", "Iris", "Jasmin")


class ThreeCounts:
    """Acts at random; the order of the counts must hold after each."""

    def __init__(self, workspace: Workspace, clock: FrozenClock) -> None:
        self.workspace, self.clock = workspace, clock
        self.accounts: list[str] = []

    def act(self, what: str, number: int) -> None:
        workspace = self.workspace
        account = self.accounts[number % len(self.accounts)] if self.accounts else ""
        if what == "name":
            name = f"{WORDS[number % 10]} {WORDS[len(self.accounts) % 10]} {len(self.accounts)}"
            named = workspace.naming.name(name, different=True, domain=f"a{len(self.accounts)}.example" if number % 2 else "",
                                          bench=number % 3 == 0)  # fmt: skip
            self.accounts.append(named.account_id)
        elif what == "define":
            wanted = ("has a need statement", "has a domain", "names a pain and a why", "at least 1 sourced fact")
            workspace.strategy.definitions.write("A lead", wanted[number % 4])
        elif what == "undo":
            workspace.undo()
        elif what == "redo":
            workspace.redo()
        elif account:
            self._on_account(what, account, number)

    def _on_account(self, what: str, account: str, number: int) -> None:
        workspace = self.workspace
        if what == "touch":
            workspace.touches.log(account, "phone", ("no_answer", "spoke")[number % 2], override="at random")
        elif what == "drop":
            workspace.naming.drop(account, "no money")
        elif what == "list":
            workspace.naming.activate(account)
        elif what == "edit":
            workspace.naming.edit(account, pain="visits" if number % 2 else "", why="near")
        elif what == "merge" and len(self.accounts) > 1:
            other = self.accounts[(number + 1) % len(self.accounts)]
            if other != account:
                workspace.merging.merge(account, other)
        elif what == "need":
            with workspace.store.action("Need") as action:
                found = action.find(Qualification, Qualification.account_id == account)
                row = found[0] if found else action.add(Qualification(account_id=account))
                row.need = "visits" if number % 3 else ""

    def holds(self) -> None:
        counts = self.workspace.strategy.counts()
        assert len(counts.claimed) >= len(counts.meeting) >= len(counts.followed)
        assert set(counts.claimed) >= set(counts.meeting) >= set(counts.followed)
        assert all(self.workspace.strategy.meets(key).met for key in counts.meeting)
        assert all(self.workspace.touches.of(key) for key in counts.followed)
        assert len(set(counts.claimed)) == len(counts.claimed)


ACTS = (
    "name",
    "name",
    "name",
    "touch",
    "touch",
    "drop",
    "list",
    "edit",
    "merge",
    "need",
    "need",
    "define",
    "undo",
    "redo",
)


@examples(15)
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 30)), min_size=5, max_size=40))
def test_s3_3_claimed_meeting_followed_keep_their_order_on_random_histories(
    fresh_file: Path, tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, int]]
) -> None:
    path = tmp_path_factory.mktemp("history") / "workspace.db"
    shutil.copyfile(fresh_file, path)
    path.chmod(0o600)
    clock = FrozenClock(datetime(2026, 6, 3, 9, 30, tzinfo=UTC))
    workspace = open_workspace(path, Settings(rep="robin", cache="none", list_size=6), clock=clock)
    try:
        machine = ThreeCounts(workspace, clock)
        for what, number in acts:
            # What the product refuses leaves everything as it was, and the order must hold then too.
            with contextlib.suppress(ProspectorError):
                machine.act(what, number)
            clock.move(hours=5)
            machine.holds()
    finally:
        workspace.close()
