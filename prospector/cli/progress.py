"""Progress on standard error: a bar when it is a terminal, one line per company when not."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

from prospector.cli.output import note, plain
from prospector.research.ask import OWN_SITE
from prospector.research.run import Progress
from prospector.text import cells, clean

GLYPHS = {
    "found": "✓", "nothing": "∅", "rate_limited": "⧖", "refused_by_robots": "⊘", "blocked": "⊗", "unreachable": "✗",
    "failed": "✗", "wrong_company": "≠", "skipped": "-",
}  # fmt: skip
"""One sign per outcome, all one cell wide."""
_BAR = 24
_EVERY = 0.05
"""Seconds between two drawings."""
_COLUMNS = 79


class ProgressBar:
    """Shows `Progress` of a run; use it as a context manager so that the line is cleared at the end."""

    def __init__(self) -> None:
        """Look at what standard error is."""
        self._live = sys.stderr.isatty() and not plain()
        self._seen: set[str] = set()
        self._drawn = 0.0

    def __enter__(self) -> Self:
        """Begin."""
        if self._live:
            sys.stderr.write("Ctrl+C stops; what was found is kept, and the next run goes on from there\n")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Clear the bar."""
        if self._live:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def __call__(self, progress: Progress) -> None:
        """Show one step; a terminal is drawn to a few times a second at most."""
        if self._live:
            now = time.monotonic()
            if progress.state != "running" or now - self._drawn > _EVERY:
                self._drawn = now
                self._draw(progress)
        elif progress.state != "running" and progress.account_id not in self._seen:
            self._seen.add(progress.account_id)
            sign = GLYPHS.get(progress.state, "·")
            note(clean(f"{progress.done}/{progress.total} {sign} {progress.name}: {progress.message}", 300))

    def _draw(self, progress: Progress) -> None:
        full = round(_BAR * progress.done / max(progress.total, 1))
        asked = f"{progress.source}, " if progress.source and progress.source != OWN_SITE else ""
        text = clean(f"{progress.done}/{progress.total} {progress.name}: {asked}{progress.message}", 300)
        while cells(text) > _COLUMNS - _BAR - 1:
            text = text[:-1]
        sys.stderr.write(f"\r\x1b[K{'━' * full}{'╌' * (_BAR - full)} {text}")
        sys.stderr.flush()
