"""One line of the table: what was measured, ours beside its peer or floor, what is wanted, whether it is met."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

LOG_N = 0.15
"""Exponent that passes for log n: between 1,000 and 100,000 it is 0.11, the rest is for noise."""
N_LOG_N = 1.15
"""Exponent that passes for n log n: between 1,000 and 100,000 it is 1.11."""


@dataclass(frozen=True)
class Figure:
    """What was measured once or, as a median, several times."""

    what: str
    ours: str
    beside: str = ""
    """The peer or floor with its own figure."""
    found: float | None = None
    """What is held against `most`: a ratio, milliseconds, an exponent."""
    most: float | None = None
    unit: str = "×"

    @property
    def met(self) -> bool:
        return self.found is None or self.most is None or self.found <= self.most

    def cells(self) -> tuple[str, ...]:
        found = "" if self.found is None else _shown(self.found, self.unit)
        most = "" if self.most is None else f"≤ {_shown(self.most, self.unit)}"
        verdict = "" if self.most is None else "met" if self.met else "MISSED"
        return self.what, self.ours, self.beside, found, most, verdict


def _shown(value: float, unit: str) -> str:
    if unit == "n^":
        return f"n^{value:.2f}"
    return f"{value:.2f} {unit}" if unit == "×" else f"{value:.0f} {unit}" if value >= 10 else f"{value:.1f} {unit}"


def table(title: str, figures: Sequence[Figure]) -> str:
    """Return one part of the table as Markdown that also reads well as it is."""
    head = (title, "ours", "beside", "found", "wanted", "")
    rows = [head, *(one.cells() for one in figures)]
    wide = [max(len(row[at]) for row in rows) for at in range(len(head))]
    lines = [f"| {' | '.join(cell.ljust(room) for cell, room in zip(row, wide, strict=True))} |" for row in rows]
    return "\n".join([lines[0], f"|{'|'.join('-' * (room + 2) for room in wide)}|", *lines[1:]])


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Return the median of the ratios round by round: machines drift, rounds do not."""
    return statistics.median(one / max(other, 0.001) for one, other in zip(ours, theirs, strict=True))


def late(taken: Sequence[float], share: float = 0.95) -> float:
    """Return the value that `share` of `taken` stay within."""
    return sorted(taken)[min(len(taken) - 1, int(len(taken) * share))]


def exponent(sizes: Sequence[int], costs: Sequence[float]) -> float:
    """Return k of the least-squares line cost ~ n^k through the logarithms."""
    xs, ys = [math.log(one) for one in sizes], [math.log(max(one, 1e-6)) for one in costs]
    return statistics.linear_regression(xs, ys).slope


def per_tenfold(sizes: Sequence[int], costs: Sequence[float]) -> float:
    """Return b of the least-squares line cost ~ a + b·log10 n: what ten times as many add."""
    return statistics.linear_regression([math.log10(one) for one in sizes], list(costs)).slope


def ms(seconds: float) -> str:
    value = 1000 * seconds
    return f"{value:,.0f} ms" if value >= 10 else f"{value:.1f} ms" if value >= 1 else f"{value:.2f} ms"
