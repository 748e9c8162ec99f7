"""Logging that looks made up: many touches in a few minutes, notes copied from company to company, messages alike.

Private notes are their author's: none is read here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from prospector.audit.facts import Facts
from prospector.clock import moment
from prospector.outreach.sameness import ALIKE
from prospector.outreach.standing import STANDS

BURST, BURST_MINUTES = 10, 5
"""So many touches written down within so many minutes are a burst."""
COPIES = 5
"""Companies with the same note from which it is called copied."""
_SHORTEST = 12
"""Characters below which a note says too little to be a copy: “no answer” is said of many."""
_LOOKED_AT = 400
"""Newest notes of a rep in the period that are compared with each other."""
_CROWDED = (
    "SELECT c.rep, c.recorded_at, c.root FROM (SELECT t.rep, t.recorded_at, t.root, "  # noqa: S608
    "COUNT(*) OVER (PARTITION BY t.rep || '', SUBSTR(t.recorded_at, 1, 13)) AS many, SUBSTR(t.recorded_at, 15, 2) AS minute "
    f"FROM touch t WHERE t.recorded_at >= ? AND t.recorded_at < ? AND {STANDS}) c "
    f"WHERE c.many >= {BURST} OR c.minute < '0{BURST_MINUTES}' OR c.minute >= '{60 - BURST_MINUTES}' "
    "ORDER BY c.rep, c.recorded_at, c.root"
)
"""Touches of hours that hold enough of them, and those so near the turn of the hour that a burst may lie across it."""
_NOTED = (
    "SELECT n.root, n.account_id, n.rep, n.note, n.name FROM (SELECT t.root, t.account_id, t.rep, t.note, a.name, "  # noqa: S608
    "ROW_NUMBER() OVER (PARTITION BY t.rep ORDER BY t.at DESC, t.root) AS place "
    "FROM touch t JOIN account a ON a.id = t.account_id "
    f"WHERE t.at >= ? AND t.at < ? AND t.private = ? AND LENGTH(t.note) >= {_SHORTEST} AND {STANDS}) n "
    f"WHERE n.place <= {_LOOKED_AT} ORDER BY n.rep, n.place"
)
_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Burst:
    """Many touches of one rep, written down within a few minutes."""

    rep: str
    touches: Sequence[str]
    begin: str
    """Stamp of the first."""
    end: str

    @property
    def minutes(self) -> int:
        """Return how long it took, at least a minute."""
        return max(1, round((moment(self.end) - moment(self.begin)).total_seconds() / 60))


@dataclass(frozen=True, slots=True)
class Copied:
    """One note, or nearly the same, at several companies."""

    rep: str
    note: str
    """As it was written the newest time."""
    touches: Sequence[str]
    companies: Sequence[str]
    """Accounts."""


def bursts(facts: Facts) -> Sequence[Burst]:
    """Find bursts: ten touches and more of one rep written down within five minutes, in the period.

    What counts is when they were written down, not when they are said to have happened.
    """
    by_rep: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for rep, stamped, root in facts.reader.rows(_CROWDED, (facts.begin, facts.end)):
        if facts.looked_at(rep):
            by_rep[rep].append((stamped, root))
    return [burst for rep, rows in sorted(by_rep.items()) for burst in _within_minutes(rep, rows)]


def copied(facts: Facts) -> Sequence[Copied]:
    """Find copied notes: the same note, or nearly (85 % alike without names and figures), at five companies and more.

    The 400 newest notes of each rep in the period are compared; notes under twelve letters are left out.
    """
    by_rep: dict[str, dict[str, list[tuple[str, str, str]]]] = defaultdict(lambda: defaultdict(list))
    for root, account_id, rep, note, name in facts.reader.rows(_NOTED, (facts.begin, facts.end, False)):
        if facts.looked_at(rep):
            by_rep[rep][_bare(note, name)].append((root, facts.root(account_id), note))
    found = []
    for rep, notes in by_rep.items():
        for alike in _alike([bare for bare in notes if bare]):
            group = [one for bare in alike for one in notes[bare]]
            companies = tuple(dict.fromkeys(account for _, account, _ in group))
            if len(companies) >= COPIES:
                found.append(Copied(rep, group[0][2], tuple(root for root, _, _ in group), companies))
    return sorted(found, key=lambda one: (one.rep.casefold(), -len(one.companies), one.note))


def _alike(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield groups of texts that are nearly the one that was written newest; each text stands in one group."""
    from rapidfuzz import fuzz, process

    left = list(texts)
    while left:
        found = process.extract(left[0], left, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None)
        places = sorted({0, *(at for _text, _score, at in found)})
        yield [left[at] for at in places]
        taken = set(places)
        left = [one for at, one in enumerate(left) if at not in taken]


def _within_minutes(rep: str, rows: Sequence[tuple[str, str]]) -> list[Burst]:
    """Return the bursts among touches in the order they were written down; what overlaps is one."""
    found: list[Burst] = []
    begin = 0
    first: int | None = None
    last = 0
    for at, (stamped, _root) in enumerate(rows):
        while moment(stamped) - moment(rows[begin][0]) > timedelta(minutes=BURST_MINUTES):
            begin += 1
        if at - begin + 1 < BURST:
            continue
        if first is not None and begin > last:
            found.append(_burst(rep, rows[first : last + 1]))
            first = None
        first, last = begin if first is None else first, at
    return [*found, _burst(rep, rows[first : last + 1])] if first is not None else found


def _burst(rep: str, rows: Sequence[tuple[str, str]]) -> Burst:
    return Burst(rep, tuple(root for _, root in rows), rows[0][0], rows[-1][0])


def _bare(note: str, company: str) -> str:
    """Return the words of a note, sorted, without figures and without the words of the company's name."""
    own = {word.casefold() for word in _WORDS.findall(company)}
    return " ".join(sorted(word for word in (one.casefold() for one in _WORDS.findall(note)) if word not in own))
