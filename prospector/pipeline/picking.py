"""Which rows a list shows and in which order. Pure: rows in, rows out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from prospector.errors import BadInput
from prospector.model.account import PLACES, STAGES, ListRow
from prospector.pipeline.row_reading import by_fit
from prospector.pipeline.sieve import raw
from prospector.text import clean, folded

SCOPES: Mapping[str, str] = {
    "active": "the list: the slots of now",
    "bench": "the bench",
    "all": "everything: list, bench, dropped",
    "short": "short-term: decided within two sales cycles",
    "long": "the long-term queue",
    "explore": "explorations, judged apart",
    "raw": "raw names that nobody judged yet",
    "dropped": "dropped",
}
"""Every part of a list that can be shown, and what it is."""
_KINDS: Mapping[str, Callable[[ListRow], bool]] = {
    "active": lambda row: row.place == "active",
    "bench": lambda row: row.place == "bench",
    "all": lambda row: row.place in PLACES,
    "short": lambda row: row.place == "active" and row.horizon == "short",
    "long": lambda row: row.place in ("active", "bench") and (row.horizon == "long" or row.stage == "nurture"),
    "explore": lambda row: row.place in ("active", "bench") and row.explore,
    "raw": raw,
    "dropped": lambda row: row.place == "dropped",
}
SORTS: Mapping[str, Callable[[ListRow], Any]] = {
    "fit": by_fit,
    "name": lambda row: folded(row.name),
    "touched": lambda row: row.last_touch or "",
    "touches": lambda row: row.touches,
    "named": lambda row: row.named_at,
    "stage": lambda row: STAGES.index(row.stage) if row.stage in STAGES else len(STAGES),
    "source": lambda row: folded(row.source),
    "sector": lambda row: (not row.sector, folded(row.sector)),
    "country": lambda row: (not row.country, folded(row.country or "")),
    "slot": lambda row: row.slot or len(STAGES) * 1_000,
}
"""What a list can be sorted by; a minus before the word turns it round."""


@dataclass(frozen=True, slots=True)
class Picked:
    """What is shown: a scope, words that all stand in a row, an order."""

    scope: str = "active"
    words: str = ""
    sort: str = "fit"

    @property
    def text(self) -> str:
        """Return it as one can read and edit it, one part a line."""
        return f"scope: {self.scope}\nsort: {self.sort}\nfilter: {self.words}\n"


def parse_picked(text: str) -> Picked:
    """Return what was meant by the text of a view. Raises BadInput naming the line."""
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        key, colon, value = clean(line).partition(":")
        if not key:
            continue
        if not colon or key.strip() not in ("scope", "sort", "filter"):
            raise BadInput(f"line {number} of the view: “{clean(line)}” is none of scope:, sort:, filter:")
        found[key.strip()] = value.strip()
    return Picked(
        checked_scope(found.get("scope") or "active"), found.get("filter", ""), checked_sort(found.get("sort") or "fit")
    )


def checked_scope(typed: str) -> str:
    """Return the scope that was meant. Raises BadInput for one that is none."""
    said = clean(typed).casefold()
    if said not in SCOPES:
        raise BadInput(f"“{clean(typed)}” is no part of a list: one of {', '.join(SCOPES)}")
    return said


def checked_sort(typed: str) -> str:
    """Return the order that was meant. Raises BadInput for one that is none."""
    said = clean(typed).casefold()
    if said.removeprefix("-") not in SORTS:
        raise BadInput(
            f"a list can't be sorted by “{clean(typed)}”: one of {', '.join(SORTS)}, or -{next(iter(SORTS))}"
        )
    return said


def places_of(scope: str) -> Sequence[str]:
    """Return the places that the rows of a scope can stand in."""
    known = {"active": ("active",), "short": ("active",), "bench": ("bench",), "raw": ("bench",), "dropped": ("dropped",),
             "long": ("active", "bench"), "explore": ("active", "bench")}  # fmt: skip
    return known.get(scope, PLACES)


def in_scope(rows: Sequence[ListRow], scope: str) -> list[ListRow]:
    """Return the rows that a scope shows."""
    return [row for row in rows if _KINDS[scope](row)]


def in_order(rows: Sequence[ListRow], sort: str) -> list[ListRow]:
    """Return `rows`, which come best fit first, sorted; those that are equal in it stay so."""
    if sort == "fit":
        return list(rows)
    return sorted(rows, key=SORTS[sort.removeprefix("-")], reverse=sort.startswith("-"))


def searched(row: ListRow) -> str:
    """Return the text that a filter looks through: name, domain, place, stage, pain, why, sector, source, research."""
    parts = (row.name, row.domain, row.city, row.country, row.stage.replace("_", " "), row.pain, row.why, row.research,
             row.sector, row.source)  # fmt: skip
    return folded(" ".join(part or "" for part in parts))


def matching(rows: Sequence[ListRow], typed: str) -> list[ListRow]:
    """Return the rows in which every typed word stands."""
    words = folded(clean(typed)).split()
    return [row for row in rows if all(word in searched(row) for word in words)] if words else list(rows)


def pick(rows: Sequence[ListRow], picked: Picked) -> list[ListRow]:
    """Return what a view shows of `rows`."""
    return in_order(matching(in_scope(rows, picked.scope), picked.words), picked.sort)
