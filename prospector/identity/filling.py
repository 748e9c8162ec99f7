"""Filling a saved index from nothing: sorted once and written in order, many times faster than record by record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from prospector.identity.known import prepare
from prospector.identity.lexicon import deletions
from prospector.identity.party import Party
from prospector.identity.saved import mark, marks, words
from prospector.identity.workers import available, portions
from prospector.identity.written import written

Portions = Callable[[int, int], Iterator[Iterable[Party]]]
"""Called with a worker's number and the number of workers, in the worker; yields its portions of the base."""

_WORTH_SHARING = 5_000


def fill(connection: Any, parties: Portions, expected: int) -> None:
    """Put all of `parties`, about `expected` with ids all different, into the empty tables behind `connection`."""
    run, many = connection.execute, connection.executemany
    run("CREATE TEMP TABLE staged (mark INTEGER, slot INTEGER)")
    counts: Counter[str] = Counter()
    slot = 0

    def prepared(worker: int, workers: int) -> Iterator[list[Any]]:
        for portion in parties(worker, workers):
            yield [_ready(party) for party in portion]

    for portion in portions(prepared, available() if expected >= _WORTH_SHARING else 1):
        rows, staged = [], []
        for identifier, line, held, found in portion:
            slot += 1
            rows.append((slot, identifier, line))
            staged += [(one, slot) for one in held]
            counts.update(found)
        many("INSERT INTO party VALUES (?, ?, ?)", rows)
        many("INSERT INTO staged VALUES (?, ?)", staged)
    run("INSERT OR IGNORE INTO posting SELECT mark, slot FROM staged ORDER BY mark, slot")
    run("DROP TABLE staged")
    many("INSERT INTO word VALUES (?, ?)", sorted(counts.items()))
    run("CREATE TEMP TABLE slips (mark INTEGER, word TEXT)")
    many("INSERT INTO slips VALUES (?, ?)", ((mark(part), word) for word in counts for part in deletions(word)))
    run("INSERT OR IGNORE INTO slip SELECT mark, word FROM slips ORDER BY mark, word")
    run("DROP TABLE slips")
    run("INSERT OR REPLACE INTO note VALUES ('records', ?)", (slot,))


def _ready(party: Party) -> tuple[str, str, list[int], list[str]]:
    known = prepare(party)
    return known.id, written(known), list(marks(known)), list(words(known))
