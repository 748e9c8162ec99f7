"""What the store survives: each fault tried many times, one table, exit status 1 when a promise is broken.

Run it from the checkout: ``python -m tests.faults [--size long|short|tiny] [--only FAULT] [--seed N] [--json]``, or
``make faults`` (a quarter of an hour on two cores) and ``make faults SHORT=1`` (a minute).
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from tests.cli.zygote import warm
from tests.faults import competing, cutting, filling, killing, spoiling
from tests.faults.table import Fault, lines

SIZES = ("tiny", "short", "long")
Try = Callable[[Path, int, random.Random], Sequence[Fault]]
"""Given a folder of its own, how often, and dice."""


def _kill(folder: Path, rounds: int, dice: random.Random) -> Sequence[Fault]:
    return [killing.kill(folder, rounds, dice)]


TRIES: dict[str, tuple[Try, tuple[int, int, int]]] = {
    "kill": (_kill, (15, 60, 600)),
    "power": (cutting.cut, (20, 150, 3_000)),
    "full": (filling.fill, (13, 52, 390)),
    "spoil": (spoiling.spoil, (2, 4, 24)),
    "compete": (competing.compete, (12, 60, 1_000)),
}
"""By name: what is tried, and how often in each of the `SIZES`."""


def main() -> int:
    """Print the table; the status is 0 when every promise was kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="long")
    parser.add_argument("--only", choices=TRIES, action="append")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    logging.getLogger("alembic").setLevel(logging.ERROR)
    warm()
    found: list[Fault] = []
    for name in given.only or TRIES:
        attempt, sizes = TRIES[name]
        rounds = sizes[SIZES.index(given.size)]
        print(f"{name}: {rounds} …", file=sys.stderr, flush=True)  # noqa: T201 - a program's progress
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix=f"prospector-{name}-") as folder:
            told = attempt(Path(folder), rounds, random.Random(given.seed))
        told[0].seconds = told[0].seconds or time.monotonic() - began - sum(one.seconds for one in told)
        found += told
    print(json.dumps([asdict(one) for one in found], indent=2) if given.json else "\n".join(lines(found)))  # noqa: T201
    return 1 if any(one.broken for one in found) else 0


if __name__ == "__main__":
    sys.exit(main())
