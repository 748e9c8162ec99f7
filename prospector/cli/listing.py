"""How commands show accounts: as table lines and as JSON documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from prospector.cli.options import fit_document, fit_text
from prospector.cli.output import line, note, table
from prospector.cli.progress import GLYPHS
from prospector.model.account import ListRow
from prospector.model.proof import ACCOUNT_MARK, FRESH, HUMAN, Reconciled, Stated
from prospector.research.claims import said
from prospector.text import plural
from prospector.workspace import Workspace


def print_list(rows: Sequence[ListRow]) -> None:
    """Print a list, best fit first."""
    if not rows:
        note("nothing here yet: `prospect name` puts a company on the list")
        return
    table(
        (("", "slot"), "company", "fit", "known", "researched", "touches", "domain"),
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


def print_values(fields: Sequence[Reconciled]) -> None:
    """Print every value once, the shown ones first, with source, reading date, age and what speaks for it."""
    for known in fields:
        for at, one in enumerate((*known.shown, *known.beside)):
            beside = at >= len(known.shown)
            label = "" if at else known.field.replace("_", " ")
            line(f"  {label:<12} {value_sign(known, one, beside=beside):<1} {said(one.value)}")
            line(f"  {'':<14} {_proof_line(one)}")
        if known.refuted:
            label = "" if known.claims else known.field.replace("_", " ")
            line(f"  {label:<12} ✗ {plural(len(known.refuted), 'value')} refuted")


def value_sign(known: Reconciled, one: Stated, *, beside: bool) -> str:
    """Return the sign of a value: a person's, a contradicting one, a suggestion, one more, or none for what is shown."""
    if not beside:
        return "✓" if one.standing else ""
    return "→" if known.suggested else "≠" if known.contradicted else "·"


def _proof_line(one: Stated) -> str:
    claim = one.claim
    if claim.source == HUMAN:
        return f"typed by {claim.confirmed_by or 'a person'} on {claim.read_at[:10]}"
    more = f" and {plural(len(one.families) - 1, 'more independent source')}" if len(one.families) > 1 else ""
    band = "" if one.age.band == FRESH else f" ({one.age.band})"
    confirmed = f", confirmed {claim.confirmed_at[:10]} by {claim.confirmed_by}" if claim.confirmed_at else ""
    return f"{claim.source}{more}, {claim.method}, read {claim.read_at[:10]}{band}{confirmed}, {claim.url}"


def account_document(
    opened: Workspace, row: ListRow, known: Mapping[str, Sequence[Reconciled]] | None = None
) -> dict[str, Any]:
    """Return an account as `build` and `list` print it in JSON; `known` are the values of all when they were read."""
    fields = opened.proofs.of(row.id) if known is None else known.get(row.id, ())
    return {
        "id": row.id,
        "name": row.name,
        "domain": row.domain,
        "stage": row.stage,
        "place": row.place,
        "slot": row.slot,
        "fit": fit_document(row.fit),
        "claims": shown_values(fields),
        "duplicates_of": None,
        "research": row.research,
        "touches": row.touches,
        "last_touch": row.last_touch,
        "pain": row.pain,
        "why": row.why,
        "horizon": row.horizon,
        "explore": row.explore,
        "source": row.source,
        "origin": row.origin,
        "sector": row.sector,
    }


def shown_values(fields: Sequence[Reconciled]) -> dict[str, Any]:
    """Return the shown value of every field that a source or a person made a claim about."""
    return {
        one.field: one.shown[0].value
        for one in fields
        if one.shown and not all(claim.id.startswith(ACCOUNT_MARK) for claim in one.claims)
    }


def _researched(row: ListRow) -> str:
    if row.research == "never":
        return "· not yet"
    sign = GLYPHS.get(row.research, "·")
    return f"{sign} {row.claims} claims" if row.research == "found" else f"{sign} {row.researched.replace('_', ' ')}"
