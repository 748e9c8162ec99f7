"""The closed-loop letter: read here, then written to a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from prospector.errors import ProspectorError
from screens.base import Ask
from screens.jobs import begin
from screens.show import clip, wrap

if TYPE_CHECKING:
    from prospector.model.audit_kept import Letter

_ROOM = 70
_MOST = 300


class LetterBox(Ask[None]):
    """Shows what became of every name that a source gave."""

    AUTO_FOCUS = ".box"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "write('md')", "Write it to a file", id="letter.write", show=False),
        Binding("M", "write('eml')", "Write it as a mail to send", id="letter.mail", show=False),
        Binding("q", "leave", "Close", id="letter.leave", show=False),
    ]

    def __init__(self, letter: Letter) -> None:
        """Show `letter`."""
        super().__init__()
        self._letter = letter

    def compose(self) -> ComposeResult:
        """Lay out the letter."""
        box = VerticalScroll(Static(self._text()), classes="box -broad")
        box.border_title = Content(f"Letter to {self._letter.value}")
        box.border_subtitle = "enter writes it (.md, .csv) · M as a mail (.eml) · esc closes"
        yield box

    def _text(self) -> Content:
        from prospector.audit.letters import FATES

        one = self._letter
        parts: list[Content] = [Content.styled(f"{len(one.fates)} names given", "bold $text-accent")]
        parts += [
            Content.assemble((f"{one.count(fate):>4}  ", "bold"), said)
            for fate, said in FATES.items()
            if one.count(fate)
        ]
        parts += [Content.assemble(("wrong  ", "$text-warning"), wrap(said, _ROOM, 7)) for said in one.errors]
        parts += [Content.assemble(("said   ", "$text-warning"), wrap(said, _ROOM, 7)) for said in one.complaints]
        parts.append(Content(""))
        for fate in one.fates[:_MOST]:
            parts.append(Content.assemble((clip(fate.name, 40), "bold"), (f"  {FATES[fate.fate]}", "$text-accent")))
            if fate.reason:
                parts.append(Content.styled(f"   {wrap(fate.reason, _ROOM, 3)}", "$text-muted"))
        return Content("\n").join(parts)

    def action_write(self, ending: str) -> None:
        """Ask for the file."""
        from screens.data_part_export import checked_path
        from screens.modals.line import LineBox

        name = "".join(letter if letter.isalnum() else "-" for letter in self._letter.value.casefold())[:40]
        box = LineBox("Write the letter to a file", "File", f"letter-{name}.{ending}", check=checked_path)
        self.app.push_screen(box, self._write)

    def _write(self, typed: str | None) -> None:
        if typed:
            begin(self, partial(self._written, Path(typed.strip()).expanduser()), group="write")

    async def _written(self, path: Path) -> None:
        from prospector.audit.letters import write

        try:
            await self.workspace.run(write, self._letter, path)
        except ProspectorError as error:
            self.prospector.say(error.sentence, severity="error")
        else:
            self.prospector.say(f"Written: {path}")
            self.dismiss(None)
