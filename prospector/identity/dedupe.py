"""Duplicates inside one file, no workspace touched."""

from __future__ import annotations

import csv
import gc
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from prospector.errors import BadInput
from prospector.identity.cluster import group
from prospector.identity.matcher import Matcher, Pair
from prospector.identity.table import read_table
from prospector.tabular import RefusedRow, safe_cell


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in a file.

    `pairs` come surest first; `clusters` are groups of ids that are all the same company; `questions` pairs called
    `same` that would chain groups which don't agree; `counts` holds records, refused, clusters and pairs by verdict.
    """

    pairs: tuple[Pair, ...]
    clusters: tuple[tuple[str, ...], ...]
    questions: tuple[tuple[str, str], ...]
    counts: dict[str, int]
    refused: tuple[RefusedRow, ...]


def dedupe_file(
    path: str | os.PathLike[str], id_column: str | None = None, progress: Callable[[int, int], None] | None = None
) -> Report:
    """Return the likely duplicates in the CSV file `path`; `progress` is told (records done, records) now and then.

    Raises BadInput when the file can't be read as a table with names.
    """
    table = read_table(Path(path), id_column)
    with _no_collecting():
        matcher = Matcher()
        for party in table.parties:
            matcher.add(party)
        pairs = sorted(matcher.pairs(progress), key=lambda pair: (-pair.score, pair.left, pair.right))
    grouping = group(pairs, matcher.are_same)
    verdicts = Counter(pair.verdict for pair in pairs)
    counts = {"records": len(table.parties), "refused": len(table.refused), "clusters": len(grouping.clusters)}
    counts |= {verdict: verdicts[verdict] for verdict in ("same", "review", "related")}
    return Report(tuple(pairs), grouping.clusters, grouping.questions, counts, table.refused)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Hold the cyclic collector: nothing here makes cycles, and it would walk all records again and again."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def write_pairs(path: str | os.PathLike[str], pairs: Iterable[Pair]) -> None:
    """Write `pairs` as CSV ``id1,id2,score,verdict,why``; the file appears whole or not at all.

    A cell that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection). Raises BadInput
    when the file can't be written.
    """
    target = Path(path)
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise BadInput(f"{target} can't be written: {error.strerror or error}.") from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("id1", "id2", "score", "verdict", "why"))
            for pair in pairs:
                writer.writerow(
                    (
                        safe_cell(pair.left),
                        safe_cell(pair.right),
                        pair.score,
                        pair.verdict,
                        safe_cell("; ".join(pair.why)),
                    )
                )
        Path(name).replace(target)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise BadInput(f"{target} can't be written: {error.strerror or error}.") from error
