"""Bad files: each gives its named reason with row and column, and all that could be taken is; none crashes or grows."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from prospector.errors import BadInput
from prospector.exchange.mapping import propose
from prospector.exchange.reading import Row, open_table
from prospector.tabular import RefusedRow


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
MEASURE = """
import glob, json, sys, threading
from prospector.errors import BadInput
from prospector.exchange.reading import open_table

def peak(pid):
    try:
        with open(f"/proc/{pid}/status") as file:
            return next((int(line.split()[1]) for line in file if line.startswith("VmHWM")), 0)
    except OSError:
        return 0

done, most = threading.Event(), [0]
def watch():
    while not done.wait(0.02):
        for name in glob.glob("/proc/self/task/*/children"):
            try:
                pids = open(name).read().split()
            except OSError:
                continue
            most[0] = max([most[0], *map(peak, pids)])
thread = threading.Thread(target=watch)
thread.start()
said = ""
try:
    with open_table(sys.argv[1]) as table:
        for _ in table.rows():
            pass
except BadInput as error:
    said = str(error)
done.set()
thread.join()
print(json.dumps({"own": peak("self"), "child": most[0], "said": said}))
"""


def test_there_are_enough() -> None:
    assert len(FILES) >= 60


@pytest.mark.parametrize("name", [name for name, one in FILES.items() if not one.big])
def test_a_bad_file_gives_its_reason_and_what_can_be_taken(name: str, tmp_path: Path) -> None:
    judge(FILES[name], tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, one in FILES.items() if one.big])
def test_a_large_bad_file_gives_its_reason_in_little_memory(name: str, tmp_path: Path) -> None:
    judge(FILES[name], tmp_path)
    path = tmp_path / FILES[name].file
    ran = subprocess.run([sys.executable, "-c", MEASURE, str(path)], capture_output=True, check=True, timeout=250)
    told = json.loads(ran.stdout)
    assert told["own"] < 150_000
    assert told["own"] + told["child"] < 300_000


def judge(one: Any, folder: Path) -> None:
    """Read one file of the corpus and compare what came of it with what should."""
    path = folder / one.file
    path.write_bytes(one.raw())
    taken: list[Row] = []
    handed_back: list[RefusedRow] = []
    if one.says:
        with pytest.raises(BadInput) as caught, open_table(str(path), sheet=one.sheet) as table:
            list(table.rows())
        assert one.says in caught.value.sentence
        assert caught.value.sentence.startswith(one.file)
        assert caught.value.sentence.isprintable()
        return
    with open_table(str(path), sheet=one.sheet) as table:
        for each in table.rows():
            (taken if isinstance(each, Row) else handed_back).append(each)
        notes = [*table.notes, *table.remarks]
        assert table.position() <= (table.size or 0)
        place = propose(table.header, taken[:100]).fields.get("name", 0)
    assert tuple(each.cells[place] for each in taken[: len(one.takes)]) == one.takes
    if not one.more:
        assert len(taken) == (len(one.takes) if one.count is None else one.count)
        assert len(handed_back) == len(one.refuses)
    for each, (number, column, reason) in zip(handed_back, one.refuses, strict=False):
        assert (each.row, each.column) == (number, column)
        assert reason in each.reason
        assert each.value.isprintable()
        assert len(each.value) <= 2_000
    assert one.notes in " / ".join(notes)
