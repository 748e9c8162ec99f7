"""The start of a sitting: where the list stands, what to expect of it, how long to sit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from prospector.errors import ProspectorError
from prospector.outreach.sittings import MINUTES
from screens.base import Ask
from screens.show import wrap
from screens.widgets.hint import Hint

_STEP, _LEAST, _MOST = 5, 5, 240
_LABEL, _ROOM, _FRAME = 11, 66, 8


@dataclass(frozen=True, slots=True)
class Ended:
    """A sitting that was ended."""

    told: str
    """What was done in it, in a line or two."""


class OpeningBox(Ask[int | None]):
    """Shows what stands before the rep; answers the minutes, None when it was left."""

    AUTO_FOCUS = ".box"
    CSS_PATH: ClassVar = "forms.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,T", "start", "Start the clock", id="sitting.start", show=False),
        Binding("right,l,plus", "longer(1)", "Longer", id="sitting.longer", show=False),
        Binding("left,h,minus", "longer(-1)", "Shorter", id="sitting.shorter", show=False),
    ]

    def __init__(self) -> None:
        """Begin with the usual length."""
        super().__init__()
        self._minutes = MINUTES

    def compose(self) -> ComposeResult:
        """Lay out the opening."""
        with VerticalScroll(classes="box", can_focus=True) as box:
            box.border_title = "Sitting"
            yield Static(id="banner", classes="question")
            yield Static(id="facts", classes="question")
            yield Static(id="length", classes="question")
            yield Hint("enter starts the clock · ← → shorter, longer · esc not now")

    async def on_mount(self) -> None:
        """Read the opening."""
        self._draw_length()
        try:
            opening = await self.workspace.run(self.workspace.opening)
        except ProspectorError as error:
            self.query_one("#banner", Static).update(Content(error.sentence))
            return
        from prospector.outreach.sittings_opening import opening_lines

        self.query_one(VerticalScroll).border_title = f"Sitting {opening.number}"
        _, _, banner = opening.banner.partition(". ")
        self.query_one("#banner", Static).update(Content.styled(banner, "bold"))
        lines = [
            Content.assemble((label.ljust(_LABEL), "$text-muted"), wrap(text, self._room, _LABEL))
            for label, text in opening_lines(opening)
        ]
        self.query_one("#facts", Static).update(Content("\n").join(lines))

    @property
    def _room(self) -> int:
        return min(_ROOM, self.app.size.width * 96 // 100 - _FRAME)

    def _draw_length(self) -> None:
        said = Content.assemble(("Minutes".ljust(_LABEL), "$text-muted"), (f"◂ {self._minutes} ▸", "bold $text-accent"))
        self.query_one("#length", Static).update(said)

    def action_longer(self, by: int) -> None:
        """Sit five minutes longer, or shorter."""
        self._minutes = min(_MOST, max(_LEAST, self._minutes + by * _STEP))
        self._draw_length()

    def action_start(self) -> None:
        """Start the clock."""
        self.dismiss(self._minutes)
