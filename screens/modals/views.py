"""Which part of the list to show: the scopes, and the views that were saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList

from prospector.pipeline.picking import SCOPES, Picked
from prospector.pipeline.views import ViewRecord
from screens.base import Ask
from screens.show import clip
from screens.widgets.hint import Hint
from screens.widgets.picks import Picks

_VIEW = "view "
_NAME = 18


@dataclass(frozen=True, slots=True)
class Wanted:
    """The answer: show a part, or remove or rename a saved view."""

    act: str
    """`show`, `remove` or `rename`."""
    name: str = ""
    picked: Picked | None = None


class ViewsBox(Ask[Wanted | None]):
    """Asks which view; None when it was left."""

    CSS_PATH = "forms.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "change('remove')", "Remove the view", id="views.remove", show=False),
        Binding("e", "change('rename')", "Rename the view", id="views.rename", show=False),
        Binding("v", "leave", "Back", id="views.leave", show=False),
    ]

    def __init__(self, views: Sequence[ViewRecord], scope: str) -> None:
        """Offer every scope and the saved `views`; the cursor begins on `scope`."""
        super().__init__()
        self._views = {f"{_VIEW}{one.id}": one for one in views}
        self._scope = scope

    def compose(self) -> ComposeResult:
        """Yield the views."""
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = "Views of the list"
            yield Picks(id="views")
            yield Hint("enter shows it · x removes, e renames a saved one · esc goes back")

    def on_mount(self) -> None:
        """Show the views."""
        lines = [(key, _line(one.name, _told(one.picked))) for key, one in self._views.items()]
        lines += [("", Content(""))] if lines else []
        lines += [(key, _line(key, said)) for key, said in SCOPES.items()]
        lines += [] if self._views else [("", Content.styled(" S saves what is shown under a name", "$text-muted"))]
        picks = self.query_one(Picks)
        picks.show(lines)
        picks.highlighted = next((at for at, (key, _) in enumerate(lines) if key == self._scope), 0)

    @on(OptionList.OptionSelected)
    def pick(self, event: OptionList.OptionSelected) -> None:
        """Show the one under the cursor."""
        event.stop()
        key = event.option.id or ""
        view = self._views.get(key)
        self.dismiss(Wanted("show", view.name if view else key, view.picked if view else Picked(key)))

    def action_change(self, act: str) -> None:
        """Remove or rename the saved view under the cursor."""
        view = self._views.get(self.query_one(Picks).key)
        if view is None:
            self.prospector.say("Only views of your own can be removed or renamed")
        else:
            self.dismiss(Wanted(act, view.name))


def _line(name: str, said: str) -> Content:
    return Content.assemble(f" {clip(name, _NAME).ljust(_NAME)} ", (clip(said, 48), "$text-muted"))


def _told(picked: Picked) -> str:
    parts = [picked.scope, f"by {picked.sort}", f"“{picked.words}”" if picked.words else ""]
    return " · ".join(part for part in parts if part)
