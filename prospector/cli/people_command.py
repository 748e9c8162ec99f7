"""`prospect people`: contacts of an account, with consent."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from prospector.cli.options import Db, Json, Name, Reason, workspace
from prospector.cli.output import emit, line, table, told
from prospector.errors import BadInput
from prospector.model.qualification import CONSENTS
from prospector.workspace import Workspace

Who = Annotated[str, typer.Argument(help="Name or role of the person, or the end of the id.")]
Role = Annotated[str, typer.Option(help="Role: head of purchasing.")]
Email = Annotated[str, typer.Option(help="E-mail address.")]
Phone = Annotated[str, typer.Option(help="Phone number.")]
Profile = Annotated[str, typer.Option(help="Web address of a public profile.")]


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(help="People at accounts.", no_args_is_help=True)
    group.command(name="list", help="Print the people of an account.")(listing)
    group.command(name="add", help="Keep a contact, with where it came from.")(add)
    group.command(name="edit", help="Change a contact.")(edit)
    group.command(name="consent", help="Keep whether a person agreed to be contacted.")(consent)
    group.command(name="remove", help="Take a contact away.")(remove)
    group.command(name="never", help="Enter a contact into the never-contact ledger.")(never)
    app.add_typer(group, name="people")


def listing(account: Name, *, db: Db = None, json: Json = False) -> int:
    """Print people."""
    with workspace(db) as opened:
        key = opened.resolve(account)
        found = opened.people.of(key)
    if json:
        emit({"account": key, "people": [asdict(one) for one in found]})
    elif found:
        table(["id", "name", "role", "e-mail", "phone", "consent", "last touch", "source"],
              [[one.id[-6:], f"{one.name}{' (never contact)' if one.suppressed else ''}", one.role, one.email, one.phone,
                one.consent, (one.last_touch or "never")[:10], one.source] for one in found])  # fmt: skip
    else:
        line("nobody known there: `prospect people add ACCOUNT NAME --role ...` keeps a contact")
    return 0


def add(
    account: Name,
    name: Annotated[str, typer.Argument(help="Name of the person; may stay empty with a --role.")] = "",
    *,
    role: Role = "",
    email: Email = "",
    phone: Phone = "",
    profile: Profile = "",
    source: Annotated[str, typer.Option(help="Where this comes from.")] = "own naming",
    url: Annotated[str, typer.Option(help="Page that says so.")] = "",
    agreed: Annotated[str, typer.Option("--consent", help=", ".join(CONSENTS))] = "unknown",
    db: Db = None,
    json: Json = False,
) -> int:
    """Keep a contact."""
    with workspace(db) as opened:
        key = opened.resolve(account)
        made = opened.people.add(key, name, role=role, email=email, phone=phone, profile=profile, source=source, url=url,
                                 consent=agreed)  # fmt: skip
    told({"id": made, "account": key}, f"{name or role} is kept", json=json)
    return 0


def edit(
    account: Name,
    who: Who,
    *,
    name: Annotated[str | None, typer.Option(help="Name.")] = None,
    role: Annotated[str | None, typer.Option(help="Role.")] = None,
    email: Annotated[str | None, typer.Option(help="E-mail address.")] = None,
    phone: Annotated[str | None, typer.Option(help="Phone number.")] = None,
    profile: Annotated[str | None, typer.Option(help="Web address of a public profile.")] = None,
    db: Db = None,
    json: Json = False,
) -> int:
    """Change a contact."""
    given = {"name": name, "role": role, "email": email, "phone": phone, "profile": profile}
    changes = {key: value for key, value in given.items() if value is not None}
    if not changes:
        raise BadInput("say what changes: --name, --role, --email, --phone or --profile")
    with workspace(db) as opened:
        found = _person(opened, account, who)
        opened.people.edit(found, **changes)
    told({"id": found}, "changed; `prospect undo` takes it back", json=json)
    return 0


def consent(
    account: Name,
    who: Who,
    given: Annotated[str, typer.Argument(metavar="CONSENT", help=", ".join(CONSENTS))],
    *,
    note: Annotated[str, typer.Option(help="When and how they said so.")] = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Keep consent."""
    with workspace(db) as opened:
        found = _person(opened, account, who)
        opened.people.consent(found, given, note)
    told({"id": found, "consent": given}, f"consent: {given}", json=json)
    return 0


def remove(account: Name, who: Who, *, reason: Reason = "", db: Db = None, json: Json = False) -> int:
    """Take a contact away."""
    with workspace(db) as opened:
        found = _person(opened, account, who)
        opened.people.remove(found, reason)
    told({"id": found}, "taken away; `prospect undo` brings it back", json=json)
    return 0


def never(account: Name, who: Who, *, reason: Reason = "", db: Db = None, json: Json = False) -> int:
    """Enter a contact into the ledger."""
    with workspace(db) as opened:
        found = _person(opened, account, who)
        entered = opened.people.never(found, reason)
    told({"id": found, "entered": entered}, "entered: nobody here can log, draft or export this contact", json=json)
    return 0


def _person(opened: Workspace, account: str, who: str) -> str:
    wanted = who.strip().casefold()
    people = opened.people.of(opened.resolve(account))
    fits = [one.id for one in people if wanted and (
        one.id.endswith(wanted) or wanted in one.name.casefold() or wanted in one.role.casefold())]  # fmt: skip
    if len(fits) != 1:
        how = "several people fit" if fits else "nobody there fits"
        raise BadInput(f"{how} “{who}”: see `prospect people list`")
    return fits[0]
