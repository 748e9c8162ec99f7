"""`prospect playbook`: how to speak to each sector."""

from __future__ import annotations

import dataclasses
from typing import Annotated

import typer

from prospector.cli.options import Db, Json, workspace
from prospector.cli.output import emit, line, note, table
from prospector.errors import NotFound
from prospector.text import clean

Sector = Annotated[str, typer.Argument(help="The sector.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="Playbooks by sector.", no_args_is_help=True, rich_markup_mode=None)
    group.command(name="list", help="The playbooks.")(list_)
    group.command(name="show", help="One playbook.")(show)
    group.command(name="save", help="Write a playbook, or change what is given of one.")(save)
    group.command(name="missing", help="Active targets without a playbook.")(missing)
    group.command(name="remove", help="Take a playbook away.")(remove)
    app.add_typer(group, name="playbook")


def list_(*, db: Db = None, json: Json = False) -> int:
    """Print the playbooks."""
    with workspace(db) as opened:
        every = opened.strategy.playbooks.all()
    if json:
        emit({"playbooks": [dataclasses.asdict(one) for one in every]})
        return 0
    table(("sector", "pains", "channel", "opener"), [(one.sector, one.pains, one.channel, one.opener) for one in every])
    return 0


def show(sector: Sector, *, db: Db = None, json: Json = False) -> int:
    """Print one playbook."""
    with workspace(db) as opened:
        one = opened.strategy.playbook(sector)
    if one is None:
        raise NotFound(f"no playbook for “{clean(sector)}”: see `prospect playbook list`")
    if json:
        emit(dataclasses.asdict(one))
        return 0
    for key, value in dataclasses.asdict(one).items():
        if key != "id":
            line(f"{key:<8} {value or '-'}")
    return 0


def save(
    sector: Sector,
    *,
    pains: Annotated[str | None, typer.Option(help="What hurts there.")] = None,
    words: Annotated[str | None, typer.Option(help="Words that are used there.")] = None,
    proof: Annotated[str | None, typer.Option(help="What proves it to them.")] = None,
    channel: Annotated[str | None, typer.Option(help="How they are best reached.")] = None,
    hours: Annotated[str | None, typer.Option(help="When they are best reached.")] = None,
    opener: Annotated[str | None, typer.Option(help="The first sentence of a call.")] = None,
    subject: Annotated[str | None, typer.Option(help="Subject of a mail.")] = None,
    body: Annotated[str | None, typer.Option(help="Text of a mail.")] = None,
    db: Db = None,
    json: Json = False,
) -> int:
    """Write a playbook."""
    given = {"pains": pains, "words": words, "proof": proof, "channel": channel, "hours": hours, "opener": opener,
             "subject": subject, "body": body}  # fmt: skip
    with workspace(db, create=True) as opened:
        one = opened.strategy.playbooks.save(
            sector, **{key: value for key, value in given.items() if value is not None}
        )
    if json:
        emit(dataclasses.asdict(one))
    else:
        line(f"playbook for {one.sector}")
    return 0


def missing(*, db: Db = None, json: Json = False) -> int:
    """Print the active targets for which nobody wrote how to speak to them."""
    with workspace(db) as opened:
        found = [(key, opened.account(key).name) for key in opened.strategy.without_playbook()]
    if json:
        emit({"without": [{"id": key, "name": name} for key, name in found]})
        return 0
    for _, name in found:
        line(name)
    note(f"{len(found)} without a playbook: prospect edit NAME --sector SECTOR gives one its sector")
    return 0


def remove(sector: Sector, *, db: Db = None, json: Json = False) -> int:
    """Take a playbook away."""
    with workspace(db) as opened:
        opened.strategy.playbooks.remove(sector)
    if json:
        emit({"removed": clean(sector)})
    else:
        line(f"the playbook for {clean(sector)} is gone")
    return 0
