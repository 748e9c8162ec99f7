"""The run: many companies and many sources at once on one event loop; every answer is stored as soon as it is there.

What is fresh is not asked again, so a run that was stopped or killed goes on where it was: outcomes are in the workspace,
pages in the web cache. A company's own site is read first; sources of other hosts that need no more than its domain are
asked at the same time; those that go by its name come after, because the site may tell where the company is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from prospector.model.ids import new_id
from prospector.research.ask import Progress, Researched, SourceOutcome, ask, open_fetcher, skipped
from prospector.research.due import Asked, companies
from prospector.research.protocol import Company, Enricher
from prospector.research.sources import asked_sources, may_ask, without_contact
from prospector.research.storing import Admitted, Storing, everything
from prospector.settings import Settings
from prospector.store.store import Store
from prospector.text import plural

if TYPE_CHECKING:
    from prospector.research.fetch.client import Fetcher
    from prospector.store.action import Action

__all__ = ["Progress", "Research", "Researched", "SourceOutcome"]

_OPEN_AT_ONCE = 4
"""Companies under way for each one whose own site may be read: the others wait for interfaces that are asked slowly."""
Hear = Callable[[Progress], None]
T = TypeVar("T")


class Research:
    """Researches accounts of a workspace."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        after: Callable[[Action, str], None] = lambda _action, _account: None,
        barred: Callable[[str], str] = lambda _account: "",
        admitted: Admitted = everything,
    ) -> None:
        """Work on `store`; `after` runs inside each storing action, for what follows from new claims (the fit).

        `barred` says why an account may not be read about at all (the never-contact ledger), empty when it may; `admitted`
        leaves out claims that name somebody who was erased.
        """
        self.store = store
        self.settings = settings
        self._after = after
        self._barred = barred
        self._admitted = admitted

    async def run(
        self,
        account_ids: Sequence[str],
        *,
        only: Sequence[str] | None = None,
        progress: Hear = lambda _progress: None,
        batch: str = "",
        again: bool = False,
    ) -> list[Researched]:
        """Research the accounts and store what is found; return it in the order asked, each account once.

        Only sources that are due are asked; for the others what they said before is returned. With `again` all are asked.
        A source that fails is an outcome of that account. When cancelled, what was found so far stays.
        """
        sources = tuple(one for one in asked_sources(self.settings, only) if one.fields)
        wanted = await asyncio.to_thread(self._wanted, account_ids, sources, again)
        storing = Storing(self.store, batch or new_id(), self._after, self._admitted)
        if not any(one.due for one in wanted):
            return [Researched(one.account_id, one.company.name, _ordered(one.kept, sources)) for one in wanted]
        async with open_fetcher(self.settings, self.store.clock) as fetcher:
            going = _Run(fetcher, self.settings, storing, progress, sources, len(wanted), again=again)
            try:
                return await _together([going.account(one) for one in wanted])
            finally:
                await storing.settle()

    def _wanted(self, account_ids: Sequence[str], sources: Sequence[Enricher], again: bool) -> list[Asked]:  # noqa: FBT001
        now = self.store.clock.now()
        found = companies(self.store.reader, account_ids, sources, now, again=again)
        return [replace(one, barred=self._barred(one.account_id)) if one.due else one for one in found]


@dataclass
class _Run:
    """One run: what its accounts share."""

    fetcher: Fetcher
    settings: Settings
    storing: Storing
    hear: Hear
    sources: Sequence[Enricher]
    total: int
    again: bool
    done: int = 0
    sites: asyncio.Semaphore = field(init=False)
    """Gate of the companies whose own site is being read."""
    _open: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        """Make the two gates."""
        self.sites = asyncio.Semaphore(self.settings.companies_at_once)
        self._open = asyncio.Semaphore(self.settings.companies_at_once * _OPEN_AT_ONCE)

    async def account(self, asked: Asked) -> Researched:
        """Ask the sources that are due about one account."""
        async with self._open if asked.due else nullcontext():
            found = await _Account(self, asked).research() if asked.due else []
        every = _ordered([*asked.kept, *found], self.sources)
        researched = Researched(asked.account_id, asked.company.name, every)
        self.done += 1
        self.say(asked, _summary(researched), state=researched.state)
        return researched

    def say(self, asked: Asked, message: str, *, state: str = "running", source: str = "") -> None:
        """Tell what is going on."""
        self.hear(Progress(asked.account_id, asked.company.name, state, message, self.done, self.total, source))


class _Account:
    """The sources of one account in a run."""

    def __init__(self, run: _Run, asked: Asked) -> None:
        self._run = run
        self._asked = asked
        self._company = asked.company
        from prospector.research.fetch.budget import Budget

        limits = run.settings
        self._budget = Budget(limits.budget_requests, limits.budget_megabytes, limits.budget_seconds)

    async def research(self) -> list[SourceOutcome]:
        """Return what became of each source: own site and what needs its domain alone first, then what goes by the name."""
        own = [one for one in self._asked.due if not one.hosts]
        beside = [one for one in self._asked.due if one.hosts and "name" not in one.needs]
        by_name = [one for one in self._asked.due if one.hosts and "name" in one.needs]
        one, other = await _together([self._own_then(own, by_name), self._all(beside)])
        return [*one, *other]

    async def _own_then(self, own: Sequence[Enricher], by_name: Sequence[Enricher]) -> list[SourceOutcome]:
        first: list[SourceOutcome] = []
        if own:
            async with self._run.sites:
                first = await self._all(own)
            self._company = _located(self._company, first)
        return [*first, *await self._all(by_name)]

    async def _all(self, sources: Sequence[Enricher]) -> list[SourceOutcome]:
        return await _together([self._one(source) for source in sources])

    async def _one(self, source: Enricher) -> SourceOutcome:
        run, asked = self._run, self._asked

        def say(message: str) -> None:
            run.say(asked, message, source=source.name)

        if asked.barred:
            outcome = skipped(source, asked.barred)
        elif not may_ask(source, run.settings):
            outcome = skipped(source, without_contact(run.settings))
        else:
            say("asking" if source.hosts else "starting")
            outcome = await ask(run.fetcher, source, self._company, say, self._budget, again=run.again)
        await run.storing.keep(asked, outcome)
        return outcome


async def _together(works: Sequence[Coroutine[Any, Any, T]]) -> list[T]:
    """Return what all `works` return, done at the same time; when one fails or we are cancelled, none goes on."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _located(company: Company, outcomes: Iterable[SourceOutcome]) -> Company:
    """Return `company` with country and city, where nobody typed them and its own site names exactly one."""
    addresses = [
        claim.value
        for one in outcomes
        for claim in one.claims
        if claim.field == "address" and isinstance(claim.value, dict)
    ]
    countries = {one["country"] for one in addresses if one.get("country")}
    cities = {one["city"] for one in addresses if one.get("city")}
    return replace(
        company,
        country=company.country or (countries.pop() if len(countries) == 1 else None),
        city=company.city or (cities.pop() if len(cities) == 1 else None),
    )


def _ordered(outcomes: Iterable[SourceOutcome], sources: Sequence[Enricher]) -> tuple[SourceOutcome, ...]:
    """Return the outcomes in the order of the sources."""
    place = {source.name: number for number, source in enumerate(sources)}
    return tuple(sorted(outcomes, key=lambda one: place.get(one.source, len(place))))


def _summary(found: Researched) -> str:
    telling = found.telling
    if telling is None:
        return "no source is switched on"
    if telling.state != "found":
        return telling.detail
    names = {one.source for one in found.outcomes if one.state == "found"}
    return f"{plural(len(found.claims), 'claim')} from {plural(len(names), 'source')}"
