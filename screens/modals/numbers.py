"""Everything about one rep, or one source: numbers, each of which opens the rows behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from prospector.model.figure import Number
from screens.base import Ask
from screens.show import clip, fill
from screens.widgets.picks import Picks

if TYPE_CHECKING:
    from collections.abc import Iterator

Fact = tuple[str, Number | str]
"""A label with a number, or with what is no number and opens nothing."""
_LABEL = 30


class NumbersBox(Ask[str | None]):
    """Shows numbers; answers the account that was opened behind one of them, None when it was left."""

    AUTO_FOCUS = "Picks"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "leave", "Close", id="numbers.leave", show=False)]
    DEFAULT_CSS = """
    NumbersBox Picks { height: auto; max-height: 24; margin: 1 0 0 0; }
    NumbersBox.-narrow Picks { max-height: 11; }
    NumbersBox #top { height: auto; }
    """

    def __init__(self, title: str, top: Content, facts: Sequence[Fact]) -> None:
        """Show `facts` below `top`."""
        super().__init__()
        self._title, self._top, self._facts = title, top, facts

    def compose(self) -> ComposeResult:
        """Lay out picture and numbers."""
        box = Vertical(Static(self._top, id="top"), Picks(id="numbers"), classes="box -broad")
        box.border_title = Content(self._title)
        box.border_subtitle = "enter opens the rows behind a number · esc closes"
        yield box

    def on_mount(self) -> None:
        """Show the numbers."""
        self.query_one(Picks).show(list(self._lines()))

    def _lines(self) -> Iterator[tuple[str, Content]]:
        for at, (label, value) in enumerate(self._facts):
            said = value.text if isinstance(value, Number) else value
            opens = "  »" if isinstance(value, Number) and value.part else ""
            line = Content.assemble(
                f"   {fill(label, _LABEL)} ", (clip(said, 40), "" if opens else "$text-muted"), (opens, "$text-accent")
            )
            yield (str(at), line)

    @on(OptionList.OptionSelected)
    def open_rows(self, event: OptionList.OptionSelected) -> None:
        """Open the rows behind the number under the cursor."""
        event.stop()
        label, value = self._facts[int(event.option.id or 0)]
        if isinstance(value, Number) and value.part:
            from screens.modals.behind import BehindBox

            self.app.push_screen(BehindBox(value, label), self._opened)

    def _opened(self, account_id: str | None) -> None:
        if account_id:
            self.dismiss(account_id)
