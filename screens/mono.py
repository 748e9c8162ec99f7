"""No colour at all, for who asks for none with `NO_COLOR`: what a colour said is said by weight, bars and reversed cells."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache

from rich.color import Color as TerminalColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter, Monochrome, NoColor

from screens.theme import DARK

_STANDS_OUT = 0.1
"""Difference in brightness from which on a ground is more than a surface: a cursor, a selection, a scrollbar."""
_GROUND = Color.parse(DARK.background or "black").brightness
_NO_COLOURS = Style.from_color(TerminalColor.default(), TerminalColor.default())


def wanted() -> bool:
    """Return whether the user asks for no colour (no-color.org: any value but an empty one)."""
    return bool(os.environ.get("NO_COLOR"))


class Mono(LineFilter):
    """Takes the colours away and turns grounds that stand out into reversed cells."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - the base class's
        """Return `segments` in the terminal's own two colours."""
        return [one if one.style is None else Segment(one.text, _bare(one.style), one.control) for one in segments]


@cache
def _bare(style: Style) -> Style:
    ground = style.bgcolor
    if ground is None or ground.is_default:
        return style + _NO_COLOURS
    bare = style + _NO_COLOURS
    stands_out = abs(Color.from_rich_color(ground).brightness - _GROUND) >= _STANDS_OUT
    return bare + Style(reverse=True) if stands_out else bare


MONO: Sequence[LineFilter] = (Mono(),)


def without_colours(filters: Sequence[LineFilter]) -> Sequence[LineFilter]:
    """Return `filters` with ours in the place of Textual's own, which paints in greys."""
    return (*(one for one in filters if not isinstance(one, Monochrome | NoColor)), *MONO)
