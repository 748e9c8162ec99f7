"""Drafts: written here from the sector's playbook, sent in the rep's own mail program, confirmed as sent.

Nothing is ever sent from here. Before a draft leaves, two alarms look at it: whether it reads like one to another sector,
and whether it holds a single fact about this company.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from prospector.errors import BadInput, NotFound, Refused
from prospector.model.touch import TouchRecord
from prospector.outreach.sameness import Sameness, facts_in, sameness
from prospector.outreach.suppression import Pair, find, of_account, refuse
from prospector.outreach.touches import Touches
from prospector.plan.strategy import Strategy
from prospector.store.store import Store
from prospector.text import clean, clean_text

if TYPE_CHECKING:
    from prospector.store.action import Action

MAILTO_LIMIT = 1_800
"""Characters of a `mailto:` address beyond which mail programs cut the text; a file is offered instead."""
_COLUMNS = "d.id, d.account_id, a.name, d.person_id, d.sector, d.subject, d.body, d.state, d.drafted_by, d.drafted_at"
_PART = "IN (SELECT id FROM account_root WHERE root = ?)"


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
        self._contactable(account_id, person_id)
        name = self.store.reader.value("SELECT name FROM account WHERE id = ?", (account_id,))
        if name is None:
            raise NotFound("this account is not in the workspace any more: go back to the list")
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
        rows = self.store.reader.rows(
            "SELECT d.body, d.sector, a.name FROM draft d JOIN account a ON a.id = d.account_id "  # noqa: S608
            f"WHERE d.state <> 'discarded' AND d.account_id NOT {_PART} ORDER BY d.drafted_at DESC LIMIT 200",
            (account_id,),
        )
        others = [(other, in_sector, name) for other, in_sector, name in rows if in_sector != sector]
        return sameness(body, others, self._facts(account_id))

    def write(self, account_id: str, subject: str, body: str, person_id: str | None = None) -> DraftRecord:
        """Keep a draft. Raises BadInput for an empty text, Refused for whom nobody may contact."""
        from prospector.model.tables import Draft

        said = clean_text(body)
        if not said:
            raise BadInput("an empty message can't be drafted: write a line")
        self._contactable(account_id, person_id)
        with self.store.action("Draft") as action:
            self._contactable(account_id, person_id)
            row = action.add(
                Draft(account_id=account_id, person_id=person_id, sector=self._sector(account_id), subject=clean(subject),
                      body=said, drafted_by=self.store.actor, drafted_at=action.now())
            )  # fmt: skip
            action.retitle(f"Draft to {self._name(account_id)}")
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
            raise Refused(f"this draft was {draft.state} already")
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

    def _contactable(self, account_id: str, person_id: str | None) -> None:
        name = self._name(account_id)
        refuse(of_account(self.store.reader, account_id), f"writing to {name}")
        if person_id:
            row = self.store.reader.one("SELECT name, email, phone, consent FROM person WHERE id = ?", (person_id,))
            if row is None:
                raise NotFound("this person is not in the workspace any more: look at the account again")
            if row[3] == "withdrawn":
                raise Refused(f"{row[0]} withdrew consent: nobody may write to them")
            pairs: list[Pair] = [("person", f"{row[0]}@{name}"), ("email", row[1])]
            refuse(find(self.store.reader, [pair for pair in pairs if pair[1]]), f"writing to {row[0]}")

    def _read(self, where: str, parameters: tuple[Any, ...]) -> list[DraftRecord]:
        rows = self.store.reader.rows(
            f"SELECT {_COLUMNS}, COALESCE(p.email, '') FROM draft d JOIN account a ON a.id = d.account_id "  # noqa: S608
            f"LEFT JOIN person p ON p.id = d.person_id {where}",
            parameters,
        )
        return [_RECORD(*row) for row in rows]

    def _facts(self, account_id: str) -> list[str]:
        return facts_in(self.store.reader, account_id)

    def _sector(self, account_id: str) -> str:
        book = self._strategy.playbook_of(account_id)
        return (
            book.sector
            if book
            else str(self.store.reader.value("SELECT sector FROM account WHERE id = ?", (account_id,)) or "")
        )

    def _name(self, account_id: str) -> str:
        return str(self.store.reader.value("SELECT name FROM account WHERE id = ?", (account_id,)) or "this account")

    def _why_now(self, account_id: str) -> str:
        today = self.store.clock.today().isoformat()
        row = self.store.reader.one(
            f"SELECT said FROM why_now WHERE account_id {_PART} AND COALESCE(expires_on, happens_on, '9999') >= ? "  # noqa: S608
            "ORDER BY COALESCE(happens_on, expires_on) LIMIT 1",
            (account_id, today),
        )
        return str(row[0]) if row else ""


def mailto(draft: DraftRecord) -> str | None:
    """Return the `mailto:` address (RFC 6068) of a draft, None when it is too long for mail programs: take the file."""
    body = draft.body.replace("\n", "\r\n")
    address = f"mailto:{quote(draft.to, safe='@')}?subject={quote(draft.subject)}&body={quote(body)}"
    return address if len(address) <= MAILTO_LIMIT else None


def eml(draft: DraftRecord) -> bytes:
    """Return a draft as a message file (RFC 5322) that mail programs open for sending."""
    message = EmailMessage(policy=SMTP)
    if draft.to:
        message["To"] = draft.to
    message["Subject"] = draft.subject
    message["X-Unsent"] = "1"
    message.set_content(draft.body)
    return message.as_bytes()


def _filled(text: str, words: dict[str, str]) -> str:
    for name, value in words.items():
        text = text.replace("{" + name + "}", value)
    return text
