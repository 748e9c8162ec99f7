"""`prospect never`: the ledger of whom never to contact."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from prospector.cli.erasing import erase
from prospector.cli.options import Db, Json, Reason, workspace
from prospector.cli.output import emit, line, table
from prospector.errors import BadInput, NotFound
from prospector.model.outreach import SUPPRESSED
from prospector.text import plural

Company = Annotated[str, typer.Option("--company", help="The company a person belongs to.")]
Kind = Annotated[str, typer.Option("--kind", help=f"{', '.join(SUPPRESSED)}; without it: an account of the workspace.")]


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(help="Whom never to contact.", no_args_is_help=True)
    group.command(name="add", help="Enter an account, or one value of a --kind.")(add)
    group.command(name="check", help="Say whether somebody may be contacted.")(check)
    group.command(name="list", help="Print what stands in the ledger.")(listing)
    group.command(name="erase", help="Erase somebody for good; only hashes and a date stay. Nothing undoes it.")(erase)
    group.command(name="lift", help="Take an entry back, with a reason.")(lift)
    app.add_typer(group, name="never")


def add(
    what: Annotated[str, typer.Argument(help="An account, or the value of --kind.")],
    *,
    kind: Kind = "",
    company: Company = "",
    reason: Reason = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Enter somebody."""
    with workspace(db, create=bool(kind)) as opened:
        if kind:
            entered = opened.never.suppress(kind, what, reason, company=company)
        else:
            entered = opened.never.suppress_account(opened.resolve(what), reason)
    if json:
        emit({"entered": entered})
    elif entered:
        line(f"{plural(entered, 'entry', 'entries')} made; nobody here can log, draft or export a contact any more")
    else:
        line("it stands in the ledger already")
    return 0


def check(
    what: Annotated[str, typer.Argument(help="An account, a company's name, a domain, an address or a number.")],
    *,
    company: Company = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Look somebody up: as every kind of value, and as an account of the workspace."""
    with workspace(db) as opened:
        pairs = [(kind, what) for kind in SUPPRESSED if kind != "person"]
        found = opened.never.check(*pairs, *([("person", f"{what}@{company}")] if company else []))
        if found is None:
            try:
                found = opened.never.of_account(opened.resolve(what))
            except NotFound:
                found = None
    if json:
        emit({"suppressed": found is not None, "entry": asdict(found) if found else None})
    elif found:
        line(f"never contact: the ledger has this {found.kind} since {found.added_at[:10]}: {found.reason}")
    else:
        line("nothing in the ledger forbids it")
    return 0


def listing(*, db: Db = None, json: Json = False) -> int:
    """Print the standing entries; what is suppressed is stored as a hash and shown only through its account."""
    with workspace(db) as opened:
        entries = opened.never.listed()
    if json:
        emit({"entries": [asdict(one) for one in entries]})
    elif entries:
        rows = [[one.id[-6:], one.kind, one.name or "(hash only)", one.reason, one.added_by, one.added_at[:10]]
                for one in entries]  # fmt: skip
        table(["id", "kind", "account", "reason", "by", "since"], rows)
    else:
        line("nobody stands in the ledger: `prospect never add ACCOUNT --reason ...` enters somebody")
    return 0


def lift(
    entry: Annotated[str, typer.Argument(help="Id of the entry, or its end, as `prospect never list` shows it.")],
    *,
    reason: Reason = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Take an entry back."""
    with workspace(db) as opened:
        fits = [one.id for one in opened.never.listed() if one.id.endswith(entry.strip().lower())]
        if len(fits) != 1 or not entry.strip():
            raise BadInput(
                f"{'several entries end' if fits else 'no entry ends'} in “{entry}”: see `prospect never list`"
            )
        opened.never.lift(fits[0], reason)
    if json:
        emit({"lifted": fits[0]})
    else:
        line("lifted; `prospect undo` enters it again")
    return 0
