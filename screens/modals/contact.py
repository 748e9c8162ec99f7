"""The one question of the first research: whom a source may write to."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Label

from prospector.errors import BadInput
from prospector.settings import NO_CONTACT_GIVEN, read_contact
from screens.base import Ask
from screens.widgets.field import Field
from screens.widgets.hint import Hint


class ContactBox(Ask[str | None]):
    """Asks for an e-mail or web address; answers `none` for a refusal, None when it was left."""

    CSS_PATH = "forms.tcss"

    def __init__(self, labels: Sequence[str]) -> None:
        """Name the sources that want to know."""
        super().__init__()
        self._labels = ", ".join(labels)

    def compose(self) -> ComposeResult:
        """Yield the reason, the field and the keys."""
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = Text("Whom may sources write to?")
            yield Label(
                Content(
                    f"{self._labels} ask who stands behind a request. What you type goes along with requests to every site, "
                    "and you are asked only this once."
                ),
                classes="question",
            )
            yield Field("E-mail or page", id="contact", example="you@company.example", limit=120)
            yield Hint("enter keeps it · empty or esc leaves these sources out")

    @on(Input.Submitted)
    def finish(self, event: Input.Submitted) -> None:
        """Answer when it is a contact, or nothing at all."""
        event.stop()
        try:
            self.dismiss(read_contact(event.value.strip() or NO_CONTACT_GIVEN))
        except BadInput as error:
            self.query_one(Field).say(error.sentence, wrong=True)
