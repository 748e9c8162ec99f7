"""Fields that are gone through one after the other; from the last one the box is finished."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from screens.base import Ask, T


class FieldsBox(Ask[T]):
    """A question of several fields."""

    CSS_PATH = "forms.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "on", "Next", show=False, id="form.on"),
        Binding("up", "app.focus_previous", "Back", show=False, id="form.before"),
        Binding("down", "app.focus_next", "Next", show=False, id="form.next"),
        Binding("ctrl+s", "finish", "Done", show=False, id="form.finish"),
    ]

    @on(Input.Submitted)
    def go_on(self, event: Input.Submitted) -> None:
        """Go to the next field."""
        event.stop()
        self.action_on()

    def action_on(self) -> None:
        """Go to the next field, from the last one finish."""
        stops = [one for one in self.focus_chain if isinstance(one, Widget) and one.display]
        if self.focused is None or self.focused is stops[-1]:
            self.action_finish()
        else:
            self.focus_next()

    def action_finish(self) -> None:
        """Answer when every field is right."""
