"""The help of a place or a question: prose first, then the keys, as they really hold."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from screens.base import Ask
from screens.keyed import replaced, reworded
from screens.places import PLACES
from screens.show import wrap

EVERYWHERE = f"""
Everywhere
  {PLACES[0].key} to {PLACES[-1].key}      {", ".join(one.label for one in PLACES)}
  u  ctrl+r   take back the last act, do it again
  f           find anything: companies, people, notes, claims, lessons
  C           complain about the lead in front, or its source
  n           name a company
  T           begin a sitting; end it, with a summary
  : or ctrl+p all commands
  ? or f1     help for the place, and for any question over it
  f2          what was said since the start
  esc         one step back
  ctrl+q      quit"""
_WIDTH = 64
_KEY_LINE = re.compile(r"^( *)(\S(?:.*?\S)?)( {2,}|(?<=ctrl\+p) )(\S.*)$")


class HelpBox(Ask[None]):
    """Prose first, then the keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1,q,enter", "leave", "Close", id="help.close", show=False)
    ]

    def __init__(self, title: str, text: str, kind: type[Screen[Any]]) -> None:
        """Show the help `text` of a place or question of class `kind`."""
        super().__init__()
        self._title, self._text, self._kind = title, text, kind

    def compose(self) -> ComposeResult:
        """Lay out the text."""
        own = tuple(self.prospector.own_keys.items())
        shown = [flowing(self._text), *([] if issubclass(self._kind, Ask) else [EVERYWHERE])]
        new = replaced(self._kind, own) if own else {}
        lines = [reworded(line, new) for text in shown for line in text.split("\n")]
        lines += _keys_of(self._kind, dict(own))
        box = VerticalScroll(Static(Content("\n".join(_hung(line) for line in lines))), classes="box")
        box.border_title = Content(self._title)
        box.border_subtitle = "esc closes"
        yield box

    def action_help(self) -> None:
        """Close: the help needs none of its own."""
        self.action_leave()


def about(kind: type) -> str:
    """Return what a question says of itself: the documentation of its module, which is written for everybody."""
    return (sys.modules[kind.__module__].__doc__ or inspect.getdoc(kind) or "").strip().replace("`", "")


def _keys_of(kind: type, own: dict[str, str]) -> Iterator[str]:
    """Yield the keys of a question; of a place, whose help names them, those alone that the user has changed."""
    from screens.keys import listening, shipped, written

    mine = {str(one.id) for one in listening(kind)}
    chosen = [one for one in shipped().values() if one.id in mine and one.does]
    if issubclass(kind, Ask):
        shown = [one for one in chosen if any(issubclass(kind, owner) for owner in one.owners)]
        yield from ("", "Keys", *(f"  {written(own.get(one.id, one.keys)):<16}  {one.does}" for one in shown))
    changed = [one for one in chosen if one.id in own]
    if changed:
        yield from ("", "Your own keys (keys.toml)")
        for one in changed:
            yield f"  {written(own[one.id]):<10}  {one.does}, instead of {written(one.keys)} ({one.id})"


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


def _hung(line: str) -> str:
    """Return a line with what does not fit hanging below what the key does, not below the key."""
    if len(line) <= _WIDTH:
        return line
    items = re.split(r" {2,}", line.strip())
    if any(" " in item for item in items[:-1]):  # a row of signs, each with what it means
        rows = [""]
        for item in items:
            longer = f"{rows[-1]}  {item}"
            rows = [*rows[:-1], longer] if len(longer) <= _WIDTH or not rows[-1] else [*rows, f"  {item}"]
        return "\n".join(rows)
    found = _KEY_LINE.match(line)
    hanging = found.start(4) if found else len(line) - len(line.lstrip())
    return line[:hanging] + wrap(line[hanging:], _WIDTH - hanging).replace("\n", "\n" + " " * hanging)
