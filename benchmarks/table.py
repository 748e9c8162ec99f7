"""All figures about speed in one table: start-up, the list with 100,000 rows, and how everything grows.

    python benchmarks/table.py [--quick] [--million] [--only start,list,growth]

Each figure stands beside its peer or its floor, measured by turns in the same run; medians of several rounds. Installs
posting and harlequin from the package index, each once into an environment of its own. Takes some twelve minutes;
``--quick`` stops at 10,000 accounts and takes three, ``--million`` adds a file of a million rows, deduplicated and imported.
The exit status is 1 when something wanted is missed.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import Figure, table

PARTS = ("start", "list", "growth")
SIZES, QUICK_SIZES = (1_000, 10_000, 100_000), (1_000, 3_000, 10_000)
FEW, MILLION = 20, 1_000_000
TOUCH_MINUTES = 30
"""Minutes between two touches: one rep logs as many in a week whatever the workspace holds."""


@dataclass(frozen=True)
class Rounds:
    """How often each thing is measured."""

    start: int = 9
    list: int = 5
    acts: int = 25
    bulk: int = 3


def main() -> None:
    given = arguments()
    begun, missed = time.time(), 0
    with tempfile.TemporaryDirectory(prefix="table-") as raw:
        folder = Path(raw)
        os.environ["PROSPECTOR_HOME"] = str(folder / "home")
        os.environ["PROSPECTOR_REP"] = "bench"
        for title, figures in parts(given, folder):
            found = list(figures)
            missed += sum(not one.met for one in found)
            print(f"\n{table(title, found)}", flush=True)
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(
        f"\n{missed} missed; {(time.time() - begun) / 60:.0f} minutes on {os.cpu_count()} cores, Python "
        f"{platform.python_version()}, load {load}; ours is the median, by the clock and [processor]; growth is processor time"
    )
    sys.exit(int(missed > 0))


def parts(given: argparse.Namespace, folder: Path) -> Iterator[tuple[str, Iterator[Figure]]]:
    """Yield the parts of the table that were asked for, each to be measured when it is looked at."""
    from benchmarks import growing, long_list, made_workspace, starting

    wanted = given.only.split(",")
    sizes, rounds = (QUICK_SIZES, Rounds(3, 2, 9, 1)) if given.quick else (SIZES, Rounds())
    made = made_ahead(folder, sizes, wanted)
    marker = next(iter(made_workspace.leads(1)))["name"].split()[0]
    if "start" in wanted:
        large = made[sizes[-1]]
        starting.planned(large, starting.environment(folder / "home"))
        yield "Start-up", starting.figures(folder, rounds.start, large, marker)
    if "list" in wanted:
        few, many = made[FEW], made[sizes[-1]]
        yield "The account list", long_list.figures(folder, few, many, (FEW, sizes[-1]), rounds.list, stock=True)
    if "growth" in wanted:
        growth = {size: made[size] for size in sizes}
        shown = " · ".join(f"{size:,}" for size in sizes)
        yield f"Growth, by a person: {shown}", growing.interactive(growth, rounds.acts)
        yield f"Growth, in bulk: {shown}", growing.bulk(growth, rounds.bulk, MILLION if given.million else 0)


def made_ahead(folder: Path, sizes: Sequence[int], wanted: Sequence[str]) -> dict[int, Path]:
    """Write the workspaces that are needed, with a touch for each account."""
    from benchmarks.made_workspace import make

    needed = [FEW, *(sizes if "growth" in wanted else sizes[-1:])]
    made = {size: folder / f"made{size}.db" for size in needed}
    for size, path in made.items():
        make(path, size, size, TOUCH_MINUTES)
    return made


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure start-up, the long list, and growth.")
    parser.add_argument("--quick", action="store_true", help="at most 10,000 accounts, fewer rounds")
    parser.add_argument("--million", action="store_true", help="deduplicate and import a million rows as well")
    parser.add_argument("--only", default=",".join(PARTS), help=f"of {', '.join(PARTS)}, with commas")
    return parser.parse_args()


if __name__ == "__main__":
    main()
