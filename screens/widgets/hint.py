"""The line of a question that says which keys it listens to; it shows the keys that really hold."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from screens.keyed import keyed
from screens.show import cells

_BETWEEN = " · "


class Hint(Static):
    """Keys and what they do, ``enter keeps it · esc leaves``; what is put in is shown as it stands, never as markup.

    Where it needs several lines, a key stays with what it does.
    """

    def __init__(self, text: str = "", *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """Show `text`."""
        super().__init__(Content(text), id=id, classes="keys")

    def render(self) -> RenderResult:
        """Return the line with the user's own keys."""
        shown = super().render()
        if not isinstance(shown, Content):
            return shown
        told = self._laid(shown.plain, self.content_size.width)
        return shown if told == shown.plain else Content(told)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines it takes."""
        shown = super().render()
        if not isinstance(shown, Content):
            return super().get_content_height(container, viewport, width)
        return len(Content(self._laid(shown.plain, width)).wrap(width))

    def _laid(self, text: str, room: int) -> str:
        return "\n".join(line for one in keyed(text, self.screen).split("\n") for line in whole_items(one, room))


def whole_items(text: str, room: int) -> list[str]:
    """Return `text` in lines of at most `room` cells, broken between two keys as long as one of them fits a line."""
    lines = [""]
    for item in text.split(_BETWEEN):
        longer = lines[-1] + _BETWEEN + item if lines[-1] else item
        if lines[-1] and cells(longer) > room:
            lines.append(item)
        else:
            lines[-1] = longer
    return lines
