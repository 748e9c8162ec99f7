"""How a shortlist looks: two to four companies side by side, then what was decided and why. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.content import Content

from prospector.model.account import ListRow
from prospector.pipeline.shortlist import Candidate, ShortlistRecord
from prospector.text import plural
from screens.show import fill, fit_bar, fit_numbers, wrap
from screens.signs import FULL, HOLLOW

_LABEL, _GAP, _SIDE, _LEAST = 8, 2, 4, 12
_BAR = 5
_LINES = 3
_LAST = 6


def shown_of(record: ShortlistRecord) -> list[Candidate]:
    """Return the two to four companies that stand side by side: the pair that is asked, then the others."""
    pair = record.open_pairs[0] if record.open_pairs else ()
    asked = [one for one in record.candidates if one.account_id in pair]
    others = [one for one in record.candidates if one.account_id not in pair]
    return [*asked, *others][:_SIDE]


def table(
    shown: Sequence[Candidate], rows: Mapping[str, ListRow], at: int, width: int, *, pair: Sequence[str]
) -> Content:
    """Return the columns in `width` cells, the one under the cursor lit."""
    room = max(_LEAST, (width - _LABEL) // max(1, len(shown)) - _GAP)
    parts: list[Content | tuple[str, str] | str] = []
    for label, cells in _lines(shown, rows, room, pair):
        height = max(len(cell) for cell in cells)
        for number in range(height):
            parts.append((fill(label if number == 0 else "", _LABEL), "$text-muted"))
            for column, cell in enumerate(cells):
                text = fill(cell[number] if number < len(cell) else "", room) + " " * _GAP
                style = "bold $text-accent" if column == at and label == "" else "" if column == at else "$text-muted"
                parts.append((text, style))
            parts.append("\n")
    return Content.assemble(*parts)


def _lines(
    shown: Sequence[Candidate], rows: Mapping[str, ListRow], room: int, pair: Sequence[str]
) -> list[tuple[str, list[list[str]]]]:
    held = [rows.get(one.account_id) for one in shown]

    def said(texts: Sequence[str]) -> list[list[str]]:
        return [wrap(text or "-", room).split("\n")[:_LINES] for text in texts]

    names = [f"{'? ' if one.account_id in pair else ''}{one.name}" for one in shown]
    fits = [[f"{fit_bar(row.fit, _BAR)} {fit_numbers(row.fit)}"] if row else ["-"] for row in held]
    touched = [
        [f"{FULL} {row.touches} touched" if row.touches else f"{HOLLOW} never"] if row else ["-"] for row in held
    ]
    places = [", ".join(part for part in (row.city, row.country, row.sector) if part) if row else "" for row in held]
    return [
        ("", said(names)), ("fit", fits), ("touched", touched), ("where", said(places)),
        ("pain", said([row.pain if row else "" for row in held])), ("why", said([row.why if row else "" for row in held])),
        ("for +", said([one.pros for one in shown])), ("against", said([one.cons for one in shown])),
    ]  # fmt: skip


def order_lines(record: ShortlistRecord) -> Content:
    """Return the order so far with its reasons, and what is still asked."""
    names = {one.account_id: one.name for one in record.candidates}
    parts: list[tuple[str, str] | str] = []
    if record.ended_at:
        parts.append(("Decided: ", "bold $text-success"))
        parts.append("  ".join(f"{one.rank}. {one.name}" for one in record.candidates) + "\n")
    elif record.open_pairs:
        left, right = record.open_pairs[0]
        parts.append((f"Which is the better one: {names[left]} or {names[right]}?", "bold"))
        parts.append((f"\n  at most {plural(len(record.open_pairs), 'pair')} to go\n", "$text-muted"))
    parts += [
        (f"  {names[one.winner]} before {names[one.loser]}: {one.reason}\n", "$text-muted")
        for one in list(record.preferences)[-_LAST:]
    ]
    return Content.assemble("\n", *parts)


def empty() -> Content:
    """Return what is said while there is no shortlist."""
    return Content.assemble(
        ("No shortlist yet\n\n", "bold $text-primary"),
        ("List what speaks for and against, choose, and repeat: two companies at a time.\n\n", "$text-muted"),
        "space   marks two to sixteen companies in the list\n",
        "L       puts the marked ones side by side",
    )
