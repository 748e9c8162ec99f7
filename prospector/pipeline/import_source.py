"""A table on its way in: its first rows are looked at, and all of them are still to come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING

from prospector.tabular import RefusedRow

if TYPE_CHECKING:
    from prospector.exchange.reading import Row, Table

_SAMPLE = 200


class Sampled:
    """A table whose first rows were read ahead, for proposing a mapping and showing examples."""

    def __init__(self, table: Table) -> None:
        """Read the first rows. Raises BadInput where the file can't be read."""
        self.table = table
        self._rest = iter(table.rows())
        self._first = list(islice(self._rest, _SAMPLE))

    @property
    def sample(self) -> Sequence[Row]:
        """Return the first rows that can be read."""
        return [row for row in self._first if not isinstance(row, RefusedRow)]

    def rows(self) -> Iterator[Row | RefusedRow]:
        """Yield all rows, once."""
        return chain(self._first, self._rest)


def without_added(chosen: Mapping[str, str], header: Sequence[str], added: Sequence[str]) -> Mapping[str, str]:
    """Return a wish that leaves out the columns which our file of rows handed back has behind the original ones."""
    if tuple(heading.casefold() for heading in header[-len(added) :]) != tuple(added):
        return chosen
    return dict.fromkeys(header[-len(added) :], "") | dict(chosen)
