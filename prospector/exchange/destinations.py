"""The tables that other programs take without mapping: their headings, and what stands under each.

Headings and rules as their makers publish them: HubSpot *Set up your import files*, Salesforce *Data Import Wizard* (Email
Opt Out is 1 or 0), Pipedrive *Importing data*, LinkedIn Sales Navigator *Account list upload* (at most 1,000 rows),
the columns that Instantly and Smartlead recognise. Every table also holds what must never get lost on the way: our id, the
source, when a value was read and confirmed, the sentence that says why, and the opt-out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from prospector.model.leaving import HeldBack, LeavingAccount, LeavingPerson

Account = LeavingAccount
Person = LeavingPerson
Of = Callable[[Account], str]
OfPerson = Callable[[Account, Person], str]


@dataclass(frozen=True, slots=True)
class Destination:
    """One table for one program."""

    name: str
    label: str
    headings: Sequence[str]
    rows: Callable[[Account], Iterator[Sequence[str] | HeldBack]]
    """The rows of one account, or why there is none."""
    most_rows: int = 0
    """Rows of one file at most, 0 for no limit; more are split over several files."""
    once: str = ""
    """Heading whose values must differ: the program mails everybody as often as they stand in the file, or merges rows."""


def _site(one: Account) -> str:
    return f"https://{one.domain}" if one.domain else ""


_LONGEST = {
    "First Name": 40, "Last Name": 80, "Title": 128, "City": 40, "Billing City": 40, "Mailing City": 40, "Phone": 40,
    "State/Province": 80, "Billing State/Province": 80, "Zip/Postal Code": 20, "Billing Zip/Postal Code": 20,
}  # fmt: skip
"""Characters of the fields of Salesforce, which refuses the whole row for one that is longer."""


def _fitting(heading: str, value: str) -> str:
    return value[: _LONGEST[heading]].rstrip() if len(value) > _LONGEST.get(heading, len(value)) else value


def _listed(values: Sequence[str]) -> str:
    return "; ".join(values)


def _first(name: str) -> str:
    return name.rpartition(" ")[0]


def _last(name: str) -> str:
    return name.rpartition(" ")[2]


def _accounts(columns: Sequence[tuple[str, Of]]) -> tuple[Sequence[str], Callable[[Account], Iterator[Sequence[str]]]]:
    def rows(one: Account) -> Iterator[Sequence[str]]:
        yield [_fitting(heading, value(one)) for heading, value in columns]

    return [heading for heading, _ in columns], rows


def _people(
    columns: Sequence[tuple[str, OfPerson]], *, mail: bool = False, nobody: bool = False
) -> tuple[Sequence[str], Callable[[Account], Iterator[Sequence[str] | HeldBack]]]:
    """Return a table of people: with `mail` only of those who have an address, with `nobody` also of companies alone."""

    def rows(one: Account) -> Iterator[Sequence[str] | HeldBack]:
        # A lead needs a last name; the brackets tell who reads it that nobody is known yet.
        alone = (LeavingPerson("", "[unknown]", email=one.email),) if nobody else ()
        for person in one.people or alone:
            if mail and not person.email:
                yield HeldBack(
                    f"{person.name} at {one.name}", "no e-mail address, without which the destination takes nobody"
                )
            else:
                yield [_fitting(heading, value(one, person)) for heading, value in columns]

    return [heading for heading, _ in columns], rows


_OURS: Sequence[tuple[str, Of]] = (
    ("Prospector ID", lambda one: one.id),
    ("Source", lambda one: one.source),
    ("Read From", lambda one: _listed(one.read_from)),
    ("Read On", lambda one: one.read_on),
    ("Confirmed On", lambda one: one.confirmed_on),
    ("Reason", lambda one: one.reason),
)


def _ours_of_person(no: str) -> Sequence[tuple[str, OfPerson]]:
    """Return our columns of a person; `no` is how the destination writes that somebody did not opt out, who did never leaves."""
    return (
        ("Prospector ID", lambda one, person: person.id or one.id),
        ("Source", lambda one, person: person.source or one.source),
        ("Read On", lambda one, person: person.read_on or one.read_on),
        ("Confirmed On", lambda one, _: one.confirmed_on),
        ("Reason", lambda one, _: one.reason),
        ("Email Opt Out", lambda _one, _person: no),
    )


_HUBSPOT_COMPANIES: Sequence[tuple[str, Of]] = (
    ("Name", lambda one: one.name),
    ("Company domain name", lambda one: one.domain),
    ("Website URL", _site),
    ("Phone number", lambda one: one.phone),
    ("Street address", lambda one: one.street),
    ("City", lambda one: one.city),
    ("State/Region", lambda one: one.region),
    ("Postal code", lambda one: one.postal),
    ("Country/Region", lambda one: one.country),
    ("Number of employees", lambda one: one.employees),
    ("Year founded", lambda one: one.founded),
    ("LinkedIn company page", lambda one: one.linkedin),
    ("Description", lambda one: one.description),
    *_OURS,
    ("Opt Out", lambda _: "no"),
)
_HUBSPOT_CONTACTS: Sequence[tuple[str, OfPerson]] = (
    ("First name", lambda _, person: _first(person.name)),
    ("Last name", lambda _, person: _last(person.name)),
    ("Email", lambda _, person: person.email),
    ("Phone number", lambda _, person: person.phone),
    ("Job title", lambda _, person: person.role),
    ("Company name", lambda one, _: one.name),
    ("Website URL", lambda one, _: _site(one)),
    ("City", lambda one, _: one.city),
    ("Country/Region", lambda one, _: one.country),
    *_ours_of_person("no"),
)
_SALESFORCE_ACCOUNTS: Sequence[tuple[str, Of]] = (
    ("Account Name", lambda one: one.name),
    ("Website", _site),
    ("Phone", lambda one: one.phone),
    ("Billing Street", lambda one: one.street),
    ("Billing City", lambda one: one.city),
    ("Billing State/Province", lambda one: one.region),
    ("Billing Zip/Postal Code", lambda one: one.postal),
    ("Billing Country", lambda one: one.country),
    ("Industry", lambda one: one.industry),
    ("Employees", lambda one: one.employees),
    ("Description", lambda one: one.description),
    *(("Account Source" if heading == "Source" else heading, value) for heading, value in _OURS),
    ("Opt Out", lambda _: "0"),
)
_SALESFORCE_CONTACTS: Sequence[tuple[str, OfPerson]] = (
    ("First Name", lambda _, person: _first(person.name)),
    ("Last Name", lambda _, person: _last(person.name)),
    ("Account Name", lambda one, _: one.name),
    ("Title", lambda _, person: person.role),
    ("Email", lambda _, person: person.email),
    ("Phone", lambda _, person: person.phone),
    ("Mailing City", lambda one, _: one.city),
    ("Mailing Country", lambda one, _: one.country),
    *_ours_of_person("0"),
)
_SALESFORCE_LEADS: Sequence[tuple[str, OfPerson]] = (
    ("First Name", lambda _, person: _first(person.name)),
    ("Last Name", lambda _, person: _last(person.name)),
    ("Company", lambda one, _: one.name),
    ("Title", lambda _, person: person.role),
    ("Email", lambda _, person: person.email),
    ("Phone", lambda one, person: person.phone or one.phone),
    ("Website", lambda one, _: _site(one)),
    ("Street", lambda one, _: one.street),
    ("City", lambda one, _: one.city),
    ("State/Province", lambda one, _: one.region),
    ("Zip/Postal Code", lambda one, _: one.postal),
    ("Country", lambda one, _: one.country),
    ("Industry", lambda one, _: one.industry),
    ("No. of Employees", lambda one, _: one.employees),
    *(("Lead Source" if heading == "Source" else heading, value) for heading, value in _ours_of_person("0")),
)
_PIPEDRIVE: Sequence[tuple[str, Of]] = (
    ("Organization - Name", lambda one: one.name),
    ("Organization - Address", lambda one: ", ".join(filter(None, (one.street, one.postal, one.city, one.country)))),
    ("Organization - Website", _site),
    ("Organization - Phone", lambda one: one.phone),
    ("Organization - LinkedIn profile", lambda one: one.linkedin),
    ("Organization - Industry", lambda one: one.industry),
    ("Organization - Number of employees", lambda one: one.employees),
    *((f"Organization - {heading}", value) for heading, value in _OURS),
    ("Organization - Opt Out", lambda _: "no"),
)
_NAVIGATOR: Sequence[tuple[str, Of]] = (
    ("Account Name", lambda one: one.legal_name or one.name),
    ("Website", _site),
    ("LinkedIn URL", lambda one: one.linkedin),
    ("City", lambda one: one.city),
    ("State", lambda one: one.region),
    ("Country", lambda one: one.country),
    ("Zip Code", lambda one: one.postal),
    *_OURS,
    ("Opt Out", lambda _: "no"),
)
_SEQUENCER: Sequence[tuple[str, OfPerson]] = (
    ("email", lambda _, person: person.email),
    ("first_name", lambda _, person: _first(person.name)),
    ("last_name", lambda _, person: _last(person.name)),
    ("company", lambda one, _: one.name),
    ("title", lambda _, person: person.role),
    ("website", lambda one, _: _site(one)),
    ("linkedin_url", lambda _, person: person.profile),
    ("city", lambda one, _: one.city),
    ("country", lambda one, _: one.country),
    ("pain", lambda one, _: one.pain),
    ("why_now", lambda one, _: one.why_now),
    *((heading.lower().replace(" ", "_"), value) for heading, value in _ours_of_person("no")),
)


DESTINATIONS = {
    one.name: one
    for one in (
        Destination("hubspot", "HubSpot companies", *_accounts(_HUBSPOT_COMPANIES)),
        Destination("hubspot-contacts", "HubSpot contacts", *_people(_HUBSPOT_CONTACTS, mail=True), once="Email"),
        Destination("salesforce", "Salesforce leads", *_people(_SALESFORCE_LEADS, nobody=True)),
        Destination("salesforce-accounts", "Salesforce accounts", *_accounts(_SALESFORCE_ACCOUNTS)),
        Destination("salesforce-contacts", "Salesforce contacts", *_people(_SALESFORCE_CONTACTS)),
        Destination("pipedrive", "Pipedrive organisations", *_accounts(_PIPEDRIVE)),
        Destination("sales-navigator", "LinkedIn Sales Navigator account list", *_accounts(_NAVIGATOR),
               most_rows=1_000),
        Destination("sequencer", "Instantly, Smartlead and the like", *_people(_SEQUENCER, mail=True),
               once="email"),
    )
}  # fmt: skip
OWN_FORMATS = {
    "csv": "everything about each account, as `prospect import` takes it back",
    "xlsx": "the same as an Excel workbook, every cell a text",
    "jsonl": "one JSON document a line, people included",
    "markdown": "the brief of each account, to read and to print",
}
"""Files of our own, and what each is."""
CALENDAR = "ics"
FORMATS = (*OWN_FORMATS, *DESTINATIONS, CALENDAR)
"""Everything that `prospect export --as` takes."""
