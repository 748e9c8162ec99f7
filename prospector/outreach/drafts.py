"""Drafts: written here from the sector's playbook, sent in the rep's own mail program, confirmed as sent.

Nothing is ever sent from here. Before a draft leaves, two alarms look at it: whether it reads like one to another sector,
and whether it holds a single fact about this company.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from prospector.clock import moment
from prospector.errors import BadInput, NotFound, Refused
from prospector.model.touch import TouchRecord
from prospector.outreach.ledger_keys import Pair
from prospector.outreach.reachable import refuse_unreachable
from prospector.outreach.sameness import Fact, Repeated, Sameness, facts_of, repeated, sameness, written
from prospector.outreach.suppression import find, refuse
from prospector.outreach.touches import Touches
from prospector.plan.strategy import Strategy
from prospector.plan.why_now import holding
from prospector.store.reads import PARTS_OF_ONE
from prospector.store.store import Store
from prospector.text import clean, clean_text

if TYPE_CHECKING:
    from prospector.store.action import Action

_COLUMNS = "d.id, a.id, a.name, d.person_id, d.sector, d.subject, d.body, d.state, d.drafted_by, d.drafted_at"
_PART = f"IN {PARTS_OF_ONE}"


@dataclass(frozen=True, slots=True)
class DraftRecord:
    """One message."""

    id: str
    account_id: str
    name: str
    """The account's."""
    person_id: str | None
    sector: str
    subject: str
    body: str
    state: str
    """`drafted`, `sent` or `discarded`."""
    drafted_by: str
    drafted_at: str
    to: str = ""
    """E-mail address of the person, empty when none is known."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft that nobody has confirmed as sent yet."""

    draft: DraftRecord
    days: int
    """Calendar days since it was drafted."""
    stopped: str
    """Why it must not be sent any more, empty while it may."""


_RECORD: Callable[..., DraftRecord] = DraftRecord


class Drafts:
    """The drafts of one workspace."""

    def __init__(self, store: Store, strategy: Strategy, touches: Touches) -> None:
        """Work on `store`; playbooks come from `strategy`, what is confirmed as sent goes to `touches`."""
        self.store = store
        self._strategy = strategy
        self._touches = touches

    def begin(self, account_id: str, person_id: str | None = None) -> tuple[str, str]:
        """Return the subject and the text that the sector's playbook proposes. Raises Refused, NotFound."""
        name = self._contactable(account_id, person_id)
        book, why = self._strategy.playbook_of(account_id), self._why_now(account_id)
        person = self.store.reader.value("SELECT name FROM person WHERE id = ?", (person_id,)) if person_id else ""
        pain = self.store.reader.value("SELECT pain FROM target WHERE account_id = ?", (account_id,)) or ""
        words = {"company": name, "person": person or "", "why_now": why, "pain": pain or (book.pains if book else "")}
        subject = _filled(book.subject, words) if book and book.subject else f"{name}: {pain or 'a question'}"
        if book and book.body:
            return subject, _filled(book.body, words)
        greeting = f"Hello {person},\n\n" if person else "Hello,\n\n"
        return (
            subject,
            f"{greeting}{why + chr(10) + chr(10) if why else ''}{(book.opener if book else '')}\n".rstrip() + "\n",
        )

    def alarms(self, account_id: str, body: str) -> Sameness:
        """Return what speaks against a text for this account; nothing is written."""
        sector = self._sector(account_id)
        others = [
            (one.text, one.sector, one.company)
            for one in written(self.store.reader)
            if one.account_id != account_id and one.sector != sector
        ]
        return sameness(body, others, [one.text for one in self.facts(account_id)])

    def facts(self, account_id: str) -> list[Fact]:
        """Return what could be said about an account now, each with its source; no reason whose day is over."""
        return facts_of(self.store.reader, account_id, self.store.clock.today())

    def repeated(self) -> list[Repeated]:
        """Return the messages and notes that went to companies of different sectors with no word about any of them."""
        texts = written(self.store.reader)
        facts = {key: facts_of(self.store.reader, key) for key in dict.fromkeys(one.account_id for one in texts)}
        return repeated(texts, {key: [fact.text for fact in found] for key, found in facts.items()})

    def waiting(self, account_id: str | None = None) -> list[Waiting]:
        """Return the acting rep's drafts, oldest first, that wait for the word that they were sent (of one account)."""
        found = []
        for draft in reversed(self.of(account_id)):
            if draft.state != "drafted" or draft.drafted_by != self.store.actor:
                continue
            stopped = ""
            try:
                self._contactable(draft.account_id, draft.person_id)
            except (Refused, NotFound) as error:
                stopped = error.sentence
            days = (self.store.clock.today() - moment(draft.drafted_at).astimezone().date()).days
            found.append(Waiting(draft, max(0, days), stopped))
        return found

    def write(self, account_id: str, subject: str, body: str, person_id: str | None = None) -> DraftRecord:
        """Keep a draft. Raises BadInput for an empty text, Refused for whom nobody may contact."""
        from prospector.model.tables import Draft

        said = clean_text(body)
        if not said:
            raise BadInput("an empty message can't be drafted: write a line")
        with self.store.action("Draft") as action:
            name = self._contactable(account_id, person_id)
            row = action.add(
                Draft(account_id=account_id, person_id=person_id, sector=self._sector(account_id), subject=clean(subject),
                      body=said, drafted_by=self.store.actor, drafted_at=action.now())
            )  # fmt: skip
            action.retitle(f"Draft to {name}")
            key = row.id
        return self.get(key)

    def get(self, draft_id: str) -> DraftRecord:
        """Return one draft. Raises NotFound."""
        found = list(self._read("WHERE d.id = ?", (draft_id,)))
        if not found:
            raise NotFound("this draft is not in the workspace any more: see `prospect draft list`")
        return found[0]

    def of(self, account_id: str | None = None) -> list[DraftRecord]:
        """Return the drafts of an account (of all when None), newest first."""
        if account_id is None:
            return self._read("ORDER BY d.drafted_at DESC, d.id DESC", ())
        return self._read(f"WHERE d.account_id {_PART} ORDER BY d.drafted_at DESC, d.id DESC", (account_id,))

    def sent(self, draft_id: str, override: str = "") -> TouchRecord:
        """Confirm that a draft was sent: it becomes a touch by mail. Raises Refused, OutsideCorridor, NotFound."""
        draft = self.get(draft_id)
        if draft.state != "drafted":
            raise Refused(f"this draft was {_ENDED.get(draft.state, draft.state)} already")
        self._contactable(draft.account_id, draft.person_id)
        person = self.store.reader.value("SELECT name FROM person WHERE id = ?", (draft.person_id,)) or ""
        return self._touches.log(
            draft.account_id, "mail", "sent", person=person, note=draft.subject, override=override,
            also=lambda action, root: self._mark(action, draft_id, "sent", root),
        )  # fmt: skip

    def discard(self, draft_id: str) -> None:
        """Throw a draft away; its text stays in the history. Raises Refused, NotFound."""
        if self.get(draft_id).state != "drafted":
            raise Refused("only a draft that waits can be thrown away")
        with self.store.action("Draft thrown away") as action:
            self._mark(action, draft_id, "discarded", "")

    def _mark(self, action: Action, draft_id: str, state: str, root: str) -> None:
        from prospector.model.tables import Draft

        row = action.get(Draft, draft_id)
        if row is not None:
            row.state, row.touch_root = state, root

    def _contactable(self, account_id: str, person_id: str | None) -> str:
        """Return the account's name. Raises Refused, NotFound when nobody may write there."""
        name = refuse_unreachable(self.store.reader, account_id, "writing to", there="write")
        if person_id:
            row = self.store.reader.one("SELECT name, email, phone, consent FROM person WHERE id = ?", (person_id,))
            if row is None:
                raise NotFound("this person is not in the workspace any more: look at the account again")
            if row[3] == "withdrawn":
                raise Refused(f"{row[0]} withdrew consent: nobody may write to them")
            pairs: list[Pair] = [("person", f"{row[0]}@{name}"), ("email", row[1])]
            refuse(find(self.store.reader, [pair for pair in pairs if pair[1]]), f"writing to {row[0]}")
        return name

    def _read(self, where: str, parameters: tuple[Any, ...]) -> list[DraftRecord]:
        rows = self.store.reader.rows(
            f"SELECT {_COLUMNS}, COALESCE(p.email, '') FROM draft d JOIN account_root r ON r.id = d.account_id "  # noqa: S608
            f"JOIN account a ON a.id = r.root LEFT JOIN person p ON p.id = d.person_id {where}",
            parameters,
        )
        return [_RECORD(*row) for row in rows]

    def _sector(self, account_id: str) -> str:
        book = self._strategy.playbook_of(account_id)
        return (
            book.sector
            if book
            else str(self.store.reader.value("SELECT sector FROM account WHERE id = ?", (account_id,)) or "")
        )

    def _why_now(self, account_id: str) -> str:
        reasons = holding(self.store.reader, self.store.clock.today(), account_id, undated=True)
        return next(iter(reasons.get(account_id, ())), "")


_ENDED = {"discarded": "thrown away"}


def _filled(text: str, words: dict[str, str]) -> str:
    """Return `text` with what is known in its places; what is put there is data, and holds no places itself."""
    return re.sub(r"\{(\w+)\}", lambda place: words.get(place[1], place[0]), text)
