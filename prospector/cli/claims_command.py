"""`prospect claims`, `confirm`, `refute` and `pin`: every value with its whole proof, and what a person says of it."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from prospector.cli.listing import value_sign
from prospector.cli.options import Db, Json, Name, Reason, workspace
from prospector.cli.output import emit, line, note, table
from prospector.errors import NotFound
from prospector.model.proof import HUMAN, Reconciled, Stated
from prospector.research.claims import said
from prospector.research.proofs import Answered
from prospector.research.telling import document, told
from prospector.workspace import Workspace

Which = Annotated[str, typer.Argument(metavar="FIELD", help="As in `prospect claims`: employees, phone, address...")]
Value = Annotated[str | None, typer.Argument(metavar="[VALUE]", help="Which value; else the one shown.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(name="claims", help="What is said of an account: values, rules, proofs, answers, errors.")(claims)
    app.command(name="confirm", help="A value is right: keep who said so and when.")(confirm)
    app.command(name="refute", help="A value is wrong: it is not shown again; the next best one is.")(refute)
    app.command(name="pin", help="Show this value of a source whatever the others say.")(pin)


def claims(
    account: Name,
    *,
    field: Annotated[str, typer.Option("--field", help="The whole proof of this field alone.")] = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Print what is known, a line per value; with a field its whole proof."""
    with workspace(db) as opened:
        key = opened.resolve(account)
        known = [opened.proofs.field(key, field)] if field else opened.proofs.of(key)
        name, rates = opened.account(key).name, opened.proofs.rates()
    if json:
        emit({"account": {"id": key, "name": name}, "fields": [document(one, rates) for one in known]})
    elif field:
        line(f"{known[0].field.replace('_', ' ')} of {name}")
        for one in told(known[0], rates):
            line(f"  {one.label:<10} {one.text}" if one.label else f"\n{one.text}")
    else:
        line(name)
        table(("field", ("", "sign"), "value", "source", "age", "rule"), [row for one in known for row in _rows(one)])
        note(f"the whole proof of one: prospect claims {account} --field FIELD")
    return 0


def confirm(account: Name, field: Which, value: Value = None, *, db: Db = None, json: Json = False) -> int:
    """Keep that a value is right."""
    with workspace(db) as opened:
        done = opened.proofs.confirm(opened.resolve(account), field, value)
        return _done("confirmed", done, opened, json=json)


def refute(
    account: Name, field: Which, value: Value = None, *, reason: Reason = "", db: Db = None, json: Json = False
) -> int:
    """Keep that a value is wrong."""
    with workspace(db) as opened:
        done = opened.proofs.refute(opened.resolve(account), field, value, reason=reason)
        return _done("refuted", done, opened, json=json)


def pin(account: Name, field: Which, value: Value = None, *, db: Db = None, json: Json = False) -> int:
    """Show this value from now on."""
    with workspace(db) as opened:
        done = opened.proofs.pin(opened.resolve(account), field, value)
        return _done("pinned", done, opened, json=json)


def _done(verb: str, done: Answered, opened: Workspace, *, json: bool) -> int:
    """Say what was done, and what is shown now."""
    try:
        known = opened.proofs.field(done.account_id, done.field)
    except NotFound:
        known = None
    shown = [one.value for one in known.shown] if known else []
    if json:
        emit({"account": {"id": done.account_id, "name": opened.account(done.account_id).name}, "field": done.field,
              verb: done.value, "sources": list(done.sources), "shown": shown,
              "rule": known.rule if known else None})  # fmt: skip
        return 0
    sources = f" (said by {', '.join(done.sources)})" if done.sources else ""
    line(f"{verb}: {done.field.replace('_', ' ')} {said(done.value)} of {done.name}{sources}")
    if known:
        now = "; ".join(said(one) for one in shown[:3]) or "nothing"
        line(f"shown now: {now}{'...' if len(shown) > 3 else ''} ({known.rule})")  # noqa: PLR2004 - some of many
    return 0


def _source(one: Stated) -> str:
    return one.claim.confirmed_by or "typed" if one.claim.source == HUMAN else one.claim.source


def _rows(known: Reconciled) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for at, one in enumerate((*known.shown, *known.beside)):
        sign = value_sign(known, one, beside=at >= len(known.shown))
        more = f" +{len(one.families) - 1}" if len(one.families) > 1 else ""
        rows.append(
            (known.field.replace("_", " ") if not at else "", sign, said(one.value), f"{_source(one)}{more}",
             one.age.band, known.rule if not at else "")
        )  # fmt: skip
    if known.refuted:
        label = "" if rows else known.field.replace("_", " ")
        rows.append((label, "✗", f"{len(known.refuted)} refuted", "", "", "" if rows else known.rule))
    return rows
