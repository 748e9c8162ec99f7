"""The faults themselves: each changes one thing, words for people and lists of words stay, and the program goes on with it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.mutation import swap
from tests.mutation.mutants import Mutant, mutants_of

SOURCE = '''"""A module."""
from functools import lru_cache

MOST = 3
WORDS = {"one", "two"}
SQL = "SELECT a FROM b WHERE c = 1 AND d IS NULL"


@lru_cache
def few(count: int = 2, *, strict: bool = True) -> bool:
    """Say whether it is few."""
    if count > MOST:
        raise ValueError(f"{count} is too much for “{count:03}”")
    return 0 < count and not strict or any(one == count for one in range(MOST) if one)


class Shelf:
    @property
    def kind(self) -> str:
        return "paper"

    def put(self, left: int, right: int) -> int:
        def added() -> int:
            return max(left, right)

        if left is right:
            return 0
        return divmod(left, right)[0] + divmod(left, left)[1] + added()

    @staticmethod
    def least(one: int, other: int) -> int:
        return min(one, other)
'''


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, ModuleType]:
    path = tmp_path / "prospector" / "shelf.py"
    path.parent.mkdir()
    path.write_text(SOURCE, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("prospector.shelf", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "prospector.shelf", module)
    spec.loader.exec_module(module)
    monkeypatch.setattr(swap, "module_of", lambda _path: module)
    return path, module


def texts(found: list[Mutant], kind: str) -> list[str]:
    return [one.text for one in found if one.kind == kind]


def test_every_kind_of_fault_is_found_and_reads_as_python(made: tuple[Path, ModuleType]) -> None:
    found = mutants_of(made[0], made[0].parents[1])
    for one in found:
        compile(one.apply(SOURCE), "shelf", "exec")
        assert one.diff(SOURCE)
    assert texts(found, "comparison") == ["(count >= MOST)", "(0 <= count)", "(one != count)", "(left is not right)"]
    assert texts(found, "statement") == ["pass"]
    assert texts(found, "word") == ["'XXpaperXX'"]
    assert texts(found, "call") == [
        "all((one == count for one in range(MOST) if one))",
        "min(left, right)",
        "max(one, other)",
    ]
    assert texts(found, "arguments") == ["divmod(right, left)"], "two that are the same change no places"
    assert texts(found, "return").count("return None") == 5, "nothing is no fault where no is said"
    assert len(texts(found, "SQL")) == 3
    assert {"return None", "not (count > MOST)", "not (one)", "strict"} <= {
        one.text.strip("()") if one.kind == "not" else one.text for one in found
    }
    assert not any("too much" in one.text for one in found), "sentences stay as they are"
    assert {one.function for one in found} == {
        "",
        "few",
        "Shelf.kind",
        "Shelf.put",
        "Shelf.put.<locals>.added",
        "Shelf.least",
    }


@pytest.mark.parametrize(
    ("kind", "text", "asked", "before", "after"),
    [
        ("constant", "4", "few(4, strict=False)", ValueError, True),
        ("constant", "3", "few()", True, False),
        ("word", "'XXpaperXX'", "Shelf().kind", "paper", "XXpaperXX"),
        ("call", "min(left, right)", "Shelf().put(8, 4)", 10, 6),
        ("call", "max(one, other)", "Shelf.least(1, 2)", 1, 2),
        ("arguments", "divmod(right, left)", "Shelf().put(8, 4)", 10, 8),
        ("comparison", "(count >= MOST)", "few(3)", False, ValueError),
    ],
)  # fmt: skip
def test_the_program_goes_on_with_the_fault(
    made: tuple[Path, ModuleType], kind: str, text: str, asked: str, before: object, after: object
) -> None:
    path, module = made

    def answer() -> object:
        try:
            return eval(asked, vars(module))  # noqa: S307 - our own words
        except ValueError:
            return ValueError

    mutant = next(one for one in mutants_of(path, path.parents[1]) if (one.kind, one.text) == (kind, text))
    assert answer() == before
    swap.put(mutant, path.parents[1])
    assert answer() == after


def test_a_table_is_shown_to_the_tests_of_whoever_holds_it(
    made: tuple[Path, ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, floor = ModuleType("prospector.room.desk"), ModuleType("prospector.floor")
    vars(desk)["WORDS"], vars(floor)["WORDS"] = vars(made[1])["WORDS"], {"another"}
    for one in (desk, floor):
        monkeypatch.setitem(sys.modules, one.__name__, one)
    assert list(swap.holders("prospector/shelf.py")) == ["prospector/shelf.py", "prospector/room/desk.py"]
