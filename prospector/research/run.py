"""The run: several companies at once, several sources each, every result stored as soon as it is there."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from prospector.clock import stamp
from prospector.errors import BadInput
from prospector.identity.domain import registrable
from prospector.model.action import MACHINE
from prospector.model.ids import new_id
from prospector.research import claims as claim_rules
from prospector.research.claims import Conflict
from prospector.research.protocol import Claim, Company, Enricher, FetchFailed, Nothing, Retry, Skip, WrongCompany
from prospector.research.sources import chosen_sources
from prospector.settings import Settings
from prospector.store.store import Store
from prospector.text import clean

if TYPE_CHECKING:
    from prospector.research.fetch.client import Fetcher, SourceContext
    from prospector.store.action import Action

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


class Research:
    """Researches accounts of a workspace, or a page that belongs to none."""

    def __init__(
        self, store: Store, settings: Settings, after: Callable[[Action, str], None] = lambda _action, _account: None
    ) -> None:
        """Work on `store`; `after` runs inside each storing action, for what follows from new claims (the fit)."""
        self.store = store
        self.settings = settings
        self._after = after

    async def run(
        self,
        account_ids: Sequence[str],
        *,
        only: Sequence[str] | None = None,
        progress: Callable[[Progress], None] = lambda _progress: None,
        batch: str = "",
    ) -> list[Researched]:
        """Research the accounts and store what is found; return it in the order asked.

        A source that fails is an outcome of that account. When cancelled, what was found so far stays.
        """
        every, shared = chosen_sources(only), batch or new_id()
        wanted = {one.account_id: one for one in await asyncio.to_thread(self._companies, account_ids)}
        gate, done = asyncio.Semaphore(self.settings.companies_at_once), 0

        async with self._fetcher() as fetcher:

            async def one(account: _Asked) -> Researched:
                nonlocal done
                async with gate:

                    def say(message: str, state: str = "running") -> None:
                        progress(Progress(account.account_id, account.company.name, state, message, done, len(wanted)))

                    say("starting")
                    found = await self._company(fetcher, account, every, say, shared)
                    done += 1
                    say(_summary(found), found.state)
                    return found

            tasks = [asyncio.create_task(one(wanted[key])) for key in account_ids if key in wanted]
            try:
                return await asyncio.gather(*tasks)
            except BaseException:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
                raise

    async def look(
        self,
        url: str,
        *,
        only: Sequence[str] | None = None,
        progress: Callable[[Progress], None] = lambda _progress: None,
    ) -> Researched:
        """Research the page at `url` and the pages linked from it, without storing anything. Raises BadInput."""
        address = clean(url, 2_000)
        address = address if "://" in address else f"https://{address}"
        if urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname:
            raise BadInput(f"“{address}” is not a web address: type it like https://acme.com/contact")
        domain = registrable(address)
        company = Company(name="", domains=(domain,) if domain else (), url=address)
        outcomes = []
        async with self._fetcher() as fetcher:
            for source in chosen_sources(only):

                def say(message: str) -> None:
                    progress(Progress("", address, "running", message, 0, 1))

                outcomes.append(await _ask(fetcher, source, company, say))
        return Researched("", address, tuple(outcomes))

    async def _company(
        self, fetcher: Fetcher, asked: _Asked, every: Sequence[Enricher], say: Callable[[str], None], batch: str
    ) -> Researched:
        outcomes = []
        for source in every:
            outcome = await _ask(fetcher, source, asked.company, say)
            # Shielded: what a source found is stored even when the run is cancelled at this very moment.
            await asyncio.shield(asyncio.to_thread(self._keep, asked, outcome, batch))
            outcomes.append(outcome)
        return Researched(asked.account_id, asked.company.name, tuple(outcomes))

    def _keep(self, asked: _Asked, outcome: SourceOutcome, batch: str) -> None:
        from prospector.model.tables import Account, Outcome

        title = f"Research {asked.company.name}: {outcome.source}, {outcome.state.replace('_', ' ')}"
        with self.store.action(title, by=MACHINE, actor="prospector", batch=batch) as action:
            account = action.get(Account, asked.account_id)
            if account is None:
                return
            rows = action.find(Outcome, Outcome.account_id == account.id, Outcome.source == outcome.source)
            row = rows[0] if rows else action.add(Outcome(account_id=account.id, source=outcome.source))
            row.state, row.detail, row.requests = outcome.state, clean(outcome.detail), outcome.requests
            row.at = action.now()
            if outcome.state == "found":
                claim_rules.keep(action, account.id, outcome.source, outcome.claims, outcome.read_at)
                if account.stage == "named":
                    account.stage = "researched"
            action.session.flush()
            self._after(action, account.id)

    def _companies(self, account_ids: Sequence[str]) -> list[_Asked]:
        reader = self.store.reader
        found = []
        for account_id in dict.fromkeys(account_ids):
            row = reader.one("SELECT name, domain, country, city FROM account WHERE id = ?", (account_id,))
            if row is None:
                continue
            more = [
                one for (one,) in reader.rows("SELECT domain FROM account_domain WHERE account_id = ?", (account_id,))
            ]
            names = [one for (one,) in reader.rows("SELECT name FROM account_name WHERE account_id = ?", (account_id,))]
            domains = tuple(one for one in (row[1], *more) if one)
            found.append(_Asked(account_id, Company(row[0], domains, None, tuple(names), row[2], row[3])))
        return found

    @contextlib.asynccontextmanager
    async def _fetcher(self) -> AsyncIterator[Fetcher]:
        from prospector.research.fetch.client import Fetcher
        from prospector.research.fetch.settings import FetchSettings

        settings = FetchSettings(
            contact=self.settings.contact or None,
            gateway=self.settings.gateway or None,
            cache_path=None if self.settings.gateway else self.settings.cache_path(),
            pace=self.settings.pace_seconds,
        )
        async with Fetcher(settings, self.store.clock) as fetcher:
            yield fetcher


@dataclass(frozen=True, slots=True)
class _Asked:
    account_id: str
    company: Company


async def _ask(fetcher: Fetcher, source: Enricher, company: Company, say: Callable[[str], None]) -> SourceOutcome:
    """Ask one source; whatever goes wrong in it becomes its outcome, and nobody else's."""
    context = fetcher.context(source, company, say)
    claims: Sequence[Claim] = ()
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
        state, detail = "wrong_company", str(said)
    except Retry as said:
        state, detail = "rate_limited", str(said)
    except FetchFailed as said:
        state, detail = said.state, str(said)
    except TimeoutError:
        state, detail = "unreachable", f"took longer than {COMPANY_SECONDS} s"
    except Exception as error:  # noqa: BLE001 - a third party's source must not end the run
        state, detail = "failed", f"the source broke: {type(error).__name__}: {error}"
    return SourceOutcome(source.name, state, clean(detail), context.requests, tuple(claims), _read_at(context))


def _read_at(context: SourceContext) -> dict[str, str]:
    return {url: stamp(moment) for url, moment in getattr(context, "read", {}).items()}


def _summary(found: Researched) -> str:
    first = found.outcomes[0] if found.outcomes else None
    return f"{len(found.claims)} claims" if found.state == "found" or first is None else first.detail
