"""The shelf: prepared records by slot, packed, with the numbers under which the index holds them."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from prospector.identity.known import Known, unpacked

_OPEN = 4_096
_NEXT_NAME = -1


class Shelf:
    """Prepared records in flat memory: about 400 bytes each, none of it walked or copied by a forked process."""

    def __init__(self) -> None:
        """Start empty."""
        self._data = bytearray()
        self._ends = array("q", (0,))
        self._marks = array("i")
        self._parts = array("q", (0,))
        self._open: dict[int, Known] = {}

    def __len__(self) -> int:
        """Return the number of records ever put here; slots are not used again."""
        return len(self._ends) - 1

    def put(self, data: bytes, keys: Sequence[int], duos: Sequence[int], names: Sequence[Sequence[int]]) -> None:
        """Put a packed record into the next slot, with the places of its keys and duos and its words by number."""
        self._data += data
        self._ends.append(len(self._data))
        marks, parts = self._marks, self._parts
        marks.extend(keys)
        parts.append(len(marks))
        marks.extend(duos)
        parts.append(len(marks))
        for place, name in enumerate(names):
            if place:
                marks.append(_NEXT_NAME)
            marks.extend(name)
        parts.append(len(marks))

    def marks(self, slot: int) -> tuple[list[int], list[int], list[list[int]]]:
        """Return places of keys, places of duos, and the words of each name by number."""
        begin, keys, duos, end = self._parts[3 * slot : 3 * slot + 4]
        marks = self._marks
        words = marks[duos:end].tolist()
        if _NEXT_NAME not in words:
            return marks[begin:keys].tolist(), marks[keys:duos].tolist(), [words] if words else []
        names: list[list[int]] = [[]]
        for number in words:
            if number == _NEXT_NAME:
                names.append([])
            else:
                names[-1].append(number)
        return marks[begin:keys].tolist(), marks[keys:duos].tolist(), names

    def known(self, slot: int) -> Known:
        """Return the record in `slot`; the last few thousand asked for stay unpacked."""
        found = self._open.get(slot)
        if found is None:
            if len(self._open) >= _OPEN:
                self._open.clear()
            found = self._open[slot] = unpacked(self._data[self._ends[slot] : self._ends[slot + 1]])
        return found
