"""Our own identifiers: made by the client, sortable by time of making, never reused."""

from __future__ import annotations

import os
import time

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_PAIRS = tuple(first + second for first in _ALPHABET for second in _ALPHABET)
_SHIFTS = tuple(range(120, -1, -10))


def new_id() -> str:
    """Return a 26-character identifier: 48 bits of milliseconds and 80 random bits in Crockford's base 32 (ULID)."""
    # `secrets` asks the same source, and brings hashing along that a first picture has no use for.
    number = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10))
    return "".join([_PAIRS[number >> shift & 1023] for shift in _SHIFTS])
