"""Matching, measured: every labelled set with the one default setting, then time against the number of records.

    python benchmarks/matching.py [--sets DIR] [--scale 1000,10000,100000] [--lookups 500]

The labelled sets stand beside the checkout (``../shared/matching``), which also holds the scorer ``evaluate.py``; they
belong to their owners and are not part of the project. Best of all peers on each set, one threshold for all sets, as
measured there: nber .80, fd_listings .58, leads_synth .86, ece_sites .93, sec_link .95, nk_orgs .89, traps .59.
"""

from __future__ import annotations

import argparse
import csv
import json
import lzma
import math
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from runpy import run_path

from prospector.identity.dedupe import Report, dedupe_file, write_pairs
from prospector.identity.matcher import Matcher, Pair
from prospector.identity.party import Party

SETS = Path(__file__).resolve().parents[2] / "shared" / "matching"
MADE = Path(__file__).with_name("made_leads.py")
IN_FILE = 100_000
"""Records in the file of leads; for more, made-up ones take their place."""
PEERS = {
    "nber": 0.80,
    "fd_listings": 0.58,
    "leads_synth": 0.86,
    "ece_sites": 0.93,
    "sec_link": 0.95,
    "nk_orgs": 0.89,
    "traps": 0.59,
}


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure matching on labelled sets and at scale.")
    parser.add_argument("--sets", type=Path, default=SETS, help="folder of the labelled sets")
    parser.add_argument("--scale", default="1000,10000,100000", help="numbers of records, with commas; empty for none")
    parser.add_argument("--lookups", type=int, default=500, help="queries typed letter by letter")
    given = parser.parse_args()
    if not given.sets.exists():
        sys.exit(f"{given.sets} is absent: nothing to measure against.")
    quality(given.sets)
    sizes = [int(size) for size in given.scale.split(",") if size]
    leads = given.sets / "scale" / "leads_100k.csv.xz"
    if sizes and leads.exists():
        at_scale(leads, sizes, given.lookups)


def quality(sets: Path) -> None:
    heads = ("set", "prec", "recall", "f1", "peers", "same prec", "same rec", "related=same", "seconds")
    print("{:12} {:>6} {:>6} {:>6} {:>6} {:>10} {:>9} {:>13} {:>8}".format(*heads))
    total = []
    for name, peer in PEERS.items():
        if not (sets / name).exists():
            continue
        with tempfile.TemporaryDirectory() as folder:
            proposed = Path(folder) / "pairs.csv"
            started = time.perf_counter()
            write_pairs(proposed, dedupe_file(sets / name / "records.csv").pairs)
            seconds = time.perf_counter() - started
            scored = subprocess.run(
                [sys.executable, str(sets / "evaluate.py"), str(sets / name), str(proposed)],
                capture_output=True,
                text=True,
                check=True,
            )
        found = json.loads(scored.stdout)
        total.append((found["f1"], peer))
        print(
            f"{name:12} {found['precision']:6.3f} {found['recall']:6.3f} {found['f1']:6.3f} {peer:6.2f} "
            f"{found['same_precision']:10.4f} {found['same_recall']:9.3f} {found['related_called_same']:13} {seconds:8.1f}"
        )
    if total:
        ours, peers = (sum(column) / len(total) for column in zip(*total, strict=True))
        print(f"{'mean':12} {'':6} {'':6} {ours:6.3f} {peers:6.2f}")


def at_scale(leads: Path, sizes: list[int], lookups: int) -> None:
    print(
        f"\n{'records':>8} {'wall s':>8} {'CPU s':>8} {'pairs':>8} {'recall':>7} {'MB':>6}  per keystroke (CPU, {lookups} names)"
    )
    times: list[tuple[float, float]] = []
    truth = list(true_pairs(leads.with_name("leads_100k_truth.csv.xz")))
    for size in sizes:
        made_up = size > IN_FILE
        parties = list(map(party, run_path(str(MADE))["leads"](size))) if made_up else list(read(leads, size))
        started, spent = time.perf_counter(), cpu()
        report = deduped(parties)
        wall, spent = time.perf_counter() - started, cpu() - spent
        times.append((math.log(size), math.log(spent)))
        memory = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        found = "-" if made_up else f"{recall(report.pairs, truth, parties):.3f}"
        print(
            f"{size:8} {wall:8.2f} {spent:8.2f} {len(report.pairs):8} {found:>7} {memory / 1024:6.0f}  "
            f"{keystrokes(filled(parties), parties, lookups)}",
            flush=True,
        )
    if len(times) > 1:
        print(f"CPU time grows as records to the power {exponent(times):.2f}")


def cpu() -> float:
    """Return the CPU seconds of this process and of those it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def deduped(parties: list[Party]) -> Report:
    """Return what `prospect dedupe` finds in a file of these records."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "leads.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("id", "name", "domain", "country", "city", "address", "phone"))
            for one in parties:
                writer.writerow(
                    (one.id, one.names[0], *(one.domains or ("",)), one.country, one.city, one.address, *one.phones)
                )
        return dedupe_file(path)


def filled(parties: Iterable[Party]) -> Matcher:
    matcher = Matcher()
    for one in parties:
        matcher.add(one)
    return matcher


def read(leads: Path, size: int) -> Iterator[Party]:
    with lzma.open(leads, "rt", encoding="utf-8", newline="") as file:
        for place, row in enumerate(csv.DictReader(file)):
            if place >= size:
                return
            yield party(row)


def party(row: Mapping[str, str]) -> Party:
    return Party(
        row["id"],
        (row["name"],),
        (row["domain"],) if row["domain"] else (),
        country=row["country"] or None,
        city=row["city"] or None,
        address=row["address"] or None,
        phones=(row["phone"],) if row["phone"] else (),
    )


def true_pairs(truth: Path) -> Iterator[frozenset[str]]:
    with lzma.open(truth, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield frozenset((row["id1"], row["id2"]))


def recall(pairs: Iterable[Pair], truth: list[frozenset[str]], parties: list[Party]) -> float:
    held = {party.id for party in parties}
    wanted = {pair for pair in truth if pair <= held}
    found = {frozenset((pair.left, pair.right)) for pair in pairs if pair.verdict in {"same", "review"}}
    return len(wanted & found) / len(wanted) if wanted else 1.0


def keystrokes(matcher: Matcher, parties: list[Party], lookups: int) -> str:
    """Type names of the base letter by letter, each with its last letter changed, as a person would."""
    chance = random.Random(20)
    taken = []
    for party in chance.sample(parties, min(lookups, len(parties))):
        name = party.names[0][:24]
        for length in range(1, len(name) + 1):
            started = time.process_time()
            matcher.lookup(Party("", (name[:length],)))
            taken.append(time.process_time() - started)
    taken.sort()
    if not taken:
        return "-"
    return f"p50 {taken[len(taken) // 2] * 1000:.2f} ms, p95 {taken[int(len(taken) * 0.95)] * 1000:.2f} ms"


def exponent(times: list[tuple[float, float]]) -> float:
    """Return the slope of the least-squares line through logarithms of (records, seconds)."""
    middle_x = sum(x for x, _ in times) / len(times)
    middle_y = sum(y for _, y in times) / len(times)
    rise = sum((x - middle_x) * (y - middle_y) for x, y in times)
    return rise / sum((x - middle_x) ** 2 for x, _ in times)


if __name__ == "__main__":
    main()
