"""Seeking: for each record of a base the earlier ones worth a comparison, found by what they share in flat arrays."""

from __future__ import annotations

from array import array
from bisect import bisect_left as _until
from collections.abc import Callable, Sequence
from functools import cache

from prospector.identity.groups import Groups
from prospector.identity.intake import NEXT_NAME, Intake, split_names
from prospector.identity.nearby import neighbours
from prospector.identity.shares import Shares
from prospector.identity.workers import aside
from prospector.identity.worth import (
    ALIKE,
    DOUBTFUL,
    ENOUGH,
    FUZZY_BITS,
    FUZZY_WORDS,
    FUZZY_WORTH,
    HALF,
    MOST_CANDIDATES,
    MOST_PER_NEAR,
    MOST_PER_WORD,
    MOST_WORDS,
    MUCH_ALIKE,
)


@cache
def similarity() -> Callable[..., float]:
    """Return what gives the share of letters that two strings have in common in order."""
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity


class Seeker:
    """What the records of a base share with earlier ones; nothing changes any more."""

    def __init__(self, intake: Intake, weights: array[float], workers: int = 1) -> None:
        """Lay out what `intake` took, in so many processes; `weights` gives the bits of each word by number."""
        self._names, self._name_ends = intake.names, intake.name_ends
        self._counts, self._weights = intake.counts, weights
        self._words = list(intake.numbers)
        aside_of = aside(lambda: [*_near_words(self._words, self._counts), self._all_totals(len(intake.ids))], workers)
        self._holders = Groups(self._names, self._name_ends, self._counts, MOST_PER_WORD, 0)
        self._shares = Shares(intake, self._words, weights)
        near, near_starts, totals = aside_of()
        self._near, self._near_starts, self._totals = array("I", near), array("I", near_starts), array("d", totals)
        self._halves = array("d", (HALF * total for total in self._totals))

    def earlier(self, slot: int) -> list[tuple[int, bool]]:
        """Return earlier slots worth a comparison with the record in `slot`, at most 48, and whether each is doubtful.

        Doubtful are those which share words alone, and not most of the longer name: one field that contradicts settles
        it.
        """
        found: dict[int, float] = {}
        sure: set[int] = set()
        self._by_shares(slot, found, sure)
        for words in self._name_words(slot):
            self._by_words(slot, words, found)
        if not found:
            return []
        totals, halves = self._totals, self._halves
        least, half = totals[slot], halves[slot]
        # Most share one common word and no more: what can't be enough for either name is passed over first.
        near = [one for one in found.items() if one[1] >= half or one[1] >= halves[one[0]] or one[0] in sure]
        written = self.written(slot)
        plausible = []
        for other, weight in near:
            doubtful = False
            if other not in sure:
                low, high = least, totals[other]
                if low > high:
                    low, high = high, low
                if weight < ENOUGH * low and (weight < HALF * low or not self.alike(written, other, MUCH_ALIKE)):
                    continue
                if weight < HALF * high and not self.alike(written, other, ALIKE):
                    continue
                doubtful = weight < DOUBTFUL * high
            plausible.append((other, doubtful))
        if len(plausible) <= MOST_CANDIDATES:
            return plausible
        return sorted(plausible, key=lambda one: (-found[one[0]], one[0]))[:MOST_CANDIDATES]

    def _name_words(self, slot: int) -> list[list[int]]:
        """Return the words of each name of a record, by number."""
        return split_names(self._names[self._name_ends[slot] : self._name_ends[slot + 1]].tolist())

    def _all_totals(self, records: int) -> bytes:
        return array("d", map(self._least_total, range(records))).tobytes()

    def _least_total(self, slot: int) -> float:
        """Return the bits of the shortest name of a record."""
        weights = self._weights
        return min((sum([weights[number] for number in set(name)]) for name in self._name_words(slot)), default=0.0)

    def written(self, slot: int) -> str:
        """Return the words of the name of a record as one, or nothing where it has several names."""
        numbers = self._names[self._name_ends[slot] : self._name_ends[slot + 1]].tolist()
        return "" if NEXT_NAME in numbers else "".join([self._words[number] for number in numbers])

    def alike(self, written: str, slot: int, least: float) -> bool:
        """Say whether the name of a record is written like `written`, of 1 at `least`; of several names one may be."""
        other = self.written(slot)
        return not written or not other or similarity()(written, other, score_cutoff=least) > 0

    def _by_shares(self, slot: int, found: dict[int, float], sure: set[int]) -> None:
        """Add what shared keys and neighbouring words are worth to `found`; note slots that need nothing besides."""
        shares = self._shares
        worth, starts, slots = shares.worth, shares.groups.starts, shares.groups.slots
        for place in shares.of(slot):
            weight = worth[place]
            begin = starts[place]
            if not weight or slots[begin] >= slot:
                continue
            held = slots[begin : _until(slots, slot, begin, starts[place + 1])]
            _note(found, held, weight)
            if shares.sure[place]:
                sure.update(held)

    def _by_words(self, slot: int, words: list[int], found: dict[int, float]) -> None:
        """Add what shared words, and words one slip apart, are worth to `found`."""
        counts, weights, near, near_starts = self._counts, self._weights, self._near, self._near_starts
        starts, slots = self._holders.starts, self._holders.slots
        rarest = sorted([(counts[number], number) for number in set(words[:MOST_WORDS])])
        for place, (frequency, number) in enumerate(rarest):
            if 1 < frequency <= MOST_PER_WORD:
                _note(
                    found,
                    slots[starts[number] : _until(slots, slot, starts[number], starts[number + 1])],
                    weights[number],
                )
            slips = near_starts[number], near_starts[number + 1]
            if place < FUZZY_WORDS and slips[0] < slips[1] and weights[number] > FUZZY_BITS:
                weight = FUZZY_WORTH * weights[number]
                for like in near[slips[0] : slips[1]]:
                    begin = starts[like]
                    end = min(starts[like + 1], begin + MOST_PER_NEAR)
                    _note(found, slots[begin : _until(slots, slot, begin, end)], weight)


def _note(found: dict[int, float], others: array[int], weight: float) -> None:
    """Add `weight` to what each of `others`, all different, has in `found`: a dozen times faster than one by one."""
    fresh = dict.fromkeys(others, weight)
    if found:
        again = {other: found[other] + weight for other in found.keys() & fresh.keys()}
        found.update(fresh)
        found.update(again)
    else:
        found.update(fresh)


def _near_words(words: Sequence[str], counts: Sequence[int]) -> list[bytes]:
    """Return the words near each word one behind the other, and where those of each begin and the last end: two packed arrays.

    Forked processes share an array for good; of a list they would copy whatever they only look at.
    """
    near = neighbours(words, counts)
    flat, starts = array("I"), array("I", (0,))
    for number in range(len(words)):
        flat.extend(near.get(number, ()))
        starts.append(len(flat))
    return [flat.tobytes(), starts.tobytes()]
