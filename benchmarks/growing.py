"""How the cost of everything grows with the number of accounts: the same act at 1,000, 10,000 and 100,000, by turns.

The workspaces are made up (`made_workspace`), with as many touches as accounts, and 20 accounts on the list. Costs are
processor time: a disk that is asked to keep something takes as long for any number of rows. The exponent is the slope of
the least-squares line through the logarithms, beside it stands what ten times as many accounts add.
"""

from __future__ import annotations

import resource
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks import audit, growth_dedupe, importing
from benchmarks.figures import LOG_N, N_LOG_N, Figure, exponent, ms, per_tenfold
from prospector.settings import Settings
from prospector.workspace import Workspace, open_workspace

LEADS = growth_dedupe.MADE["leads"]
REP = "bench"
TURNS = 25
"""Times that each act of a person is done at each size."""
TYPED = "Nordhafen Logistik"
Act = Callable[[Workspace, int], object]


def acts() -> Mapping[str, Act]:
    """Return what people do, each as a function of a workspace and a number that is new each time."""
    from screens.list_view import read

    return {
        "a name typed: is it here already?": lambda one, turn: one.known.lookup(TYPED[: 4 + turn % 14]),
        "a company named": lambda one, turn: one.naming.name(
            f"Quillfeather{turn} Ironmongers", bench=True, different=True
        ),
        "a touch logged": touch,
        "a touch taken back": lambda one, _: one.undo(),
        "Today read": lambda one, _: one.today.view(),
        "the list read": lambda one, _: read(one, "active", whole=False),
        "the list read with its sieve": lambda one, _: read(one, "active"),
        "everything read after an act": lambda one, _: read(one, "all"),
        "an account opened": opened,
    }


def touch(workspace: Workspace, turn: int) -> object:
    ids = [row.id for row in workspace.list_rows()]
    return workspace.touches.log(ids[turn % len(ids)], "phone", "no_answer", override="measured")


def opened(workspace: Workspace, turn: int) -> object:
    ids = [row.id for row in workspace.list_rows()]
    chosen = ids[turn % len(ids)]
    return workspace.account(chosen), workspace.claims(chosen), workspace.timeline(chosen)


def interactive(made: Mapping[int, Path], turns: int = TURNS) -> Iterator[Figure]:
    """Measure what a person waits for: nothing may grow faster than log n."""
    costs: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    workspaces = {size: open_workspace(path, Settings(rep=REP, cache="none")) for size, path in made.items()}
    for workspace in workspaces.values():
        warmed(workspace)
    numbers = count(1)
    for turn in range(turns + 2):
        for size, workspace in workspaces.items():
            for what, act in acts().items():
                spent = cpu(partial(act, workspace, next(numbers)))
                if turn >= 2:  # the first two read what is kept in memory
                    costs[what][size].append(spent)
    for workspace in workspaces.values():
        workspace.close()
    for what, by_size in costs.items():
        yield grown(what, {size: statistics.median(taken) for size, taken in by_size.items()}, LOG_N)


def warmed(workspace: Workspace) -> None:
    """Read ahead what the app reads in its first idle moments."""
    for one in (workspace.store, workspace.lists, workspace.finding):
        one.warm_up()


def bulk(made: Mapping[int, Path], rounds: int, million: int = 0) -> Iterator[Figure]:
    """Measure what is done with everything at once: nothing may grow faster than n log n."""
    costs: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    floors: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    most: dict[str, list[float]] = defaultdict(list)
    for _ in range(rounds):
        for size, path in made.items():
            audited(path, costs["the audit"][size], floors["the audit"][size])
            costs["everything read, cold"][size].append(cpu(partial(cold, path)))
    for number in range(rounds):
        for size in (*made, *([million] if million and not number else [])):
            costs["a file deduplicated"][size].append(growth_dedupe.deduplicated(LEADS(size))[0].cpu)
            imported(size, costs, floors, most)
    for what, by_size in costs.items():
        middle = {size: statistics.median(taken) for size, taken in by_size.items()}
        beside, largest = "", max(middle)
        if what in floors:
            floor = statistics.median(floors[what][largest])
            name = {"the audit": "one query by hand", "a file imported": "sqlite3 executemany"}[what]
            beside = f"{name} {ms(floor)}"
        peak = f", {max(most[what]):,.0f} MB at most" if most[what] else ""
        yield grown(f"{what}{peak}", middle, N_LOG_N, beside)


def audited(path: Path, ours: list[float], by_hand: list[float]) -> None:
    """Ask the audit and the same aggregate in one query, by turns."""
    workspace = open_workspace(path, Settings(rep="measuring", cache="none"))
    begin = workspace.store.clock.today().isoformat()
    by_hand.append(cpu(lambda: workspace.store.reader.rows(audit.BY_HAND, (begin,) * 4)))
    ours.append(cpu(workspace.audit.week))
    workspace.close()


def cold(path: Path) -> None:
    workspace = open_workspace(path, Settings(rep=REP, cache="none"))
    workspace.list_rows(places=("active", "bench", "dropped"))
    workspace.close()


def imported(size: int, costs: Any, floors: Any, most: dict[str, list[float]]) -> None:
    """Import a file and take it back, beside sqlite3 alone writing the same rows."""
    with tempfile.TemporaryDirectory() as raw:
        folder = Path(raw)
        importing.write(folder / "companies.csv", size)
        floors["a file imported"][size].append(
            importing.run(importing.SQLITE, folder / "companies.csv", folder / "plain.db")["cpu"]
        )
        for what, code in (("a file imported", importing.OURS), ("the import taken back", importing.UNDO)):
            found = importing.run(code, folder / "companies.csv", folder / "ours.db")
            costs[what][size].append(found["cpu"])
            most[what].append(found["peak"])


def grown(what: str, costs: Mapping[int, float], most: float, beside: str = "") -> Figure:
    """Return one line: the cost at each size, and the exponent."""
    sizes, spent = list(costs), list(costs.values())
    each = " · ".join(ms(one) for one in spent)
    tenfold = per_tenfold(sizes, spent)
    told = beside or f"ten times as many: {'+' if tenfold >= 0 else '-'}{ms(abs(tenfold))}"
    return Figure(what, each, told, exponent(sizes, spent), most, "n^")


def cpu(act: Callable[[], object]) -> float:
    """Return the processor seconds that `act` takes in this process and those it waits for."""
    before = _spent()
    act()
    return max(_spent() - before, 1e-6)


def _spent() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def sizes_text(sizes: Sequence[int]) -> str:
    return ", ".join(f"{size:,}" for size in sizes)
