"""A file to bring: its path typed with completion, or picked from what lies there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar
from urllib.parse import unquote

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList

from screens.base import Ask
from screens.show import clip
from screens.widgets.field import Field
from screens.widgets.hint import Hint
from screens.widgets.picks import Picks

TABLES = (".csv", ".tsv", ".tab", ".txt", ".jsonl", ".ndjson", ".xlsx", ".xlsm", ".ods", ".xls")
"""Those that can be read, and those of which the reader says what to do with them."""
_MOST = 200
_ANEW = re.compile(r"""(?:.*/|^)(?:(?:file://(?:localhost)?)|["'])?(/|~(?:/|$))""", re.DOTALL)
"""What stands before a whole path that was typed or pasted behind another one, as a terminal or a file manager gives it."""


class FileBox(Ask[str | None]):
    """Asks for a file; None when it was left."""

    CSS_PATH = "forms.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", "Complete", show=False, id="file.complete", priority=True),
        Binding("down", "into", "To the files", show=False, id="file.into"),
    ]

    def __init__(self, title: str, start: str, endings: Sequence[str] = TABLES, example: str = "leads.csv") -> None:
        """Begin with the path `start`, a folder with a slash at its end or a file; files with `endings` are offered."""
        super().__init__()
        self._endings = endings
        self._example = example
        self._title = title
        self._start = start

    def compose(self) -> ComposeResult:
        """Yield the path and what lies there."""
        with Vertical(classes="box") as box:
            box.border_title = Content(self._title)
            yield Field("File", id="path", value=self._start, example=f"~/Downloads/{self._example}", limit=4_000)
            yield Picks(id="files")
            yield Hint("tab completes · down picks · enter takes it · esc goes back")

    def on_mount(self) -> None:
        """Show what lies in the folder."""
        field = self.query_one(Field)
        field.line.cursor_position = len(self._start)
        self._list()

    @on(Input.Changed)
    def _list(self) -> None:
        """Show what begins like the typed path; a whole path behind the one that stood there begins anew."""
        whole = meant(self.query_one(Field).value)
        if whole != self.query_one(Field).value:
            self._type(whole)
            return
        found = matches(self.query_one(Field).value, self._endings)
        lines = [(str(at), Content(f" {clip(shown(one), 60)}")) for at, one in enumerate(found)]
        self._found = found
        self.query_one(Picks).show(
            lines or [("", Content.styled(" no such file begins like that here", "$text-muted"))]
        )
        self.query_one(Field).say("")

    def action_complete(self) -> None:
        """Complete the path as far as it is clear; what is one file or one folder, wholly."""
        if self._found:
            self._type(completed(self.query_one(Field).value, self._found))

    def action_into(self) -> None:
        """Go to the files, once there are some."""
        if self._found:
            self.query_one(Picks).focus()

    @on(OptionList.OptionSelected)
    def _pick(self, event: OptionList.OptionSelected) -> None:
        """Take the file, or go into the folder."""
        event.stop()
        one = self._found[int(event.option.id or 0)]
        self._type(path_text(one))
        if one.is_dir():
            self.query_one(Field).take_focus()
        else:
            self._take()

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        event.stop()
        self._take()

    def _type(self, text: str) -> None:
        line = self.query_one(Field).line
        line.value, line.cursor_position = text, len(text)

    def _take(self) -> None:
        typed = self.query_one(Field).value.strip()
        typed = typed if Path(typed).expanduser().exists() else typed.rstrip("\"'")
        path = Path(typed).expanduser()
        if typed and path.is_dir():
            self._type(path_text(path))
        elif typed and path.exists():
            self.dismiss(str(path))
        else:
            self.query_one(Field).say(f"there is no file {typed}" if typed else "type where the file lies", wrong=True)


def meant(typed: str) -> str:
    """Return the path that was meant: the last whole one, without quotation marks and `file:`.

    The field begins with a folder; who pastes ``/data/ana/leads.csv`` or types ``~/leads.csv`` behind it means that alone.
    """
    found = _ANEW.match(typed)
    if not found or found.start(1) == 0:
        return typed
    before, path = typed[: found.start(1)], typed[found.start(1) :]
    if before.endswith(("file://", "file://localhost")):
        return unquote(path).strip()
    return path.strip().rstrip(before[-1]) if before[-1] in "\"'" else path


def matches(typed: str, endings: Sequence[str] = TABLES) -> Sequence[Path]:
    """Return the folders and files with `endings` that begin like the typed path, folders first; nothing where one can't look."""
    path = Path(typed).expanduser() if typed else Path.cwd()
    folder, begin = (path, "") if typed.endswith(("/", "\\")) or not typed else (path.parent, path.name)
    try:
        inside = sorted(folder.iterdir(), key=lambda one: one.name.casefold())
    except OSError:
        return []
    found = [
        one for one in inside if one.name.casefold().startswith(begin.casefold()) and _offered(one, begin, endings)
    ]
    return sorted(found, key=lambda one: not one.is_dir())[:_MOST]


def _offered(one: Path, begin: str, endings: Sequence[str]) -> bool:
    if one.name.startswith(".") and not begin.startswith("."):
        return False
    try:
        return one.is_dir() or one.suffix.casefold() in endings
    except OSError:
        return False


def completed(typed: str, found: Sequence[Path]) -> str:
    """Return the typed path, longer by what all that was found have in common."""
    if len(found) == 1:
        return path_text(found[0])
    names = [one.name for one in found]
    common = names[0]
    for name in names[1:]:
        while not name.casefold().startswith(common.casefold()):
            common = common[:-1]
    longer = str(found[0].parent / common)
    return longer if len(longer) > len(str(Path(typed).expanduser())) else typed


def path_text(path: Path) -> str:
    """Return a path as it is typed on: a folder with a slash."""
    return f"{path}/" if path.is_dir() else str(path)


def shown(path: Path) -> str:
    """Return a file or a folder as it is listed."""
    return f"{path.name}/" if path.is_dir() else path.name
