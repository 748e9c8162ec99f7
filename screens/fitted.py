"""An app that fits its user: colours or none, the theme chosen, the keys of their own; and what it said."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from textual import events
from textual.app import App
from textual.filter import LineFilter

from screens import mono
from screens.busy import Busy
from screens.hang_up import EndsWithTerminal
from screens.keyed import keyed
from screens.last_door import LAST_DOOR
from screens.theme import THEMES, theme_of
from screens.typed_ahead import TypedAhead

if TYPE_CHECKING:
    from screens.app import ProspectorApp

_SAID = 200
_MARKS: Mapping[str, str] = {"warning": "△ ", "error": "✗ "}
"""What tells one kind of toast from another without its colour."""


class Fitted(TypedAhead, EndsWithTerminal):
    """What is the user's own choice in how the app looks and listens, and how it speaks."""

    own_keys: Mapping[str, str] = {}
    """The user's own keys by the id of the binding, as Textual names them."""
    _keys_file: Path | None = None

    def fit(self, *looks: str, keys: Path | None) -> None:
        """Wear the first of `looks` that there is; none of them where no colour is wanted. `keys` is read later."""
        self.busy = Busy(self)
        self.said: deque[tuple[datetime, str]] = deque(maxlen=_SAID)
        self._keys_file = keys
        for theme in THEMES:
            self.register_theme(theme)
        self.no_color = mono.wanted()
        # Before the style sheets are read: a change of theme afterwards would have them read twice.
        self.set_reactive(App.theme, theme_of(*([] if self.no_color else looks)))

    async def read_keys(self) -> None:
        """Listen to the user's own keys, when there are any; what can't hold is said, and its key stays as it was."""
        if self._keys_file is None or not self._keys_file.exists():
            return
        from screens.keymap import read_keymap

        found = await asyncio.to_thread(read_keymap, self._keys_file)
        self.own_keys = found.own
        self.set_keymap(dict(found.own))
        self.screen.refresh(layout=True)
        for one in self.screen.query("*"):
            one.refresh()
        if found.wrong:
            more = f" (and {len(found.wrong) - 1} more: prospect keys)" if len(found.wrong) > 1 else ""
            self.say(found.wrong[0] + more, severity="warning", seconds=15)

    def show_status(self) -> None:
        """Show who works and what runs."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the filters that every line goes through; the last lets nothing pass that acts on the terminal."""
        filters = super().get_line_filters()
        return (*(mono.without_colours(filters) if self.no_color else filters), *LAST_DOOR)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Let no cursor blink: whoever asked for less movement is spared it, and nobody else needs it."""
        if hasattr(event.widget, "cursor_blink"):
            event.widget.cursor_blink = False

    def say(self, text: str, *, severity: Any = "information", seconds: float = 4.0) -> None:
        """Show a toast in place of the one before, and keep it; `text` is never read as markup."""
        told = _MARKS.get(severity, "") + keyed(text)
        self.said.append((datetime.now().astimezone(), told))
        self.clear_notifications()
        self.notify(told, severity=severity, timeout=seconds, markup=False)

    def action_said(self) -> None:
        """Show what was said since the start."""
        from screens.modals.said import SaidBox

        self.push_screen(SaidBox(tuple(self.said)))

    def action_look(self, word: str) -> None:
        """Change to another theme, and keep it."""
        app = cast("ProspectorApp", self)
        if self.no_color:
            self.say("NO_COLOR is set, so there are no colours now: the theme is kept for a start without it")
        else:
            self.theme = theme_of(word)
        app.remember("theme", theme_of(word))
