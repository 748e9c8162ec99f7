"""Plan: the plan, the profile, the lead definition, segments, cadences, playbooks, days off and sources, part by part."""

from __future__ import annotations

from importlib import import_module
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from screens import places
from screens.base import Place
from screens.plan_parts import Part
from screens.widgets.picks import Picks

_MEMORY = "plan_part"
_PARTS = ("plan:PlanPart", "profile:ProfilePart", "lead:LeadPart", "segments:SegmentsPart", "cadences:CadencesPart",
          "playbooks:PlaybooksPart", "days:DaysPart", "sources:SourcesPart")  # fmt: skip
_COMMON = (("← →", "parts"), ("u", "undo"), ("?", "help"))
_ASIDE = 50
"""Cells of the pane beside the lines, where there is room for one."""


class PlanScreen(Place):
    """The plan and everything that belongs to it."""

    MODE = places.PLAN
    CSS_PATH = "plan.tcss"
    MAIN = "#lines"
    KEYS = _COMMON
    HELP = """\
The plan says what you sell, who answers for it, and between which numbers you
work. The profile says who is worth having, the lead definition what may be
called a lead, segments whom you speak to alike, cadences how often, playbooks in
which words. A new profile or definition shows whom it moves before it counts.

left right  the part before, the next part (tab and shift+tab do the same)
enter, e    edit the line under the cursor; sign on the line of a role
a           add: a criterion, a segment, a cadence, a playbook, days off, a source
x           take away what is under the cursor
E           the profile as TOML text; text and criteria of the lead definition
ctrl+s      apply the draft of the profile     d   discard it
u           undo: first the steps of the draft, then what was done"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,tab", "part(1)", "The next part", show=False, id="plan.next"),
        Binding("left,shift+tab", "part(-1)", "The part before", show=False, id="plan.before"),
        Binding("e", "edit", "Edit the line", show=False, id="plan.edit"),
        Binding("a", "add", "Add one", show=False, id="plan.add"),
        Binding("x", "remove", "Take it away", show=False, id="plan.remove"),
        Binding("E", "as_text", "Edit as text", show=False, id="plan.text"),
        Binding("ctrl+s", "apply", "Apply the draft", show=False, id="plan.apply"),
        Binding("d", "discard", "Discard the draft", show=False, id="plan.discard"),
        Binding("u", "undo", "Undo", show=False, id="plan.undo"),
        Binding("escape", "back", "Back", show=False, id="plan.back"),
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
        """Yield the parts, what is wrong with the plan, the lines, and what stands beside them."""
        yield Static(id="parts")
        yield Static(id="warning")
        with Horizontal(id="plan"):
            yield Picks(id="lines")
            with VerticalScroll(id="aside-pane", can_focus=False):
                yield Static(id="aside")

    def on_mount(self) -> None:
        """Come back to the part that was looked at."""
        for named in _PARTS:
            module, _, name = named.partition(":")
            self._parts.append(getattr(import_module(f"screens.plan_part_{module}"), name)(self))
        keys = [part.KEY for part in self._parts]
        kept = self.prospector.memory.get(_MEMORY)
        self._at = keys.index(kept) if kept in keys else 0

    @property
    def part(self) -> Part:
        """The part in front."""
        return self._parts[self._at]

    def open_part(self, key: str) -> None:
        """Bring a part to the front."""
        self._at = [part.KEY for part in self._parts].index(key)
        self.prospector.remember(_MEMORY, key)
        self.reload()

    async def refresh_data(self) -> None:
        """Read the part in front anew."""
        part = self.part
        if await self.ask(self._read, part) and part is self.part:
            self._show()

    def _read(self, part: Part) -> bool:
        part.read(self.workspace)
        strategy = self.workspace.strategy
        # What the headline of the part or the top line says already is not said twice.
        plan = strategy.overdue()
        if strategy.plan() is None and part.KEY != "plan":
            plan = strategy.banner()
        lead = strategy.definition().banner if part.KEY == "plan" else ""
        self._warning = " · ".join(said for said in (plan, lead) if said)
        return True

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
        warning.display = bool(self._warning)
        self.show_keys([*part.keys, *_COMMON])
        before = self.pick_list.key
        self.pick_list.show(part.lines(self._width))
        wanted = self._cursors.get(part.KEY, "")
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
        """Return the parts, the one in front marked."""
        labels = [(f" {part.LABEL} ", part is self.part) for part in self._parts]
        return Content("").join(
            Content.styled(f"[{label.strip()}]", "bold $text-accent") if here else Content.styled(label, "$text-muted")
            for label, here in labels
        )

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

    def action_as_text(self) -> None:
        """Edit the part as text, where it has one."""
        self.part.as_text()

    def action_apply(self) -> None:
        """Make the draft count."""
        self.part.apply()

    def action_discard(self) -> None:
        """Forget the draft."""
        self.part.discard()

    def action_undo(self) -> None:
        """Take back the newest step of a draft; without one, the newest act."""
        if not self.part.undo():
            self.prospector.action_undo()

    def action_back(self) -> None:
        """Go back."""
        self.prospector.back()
