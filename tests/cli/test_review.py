"""`prospect review`: both records side by side, answers by one key a line, remembered."""

from __future__ import annotations

from pathlib import Path

import pytest

from prospector.settings import Settings
from prospector.workspace import open_workspace


@pytest.fixture
def twins(home: Path) -> None:
    opened = open_workspace(home / "data" / "workspace.db", Settings(rep="ana", cache="none"))
    name, edit = opened.naming.name, opened.naming.edit
    edit(name("Bergmans Pump AB", domain="bergman.example", different=True).account_id, country="SE")
    edit(name("Bergman Pumpar", different=True).account_id, country="SE")
    name("Studio Forty Four", different=True)
    edit(name("Studio 44 GmbH", different=True).account_id, city="Kiel")
    opened.close()


def test_pairs_are_shown_side_by_side_and_answered(prospect, twins):
    ran = prospect("review")
    assert ran.status == 0
    assert "1 of 2" in ran.out
    assert "= country" in ran.out
    assert "· domain" in ran.out
    assert "*Studio* *Forty* *Four*" in ran.out
    assert "*Studio* *44* GmbH" in ran.out
    asked = prospect("review", "--ask", "--json", stdin="what\n-\n=\n")
    assert asked.status == 0
    assert asked.document["answers"] == {"different": 1, "same": 1}
    assert "“what” is no answer" in asked.err
    assert "no open question" in prospect("review").err
    assert len(prospect("list", "--json").document["accounts"]) == 3
    prospect("undo")
    assert len(prospect("review", "--json").document["questions"]) == 1


def test_stopping_keeps_what_was_answered(prospect, twins):
    ran = prospect("review", "--ask", stdin="z\nq\n")
    assert ran.status == 0
    assert "answered: 1 later" in ran.err
    assert len(prospect("review", "--json").document["questions"]) == 2
    assert prospect("review", "--ask", stdin="").status == 0


def test_a_merge_is_previewed_and_taken_back_with_what_stays(prospect, twins):
    dry = prospect("merge", "Bergmans Pump AB", "Bergman Pumpar", "--dry-run")
    assert "nothing was written" in dry.err
    assert "shown; the other stays beside it" in dry.out
    assert prospect("merge", "Bergmans Pump AB", "Bergman Pumpar", "--keep", "city").status == 2
    assert prospect("merge", "Bergmans Pump AB", "Bergman Pumpar", "--keep", "name=right").status == 0
    prospect("edit", "Bergman Pumpar", "--city", "Ystad")
    ran = prospect("unmerge", "Bergman Pumpar", "--json")
    assert ran.status == 0
    assert any("city" in one and "stays with" in one for one in ran.document["since"])
    assert prospect("unmerge", "Bergman Pumpar").status == 2
