"""Matching while typing, measured: how long a keystroke takes against a workspace of many accounts.

    python benchmarks/lookup.py [--sizes 10000,100000] [--million] [--queries 500] [--keep FOLDER]

Builds made-up workspaces through the store, then types names letter by letter: stored ones as they are, with a slip, with
another legal form, with words swapped, cut short, and names that nobody here has. Times are CPU time of this process per
keystroke (query only, index warm). Wanted are a 95th percentile of at most 5, 10 and 25 ms at 10,000, 100,000 and
1,000,000 accounts, and an index opened within a second at 100,000.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from runpy import run_path

from prospector.clock import Clock
from prospector.model.account import Match
from prospector.pipeline.known import Known
from prospector.store.store import Store, open_store

MADE = run_path(str(Path(__file__).with_name("made_leads.py")))
WANTED = {10_000: 5.0, 100_000: 10.0, 1_000_000: 25.0}
"""Milliseconds a keystroke may take, 95th percentile, by number of accounts."""
FORMS = ("GmbH", "AG", "Ltd", "plc", "Inc", "LLC", "Corp", "SARL", "SA", "S.r.l.", "SpA", "B.V.")
PORTION = 20_000
FIRST = 5


@dataclass(frozen=True)
class Query:
    """What somebody types, and which account is meant (by name; empty: none here)."""

    kind: str
    typed: str
    meant: str


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure matching while typing.")
    parser.add_argument("--sizes", default="10000,100000", help="numbers of accounts, with commas")
    parser.add_argument("--million", action="store_true", help="1,000,000 accounts as well; takes some minutes")
    parser.add_argument("--queries", type=int, default=500, help="names typed letter by letter")
    parser.add_argument("--keep", type=Path, help="folder that keeps the workspaces for the next run")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        measure(given.measure, given.queries)
        return
    sizes = [int(size) for size in given.sizes.split(",") if size] + [1_000_000] * given.million
    with tempfile.TemporaryDirectory() as spare:
        folder = given.keep or Path(spare)
        folder.mkdir(parents=True, exist_ok=True)
        for size in sizes:
            one_size(folder, size, given.queries)


def one_size(folder: Path, size: int, queries: int) -> None:
    """Build, index and measure, each in a process of its own, so that none counts what another left behind."""
    home = folder / f"home{size}"
    database = folder / f"accounts{size}.db"
    environment = {**os.environ, "PROSPECTOR_HOME": str(home)}
    print(f"\n{size:,} accounts", flush=True)
    if not database.exists():
        started, spent = time.perf_counter(), cpu()
        build(database, size)
        print(f"  workspace written         {wall_and_cpu(started, spent)}, {megabytes(database):.0f} MB", flush=True)
    command = [sys.executable, "-m", "prospector", "lookup", "Nordhafen Logistik", "--db", str(database), "--json"]
    for what in ("index made, first lookup", "lookup, cold command    "):
        started, spent = time.perf_counter(), cpu()
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
        print(f"  {what}  {wall_and_cpu(started, spent)}", flush=True)
    own = [sys.executable, __file__, "--measure", str(database), "--queries", str(queries)]
    subprocess.run(own, env=environment, check=True)


def build(database: Path, size: int) -> None:
    """Write a workspace of `size` made-up accounts."""
    from prospector.model.tables import Account, Target

    store = open_store(database, Clock(), "bench", create=True)
    made: Iterator[dict[str, str]] = MADE["leads"](size)
    for start in range(0, size, PORTION):
        with store.action("Made-up accounts", by="machine") as action:
            now = action.now()
            firms = [next(made) for _ in range(min(PORTION, size - start))]
            ids = action.add_many(Account, (account(firm, now) for firm in firms))
            action.add_many(
                Target, ({"account_id": one, "rep": "bench", "place": "bench", "since": now} for one in ids)
            )
    store.close()


def account(firm: dict[str, str], now: str) -> dict[str, str | None]:
    fields = {field: firm[field] or None for field in ("domain", "country", "city")}
    return {**fields, "name": firm["name"], "named_by": "bench", "named_at": now}


def measure(database: Path, count: int) -> None:
    """Open the index twice, type all queries twice, and print what it took; the second time counts."""
    before = memory()
    store = open_store(database, Clock(), "bench", create=False)
    known = Known(store)
    size = store.reader.value("SELECT COUNT(*) FROM account")
    started = time.perf_counter()
    known.lookup("Nordhafen Logistik")
    print(f"  index opened              {time.perf_counter() - started:.3f} s, imports and first question included")
    known.indexed.close()
    started = time.perf_counter()
    known.lookup("Nordhafen Logistik")
    print(f"  index opened again        {time.perf_counter() - started:.4f} s")
    asked = list(queries(store, count))
    for state in ("cold", "warm"):
        taken, found, times = typing(known, asked)
        print(f"  per keystroke, {state}       {spread(taken)} ({len(taken)} keystrokes)")
    wanted = WANTED.get(size)
    p95 = percentile(taken, 0.95)
    if wanted:
        print(f"  wanted                    p95 {wanted} ms: {'kept' if p95 <= wanted else 'MISSED'}")
    for kind, hits in found.items():
        print(f"  {kind:24}  {sum(hits) / len(hits):.3f} of {len(hits)}, {spread(times[kind])}")
    cache = sum(path.stat().st_size for path in Path(os.environ["PROSPECTOR_HOME"], "cache").rglob("*.db"))
    print(f"  index file {cache / 1e6:.0f} MB; memory of the process grew by {memory() - before:.0f} MB")
    store.close()


def queries(store: Store, count: int) -> Iterator[Query]:
    """Yield names as people type them, by turns of every kind; the same for the same workspace."""
    chance = random.Random(11)
    ids = [one for (one,) in store.reader.rows("SELECT id FROM account ORDER BY id")]
    kinds: list[Callable[[str, random.Random], str]] = [as_it_is, slip, other_form, swapped, without_form, small]
    for number in range(count):
        if number % (len(kinds) + 1) == len(kinds):
            yield Query("unknown", " ".join(MADE["made_word"](chance).title() + "qz" for _ in range(2)), "")
            continue
        kind = kinds[number % (len(kinds) + 1)]
        meant = store.reader.value("SELECT name FROM account WHERE id = ?", (chance.choice(ids),))
        yield Query(kind.__name__.replace("_", " "), kind(meant, chance), meant)


def as_it_is(name: str, _chance: random.Random) -> str:
    return name


def slip(name: str, chance: random.Random) -> str:
    place = chance.randrange(1, max(2, len(name.split(maxsplit=1)[0])))
    what = chance.randrange(4)
    letter = chance.choice("aeiourstn")
    if what == 0:
        return name[:place] + name[place + 1 :]
    if what == 1:
        return name[:place] + letter + name[place:]
    if what == 2:
        return name[:place] + letter + name[place + 1 :]
    return name[: place - 1] + name[place : place + 1] + name[place - 1 : place] + name[place + 1 :]


def other_form(name: str, chance: random.Random) -> str:
    words = name.split()
    return " ".join([*(words[:-1] if words[-1] in FORMS else words), chance.choice(FORMS)])


def swapped(name: str, _chance: random.Random) -> str:
    words = name.split()
    return " ".join([words[1], words[0], *words[2:]]) if len(words) > 2 else name


def without_form(name: str, _chance: random.Random) -> str:
    words = name.split()
    return " ".join(words[:-1] if words[-1] in FORMS and len(words) > 1 else words)


def small(name: str, _chance: random.Random) -> str:
    return name.lower()


def typing(known: Known, asked: list[Query]) -> tuple[list[float], dict[str, list[bool]], dict[str, list[float]]]:
    """Type all queries; return milliseconds of all keystrokes, and by kind whether the one meant was shown, and times."""
    taken: list[float] = []
    found: dict[str, list[bool]] = defaultdict(list)
    times: dict[str, list[float]] = defaultdict(list)
    for query in asked:
        matches: list[Match] = []
        for length in range(1, len(query.typed) + 1):
            started = time.process_time()
            matches = known.lookup(query.typed[:length], limit=FIRST)
            times[query.kind].append((time.process_time() - started) * 1000)
        taken += times[query.kind][-len(query.typed) :]
        if query.meant:
            found[query.kind].append(any(match.name == query.meant for match in matches))
        else:
            found[query.kind].append(not any(match.verdict == "same" for match in matches))
    return sorted(taken), found, times


def spread(taken: list[float]) -> str:
    taken = sorted(taken)
    return f"p50 {percentile(taken, 0.5):.2f} ms, p95 {percentile(taken, 0.95):.2f} ms, max {taken[-1]:.1f} ms"


def percentile(taken: list[float], share: float) -> float:
    return taken[min(len(taken) - 1, int(len(taken) * share))]


def memory() -> float:
    """Return the megabytes that this process has in memory."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def megabytes(path: Path) -> float:
    return path.stat().st_size / 1e6


def cpu() -> float:
    """Return the CPU seconds of this process and of those it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def wall_and_cpu(started: float, spent: float) -> str:
    return f"{time.perf_counter() - started:.2f} s, CPU {cpu() - spent:.2f} s"


if __name__ == "__main__":
    main()
