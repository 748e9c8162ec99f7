"""Gathers what the page shows from an audit."""

from __future__ import annotations

from collections.abc import Sequence

from prospector.audit.audit import Audit
from prospector.audit.conflicts import Conflict
from prospector.audit.page.page import page
from prospector.audit.page.parts import Content
from prospector.model.audit import AuditFigures
from prospector.model.audit_kept import Sample
from prospector.model.figure import Behind, Number
from prospector.store.reads import Reader

_BEHIND = 25


def page_of(
    audit: Audit, figures: AuditFigures, sample: Sample | None = None, conflicts: Sequence[Conflict] = (),
    notes: Sequence[str] = (),
) -> str:  # fmt: skip
    """Return the page of these figures; without a sample, with the newest one that was drawn."""

    def behind(number: Number) -> Sequence[Behind]:
        return audit.rows(number, _BEHIND)

    return page(
        Content(
            figures,
            audit.store.clock.stamp(),
            behind,
            audit.agenda(figures),
            sample or audit.samples.newest(),
            [shown(one) for one in conflicts],
            notes,
            _heads(audit.store.reader),
        )
    )


def shown(one: Conflict) -> tuple[str, str, str]:
    """Return how the one rep has a company, how the other, and why it is the same, in words."""
    why = "; ".join(one.why)
    return one.left.text, one.right.text, why if one.sure else f"perhaps: {why}"


def _heads(reader: Reader) -> Sequence[tuple[str, int, str]]:
    rows = reader.rows(
        "SELECT a.chain, a.seq, a.hash FROM action a WHERE a.seq = (SELECT MAX(b.seq) FROM action b WHERE b.chain = a.chain) "
        "ORDER BY a.chain"
    )
    return [(str(chain), int(seq), str(digest)) for chain, seq, digest in rows]
