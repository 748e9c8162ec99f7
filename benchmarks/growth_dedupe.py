"""How `prospect dedupe FILE` grows: time, processor time, pairs weighed and peak memory against the number of records.

    python benchmarks/growth_dedupe.py [--million] [--made] [--sets DIR]

The records are the first so many of ``scale/leads_100k.csv.xz`` beside the checkout; with ``--million`` the last size is
1,000,000 made-up leads (`made_leads`), with ``--made`` all sizes are made up. Each size runs in a process of its own, and
what is measured is all of it, start-up and child processes included: memory is the most that all its processes held at
one moment, pages they share counted once (Linux, proportional set size, looked at up to five times a second). The exponent is
the slope of the least-squares line through the logarithms. Last come 50,000 equal names and 50,000 that share one word.
"""

from __future__ import annotations

import argparse
import csv
import json
import lzma
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from runpy import run_path

from benchmarks.watching import Taken, watched

SETS = Path(__file__).resolve().parents[2] / "shared" / "matching"
MADE = run_path(str(Path(__file__).with_name("made_leads.py")))
SIZES = (1_000, 10_000, 100_000)
MILLION = 1_000_000
ALIKE = 50_000
RUN = """
import json, sys
from prospector.identity.dedupe import dedupe_file, write_pairs
report = dedupe_file(sys.argv[1])
write_pairs(sys.argv[2], report.pairs)
print(json.dumps(report.counts | {"weighed": report.weighed}))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how deduplication of a file grows.")
    parser.add_argument("--sets", type=Path, default=SETS, help="folder of the labelled sets")
    parser.add_argument("--million", action="store_true", help="also 1,000,000 records")
    parser.add_argument("--made", action="store_true", help="made-up leads at every size")
    given = parser.parse_args()
    leads = given.sets / "scale" / "leads_100k.csv.xz"
    print(
        f"{'records':>9} {'wall s':>8} {'CPU s':>8} {'weighed':>10} {'a record':>8} {'same':>8} {'review':>8} {'MB':>6}"
    )
    walls, spent = [], []
    for size in (*SIZES, MILLION) if given.million else SIZES:
        real = leads.exists() and not given.made and size <= SIZES[-1]
        wall, cpu = measured(f"{size:9,}", read(leads, size) if real else MADE["leads"](size))
        walls.append((math.log(size), math.log(wall)))
        spent.append((math.log(size), math.log(cpu)))
    print(f"wall time grows as records to the power {slope(walls):.2f}, processor time to the power {slope(spent):.2f}")
    print("\n50,000 equal names, then 50,000 that share one word")
    measured(f"{ALIKE:9,}", ({"id": str(place), "name": "Twin Oaks Ltd"} for place in range(ALIKE)))
    measured(f"{ALIKE:9,}", ({"id": str(place), "name": f"Oaks {made(place)}"} for place in range(ALIKE)))


def made(number: int) -> str:
    """Return a word for `number` that no other number has."""
    letters = ""
    while number or not letters:
        number, place = divmod(number, 20)
        letters += "bcdfghjklmnpqrstvwxz"[place] + "aeiou"[place % 5]
    return letters.title()


def measured(shown: str, rows: Iterable[Mapping[str, str]]) -> tuple[float, float]:
    """Deduplicate `rows` in another process, print a line about it and return wall and processor seconds."""
    taken, found = deduplicated(rows)
    each = found["weighed"] / found["records"]
    print(
        f"{shown} {taken.seconds:8.2f} {taken.cpu:8.2f} {found['weighed']:10,} {each:8.2f} {found['same']:8,} "
        f"{found['review']:8,} {taken.memory:6.0f}",
        flush=True,
    )
    return taken.seconds, taken.cpu


def deduplicated(rows: Iterable[Mapping[str, str]]) -> tuple[Taken, dict[str, int]]:
    """Deduplicate `rows` in another process; return what that took, and the counts."""
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / "leads.csv", Path(folder) / "pairs.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, MADE["FIELDS"], restval="", extrasaction="ignore")
            writer.writeheader()
            writer.writerows(rows)
        started = time.perf_counter()
        with subprocess.Popen([sys.executable, "-c", RUN, path, out], stdout=subprocess.PIPE) as process:
            taken = watched(process, started)
            found = json.loads(process.stdout.read()) if process.stdout else {}
    return taken, found


def read(leads: Path, size: int) -> Iterator[dict[str, str]]:
    with lzma.open(leads, "rt", encoding="utf-8", newline="") as file:
        yield from islice(csv.DictReader(file), size)


def slope(points: list[tuple[float, float]]) -> float:
    """Return the slope of the least-squares line through `points`."""
    middle_x = sum(x for x, _ in points) / len(points)
    middle_y = sum(y for _, y in points) / len(points)
    rise = sum((x - middle_x) * (y - middle_y) for x, y in points)
    return rise / sum((x - middle_x) ** 2 for x, _ in points)


if __name__ == "__main__":
    main()
