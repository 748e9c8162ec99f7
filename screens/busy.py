"""What is being worked on while one waits: said from the second on that it takes, with how long it takes already."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from screens.fitted import Fitted

AFTER = 1.0
"""Seconds that nobody needs to be told of."""
_EACH = 0.5


class Busy:
    """The works under way that have no box of their own: reading a large place, a backup, an index."""

    def __init__(self, app: Fitted) -> None:
        """Say it where `app` says its status."""
        self._app = app
        self._works: dict[int, tuple[str, float]] = {}
        self._number = 0
        self._told = False

    @contextmanager
    def during(self, what: str) -> Iterator[None]:
        """Say ``what`` while the block runs, once it has run for a second."""
        self._number += 1
        number = self._number
        self._works[number] = what, monotonic()
        if len(self._works) == 1 and self._app.is_running:
            self._app.set_timer(AFTER, self._tell)
        try:
            yield
        finally:
            del self._works[number]
            if self._told and not self.summary:
                self._told = False
                self._app.show_status()

    @property
    def summary(self) -> str:
        """What takes longest, and how long already; empty while nothing takes long."""
        if not self._works:
            return ""
        what, since = min(self._works.values(), key=lambda work: work[1])
        seconds = monotonic() - since
        return f"⋯ {what}, {seconds:.0f} s" if seconds >= AFTER else ""

    def _tell(self) -> None:
        if self._works:
            self._told = self._told or bool(self.summary)
            self._app.show_status()
            self._app.set_timer(_EACH, self._tell)
