"""`prospect edit`: change what a person knows about an account."""

from __future__ import annotations

from typing import Annotated

import typer

from prospector.cli.options import Db, Json, Name, workspace
from prospector.cli.output import emit, line
from prospector.errors import BadInput


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="edit", help="Change name, domain, pain, why, country, city or sector.")(edit)


def edit(
    account: Name,
    *,
    name: Annotated[str | None, typer.Option(help="Name that lists show.")] = None,
    domain: Annotated[str | None, typer.Option(help="Domain or website; empty: none.")] = None,
    pain: Annotated[str | None, typer.Option(help="Which pain it is likely to have.")] = None,
    why: Annotated[str | None, typer.Option(help="Why you want it.")] = None,
    country: Annotated[str | None, typer.Option(help="Two letters, as in DE.")] = None,
    city: Annotated[str | None, typer.Option(help="Where it sits.")] = None,
    sector: Annotated[str | None, typer.Option(help="Which sector's playbook speaks to it.")] = None,
    db: Db = None,
    json: Json = False,
) -> int:
    """Change an account."""
    given = {"name": name, "domain": domain, "pain": pain, "why": why, "country": country, "city": city,
             "sector": sector}  # fmt: skip
    fields = {key: value for key, value in given.items() if value is not None}
    if not fields:
        raise BadInput("say what to change: --name, --domain, --pain, --why, --country, --city or --sector")
    with workspace(db) as opened:
        key = opened.resolve(account)
        opened.naming.edit(key, **fields)
        record = opened.account(key)
    if json:
        emit({"id": key, "name": record.name, "domain": record.domain, "changed": list(fields)})
    else:
        line(f"{record.name}: {', '.join(fields)} changed")
    return 0
