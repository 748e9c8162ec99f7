"""What the store survives: each fault tried many times, one table, exit status 1 when a promise is broken.

Run it from the checkout: ``python -m tests.faults [--size long|short|tiny] [--only FAULT] [--seed N] [--json]``, or
``make faults`` (a quarter of an hour on two cores) and ``make faults SHORT=1`` (a minute).
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from multiprocessing import get_context
from pathlib import Path

from tests.cli.zygote import warm
from tests.faults import competing, cutting, filling, killing, spoiling
from tests.faults.made import aged, copied, seeded
from tests.faults.table import Fault, lines

SIZES = ("tiny", "short", "long")
Try = Callable[[Path, int, random.Random], Sequence[Fault]]
"""Given a folder of its own, how often, and dice."""


def _kill(folder: Path, rounds: int, dice: random.Random) -> Sequence[Fault]:
    return [killing.kill(folder, rounds, dice)]


TRIES: dict[str, tuple[Try, tuple[int, int, int]]] = {
    "power": (cutting.cut, (8, 150, 3_000)),
    "kill": (_kill, (15, 75, 600)),
    "full": (filling.fill, (13, 39, 390)),
    "compete": (competing.compete, (12, 60, 1_000)),
    "spoil": (spoiling.spoil, (2, 4, 24)),
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
    if not given.only or set(given.only) & {"full", "spoil"}:
        warm()  # what a command imports, once for all of them
    # In memory where that can be: what the system was given outlives a kill there, too, and no disk is waited for.
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="prospector-faults-", dir=memory) as made:
        base = Path(made)
        base.chmod(0o755)  # somebody else will come in
        aged(seeded(base / "seed.db"), base / "old.db")
        wanted = [(base, name, SIZES.index(given.size), given.seed) for name in given.only or TRIES]
        with ProcessPoolExecutor(2, get_context("fork")) as pool:
            found = [one for told in pool.map(_tried, *zip(*wanted, strict=True)) for one in told]
    print(json.dumps([asdict(one) for one in found], indent=2) if given.json else "\n".join(lines(found)))  # noqa: T201
    return 1 if any(one.broken for one in found) else 0


def _tried(base: Path, name: str, size: int, seed: int) -> Sequence[Fault]:
    """Try one kind of fault in a folder of its own."""
    attempt, sizes = TRIES[name]
    print(f"{name}: {sizes[size]} …", file=sys.stderr, flush=True)  # noqa: T201 - a program's progress
    folder = base / name
    folder.mkdir()
    for one in ("seed.db", "old.db"):
        copied(base / one, folder / one)
    began = time.monotonic()
    told = attempt(folder, sizes[size], random.Random(seed))
    rest = time.monotonic() - began - sum(one.seconds for one in told)
    told[0].seconds = told[0].seconds or rest
    print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)  # noqa: T201
    return told


if __name__ == "__main__":
    sys.exit(main())
