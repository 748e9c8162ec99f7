"""The app drawn in a browser: what Textual's web driver leaves open when the server behind it goes away."""

from __future__ import annotations

from functools import partial

from textual import messages
from textual.drivers.web_driver import WebDriver


class BrowserDriver(WebDriver):
    """Textual's driver for browsers, which ends the app when nobody is at the other end any more."""

    def run_input_thread(self) -> None:
        """Read what is typed until the server closes the line, also when it was killed; then leave."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._loop.call_soon_threadsafe(partial(self._app.post_message, messages.ExitApp()))
