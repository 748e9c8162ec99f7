"""`prospect enrich`: ask the sources about accounts, or about one page without storing anything."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from prospector.cli.contact import ask_contact
from prospector.cli.options import Db, Json, Only, listed, workspace
from prospector.cli.output import emit, line, note
from prospector.cli.progress import GLYPHS, ProgressBar
from prospector.clock import Clock
from prospector.errors import BadInput
from prospector.research.claims import said
from prospector.research.look import look
from prospector.research.run import Researched
from prospector.research.telling import Rates, rate_document
from prospector.settings import load_settings
from prospector.text import plural
from prospector.workspace import Workspace


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="enrich", help="Research accounts (all active ones when none is named), or one --url.")(enrich)


def enrich(
    accounts: Annotated[list[str] | None, typer.Argument(metavar="[ACCOUNT]...", help="Names, domains or ids.")] = None,
    *,
    url: Annotated[str, typer.Option("--url", help="Read this page and those it links to; nothing is stored.")] = "",
    missing: Annotated[bool, typer.Option("--missing", help="Those about which nothing was found yet.")] = False,
    only: Only = "",
    again: Annotated[bool, typer.Option("--again", help="Ask also where what was read is still fresh.")] = False,
    db: Db = None,
    json: Json = False,
) -> int:
    """Research."""
    if url and accounts:
        raise BadInput("give accounts or --url, not both")
    if url:
        with ProgressBar() as bar:
            found = asyncio.run(look(load_settings(), Clock(), url, only=listed(only), progress=bar))
        if json:
            emit(_document(found))
        else:
            _print(found)
        return 0
    ask_contact(listed(only))
    with workspace(db) as opened:
        ids = _chosen(opened, accounts or [], missing=missing)
        if not ids:
            note(
                "something was found about every company here"
                if missing
                else "nothing on the list: `prospect name` begins one"
            )
        with ProgressBar() as bar:
            results = asyncio.run(opened.research.run(ids, only=listed(only), progress=bar, again=again))
        asyncio.run(opened.personal.look(ids))
        rates = opened.proofs.rates()
    _tell_fresh(results)
    if json:
        emit([_document(one, rates) for one in results])
    else:
        for one in results:
            _print(one, rates)
    return 0


def _chosen(opened: Workspace, accounts: list[str], *, missing: bool) -> list[str]:
    if accounts:
        return [opened.resolve(one) for one in accounts]
    if missing:
        return [row.id for row in opened.list_rows(places=("active", "bench")) if row.research != "found"]
    return [row.id for row in opened.list_rows()]


def _document(found: Researched, rates: Rates | None = None) -> dict[str, Any]:
    return {
        "account": {"id": found.account_id, "name": found.name} if found.account_id else None,
        "outcomes": [
            {"source": one.source, "state": one.state, "detail": one.detail, "requests": one.requests,
             "fresh_since": one.asked_at, "error_rate": rate_document((rates or {}).get((one.source, "")))}
            for one in found.outcomes
        ],
        "claims": [
            {
                "field": claim.field, "value": claim.value, "source": one.source, "url": claim.url,
                "passage": claim.passage, "method": claim.method, "read_at": one.read_at.get(claim.url),
                "confidence": claim.confidence, "value_date": claim.value_date,
            }
            for one in found.outcomes
            for claim in one.claims
        ],
        "conflicts": [
            {"field": one.field, "values": [{"value": claim.value, "url": claim.url} for claim in one.values]}
            for one in found.conflicts
        ],
    }  # fmt: skip


def _tell_fresh(results: Sequence[Researched]) -> None:
    fresh = [one for one in results if one.fresh]
    if fresh:
        who = fresh[0].name if len(fresh) == 1 else plural(len(fresh), "company", "companies")
        note(f"{who}: nothing was due, shown is what was read before; --again asks the sources anyway")


def _print(found: Researched, rates: Rates | None = None) -> None:
    line(found.name)
    for one in found.outcomes:
        if one.state != "skipped":
            since = f" (asked {one.asked_at[:10]})" if one.asked_at else ""
            rate = (rates or {}).get((one.source, ""))
            wrong = f" ({rate.sentence})" if rate is not None and rate.refuted else ""
            line(
                f"  {GLYPHS.get(one.state, '·')} {one.source}: {one.state.replace('_', ' ')}, {one.detail}{since}{wrong}"
            )
    left_out: dict[str, list[str]] = defaultdict(list)
    for one in found.outcomes:
        if one.state == "skipped":
            left_out[one.detail].append(one.source)
    for why, names in left_out.items():
        line(f"  - {', '.join(names)}: skipped, {why}")
    for _source, claim in found.claims:
        line(f"    {claim.field.replace('_', ' '):<12} {said(claim.value)}")
