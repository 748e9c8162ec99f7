"""Groups: which slots belong together, for a whole file laid out at once in two flat arrays."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import accumulate


class Groups:
    """Slots by group number, rising: ``slots[starts[n]:starts[n + 1]]``; of a group too large, only the first few."""

    __slots__ = ("slots", "starts")

    def __init__(self, marks: Sequence[int], ends: Sequence[int], sizes: Sequence[int], most: int, few: int) -> None:
        """Lay out the groups.

        `marks` holds the group numbers of one slot after the other (negative ones are passed over), `ends` where each
        slot begins and the last ends, `sizes` how many slots each group has in all. Of a group with more than `most` slots
        the first `few` are kept.
        """
        self.starts = array("I", accumulate((size if size <= most else few for size in sizes), initial=0))
        self.slots = array("I", bytes(4 * self.starts[-1]))
        free = self.starts[:-1]
        starts, slots = self.starts, self.slots
        begin = 0
        for slot in range(len(ends) - 1):
            end = ends[slot + 1]
            for group in marks[begin:end]:
                if group < 0:
                    continue
                at = free[group]
                if at < starts[group + 1] and (at == starts[group] or slots[at - 1] != slot):
                    slots[at] = slot
                    free[group] = at + 1
            begin = end
