"""The proof of one value: which source, which page, which words, when, how, how sure."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from prospector.model.account import ClaimRecord
from screens.base import Ask
from screens.show import age, local_day, said


class ProvenanceBox(Ask[None]):
    """Everything that is known about where a value comes from."""

    AUTO_FOCUS = ".box"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p,q,enter", "leave", "Close", id="proof.leave", show=False),
        Binding("y", "yank", "Copy the address of the page", id="proof.yank", show=False),
    ]

    def __init__(self, claim: ClaimRecord, company: str) -> None:
        """Show the proof of `claim` about `company`."""
        super().__init__()
        self._claim, self._company = claim, company

    def compose(self) -> ComposeResult:
        """Lay out the value and its proof."""
        claim = self._claim
        now = self.workspace.store.clock.now()
        read = f"{local_day(claim.read_at)} ({age(claim.read_at, now)})"
        confirmed = "not by a person yet"
        if claim.confirmed_at:
            confirmed = f"{local_day(claim.confirmed_at)} by {claim.confirmed_by or 'somebody'}"
        facts = (
            ("Value", said(claim.value)),
            ("Source", claim.source),
            ("Page", claim.url or "none"),
            ("Passage", f"“{claim.passage}”" if claim.passage else "none was kept"),
            ("Method", claim.method or "unknown"),
            ("Read", read),
            ("Dated", claim.value_date or "the page gives no date for it"),
            ("Confidence", f"{round(claim.confidence * 100)} % that it was read right"),
            ("Confirmed", confirmed),
        )
        parts: list[str | tuple[str, str]] = []
        for label, text in facts:
            parts += [(f"{label:<12}", "$text-muted"), f"{text}\n"]
        box = VerticalScroll(Static(Content.assemble(*parts)), classes="box")
        box.border_title = Content(f"{claim.field.replace('_', ' ').capitalize()} of {self._company}")
        box.border_subtitle = "y copies the page's address · esc closes"
        yield box

    def action_yank(self) -> None:
        """Copy the address of the page."""
        self.app.copy_to_clipboard(self._claim.url)
        self.prospector.say("Copied the address of the page")
