"""A share and how sure it is."""

from __future__ import annotations

from math import sqrt


def share_interval(part: int, whole: int, sure: float = 0.95) -> tuple[float, float]:
    """Return the interval of a share after Wilson (1927), both ends 0 to 1; all of it when nothing was counted.

    `sure` is the chance that such an interval holds the true share.
    """
    from statistics import NormalDist  # slow to import, and nothing on the way to the first screen asks

    if not whole:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + sure) / 2)
    share, square = part / whole, z * z
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    half = z / (1 + square / whole) * sqrt(share * (1 - share) / whole + square / (4 * whole * whole))
    return max(0.0, middle - half), min(1.0, middle + half)
