"""Weeks as bars of block characters, and shares as short bars. Pure; figures in, text out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

if TYPE_CHECKING:
    from prospector.model.audit import Week
    from prospector.model.figure import Number

_EIGHTHS = " ▁▂▃▄▅▆▇█"
_COLUMN = 3
_LINE = 70


def week_bars(weeks: Sequence[Week], high: int = 4) -> Content:
    """Return a column for each week, the oldest first: attempts as its height, a triangle where a deal came along."""
    most = max([one.attempts for one in weeks] + [1])
    lines: list[Content] = []
    for level in range(high, 0, -1):
        cells = []
        for one in weeks:
            eighths = round(8 * high * one.attempts / most) - 8 * (level - 1)
            sign = _EIGHTHS[min(8, max(0, eighths))]
            cells.append(sign * (_COLUMN - 1) + " ")
        lines.append(Content.styled("".join(cells).rstrip() or " ", "$text-accent"))
    lines.append(Content("".join(f"{one.attempts:<{_COLUMN}}" for one in weeks).rstrip()))
    lines.append(Content.styled("".join(f"{one.week[6:]:<{_COLUMN}}" for one in weeks).rstrip(), "$text-muted"))
    if any(one.opportunities for one in weeks):
        deals = "".join(f"{'▲' if one.opportunities else '':<{_COLUMN}}" for one in weeks).rstrip()
        lines.append(Content.assemble((deals, "$text-warning"), ("  a deal came", "$text-muted")))
    return Content("\n").join(lines)


def share_bar(number: Number, width: int = 10) -> Content:
    """Return a share as a bar; over the 70 % line in the colour of a warning."""
    share = number.share or 0.0
    full = round(width * share)
    look = "$text-error" if 100 * share >= _LINE else "$text-accent"
    return Content.assemble(("█" * full, look), ("·" * (width - full), "$text-muted"))
