"""Progress of an import on standard error, and stopping it from the keyboard without leaving anything half done."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Self

from prospector.cli.counting import CountingBar

_WHAT = {"read": "kB", "compared": "rows", "written": "rows"}
_KILO = 1_000


class ImportBar:
    """One bar after the other: reading, comparing, writing."""

    def __init__(self) -> None:
        """Begin with none."""
        self._bar: CountingBar | None = None
        self._doing = ""

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Clear the bar."""
        self.clear()

    def __call__(self, doing: str, done: int, total: int) -> None:
        """Show where the work stands."""
        if doing != self._doing:
            self.clear()
            self._doing, self._bar = doing, CountingBar(doing, _WHAT.get(doing, "rows"))
        scale = _KILO if doing == "read" else 1
        if self._bar is not None and total:
            self._bar(done // scale, max(1, total // scale))

    def clear(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None


@contextmanager
def stopping() -> Iterator[Callable[[], bool]]:
    """Yield what says whether Ctrl+C was pressed; pressed again it ends the program at once."""
    pressed = threading.Event()

    def press(_number: int, _frame: FrameType | None) -> None:
        if pressed.is_set():
            raise KeyboardInterrupt
        pressed.set()

    if threading.current_thread() is not threading.main_thread():
        yield pressed.is_set
        return
    before = signal.signal(signal.SIGINT, press)
    try:
        yield pressed.is_set
    finally:
        signal.signal(signal.SIGINT, before)
