"""Finding in a workspace of 10,000 accounts and 100,000 touches: what a key costs in `f`, in `/`, and after a write.

    python benchmarks/finding.py [ACCOUNTS] [TOUCHES]

Every word is typed letter by letter, and every letter is a question. Printed are medians and 95th percentiles, wall and
processor; the exit status is 1 when a key takes 50 ms or more (95th percentile, processor).
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from runpy import run_path

from prospector.settings import Settings
from prospector.workspace import Workspace, open_workspace
from screens.list_view import ListView, Texts, lines, read
from screens.widgets.rows import Row

MADE = run_path(str(Path(__file__).with_name("made_workspace.py")))
TYPED = ("vendor list", "energy", "budget autumn", "leaflet demo", "spare parts", "zzgrx", "logistics gmbh", "berg buyer",
         "trade fair 417", "+49400012", "reception thursdays", "hamburg")  # fmt: skip
GOAL = 0.050


def main() -> None:
    """Print the table."""
    accounts, touches = (int(one) for one in (sys.argv[1:3] if len(sys.argv) > 2 else ("10000", "100000")))
    with tempfile.TemporaryDirectory(prefix="finding-") as folder:
        path = Path(folder) / "w.db"
        MADE["make"](path, accounts, touches)
        workspace = open_workspace(path, Settings(rep=MADE["REP"], cache="none"))
        print(f"{accounts:,} accounts, {touches:,} touches")
        missed = [_finding(workspace), _filtering(workspace)]
        _writing(workspace)
        workspace.close()
    sys.exit(int(any(missed)))


def _finding(workspace: Workspace) -> bool:
    first = _timed(workspace.finding.warm_up)
    print(f"  search read into memory        {1000 * first[0]:8.1f} ms wall {1000 * first[1]:8.1f} ms processor")
    return _report("a key of search (f)", [_timed(partial(workspace.search, text)) for text in _keys()])


def _filtering(workspace: Workspace) -> bool:
    at_once = _timed(lambda: read(workspace, "active", whole=False))
    print(f"  the list's first rows          {1000 * at_once[0]:8.1f} ms wall {1000 * at_once[1]:8.1f} ms processor")
    first = _timed(lambda: read(workspace, "all"))
    print(f"  all rows read the first time   {1000 * first[0]:8.1f} ms wall {1000 * first[1]:8.1f} ms processor")
    view = read(workspace, "all")
    return _report("a key of a filter (/)", [_timed(partial(_filtered, view, text)) for text in _keys()])


def _filtered(view: ListView, text: str) -> Sequence[Row]:
    """Return what stands on the screen when `text` is typed."""
    return lines(view, text, {})[:40]


def _writing(workspace: Workspace) -> None:
    rows = workspace.list_rows()
    searched, listed, active, texts = [], [], [], Texts()
    read(workspace, "all", "fit", texts)
    for row in rows[:10]:
        workspace.naming.edit(row.id, pain="benchmark")
        searched.append(_timed(lambda: workspace.search("benchmark")))
        listed.append(_timed(lambda: read(workspace, "all", "fit", texts)))
        active.append(_timed(lambda: read(workspace, "active", "fit", texts)))
    _report("search after a write", searched)
    _report("all rows after a write", listed)
    _report("the list after a write", active)


def _keys() -> list[str]:
    return [word[: at + 1] for word in TYPED for at in range(len(word))]


def _timed(question: Callable[[], object]) -> tuple[float, float]:
    wall, processor = time.perf_counter(), time.process_time()
    question()
    return time.perf_counter() - wall, time.process_time() - processor


def _report(title: str, costs: list[tuple[float, float]]) -> bool:
    wall, processor = ([one[kind] for one in costs] for kind in (0, 1))
    worst = [sorted(kind)[int(0.95 * (len(kind) - 1))] for kind in (wall, processor)]
    middle = [statistics.median(kind) for kind in (wall, processor)]
    told = (f"{1000 * a:7.1f} / {1000 * b:7.1f} ms" for a, b in zip(middle, worst, strict=True))
    print(f"  {title:<36} median / p95: wall {' · processor '.join(told)}")
    return worst[1] >= GOAL


if __name__ == "__main__":
    main()
