"""The help of a place."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from screens.base import Ask
from screens.places import PLACES

EVERYWHERE = f"""
Everywhere
  {PLACES[0].key} to {PLACES[-1].key}      {", ".join(one.label for one in PLACES)}
  u  ctrl+r   take back the last act, do it again
  f           find anything: companies, people, notes, claims, lessons
  C           complain about the lead in front, or its source
  n           name a company
  T           begin a sitting; end it, with a summary
  : or ctrl+p all commands
  ? or f1     help for the place
  esc         one step back
  ctrl+q      quit"""


class HelpBox(Ask[None]):
    """Prose first, then the keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1,q,enter", "leave", "Close", id="help.close", show=False)
    ]

    def __init__(self, place: str, text: str) -> None:
        """Show the help `text` of `place`."""
        super().__init__()
        self._place, self._text = place, text

    def compose(self) -> ComposeResult:
        """Lay out the text."""
        box = VerticalScroll(Static(Content(f"{flowing(self._text)}\n{EVERYWHERE}")), classes="box")
        box.border_title = f"Help: {self._place.capitalize()}"
        box.border_subtitle = "esc closes"
        yield box


def flowing(text: str) -> str:
    """Return `text` with the lines of each paragraph joined, so that they wrap anew.

    Lines that are indented, or hold a key before a gap, stay as they are.
    """
    lines: list[str] = []
    for line in text.strip().splitlines():
        if lines and lines[-1] and line and not _stands(line) and not _stands(lines[-1]):
            lines[-1] += f" {line}"
        else:
            lines.append(line)
    return "\n".join(lines)


def _stands(line: str) -> bool:
    return line.startswith(" ") or "  " in line
