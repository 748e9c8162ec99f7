"""Pieces that several sections of the page use: numbers that open their rows, tables, Markdown of our own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from prospector.audit.page.html import Child, Html, joined, tag
from prospector.model.audit import AuditFigures
from prospector.model.audit_kept import Sample
from prospector.model.figure import Behind, Number

INTERVAL = "the thin line is the 95 % interval"
_MOST = 25
_ESCAPE = re.compile(r"\\([\\`*_\[\]<>#|])")


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that the page shows."""

    figures: AuditFigures
    made_at: str
    behind: Callable[[Number], Sequence[Behind]]
    """The rows behind a number."""
    agenda: str = ""
    """Markdown."""
    sample: Sample | None = None
    conflicts: Sequence[tuple[str, str, str]] = ()
    """Companies on two lists: how the one rep has it, how the other, why it is the same."""
    notes: Sequence[str] = ()
    """How the files were read."""
    heads: Sequence[tuple[str, int, str]] = field(default=())
    """Newest action of every chain: whose, its number in the chain, its hash."""


def section(name: str, title: str, lead: str, *children: Child) -> Html:
    """Return a section with its heading; `lead` says what it shows."""
    return tag(
        "section",
        tag("h2", title, id=f"{name}-h"),
        tag("p", lead, class_="lead") if lead else None,
        *children,
        id=name,
        aria_labelledby=f"{name}-h",
    )


def card(*children: Child) -> Html:
    """Return a framed block."""
    return tag("div", *children, class_="card")


def figure(caption: str, chart: Html, *more: Child, legend: str = "") -> Html:
    """Return a chart under its caption, with what says the same as a table."""
    said = tag("span", legend, class_="legend") if legend else None
    return tag("figure", tag("figcaption", caption, " " if said else None, said), chart, *more)


def as_table(headings: Sequence[str], rows: Iterable[Sequence[Child]], caption: str) -> Html:
    """Return the figures of a chart as a table that opens."""
    return tag("details", tag("summary", "As a table"), table(headings, rows, caption), class_="table")


def table(
    headings: Sequence[str], rows: Iterable[Sequence[Child]], caption: str, *, look: str = "", words: bool = False
) -> Html:
    """Return a table; the first cell of a row is its heading, the others stand right unless they are `words`."""
    side = None if words else "n"
    head = tag(
        "thead",
        tag("tr", [tag("th", one, scope="col", class_=side if at else None) for at, one in enumerate(headings)]),
    )
    body = tag(
        "tbody",
        [
            tag(
                "tr",
                [
                    tag("td", cell, class_=side, data_head=headings[at]) if at else tag("th", cell, scope="row")
                    for at, cell in enumerate(row)
                ],
            )
            for row in rows
        ],
    )
    whole = tag("table", tag("caption", caption), head, body, class_=look or None)
    # What may have to be scrolled must be reachable by the keyboard.
    return tag("div", whole, class_="scroll", tabindex=0, role="region", aria_label=caption)


def rows_behind(content: Content, number: Number, label: str = "") -> Html | None:
    """Return the rows behind a number, to be opened; None when there are none."""
    found = _rows(content, number)
    summary = tag("summary", label or f"{number.label}: {number.text}")
    return tag("details", summary, found) if found else None


def _rows(content: Content, number: Number) -> Html | None:
    found = content.behind(number)[:_MOST] if number.part else ()
    items = [tag("li", one.text) for one in found]
    if more := number.part - len(items):
        items.append(tag("li", f"and {more:,} more" if items else f"{more:,}"))
    return tag("ul", items) if found else None


def facts(content: Content, pairs: Iterable[tuple[str, Number | str]]) -> Html:
    """Return labels with their values; a number opens its rows."""
    return tag("ul", [tag("li", _fact(content, label, value)) for label, value in pairs], class_="facts")


def _fact(content: Content, label: str, value: Number | str) -> Html:
    shown = value if isinstance(value, str) else "none" if value.whole == 0 else value.text
    line = joined(tag("span", label, class_="of"), " ", tag("span", shown, class_="is"))
    rows = _rows(content, value) if isinstance(value, Number) else None
    return tag("details", tag("summary", line), rows) if rows else tag("div", line)


def markdown(text: str) -> Html:
    """Return our own Markdown (headings, points, points below them, paragraphs) as HTML."""
    out: list[Html] = []
    points: list[tuple[bool, str]] = []
    for line in [*text.splitlines(), ""]:
        point = re.match(r"( *)- (.*)", line)
        if point:
            points.append((bool(point[1]), point[2]))
            continue
        if points:
            out.append(_points(points))
            points = []
        heading = re.match(r"(#{1,3}) (.*)", line)
        if heading:
            if len(heading[1]) > 1:
                out.append(tag("h3", _plain(heading[2])))
        elif line.strip():
            out.append(tag("p", _plain(line)))
    return tag("div", out, class_="text")


def _points(points: Sequence[tuple[bool, str]]) -> Html:
    items: list[tuple[str, list[str]]] = []
    for below, text in points:
        if below and items:
            items[-1][1].append(text)
        else:
            items.append((text, []))
    return tag(
        "ul",
        [
            tag("li", _plain(text), tag("ul", [tag("li", _plain(one)) for one in under]) if under else None)
            for text, under in items
        ],
    )


def _plain(text: str) -> str:
    return _ESCAPE.sub(r"\1", text)
