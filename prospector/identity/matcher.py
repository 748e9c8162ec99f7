"""The matcher: who is it, and who is in here twice, for a small base in memory. One set of rules for all askers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from prospector.identity import evidence
from prospector.identity.batch import Batch
from prospector.identity.decide import Decision, Verdict, decide
from prospector.identity.intake import Intake
from prospector.identity.known import packet, prepare
from prospector.identity.lookup import Match
from prospector.identity.party import Party
from prospector.identity.saved import NOTES, TABLES, SavedIndex
from prospector.identity.typed import look_up


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records of one base and what they are to each other; `left` was added first."""

    left: str
    right: str
    score: float
    verdict: Verdict
    why: tuple[str, ...]


class Matcher:
    """A base of records that can be asked, in an index like that of a workspace but in memory.

    Not safe to use from several threads at once.
    """

    def __init__(self) -> None:
        """Start with an empty base."""
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        for statement in (NOTES, *TABLES):
            connection.execute(statement)
        self._index = SavedIndex(connection)

    def __len__(self) -> int:
        """Return the number of records in the base."""
        return len(self._index)

    def add(self, party: Party) -> None:
        """Add a record, or replace the one with its id."""
        self._index.put(prepare(party))

    def remove(self, id: str) -> None:  # noqa: A002
        """Take a record out; an unknown id is no error."""
        self._index.remove(id)

    def compare(self, first: Party, second: Party) -> Decision:
        """Return the decision on any two records, with words weighed by this base."""
        one, other, index = prepare(first), prepare(second), self._index
        return decide(one, other, evidence.weigh(one, other, index), index.bits)

    def lookup(self, party: Party, limit: int = 5) -> list[Match]:
        """Return at most `limit` records that may be `party`, best first (see `lookup.best_matches`)."""
        return look_up(party, self._index, limit)

    def pairs(self) -> Iterator[Pair]:
        """Yield every pair inside the base whose verdict is not `different`, each once."""
        intake = Intake()
        for known in self._index.all():
            intake.put(packet(known))
        batch = Batch(intake)
        for one in batch.pairs(range(len(batch))):
            yield Pair(batch.ids[one.left], batch.ids[one.right], one.score, one.verdict, one.why)
