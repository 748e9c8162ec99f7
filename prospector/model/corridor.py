"""The attempt corridor: not too few attempts before giving up, not too many before giving peace."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Corridor:
    """How often one company is to be touched, by the whole team and through all channels together."""

    floor_attempts: int = 6
    """Attempts before a target may be closed as `no_response`."""
    floor_channels: int = 2
    """Different channels among them."""
    floor_days: int = 10
    """Working days between the first attempt and such a closing."""
    ceiling_attempts: int = 12
    """Attempts allowed within `ceiling_days`."""
    ceiling_days: int = 90
    """Calendar days within which the ceiling counts."""
    gap_days: int = 1
    """Working days from one attempt to the next; 1: not twice on one day."""
