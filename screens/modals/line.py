"""One line of text, changed."""

from __future__ import annotations

from collections.abc import Callable

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input

from prospector.errors import ProspectorError
from screens.base import Ask
from screens.widgets.field import Field
from screens.widgets.hint import Hint


class LineBox(Ask[str | None]):
    """Asks for one line; None when it was left."""

    CSS_PATH = "forms.tcss"

    def __init__(
        self, title: str, label: str, value: str, *, example: str = "", check: Callable[[str], object] | None = None
    ) -> None:
        """Offer `value` under `label`; `check` raises a ProspectorError whose sentence is shown."""
        super().__init__()
        self._title = title
        self._label = label
        self._value = value
        self._example = example
        self._check = check

    def compose(self) -> ComposeResult:
        """Yield the field."""
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = Text(self._title)
            yield Field(self._label, id="text", value=self._value, example=self._example, limit=1000)
            yield Hint("enter keeps it · esc leaves it as it was")

    @on(Input.Submitted)
    def finish(self, event: Input.Submitted) -> None:
        """Answer when the line is right."""
        event.stop()
        try:
            if self._check is not None:
                self._check(event.value)
        except ProspectorError as error:
            self.query_one(Field).say(error.sentence, wrong=True)
        else:
            self.dismiss(event.value)
