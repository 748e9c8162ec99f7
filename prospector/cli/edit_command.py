"""`prospect edit`: change what a person knows about an account."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from prospector.cli.options import Db, Json, Name, workspace
from prospector.cli.output import emit, line, note, say
from prospector.errors import BadInput
from prospector.text import clean


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="edit", help="Change what people wrote, or type the value of any field.")(edit)


def edit(  # noqa: PLR0913 - every field is an option
    account: Name,
    *,
    name: Annotated[str | None, typer.Option(help="Name that lists show.")] = None,
    domain: Annotated[str | None, typer.Option(help="Domain or website; empty: none.")] = None,
    pain: Annotated[str | None, typer.Option(help="Which pain it is likely to have.")] = None,
    why: Annotated[str | None, typer.Option(help="Why you want it.")] = None,
    country: Annotated[str | None, typer.Option(help="Two letters, as in DE.")] = None,
    city: Annotated[str | None, typer.Option(help="Where it sits.")] = None,
    sector: Annotated[str | None, typer.Option(help="Which sector's playbook speaks to it.")] = None,
    values: Annotated[
        list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="Type a value; no research overwrites it.")
    ] = None,
    forget: Annotated[
        list[str] | None, typer.Option(metavar="FIELD", help="Take back what was typed or pinned: believe the sources.")
    ] = None,
    personal: Annotated[
        str, typer.Option("--personal", metavar="on|off", help="Ask for people in public roles; off removes them.")
    ] = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Change an account."""
    given = {"name": name, "domain": domain, "pain": pain, "why": why, "country": country, "city": city,
             "sector": sector}  # fmt: skip
    fields = {key: value for key, value in given.items() if value is not None}
    typed = _typed(values or [])
    if personal not in ("", "on", "off"):
        raise BadInput(f"--personal {clean(personal)}: say on or off")
    if not (fields or typed or forget or personal):
        raise BadInput(
            "say what to change: --name, --domain, --pain, --why, --country, --city, --sector, --set FIELD=VALUE, "
            "--forget FIELD, --personal on|off"
        )
    with workspace(db) as opened:
        key = opened.resolve(account)
        if fields:
            opened.naming.edit(key, **fields)
        if typed:
            opened.proofs.type(key, typed)
        for field in forget or []:
            opened.proofs.forget(key, field)
        if personal:
            note(opened.personal.switch(key, on=personal == "on"))
            asyncio.run(opened.personal.look([key], say=say))
        record = opened.account(key)
    changed = [*fields, *typed, *(forget or []), *(["personal"] if personal else [])]
    if json:
        emit({"id": key, "name": record.name, "domain": record.domain, "changed": changed})
    else:
        line(f"{record.name}: {', '.join(changed)} changed")
    return 0


def _typed(given: list[str]) -> dict[str, str]:
    """Return the values by field. Raises BadInput for one without “=” or a field given twice."""
    found: dict[str, str] = {}
    for one in given:
        field, sign, value = one.partition("=")
        if not sign or not field.strip():
            raise BadInput(f"“{clean(one)}” has no field and value: write it like --set employees=240")
        if field.strip() in found:
            raise BadInput(f"{clean(field)} is given twice: type one value at a time")
        found[field.strip()] = value
    return found
