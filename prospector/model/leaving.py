"""What leaves for other programs: accounts and their people, every value as one text, with where it came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class LeavingPerson:
    """A contact that may leave: nobody who opted out or must never be contacted is made into one."""

    id: str
    name: str
    role: str = ""
    email: str = ""
    phone: str = ""
    profile: str = ""
    source: str = ""
    read_on: str = ""


@dataclass(frozen=True, slots=True)
class LeavingAccount:
    """An account that may leave; texts are empty where nothing is known, days are ISO 8601."""

    id: str
    name: str
    domain: str = ""
    other_names: Sequence[str] = ()
    other_domains: Sequence[str] = ()
    street: str = ""
    city: str = ""
    region: str = ""
    postal: str = ""
    country: str = ""
    phone: str = ""
    email: str = ""
    linkedin: str = ""
    industry: str = ""
    employees: str = ""
    founded: str = ""
    revenue: str = ""
    """With its currency, where one is known."""
    legal_name: str = ""
    registry_id: str = ""
    lei: str = ""
    description: str = ""
    sector: str = ""
    stage: str = ""
    place: str = ""
    horizon: str = ""
    explore: str = ""
    """``yes`` in an exploration slot."""
    origin: str = ""
    source: str = ""
    named_by: str = ""
    named_on: str = ""
    rep: str = ""
    pain: str = ""
    why: str = ""
    fit_low: str = ""
    fit_high: str = ""
    fit_known: str = ""
    """Share of the profile's weight that is known, in per cent."""
    reason: str = ""
    """Why it is on the list, in one sentence of the product's own."""
    why_now: str = ""
    why_now_until: str = ""
    touches: str = "0"
    last_touch: str = ""
    last_outcome: str = ""
    read_from: Sequence[str] = ()
    """The sources whose values are shown."""
    read_on: str = ""
    """The newest day on which a value was read."""
    confirmed_on: str = ""
    """The newest day on which a person confirmed a value."""
    people: Sequence[LeavingPerson] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class HeldBack:
    """An account or a person that may not leave, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote."""

    path: str
    format: str
    rows: int
    held_back: Sequence[HeldBack] = ()
    left_out: Sequence[HeldBack] = ()
    """Rows that the format can't take: a contact without an address, say."""
    files: Sequence[str] = ()
    """All files written; more than one where the destination limits the rows of a file."""
