"""How to reach a company: what is worth copying, and the address of its site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from prospector.errors import Refused
from prospector.outreach.suppression import of_account
from prospector.pipeline.listing import account
from prospector.research.standing import known, reading, unrefuted

if TYPE_CHECKING:
    from prospector.model.account import ClaimRecord
    from prospector.model.qualification import PersonRecord
    from prospector.pipeline.people import People
    from prospector.store.store import Store


@dataclass(frozen=True, slots=True)
class Reach:
    """What is known of the ways to a company; a part is empty when nothing is."""

    name: str
    domain: str
    phone: str
    email: str
    link: str
    """Address of the website, http or https."""
    whose_phone: str = ""
    """Whose number it is, empty: the company's."""
    whose_email: str = ""
    barred: str = ""
    """Why phone and mailbox are held back, empty when they aren't."""

    def missing(self, what: str) -> str:
        """Return the sentence about `what` that is not there: `domain`, `phone`, `email` or `link`."""
        if self.barred and what in ("phone", "email"):
            return self.barred
        return _MISSING[what].format(self.name)


_FIELDS = ("phone", "email")
_MISSING = {
    "domain": "{0} has no domain yet: e adds one",
    "phone": "no number of {0} is known: r researches it",
    "email": "no mailbox of {0} is known: r researches it",
    "link": "{0} has no domain yet: e adds one",
}


class Reaches:
    """Ways to the accounts of one workspace."""

    def __init__(self, store: Store, people: People) -> None:
        """Work on `store`; a person's own number and mailbox come before the company's."""
        self.store = store
        self._people = people

    def of(self, account_id: str) -> Reach:
        """Return the ways to one account; of one that nobody may contact only site and domain. Raises NotFound."""
        record = account(self.store.reader, account_id)
        entry = of_account(self.store.reader, account_id)
        link = f"https://{record.domain}" if record.domain else ""
        if entry is not None:
            barred = f"never contact: {entry.reason or 'it stands in the ledger'}"
            return Reach(record.name, record.domain or "", "", "", link, barred=barred)
        fields = known(reading(self.store.reader), self.store.clock.now(), account_id, _FIELDS).get(account_id, ())
        people = [one for one in self._people.of(account_id) if not one.suppressed and one.consent != "withdrawn"]
        phone, whose_phone = _first("phone", people, unrefuted(fields))
        email, whose_email = _first("email", people, unrefuted(fields))
        return Reach(record.name, record.domain or "", phone, email, link, whose_phone, whose_email)

    def link(self, account_id: str) -> str:
        """Return the address of an account's website. Raises Refused when none is known, NotFound."""
        found = self.of(account_id)
        if not found.link:
            raise Refused(found.missing("link"))
        return checked_link(found.link)


def _first(kind: str, people: Sequence[PersonRecord], claims: Sequence[ClaimRecord]) -> tuple[str, str]:
    """Return the first number or mailbox and whose it is: a person's, else the company's."""
    for person in people:
        if value := person.phone if kind == "phone" else person.email:
            return value, person.name or person.role
    return next((str(one.value) for one in claims if one.field == kind), ""), ""


def checked_link(address: str) -> str:
    """Return an address that a browser may be given. Raises Refused for anything but http and https."""
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and address.isprintable()
    except ValueError:
        usable = False
    if not usable:
        raise Refused(f"“{address[:80]}” is not a web address: only http and https are opened")
    return address
