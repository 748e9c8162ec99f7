"""Trying again: only what may be over in a moment, each time after a longer pause, never all at the same instant."""

from __future__ import annotations

import random

from prospector.research.fetch.trouble import Trouble

_LASTING = frozenset({501, 505, 506, 507, 508, 510, 511})
"""Server errors (RFC 9110, section 15.6, and others) that the next request would get too."""
_NO_GATEWAY_ANSWER = 599
_SERVER_ERROR = 500
_dice = random.SystemRandom()


def passing_status(status: int) -> bool:
    """Say whether an answer of this status may be another one in a moment."""
    return _SERVER_ERROR <= status < _NO_GATEWAY_ANSWER and status not in _LASTING


def pause(number: int, base: float) -> float:
    """Return the seconds before try `number` (the first repetition is 1): doubled each time, half to one and a half of it."""
    return base * 2.0 ** (number - 1) * _dice.uniform(0.5, 1.5)


def worth_a_try(trouble: Trouble) -> bool:
    """Say whether what failed may work in a moment."""
    return trouble.passing and trouble.state == "unreachable"
