"""Duplicates inside one file, no workspace touched."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from typing import Any

from prospector.identity.batch import Batch
from prospector.identity.cluster import Grouping, group
from prospector.identity.intake import Intake
from prospector.identity.known import Parcel, parcel
from prospector.identity.matcher import Pair
from prospector.identity.pairs import Pairs
from prospector.identity.table import Source, open_table
from prospector.identity.workers import available, no_collecting, portions, shared_out
from prospector.tabular import RefusedRow, write_csv

_WORTH_SHARING = 10_000
"""Lines from which a second process is worth its start."""
_ROWS, _SLOTS = 512, 256
"""Rows and records in one portion of shared work."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in a file.

    `pairs` come surest first; `clusters` are groups of ids that are all the same company; `questions` pairs called
    `same` that would chain groups which don't agree; `counts` holds records, refused, clusters and pairs by verdict;
    `weighed` is the number of pairs that were compared at all.
    """

    pairs: Sequence[Pair]
    clusters: tuple[tuple[str, ...], ...]
    questions: tuple[tuple[str, str], ...]
    counts: dict[str, int]
    refused: tuple[RefusedRow, ...]
    weighed: int = 0
    notes: tuple[str, ...] = ()
    """What is worth saying about how the file was read (``read as UTF-16``)."""


def dedupe_file(
    path: str | os.PathLike[str], id_column: str | None = None, progress: Callable[[int, int], None] | None = None
) -> Report:
    """Return the likely duplicates in the CSV file `path`; `progress` is told (records done, records) now and then.

    Raises BadInput when the file can't be read as a table with names.
    """
    source = open_table(Path(path), id_column)
    notes = source.notes
    workers = available() if source.text.count("\n") >= _WORTH_SHARING else 1
    with no_collecting():
        intake = Intake()
        refused = _load(source, intake, workers)
        del source  # its text may be large, and is not needed again
        batch = Batch(intake, workers)
        del intake
        pairs, weighed = _pairs(batch, workers, progress)
        grouping = _grouped(pairs, batch)
    counts = {"records": len(batch), "refused": len(refused), "clusters": len(grouping.clusters)}
    counts |= {verdict: pairs.count(verdict) for verdict in ("same", "review", "related")}
    return Report(pairs, grouping.clusters, grouping.questions, counts, tuple(refused), weighed, notes)


def _load(source: Source, intake: Intake, workers: int) -> list[RefusedRow]:
    """Fill `intake` with the rows of `source`; return the rows refused."""

    def prepared(worker: int, workers: int) -> Iterator[list[Any]]:
        rows = source.rows()
        for number in count():
            portion = list(islice(rows, _ROWS))
            if not portion:
                return
            if number % workers == worker:
                yield [(line, _prepared(source, line, row)) for line, row in portion]

    refused: list[RefusedRow] = []
    seen: set[str] = set()
    for portion in portions(prepared, workers):
        for line, values in portion:
            if len(values) < len(Parcel._fields):
                refused.append(RefusedRow(line, *values))
            elif values[0] in seen:
                refused.append(source.repeated(line, values[0]))
            else:
                seen.add(values[0])
                intake.put(Parcel._make(values))
    return refused


def _prepared(source: Source, line: int, row: list[str] | RefusedRow) -> tuple[Any, ...]:
    taken = source.party(line, row)
    return (taken.column, taken.value, taken.reason) if isinstance(taken, RefusedRow) else tuple(parcel(taken))


def _pairs(batch: Batch, workers: int, progress: Callable[[int, int], None] | None) -> tuple[Pairs, int]:
    """Return all pairs in `batch`, surest first, and how many were weighed."""

    def found(number: int) -> list[Any]:
        first = number * _SLOTS
        before = batch.weighed
        rows: list[Any] = list(map(tuple, batch.pairs(range(first, min(first + _SLOTS, len(batch))))))
        return [batch.weighed - before, *rows]

    pairs, weighed = Pairs(batch.ids), 0
    for done, portion in enumerate(shared_out(found, -(-len(batch) // _SLOTS), workers)):
        if progress is not None:
            progress(done * _SLOTS, len(batch))
        weighed += portion[0]
        for row in portion[1:]:
            pairs.put(*row)
    pairs.sort()
    return pairs, weighed


def _grouped(pairs: Pairs, batch: Batch) -> Grouping:
    ids = batch.ids
    slots: dict[str, int] = {}
    for left, right, _ in pairs.rows("same"):
        slots[ids[left]], slots[ids[right]] = left, right
    sure = (Pair(ids[left], ids[right], score, "same", ()) for left, right, score in pairs.rows("same"))
    return group(sure, lambda one, other: batch.are_same(slots[one], slots[other]))


def write_pairs(path: str | os.PathLike[str], pairs: Iterable[Pair]) -> None:
    """Write `pairs` as CSV ``id1,id2,score,verdict,why``; the file appears whole or not at all.

    A cell that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection). Raises BadInput
    when the file can't be written.
    """
    rows = ((pair.left, pair.right, str(pair.score), pair.verdict, "; ".join(pair.why)) for pair in pairs)
    write_csv(Path(path), ("id1", "id2", "score", "verdict", "why"), rows, mark=False)
