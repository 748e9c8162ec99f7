"""People in public roles, only for the accounts where a person asked for them; switched off, they go again.

What sources say of persons never becomes a claim: it stands in the table of people, with source, page and day, for the record
that whoever keeps personal data owes (Regulation (EU) 2016/679, articles 14 and 30).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from prospector.errors import NotFound
from prospector.identity.fold import fold
from prospector.model.makers import MACHINE
from prospector.outreach.ledger_keys import Pair
from prospector.outreach.suppression import find
from prospector.research.ask import open_fetcher
from prospector.research.candidates import company
from prospector.research.finding import Introducer, PublicPerson
from prospector.research.inquiry import Answer, able, inquire
from prospector.research.protocol import Company
from prospector.research.sources import sources
from prospector.settings import Settings
from prospector.store.store import Store
from prospector.text import clean, clean_name, plural

if TYPE_CHECKING:
    from prospector.research.fetch.client import Fetcher

ROLE_LIMIT = 100


class Personal:
    """Switches persons on and off, and asks the sources that know them."""

    def __init__(self, store: Store, settings: Settings) -> None:
        """Work on `store`."""
        self.store = store
        self.settings = settings

    def asked_for(self, account_id: str) -> bool:
        """Say whether a person asked for the persons of an account."""
        return bool(self.store.reader.value("SELECT personal FROM account WHERE id = ?", (account_id,)))

    def switch(self, account_id: str, *, on: bool) -> str:
        """Ask for the persons of an account, or not any more: what sources told of them goes, what people typed stays.

        Returns what was done, in words. Raises NotFound.
        """
        from prospector.model.tables import Account, Person

        with self.store.action("Persons") as action:
            account = action.get(Account, account_id)
            if account is None:
                raise NotFound("this account is not in the workspace any more: go back to the list")
            gone = 0
            if not on:
                known = [source.name for source in sources()]
                for row in action.find(Person, Person.account_id == account_id):
                    if row.source in known:
                        action.remove(row)
                        gone += 1
            account.personal = on
            said = f"Persons of {account.name} are " + (
                "asked for" if on else f"left out, {plural(gone, 'entry', 'entries')} removed"
            )
            action.retitle(said)
        return said

    async def look(
        self,
        account_ids: Sequence[str],
        *,
        only: Sequence[str] | None = None,
        say: Callable[[str], None] = lambda _line: None,
    ) -> list[Answer[PublicPerson]]:
        """Ask who speaks in public for those of the accounts where that is asked for, and keep it; return the answers."""
        wanted = await asyncio.to_thread(
            lambda: {
                key: one
                for key in dict.fromkeys(account_ids)
                if self.asked_for(key) and (one := company(self.store.reader, key)) is not None
            }
        )
        if not wanted:
            return []
        known = able(self.settings, only, Introducer)
        async with open_fetcher(self.settings, self.store.clock) as fetcher:
            return [
                await self._ask(fetcher, source, account_id, asked, say)
                for account_id, asked in wanted.items()
                for source in known
            ]

    async def _ask(
        self, fetcher: Fetcher, source: Introducer, account_id: str, asked: Company, say: Callable[[str], None]
    ) -> Answer[PublicPerson]:
        call = partial(source.people, asked)
        answer = await inquire(self.settings, fetcher, source, asked, call, say)  # type: ignore[arg-type]
        if answer.state in ("found", "nothing"):
            await asyncio.to_thread(self._keep, account_id, answer)
        return answer

    def _keep(self, account_id: str, answer: Answer[PublicPerson]) -> None:
        """Keep what one source told; who it does not name any more goes, who must never be contacted does not come in."""
        from prospector.model.tables import Account, Person

        with self.store.action("People", by=MACHINE, actor="prospector") as action:
            account = action.get(Account, account_id)
            if account is None or not account.personal:
                return
            rows = action.find(Person, Person.account_id == account_id)
            typed = {fold(row.name) for row in rows if row.source != answer.source}
            present = {fold(row.name): row for row in rows if row.source == answer.source}
            seen = set()
            for one in answer.found:
                name = clean_name(one.name)
                key = fold(name)
                if not name or key in typed or key in seen or find(self.store.reader, _pairs(one, name, account.name)):
                    continue
                seen.add(key)
                row = present.get(key) or action.add(Person(account_id=account_id, name=name, source=answer.source))
                row.role, row.url = clean(one.role, ROLE_LIMIT), clean(one.url, 2_000)
                row.email, row.phone, row.profile = clean(one.email), clean(one.phone), clean(one.profile)
                row.read_at = answer.read_at.get(one.url) or action.now()
            for key, row in present.items():
                if key not in seen:
                    action.remove(row)
            action.retitle(f"{plural(len(seen), 'person', 'people')} at {account.name}, by {answer.source}")


def _pairs(one: PublicPerson, name: str, account: str) -> list[Pair]:
    pairs = [("person", f"{name}@{account}"), ("email", clean(one.email)), ("phone", clean(one.phone))]
    return [pair for pair, known in zip(pairs, (name, one.email, one.phone), strict=True) if known]
