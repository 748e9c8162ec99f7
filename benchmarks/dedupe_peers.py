"""`prospect dedupe` beside its peers, interleaved on two cores: seconds, CPU, memory of all processes, f1, ratios.

    python benchmarks/dedupe_peers.py [--records N] [--runs 3] [--million] [--limit SECONDS] [--only NAME,...]

The peers, splink on DuckDB (training included) and TF-IDF of 3-grams with a sparse top-n product, are installed from the
package index into an environment of their own, once. The file of 100,000 leads stands beside the checkout
(``../shared/matching/scale``), a million are made up (`made_leads.py`). Every method counts with its own best threshold on
the very truth it is scored by. That truth lists the planted duplicates alone, not the ones that the lists held before, so
precision is a lower bound for all; beside it stands for ours the f1 of what `same` and `review` propose.
"""

from __future__ import annotations

import argparse
import csv
import lzma
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from runpy import run_path

import platformdirs

from benchmarks.watching import Taken, watched

HERE = Path(__file__).resolve().parent
SCALE = HERE.parents[1] / "shared" / "matching" / "scale"
ENVIRONMENT = platformdirs.user_cache_path("prospector-benchmarks") / "peers"
PACKAGES = ("splink>=5,<6", "duckdb", "pandas", "scikit-learn", "sparse_dot_topn")
OURS = "prospector"
PEERS = {"splink": "splink_run.py", "tf-idf": "tfidf_run.py"}
MILLION = 1_000_000
CORES = 2
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Run:
    """One run of one method; f1 is at its best threshold."""

    seconds: float
    cpu: float
    memory: float
    """Most of all processes together, in MiB; pages shared between processes count once."""
    f1: float


def main() -> None:
    given = arguments()
    sizes = [MILLION] if given.million else [given.records]
    methods = [OURS, *(PEERS if ready() else ())]
    if given.only:
        methods = [name for name in methods if name in given.only.split(",")]
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            leads = Path(folder) / "leads.csv"
            truth = made(leads, size) if given.million else cut(leads, size)
            print(f"{size:,} records, {len(truth):,} true pairs, {given.runs} runs each, interleaved on {CORES} cores")
            runs: dict[str, list[Run]] = defaultdict(list)
            for number in range(given.runs):
                for name in methods:
                    found = run(name, leads, truth, given.limit)
                    print(f"  run {number + 1}: {name} {told(found)}", flush=True)
                    if found is not None:
                        runs[name].append(found)
            report(runs)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Deduplicate the same file with ours and the peers.")
    parser.add_argument("--records", type=int, default=100_000, help="records cut from the file of leads")
    parser.add_argument("--million", action="store_true", help="a million made-up leads instead")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--limit", type=float, default=3_600, help="seconds after which a run is stopped")
    parser.add_argument("--only", default="", help=f"of {', '.join((OURS, *PEERS))}, with commas")
    return parser.parse_args()


def ready() -> bool:
    """Install the peers if they are not yet; say so and return False where the package index can't be reached."""
    python = ENVIRONMENT / "bin" / "python"
    present = (
        python.exists()
        and not subprocess.run(
            [python, "-c", "import splink, duckdb, sklearn, sparse_dot_topn"], capture_output=True, check=False
        ).returncode
    )
    if present:
        return True
    print(f"installing the peers into {ENVIRONMENT} …", flush=True)
    try:
        subprocess.run([sys.executable, "-m", "venv", ENVIRONMENT], check=True, capture_output=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PACKAGES], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"the peers can't be installed ({error}): ours alone")
        return False
    return True


def cut(leads: Path, size: int) -> set[Pair]:
    """Write the first `size` records of the file of leads; return the true pairs among them."""
    source = SCALE / "leads_100k.csv.xz"
    if not source.exists():
        sys.exit(f"{source} is absent: use --million for made-up leads")
    ids = set()
    with (
        lzma.open(source, "rt", encoding="utf-8", newline="") as read,
        leads.open("w", encoding="utf-8", newline="") as write,
    ):
        writer = csv.writer(write)
        for number, row in enumerate(csv.reader(read)):
            if number > size:
                break
            writer.writerow(row)
            ids.add(row[0])
    with lzma.open(SCALE / "leads_100k_truth.csv.xz", "rt", encoding="utf-8", newline="") as read:
        pairs = {ordered(row["id1"], row["id2"]) for row in csv.DictReader(read)}
    return {pair for pair in pairs if ids.issuperset(pair)}


def made(leads: Path, size: int) -> set[Pair]:
    """Write `size` made-up leads; return the true pairs among them."""
    maker = run_path(str(HERE / "made_leads.py"))
    firms: dict[str, list[str]] = defaultdict(list)
    with leads.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, maker["FIELDS"], extrasaction="ignore")
        writer.writeheader()
        for lead in maker["leads"](size):
            writer.writerow(lead)
            firms[lead["firm"]].append(lead["id"])
    return {ordered(*pair) for ids in firms.values() for pair in combinations(ids, 2)}


def run(name: str, leads: Path, truth: set[Pair], limit: float) -> Run | None:
    """Return what one run of `name` on `leads` took and found, None when it failed or took longer than `limit`."""
    pairs = leads.with_name("pairs.csv")
    pairs.unlink(missing_ok=True)
    if name == OURS:
        command = [sys.executable, "-m", "prospector", "dedupe", str(leads), "--out", str(pairs)]
    else:
        command = [str(ENVIRONMENT / "bin" / "python"), str(HERE / "peers" / PEERS[name]), str(leads), str(pairs)]
    # Ours ends with 1 where it hands rows without a name back: all others are done.
    taken = limited(command, limit, fine=(0, 1) if name == OURS else (0,))
    if taken is None or not pairs.exists():
        return None
    if name == OURS:
        print(f"  f1 of what is proposed: {proposed_f1(pairs, truth):.3f}")
    return Run(taken.seconds, taken.cpu, taken.memory, best_f1(pairs, truth))


def limited(command: Sequence[str], limit: float, fine: Sequence[int]) -> Taken | None:
    """Run `command` on `CORES` cores; return what it took, None when it failed or took longer than `limit` seconds."""
    cores = sorted(os.sched_getaffinity(0))[:CORES]
    with tempfile.TemporaryFile() as errors:
        started = time.perf_counter()
        process = subprocess.Popen(
            ["taskset", "-c", ",".join(map(str, cores)), *command], stdout=subprocess.DEVNULL, stderr=errors
        )
        taken = watched(process, started, limit)
        if taken.status in fine:
            return taken
        errors.seek(0)
        said = errors.read().decode(errors="replace").strip()
    print(f"  stopped after {taken.seconds:.0f} s: {said[-300:] or 'over the limit'}")
    return None


def scored(pairs: Path) -> Iterator[dict[str, str]]:
    """Yield the pairs that a method calls one company; ours calls some `related`, which is an answer of its own."""
    with pairs.open(encoding="utf-8", newline="") as file:
        yield from (row for row in csv.DictReader(file) if row.get("verdict") != "related")


def proposed_f1(pairs: Path, truth: set[Pair]) -> float:
    found = {ordered(row["id1"], row["id2"]) for row in scored(pairs)}
    return 2 * len(found & truth) / (len(found) + len(truth)) if truth else 0.0


def best_f1(pairs: Path, truth: set[Pair]) -> float:
    """Return the f1 at the threshold that suits this very truth best."""
    ranked = sorted(((float(row["score"]), ordered(row["id1"], row["id2"])) for row in scored(pairs)), reverse=True)
    best, right = 0.0, 0
    for number, (score, pair) in enumerate(ranked, 1):
        right += pair in truth
        if number == len(ranked) or ranked[number][0] != score:
            best = max(best, 2 * right / (number + len(truth)))
    return best


def ordered(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def told(found: Run | None) -> str:
    if found is None:
        return "has no result"
    return f"{found.seconds:.1f} s, CPU {found.cpu:.1f} s, {found.memory:.0f} MiB, f1 {found.f1:.3f}"


def report(runs: Mapping[str, Sequence[Run]]) -> None:
    """Print the medians and how often ours goes into each peer."""
    medians = {name: middle(held) for name, held in runs.items() if held}
    print(f"{'median of runs':16} {'seconds':>9} {'CPU s':>9} {'MiB':>8} {'f1':>7}   ours is")
    ours = medians.get(OURS)
    for name, one in medians.items():
        share = f"{ours.seconds / one.seconds:.2f} of its time" if ours and name != OURS else ""
        print(f"{name:16} {one.seconds:9.1f} {one.cpu:9.1f} {one.memory:8.0f} {one.f1:7.3f}   {share}")


def middle(runs: Iterable[Run]) -> Run:
    held = list(runs)
    return Run(*(statistics.median(getattr(one, name) for one in held) for name in ("seconds", "cpu", "memory", "f1")))


if __name__ == "__main__":
    main()
