"""A complaint in one line: about a lead or its source, with a tag; and what stands open, until it is answered."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from prospector.errors import ProspectorError
from prospector.pipeline.complaints import TAGS
from screens.base import Ask
from screens.jobs import begin
from screens.show import clip
from screens.widgets.field import Field
from screens.widgets.hint import Hint
from screens.widgets.picks import Picks

if TYPE_CHECKING:
    from prospector.model.account import AccountRecord
    from prospector.pipeline.complaints import ComplaintRecord

_KEYS = {"d": "wrong_data", "f": "no_fit", "b": "dead", "t": "twice", "u": "unreachable", "o": "stale", "e": "other"}


class ComplaintBox(Ask[str | None]):
    """Complains about the account `record` or its source; answers what was noted, None when it was left."""

    AUTO_FOCUS = ""
    CSS_PATH: ClassVar = "forms.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "about", "About the lead, or about its source", id="complaint.about", show=False),
        Binding("C", "open", "What stands open", id="complaint.open", show=False),
    ]

    def __init__(self, record: AccountRecord) -> None:
        """Complain about `record`."""
        super().__init__()
        self._record, self._tag, self._source = record, "", False

    def compose(self) -> ComposeResult:
        """Yield whom it is about, the tags and the line."""
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = "A complaint"
            yield Static(id="about", classes="question")
            yield Static(id="tags", classes="question")
            yield Field("What is wrong", id="said", example="the phone is a fax machine", limit=500)
            yield Hint("a letter picks what · then the line, enter · C shows what stands open · esc leaves")

    def on_mount(self) -> None:
        """Show whom it is about."""
        self._draw()

    def _draw(self) -> None:
        about = f"source {self._record.source}" if self._source else self._record.name
        other = self._record.name if self._source else f"source {self._record.source}"
        self.query_one("#about", Static).update(
            Content.assemble((f"About {about}", "bold"), (f"   s  instead: {other}", "$text-muted"))
        )
        parts: list[tuple[str, str]] = []
        for key, tag in _KEYS.items():
            style = "bold reverse" if tag == self._tag else "bold $text-accent"
            parts += [(f" {key} ", style), (f"{TAGS[tag]}  ", "" if tag == self._tag else "$text-muted")]
        self.query_one("#tags", Static).update(Content.assemble(*parts))

    def on_key(self, event: events.Key) -> None:
        """Pick the tag by its letter."""
        if event.character in _KEYS and not isinstance(self.focused, Input):
            event.stop()
            self._tag = _KEYS[event.character]
            self._draw()
            self.query_one(Field).take_focus()

    def action_about(self) -> None:
        """Complain about the source instead, or about the lead again."""
        self._source = not self._source
        self._draw()

    def action_open(self) -> None:
        """Show what stands open instead."""
        begin(self, self._open, group="complaint")

    async def _open(self) -> None:
        found = await self.workspace.run(self.workspace.complaints.all, only_open=True)
        self.app.switch_screen(OpenComplaints(found))

    @on(Input.Submitted)
    def finish(self, event: Input.Submitted) -> None:
        """Note it."""
        event.stop()
        begin(self, partial(self._make, event.value), group="complaint")

    async def _make(self, said: str) -> None:
        about = {"source": self._record.source} if self._source else {"account_id": self._record.id}
        try:
            one = await self.workspace.run(partial(self.workspace.complaints.make, said, tag=self._tag, **about))
        except ProspectorError as error:
            self.query_one(Field).say(error.sentence, wrong=True)
            return
        self.dismiss(f"Noted about {one.about}: it stands until somebody answers · u takes it back")


class OpenComplaints(Ask[str | None]):
    """What stands open; enter answers one of them."""

    CSS_PATH: ClassVar = "forms.tcss"

    def __init__(self, found: Sequence[ComplaintRecord]) -> None:
        """Show what was `found`."""
        super().__init__()
        self._found = tuple(found)

    def compose(self) -> ComposeResult:
        """Yield the complaints."""
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = "Complaints that nobody answered"
            yield Picks(id="complaints")
            yield Hint("enter answers and closes it · esc goes back")

    def on_mount(self) -> None:
        """Show them."""
        lines = [(one.id, _line(one)) for one in self._found]
        self.query_one(Picks).show(
            lines or [("", Content.styled(" None: C on a lead complains about it.", "$text-muted"))]
        )

    @on(OptionList.OptionSelected)
    def answer(self, event: OptionList.OptionSelected) -> None:
        """Ask for the answer."""
        event.stop()
        from screens.modals.line import LineBox

        one = next(one for one in self._found if one.id == event.option.id)

        def answered(said: str | None) -> None:
            if said:
                begin(self, partial(self._answer, one, said), group="complaint")

        self.app.push_screen(LineBox(f"About {one.about}", "Answer", "", example="asked them for a new list"), answered)

    async def _answer(self, one: ComplaintRecord, said: str) -> None:
        try:
            await self.workspace.run(self.workspace.complaints.answer, one.id, said)
        except ProspectorError as error:
            self.prospector.say(error.sentence, severity="error")
            return
        self._found = tuple(other for other in self._found if other.id != one.id)
        self.on_mount()
        self.prospector.say(f"Answered: {one.about} · u takes it back")


def _line(one: ComplaintRecord) -> Content:
    return Content.assemble(
        f" {clip(one.about, 30).ljust(30)} ", clip(f"“{one.said}”", 34).ljust(34), (f" {one.made_by}", "$text-muted")
    )
