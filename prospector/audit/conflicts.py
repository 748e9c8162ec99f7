"""The same company on the lists of two reps, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from prospector.identity.batch import Batch
from prospector.identity.intake import Intake
from prospector.identity.judgements import DIFFERENT, RELATED
from prospector.identity.known import parcel
from prospector.pipeline.listed import UNCORRECTED
from prospector.pipeline.parties import parties
from prospector.store.reads import Reader
from prospector.text import plural

_LISTED = (
    "SELECT a.id, t.rep, a.name, COALESCE(a.domain, ''), t.place, a.stage FROM account a JOIN target t ON t.account_id = a.id "
    "WHERE a.merged_into IS NULL AND t.place <> 'dropped'"
)
_TOUCHED = (
    "SELECT r.root, COUNT(*), MAX(t.at) FROM touch t JOIN account_root r ON r.id = t.account_id "  # noqa: S608 - constants
    f"WHERE {UNCORRECTED} GROUP BY r.root"
)


@dataclass(frozen=True, slots=True)
class Side:
    """How one rep has the company."""

    account_id: str
    rep: str
    name: str
    domain: str
    place: str
    stage: str
    touches: int
    last_at: str
    """Stamp of the last touch, empty while there was none."""

    @property
    def text(self) -> str:
        """Say it in one line: whose, what, how far."""
        touched = (
            f"{plural(self.touches, 'touch', 'touches')}, last {self.last_at[:10]}" if self.touches else "never touched"
        )
        domain = f" ({self.domain})" if self.domain else ""
        return f"{self.rep}: {self.name}{domain}, {self.place}, {self.stage.replace('_', ' ')}, {touched}"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One company, two reps."""

    left: Side
    right: Side
    sure: bool
    """False: it may be the same, somebody has to look."""
    why: Sequence[str]
    """What speaks for it, in words."""


def conflicts(reader: Reader) -> Sequence[Conflict]:
    """Return the companies that two reps have on their lists (dropped ones aside), the sure ones first.

    Recognised by the rules that recognise a name while it is typed; a pair that a person called different is left out.
    """
    sides = _sides(reader)
    if len({one.rep for one in sides.values()}) < 2:  # noqa: PLR2004 - one rep is in nobody's way
        return []
    intake, different = Intake(), _different(reader)
    for party in parties(reader, sides.keys()).values():
        if party is not None:
            intake.put(parcel(party))
    batch, found = Batch(intake), []
    for one in batch.pairs(range(len(batch))):
        left, right = sorted((sides[batch.ids[one.left]], sides[batch.ids[one.right]]), key=lambda side: side.rep)
        if (
            left.rep == right.rep
            or one.verdict == "related"
            or frozenset((left.account_id, right.account_id)) in different
        ):
            continue
        found.append(Conflict(left, right, one.verdict == "same", one.why))
    return sorted(found, key=lambda one: (not one.sure, one.left.rep, one.left.name.casefold(), one.right.rep))


def _sides(reader: Reader) -> Mapping[str, Side]:
    touched = {account_id: (count, last) for account_id, count, last in reader.rows(_TOUCHED)}
    nothing = (0, "")
    return {
        key: Side(key, rep, name, domain, place, stage, *touched.get(key, nothing))
        for key, rep, name, domain, place, stage in reader.rows(_LISTED)
    }


def _different(reader: Reader) -> set[frozenset[str]]:
    rows = reader.rows('SELECT "left", "right" FROM judgement WHERE answer IN (?, ?)', (DIFFERENT, RELATED))
    return {frozenset(row) for row in rows}
