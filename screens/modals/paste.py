"""Several names were pasted: what would become of each, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Label, OptionList

from prospector.pipeline.pasted import BENCH, DOUBT, KNOWN, NEW, REFUSED, PastedLine
from prospector.text import plural
from screens.base import Ask
from screens.show import clip, fill
from screens.widgets.hint import Hint
from screens.widgets.picks import Picks

_GLYPHS = {
    NEW: ("✓", "$text-success"), BENCH: ("▪", "$text-primary"), KNOWN: ("=", "$text-muted"),
    DOUBT: ("?", "$text-warning"), REFUSED: ("✗", "$text-error"),
}  # fmt: skip
_NAME = 28


class PasteBox(Ask[bool | None]):
    """Shows the lines and asks whether to go on; True names them."""

    CSS_PATH = "forms.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "take", "Name them", show=False, id="paste.take")]

    def __init__(self, lines: Sequence[PastedLine]) -> None:
        """Show `lines`."""
        super().__init__()
        self._lines = tuple(lines)

    def compose(self) -> ComposeResult:
        """Yield the summary, the lines and the keys."""
        ready = self._count(NEW, BENCH)
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = f"{plural(len(self._lines), 'line')} pasted"
            yield Label(self._summary(), classes="question")
            yield Picks(id="lines")
            go = f"enter names {plural(ready, 'company', 'companies')}" if ready else "enter goes on"
            asks = " and asks about the doubts" if self._count(DOUBT) else ""
            yield Hint(f"{go}{asks} · esc takes none of them")

    def on_mount(self) -> None:
        """Show the lines."""
        self.query_one(Picks).show([(f"line-{number}", _line(one)) for number, one in enumerate(self._lines)])

    def action_take(self) -> None:
        """Go on."""
        self.dismiss(True)

    @on(OptionList.OptionSelected)
    def take_from_list(self, event: OptionList.OptionSelected) -> None:
        """Go on."""
        event.stop()
        self.dismiss(True)

    def _count(self, *states: str) -> int:
        return sum(1 for one in self._lines if one.state in states)

    def _summary(self) -> Content:
        named = {
            NEW: "to the list",
            BENCH: "to the bench",
            KNOWN: "known",
            DOUBT: "in doubt",
            REFUSED: "refused",
        }
        parts: list[Content | str] = []
        for state, words in named.items():
            count = self._count(state)
            if count:
                glyph, colour = _GLYPHS[state]
                parts += ["   " if parts else "", Content.assemble((glyph, colour), f" {count} {words}")]
        return Content.assemble(*parts)


def _line(one: PastedLine) -> Content:
    glyph, colour = _GLYPHS[one.state]
    said = one.said or one.domain
    return Content.assemble((f" {glyph} ", colour), fill(one.name, _NAME), " ", (clip(said, 34), "$text-muted"))
