"""Asking one source about one company; whatever goes wrong in it becomes its outcome, and nobody else's."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from prospector.clock import Clock, stamp
from prospector.research import claims as claim_rules
from prospector.research.claims import Conflict
from prospector.research.finding import Candidate
from prospector.research.protocol import Claim, Company, Enricher, FetchFailed, Nothing, Retry, Skip, WrongCompany
from prospector.settings import Settings
from prospector.text import clean

if TYPE_CHECKING:
    from prospector.research.fetch.client import Fetcher

COMPANY_SECONDS = 90
"""Longest time for one source and one company."""


@dataclass(frozen=True, slots=True)
class SourceOutcome:
    """What became of asking one source about one company."""

    source: str
    state: str
    detail: str
    requests: int
    claims: Sequence[Claim] = ()
    read_at: dict[str, str] = field(default_factory=dict)
    """Stamp of the reading of each page, by URL."""
    candidates: Sequence[Candidate] = ()
    """Who it may be all the same, when the source answered about somebody else."""


@dataclass(frozen=True, slots=True)
class Researched:
    """What research found out about one company."""

    account_id: str
    name: str
    outcomes: Sequence[SourceOutcome]

    @property
    def claims(self) -> list[tuple[str, Claim]]:
        """Return (source, claim) of everything said."""
        return [(one.source, claim) for one in self.outcomes for claim in one.claims]

    @property
    def conflicts(self) -> list[Conflict]:
        """Return the fields whose values disagree."""
        return claim_rules.conflicts(claim for _, claim in self.claims)

    @property
    def state(self) -> str:
        """Return one word for the row: `found` when any source found something, else the first outcome."""
        states = [one.state for one in self.outcomes]
        return "found" if "found" in states else next(iter(states), "skipped")


@dataclass(frozen=True, slots=True)
class Progress:
    """One line of progress."""

    account_id: str
    name: str
    state: str
    """`running`, or one of the outcome states when this company is done."""
    message: str
    done: int
    total: int


def open_fetcher(settings: Settings, clock: Clock) -> Fetcher:
    """Return the door to the web, to be used as an async context manager."""
    from prospector.research.fetch.client import Fetcher
    from prospector.research.fetch.settings import FetchSettings

    return Fetcher(
        FetchSettings(
            contact=settings.contact or None,
            gateway=settings.gateway or None,
            cache_path=settings.cache_path(),
            pace=settings.pace_seconds,
            keys=settings.keys,
        ),
        clock,
    )


async def ask(fetcher: Fetcher, source: Enricher, company: Company, say: Callable[[str], None]) -> SourceOutcome:
    """Ask one source and return what became of it; `say` gets a line about each step."""
    context = fetcher.context(source, company, say)
    claims: Sequence[Claim] = ()
    candidates: Sequence[Candidate] = ()
    if "domain" in source.needs and not (company.domains or company.url):
        return SourceOutcome(source.name, "skipped", "no domain known: add one, then research again", 0)
    try:
        async with asyncio.timeout(COMPANY_SECONDS):
            claims = claim_rules.checked(await source.enrich(company, context))
        state, detail = ("found", f"{len(claims)} claims") if claims else ("nothing", "nothing said about the company")
    except Nothing as said:
        state, detail = "nothing", str(said) or "nothing said about the company"
    except Skip as said:
        state, detail = "skipped", str(said)
    except WrongCompany as said:
        state, detail, candidates = "wrong_company", str(said), said.candidates
    except Retry as said:
        state, detail = "rate_limited", str(said)
    except FetchFailed as said:
        state, detail = said.state, str(said)
    except TimeoutError:
        state, detail = "unreachable", f"took longer than {COMPANY_SECONDS} s"
    except Exception as error:  # noqa: BLE001 - a third party's source must not end the run
        state, detail = "failed", f"the source broke: {type(error).__name__}: {error}"
    return SourceOutcome(
        source.name,
        state,
        clean(context.hidden(detail)),
        context.requests,
        tuple(claims),
        {url: stamp(moment) for url, moment in context.read.items()},
        tuple(candidates),
    )
