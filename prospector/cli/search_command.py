"""`prospect search`, `lessons` and `shortlist`: finding again what was written, and choosing between companies."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from prospector.cli.options import Db, Json, Reason, workspace
from prospector.cli.output import emit, line, table
from prospector.errors import NotFound
from prospector.pipeline.lessons import lesson_line
from prospector.pipeline.shortlist import ShortlistRecord
from prospector.workspace import Workspace

Title = Annotated[str, typer.Option("--title", help="Which shortlist, by its title; else the newest.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(name="search", help="Search names, people, notes, evidence and claims.")(search)
    app.command(name="lessons", help="Print what dropped targets taught, or what bears on a name.")(lessons)
    group = typer.Typer(help="Companies side by side, preferred pair by pair.", no_args_is_help=True)
    group.command(name="new", help="Put two to sixteen companies side by side.")(new)
    group.command(name="show", help="Print a shortlist: order so far, pros and cons, pairs to decide.")(show)
    group.command(name="note", help="Write what speaks for or against a company.")(note)
    group.command(name="prefer", help="Prefer one company to another, with a reason.")(prefer)
    app.add_typer(group, name="shortlist")


def search(
    words: Annotated[str, typer.Argument(help="Words that stand together.")],
    *,
    limit: Annotated[int, typer.Option(help="At most so many.", min=1, max=1_000)] = 50,
    db: Db = None,
    json: Json = False,
) -> int:
    """Search."""
    with workspace(db) as opened:
        found = opened.search(words, limit)
    if json:
        emit({"hits": [asdict(one) for one in found]})
    elif found:
        table(("account", "where", "text", "on"), [(one.name, one.where, one.text, one.at[:10]) for one in found])
    else:
        line(f"nothing holds “{words}”")
    return 0


def lessons(
    name: Annotated[str, typer.Argument(help="A name that may be added; without it: all lessons.")] = "",
    *,
    domain: Annotated[str, typer.Option(help="Its domain.")] = "",
    sector: Annotated[str, typer.Option(help="Its sector.")] = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Print lessons."""
    with workspace(db) as opened:
        found = opened.lessons.like(name, domain=domain, sector=sector) if name else opened.lessons.every()
    if json:
        emit({"lessons": [asdict(one) for one in found]})
    elif not found:
        line("no lesson bears on it" if name else "no lesson yet: dropping a target asks for one")
    for one in found if not json else ():
        line(lesson_line(one) + (f" [{one.why}]" if one.why else ""))
    return 0


def new(
    accounts: Annotated[list[str], typer.Argument(help="Two to sixteen accounts.")],
    *,
    title: Annotated[str, typer.Option(help="What is chosen for.")] = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Begin a shortlist."""
    with workspace(db) as opened:
        key = opened.shortlists.begin([opened.resolve(one) for one in accounts], title)
        _print(opened.shortlists.get(key), json=json)
    return 0


def show(*, title: Title = "", db: Db = None, json: Json = False) -> int:
    """Print one."""
    with workspace(db) as opened:
        _print(_which(opened, title), json=json)
    return 0


def note(
    account: Annotated[str, typer.Argument(help="One of its companies.")],
    *,
    pro: Annotated[str | None, typer.Option(help="What speaks for it.")] = None,
    con: Annotated[str | None, typer.Option(help="What speaks against it.")] = None,
    title: Title = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Write pros and cons."""
    with workspace(db) as opened:
        record = _which(opened, title)
        opened.shortlists.note(record.id, opened.resolve(account), pros=pro, cons=con)
        _print(opened.shortlists.get(record.id), json=json)
    return 0


def prefer(
    winner: Annotated[str, typer.Argument(help="The better one.")],
    loser: Annotated[str, typer.Argument(help="The other one.")],
    *,
    reason: Reason = "",
    title: Title = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Decide one pair."""
    with workspace(db) as opened:
        record = _which(opened, title)
        decided = opened.shortlists.prefer(record.id, opened.resolve(winner), opened.resolve(loser), reason)
        _print(decided, json=json)
    return 0


def _which(opened: Workspace, title: str) -> ShortlistRecord:
    wanted = title.strip().casefold()
    found = next((one for one in opened.shortlists.every() if wanted in one.title.casefold()), None)
    if found is None:
        raise NotFound("there is no such shortlist: `prospect shortlist new ACCOUNT ACCOUNT...` begins one")
    return found


def _print(record: ShortlistRecord, *, json: bool) -> None:
    if json:
        emit(asdict(record))
        return
    line(f"{record.title}{': decided' if record.ended_at else ''}")
    names = {one.account_id: one.name for one in record.candidates}
    rows = [(one.rank or "", one.name, one.wins, one.pros, one.cons) for one in record.candidates]
    table(("rank", "company", "before", "for", "against"), rows, right=(0, 2))
    for one in record.preferences:
        line(f"  {names[one.winner]} before {names[one.loser]}: {one.reason}")
    for left, right in record.open_pairs[:1]:
        line(f"next: {names[left]} or {names[right]}? prospect shortlist prefer BETTER OTHER --reason ...")
