"""Who may a bare name be: domains and entries of registers, proposed with what speaks for them; a person picks."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from prospector.model.ids import new_id
from prospector.model.makers import MACHINE
from prospector.research import doubts
from prospector.research.ask import open_fetcher
from prospector.research.finding import Candidate, Finder
from prospector.research.inquiry import Answer, able, inquire
from prospector.research.protocol import Company
from prospector.settings import Settings
from prospector.store.reads import Reader
from prospector.store.store import Store

if TYPE_CHECKING:
    from prospector.research.fetch.client import Fetcher

_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the sources said about who one account may be."""

    account_id: str
    name: str
    answers: Sequence[Answer[Candidate]]


class Candidates:
    """Asks the sources that know names."""

    def __init__(self, store: Store, settings: Settings) -> None:
        """Work on `store`."""
        self.store = store
        self.settings = settings

    async def look(
        self,
        account_ids: Sequence[str],
        *,
        only: Sequence[str] | None = None,
        say: Callable[[str], None] = lambda _line: None,
        batch: str = "",
    ) -> list[Proposed]:
        """Ask who the accounts may be and keep the candidates as open questions; those answered before stay answered.

        Raises BadInput for an unknown source in `only`.
        """
        finders, shared = able(self.settings, only, Finder), batch or new_id()
        wanted = await asyncio.to_thread(
            lambda: {key: one for key in dict.fromkeys(account_ids) if (one := company(self.store.reader, key))}
        )
        gate = asyncio.Semaphore(_AT_ONCE)
        async with open_fetcher(self.settings, self.store.clock) as fetcher:

            async def one(account_id: str, asked: Company) -> Proposed:
                async with gate:
                    answers = await asyncio.gather(
                        *(self._ask(fetcher, source, account_id, asked, say, shared) for source in finders)
                    )
                    return Proposed(account_id, asked.name, answers)

            return list(await asyncio.gather(*(one(*each) for each in wanted.items())))

    async def _ask(
        self,
        fetcher: Fetcher,
        source: Finder,
        account_id: str,
        asked: Company,
        say: Callable[[str], None],
        batch: str,
    ) -> Answer[Candidate]:
        def told(line: str) -> None:
            say(f"{asked.name}: {line}")

        answer = await inquire(self.settings, fetcher, source, asked, partial(source.find, asked), told)  # type: ignore[arg-type]
        if answer.state in ("found", "nothing"):
            await asyncio.to_thread(self._keep, account_id, asked, answer, batch)
        return answer

    def _keep(self, account_id: str, asked: Company, answer: Answer[Candidate], batch: str) -> None:
        title = f"Candidates for {asked.name} from {answer.source}"
        with self.store.action(title, by=MACHINE, actor="prospector", batch=batch) as action:
            doubts.keep(action, account_id, asked, answer.source, "", answer.found)


def company(reader: Reader, account_id: str) -> Company | None:
    """Return an account as the sources see it, None when it is not there."""
    row = reader.one("SELECT name, domain, country, city FROM account WHERE id = ?", (account_id,))
    if row is None:
        return None
    more = [one for (one,) in reader.rows("SELECT domain FROM account_domain WHERE account_id = ?", (account_id,))]
    names = [one for (one,) in reader.rows("SELECT name FROM account_name WHERE account_id = ?", (account_id,))]
    domains = tuple(one for one in (row[1], *more) if one)
    sure = doubts.known(reader, account_id)
    return Company(row[0], domains, None, tuple(names), row[2], row[3], sure.registry_ids, sure.lei, sure.known_as)
