"""Call mode: the call sheet beside the keys for what happened and the call-back time; all of it by keyboard.

`c`, an outcome, `enter` logs a call; `tab` in between goes to the time to call back. The sheet scrolls with ctrl+d and
ctrl+u while the letters stay free.
"""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from prospector.errors import ProspectorError
from prospector.model.account import AccountRecord
from screens.jobs import begin
from screens.modals.touch import TouchBox
from screens.show import wrap

PHONE = "phone"
_FRAME, _WIDEST = 10, 100
_HEADS = ("Phone:", "Person:", "Last:", "Open with:", "Why now:", "Ask:", "Known,", "Playbook")


class CallBox(TouchBox):
    """Logs a call with the call sheet in sight."""

    DEFAULT_CSS = """
    CallBox #sheet { height: auto; max-height: 40%; margin: 0; scrollbar-size-vertical: 1; }
    CallBox.-narrow #sheet { max-height: 6; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+d,pagedown", "turn(1)", "Further down the sheet", id="call.down", show=False),
        Binding("ctrl+u,pageup", "turn(-1)", "Further up the sheet", id="call.up", show=False),
    ]

    def __init__(self, record: AccountRecord) -> None:
        """Call the account `record`."""
        super().__init__(record)
        self._channel = PHONE

    def on_mount(self) -> None:
        """Put the call sheet above the keys."""
        begin(self, self._add_sheet, group="sheet")

    async def _add_sheet(self) -> None:
        box = self.query_one(".box", VerticalScroll)
        box.border_title = Content(f"Call {self._record.name}")
        box.add_class("-broad")
        # On the phone a time to call back is what is asked for first: it is the first stop of tab.
        box.move_child(self.query_one("#back"), after=self.query_one("#proposal"))
        await box.mount(VerticalScroll(Static(id="lines"), id="sheet", can_focus=False), before=0)
        from prospector.pipeline.call_sheet import sheet_lines

        try:
            sheet = await self.workspace.run(self.workspace.dossiers.call_sheet, self._record.id)
        except ProspectorError as error:
            self.query_one("#lines", Static).update(Content(error.sentence))
            return
        width = min(_WIDEST, self.app.size.width * 96 // 100 - _FRAME)
        _title, _blank, *lines = sheet_lines(sheet)
        self.query_one("#lines", Static).update(Content("\n").join(_styled(line, width) for line in lines if line))

    def action_turn(self, by: int) -> None:
        """Scroll the sheet."""
        self.query_one("#sheet", VerticalScroll).scroll_relative(y=by * 4, animate=False)


def _styled(line: str, width: int) -> Content:
    """Return a line of the sheet, broken under its beginning, with its label told apart."""
    head = next((one for one in _HEADS if line.startswith(one)), "")
    text = Content(wrap(line, width, 2))
    return text.stylize("bold $text-accent", 0, len(head)) if head else text
