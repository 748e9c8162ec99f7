"""Gathers what the page shows from an audit."""

from __future__ import annotations

from collections.abc import Sequence

from prospector.audit.audit import Audit
from prospector.audit.conflicts import Conflict, Side
from prospector.audit.conflicts import conflicts as found_conflicts
from prospector.audit.page.page import page
from prospector.audit.page.parts import Content
from prospector.model.audit import AuditFigures
from prospector.model.audit_kept import Sample
from prospector.model.figure import Behind, Number
from prospector.store.reads import Reader
from prospector.text import plural

_BEHIND = 25


def page_of(audit: Audit, figures: AuditFigures, sample: Sample | None = None, notes: Sequence[str] = ()) -> str:
    """Return the page of these figures; without a sample, with the newest one that was drawn."""
    reader = audit.store.reader

    def behind(number: Number) -> Sequence[Behind]:
        return audit.rows(number, _BEHIND)

    return page(
        Content(
            figures,
            audit.store.clock.stamp(),
            behind,
            audit.agenda(figures),
            sample or audit.samples.newest(),
            [shown(one) for one in found_conflicts(reader)],
            notes,
            _heads(reader),
        )
    )


def shown(one: Conflict) -> tuple[str, str, str]:
    """Return how the one rep has a company, how the other, and why it is the same, in words."""
    why = "; ".join(one.why)
    return _side(one.left), _side(one.right), why if one.sure else f"perhaps: {why}"


def _side(one: Side) -> str:
    touched = f"{plural(one.touches, 'touch', 'touches')}, last {one.last_at[:10]}" if one.touches else "never touched"
    domain = f" ({one.domain})" if one.domain else ""
    return f"{one.rep}: {one.name}{domain}, {one.place}, {one.stage.replace('_', ' ')}, {touched}"


def _heads(reader: Reader) -> Sequence[tuple[str, int, str]]:
    rows = reader.rows(
        "SELECT a.chain, a.seq, a.hash FROM action a WHERE a.seq = (SELECT MAX(b.seq) FROM action b WHERE b.chain = a.chain) "
        "ORDER BY a.chain"
    )
    return [(str(chain), int(seq), str(digest)) for chain, seq, digest in rows]
