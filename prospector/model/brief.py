"""A brief as screens and commands see it: one page about one account, every line with its source and age."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """Something that a person wrote about an account."""

    said: str
    by: str = ""
    at: str = ""
    """Stamp of when it was written."""
    url: str = ""
    on: str | None = None
    """ISO date of what it speaks of."""


@dataclass(frozen=True, slots=True)
class Notes:
    """What people wrote about an account, by the heading of the brief under which it stands."""

    motivations: Sequence[Told] = ()
    pains: Sequence[Told] = ()
    buying: Sequence[Told] = ()
    why_now: Sequence[Told] = ()
    people: Sequence[Told] = ()
    """Contacts that the user keeps, as ``name, role``."""


@dataclass(frozen=True, slots=True)
class BriefLine:
    """One statement with its proof."""

    text: str
    source: str = ""
    """Who says so: a source, or the person who wrote it."""
    url: str = ""
    dated: str | None = None
    """ISO date of the fact itself, when the source gives one."""
    age: str = ""
    """How long ago it was read or written: ``today``, ``3 d``, ``5 w``; empty when nobody read anything."""
    confirmed: bool = False
    """A person typed or confirmed it."""


@dataclass(frozen=True, slots=True)
class BriefSection:
    """One heading; without lines it asks."""

    title: str
    lines: Sequence[BriefLine]
    ask: str
    """What to ask about it, as ``ask who decides``."""
    more: int = 0
    """Further lines for which the page has no room."""


@dataclass(frozen=True, slots=True)
class Brief:
    """One page about one account."""

    account_id: str
    name: str
    domain: str | None
    standing: str
    """Stage and place on the list in a few words."""
    day: str
    """ISO date it was made on."""
    sections: Sequence[BriefSection]
    unknown: Sequence[str]
    """What to find out: the profile's heaviest open criteria first, then one question for each empty heading."""
