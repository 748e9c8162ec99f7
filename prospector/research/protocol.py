"""What an enricher is, what it is given and what it answers. Enrichers import this module and nothing else of research.

Enrichers are found through the entry-point group ``prospector.enrichers``; a third party's package plugs in as ours do.
An enricher never imports an HTTP client, the store or Textual: `Context.fetch` is its only way out, claims are its only answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, runtime_checkable

if TYPE_CHECKING:
    from prospector.research.finding import Candidate

T = TypeVar("T")

FIELDS = frozenset(
    {
        "name", "legal_name", "description", "email", "phone", "fax", "address", "social", "founded",
        "employees", "revenue", "industry", "technology", "parent", "lei", "registry_id", "ticker", "feed", "opening", "event",
    }
)  # fmt: skip
"""The fields a claim may be about. `phone` and `fax` are E.164; `address` is an object with any of street, city,
region, postal, country (ISO 3166 alpha-2); `social` is a URL; `founded` a year; `employees` a whole number; `revenue` an object
value, currency, year. One claim holds one value."""

STATES = (
    "found", "nothing", "refused_by_robots", "rate_limited", "blocked", "unreachable", "failed", "wrong_company", "skipped",
)  # fmt: skip
"""What became of asking one source about one account."""


@dataclass(frozen=True)
class Company:
    """An account as an enricher sees it: what is known before the source is asked."""

    name: str
    domains: Sequence[str] = ()
    """Registrable domains, the account's main one first."""
    url: str | None = None
    """A page given by a person to start from; else the main domain's home page."""
    other_names: Sequence[str] = ()
    country: str | None = None
    """ISO 3166 alpha-2, when known."""
    city: str | None = None
    registry_ids: Sequence[str] = ()
    """Numbers in registers that a person confirmed."""
    lei: str | None = None
    """Legal entity identifier (ISO 17442) that a person confirmed."""
    known_as: Mapping[str, str] = field(default_factory=dict)
    """What a source knows it by, as a person picked it: name of the source to number or identifier there."""


@dataclass(frozen=True)
class Claim:
    """One value for one field from one source, with the proof."""

    field: str
    """One of `FIELDS`."""
    value: Any
    """A text, a number or an object, by field; always what JSON can hold."""
    url: str
    """The page that was read (after redirects)."""
    passage: str
    """The words of that page which say so; they stand in what was fetched."""
    method: str
    """How it was read: `json-ld`, `microdata`, `opengraph`, `meta`, `link`, `text`, `api`..."""
    confidence: float = 0.8
    """0 to 1: how sure the reading is, not how true the page is."""
    value_date: str | None = None
    """ISO date the source gives for the value itself, when it does."""


@dataclass(frozen=True)
class Page:
    """One answer of the web, already decoded and capped."""

    url: str
    """Where the answer came from, after redirects."""
    requested: str
    """What was asked for."""
    status: int
    content_type: str
    """Lower case, without parameters; empty when the server did not say."""
    text: str
    """The decoded body, at most the cap of the source."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Lower-case names."""
    read_at: datetime | None = None
    """When the bytes left the site: for a cached page the moment of the first reading."""
    truncated: bool = False
    from_cache: bool = False


class Nothing(Exception):
    """The source was read and knows nothing about this company."""


class Skip(Exception):
    """The source can't be asked at all; the message says why (no domain known, switched off...)."""


class NoKey(Skip):
    """The source wants a key of the user's own, and there is none."""


class WrongCompany(Exception):
    """The source answered about somebody else; the message says what was compared."""

    def __init__(self, compared: str = "", candidates: Sequence[Candidate] = ()) -> None:
        """Keep what was compared, and those it may be all the same: a person is asked about them."""
        super().__init__(compared)
        self.candidates = tuple(candidates)


class Retry(Exception):
    """The source asks to come back later."""

    def __init__(self, after: float | None = None) -> None:
        """Keep the wished delay in seconds, when the source named one."""
        super().__init__("rate limited" if after is None else f"rate limited, asked to wait {after:.0f} s")
        self.after = after


class FetchFailed(Exception):
    """`Context.fetch` got no page. `state` is the outcome that the source ends with when the enricher lets this pass."""

    def __init__(self, state: str, url: str, detail: str, *, after: float | None = None) -> None:
        """Keep the outcome (one of `STATES`), the URL, one sentence, and the seconds that the site wants to be left alone."""
        super().__init__(f"{detail} ({url})")
        self.after = after
        self.state = state
        self.url = url
        self.detail = detail


class Context(Protocol):
    """What an enricher may do."""

    async def fetch(self, url: str, *, headers: Mapping[str, str] | None = None) -> Page:
        """Return the page at `url`: any HTTP status is a page, except 401, 403, 429, 451 and 5xx.

        `headers` may name `Accept`, and `Authorization` with the user's own key. The latter goes over https to the `hosts` of
        the source alone, never along with a redirect to another one, and is kept nowhere.
        Raises FetchFailed when there is none: refused by robots.txt, blocked, rate-limited, unreachable, not allowed.
        """

    def key(self) -> str:
        """Return the user's own key for this source. Raises Skip, which says how to set one, when there is none."""

    async def parse(self, function: Callable[..., T], *arguments: Any) -> T:
        """Run a pure, picklable, module-level `function` on page text off the event loop under a time limit.

        Raises FetchFailed with state `failed` when the page takes longer than the limit.
        """

    def now(self) -> datetime:
        """Return the current moment, aware, UTC."""

    def log(self, message: str) -> None:
        """Say what is being done, for the progress line."""


@runtime_checkable
class Enricher(Protocol):
    """One public source. Metadata are plain attributes, so that listing sources asks nobody."""

    name: str
    """Short word used in commands, claims and settings."""
    label: str
    """What people call it."""
    fields: Sequence[str]
    """Which of `FIELDS` it may fill."""
    needs: Sequence[str]
    """What must be known before: any of `domain`, `name`, `country`."""
    hosts: Sequence[str]
    """Hosts it talks to; empty: the company's own."""
    licence: str
    """Licence of the data."""
    terms: str
    """Where the terms of use stand, or what they are."""
    rate: float
    """Most requests a second to one host of this source."""

    async def enrich(self, company: Company, context: Context) -> Sequence[Claim]:
        """Return what the source says about `company`; raise Nothing, Skip, WrongCompany or Retry instead of guessing."""
