"""Taking in a whole base: the prepared records one after the other, in flat memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import islice

from prospector.identity.aside import Aside
from prospector.identity.known import Parcel

NEXT_NAME = -1
"""What stands between the words of two names of one record."""


class Intake:
    """Records of one base on their way into a `Batch`, in the order of their slots."""

    def __init__(self, *, lean: bool = False) -> None:
        """Start empty; a `lean` one lays what is seldom looked at aside in a temporary file."""
        self.ids: list[str] = []
        self.numbers: dict[str, int] = {}
        self.counts = array("I")
        self.data: bytearray | Aside = Aside() if lean else bytearray()
        self.ends = array("Q", (0,))
        self.names = array("i")
        self.name_ends = array("Q", (0,))
        self.hashes = array("q")
        self.kinds = bytearray()
        self.hash_ends = array("Q", (0,))

    def put(self, ready: Parcel) -> None:
        """Take a prepared record; its id must be a new one."""
        self.ids.append(ready.id)
        self.data.extend(ready.data)
        self.ends.append(len(self.data))
        self.hashes.extend(ready.keys)
        self.kinds += ready.kinds.encode("ascii")
        self.hash_ends.append(len(self.hashes))
        numbers, counts = self.numbers, self.counts
        marks: list[int] = []
        for words in ready.names:
            if marks:
                marks.append(NEXT_NAME)
            for word in words:
                number = numbers.get(word)
                if number is None:
                    number = numbers[word] = len(counts)
                    counts.append(0)
                elif number in marks:
                    marks.append(number)
                    continue
                marks.append(number)
                counts[number] += 1
        self.names.extend(marks)
        self.name_ends.append(len(self.names))

    def all_names(self) -> Iterator[list[list[int]]]:
        """Yield for one record after the other the words of each of its names, by number."""
        begin = 0
        for end in islice(self.name_ends, 1, None):
            yield split_names(self.names[begin:end].tolist())
            begin = end


def split_names(marks: list[int]) -> list[list[int]]:
    """Return the words of each name from those of all names of a record."""
    if NEXT_NAME not in marks:
        return [marks] if marks else []
    names: list[list[int]] = [[]]
    for number in marks:
        if number == NEXT_NAME:
            names.append([])
        else:
            names[-1].append(number)
    return names
