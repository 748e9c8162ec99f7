"""`prospect dedupe [FILE]`: the same company twice, in a file or in the workspace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from prospector.cli.options import Db, Json, workspace
from prospector.cli.output import emit, note, table

if TYPE_CHECKING:
    from prospector.identity.matcher import Pair

SHOWN = 50
"""Most pairs printed for people; a file or JSON holds all of them."""


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
    from prospector.identity.dedupe import dedupe_file, write_pairs

    names: dict[str, str] = {}
    more: dict[str, Any] = {}
    refused = 0
    pairs: Sequence[Pair]
    if file:
        report = dedupe_file(file, id_column or None)
        pairs, counts, refused = report.pairs, report.counts, len(report.refused)
        more = {
            "clusters": [list(one) for one in report.clusters],
            "questions": [list(one) for one in report.questions],
            "refused": [
                {"row": one.row, "column": one.column, "value": one.value, "reason": one.reason}
                for one in report.refused
            ],
        }
    else:
        with workspace(db) as opened:
            pairs, names = opened.known.twins()
        verdicts = Counter(pair.verdict for pair in pairs)
        counts = {"records": len(names)} | {verdict: verdicts[verdict] for verdict in ("same", "review", "related")}
    if out:
        write_pairs(out, pairs)
    if json:
        emit({"pairs": [_document(pair, names) for pair in pairs], "counts": counts} | more)
    else:
        _print(pairs, names, out)
        note(", ".join(f"{count:,} {what}" for what, count in counts.items()))
    return 1 if refused else 0


def _document(pair: Pair, names: dict[str, str]) -> dict[str, Any]:
    document: dict[str, Any] = {"id1": pair.left, "id2": pair.right, "score": pair.score, "verdict": pair.verdict}
    document["why"] = list(pair.why)
    if names:
        document |= {"name1": names.get(pair.left), "name2": names.get(pair.right)}
    return document


def _print(pairs: Sequence[Pair], names: dict[str, str], out: str) -> None:
    if pairs and not out:
        table(
            ("verdict", "score", "one", "other", "because"),
            [
                (pair.verdict, f"{pair.score:.2f}", names.get(pair.left, pair.left), names.get(pair.right, pair.right),
                 "; ".join(pair.why))
                for pair in pairs[:SHOWN]
            ],
            right=(1,),
        )  # fmt: skip
        if len(pairs) > SHOWN:
            note(f"{len(pairs) - SHOWN:,} more pairs: write them to a file with --out PAIRS.csv")
    elif out:
        note(f"{len(pairs):,} pairs written to {out}")
    else:
        note("no two records look like the same company")
