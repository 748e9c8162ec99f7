"""The proof of one field: what is shown and why, every claim with page, passage and dates, answers, and what was refuted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from prospector.model.proof import ErrorRate, Reconciled
from screens.base import Ask
from screens.show import wrap

_LABEL = 11
_FRAME = 10
"""Cells of the box's border and padding, and of its scroll bar."""
_WIDEST, _LEAST = 100, 30


class ProvenanceBox(Ask[str]):
    """Everything behind a field; answers `confirm`, `refute` or `pin` when one of their keys was pressed."""

    AUTO_FOCUS = ".box"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p,q,enter", "leave", "Close", id="proof.leave", show=False),
        Binding("y", "yank", "Copy it as text", id="proof.yank", show=False),
        Binding("equals_sign", "answer('confirm')", "This value is right", id="proof.confirm", show=False),
        Binding("minus", "answer('refute')", "This value is wrong", id="proof.refute", show=False),
        Binding("P", "answer('pin')", "Show this value whatever others say", id="proof.pin", show=False),
        Binding("j", "scroll(1)", "Down", id="proof.down", show=False),
        Binding("k", "scroll(-1)", "Up", id="proof.up", show=False),
        Binding("g", "edge(True)", "To the top", id="proof.top", show=False),
        Binding("G", "edge(False)", "To the bottom", id="proof.bottom", show=False),
    ]

    def __init__(
        self,
        known: Reconciled,
        rates: Mapping[tuple[str, str], ErrorRate],
        company: str,
        focus: str = "",
        *,
        asks: bool = False,
    ) -> None:
        """Show what is `known` of a field of `company`, the value of the claim `focus` first; with `asks` keys answer."""
        super().__init__()
        self._known, self._rates, self._company, self._focus = known, rates, company, focus
        self._asks = asks and bool(focus)

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        box = VerticalScroll(Static(id="proof"), classes="box -broad")
        box.border_title = Content(self._title)
        asks = "= right · - wrong · P keep · " if self._asks else ""
        box.border_subtitle = f"{asks}y copies · j k scroll · esc closes"
        yield box

    @property
    def _title(self) -> str:
        return f"{self._known.field.replace('_', ' ').capitalize()} of {self._company}"

    def on_mount(self) -> None:
        """Show the proof."""
        self._draw()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._draw()

    def _draw(self) -> None:
        from prospector.research.telling import told

        width = max(_LEAST, min(_WIDEST, self.app.size.width - 4) - _FRAME)
        parts: list[str | tuple[str, str]] = []
        for one in told(self._known, self._rates, self._focus):
            if one.label:
                parts += [(one.label.ljust(_LABEL), "$text-muted"), f"{wrap(one.text, width, _LABEL)}\n"]
            else:
                parts.append((f"\n{wrap(one.text, width)}\n", "bold $text-accent"))
        self.query_one("#proof", Static).update(Content.assemble(*parts))

    def action_answer(self, verb: str) -> None:
        """Close with an answer about the value."""
        if self._asks:
            self.dismiss(verb)

    def action_yank(self) -> None:
        """Copy the whole proof as text."""
        from prospector.research.telling import texts, told

        self.app.copy_to_clipboard(f"{self._title}\n{texts(told(self._known, self._rates, self._focus))}\n")
        self.prospector.say("Copied the proof as text")

    def action_scroll(self, step: int) -> None:
        """Scroll by two lines."""
        self.query_one(".box", VerticalScroll).scroll_relative(y=2 * step, animate=False)

    def action_edge(self, top: bool) -> None:  # noqa: FBT001 - a binding's argument
        """Go to the top or to the bottom."""
        box = self.query_one(".box", VerticalScroll)
        box.scroll_to(y=0 if top else box.max_scroll_y, animate=False)
