"""A line of letters and words, of which one can be picked by its letter."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content

from screens.show import cells

LABEL = 16
"""Cells of the label before the line, as wide as that of a field."""
ROOM = 66
"""Cells of a line inside a box of the usual width."""


def letter_line(
    label: str,
    keys: Mapping[str, tuple[str, str]],
    chosen: str,
    room: int,
    *,
    active: bool,
    after: str = "",
    fold: bool = False,
) -> Content:
    """Return the letters of `keys` with their words, broken at `room` cells; the `chosen` term is marked by a glyph.

    `keys` maps a letter to stored term and word; `after` is a remark at the end. With `fold` only what is chosen is shown.
    """
    if fold and chosen:
        keys = {letter: one for letter, one in keys.items() if one[0] == chosen}
    parts: list[Content | str | tuple[str, str]] = [
        (label.ljust(LABEL), "bold" if active and not chosen else "$text-muted")
    ]
    used = LABEL
    for letter, (term, word) in keys.items():
        width = cells(word) + 5
        if used + width > room:
            parts.append("\n" + " " * LABEL)
            used = LABEL
        used += width
        if term == chosen:
            parts.append((f"● {letter} {word}", "bold $text-accent"))
        else:
            parts += [
                (f"  {letter}", "bold $text-accent" if active else "$text-muted"),
                (f" {word}", "" if active else "$text-muted"),
            ]
        parts.append(" ")
    if after:
        blank = "\n" + " " * (LABEL + 2) if used + cells(after) + 2 > room else "  "
        parts.append((blank + after, "$text-muted"))
    return Content.assemble(*parts)
