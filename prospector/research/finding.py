"""What a source may tell besides claims: who else it may be, who is like it, who speaks for it in public.

Light, as the protocol is: enrichers import it. A source that can do one of these has the coroutine of that name; one whose
`fields` are empty is never asked for claims.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from prospector.research.protocol import Company, Context

DOMAIN, REGISTRY, RECORD = KINDS = ("domain", "registry", "record")


@dataclass(frozen=True)
class Candidate:
    """Somebody in a source who may be the company, or be like it; nothing of it is stored before a person says so."""

    kind: str
    """`domain` (a site), `registry` (an entry of a register) or `record` (anything else)."""
    key: str
    """The domain, the number in the register, or the identifier in the source."""
    name: str
    url: str = ""
    """The page that says so."""
    passage: str = ""
    """The words of that page, for a person to compare."""
    domain: str = ""
    country: str = ""
    """ISO 3166 alpha-2."""
    city: str = ""
    street: str = ""
    postal: str = ""
    registry_id: str = ""
    lei: str = ""
    industry: str = ""
    """In the source's own words and codes."""
    code: str = ""
    """Digits of its class by NACE Rev. 2 or a national version, when the source gives one."""
    employees: int | None = None
    """Head count, when it is known exactly."""
    size: str = ""
    """Head count in words, when the source gives a range alone."""
    note: str = ""
    """What a person should know before taking it: struck off, dormant, a part of a group."""


@dataclass(frozen=True)
class Traits:
    """What the companies that are looked for have in common; whatever is empty does not matter."""

    country: str = ""
    """ISO 3166 alpha-2."""
    cities: Sequence[str] = ()
    industries: Sequence[str] = ()
    """Words, as a profile or a register says them."""
    codes: Sequence[str] = ()
    """Digits of classes by NACE Rev. 2 (``2813``), two to four of them."""
    least: int | None = None
    most: int | None = None
    """Head count from and to."""
    sites: Sequence[str] = ()
    """Domains of the companies that the traits were taken from."""
    limit: int = 50
    """Most candidates of use."""


@dataclass(frozen=True)
class PublicPerson:
    """Somebody in a public role at a company, told only when the user asks for persons of that account."""

    name: str
    role: str
    url: str
    passage: str
    email: str = ""
    phone: str = ""
    """E.164."""
    profile: str = ""
    """Web address of a public profile."""


@runtime_checkable
class Finder(Protocol):
    """A source that can be asked who bears a name."""

    name: str

    async def find(self, company: Company, context: Context) -> Sequence[Candidate]:
        """Return who may be `company`; nobody is an empty answer. Raises what `enrich` raises."""


@runtime_checkable
class Discoverer(Protocol):
    """A source that can be asked by industry, place and size."""

    name: str

    async def discover(self, traits: Traits, context: Context) -> Sequence[Candidate]:
        """Return companies with these traits; nobody is an empty answer. Raises what `enrich` raises."""


@runtime_checkable
class Introducer(Protocol):
    """A source that knows people in public roles."""

    name: str

    async def people(self, company: Company, context: Context) -> Sequence[PublicPerson]:
        """Return who speaks for `company` in public. Raises what `enrich` raises."""
