"""`prospect import`: companies and people from any table, with a verdict on every row before anything is written."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from prospector.cli.import_progress import ImportBar, stopping
from prospector.cli.options import Db, Json, workspace
from prospector.cli.output import emit, line, note, table
from prospector.errors import BadInput
from prospector.model.importing import (
    ALIKE,
    BENCH,
    FIRST,
    FIT,
    NEW,
    UNCHANGED,
    VERDICTS,
    ImportOptions,
    ImportReport,
    RowVerdict,
)
from prospector.text import plural

if TYPE_CHECKING:
    from prospector.exchange.reading import Table
    from prospector.pipeline.import_plan import ImportPlan

_SHOWN = 20
"""Rows of each verdict that are printed for people."""
_LISTED = 1_000
"""Rows in a JSON document; a file of verdicts has all of them."""
_SAID = {
    "new": "new", "update": "update", "alike": "look like one that is here", "unchanged": "nothing new",
    "never": "opted out", "refused": "refused",
}  # fmt: skip
_TAKEN = ("new", "update", "unchanged", "never")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="import", help="Companies and people from CSV, TSV, XLSX, a pasted table.")(import_)


def import_(  # noqa: PLR0913 - one for each option
    file: Annotated[str, typer.Argument(metavar="[FILE|-]", help="The file, or - for standard input.")] = "",
    *,
    mapped: Annotated[
        list[str] | None, typer.Option("--map", metavar="HEADER=FIELD", help="A column's field; empty leaves it out.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would become of each row.")] = False,
    update_on: Annotated[
        str, typer.Option("--update-on", metavar="KEY", help="Also update on domain, lei, registry_id or name.")
    ] = "",
    source: Annotated[
        str, typer.Option("--source", metavar="KIND:NAME", help="Where the names come from, as bought:Acme Lists.")
    ] = "",
    doubts: Annotated[
        str, typer.Option("--doubts", help="Rows that look like an account: hold (hand back) or name (on the bench).")
    ] = "hold",
    bad_cells: Annotated[
        str, typer.Option("--bad-cells", help="What a cell that can't be read costs: its row, or the cell alone.")
    ] = "row",
    targets: Annotated[
        bool, typer.Option("--targets", help="The first new names take the free slots, however many come.")
    ] = False,
    bench: Annotated[bool, typer.Option("--bench", help="New names wait on the bench.")] = False,
    sheet: Annotated[str, typer.Option("--sheet", help="Name or number of a workbook's sheet.")] = "",
    encoding: Annotated[str, typer.Option("--encoding", help="Overrules what is recognised.")] = "",
    paste: Annotated[bool, typer.Option("--paste", help="Paste the rows here; Ctrl+D ends them.")] = False,
    verdicts: Annotated[
        str, typer.Option("--verdicts", metavar="FILE.csv", help="Write the verdict on every row.")
    ] = "",
    back: Annotated[
        str, typer.Option("--back", metavar="FILE.csv", help="Where rows that are not taken go; else beside the file.")
    ] = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Judge every row, then write them all as one action that `prospect undo` takes back."""
    wishes = _wishes(mapped or [])
    options = ImportOptions(update_on, source, doubts, _new_names(targets=targets, bench=bench), bad_cells)
    with ExitStack() as stack:
        given = stack.enter_context(_opened(file, sheet, encoding, paste=paste))
        opened = stack.enter_context(workspace(db, create=True))
        stop = stack.enter_context(stopping())
        bar = stack.enter_context(ImportBar())
        from prospector.pipeline.import_source import Sampled

        rows = Sampled(given)
        mapping = opened.imports.mapping(rows, wishes)
        plan = stack.enter_context(opened.imports.preview(rows, mapping, options, bar, stop))
        report = None if dry_run else opened.imports.carry_out(plan, bar, stop)
        bar.clear()
        if verdicts:
            plan.write_verdicts(Path(verdicts))
        stopped = report is not None and report.stopped
        where = "" if dry_run or stopped else _handed_back(plan, file, back)
        if json:
            emit(_document(plan, report, where))
        else:
            _print(plan, report, where)
        return _status(plan, stopped=stopped)


def _wishes(mapped: list[str]) -> dict[str, str]:
    wishes = {}
    for one in mapped:
        header, found, field = one.rpartition("=")
        if not found or not header.strip():
            raise BadInput(f"“{one}” is no mapping: write it as HEADER=FIELD, as in --map Kunde=name")
        wishes[header.strip()] = field.strip()
    return wishes


def _new_names(*, targets: bool, bench: bool) -> str:
    if targets and bench:
        raise BadInput("--targets and --bench say the opposite: give one of them")
    return FIRST if targets else BENCH if bench else FIT


def _opened(file: str, sheet: str, encoding: str, *, paste: bool) -> Table:
    from prospector.exchange.reading import open_table, open_text

    if paste:
        if sys.stdin.isatty():
            note("paste the rows, the heading first, then press Ctrl+D")
        return open_text(sys.stdin.read())
    if not file:
        raise BadInput("say which file: prospect import FILE, - for standard input, or --paste")
    return open_table(file, sheet=sheet or None, encoding=encoding or None)


def _handed_back(plan: ImportPlan, file: str, back: str) -> str:
    """Write the rows that were not taken; return where, or nothing where all were taken."""
    from prospector.exchange.names import refused_path

    if not plan.handed_back:
        return ""
    target = Path(back) if back else refused_path("import" if file in ("", "-") else file)
    plan.write_handed_back(target)
    return str(target)


def _status(plan: ImportPlan, *, stopped: bool) -> int:
    if stopped or not plan.rows:
        return 2
    if not plan.handed_back:
        return 0
    return 1 if plan.writes or any(plan.counts[verdict] for verdict in _TAKEN) else 2


def _document(plan: ImportPlan, report: ImportReport | None, where: str) -> dict[str, Any]:
    told = [verdict for verdict in VERDICTS if verdict not in (NEW, UNCHANGED)] if report else list(VERDICTS)
    rows = sorted(
        (row for verdict in told for row in plan.page(verdict, limit=_LISTED)), key=lambda row: row.row
    )[:_LISTED]  # fmt: skip
    return {
        "source": plan.source,
        "mapping": {column.header: column.field for column in plan.mapping.columns},
        "counts": dict(plan.counts),
        "rows": [asdict(row) for row in rows],
        "rows_left_out": sum(plan.counts[verdict] for verdict in told) - len(rows),
        "notes": list(plan.notes),
        "dry_run": report is None,
        "report": asdict(report) if report else None,
        "handed_back_to": where or None,
    }


def _print(plan: ImportPlan, report: ImportReport | None, where: str) -> None:
    for said in plan.notes:
        note(f"{plan.source}: {said}")
    if not plan.rows:
        note(f"{plan.source}: no rows below the heading: nothing to import")
        return
    if report is None:
        note("columns: " + ", ".join(f"{one.header} → {one.field or 'left out'}" for one in plan.mapping.columns))
        _print_rows(plan, VERDICTS)
    elif plan.counts[ALIKE] or plan.counts["refused"]:
        _print_rows(plan, ("refused", ALIKE))
    line(", ".join(f"{plan.counts[verdict]:,} {_SAID[verdict]}" for verdict in VERDICTS if plan.counts[verdict]))
    if report is None:
        _tell_dry(plan)
    else:
        _tell(report, where)


def _print_rows(plan: ImportPlan, verdicts: tuple[str, ...]) -> None:
    rows: list[RowVerdict] = []
    for verdict in verdicts:
        rows += plan.page(verdict, limit=_SHOWN)
    if rows:
        table(
            ("row", "verdict", "company", "because", "suggestion"),
            [(row.row, row.verdict, row.name or row.value, row.reason, row.suggestion)
             for row in sorted(rows, key=lambda row: row.row)], right=(0,),
        )  # fmt: skip
    left = sum(plan.counts[verdict] for verdict in verdicts) - len(rows)
    if left:
        note(f"{plural(left, 'more row')}: --verdicts FILE.csv writes all of them")


def _tell_dry(plan: ImportPlan) -> None:
    waiting = plan.counts[NEW] - plan.listed
    note(
        f"dry run, nothing was written: {plural(plan.listed, 'new name')} would go to the list, {waiting:,} to the bench"
    )
    if plan.spared:
        note(f"{plural(plan.spared, 'slot is', 'slots are')} free: --targets gives them to the first names of the file")


def _tell(report: ImportReport, where: str) -> None:
    if report.stopped:
        note("stopped: nothing was written")
        return
    if not report.action_id:
        note("nothing to write")
    if report.added:
        waiting = f", {report.benched:,} of them on the bench" if report.benched else ""
        note(f"{plural(report.added, 'company', 'companies')} added{waiting}; `prospect undo` takes the import back")
    if report.spared:
        note(
            f"{plural(report.spared, 'slot stays', 'slots stay')} free, for you to choose who is a target: "
            "`prospect bulk activate NAME ... --yes` (after an undo, --targets takes the first names of the file)"
        )
    if report.people:
        note(f"{plural(report.people, 'contact')} added")
    if report.suppressed:
        note(f"{plural(report.suppressed, 'entry', 'entries')} in the never-contact ledger")
    if where:
        note(
            f"{plural(report.handed_back, 'row')} not taken: in {where} with the reason for each; correct and import it"
        )
