"""Asking one source about one company; whatever goes wrong in it becomes its outcome, and nobody else's."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from prospector.clock import Clock, stamp
from prospector.research import claims as claim_rules
from prospector.research.claims import Conflict
from prospector.research.finding import Candidate
from prospector.research.protocol import (
    Claim,
    Company,
    Enricher,
    FetchFailed,
    NoKey,
    Nothing,
    Retry,
    Skip,
    WrongCompany,
)
from prospector.settings import Settings
from prospector.text import clean

if TYPE_CHECKING:
    from prospector.research.fetch.budget import Budget
    from prospector.research.fetch.client import Fetcher
    from prospector.research.pool import ParsePool

COMPANY_SECONDS = 90
"""Longest time for one source and one company; waiting for a turn at a host that others ask too is not counted."""
OWN_SITE = "website"
"""The source that reads the company's own site."""


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
    after: float | None = None
    """Seconds that the source wishes to be left alone."""
    by_rule: bool = False
    """Skipped before the source was asked, for a reason that the user can change at any time."""
    asked_at: str | None = None
    """Stamp of the moment it was asked, when that was before this run: it is still fresh, and was not asked again."""


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
        """Return one word for the row: `found` when any source found something, else the outcome of `telling`."""
        return self.telling.state if self.telling else "skipped"

    @property
    def telling(self) -> SourceOutcome | None:
        """Return the outcome that tells most: one that found something, else that of the company's own site, else one asked."""
        ranked = sorted(
            self.outcomes, key=lambda one: (one.state != "found", one.source != OWN_SITE, one.state == "skipped")
        )
        return next(iter(ranked), None)

    @property
    def fresh(self) -> bool:
        """Say whether nothing was asked, because everything is fresh."""
        return bool(self.outcomes) and all(one.asked_at for one in self.outcomes)


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
    source: str = ""
    """Which source is being asked, empty for the company as a whole."""


def open_fetcher(settings: Settings, clock: Clock, pool: ParsePool | None = None) -> Fetcher:
    """Return the door to the web, to be used as an async context manager; a `pool` given to it stays open after it."""
    from prospector.research.fetch.client import Fetcher
    from prospector.research.fetch.settings import FetchSettings

    return Fetcher(
        FetchSettings(
            contact=settings.contact_given(),
            gateway=settings.gateway or None,
            cache_path=settings.cache_path(),
            pace=settings.pace_seconds,
            keys=settings.keys,
        ),
        clock,
        pool=pool,
    )


def skipped(source: Enricher, why: str) -> SourceOutcome:
    """Return the outcome of a source that was not asked for a reason the user can change."""
    return SourceOutcome(source.name, "skipped", why, 0, by_rule=True)


async def ask(
    fetcher: Fetcher,
    source: Enricher,
    company: Company,
    say: Callable[[str], None],
    budget: Budget | None = None,
    *,
    again: bool = False,
) -> SourceOutcome:
    """Ask one source and return what became of it; `say` gets a line about each step.

    The sources of one company share its `budget`; `again` asks even where the pages that were kept are fresh.
    """
    if "domain" in source.needs and not (company.domains or company.url):
        return skipped(source, "no domain known: add one, then research again")
    context = fetcher.context(source, company, say, budget, again=again)
    claims: Sequence[Claim] = ()
    more: dict[str, Any] = {}
    try:
        async with asyncio.timeout(COMPANY_SECONDS) as limit:
            context.timed(limit)
            claims = claim_rules.checked(await source.enrich(company, context))
        state, detail = ("found", f"{len(claims)} claims") if claims else ("nothing", "nothing said about the company")
    except Nothing as said:
        state, detail = "nothing", str(said) or "nothing said about the company"
    except NoKey as said:
        state, detail, more = "skipped", str(said), {"by_rule": True}
    except Skip as said:
        state, detail = "skipped", str(said)
    except WrongCompany as said:
        state, detail, more = "wrong_company", str(said), {"candidates": tuple(said.candidates)}
    except Retry as said:
        state, detail, more = "rate_limited", str(said), {"after": said.after}
    except FetchFailed as said:
        state, detail, more = said.state, str(said), {"after": said.after}
    except TimeoutError:
        state, detail = "unreachable", f"took longer than {COMPANY_SECONDS} s"
    except Exception as error:  # noqa: BLE001 - a third party's source must not end the run
        state, detail = "failed", f"the source broke: {type(error).__name__}: {error}"
    read_at = {url: stamp(moment) for url, moment in context.read.items()}
    told = clean(context.hidden(detail))
    return SourceOutcome(source.name, state, told, context.requests, tuple(claims), read_at, **more)
