"""Logging that looks made up: many touches in a few minutes, notes copied from company to company, messages alike.

Private notes are their author's: none is read here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from prospector.audit.facts import Facts
from prospector.clock import moment
from prospector.outreach.sameness import ALIKE
from prospector.pipeline.listed import UNCORRECTED

BURST, BURST_MINUTES = 10, 5
"""So many touches written down within so many minutes are a burst."""
COPIES = 5
"""Companies with the same note from which it is called copied."""
_SHORTEST = 12
"""Characters below which a note says too little to be a copy: “no answer” is said of many."""
_LOOKED_AT = 400
"""Newest notes of a rep in the period that are compared with each other."""
_TEN_MINUTES = 15
"""Letters of a stamp up to its tens of minutes: ``2026-06-03T09:3``."""
_CROWDED = (
    f"SELECT t.rep, SUBSTR(t.recorded_at, 1, {_TEN_MINUTES}) FROM touch t WHERE t.recorded_at >= ? AND t.recorded_at < ? "  # noqa: S608
    f"AND {UNCORRECTED} GROUP BY t.rep, SUBSTR(t.recorded_at, 1, {_TEN_MINUTES}) HAVING COUNT(*) >= {BURST // 2}"
)
_WITHIN = (
    "SELECT t.root, t.account_id, t.recorded_at FROM touch t WHERE t.rep = ? AND t.recorded_at >= ? AND t.recorded_at < ? "  # noqa: S608
    f"AND {UNCORRECTED} ORDER BY t.recorded_at, t.root"
)
_NOTED = (
    "SELECT n.root, n.account_id, n.rep, n.note, n.name FROM (SELECT t.root, t.account_id, t.rep, t.note, a.name, "  # noqa: S608
    "ROW_NUMBER() OVER (PARTITION BY t.rep ORDER BY t.at DESC, t.root) AS place "
    "FROM touch t JOIN account a ON a.id = t.account_id "
    f"WHERE t.at >= ? AND t.at < ? AND t.private = ? AND LENGTH(t.note) >= {_SHORTEST} AND {UNCORRECTED}) n "
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
    crowded: dict[str, set[str]] = defaultdict(set)
    for rep, tens in facts.reader.rows(_CROWDED, (facts.begin, facts.end)):
        if facts.looked_at(rep):
            crowded[rep].add(tens)
    found: list[Burst] = []
    for rep, tens in sorted(crowded.items()):
        rows: dict[str, tuple[str, str]] = {}
        for start in sorted(tens):
            around = moment(f"{start}0:00+00:00")
            span = (
                _text(around - timedelta(minutes=BURST_MINUTES)),
                _text(around + timedelta(minutes=10 + BURST_MINUTES)),
            )
            rows |= {root: (at, account) for root, account, at in facts.reader.rows(_WITHIN, (rep, *span))}
        found += _within_minutes(rep, sorted((at, root) for root, (at, _account) in rows.items()))
    return found


def copied(facts: Facts) -> Sequence[Copied]:
    """Find copied notes: the same note, or nearly (85 % alike without names and figures), at five companies and more.

    The 400 newest notes of each rep in the period are compared; notes under twelve letters are left out.
    """
    from rapidfuzz import fuzz

    by_rep: dict[str, dict[str, list[tuple[str, str, str]]]] = defaultdict(lambda: defaultdict(list))
    for root, account_id, rep, note, name in facts.reader.rows(_NOTED, (facts.begin, facts.end, False)):
        if facts.looked_at(rep):
            by_rep[rep][_bare(note, name)].append((root, facts.root(account_id), note))
    found = []
    for rep, notes in by_rep.items():
        kept: list[tuple[str, list[tuple[str, str, str]]]] = []
        for bare, several in notes.items():
            alike = next((group for text, group in kept if fuzz.token_sort_ratio(bare, text, score_cutoff=ALIKE)), None)
            if alike is None:
                kept.append((bare, list(several)))
            else:
                alike += several
        for bare, group in kept:
            companies = tuple(dict.fromkeys(account for _, account, _ in group))
            if bare and len(companies) >= COPIES:
                found.append(Copied(rep, group[0][2], tuple(root for root, _, _ in group), companies))
    return sorted(found, key=lambda one: (one.rep.casefold(), -len(one.companies), one.note))


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
    """Return the words of a note without figures and without the words of the company's name."""
    own = {word.casefold() for word in _WORDS.findall(company)}
    return " ".join(word for word in (one.casefold() for one in _WORDS.findall(note)) if word not in own)


def _text(at: object) -> str:
    return str(at).replace(" ", "T")[:19]
