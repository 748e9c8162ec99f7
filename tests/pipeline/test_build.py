"""The main job from a file: every row becomes an account, a duplicate, a question or is handed back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from prospector.demo.web import DemoWeb
from prospector.exchange.names import NamedRow, NamesFile
from prospector.research.run import Progress
from prospector.settings import Settings
from prospector.tabular import RefusedRow
from prospector.workspace import Workspace, open_workspace

FIRMS = ["Acme GmbH", "Bolt AB", "Cog SA", "Dyne Ltd", "Ember Oy", "Fjord AS", "Gear BV", "Helm SpA", "Iris Kft", "Jade Inc",
         "Krill Ltd", "Lumen AG", "Mosel KG", "Nacre SA", "Onyx AB", "Pylon BV", "Quarz AG", "Rune AS", "Spar Oy", "Tarn Ltd",
         "Umbra SA", "Vault GmbH"]  # fmt: skip


def listed(*names: str, **more: str) -> NamesFile:
    return NamesFile("names.txt", [NamedRow(number, name, **more) for number, name in enumerate(names, 1)], [])


def test_twenty_go_on_the_list_and_the_rest_waits_on_the_bench(workspace: Workspace) -> None:
    report = workspace.build.name_all(listed(*FIRMS))
    assert len(report.added) == 22
    assert [one.name for one in report.benched] == FIRMS[20:]
    assert len(workspace.list_rows()) == 20
    assert len(report.account_ids) == 22
    assert (report.duplicates, report.review, report.refused) == ([], [], [])


def test_the_same_file_twice_adds_nothing(workspace: Workspace) -> None:
    first = workspace.build.name_all(listed(*FIRMS[:5]))
    actions = len(workspace.history(100))
    second = workspace.build.name_all(listed(*FIRMS[:5]))
    assert second.added == []
    assert [(one.row, one.duplicates_of) for one in second.duplicates] == [
        (number, one.account_id) for number, one in enumerate(first.added, 1)
    ]
    assert second.account_ids == first.account_ids
    assert len(workspace.history(100)) == actions


def test_the_same_name_forty_times_is_one_account(workspace: Workspace) -> None:
    report = workspace.build.name_all(listed(*["Acme GmbH"] * 40))
    assert len(report.added) == 1
    assert len(report.duplicates) == 39
    assert {one.duplicates_of for one in report.duplicates} == {report.added[0].account_id}
    assert report.account_ids == [report.added[0].account_id]


def test_a_doubt_waits_on_the_bench_as_a_question(workspace: Workspace) -> None:
    first = workspace.naming.name("Nordlicht Kältetechnik GmbH", domain="nordlicht.de", city="Kiel").account_id
    report = workspace.build.name_all(listed("Nordlicht Kälte", domain="nordlicht-kaelte.com"))
    if not report.review:
        pytest.skip("the matcher is sure about this pair now")
    (question,) = report.review
    assert question.matches[0].id == first
    assert workspace.account(question.account_id).place == "bench"


def test_what_naming_refuses_is_handed_back_and_the_rest_goes_on(workspace: Workspace) -> None:
    names = NamesFile(
        "x.csv",
        [NamedRow(2, "Acme GmbH", country="Atlantis"), NamedRow(3, "Bolt AB", country="Sweden"), NamedRow(4, "Cog SA")],
        [RefusedRow(5, "name", "?", "no letter")],
    )
    report = workspace.build.name_all(names)
    assert [one.name for one in report.added] == ["Bolt AB", "Cog SA"]
    assert [(one.row, one.value) for one in report.refused if one.row == 2] == [(2, "Atlantis")]
    assert [one.row for one in report.refused if one.row == 5] == [5]


def test_undo_after_a_build_leaves_the_store_as_it_was(workspace: Workspace, tables: Callable[[], Any]) -> None:
    workspace.naming.name("Standing before")
    before = tables()
    workspace.build.name_all(listed(*FIRMS))
    assert workspace.undo().kept == ()
    assert tables() == before
    workspace.redo()
    assert len(workspace.list_rows(places=("active", "bench"))) == 23


async def test_names_are_researched_over_http_and_the_whole_is_one_act(
    workspace: Workspace, settings: Settings, tables: Callable[[], Any]
) -> None:
    """Over real loopback HTTP, from the demo's made-up sites."""
    before = tables()
    with DemoWeb() as web:
        opened = open_workspace(workspace.path, replace(settings, gateway=web.gateway), clock=workspace.store.clock)
        names = [NamedRow(1, "Bergman Pumpar", "bergman-pumpar.example"), NamedRow(2, "Nobody", "nobody.example"),
                 NamedRow(3, "No domain at all")]  # fmt: skip
        said: list[Progress] = []
        report = opened.build.name_all(NamesFile("x", names, []))
        await opened.build.research_all(report, progress=said.append)
        rows = {row.name: row for row in opened.list_rows()}
        assert {row.research for row in rows.values()} == {"found", "unreachable", "skipped"}
        assert rows["Bergman Pumpar"].claims > 3
        assert rows["Bergman Pumpar"].stage == "researched"
        assert rows["Nobody"].stage == "named"
        claims = opened.claims(rows["Bergman Pumpar"].id)
        assert all(claim.passage and claim.url.startswith("http") and claim.read_at for claim in claims)
        assert said[-1].done == said[-1].total == 3
        after = tables()
        assert opened.undo().kept == ()
        assert tables() == before
        opened.redo()
        assert tables() == after
        opened.close()
