"""Who may do what: a farmer develops leads and closes none, a closer sees the packets that wait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from prospector.errors import BadInput, Refused
from prospector.model.qualification import OBSTACLES
from prospector.settings import Settings, load_settings
from prospector.workspace import Workspace, open_workspace


@pytest.fixture
def playing(workspace_path: Path, settings: Settings, clock) -> Callable[[str, str], Workspace]:
    """Open the workspace as somebody in a role."""

    def play(rep: str, role: str) -> Workspace:
        return open_workspace(workspace_path, replace(settings, rep=rep, role=role), clock=clock)

    return play


def qualified(workspace: Workspace) -> str:
    account = workspace.naming.name("Acme GmbH", pain="late visits", why="near").account_id
    workspace.qualifying.understand(
        account, need="their vans are late", buying_plan="the board in June", timeline="this year"
    )
    for name in OBSTACLES:
        workspace.qualifying.found(account, name, "cleared", "they said so")
    workspace.people.add(account, name="Ann Berg", role="head of service", source="phone call")
    workspace.stages.move(account, "qualified", "all five are cleared", override=True)
    return account


def test_s4_8_a_farmer_neither_wins_nor_loses_an_opportunity(playing) -> None:
    farmer = playing("ana", "farmer")
    account = qualified(farmer)
    with pytest.raises(Refused, match="a farmer develops leads and hands them over"):
        farmer.stages.move(account, "opportunity")
    assert farmer.account(account).stage == "qualified"
    farmer.close()
    closer = playing("kim", "closer")
    closer.stages.move(account, "opportunity")
    closer.close()
    farmer = playing("ana", "farmer")
    with pytest.raises(Refused, match="closing is for a closer"):
        farmer.naming.drop(account, "no money", "asks for credit")
    assert farmer.account(account).stage == "opportunity"
    farmer.close()
    anybody = playing("ana", "")
    anybody.naming.drop(account, "no money", "asks for credit")
    assert anybody.account(account).stage == "dropped"
    anybody.close()


def test_s4_8_a_closer_sees_the_packets_that_wait_for_them(playing) -> None:
    farmer = playing("ana", "farmer")
    account = qualified(farmer)
    farmer.hand_overs.offer(account, "Kim")
    assert farmer.hand_overs.waiting_for() == []
    farmer.close()
    closer = playing("kim", "closer")
    (packet,) = closer.hand_overs.waiting_for()
    assert (packet.account_id, packet.given_by) == (account, "ana")
    closer.hand_overs.accept(packet.id)
    assert closer.hand_overs.waiting_for() == []
    closer.close()


def test_the_role_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().role == ""
    monkeypatch.setenv("PROSPECTOR_ROLE", "Closer")
    assert load_settings().role == "closer"
    monkeypatch.setenv("PROSPECTOR_ROLE", "boss")
    with pytest.raises(BadInput, match="one of farmer, closer, manager"):
        load_settings()
