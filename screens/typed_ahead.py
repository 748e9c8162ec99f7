"""Keys typed faster than a box opens belong to the box: they are handed on instead of being lost on the place behind it."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from textual import events
from textual.app import App
from textual.screen import Screen

from screens.base import Ask

if TYPE_CHECKING:
    from screens.widgets.field import Line

_KEPT = 64
"""Keys handed to a field that are remembered, so that none goes round in circles; nobody types more ahead."""


class TypedAhead(App[int]):
    """An app in which nobody has to wait for a box before going on typing."""

    _handed: deque[events.Key] | None = None

    def on_key(self, event: events.Key) -> None:
        """Hand a key to the box in front that was typed before the box, or its field, stood there."""
        if self._handed is None:
            self._handed = deque(maxlen=_KEPT)
        if not _astray(self.screen, event) or any(one is event for one in self._handed):
            return
        event.stop()
        event.prevent_default()
        again, taker = events.Key(event.key, event.character), self.screen.focused
        if taker is not None:
            self._handed.append(again)
        # Posted anew to the app it would come after keys that were typed later.
        (taker or self.screen)._forward_event(again)  # noqa: SLF001 - no public way

    def on_line_round(self, event: Line.Round) -> None:
        """Let a line hand on what was typed right after its `enter`, once everybody has heard of the `enter`."""
        event.stop()
        if event.last:
            event.line.hand_on()
        else:
            event.line.post_message(type(event)(event.line, last=True))


def _astray(box: Screen[object], event: events.Key) -> bool:
    """Say whether a key that nobody took did not come through what has the focus in the box."""
    if not isinstance(box, Ask):
        return False
    came = box.came(event)
    if came is None:
        return True
    if box.focused is None or not came:
        return box.focused is not None
    from textual.widgets import Input, TextArea

    # A field takes every letter that reaches it: this one went by before it stood there.
    return event.is_printable and isinstance(box.focused, Input | TextArea)
