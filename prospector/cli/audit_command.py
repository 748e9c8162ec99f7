"""`prospect audit`: what was really done, for who manages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from prospector.cli.audited import audited, own_file
from prospector.cli.options import Db, Json, Name, Reason, workspace
from prospector.cli.output import emit, line, note, told
from prospector.errors import BadInput, ProspectorError

if TYPE_CHECKING:
    from prospector.model.audit_kept import Letter
    from prospector.workspace import Workspace

Since = Annotated[str, typer.Option("--since", metavar="DAY", help="First day; else where the last signature stands.")]
Until = Annotated[str, typer.Option("--until", metavar="DAY", help="Last day; else today.")]
Rep = Annotated[list[str] | None, typer.Option("--rep", help="Only this rep's lists and work; may be given again.")]
Draw = Annotated[int | None, typer.Option("--sample", metavar="N", help="Draw so many risky things to look at.")]
Seed = Annotated[str, typer.Option("--seed", help="The same seed draws the same; else the week.")]
Agenda = Annotated[bool, typer.Option("--agenda", help="Print what to talk about, as Markdown.")]
Source = Annotated[str, typer.Option("--letter", metavar="SOURCE", help="What became of every name of a source.")]
Namer = Annotated[str, typer.Option("--names-of", metavar="REP", help="What became of every name that somebody gave.")]
Out = Annotated[
    Path | None, typer.Option("--out", help="Write agenda or letter to this file (.md, or .csv for a letter).")
]
Rows = Annotated[
    str, typer.Option("--rows", metavar="KEY", help="Print the rows behind a number (--json gives the keys).")
]
Sign = Annotated[bool, typer.Option("--sign", help="Sign it as read: the next audit starts here.")]
Words = Annotated[str, typer.Option("--note", help="A line beside the signature.")]
Files = Annotated[
    list[str] | None,
    typer.Option("--db", help="Workspace, file or packet; several are read together, none of them written."),
]
App = Annotated[bool, typer.Option("--app", help="Open it in the app.")]
Page = Annotated[
    Path | None, typer.Option("--html", metavar="FILE", help="Write it as one page, to be shown or printed.")
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(
        help="What was really done: for who manages.", invoke_without_command=True, no_args_is_help=False
    )
    group.callback()(audit)
    group.command(name="verdict", help="Say of a drawn item: fine, thin, wrong or ask.")(verdict)
    group.command(name="keep", help="Keep a long shot on its list until a day.")(keep)
    group.command(name="drop", help="Drop a long shot, whosever it is (in a team: your own).")(drop)
    group.command(name="take", help="Take in packets that reps handed in; what was changed is refused and named.")(take)
    app.add_typer(group, name="audit")


def audit(  # noqa: PLR0913 - every option of the command is one
    context: typer.Context, *, since: Since = "", until: Until = "", rep: Rep = None, sample: Draw = None, seed: Seed = "",
    agenda: Agenda = False, letter: Source = "", names_of: Namer = "", out: Out = None, rows: Rows = "", sign: Sign = False,
    note: Words = "", html: Page = None, app: App = False, db: Files = None, json: Json = False,
) -> int:  # fmt: skip
    """Print the audit, or the part of it that was asked for."""
    if context.invoked_subcommand:
        return 0
    first, last = _day(since, "--since"), _day(until, "--until")
    with audited(db) as (opened, read):
        if app or html is not None:
            return _app(opened) if html is None else _page(opened, (first, last), rep or (), (html, read), json=json)
        if letter or names_of:
            return _letter(opened.audit.letter(letter, names_of), out, json=json)
        if sample is not None:
            return _sample(opened, (first, last), rep or (), (sample, seed), json=json)
        if sign:
            signed = opened.audit.sign(first, last, note)
            told(asdict(signed), f"signed {signed.since} to {signed.until}; the head is {signed.head}", json=json)
            return 0
        return _figures(
            opened, (first, last), rep or (), agenda=agenda, out=out, rows=rows, several=bool(read), json=json
        )


def verdict(
    item: Annotated[str, typer.Argument(help="Its number in the newest sample, or its id.")],
    said: Annotated[str, typer.Argument(metavar="VERDICT", help="fine, thin, wrong or ask.")],
    *, reason: Reason = "", db: Db = None, json: Json = False,
) -> int:  # fmt: skip
    """Judge a drawn item."""
    with workspace(db) as opened:
        one = opened.audit.samples.judge(item, said, reason)
    told(asdict(one), f"{one.verdict}: {one.name or one.rep}, {one.said}", json=json)
    return 0


def keep(
    account: Name, *, until: Annotated[str, typer.Option("--until", metavar="DAY", help="The day it is decided again.")],
    reason: Reason = "", db: Db = None, json: Json = False,
) -> int:  # fmt: skip
    """Keep a long shot."""
    with workspace(db) as opened:
        account_id = opened.resolve(account)
        opened.audit.keep(account_id, until, reason)
        name = opened.account(account_id).name
    told({"account": account_id, "until": until}, f"{name} stays; it is listed again after that day", json=json)
    return 0


def drop(
    account: Name, *, reason: Reason = "", lesson: Annotated[str, typer.Option("--lesson", help="What it taught.")] = "",
    db: Db = None, json: Json = False,
) -> int:  # fmt: skip
    """Drop a long shot."""
    with workspace(db) as opened:
        account_id = opened.resolve(account)
        opened.audit.drop(account_id, reason, lesson)
        name = opened.account(account_id).name
    told({"account": account_id, "dropped": True}, f"{name} is dropped", json=json)
    return 0


def _figures(
    opened: Workspace, period: tuple[date | None, date | None], reps: Sequence[str], *, agenda: bool, out: Path | None,
    rows: str, several: bool, json: bool,
) -> int:  # fmt: skip
    from prospector.audit.document import document, number_of
    from prospector.cli.audit_print import print_conflicts, print_figures, print_rows

    figures = opened.audit.week(*period, reps)
    if agenda:
        text = opened.audit.agenda(figures)
        if out is not None:
            from prospector.exchange.writing import write_text

            write_text(out, text)
        told({"agenda": text, "file": str(out) if out else None}, f"written to {out}" if out else text, json=json)
    elif rows:
        number = number_of(figures, rows)
        found = opened.audit.rows(number)
        if json:
            emit({"number": document(number), "rows": [asdict(one) for one in found]})
        else:
            line(f"{number.label}: {number.text}")
            print_rows(found, number.part)
    elif json:
        twice = opened.conflicts() if several else ()
        emit(document(figures) | {"conflicts": [asdict(one) for one in twice]})
    else:
        print_conflicts(opened.conflicts() if several else ())
        print_figures(figures)
    return 0


def take(
    packets: Annotated[list[Path], typer.Argument(metavar="PACKET", help="Files written by `prospect hand-in`.")], *,
    accept: Annotated[str, typer.Option("--accept-key", help="Believe this other key from now on (its fingerprint).")] = "",
    db: Db = None, json: Json = False,
) -> int:  # fmt: skip
    """Take packets in beside the workspace: all that can be, and 1 when one was refused."""
    from prospector.audit.taking import take as take_in
    from prospector.clock import Clock

    taken, refused, own = [], [], own_file(db)
    for path in packets:
        try:
            taken.append(take_in(path, own, Clock(), accept=accept))
        except ProspectorError as error:
            if len(packets) == 1:
                raise
            refused.append({"file": str(path), "reason": error.sentence})
    if json:
        emit({"taken": [asdict(one) for one in taken], "refused": refused})
    for one in () if json else taken:
        line(one.text)
        for said in one.findings:
            line(f"    its own check says: {said}")
    for wrong in refused:
        note(f"refused: {wrong['reason']}")
    return 1 if refused else 0


def _page(
    opened: Workspace, period: tuple[date | None, date | None], reps: Sequence[str], target: tuple[Path, Sequence[str]], *,
    json: bool,
) -> int:  # fmt: skip
    from prospector.audit.page.contents import page_of
    from prospector.exchange.writing import write_text

    out, read = target
    figures = opened.audit.week(*period, reps)
    write_text(out, page_of(opened.audit, figures, None, opened.conflicts() if read else (), read))
    told({"file": str(out), "since": str(figures.since), "until": str(figures.until)}, f"written to {out}", json=json)
    return 0


def _app(opened: Workspace) -> int:
    from prospector.cli.start import need_terminal

    need_terminal()
    from screens.memory import PlaceFile
    from screens.running import run_app

    remembered = PlaceFile(None)
    remembered.put("welcomed", "yes")  # who audits need not have a list of his own
    return run_app(lambda: opened, place=remembered, start="audit")


def _sample(
    opened: Workspace,
    period: tuple[date | None, date | None],
    reps: Sequence[str],
    draw: tuple[int, str],
    *,
    json: bool,
) -> int:
    from prospector.cli.audit_print import print_sample

    found = opened.audit.sample(opened.audit.facts(*period, reps), *draw)
    if json:
        emit(asdict(found))
    else:
        print_sample(found)
    return 0


def _letter(one: Letter, out: Path | None, *, json: bool) -> int:
    from prospector.audit.letters import write
    from prospector.cli.audit_print import print_letter

    if out is not None:
        write(one, out)
    if json:
        emit(asdict(one) | {"day": one.day.isoformat(), "file": str(out) if out else None})
    elif out is not None:
        line(f"{len(one.fates)} names written to {out}")
    else:
        print_letter(one)
    return 0


def _day(typed: str, option: str) -> date | None:
    if not typed.strip():
        return None
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise BadInput(f"“{typed.strip()}” after {option} is no day: write it like 2026-03-30") from None
