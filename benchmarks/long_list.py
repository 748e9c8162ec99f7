"""The account list with 100,000 rows beside the one with 20, in the app itself, in a pseudo-terminal, started by turns.

Ready is the moment the headline tells how many rows there are. Keys are pressed once the app is idle: from the press until
the answer to this very key was drawn. Memory is what the process holds at the end, after scrolling, filtering and finding.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.figures import Figure, late, ms, ratio
from benchmarks.starting import PROSPECT, planned
from benchmarks.terminal import Terminal

READY, KEY, MEMORY_MORE, LETTER = 1.3, 1.5, 20.0, 50.0
MOVES = "jjjjjjjjkkkkkkkk" * 3
PAGES = ("G", "g", "\x1b[6~", "\x1b[5~") * 5
FILTERED = ("pump", "zq", "energy sys", "hamburg")
FOUND = ("energy", "log", "nordha", "bank gm")
STILL = 1.0
_DATATABLE = """
import sys
from textual.app import App
from textual.widgets import DataTable, Label

class Stock(App):
    BINDINGS = [("j", "down", "")]
    def compose(self):
        yield Label("", id="told")
        yield DataTable(cursor_type="row")
    def on_mount(self):
        table, count = self.query_one(DataTable), int(sys.argv[1])
        table.add_columns(*"abcdefghijk")
        table.add_rows([f"Company {row}", f"company{row}.example", *("cell",) * 9] for row in range(count))
        table.focus()
        self.call_after_refresh(self.query_one("#told").update, f"{count} in all")
    def action_down(self):
        self.query_one(DataTable).action_cursor_down()

Stock().run()
"""


@dataclass
class Seen:
    """What one start showed, in seconds and mebibytes."""

    ready: float = 0.0
    cpu: float = 0.0
    moves: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    filtered: list[float] = field(default_factory=list)
    found: list[float] = field(default_factory=list)
    held: float = 0.0


def figures(
    folder: Path, few: Path, many: Path, sizes: tuple[int, int], rounds: int, *, stock: bool
) -> Iterator[Figure]:
    """Measure and yield the figures; `few` and `many` are workspaces of so many accounts as `sizes` says."""
    env = {**os.environ, "TERM": "xterm-256color", "PROSPECTOR_REP": "bench", "PROSPECTOR_HOME": str(folder / "home")}
    seen: dict[int, list[Seen]] = defaultdict(list)
    for path in (few, many):
        planned(path, env)
    for _ in range(rounds):
        for path, size in zip((few, many), sizes, strict=True):
            seen[size].append(watched(path, size, env))
    short, long = (seen[size] for size in sizes)
    yield from told(short, long, sizes)
    if stock:
        yield stock_table(env, sizes)


def watched(path: Path, size: int, env: Mapping[str, str]) -> Seen:
    """Open the list of everything, use it, and return what that took."""
    from prospector.paths import place_file

    place_file(path).write_text(json.dumps({"mode": "list", "list.scope": "all", "welcomed": "yes"}), encoding="utf-8")
    seen = Seen()
    with Terminal([PROSPECT, "--db", str(path)], env) as app:
        cost = app.until(f"{size:,} in all")
        seen.ready, seen.cpu = cost.wall, cost.cpu
        idle(app)
        for key in MOVES:
            seen.moves.append(app.key(key))
            app.settle(0.05)
        for key in PAGES:
            seen.pages.append(app.key(key))
            app.settle(0.05)
        for typed in FILTERED:
            app.key("/")
            app.settle(0.3)
            seen.filtered += typing(app, typed, lambda so_far: f"“{so_far}”")
            app.key("\x1b")
            app.settle(0.3)
        for typed in FOUND:
            app.key("f", "Find anything")
            app.settle(0.3)
            seen.found += typing(app, typed, lambda _: "[0-9]+ places?|Nothing holds|Two letters|your list;")
            app.key("\x1b")
            app.settle(0.3)
        seen.held = app.held
    return seen


def typing(app: Terminal, typed: str, shown: object) -> Iterator[float]:
    """Type letter by letter, and yield what each took until its answer stood there."""
    for length in range(1, len(typed) + 1):
        if typed[length - 1] == " ":
            app.key(" ")
        else:
            yield app.key(typed[length - 1], shown(typed[:length]))  # type: ignore[operator]
        app.settle(0.06, 0.5)


def idle(app: Terminal) -> None:
    """Wait until the app has read and imported all that it does while nobody presses a key."""
    app.settle(STILL, 3.0)
    while True:
        before = app.cpu
        app.settle(STILL, STILL)
        time.sleep(STILL)
        if app.cpu - before < 0.1:
            return


def told(short: list[Seen], long: list[Seen], sizes: tuple[int, int]) -> Iterator[Figure]:
    """Yield one line for each promise."""
    few, many = (f"{size:,} rows" for size in sizes)
    ready = [[one.ready for one in several] for several in (long, short)]
    cpu = [[one.cpu for one in several] for several in (long, short)]
    middle = [ms(statistics.median(one)) for one in (*ready, *cpu)]
    yield Figure(f"{many}: list ready [processor {ratio(*cpu):.2f} ×]", f"{middle[0]} [{middle[2]}]",
                 f"{few} {middle[1]} [{middle[3]}]", ratio(*ready), READY)  # fmt: skip
    for what, kind in (("cursor moved", "moves"), ("page, first, last", "pages")):
        taken = [[late(getattr(one, kind)) for one in several] for several in (long, short)]
        shown = [ms(statistics.median(one)) for one in taken]
        yield Figure(f"{many}: {what}, key to paint, p95", shown[0], f"{few} {shown[1]}", ratio(*taken), KEY)
    for what, kind in (("a letter of a filter", "filtered"), ("a letter of find anything", "found")):
        taken = [[late(getattr(one, kind)) for one in several] for several in (long, short)]
        shown = [ms(statistics.median(one)) for one in taken]
        yield Figure(
            f"{many}: {what}, p95", shown[0], f"{few} {shown[1]}", 1000 * statistics.median(taken[0]), LETTER, "ms"
        )
    held = [[one.held for one in several] for several in (long, short)]
    more = statistics.median(one - other for one, other in zip(*held, strict=True))
    shown = [f"{statistics.median(one):.0f} MB" for one in held]
    yield Figure(f"{many}: memory more than with {sizes[0]}", shown[0], f"{few} {shown[1]}", more, MEMORY_MORE, "MB")


def stock_table(env: Mapping[str, str], sizes: tuple[int, int]) -> Figure:
    """Return what a DataTable does with the same numbers of rows: one run, for it takes long."""
    ready, held = [], []
    for size in sizes:
        with Terminal([sys.executable, "-c", _DATATABLE, str(size)], env) as app:
            ready.append(app.until(f"{size} in all").wall)
            app.settle(STILL, 3.0)
            held.append(app.held)
    return Figure(f"the same with a stock DataTable, one run ({held[1] - held[0]:.0f} MB more)", ms(ready[1]),
                  f"{sizes[0]:,} rows {ms(ready[0])}", ready[1] / ready[0])  # fmt: skip
