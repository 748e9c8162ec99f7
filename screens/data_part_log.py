"""The action log: every act of a person or a machine, what it wrote, and the way back from any of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from prospector.text import plural
from screens.jobs import begin
from screens.plan_parts import Line, Part, empty, joined, paragraph
from screens.show import clip, fill, local_day

if TYPE_CHECKING:
    from prospector.model.action import ActionRecord
    from prospector.workspace import Workspace

_PAGE = 200
_OLDER = "older"


class LogPart(Part):
    """What was done, newest first."""

    KEY = "log"
    LABEL = "Log"
    KEYS: ClassVar[Sequence[tuple[str, str]]] = (("enter", "what it wrote"), ("x", "take it back"))

    rows: Sequence[ActionRecord] = ()
    most = _PAGE

    def read(self, workspace: Workspace) -> None:
        """Read the newest acts."""
        self.rows = workspace.history(self.most)

    @property
    def headline(self) -> Content:
        """Say what stands here."""
        return Content.assemble(
            ("Everything that was done", "bold $text-accent"),
            ("   · stands   ↶ taken back   ⚙ by a machine", "$text-muted"),
        )

    def lines(self, width: int) -> list[Line]:
        """Return the acts; below them the way to older ones."""
        if not self.rows:
            return [empty("Nothing was done here yet: what you do will stand here, and x takes it back.", width)]
        shown = [(one.id, act_line(one, width)) for one in self.rows]
        if len(self.rows) >= self.most:
            shown.append((_OLDER, Content.styled("   enter shows older ones", "$text-muted")))
        return shown

    def aside(self, key: str, _width: int) -> Content:
        """Say more of the act under the cursor."""
        one = self._row(key)
        if one is None:
            return Content("")
        state = {"undo": "It took something back.", "redo": "It did something again."}.get(one.kind, "")
        return joined(
            [
                Content.styled(one.title, "bold $text-accent"),
                Content(f"{local_day(one.at)} by {one.actor}, {plural(one.changes, 'row')} written"),
                paragraph("because", one.reason),
                Content.styled("It was taken back." if one.undone else state, "$text-warning"),
            ]
        )

    def edit(self, key: str) -> None:
        """Show what the act wrote, or older acts."""
        if key == _OLDER:
            self.most += _PAGE
            self.place.reload()
        elif one := self._row(key):
            from screens.modals.wrote import WroteBox

            self.place.app.push_screen(WroteBox(one), lambda back: self.remove(key) if back else None)

    def remove(self, key: str) -> None:
        """Take back the act under the cursor."""
        one = self._row(key)
        if one is None:
            return
        if one.kind == "erase":
            self.place.prospector.say("What was erased stays erased")
        elif one.kind != "do":
            self.place.prospector.say("This line is an undo or a redo itself: ctrl+r and u go back and forth")
        elif one.undone:
            self.place.prospector.say(f"“{clip(one.title, 50)}” was taken back already")
        else:
            from screens.undoing import reverse

            begin(self.place, partial(reverse, self.place.prospector, "undo", one.id), group="undo")

    def _row(self, key: str) -> ActionRecord | None:
        return next((one for one in self.rows if one.id == key), None)


def act_line(one: ActionRecord, width: int) -> Content:
    """Return an act as one line: whether it stands, when, who, what, how many rows it wrote."""
    sign = "↶" if one.undone else "·" if one.kind == "do" else " "
    machine = "⚙" if one.by == "machine" else " "
    what = f"{one.title} ({one.reason})" if one.reason else one.title
    style = "$text-muted" if one.undone or one.kind != "do" else ""
    return Content.assemble(
        f" {sign} ", (f"{local_day(one.at)}  ", "$text-muted"), (fill(one.actor, 8), "$text-muted"), f"{machine} ",
        (fill(what, max(10, width - 42)), style), (f"{one.changes:>9,}" if one.changes else "", "$text-muted"),
    )  # fmt: skip
