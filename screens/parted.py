"""A place in parts: a strip of them, the lines of the one in front, and what stands beside the line under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from screens.base import Place
from screens.show import cells
from screens.widgets.picks import Picks

if TYPE_CHECKING:
    from screens.plan_parts import Part

COMMON = (("← →", "parts"), ("u", "undo"), ("?", "help"))
_MORE = "… "
_ASIDE = 50
"""Cells of the pane beside the lines, where there is room for one."""


class PartedPlace(Place):
    """A place that only switches between its parts: what each reads, shows and lets one change stands in the parts.

    A subclass gives `PARTS` as ``module:Class`` and the name under which the part in front is remembered.
    """

    CSS_PATH = "parted.tcss"
    MAIN = "#lines"
    KEYS = COMMON
    PARTS: ClassVar[Sequence[str]] = ()
    MEMORY: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,tab", "part(1)", "The next part", show=False, id="parts.next"),
        Binding("left,shift+tab", "part(-1)", "The part before", show=False, id="parts.before"),
        Binding("a", "add", "Add one", show=False, id="parts.add"),
        Binding("x", "remove", "Take it away", show=False, id="parts.remove"),
        Binding("u", "undo", "Undo", show=False, id="parts.undo"),
        Binding("escape", "back", "Back", show=False, id="parts.back"),
    ]

    pick_list = getters.query_one("#lines", Picks)

    def __init__(self) -> None:
        """Show nothing before the first reading."""
        super().__init__()
        self._parts: list[Part] = []
        self._at = 0
        self._cursors: dict[str, str] = {}
        self._warning = ""

    def body(self) -> ComposeResult:
        """Yield the parts, what is to be warned of, the lines, and what stands beside them."""
        yield Static(id="parts")
        yield Static(id="warning")
        with Horizontal(id="plan"):
            yield Picks(id="lines")
            with VerticalScroll(id="aside-pane", can_focus=False):
                yield Static(id="aside")

    def on_mount(self) -> None:
        """Come back to the part that was looked at."""
        for named in type(self).PARTS:
            module, _, name = named.partition(":")
            self._parts.append(getattr(import_module(f"screens.{module}"), name)(self))
        keys = [part.KEY for part in self._parts]
        kept = self.prospector.memory.get(type(self).MEMORY)
        self._at = keys.index(kept) if kept in keys else 0

    @property
    def part(self) -> Part:
        """The part in front."""
        return self._parts[self._at]

    def open_part(self, key: str) -> None:
        """Bring a part to the front."""
        self._at = [part.KEY for part in self._parts].index(key)
        self.prospector.remember(type(self).MEMORY, key)
        self.reload()

    async def refresh_data(self) -> None:
        """Read the part in front anew."""
        part = self.part
        if await self.ask(self._read, part) and part is self.part:
            self._show()

    def _read(self, part: Part) -> bool:
        part.read(self.workspace)
        self._warning = self.warning(part)
        return True

    def warning(self, _part: Part) -> str:
        """Return what is to be warned of over all parts; runs off the event loop."""
        return ""

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        if self.prospector.is_open:
            self.call_after_refresh(self.reload)

    def _show(self) -> None:
        part = self.part
        self.set_class(part.wants_aside, "-aside")
        self.query_one("#parts", Static).update(self._strip())
        self.headline(part.headline)
        warning = self.query_one("#warning", Static)
        warning.update(Content(f"△ {self._warning}") if self._warning else "")
        warning.set_class(bool(self._warning), "-shown")
        self.show_keys([*part.keys, *COMMON])
        before = self.pick_list.key
        self.pick_list.show(part.lines(self._width))
        wanted = self._cursors.get(part.KEY, "")
        if not wanted:
            # A part that is seen for the first time begins at its first line, not where the cursor of another was.
            self.pick_list.action_first()
        if wanted and before != wanted:
            keys = [option.id for option in self.pick_list.options]
            if wanted in keys:
                self.pick_list.highlighted = keys.index(wanted)
        self._show_aside()

    @property
    def _beside(self) -> bool:
        return self.part.wants_aside and self.has_class("-wide")

    @property
    def _width(self) -> int:
        return self.size.width - (_ASIDE if self._beside else 0) - 3

    def _show_aside(self) -> None:
        width = _ASIDE - 4 if self._beside else self.size.width - 4
        self.query_one("#aside", Static).update(self.part.aside(self.pick_list.key, width))

    def _strip(self) -> Content:
        """Return the parts, the one in front marked; where not all fit, those around it, and a sign that there are more."""
        labels = [f"[{part.LABEL}]" if part is self.part else f" {part.LABEL} " for part in self._parts]
        first, last, room = self._at, self._at, self.size.width - 2 - 2 * cells(_MORE)
        if sum(map(cells, labels)) <= self.size.width - 2:
            first, last = 0, len(labels) - 1
        while first > 0 or last < len(labels) - 1:
            wider = (first, last + 1) if last < len(labels) - 1 else (first - 1, last)
            if sum(map(cells, labels[wider[0] : wider[1] + 1])) > room:
                break
            first, last = wider
        shown = [
            Content.styled(label, "bold $text-accent" if at == self._at else "$text-muted")
            for at, label in enumerate(labels)
            if first <= at <= last
        ]
        before, after = (_MORE if first else ""), (" …" if last < len(labels) - 1 else "")
        return Content("").join([Content(before), *shown, Content(after)])

    @on(OptionList.OptionHighlighted, "#lines")
    def follow(self) -> None:
        """Show what belongs to the line under the cursor."""
        if self.prospector.is_open and self._parts:
            self._cursors[self.part.KEY] = self.pick_list.key
            self._show_aside()

    @on(OptionList.OptionSelected, "#lines")
    def edit_line(self, event: OptionList.OptionSelected) -> None:
        """Edit the line that was picked."""
        event.stop()
        self.action_edit()

    # Keys

    def action_part(self, step: int) -> None:
        """Go to the next part, or the one before."""
        self._cursors[self.part.KEY] = self.pick_list.key
        self.open_part(self._parts[(self._at + step) % len(self._parts)].KEY)

    def action_edit(self) -> None:
        """Edit the line under the cursor."""
        if self.pick_list.key:
            self.part.edit(self.pick_list.key)

    def action_add(self) -> None:
        """Add one."""
        self.part.add()

    def action_remove(self) -> None:
        """Take away what is under the cursor."""
        self.part.remove(self.pick_list.key)

    def action_undo(self) -> None:
        """Take back the newest step of a draft; without one, the newest act."""
        if not self.part.undo():
            self.prospector.action_undo()

    def action_back(self) -> None:
        """Go back."""
        self.prospector.back()
