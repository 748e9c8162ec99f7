"""Bad files through `prospect import`: exit status 1 or 2, a named reason, never a traceback."""

from __future__ import annotations

import importlib.util
import json
import sys
from functools import partial
from pathlib import Path

import pytest

from prospector.cli.commands import run
from prospector.cli.guard import guarded


def _corpus():
    name = "bad_files"
    path = Path(__file__).parents[1] / "exchange" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module.FILES


FILES = _corpus()
DOZEN = (
    "empty", "PDF", "HTML called XLS", "old Excel", "ODS", "XLSX cut short", "unpacks a thousandfold", "open in the middle",
    "too few cells", "a byte that is no UTF-8", "damaged in the middle", "JSON lines with others between",
)  # fmt: skip
SLOW = frozenset(name for name, one in FILES.items() if one.big)


@pytest.mark.parametrize("name", DOZEN)
def test_a_bad_file_ends_with_its_reason(prospect, tmp_path, name):
    one = FILES[name]
    (tmp_path / one.file).write_bytes(one.raw())
    ran = prospect("import", one.file)
    assert ran.status == (2 if one.says else 1)
    if one.says:
        assert one.says in ran.err
        assert ran.err.count("\n") == 1
        assert ran.out == ""
        return
    for taken in one.takes:
        assert taken not in ran.out  # what is taken is counted; what is not is listed
    assert f"{len(one.takes)} new, {len(one.refuses)} refused" in ran.out
    for number, _, reason in one.refuses:
        assert any(line.split()[:2] == [str(number), "refused"] and reason in line for line in ran.out.splitlines())
    handed_back = next(tmp_path.glob("*.refused*.csv")).read_text(encoding="utf-8-sig")
    assert all(reason in handed_back for _, _, reason in one.refuses)


@pytest.mark.long
def test_the_whole_corpus_in_one_process(tmp_path, monkeypatch, capsys):
    """Every file that is not large, one after the other; nothing of one is left for the next."""
    monkeypatch.setenv("PROSPECTOR_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PROSPECTOR_REP", "ana")
    monkeypatch.chdir(tmp_path)
    wrong = []
    for name in sorted(set(FILES) - SLOW):
        one = FILES[name]
        Path(one.file).write_bytes(one.raw())
        sheet = ["--sheet", one.sheet] if one.sheet else []
        arguments = ["import", one.file, "--dry-run", "--json", *sheet]
        status = guarded(partial(run, arguments), json=True)
        out, err = capsys.readouterr()
        told = json.loads(out)
        if one.says:
            fine = status == 2 and one.says in told["error"]
        else:
            refused = [(row["row"], row["column"]) for row in told["rows"] if row["verdict"] == "refused"]
            fine = status in (0, 1, 2) and set(refused) >= {(row, column) for row, column, _ in one.refuses}
            fine = fine and (status > 0) >= bool(one.refuses)
        if not fine or "Traceback" in err:
            wrong.append((name, status, out[:300]))
    assert wrong == []
