"""The agenda: what to talk about this week, built from the audit, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from prospector.audit.findings import KINDS
from prospector.audit.risky import KINDS as RISKY
from prospector.model.audit import AuditFigures
from prospector.model.audit_kept import SampleItem
from prospector.text import plural

_OWN_PART = frozenset(("star", "missed", "late"))
"""Kinds of findings that have a heading of their own."""
_ESCAPED = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>#|"})
_MOST = 10


def agenda(figures: AuditFigures, asked: Sequence[SampleItem], waiting: Sequence[SampleItem]) -> str:
    """Return the agenda as Markdown: complaints first, then whom to ask, what was found, samples, promises, decisions."""
    span = f"{figures.since} to {figures.until}"
    lines = [f"# Agenda, {span}", "", *_headline(figures)]
    for title, points in _parts(figures, asked, waiting):
        if points:
            lines += ["", f"## {title}", "", *points]
    return "\n".join(lines) + "\n"


def _headline(figures: AuditFigures) -> Iterator[str]:
    median = figures.curve.median
    first = "half were never touched" if median is None else f"half are touched within {plural(median, 'day')}"
    yield f"Never touched: {figures.never.text} of the targets on lists; {first}."
    yield f"New names that we chose ourselves: {figures.waiting.text}. Pipeline: {figures.pipeline.text}."


def _parts(
    figures: AuditFigures, asked: Sequence[SampleItem], waiting: Sequence[SampleItem]
) -> Iterator[tuple[str, Sequence[str]]]:
    def of(kind: str) -> list[str]:
        return [
            line for one in figures.findings if one.kind == kind for line in (_point(one.sentence), *_below(one.lines))
        ]

    yield "Complaints about sources", [_point(one) for one in figures.complaints]
    yield "Whom to ask", of("star")
    for kind, title in KINDS.items():
        if kind not in _OWN_PART:
            yield title[0].upper() + title[1:], of(kind)
    yield "To be talked about, from the sample", [_item(one) for one in asked]
    yield "Drawn and not judged yet", [_item(one) for one in waiting]
    yield "Commitments missed", of("missed")
    yield "Hand-overs over the clock", of("late")
    yield "Long shots to decide", [
        _point(f"{one.name} ({one.rep}), fit {one.fit}" + (f": kept until {one.keep_until}, over" if one.keep_until else ""))
        for one in figures.long_shots if one.due
    ]  # fmt: skip
    dismissed = [f"{plural(len(figures.dismissals), 'dismissal')} to look at"] if figures.dismissals else []
    yield "Dismissals", [_point(one) for one in dismissed]
    unsigned = f"not signed yet by: {', '.join(figures.unsigned)}"
    yield "Lead definition", [_point(unsigned)] if figures.unsigned else []


def _item(one: SampleItem) -> str:
    kind = RISKY[one.kind][1] if one.kind in RISKY else one.kind
    said = f"{one.name or kind} ({one.rep}): {one.said}"
    return _point(f"{said}; {one.judged_by}: {one.reason}" if one.reason else said)


def _point(text: str) -> str:
    return f"- {_plain(text)}"


def _below(lines: Sequence[str]) -> list[str]:
    more = len(lines) - _MOST
    return [f"  - {_plain(one)}" for one in lines[:_MOST]] + ([f"  - and {more} more"] if more > 0 else [])


def _plain(text: str) -> str:
    """Return text of people as Markdown that shows it as it is."""
    return " ".join(text.split()).translate(_ESCAPED)
