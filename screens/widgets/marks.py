"""A table whose rows can be marked, one by one or in ranges, for acts on many at once."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from screens.widgets.rows import Row, key_of, number_of
from screens.widgets.table import Table

MARK = "◆"
_FEW = 20
"""Marks that are looked for one by one."""


class MarkTable(Table):
    """Rows under fixed headings; one has the cursor, any of them may be marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "Mark, or no longer", id="table.mark", show=False),
        Binding("V", "mark_range", "Mark from the last mark to here", id="table.mark_range", show=False),
    ]

    class Marked(Message):
        """Other rows are marked now."""

    _marks: frozenset[str] = frozenset()
    _anchor = ""

    @property
    def marks(self) -> list[str]:
        """Keys of the marked rows that are shown, in their order."""
        if not self._marks:
            return []
        if len(self._marks) < _FEW:
            places = ((number_of(self.rows, key), key) for key in self._marks)
            return [key for _, key in sorted((at, key) for at, key in places if at is not None)]
        keys = (key_of(self.rows, at) for at in range(len(self.rows)))
        return [key for key in keys if key in self._marks]

    def action_mark(self) -> None:
        """Mark the row under the cursor, or no longer, and go to the next."""
        if self.key:
            self._anchor = self.key
            self._put(self._marks ^ {self.key})
            self.action_move(1)

    def action_mark_range(self) -> None:
        """Mark every row from the one marked last to the cursor; without one, that of the cursor."""
        start = number_of(self.rows, self._anchor) if self._anchor else None
        low, high = sorted((self.line if start is None else start, self.line))
        self._anchor = self.key
        self._put(self._marks | {key for at in range(low, high + 1) if (key := key_of(self.rows, at))})

    def unmark(self) -> None:
        """Take all marks away."""
        self._anchor = ""
        self._put(frozenset())

    def mark_of(self, row: Row) -> str:
        """Return the sign of a marked row."""
        return MARK if row.key and row.key in self._marks else " "

    def _put(self, marks: frozenset[str]) -> None:
        self._marks = marks
        self.refresh()
        self.post_message(self.Marked())
