"""One drawn item with its evidence on one screen, and the verdict: a key and a line of reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from prospector.errors import ProspectorError
from prospector.model.audit_kept import VERDICTS
from screens.base import Ask
from screens.jobs import begin
from screens.show import clip, local_day, wrap
from screens.widgets.field import Field

if TYPE_CHECKING:
    from prospector.model.audit_kept import SampleItem
    from prospector.model.timeline import EventRecord

_EVENTS = 40
_ROOM = 70


class JudgeBox(Ask[str | None]):
    """Shows an item and takes the verdict; answers ``done``, ``open`` for its account, None when it was left."""

    CSS_PATH = "forms.tcss"
    AUTO_FOCUS = "#evidence"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(at), f"verdict('{one}')", f"{one.capitalize()}: {said}", id=f"judge.{one}", show=False)
          for at, (one, said) in enumerate(VERDICTS.items(), 1)),
        Binding("enter", "account", "Open the account", id="judge.account", show=False),
    ]  # fmt: skip
    DEFAULT_CSS = """
    JudgeBox #evidence { height: auto; max-height: 14; margin: 1 0 0 0; }
    JudgeBox.-narrow #evidence { max-height: 8; }
    JudgeBox #reason { display: none; }
    """

    def __init__(self, item: SampleItem, kind: str) -> None:
        """Show `item`, which is of `kind` in words."""
        super().__init__()
        self._item, self._kind = item, kind
        self._verdict = ""

    def compose(self) -> ComposeResult:
        """Lay out what it is, what happened, and the verdicts."""
        one = self._item
        keys = "   ".join(f"{at} {word}" for at, word in enumerate(VERDICTS, 1))
        with Vertical(classes="box -broad -tight") as box:
            box.border_title = Content(f"{one.number}. {one.name or one.rep}")
            box.border_subtitle = "enter opens the account · esc leaves it waiting"
            yield Static(Content.assemble((f"{self._kind}, {one.rep}\n", "$text-muted"), wrap(one.said, _ROOM)))
            with VerticalScroll(id="evidence"):
                yield Static(id="events")
            yield Static(Content.assemble((keys, "bold $text-accent")), id="verdicts", classes="question")
            yield Field("Reason", id="reason", example="the note says nothing about this company", limit=1000)

    def on_mount(self) -> None:
        """Read what happened with the account."""
        if self._item.verdict:
            said = f"{self._item.verdict}: {self._item.reason}"
            self.query_one("#verdicts", Static).update(Content(f"judged {clip(said, _ROOM)} · 1 to 4 judges anew"))
        begin(self, self._read, group="read", exclusive=True)

    async def _read(self) -> None:
        events = self.query_one("#events", Static)
        if not self._item.account_id:
            events.update(Content.styled("It is about several accounts: the audit's rows show them.", "$text-muted"))
            return
        try:
            found: Sequence[EventRecord] = await self.workspace.run(self.workspace.timeline, self._item.account_id)
        except ProspectorError as error:
            events.update(Content(error.sentence))
            return
        lines = [
            Content.assemble((f"{local_day(one.at)}  ", "$text-muted"), clip(_told(one), _ROOM))
            for one in found[:_EVENTS]
        ]
        events.update(Content("\n").join(lines))

    def action_verdict(self, verdict: str) -> None:
        """Take a verdict and ask for its reason."""
        self._verdict = verdict
        said = Content.assemble(
            (verdict, "bold $text-accent"), (f"  {VERDICTS[verdict]}: why? enter keeps it", "$text-muted")
        )
        self.query_one("#verdicts", Static).update(said)
        field = self.query_one("#reason", Field)
        field.display = True
        field.take_focus()

    def action_account(self) -> None:
        """Open the account."""
        if self._item.account_id:
            self.dismiss("open")

    @on(Input.Submitted)
    def keep(self, event: Input.Submitted) -> None:
        """Keep the verdict with its reason."""
        event.stop()
        begin(self, self._keep, group="keep", exclusive=True)

    async def _keep(self) -> None:
        field = self.query_one("#reason", Field)
        samples = self.workspace.audit.samples
        try:
            await self.workspace.run(samples.judge, self._item.id, self._verdict, field.value)
        except ProspectorError as error:
            field.say(error.sentence, wrong=True)
        else:
            self.dismiss("done")


def _told(one: EventRecord) -> str:
    note = next((text for label, text in one.facts if label == "note" and text), "")
    return f"{one.said}: “{note}”" if note else one.said
