"""Progress of counting work on standard error: a bar when it is a terminal, a line per quarter of long work when not."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

from prospector.cli.output import plain

_BAR = 24
_EVERY = 0.1
"""Seconds between two drawings."""
_LONG = 20_000
"""Records from which work is worth a line where there is no terminal."""


class CountingBar:
    """Shows how many of how many were done; use it as a context manager so that the line is cleared at the end."""

    def __init__(self, doing: str, what: str = "records") -> None:
        """Show `doing` (``compared``) beside the figures, and `what` is counted."""
        self._doing = doing
        self._what = what
        self._live = sys.stderr.isatty() and not plain()
        self._drawn = 0.0
        self._quarters = 0

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Clear the bar."""
        if self._live:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def __call__(self, done: int, total: int) -> None:
        """Show where the work stands; a terminal is drawn to a few times a second at most."""
        if self._live:
            now = time.monotonic()
            if now - self._drawn > _EVERY:
                self._drawn = now
                full = round(_BAR * done / max(total, 1))
                sys.stderr.write(
                    f"\r\x1b[K{'━' * full}{'╌' * (_BAR - full)} {self._doing} {done:,} of {total:,} {self._what}"
                )
                sys.stderr.flush()
        elif total >= _LONG and (quarter := 4 * done // total) > self._quarters:
            self._quarters = quarter
            sys.stderr.write(f"{self._doing} {done:,} of {total:,} {self._what}\n")
