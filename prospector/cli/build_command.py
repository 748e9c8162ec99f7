"""`prospect build FILE|-`: names in, a researched and scored list out."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated, Any

import typer

from prospector.cli.contact import ask_contact
from prospector.cli.doubts_command import documents
from prospector.cli.listing import account_document, print_list
from prospector.cli.options import Db, Json, Only, listed, workspace
from prospector.cli.output import emit, note
from prospector.cli.progress import ProgressBar
from prospector.errors import BadInput
from prospector.exchange.names import read_names, write_refused
from prospector.model.account import ListRow
from prospector.pipeline.build import BuildReport
from prospector.plan.profile import parse_profile
from prospector.text import plural
from prospector.workspace import Workspace


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="build", help="Names (one a line, or CSV/XLSX) to a researched, scored list.")(build)


def build(
    file: Annotated[str, typer.Argument(help="File with names, or - for standard input.")],
    *,
    profile: Annotated[str, typer.Option("--profile", help="Ideal customer profile (TOML) to apply first.")] = "",
    only: Only = "",
    offline: Annotated[bool, typer.Option("--offline", help="Name and score only, ask no source.")] = False,
    db: Db = None,
    json: Json = False,
) -> int:
    """Name, deduplicate, research, score, list."""
    draft = parse_profile(read_text(profile), profile) if profile else None
    names = read_names(file)
    for said in names.notes:
        note(f"{names.source}: {said}")
    with workspace(db, create=True) as opened:
        report = opened.build.name_all(names)
        if draft is not None:
            opened.plans.apply(draft, batch=report.batch)
        interrupted = False
        if report.added and not offline:
            ask_contact(listed(only))
            interrupted = not research(opened, report, listed(only))
        rows = shown_rows(opened, report)
        if json:
            emit(_document(opened, report, rows))
        else:
            print_list(rows)
        return _tell(file, report, len(_candidates(opened, report)), interrupted=interrupted)


def research(opened: Workspace, report: BuildReport, only: list[str] | None) -> bool:
    """Research what was added; return False when it was stopped from the keyboard."""
    try:
        with ProgressBar() as bar:
            asyncio.run(opened.build.research_all(report, only=only, progress=bar))
    except KeyboardInterrupt:
        return False
    return True


def shown_rows(opened: Workspace, report: BuildReport) -> list[ListRow]:
    """Return the rows of the accounts in a build, best fit first."""
    wanted = set(report.account_ids)
    every = opened.list_rows(places=("active", "bench", "dropped"), everybody=True)
    return [row for row in every if row.id in wanted]


def read_text(path: str) -> str:
    """Return the text of a file. Raises BadInput."""
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise BadInput(f"there is no file {path}: check the path") from None
    except UnicodeDecodeError:
        raise BadInput(f"{path} is not UTF-8 text: save it as UTF-8") from None
    except OSError as error:
        raise BadInput(f"{path} can't be read: {(error.strerror or str(error)).lower()}") from None


def _document(opened: Workspace, report: BuildReport, rows: list[ListRow]) -> dict[str, Any]:
    accounts = [account_document(opened, row) for row in rows]
    names = {row.id: row for row in rows}
    for twin in report.duplicates:
        known = names.get(twin.duplicates_of)
        accounts.append(
            {
                "id": twin.duplicates_of, "name": twin.name, "domain": known.domain if known else None,
                "stage": known.stage if known else None, "fit": None, "claims": {},
                "duplicates_of": twin.duplicates_of, "why": list(twin.why), "row": twin.row,
            }
        )  # fmt: skip
    return {
        "accounts": accounts,
        "refused": [
            {"row": one.row, "column": one.column, "value": one.value, "reason": one.reason} for one in report.refused
        ],
        "review": [
            {
                "row": one.row, "name": one.name, "id": one.account_id,
                "matches": [
                    {"id": match.id, "name": match.name, "score": match.score, "verdict": match.verdict,
                     "why": list(match.why)}
                    for match in one.matches
                ],
            }
            for one in report.review
        ]
        + _candidates(opened, report),
        "added": len(report.added),
        "benched": [one.account_id for one in report.benched],
    }  # fmt: skip


def _candidates(opened: Workspace, report: BuildReport) -> list[dict[str, Any]]:
    """Return the added names without a domain of which a source says who they may be: a person picks (`prospect pick`)."""
    found = []
    for one in (named for named in report.added if named.domain is None):
        proposed = [doubt for doubt in opened.doubts.of(one.account_id) if doubt.takeable]
        if proposed:
            found.append({"row": report.row_of.get(one.account_id), "name": one.name, "id": one.account_id, "matches": [],
                          "candidates": documents(proposed)})  # fmt: skip
    return found


def _tell(file: str, report: BuildReport, waiting: int, *, interrupted: bool) -> int:
    note(f"{plural(len(report.added), 'company', 'companies')} added, {len(report.duplicates)} here already")
    if report.benched:
        note(f"{len(report.benched)} of them wait on the bench: the list is full")
    for question in report.review:
        best = question.matches[0]
        note(f"row {question.row}: is “{question.name}” the same as “{best.name}”? It waits on the bench")
    if waiting:
        note(
            f"{plural(waiting, 'name')} may be one of several companies: `prospect doubts` shows them, `prospect pick` answers"
        )
    if interrupted:
        note("stopped before every company was researched; what was found is kept: `prospect enrich --missing` goes on")
    if report.refused:
        where = write_refused(file, report.refused)
        note(f"{plural(len(report.refused), 'row')} refused: they are in {where} with the reason for each")
        return 1 if report.added or report.duplicates else 2
    return 1 if interrupted else 0
