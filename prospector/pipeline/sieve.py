"""The sieve: raw names are filtered, some qualify, few are handed over. What falls out on the way is a good number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from prospector.model.account import ListRow
from prospector.store.reads import Reader

PARTS = ("raw", "filtered", "qualified", "handed_over", "removed")


@dataclass(frozen=True, slots=True)
class Sieve:
    """Every lead in exactly one part, as account ids."""

    raw: Sequence[str] = ()
    """Came in, and nobody judged yet whether there is anything in it."""
    filtered: Sequence[str] = ()
    """Kept: on the list, on the bench with a reason, or in long-term care."""
    qualified: Sequence[str] = ()
    handed_over: Sequence[str] = ()
    """Handed over, opportunities included."""
    removed: Sequence[str] = ()
    """Dropped: nobody loses time with them any more."""

    @property
    def all(self) -> int:
        """How many leads there are."""
        return sum(len(getattr(self, part)) for part in PARTS)


@dataclass(frozen=True, slots=True)
class Net:
    """How wide the net is cast."""

    active: int
    size: int
    """Slots."""
    contacted: int
    """Companies touched at least once, by anybody."""
    opportunities: int
    explored: Sequence[str] = field(default=())
    """Explorations, as account ids: they are counted nowhere else here."""

    @property
    def per_opportunity(self) -> float | None:
        """Companies contacted per opportunity; None while there is no opportunity."""
        return self.contacted / self.opportunities if self.opportunities else None

    @property
    def text(self) -> str:
        """Return it in a few words."""
        each = self.per_opportunity
        told = (
            f"{each:.0f} contacted per opportunity"
            if each is not None
            else f"{self.contacted} contacted, no opportunity yet"
        )
        return f"net: {told}"


def raw(row: ListRow) -> bool:
    """Say whether a row is a raw name: on the bench without a why, never touched, and nobody judged it."""
    return (
        row.place == "bench"
        and not row.why
        and not row.reason_code
        and not row.touches
        and row.stage in ("named", "researched")
    )


def part_of_sieve(row: ListRow) -> str:
    """Return the one part that a lead stands in."""
    if row.place == "dropped" or row.stage == "dropped":
        return "removed"
    if row.stage in ("handed_over", "opportunity"):
        return "handed_over"
    if row.stage == "qualified":
        return "qualified"
    return "raw" if raw(row) else "filtered"


def sieve_of(rows: Sequence[ListRow]) -> Sieve:
    """Return the sieve of `rows`: a partition, so its parts add up to all of them."""
    parts: dict[str, list[str]] = {part: [] for part in PARTS}
    for row in rows:
        parts[part_of_sieve(row)].append(row.id)
    return Sieve(**{part: tuple(ids) for part, ids in parts.items()})


def net_of(rows: Sequence[ListRow], size: int) -> Net:
    """Return how wide the net of `rows` is; explorations are judged apart and counted for nothing else."""
    main = [row for row in rows if not row.explore]
    return Net(
        active=sum(1 for row in rows if row.place == "active"),
        size=size,
        contacted=sum(1 for row in main if row.touches),
        opportunities=sum(1 for row in main if row.stage == "opportunity"),
        explored=tuple(row.id for row in rows if row.explore),
    )


def origins(reader: Reader) -> dict[str, int]:
    """Return how many accounts came to us and how many we chose: the only two kinds of leads there are."""
    counted = dict(reader.rows("SELECT origin, COUNT(*) FROM account WHERE merged_into IS NULL GROUP BY origin"))
    return {origin: int(counted.get(origin, 0)) for origin in ("chosen", "inbound")}
