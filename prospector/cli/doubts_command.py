"""`prospect doubts`, `prospect candidates`, `prospect pick`: who is it? Sources propose, a person decides."""

from __future__ import annotations

import asyncio
import dataclasses
from typing import Annotated, Any

import typer

from prospector.cli.contact import ask_contact
from prospector.cli.options import Db, Json, Name, Only, listed, workspace
from prospector.cli.output import emit, line, note, say
from prospector.cli.progress import GLYPHS
from prospector.research.doubts import DoubtRecord
from prospector.text import clean, plural

Account = Annotated[str, typer.Argument(metavar="[ACCOUNT]", help="Name, domain or id; without it: all.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(name="doubts", help="Who sources think an account may be: open questions, likeliest first.")(doubts)
    app.command(name="candidates", help="Ask the sources who an account may be; nothing is stored but the question.")(
        candidates
    )
    app.command(name="pick", help="Say that an account is candidate N of `prospect doubts`, or --not.")(pick)


def doubts(
    account: Account = "",
    *,
    every: Annotated[bool, typer.Option("--all", help="The answered ones too.")] = False,
    db: Db = None,
    json: Json = False,
) -> int:
    """List the open questions."""
    with workspace(db) as opened:
        key = opened.resolve(account) if account else ""
        found = opened.doubts.of(key, every=every) if key else opened.doubts.all()
    if json:
        emit({"doubts": documents(found)})
        return 0
    show(found)
    if not found:
        note("no open question" + (": `prospect candidates ACCOUNT` asks the sources who it may be" if account else ""))
    return 0


def candidates(account: Name, *, only: Only = "", db: Db = None, json: Json = False) -> int:
    """Ask the sources who it may be."""
    ask_contact(listed(only))
    with workspace(db) as opened:
        key = opened.resolve(account)
        (proposed,) = asyncio.run(opened.candidates.look([key], only=listed(only), say=say))
        found = opened.doubts.of(key)
    if json:
        emit(
            {
                "account": {"id": key, "name": proposed.name},
                "outcomes": [
                    {"source": one.source, "state": one.state, "detail": one.detail, "requests": one.requests}
                    for one in proposed.answers
                ],
                "candidates": documents(found),
            }
        )
        return 0
    show(found)
    for one in proposed.answers:
        if one.state != "found":
            note(f"{GLYPHS.get(one.state, '·')} {one.source}: {one.state.replace('_', ' ')}, {clean(one.detail, 100)}")
    note(f"{plural(sum(one.takeable for one in found), 'candidate')}"
         + (f": prospect pick “{proposed.name}” N takes one, --not refuses it" if found else ""))  # fmt: skip
    return 0


def pick(
    account: Name,
    number: Annotated[int, typer.Argument(metavar="N", help="Number in `prospect doubts ACCOUNT`.")],
    *,
    other: Annotated[
        bool, typer.Option("--not", help="It is somebody else; not asked again unless it changes.")
    ] = False,
    db: Db = None,
    json: Json = False,
) -> int:
    """Take or refuse a candidate."""
    with workspace(db) as opened:
        key = opened.resolve(account)
        chosen = opened.doubts.numbered(key, number)
        said = opened.doubts.refuse(chosen.id) if other else opened.doubts.take(chosen.id)
        record = opened.account(key)
    if json:
        emit(
            {
                "id": key,
                "name": record.name,
                "domain": record.domain,
                "picked": None if other else chosen.key,
                "said": said,
            }
        )
    else:
        line(said)
        if not other:
            note(f"prospect enrich “{record.name}” asks the sources about it now; prospect undo takes it back")
    return 0


def documents(found: list[DoubtRecord]) -> list[dict[str, Any]]:
    """Return doubts as JSON shows them, numbered per account as `pick` counts them."""
    numbers: dict[str, int] = {}
    shown = []
    for one in found:
        numbers[one.account_id] = numbers.get(one.account_id, 0) + 1
        known = dataclasses.asdict(one.candidate) if one.candidate else {}
        shown.append(
            {
                "n": numbers[one.account_id], "account": {"id": one.account_id, "name": one.account}, "source": one.source,
                "kind": one.kind, "key": one.key, "name": one.name, "score": one.score, "why": list(one.why),
                "compared": one.compared, "state": one.state, "url": one.url, "found_at": one.found_at,
                **{key: known.get(key) for key in ("domain", "country", "city", "registry_id", "lei", "note", "passage")},
            }
        )  # fmt: skip
    return shown


def show(found: list[DoubtRecord]) -> None:
    """Print doubts under the name of their account."""
    before, number = "", 0
    for one in found:
        if one.account_id != before:
            before, number = one.account_id, 0
            line(f"{one.account}: is it")
        number += 1
        if one.candidate is None:
            line(f"  {number:>2}  ≠    {one.source}: {one.compared}")
            continue
        where = ", ".join(filter(None, (one.candidate.domain, one.candidate.city, one.candidate.country)))
        state = "" if one.state == "open" else f" ({one.state})"
        line(
            f"  {number:>2}  {one.score:.2f} {one.name}{f' ({where})' if where else ''}, {one.source} {one.key}{state}"
        )
        line(f"           {'; '.join(one.why)}")
        if one.url:
            line(f"           {one.url}")
