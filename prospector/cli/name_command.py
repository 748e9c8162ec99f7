"""`prospect name`: one company into the next slot, or the exercise in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from prospector.cli.options import Db, Json, workspace
from prospector.cli.output import emit, line, note
from prospector.errors import BadInput
from prospector.exchange.names import split_line
from prospector.pipeline.lessons import lesson_line
from prospector.pipeline.naming import AlreadyKnown, ListFull, Named
from prospector.workspace import Workspace


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="name", help="Put a company into the next slot; without NAME: the exercise, prompt by prompt.")(
        name
    )


def name(
    company: Annotated[str, typer.Argument(help="The company, as you call it.")] = "",
    *,
    domain: Annotated[str, typer.Option(help="Its domain or website.")] = "",
    pain: Annotated[str, typer.Option(help="Which pain it is likely to have.")] = "",
    why: Annotated[str, typer.Option(help="Why you want it.")] = "",
    source: Annotated[str, typer.Option(help="Where the name came from.")] = "own naming",
    origin: Annotated[str, typer.Option(help="chosen or inbound.")] = "chosen",
    bench: Annotated[bool, typer.Option("--bench", help="Let it wait on the bench.")] = False,
    different: Annotated[bool, typer.Option("--different", help="It is none of those that look alike.")] = False,
    db: Db = None,
    json: Json = False,
) -> int:
    """Name one company, or go through the exercise."""
    with workspace(db, create=True) as opened:
        if not company:
            return _exercise(opened)
        called, site = split_line(company)
        try:
            named = opened.naming.name(
                called, domain=domain or site, pain=pain, why=why, source=source, origin=origin,
                bench=bench, different=different, judge="different" if different else None,
            )  # fmt: skip
        except AlreadyKnown as known:
            if known.matches[0].verdict == "same":
                raise
            raise AlreadyKnown(f"{known.sentence} --different names another company", known.matches) from None
        lessons = [lesson_line(one) for one in opened.lessons.like(named.name, domain=named.domain or "")]
        if json:
            emit({"id": named.account_id, "name": named.name, "domain": named.domain, "place": named.place,
                  "slot": named.slot, "lessons": lessons})  # fmt: skip
        else:
            line(_said(named, opened))
            _remind(lessons)
    return 0


def _remind(lessons: Sequence[str]) -> None:
    for lesson in lessons:
        note(f"lesson: {lesson}")


def _said(named: Named, opened: Workspace) -> str:
    return (
        f"{named.name} has slot {named.slot} of {opened.naming.size}" if named.slot else f"{named.name} is on the bench"
    )


def _exercise(opened: Workspace) -> int:
    if not sys.stdin.isatty():
        raise BadInput("give a name (prospect name “Acme GmbH”) or a file of names (prospect build FILE)")
    note("Write down companies worth having. An empty line stops; you come back to the same slot.")
    while True:
        board = opened.naming.board()
        if board.next_slot is None:
            line(f"The list is full: {board.taken} of {board.size}. Swap one out: prospect swap OUT IN --reason ...")
            return 0
        typed = _ask(f"\n{board.prompt}\nslot {board.next_slot} of {board.size}: ")
        if not typed:
            line(f"{board.taken} of {board.size} named. Next time you stand at slot {board.next_slot}.")
            return 0
        _one(opened, typed)


def _one(opened: Workspace, typed: str) -> None:
    called, site = split_line(typed)
    try:
        named = opened.naming.name(called, domain=site)
    except AlreadyKnown as known:
        note(known.sentence)
        if known.matches[0].verdict == "same" or _ask("another company? [y/N] ").casefold() not in ("y", "yes"):
            return
        named = opened.naming.name(called, domain=site, different=True, judge="different")
    except (BadInput, ListFull) as error:
        note(error.sentence)
        return
    _remind([lesson_line(one) for one in opened.lessons.like(called, domain=site)])
    pain, why = _ask("  which pain? "), _ask("  why this company? ")
    fields = {key: value for key, value in (("pain", pain), ("why", why)) if value}
    if fields:
        opened.naming.edit(named.account_id, **fields)


def _ask(prompt: str) -> str:
    sys.stderr.write(prompt)
    sys.stderr.flush()
    return sys.stdin.readline().strip()
