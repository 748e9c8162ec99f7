"""All recordings in one run: recall and precision for each source and field, facts met and traps fallen for.

    python benchmarks/recordings.py              pages, bulk and interfaces, from files
    python benchmarks/recordings.py --verbose    and every number missed or wrong, every answer without a reader

The pages are scored by the recordings' own scorer; `website_recordings.py` runs the same pages through the command line over
real sockets. The exit status is 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks import api_recordings, bulk_recordings, website_recordings

LEAST = 0.93
"""Precision and recall of the telephones in bulk."""


def pages(folder: Path) -> list[str]:
    """Print the fields of the pages with checked facts; return what misses its goal."""
    with tempfile.TemporaryDirectory() as place:
        outputs = Path(place)
        asyncio.run(website_recordings.read_in_memory(folder, outputs))
        result = website_recordings.score(folder, outputs)
    print("\nPages with checked facts (source: website)")
    website_recordings.show(result)
    return website_recordings.missed(result)


def bulk(folder: Path, *, verbose: bool) -> list[str]:
    """Print how the labelled pages in bulk were read; return what misses its goal."""
    total = asyncio.run(bulk_recordings.score(folder))
    print(f"\nPages in bulk ({total.pages} labelled; source: website)")
    print(f"{'field':<8} {'labelled':>8} {'found':>6} {'recall':>7} {'said':>6} {'right':>6} {'precision':>9}")
    print(f"{'phone':<8} {total.wanted:>8} {total.found:>6} {total.recall:>7.3f} "
          f"{total.said:>6} {total.right:>6} {total.precision:>9.3f}")  # fmt: skip
    for name, wanted, found in (("fax", total.faxes, total.faxes_found), ("email", total.mails, total.mails_found)):
        print(f"{name:<8} {wanted:>8} {found:>6} {found / max(1, wanted):>7.3f}")
    print(f"passages that do not stand in their page: {total.astray}")
    if verbose:
        for line in (*(f"missed {one}" for one in total.missed), *(f"wrong {one}" for one in total.wrong)):
            print(f"  {line}")
    short = [f"bulk phone {name} {value:.3f} is below {LEAST}"
             for name, value in (("recall", total.recall), ("precision", total.precision)) if value < LEAST]  # fmt: skip
    return [*short, *([f"{total.astray} passages in bulk stand nowhere"] if total.astray else [])]


def interfaces(folder: Path, *, verbose: bool) -> list[str]:
    """Print for each source what its recorded answers came to; return what misses its goal."""
    rows = api_recordings.read_all(folder)
    print("\nRecorded answers of interfaces and feeds")
    print(f"{'source':<22} {'answers':>7} {'read':>5} {'nothing':>7} {'refused':>7} {'unread':>6} {'claims':>6} "
          f"{'facts met':>9} {'unmet':>5} {'traps':>5} {'astray':>6}")  # fmt: skip
    for source in dict.fromkeys(row.source for row in rows):
        own = [row for row in rows if row.source == source]
        states = Counter(row.state.partition(":")[0] for row in own)
        refused = states["refused"] + states["redirect"]
        print(f"{source:<22} {len(own):>7} {states['read']:>5} {states['nothing']:>7} {refused:>7} {states['no reader']:>6} "
              f"{sum(len(row.claims) for row in own):>6} {sum(len(row.met) for row in own):>9} "
              f"{sum(len(row.unmet) for row in own):>5} {sum(len(row.traps) for row in own):>5} "
              f"{sum(row.astray for row in own):>6}")  # fmt: skip
    for row in rows:
        if row.state.startswith("left out"):
            print(f"  {row.state}: {row.url}")
    if verbose:
        for row in rows:
            if row.state == "no reader":
                print(f"  no source of ours asks {row.url}")
            if row.unasked:
                print(f"  no field for {', '.join(row.unasked)} of {row.url}")
    return [f"{row.url}: {what}" for row in rows for what in _short(row)]


def _short(row: api_recordings.Row) -> list[str]:
    """Return what is wrong with what became of one answer."""
    return [
        *(["no reader"] if row.state == "no reader" else []),
        *(f"fact {key} not met" for key in row.unmet),
        *(f"person {one} told" for one in row.traps),
        *([f"{row.astray} passages stand nowhere"] if row.astray else []),
    ]


def main() -> int:
    """Run everything, return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=website_recordings.RECORDINGS, help="folder of the recordings")
    parser.add_argument("--verbose", action="store_true", help="print every miss")
    options = parser.parse_args()
    if not (options.folder / "routes.json").exists():
        print(f"no recordings in {options.folder}", file=sys.stderr)
        return 2
    problems = [
        *pages(options.folder),
        *bulk(options.folder, verbose=options.verbose),
        *interfaces(options.folder, verbose=options.verbose),
    ]
    print()
    for problem in problems:
        print(f"missed: {problem}")
    print("all goals are met" if not problems else f"{len(problems)} goals are missed")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
