"""The run: several companies at once, several sources each, every result stored as soon as it is there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prospector.model.action import MACHINE
from prospector.model.ids import new_id
from prospector.research import doubts
from prospector.research.ask import Progress, Researched, SourceOutcome, ask, open_fetcher
from prospector.research.candidates import company
from prospector.research.keeping import keep
from prospector.research.protocol import Company, Enricher
from prospector.research.sources import claiming
from prospector.settings import Settings
from prospector.store.store import Store
from prospector.text import clean

if TYPE_CHECKING:
    from prospector.research.fetch.client import Fetcher
    from prospector.store.action import Action

__all__ = ["Progress", "Research", "Researched", "SourceOutcome"]


class Research:
    """Researches accounts of a workspace."""

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
        """Research the accounts and store what is found; return it in the order asked, each account once.

        A source that fails is an outcome of that account. When cancelled, what was found so far stays.
        """
        every, shared = claiming(only or self.settings.asked()), batch or new_id()
        wanted = {one.account_id: one for one in await asyncio.to_thread(self._companies, account_ids)}
        gate, done = asyncio.Semaphore(self.settings.companies_at_once), 0

        async with open_fetcher(self.settings, self.store.clock) as fetcher:

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

            tasks = [asyncio.create_task(one(account)) for account in wanted.values()]
            try:
                return await asyncio.gather(*tasks)
            except BaseException:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
                raise

    async def _company(
        self, fetcher: Fetcher, asked: _Asked, every: Sequence[Enricher], say: Callable[[str], None], batch: str
    ) -> Researched:
        outcomes = []
        for source in every:
            outcome = await ask(fetcher, source, asked.company, say)
            await self._stored(asked, outcome, batch)
            outcomes.append(outcome)
        return Researched(asked.account_id, asked.company.name, tuple(outcomes))

    async def _stored(self, asked: _Asked, outcome: SourceOutcome, batch: str) -> None:
        """Store what a source found, even when the run is cancelled at this very moment; it ends after the storing."""
        storing = asyncio.create_task(asyncio.to_thread(self._keep, asked, outcome, batch))
        try:
            await asyncio.shield(storing)
        except asyncio.CancelledError:
            await asyncio.wait([storing])
            raise

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
            if outcome.state == "wrong_company":
                doubts.keep(action, account.id, asked.company, outcome.source, outcome.detail, outcome.candidates)
            if outcome.state == "found":
                doubts.settle(action, account.id, outcome.source)
                keep(action, account.id, outcome.source, outcome.claims, outcome.read_at)
                if account.stage == "named":
                    account.stage = "researched"
            action.session.flush()
            self._after(action, account.id)

    def _companies(self, account_ids: Sequence[str]) -> list[_Asked]:
        wanted = ((key, company(self.store.reader, key)) for key in dict.fromkeys(account_ids))
        return [_Asked(key, one) for key, one in wanted if one is not None]


@dataclass(frozen=True, slots=True)
class _Asked:
    account_id: str
    company: Company


def _summary(found: Researched) -> str:
    first = found.outcomes[0] if found.outcomes else None
    return f"{len(found.claims)} claims" if found.state == "found" or first is None else first.detail
