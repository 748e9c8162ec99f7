"""How commands show accounts: as table lines and as JSON documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from prospector.cli.options import fit_document, fit_text
from prospector.cli.output import line, note, table
from prospector.cli.progress import GLYPHS
from prospector.model.account import ClaimRecord, ListRow
from prospector.research.claims import said
from prospector.workspace import Workspace


def print_list(rows: Sequence[ListRow]) -> None:
    """Print a list, best fit first."""
    if not rows:
        note("nothing here yet: `prospect name` puts a company on the list")
        return
    table(
        ("", "company", "fit", "known", "researched", "touches", "domain"),
        [
            (
                f"{row.slot:>2}" if row.slot else {"bench": "b", "dropped": "x"}.get(row.place, ""),
                row.name,
                fit_text(row.fit),
                f"{round(100 * row.fit.coverage)}%" if row.fit else "?",
                _researched(row),
                row.touches or "never",
                row.domain or "",
            )
            for row in rows
        ],
        right=(2, 3, 5),
    )


def print_claims(claims: Sequence[ClaimRecord]) -> None:
    """Print claims with source and reading date."""
    for one in claims:
        line(f"  {one.field.replace('_', ' '):<12} {said(one.value)}")
        line(f"  {'':<12} {one.source}, {one.method}, read {one.read_at[:10]}, {one.url}")


def account_document(opened: Workspace, row: ListRow) -> dict[str, Any]:
    """Return an account as `build` and `list` print it in JSON."""
    return {
        "id": row.id,
        "name": row.name,
        "domain": row.domain,
        "stage": row.stage,
        "place": row.place,
        "slot": row.slot,
        "fit": fit_document(row.fit),
        "claims": shown_claims(opened.claims(row.id)),
        "duplicates_of": None,
        "research": row.research,
        "touches": row.touches,
        "last_touch": row.last_touch,
        "pain": row.pain,
        "why": row.why,
    }


def shown_claims(claims: Sequence[ClaimRecord]) -> dict[str, Any]:
    """Return the shown value of every field."""
    found: dict[str, Any] = {}
    for one in claims:
        found.setdefault(one.field, one.value)
    return found


def claim_document(one: ClaimRecord) -> dict[str, Any]:
    """Return a claim as JSON."""
    return {
        "field": one.field, "value": one.value, "source": one.source, "url": one.url, "passage": one.passage,
        "method": one.method, "read_at": one.read_at, "value_date": one.value_date, "confidence": one.confidence,
        "confirmed_at": one.confirmed_at, "confirmed_by": one.confirmed_by,
    }  # fmt: skip


def _researched(row: ListRow) -> str:
    if row.research == "never":
        return "· not yet"
    sign = GLYPHS.get(row.research, "·")
    return f"{sign} {row.claims} claims" if row.research == "found" else f"{sign} {row.research.replace('_', ' ')}"
