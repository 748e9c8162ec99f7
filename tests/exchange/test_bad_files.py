"""Bad files: each gives its named reason with row and column, and all that could be taken is; none crashes or grows."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.exchange import read_apart


def _corpus() -> dict[str, Any]:
    name = "bad_files"
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec is not None and spec.loader is not None  # noqa: PT018 - for the types
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    files: dict[str, Any] = module.FILES
    return files


FILES = _corpus()


@pytest.fixture(scope="session")
def apart() -> Iterator[Callable[[Path, str | None], dict[str, Any]]]:
    """What reads a file in a small process of its own, and says how much memory that took."""
    command = [sys.executable, str(read_apart.__file__)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        asking, answers = process.stdin, process.stdout
        assert asking is not None
        assert answers is not None

        def ask(path: Path, sheet: str | None) -> dict[str, Any]:
            asking.write(json.dumps({"path": str(path), "sheet": sheet}) + "\n")
            asking.flush()
            told: dict[str, Any] = json.loads(answers.readline())
            assert "failed" not in told, told["failed"]
            return told

        yield ask
        asking.close()
        assert process.wait(60) == 0


def test_there_are_enough() -> None:
    assert len(FILES) >= 60


@pytest.mark.parametrize("name", [name for name, one in FILES.items() if not one.big])
def test_a_bad_file_gives_its_reason_and_what_can_be_taken(name: str, tmp_path: Path) -> None:
    path = written(FILES[name], tmp_path)
    judge(FILES[name], read_apart.outcome(str(path), FILES[name].sheet))


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, one in FILES.items() if one.big])
def test_a_large_bad_file_gives_its_reason_in_little_memory(
    name: str, tmp_path: Path, apart: Callable[[Path, str | None], dict[str, Any]]
) -> None:
    told = apart(written(FILES[name], tmp_path), FILES[name].sheet)
    judge(FILES[name], told)
    assert told["own"] < 150_000
    assert told["own"] + told["child"] < 300_000


def written(one: Any, folder: Path) -> Path:
    """Make one file of the corpus."""
    path = folder / str(one.file)
    path.write_bytes(one.raw())
    return path


def judge(one: Any, told: dict[str, Any]) -> None:
    """Compare what came of one file of the corpus with what should."""
    if one.says:
        assert one.says in told["said"]
        assert told["said"].startswith(one.file)
        assert told["said"].isprintable()
        return
    assert told["said"] == ""
    assert told["position"] <= told["size"]
    assert tuple(told["names"][: len(one.takes)]) == one.takes
    if not one.more:
        assert told["taken"] == (len(one.takes) if one.count is None else one.count)
        assert told["refused"] == len(one.refuses)
    for (at, under, said, value), (number, column, reason) in zip(told["handed_back"], one.refuses, strict=False):
        assert (at, under) == (number, column)
        assert reason in said
        assert value.isprintable()
        assert len(value) <= 2_000
    assert one.notes in " / ".join(told["notes"])
