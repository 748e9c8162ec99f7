"""Groups: which slots belong together, for a whole file laid out at once in two flat arrays."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate


class Groups:
    """Slots by group number, rising: ``slots[starts[n]:starts[n + 1]]``."""

    __slots__ = ("slots", "starts")

    def __init__(self, starts: array[int], slots: array[int]) -> None:
        """Take what is laid out already."""
        self.starts, self.slots = starts, slots

    def before(self, group: int, slot: int) -> array[int]:
        """Return the slots of a group that come before `slot`."""
        slots, begin = self.slots, self.starts[group]
        return slots[begin : bisect_left(slots, slot, begin, self.starts[group + 1])]


def grouped(marks: Sequence[int], ends: Sequence[int], sizes: Sequence[int], most: int, few: int) -> Groups:
    """Return the groups laid out.

    `marks` holds the group numbers of one slot after the other (negative ones are passed over), `ends` where each slot
    begins and the last ends, `sizes` how many slots each group has in all. Of a group with more than `most` slots the
    first `few` are kept.
    """
    starts = array("I", accumulate((size if size <= most else few for size in sizes), initial=0))
    slots = array("I", bytes(4 * starts[-1]))
    free = starts[:-1]
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
    return Groups(starts, slots)
