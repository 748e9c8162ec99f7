"""The verdicts on all rows of a file, kept outside of memory: paged for screens, written as files, carried out in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from prospector.model.importing import ALIKE, FIT, HOLD, NEW, REFUSED, VERDICTS, ImportOptions, RowVerdict
from prospector.store.scratch import scratch
from prospector.tabular import write_csv

ADDED = ("row", "column", "value", "reason", "suggestion")
"""Columns behind the original ones in the file of rows handed back; an import takes no notice of them."""
_TABLE = (
    "CREATE TABLE row (place INTEGER PRIMARY KEY, number INTEGER, verdict TEXT, name TEXT, reason TEXT, account TEXT, "
    "known_as TEXT, col TEXT, value TEXT, suggestion TEXT, earlier INTEGER, body TEXT, news TEXT, cells TEXT)"
)
_COLUMNS = "number, verdict, name, reason, account, known_as, col, value, suggestion"
_PORTION = 2_000
Line = tuple[Any, ...]
"""A row as `ImportPlan.put` takes it: place, number, verdict, name, reason, account, known as, column, value, suggestion,
place of the earlier row it adds to, body, news, cells."""


class ImportPlan:
    """What an import would do; close it, or use it in a ``with`` statement."""

    def __init__(
        self, source: str, header: Sequence[str], mapping: Any, options: ImportOptions, state: str, header_key: str = ""
    ) -> None:
        """Begin with no row; `header` is the heading as the file gives it, `state` that of the workspace."""
        self.source = source
        self.header = tuple(header)
        self.header_key = header_key
        self.mapping = mapping
        self.options = options
        self.state = state
        self.notes: list[str] = []
        """What is worth saying about the file as a whole."""
        self.free_slots = 0
        """Slots that new names may take."""
        self.quarantined = False
        """The names come from a bought or rented list."""
        self._rows = scratch(_TABLE)
        self._counts: dict[str, int] | None = None

    # Filling

    def put(self, lines: Iterable[Line]) -> None:
        """Add rows."""
        self._rows.execute("BEGIN")
        self._rows.executemany(f"INSERT INTO row VALUES ({', '.join('?' * 14)})", lines)  # noqa: S608 - question marks
        self._rows.execute("COMMIT")
        self._counts = None

    def change(self, place: int, **values: Any) -> None:
        """Change what is said of a row."""
        named = ", ".join(f"{column} = ?" for column in values)
        self._rows.execute(f"UPDATE row SET {named} WHERE place = ?", (*values.values(), place))  # noqa: S608 - columns
        self._counts = None

    def at(self, place: int) -> tuple[str, int, str, int | None, str, str]:
        """Return verdict, number, account, earlier row, body and what it is known as, of the row at a place."""
        found: tuple[str, int, str, int | None, str, str] = self._rows.execute(
            "SELECT verdict, number, account, earlier, body, known_as FROM row WHERE place = ?", (place,)
        ).fetchone()
        return found

    def sealed(self) -> Self:
        """Return itself, ready to be asked."""
        self._rows.execute("CREATE INDEX by_verdict ON row (verdict, number)")
        self._rows.execute("CREATE INDEX by_number ON row (number)")
        return self

    # Asking

    @property
    def counts(self) -> Mapping[str, int]:
        """Return how many rows there are of each of `VERDICTS`."""
        if self._counts is None:
            found = dict(self._rows.execute("SELECT verdict, COUNT(*) FROM row GROUP BY verdict"))
            self._counts = {verdict: found.get(verdict, 0) for verdict in VERDICTS}
        return self._counts

    @property
    def rows(self) -> int:
        """Return how many rows there are."""
        return sum(self.counts.values())

    @property
    def handed_back(self) -> int:
        """Return how many rows are not taken and go back to who gave the file."""
        return sum(self.counts[verdict] for verdict in self._returned)

    @property
    def writes(self) -> bool:
        """Say whether carrying it out writes anything."""
        return any(self.counts[verdict] for verdict in self.taken)

    @property
    def crowded(self) -> bool:
        """Say whether more new names come than slots are free, and nobody said which of them are targets."""
        said = self.options.new_names != FIT or "place" in self.mapping.fields
        return not said and self.counts[NEW] > self.free_slots

    @property
    def listed(self) -> int:
        """Return how many new names go to the list; the others wait on the bench."""
        return 0 if self.crowded else min(self.counts[NEW], self.free_slots)

    @property
    def spared(self) -> int:
        """Return how many free slots are left free for a person to choose."""
        return self.free_slots if self.crowded else 0

    @property
    def taken(self) -> Sequence[str]:
        """Return the verdicts whose rows are written."""
        return ("new", "update", "never") if self.options.doubts == HOLD else ("new", "update", "never", ALIKE)

    @property
    def _returned(self) -> Sequence[str]:
        return (REFUSED, ALIKE) if self.options.doubts == HOLD else (REFUSED,)

    def refused_by_column(self) -> Mapping[str, int]:
        """Return how many rows were refused for each column."""
        sql = "SELECT col, COUNT(*) FROM row WHERE verdict = ? AND col <> '' GROUP BY col"
        return dict(self._rows.execute(sql, (REFUSED,)))

    def page(self, verdict: str = "", *, after: int = -1, limit: int = 100) -> list[RowVerdict]:
        """Return the next rows behind the row number `after`, of one verdict or of all, in the order of the file."""
        only = "verdict = ?1 AND " if verdict else "?1 = '' AND "
        rows = self._rows.execute(
            f"SELECT {_COLUMNS} FROM row WHERE {only}number > ?2 ORDER BY number LIMIT ?3",  # noqa: S608 - constants
            (verdict, after, limit),
        )
        return [RowVerdict(*row) for row in rows]

    def every(self, verdicts: Sequence[str] = VERDICTS) -> Iterator[RowVerdict]:
        """Yield the verdicts on all rows, in the order of the file."""
        for line in self._lines(_COLUMNS, verdicts):
            yield RowVerdict(*line[1:])

    def bodies(self) -> Iterator[tuple[int, str, str, int | None, str, str]]:
        """Yield place, verdict, account, earlier row, body and news of all rows that are to be written, in order."""
        yield from self._lines("verdict, account, earlier, body, news", self.taken)

    def _lines(self, columns: str, verdicts: Sequence[str]) -> Iterator[Line]:
        place, marks = -1, ", ".join("?" * len(verdicts))
        sql = (
            f"SELECT place, {columns} FROM row WHERE place > ? AND verdict IN ({marks}) ORDER BY place LIMIT {_PORTION}"  # noqa: S608
        )
        while lines := self._rows.execute(sql, (place, *verdicts)).fetchall():
            yield from lines
            place = lines[-1][0]

    # Files

    def write_verdicts(self, path: Path) -> int:
        """Write the verdict on every row as CSV; return how many. Raises BadInput."""
        columns = ("row", "verdict", "name", "reason", "account", "known as", "column", "value", "suggestion")
        rows = (
            (
                str(one.row),
                one.verdict,
                one.name,
                one.reason,
                one.account_id,
                one.like,
                one.column,
                one.value,
                one.suggestion,
            )
            for one in self.every()
        )
        return write_csv(path, columns, rows)

    def write_handed_back(self, path: Path) -> int:
        """Write the rows that are not taken as CSV in their original columns, with `ADDED` behind; return how many.

        Corrected, the file can be imported as it is. Raises BadInput.
        """
        import json

        width = len(self.header)
        keep = width - len(ADDED) if self.header[-len(ADDED) :] == ADDED else width

        def rows() -> Iterator[Sequence[str]]:
            wanted = "number, col, value, reason, suggestion, cells"
            for _, number, column, value, reason, suggestion, cells in self._lines(wanted, self._returned):
                given = [*json.loads(cells or "[]"), *[""] * width][:keep]
                yield [*given, str(number), column, value, reason, suggestion]

        return write_csv(path, (*self.header[:keep], *ADDED), rows())

    def close(self) -> None:
        """Throw everything away."""
        self._rows.close()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Throw everything away."""
        self.close()
