"""Matching, measured: every labelled set with the one default setting.

    python benchmarks/matching.py [--sets DIR]

The labelled sets stand beside the checkout (``../shared/matching``), which also holds the scorer ``evaluate.py``; they
belong to their owners and are not part of the project. Best of all peers on each set, one threshold for all sets, as
measured there: nber .80, fd_listings .58, leads_synth .86, ece_sites .93, sec_link .95, nk_orgs .89, traps .59.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from prospector.identity.dedupe import dedupe_file, write_pairs

SETS = Path(__file__).resolve().parents[2] / "shared" / "matching"
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
    parser = argparse.ArgumentParser(description="Measure matching on labelled sets.")
    parser.add_argument("--sets", type=Path, default=SETS, help="folder of the labelled sets")
    given = parser.parse_args()
    if not given.sets.exists():
        sys.exit(f"{given.sets} is absent: nothing to measure against.")
    quality(given.sets)


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


if __name__ == "__main__":
    main()
