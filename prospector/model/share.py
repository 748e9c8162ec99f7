"""A share and how sure it is."""

from __future__ import annotations

from math import sqrt

_Z = 1.959964
"""The 97.5 % point of the normal distribution: 2.5 % are left out at either end."""


def share_interval(part: int, whole: int) -> tuple[float, float]:
    """Return the 95 % interval of a share after Wilson (1927), both ends 0 to 1; all of it when nothing was counted."""
    if not whole:
        return 0.0, 1.0
    share, square = part / whole, _Z * _Z
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    half = _Z / (1 + square / whole) * sqrt(share * (1 - share) / whole + square / (4 * whole * whole))
    return max(0.0, middle - half), min(1.0, middle + half)
