"""`prospect draft`: messages from the sector's playbook, opened in your own mail program, confirmed as sent."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from prospector.cli.options import Db, Json, Name, workspace
from prospector.cli.output import emit, line, note, table
from prospector.errors import BadInput
from prospector.outreach.messages import mailto, refuse_taken, write_eml
from prospector.text import clean
from prospector.workspace import Workspace

Which = Annotated[str, typer.Argument(help="The end of the draft's id, as `prospect draft list` shows it.")]


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(help="Messages written here and sent in your own mail program.", no_args_is_help=True)
    group.command(name="new", help="Draft a message; without --body the playbook's text.")(new)
    group.command(name="list", help="Print the drafts.")(listing)
    group.command(name="same", help="Print what went to several sectors with no word about the company.")(same)
    group.command(name="sent", help="Confirm that a draft was sent: it becomes a touch.")(sent)
    group.command(name="discard", help="Throw a draft away.")(discard)
    app.add_typer(group, name="draft")


def new(
    account: Name,
    *,
    to: Annotated[str, typer.Option(help="Name or role of a person of the account.")] = "",
    subject: Annotated[str, typer.Option(help="Subject line; else the playbook's.")] = "",
    body: Annotated[str, typer.Option(help="The text; else the playbook's.")] = "",
    out: Annotated[Path | None, typer.Option(help="Write a message file (.eml) that your mail program opens.")] = None,
    db: Db = None,
    json: Json = False,
) -> int:
    """Draft, with what speaks against the text."""
    if out is not None:
        refuse_taken(out)
    with workspace(db) as opened:
        key = opened.resolve(account)
        person = _person(opened, key, to) if to else None
        proposed, text = opened.drafts.begin(key, person)
        draft = opened.drafts.write(key, subject or proposed, body or text, person)
        alarms = opened.drafts.alarms(key, draft.body).lines
    if out is not None:
        write_eml(out, draft)
    address = mailto(draft)
    if json:
        emit({**asdict(draft), "mailto": address, "alarms": alarms, "file": str(out) if out else None})
        return 0
    line(f"To: {draft.to or 'nobody known: prospect people add'}")
    line(f"Subject: {draft.subject}")
    line()
    for part in draft.body.splitlines():
        line(part)
    for alarm in alarms:
        note(f"! {alarm}")
    note(address or "too long for a mailto: address, take --out FILE.eml")
    note(f"when it is sent: prospect draft sent {draft.id[-6:]}")
    return 0


def listing(
    *,
    waiting: Annotated[bool, typer.Option("--waiting", help="Only yours that wait to be confirmed as sent.")] = False,
    db: Db = None,
    json: Json = False,
) -> int:
    """Print drafts."""
    with workspace(db) as opened:
        found = [one.draft for one in opened.drafts.waiting()] if waiting else opened.drafts.of()
    if json:
        emit({"drafts": [asdict(one) for one in found]})
    elif found:
        rows = [(one.id[-6:], one.name, one.subject, one.state, one.drafted_by, one.drafted_at[:10]) for one in found]
        table(("id", "account", "subject", "state", "by", "on"), rows)
    else:
        line(
            "no draft waits to be confirmed as sent"
            if waiting
            else "no draft yet: `prospect draft new ACCOUNT` writes one from the playbook"
        )
    return 0


def same(*, db: Db = None, json: Json = False) -> int:
    """Print the texts that were sent around."""
    with workspace(db) as opened:
        found = opened.drafts.repeated()
    if json:
        emit({"repeated": [asdict(one) | {"sectors": one.sectors} for one in found]})
    for one in () if json else found:
        line(
            f"{len(one.sent)} times, {', '.join(sector or 'no sector' for sector in one.sectors)}: {clean(one.text, 60)}"
        )
        line(f"  {', '.join(sorted({text.company for text in one.sent}))}")
    if not json and not found:
        line("no text went to companies of different sectors: each holds a word about its company, or one sector's")
    return 0


def sent(
    which: Which,
    *,
    override: Annotated[str, typer.Option("--override", help="Why, although the corridor forbids it.")] = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Confirm."""
    with workspace(db) as opened:
        found = _one(opened, which)
        touch = opened.drafts.sent(found, override)
    if json:
        emit({"id": found, "touch": touch.id})
    else:
        line("logged as a touch by mail; `prospect undo` takes it back")
    return 0


def discard(which: Which, *, db: Db = None, json: Json = False) -> int:
    """Throw away."""
    with workspace(db) as opened:
        found = _one(opened, which)
        opened.drafts.discard(found)
    if json:
        emit({"id": found})
    else:
        line("thrown away; `prospect undo` brings it back")
    return 0


def _person(opened: Workspace, key: str, who: str) -> str:
    wanted = who.strip().casefold()
    fits = [one.id for one in opened.people.of(key) if wanted in one.name.casefold() or wanted in one.role.casefold()]
    if len(fits) != 1:
        raise BadInput(f"{'several people fit' if fits else 'nobody there fits'} “{who}”: see `prospect people list`")
    return fits[0]


def _one(opened: Workspace, which: str) -> str:
    fits = [one.id for one in opened.drafts.of() if which.strip() and one.id.endswith(which.strip().lower())]
    if len(fits) != 1:
        raise BadInput(f"{'several drafts end' if fits else 'no draft ends'} in “{which}”: see `prospect draft list`")
    return fits[0]
