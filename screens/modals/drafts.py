"""Drafts that wait for the word that they were sent: one key each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from prospector.errors import ProspectorError
from screens.base import Ask
from screens.jobs import begin
from screens.modals.draft import DraftBox, confirmed
from screens.modals.reason import ask_all_the_same
from screens.show import ago, clip, fill
from screens.widgets.hint import Hint
from screens.widgets.picks import Picks

if TYPE_CHECKING:
    from prospector.outreach.drafts import Waiting

_KEYS = "y it was sent · n throw it away · enter opens it · esc leaves"
_NAME = 24


class DraftsBox(Ask[None]):
    """The drafts of the acting rep that wait, oldest first."""

    AUTO_FOCUS = "Picks"
    CSS_PATH: ClassVar = "forms.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "sent", "It was sent", id="drafts.sent", show=False),
        Binding("n", "discard", "Throw it away", id="drafts.discard", show=False),
        Binding("u", "app.undo", "Undo", id="drafts.undo", show=False),
    ]

    def __init__(self) -> None:
        """Begin with nothing read."""
        super().__init__()
        self._waiting: Sequence[Waiting] = ()

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = "Drafts that wait to be confirmed as sent"
            yield Picks(id="waiting")
            yield Static(id="told", classes="question")
            yield Hint(_KEYS)

    def on_mount(self) -> None:
        """Read them."""
        self._reload()

    def on_screen_resume(self) -> None:
        """Read them again after one was opened."""
        self._reload()

    def _reload(self) -> None:
        begin(self, self._read, group="read", exclusive=True)

    async def _read(self) -> None:
        self._waiting = await self.workspace.run(self.workspace.drafts.waiting)
        room = max(20, self.query_one(".box").size.width - _NAME - 16)
        lines = []
        for one in self._waiting:
            sign = ("⊘", "$text-error") if one.stopped else ("○", "$text-accent")
            lines.append((one.draft.id, Content.assemble(
                " ", sign, " ", fill(one.draft.name, _NAME), " ", (fill(ago(one.days), 6), "$text-muted"),
                clip(one.draft.subject or one.draft.body.partition("\n")[0], room),
            )))  # fmt: skip
        self.query_one(Picks).show(
            lines or [("", Content(" Nothing waits. M drafts a message; here you say that it was sent."))]
        )
        self._tell()

    @property
    def _chosen(self) -> Waiting | None:
        return next((one for one in self._waiting if one.draft.id == self.query_one(Picks).key), None)

    @on(OptionList.OptionHighlighted)
    def tell_of_it(self) -> None:
        """Say what stops the draft under the cursor."""
        self._tell()

    def _tell(self, sentence: str = "") -> None:
        one = self._chosen
        self.query_one("#told", Static).update(Content(sentence or (f"⊘ {one.stopped}" if one and one.stopped else "")))

    @on(OptionList.OptionSelected)
    def open_draft(self, event: OptionList.OptionSelected) -> None:
        """Show the draft under the cursor."""
        event.stop()
        one = self._chosen
        if one is not None and not one.stopped:
            begin(self, partial(self._open, one.draft.account_id), group="act", exclusive=True)

    async def _open(self, account_id: str) -> None:
        record = await self.workspace.run(self.workspace.account, account_id)
        self.app.push_screen(DraftBox(record), lambda _told: None)

    def action_sent(self) -> None:
        """Confirm the draft under the cursor: it becomes a touch."""
        if (one := self._chosen) is not None:
            begin(self, partial(self._confirm, one.draft.id, ""), group="act", exclusive=True)

    async def _confirm(self, draft_id: str, override: str) -> None:
        try:
            told = await self.workspace.run(confirmed, self.workspace, draft_id, override)
        except ProspectorError as error:
            self._tell(f"✗ {error.sentence}")
            if hasattr(error, "breach"):

                def go_on(why: str) -> None:
                    begin(self, partial(self._confirm, draft_id, why), group="act", exclusive=True)

                ask_all_the_same(self, error.sentence, go_on)
            return
        self.prospector.say(told, seconds=6.0)
        self._reload()

    def action_discard(self) -> None:
        """Throw the draft under the cursor away."""
        if (one := self._chosen) is not None:
            begin(self, partial(self._discard, one.draft.id, one.draft.name), group="act", exclusive=True)

    async def _discard(self, draft_id: str, name: str) -> None:
        try:
            await self.workspace.run(self.workspace.drafts.discard, draft_id)
        except ProspectorError as error:
            self._tell(f"✗ {error.sentence}")
            return
        self.prospector.say(f"Threw the draft to {name} away · u brings it back", seconds=6.0)
        self._reload()
