"""People at accounts: role, channels, where their data came from, consent; the ledger is asked before one is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from prospector.errors import BadInput, NotFound, Refused
from prospector.model.qualification import CONSENTS, PersonRecord
from prospector.outreach.ledger_keys import Pair
from prospector.outreach.standing import touches_of
from prospector.outreach.suppression import enter, find, refuse, refuse_erased
from prospector.store.reads import PARTS_OF_ONE
from prospector.store.store import Store
from prospector.text import clean, clean_name

if TYPE_CHECKING:
    from prospector.model.tables import Person
    from prospector.store.action import Action

_COLUMNS = (
    "p.id, p.account_id, p.name, p.role, p.email, p.phone, p.profile, p.source, p.url, p.read_at, p.consent, "
    "p.consent_at, p.consent_note"
)
_RECORD: Callable[..., PersonRecord] = PersonRecord
EDITABLE = ("name", "role", "email", "phone", "profile")


class People:
    """The contacts of one workspace."""

    def __init__(self, store: Store) -> None:
        """Work on `store`."""
        self.store = store

    def of(self, account_id: str) -> list[PersonRecord]:
        """Return the people of an account, through its merged parts, those touched last first."""
        reader, record = self.store.reader, _RECORD
        rows = reader.rows(
            f"SELECT {_COLUMNS}, a.name FROM person p JOIN account a ON a.id = ? "  # noqa: S608 - constants
            f"WHERE p.account_id IN {PARTS_OF_ONE} ORDER BY p.name",
            (account_id, account_id),
        )
        touched: dict[str, str] = {}
        for touch in touches_of(reader, account_id):
            touched.setdefault(touch.person.lower(), touch.at)
        people = [
            record(
                *row[:13],
                find(reader, _pairs(row[2], row[4], row[5], row[13])) is not None,
                touched.get(row[2].lower()),
            )
            for row in rows
        ]
        return sorted(people, key=lambda one: one.last_touch or "", reverse=True)

    def add(
        self, account_id: str, name: str, *, role: str = "", email: str = "", phone: str = "", profile: str = "",
        source: str = "own naming", url: str = "", consent: str = "unknown",
    ) -> str:  # fmt: skip
        """Keep a contact; return its id.

        Raises BadInput without a name or a role, Refused for somebody on the never-contact ledger.
        """
        from prospector.model.tables import Account
        from prospector.model.tables import Person as Row

        given = {"name": name, "role": role, "email": email, "phone": phone, "profile": profile}
        fields = {key: checked(key, value) for key, value in given.items()}
        if not fields["name"] and not fields["role"]:
            raise BadInput("give the person a name or a role: “Anna Berg”, or “head of purchasing”")
        with self.store.action("Person") as action:
            account = action.get(Account, account_id)
            if account is None or account.merged_into is not None:
                raise NotFound("this account is not in the workspace any more: go back to the list")
            pairs = _pairs(fields["name"], fields["email"], fields["phone"], account.name)
            refuse(find(self.store.reader, pairs), f"keeping {fields['name'] or fields['role']}")
            row = action.add(
                Row(account_id=account_id, **fields, source=clean(source), url=clean(url, 2_000), read_at=action.now(),
                    consent=_consent(consent), consent_at=action.now() if consent != "unknown" else None)
            )  # fmt: skip
            action.retitle(f"{account.name}: contact {fields['name'] or fields['role']}")
            return row.id

    def edit(self, person_id: str, **changes: str) -> None:
        """Change name, role, email, phone or profile of a contact. Raises BadInput, NotFound."""
        from prospector.model.tables import Account

        with self.store.action("Person") as action:
            row = _person(action, person_id)
            for key, value in changes.items():
                if key not in EDITABLE:
                    raise BadInput(f"“{clean(key)}” of a person can't be edited: {', '.join(EDITABLE)} can")
                setattr(row, key, checked(key, value))
            if not row.name and not row.role:
                raise BadInput("a person needs a name or a role")
            account = action.get(Account, row.account_id)
            pairs = _pairs(row.name, row.email, row.phone, account.name if account else "")
            refuse_erased(self.store.reader, pairs, f"keeping {row.name or row.role}")
            action.retitle(f"Edit {row.name or row.role}: {', '.join(changes)}")

    def consent(self, person_id: str, consent: str, note: str = "") -> None:
        """Keep whether a person agreed to be contacted; `withdrawn` enters them into the never-contact ledger too."""
        from prospector.model.tables import Account

        with self.store.action("Consent") as action:
            row = _person(action, person_id)
            row.consent, row.consent_at, row.consent_note = _consent(consent), action.now(), clean(note)
            if row.consent == "withdrawn":
                account = action.get(Account, row.account_id)
                pairs = _pairs(row.name, row.email, row.phone, account.name if account else "")
                enter(action, pairs, clean(note) or "consent withdrawn", self.store.actor, account_id=row.account_id)
            action.retitle(f"Consent of {row.name or row.role}: {row.consent}")

    def remove(self, person_id: str, reason: str = "") -> None:
        """Take a contact away. Raises NotFound."""
        with self.store.action("Person taken away", reason=clean(reason)) as action:
            row = _person(action, person_id)
            action.retitle(f"Take {row.name or row.role} away")
            action.remove(row)

    def never(self, person_id: str, reason: str) -> int:
        """Enter a contact into the never-contact ledger; return the number of entries. Raises Refused without a reason.

        Refused too is a contact with nothing to be recognised by.
        """
        from prospector.model.tables import Account

        why = clean(reason)
        if not why:
            raise Refused("never contacting somebody needs a reason: say it in a few words")
        with self.store.action("Never contact", reason=why) as action:
            row = _person(action, person_id)
            account = action.get(Account, row.account_id)
            action.retitle(f"Never contact {row.name or row.role}")
            pairs = _pairs(row.name, row.email, row.phone, account.name if account else "")
            if not pairs:
                raise Refused(f"the ledger knows people by name, e-mail or phone: add one of {row.role} first")
            return enter(action, pairs, why, self.store.actor, account_id=row.account_id)


def _pairs(name: str, email: str, phone: str, company: str) -> list[Pair]:
    pairs = [("person", f"{name}@{company}"), ("email", email), ("phone", phone)]
    return [pair for pair, known in zip(pairs, (name, email, phone), strict=True) if known]


def _person(action: Action, person_id: str) -> Person:
    from prospector.model.tables import Person as Row

    row = action.get(Row, person_id)
    if row is None:
        raise NotFound("this person is not in the workspace any more: look at the account again")
    return row


def _consent(given: str) -> str:
    word = clean(given).casefold()
    if word not in CONSENTS:
        raise BadInput(f"unknown consent “{clean(given)}”: one of {', '.join(CONSENTS)}")
    return word


def checked(key: str, value: str) -> str:
    """Return what is kept of `value` as the field `key` of a contact. Raises BadInput."""
    given = clean_name(value) if key == "name" else clean(value, 2_000 if key == "profile" else 200)
    if key == "email" and given and not ("@" in given and "." in given.rpartition("@")[2] and " " not in given):
        raise BadInput(f"“{given}” is not an e-mail address: type it like anna@acme.com")
    if key == "phone" and given and sum(letter.isdigit() for letter in given) < 6:  # noqa: PLR2004 - shortest number
        raise BadInput(f"“{given}” is not a phone number: give at least six digits")
    if key == "profile" and given and not given.lower().startswith(("http://", "https://")):
        raise BadInput(f"“{given}” is not a web address: type it like https://...")
    return given.lower() if key == "email" else given
