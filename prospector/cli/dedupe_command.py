"""`prospect dedupe [FILE]`: the same company twice, in a file or in the workspace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from prospector.cli.counting import CountingBar
from prospector.cli.options import Db, Json, workspace
from prospector.cli.output import emit, note, table
from prospector.text import plural

if TYPE_CHECKING:
    from prospector.identity.dedupe import Report
    from prospector.identity.matcher import Pair

SHOWN = 50
"""Most pairs printed for people; a file or JSON holds all of them."""
_REFUSED = 10
"""Most refused rows told one by one."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="dedupe", help="Duplicates inside a CSV file, or without FILE in your workspace.")(dedupe)


def dedupe(
    file: Annotated[str, typer.Argument(help="CSV with at least a column of names.")] = "",
    *,
    id_column: Annotated[str, typer.Option("--id", help="Column that holds the record's id.")] = "",
    out: Annotated[str, typer.Option("--out", help="Write the pairs to this CSV.")] = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Print likely duplicates, surest first."""
    if file:
        return _in_file(Path(file), id_column or None, out, json=json)
    with workspace(db) as opened:
        pairs, names = opened.known.twins()
    verdicts = Counter(pair.verdict for pair in pairs)
    counts = {"records": len(names)} | {verdict: verdicts[verdict] for verdict in ("same", "review", "related")}
    _write(pairs, out)
    if json:
        emit({"pairs": [_document(pair, names) for pair in pairs], "counts": counts})
        return 0
    _print(pairs, names, out)
    _told(counts)
    if any(pair.verdict in ("same", "review") for pair in pairs):
        note("`prospect review` asks about those not answered yet, `prospect relate ONE OTHER --as same` answers")
    return 0


def _in_file(path: Path, id_column: str | None, out: str, *, json: bool) -> int:
    from prospector.identity.dedupe import dedupe_file

    with CountingBar("compared") as bar:
        report = dedupe_file(path, id_column, bar)
    _write(report.pairs, out)
    if json:
        emit(_report_document(report))
    else:
        shown = list(islice(report.pairs, 0 if out else SHOWN))
        _print(report.pairs, _names(path, id_column, shown), out)
    for said in report.notes:
        note(f"{path.name} is {said}")
    if not json:
        _told(report.counts)
        for one in report.refused[:_REFUSED]:
            where = f"row {one.row}, {one.column}: " if one.column else f"row {one.row}: "
            note(f"refused: {where}“{one.value}”: {one.reason}")
        if len(report.refused) > _REFUSED:
            note(f"… and {len(report.refused) - _REFUSED:,} more: --json lists them all")
    return 1 if report.refused else 0


def _write(pairs: Sequence[Pair], out: str) -> None:
    if out:
        from prospector.identity.dedupe import write_pairs

        write_pairs(out, pairs)


def _names(path: Path, id_column: str | None, pairs: Sequence[Pair]) -> dict[str, str]:
    """Return the names of the records in `pairs`, by id; the file is read again as far as they stand."""
    from prospector.identity.party import Party
    from prospector.identity.table import open_table

    wanted = {identifier for pair in pairs for identifier in (pair.left, pair.right)}
    found: dict[str, str] = {}
    if wanted:
        source = open_table(path, id_column)
        for line, row in source.rows():
            taken = source.party(line, row)
            if isinstance(taken, Party) and taken.id in wanted:
                found.setdefault(taken.id, f"{taken.names[0]} [{taken.id}]")
                if len(found) == len(wanted):
                    break
    return found


def _report_document(report: Report) -> dict[str, Any]:
    return {
        "pairs": [_document(pair, {}) for pair in report.pairs],
        "counts": report.counts,
        "clusters": [list(one) for one in report.clusters],
        "questions": [list(one) for one in report.questions],
        "refused": [
            {"row": one.row, "column": one.column, "value": one.value, "reason": one.reason} for one in report.refused
        ],
    }


def _document(pair: Pair, names: Mapping[str, str]) -> dict[str, Any]:
    document: dict[str, Any] = {"id1": pair.left, "id2": pair.right, "score": pair.score, "verdict": pair.verdict}
    document["why"] = list(pair.why)
    if names:
        document |= {"name1": names.get(pair.left), "name2": names.get(pair.right)}
    return document


def _print(pairs: Sequence[Pair], names: Mapping[str, str], out: str) -> None:
    if out:
        note(f"{plural(len(pairs), 'pair')} written to {out}")
    elif pairs:
        table(
            ("verdict", "score", "one", "other", "because"),
            [
                (pair.verdict, f"{pair.score:.2f}", names.get(pair.left, pair.left), names.get(pair.right, pair.right),
                 "; ".join(pair.why))
                for pair in islice(pairs, SHOWN)
            ],
            right=(1,),
        )  # fmt: skip
        if len(pairs) > SHOWN:
            note(f"{plural(len(pairs) - SHOWN, 'more pair')}: write them to a file with --out PAIRS.csv")
    else:
        note("no two records look like the same company")


def _told(counts: Mapping[str, int]) -> None:
    words = {"records": "record", "clusters": "cluster"}
    note(
        ", ".join(
            plural(count, words[what]) if what in words else f"{count:,} {what}" for what, count in counts.items()
        )
    )
