"""One entry of a register, and the candidates that several of them make when none is surely the company's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from enrichers.shared.common import bare_name, registrable, same_name
from prospector.research.finding import REGISTRY, Candidate
from prospector.research.protocol import Company

_MOST = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a register, as far as it tells whose it is."""

    number: str
    """What the register knows it by, as one writes it."""
    names: Sequence[str]
    """Names it bears now, the legal one first."""
    country: str
    """ISO 3166 alpha-2."""
    cities: Sequence[str] = ()
    postal: str = ""
    website: str = ""
    alive: bool = True
    path: tuple[str | int, ...] = ()
    """Where the entry stands in the answer."""
    marks: Sequence[str] = ()
    """Other numbers that only this company bears: looked for on its own pages beside `number`."""
    page: str = ""
    """Where it was read."""
    street: str = ""
    industry: str = ""
    """Class of activity with its words, as the register gives it."""
    code: str = ""
    """The digits of that class."""
    employees: int | None = None
    size: str = ""
    """Head count in words, where the register knows a range alone."""
    lei: str = ""
    registry_id: str = ""
    """Number in a national register, when `number` is none."""
    note: str = ""


def candidate(entry: Entry) -> Candidate:
    """Return an entry as somebody who may be the company."""
    told = [*([entry.note] if entry.note else []), *([] if entry.alive else ["not active any more"])]
    return Candidate(
        kind=REGISTRY,
        key=entry.number,
        name=entry.names[0] if entry.names else entry.number,
        url=entry.page,
        domain=registrable(entry.website) or "" if entry.website else "",
        country=entry.country,
        city=entry.cities[0] if entry.cities else "",
        street=entry.street,
        postal=entry.postal,
        registry_id=entry.registry_id or ("" if entry.lei else entry.number),
        lei=entry.lei,
        industry=entry.industry,
        code="".join(sign for sign in entry.code if sign.isdigit()),
        employees=entry.employees,
        size=entry.size,
        note=", ".join(told),
    )


def candidates(entries: Sequence[Entry], company: Company) -> list[Candidate]:
    """Return the entries whose name is the company's or holds it, the living and the equal ones first."""
    wanted = [name for name in (company.name, *company.other_names) if name]
    ranked = []
    for place, entry in enumerate(entries):
        equal = any(same_name(name, mine) for name in entry.names for mine in wanted)
        if equal or any(_holds(name, mine) for name in entry.names for mine in wanted):
            ranked.append((not entry.alive, not equal, place, entry))
    return [candidate(entry) for *_, entry in sorted(ranked, key=lambda one: one[:3])[:_MOST]]


def _holds(name: str, wanted: str) -> bool:
    words = bare_name(wanted).split()
    return bool(words) and set(words) <= set(bare_name(name).split())
