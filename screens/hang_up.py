"""The terminal that goes away under the app: its window is closed, the connection to it breaks."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys

from textual.app import App

from screens.memory import PlaceFile

LOOK_SECONDS = 2.0
_HUNG_UP = 128 + 1
"""The status that a shell gives to what a hang-up ended."""


class EndsWithTerminal(App[int]):
    """An app that ends with its terminal.

    Most terminals send a hang-up signal. Without a session of its own none comes, and Textual would then ask a file that
    is always at its end for keys, without a pause and without an end.
    """

    memory: PlaceFile

    def on_mount(self) -> None:
        """Begin to look whether the terminal is still there."""
        if self.is_headless or sys.platform == "win32" or not sys.stdin.isatty():
            return
        with contextlib.suppress(NotImplementedError, RuntimeError):
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self._hang_up)
        self.set_interval(LOOK_SECONDS, self._look_for_terminal)

    def _look_for_terminal(self) -> None:
        if _is_gone(sys.stdin.fileno()):
            self._hang_up()

    def _hang_up(self) -> None:
        # Every act is on the disk already; what is half typed is not yet. Nothing can be drawn or asked any more.
        self.memory.save()
        os._exit(_HUNG_UP)


def _is_gone(file: int) -> bool:
    import termios

    try:
        termios.tcgetattr(file)
    except termios.error:
        return True
    return False
