"""Seeking: for each record of a base the earlier ones worth a comparison, found by what they share in flat arrays."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from functools import cache

from prospector.identity.groups import Groups, grouped
from prospector.identity.intake import Intake, split_names
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
    QUITE_ALIKE,
    WITHIN,
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
        self._similarity = similarity()
        self._names, self._name_ends = intake.names, intake.name_ends
        self._counts, self._weights = intake.counts, weights
        words = list(intake.numbers)
        aside_of = aside(lambda: [*_near_words(words, self._counts), self._all_totals(len(intake.ids))], workers)
        self._holders = grouped(self._names, self._name_ends, self._counts, MOST_PER_WORD, 0)
        self._shares = Shares(intake, words, weights)
        self._written, self._written_ends = _all_written(intake, words)
        near, near_starts, totals = aside_of()
        self._totals: array[float] = array("d", totals)
        self._halves = array("d", (HALF * total for total in self._totals))
        self._near = _near_holders(array("I", near), array("I", near_starts), weights, self._holders)

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
        halves, half = self._halves, self._halves[slot]
        # Most share one common word and no more: what can't be enough for either name is passed over first.
        likely = [
            (other, weight)
            for other, weight in found.items()
            if weight >= half or weight >= halves[other] or other in sure
        ]
        plausible = []
        for other, weight in likely:
            if other in sure:
                plausible.append((other, False))
            else:
                doubtful = self._doubtful(slot, other, weight)
                if doubtful is not None:
                    plausible.append((other, doubtful))
        if len(plausible) <= MOST_CANDIDATES:
            return plausible
        return sorted(plausible, key=lambda one: (-found[one[0]], one[0]))[:MOST_CANDIDATES]

    def _doubtful(self, slot: int, other: int, weight: float) -> bool | None:
        """Say whether two records that share words worth `weight` are doubtful; None where they share too little."""
        low, high = self._totals[slot], self._totals[other]
        if low > high:
            low, high = high, low
        if weight < ENOUGH * low and (weight < HALF * low or not self.alike(slot, other, MUCH_ALIKE)):
            return None
        if weight >= DOUBTFUL * high:
            return False
        within = weight >= WITHIN * low
        if (weight < HALF * high or not within) and not self.alike(slot, other, ALIKE if within else QUITE_ALIKE):
            return None
        return True

    def _name_words(self, slot: int) -> list[list[int]]:
        """Return the words of each name of a record, by number."""
        return split_names(self._names[self._name_ends[slot] : self._name_ends[slot + 1]].tolist())

    def _all_totals(self, records: int) -> bytes:
        return array("d", map(self._least_total, range(records))).tobytes()

    def _least_total(self, slot: int) -> float:
        """Return the bits of the shortest name of a record."""
        weights = self._weights
        return min((sum([weights[number] for number in set(name)]) for name in self._name_words(slot)), default=0.0)

    def alike(self, slot: int, other: int, least: float) -> bool:
        """Say whether two names are written alike, of 1 at `least`; of several names one may be."""
        text, ends = self._written, self._written_ends
        mine, theirs = text[ends[slot] : ends[slot + 1]], text[ends[other] : ends[other + 1]]
        return not mine or not theirs or self._similarity(mine, theirs, score_cutoff=least) > 0

    def _by_shares(self, slot: int, found: dict[int, float], sure: set[int]) -> None:
        """Add what shared keys and neighbouring words are worth to `found`; note slots that need nothing besides."""
        shares = self._shares
        worth, groups, worth_of = shares.worth, shares.groups, found.get
        starts, slots = groups.starts, groups.slots
        for place in shares.of(slot):
            weight = worth[place]
            if not weight or slots[starts[place]] >= slot:
                continue  # too common to be read, or this record is the first of them
            held = groups.before(place, slot)
            for other in held:
                found[other] = worth_of(other, 0.0) + weight
            if shares.sure[place]:
                sure.update(held)

    def _by_words(self, slot: int, words: list[int], found: dict[int, float]) -> None:
        """Add what shared words, and words one slip apart, are worth to `found`."""
        counts, weights, worth_of = self._counts, self._weights, found.get
        holders, near = self._holders, self._near
        starts, near_starts, slots = holders.starts, near.starts, holders.slots
        rarest = sorted([(counts[number], number) for number in set(words[:MOST_WORDS])])
        for place, (frequency, number) in enumerate(rarest):
            weight = weights[number]
            if 1 < frequency <= MOST_PER_WORD and slots[starts[number]] < slot:
                for other in holders.before(number, slot):
                    found[other] = worth_of(other, 0.0) + weight
            if place < FUZZY_WORDS and near_starts[number] < near_starts[number + 1]:
                weight *= FUZZY_WORTH
                for other in near.before(number, slot):
                    found[other] = worth_of(other, 0.0) + weight


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


def _near_holders(near: array[int], near_starts: array[int], weights: array[float], holders: Groups) -> Groups:
    """Return for each telling word the first few holders of each word near it; of two such words a holder counts twice."""
    starts, slots = array("I", (0,)), array("I")
    firsts, held = holders.starts, holders.slots
    begin = 0
    for end, weight in zip(near_starts[1:], weights, strict=True):
        if begin < end and weight > FUZZY_BITS:
            several: list[int] = []
            for like in near[begin:end]:
                several += held[firsts[like] : min(firsts[like + 1], firsts[like] + MOST_PER_NEAR)]
            slots.extend(sorted(several))
        starts.append(len(slots))
        begin = end
    return Groups(starts, slots)


def _all_written(intake: Intake, words: Sequence[str]) -> tuple[str, array[int]]:
    """Return the words of the name of each record as one, nothing where it has several names: one text and where each ends."""
    found: list[str] = []
    ends = array("Q", (0,))
    total = 0
    for names in intake.all_names():
        if len(names) == 1:
            written = "".join([words[number] for number in names[0]])
            found.append(written)
            total += len(written)
        ends.append(total)
    return "".join(found), ends
