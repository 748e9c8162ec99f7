"""Plan: what we sell, and the criteria of the ideal customer; a change shows whom it would move before it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from prospector.errors import BadInput
from prospector.model.plan import PlanRecord
from prospector.plan.plans import Move
from prospector.plan.profile import Criterion, Profile, parse_profile, render_profile
from prospector.text import plural
from screens import places, profile_view
from screens.base import Place
from screens.welcome_steps import DEFAULT_WEEKS, weeks
from screens.widgets.picks import Picks

_MEMORY = "profile_draft"
_KEYS = (("enter", "edit"), ("a", "add"), ("x", "remove"), ("E", "as text"), ("u", "undo"), ("?", "help"))
_DRAFT_KEYS = (
    ("ctrl+s", "apply"),
    ("d", "discard"),
    ("enter", "edit"),
    ("a", "add"),
    ("x", "remove"),
    ("u", "undo"),
    ("?", "help"),
)
_MOVES_NARROW = 7


class ProfileScreen(Place):
    """Plan and profile."""

    MODE = places.PLAN
    CSS_PATH = "profile.tcss"
    KEYS = _KEYS
    MAIN = "#lines"
    HELP = """\
The plan says what you sell; the criteria say who is worth having. A must that
is missed caps the fit at 35, a should adds its weight, a never that is met puts
the company out. What nobody knows yet widens the fit and is not bad.

A change is a draft first: below you see whom it would move. Only ctrl+s makes
it the next version; older scores stay readable.

enter, e  edit the line under the cursor
a         add a criterion          x   take one out of the draft
E         the whole profile as TOML text
ctrl+s    apply the draft          d   discard it
u         undo: first the steps of the draft, then what was done"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", "Edit the line", show=False, id="plan.edit"),
        Binding("a", "add", "Add a criterion", show=False, id="plan.add"),
        Binding("x", "remove", "Remove the criterion", show=False, id="plan.remove"),
        Binding("E", "as_text", "Edit the profile as text", show=False, id="plan.text"),
        Binding("ctrl+s", "apply", "Apply the draft", show=False, id="plan.apply"),
        Binding("d", "discard", "Discard the draft", show=False, id="plan.discard"),
        Binding("u", "undo", "Undo", show=False, id="plan.undo"),
        Binding("escape", "back", "Back", show=False, id="plan.back"),
    ]

    lines = getters.query_one("#lines", Picks)

    def __init__(self) -> None:
        """Show nothing before the first reading."""
        super().__init__()
        self._plan: PlanRecord | None = None
        self._profile: Profile | None = None
        self._draft: Profile | None = None
        self._steps: list[Profile | None] = []
        """Drafts before this one, for undo."""
        self._moves: Sequence[Move] = ()
        self._total = 0

    def body(self) -> ComposeResult:
        """Yield the table and, while there is a draft, whom it would move."""
        with Horizontal(id="plan"):
            yield Picks(id="lines")
            with VerticalScroll(id="moves-pane", can_focus=False):
                yield Static(id="moves")

    def on_mount(self) -> None:
        """Bring back a draft that was not applied."""
        kept = self.prospector.memory.get(_MEMORY)
        if kept:
            try:
                self._draft = parse_profile(kept)
            except BadInput:
                # A place file is a convenience: a draft that can't be read any more is none.
                self.prospector.remember(_MEMORY, "")

    async def refresh_data(self) -> None:
        """Read plan and profile, and what the draft would change."""
        read = await self.ask(self._read, self._draft)
        if read is None:
            return
        self._plan, self._profile, self._moves, self._total = read
        self._show()

    def _read(self, draft: Profile | None) -> tuple[PlanRecord | None, Profile | None, list[Move], int]:
        plans, strategy = self.workspace.plans, self.workspace.strategy
        everywhere = self.workspace.list_rows(places=("active", "bench", "dropped"), everybody=True)
        return strategy.plan(), plans.profile(), plans.preview(draft) if draft else [], len(everywhere)

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        if self.prospector.is_open:
            self.call_after_refresh(self._show)

    @property
    def _seen(self) -> Profile | None:
        return self._draft or self._profile

    def _show(self) -> None:
        drafted = self._draft is not None
        self.set_class(drafted, "-drafted")
        version = self._profile.version if self._profile else 0
        self.show_keys(_DRAFT_KEYS if drafted else _KEYS)
        name = self._seen.name if self._seen else "Ideal customer"
        state = f"version {version}" if version else "not written yet"
        state += " · a draft over it" if drafted and version else " · a first draft" if drafted else ""
        self.headline(Content.assemble((name, "bold $text-accent"), (f"   {state}", "$text-muted")))
        wide = self.has_class("-wide")
        width = (self.size.width - (48 if drafted and wide else 0)) - 3
        self.lines.show(profile_view.lines(self._plan, self._seen, width))
        if drafted:
            height = 30 if wide else _MOVES_NARROW
            moved = profile_view.moves(self._moves, self._total, version, 44 if wide else self.size.width - 4, height)
            self.query_one("#moves", Static).update(moved)

    # Drafting

    def _change(self, draft: Profile | None, *, undoing: bool = False) -> None:
        """Make `draft` what is shown; nothing is written."""
        if not undoing:
            self._steps.append(self._draft)
        same = draft is not None and self._profile is not None and _text(draft) == _text(self._profile)
        self._draft = None if same else draft
        self.prospector.remember(_MEMORY, _text(self._draft) if self._draft and self._draft.criteria else "")
        self.reload()

    @on(OptionList.OptionSelected, "#lines")
    def edit_line(self, event: OptionList.OptionSelected) -> None:
        """Edit the line that was picked."""
        event.stop()
        self.action_edit()

    def action_edit(self) -> None:
        """Edit the line under the cursor."""
        part, _, key = self.lines.key.partition(":")
        if part == "plan":
            self._edit_plan(key)
        elif part == "criterion" and self._seen:
            self._edit_criterion(int(key), self._seen.criteria[int(key)])

    def _edit_plan(self, key: str) -> None:
        from screens.modals.line import LineBox

        label, example = next((label, example) for name, label, example in profile_view.PLAN_LINES if name == key)
        value = profile_view.plan_value(self._plan, key)
        box = LineBox("Plan", label, value, example=example, check=weeks if key == "cycle_weeks" else None)
        self.app.push_screen(box, partial(self._keep_plan, key))

    def _keep_plan(self, key: str, text: str | None) -> None:
        if text is None:
            return
        before = self._plan or PlanRecord("", "", "", "", DEFAULT_WEEKS)
        changed: dict[str, Any] = {key: weeks(text) if key == "cycle_weeks" else text}
        after = replace(before, **changed)
        if after != self._plan:
            self.run_worker(self.act(self.workspace.strategy.save_plan, after), group="act", description="save the plan")

    def _edit_criterion(self, number: int, before: Criterion) -> None:
        from screens.modals.criterion import CriterionBox

        self.app.push_screen(CriterionBox(before), partial(self._put, number))

    def action_add(self) -> None:
        """Ask for a new criterion."""
        from screens.modals.criterion import CriterionBox

        self.app.push_screen(CriterionBox(), partial(self._put, None))

    def _put(self, number: int | None, made: Criterion | None) -> None:
        """Put a criterion into the draft, in the place of another or at the end."""
        if made is None:
            return
        seen = self._seen or Profile("Ideal customer", ())
        criteria = list(seen.criteria)
        if number is None:
            criteria.append(made)
        else:
            criteria[number] = made
        self._change(replace(seen, criteria=tuple(criteria)))

    def action_remove(self) -> None:
        """Take the criterion under the cursor out of the draft."""
        part, _, key = self.lines.key.partition(":")
        seen = self._seen
        if part != "criterion" or seen is None:
            self.prospector.say("Only a criterion can be taken out; a line of the plan is edited with e.")
            return
        if len(seen.criteria) == 1:
            self.prospector.say(
                "A profile keeps at least one criterion: add the other one first (a), or edit this one (e)."
            )
            return
        gone = seen.criteria[int(key)]
        self._change(replace(seen, criteria=tuple(one for one in seen.criteria if one is not gone)))
        self.prospector.say(f"Out of the draft: {gone.name} · u takes it back")

    def action_as_text(self) -> None:
        """Edit the whole profile as text."""
        from screens.modals.profile_text import STARTER, ProfileText

        text = _text(self._seen) if self._seen else STARTER
        self.app.push_screen(ProfileText(text), lambda made: self._change(made) if made else None)

    # The draft becomes the profile, or not

    @work(group="act", description="apply the profile")
    async def action_apply(self) -> None:
        """Make the draft the next version."""
        draft, moved = self._draft, len(self._moves)
        if draft is None:
            self.prospector.say("There is no draft: what you see is in force.")
            return
        if await self.act(self.workspace.plans.apply, draft):
            self._steps.clear()
            self._draft = None
            self.prospector.remember(_MEMORY, "")
            self.reload()
            self.prospector.say(f"Applied: {plural(moved, 'account')} scored anew · u takes it back")

    def action_discard(self) -> None:
        """Forget the draft; undo brings it back."""
        if self._draft is not None:
            self._change(None)
            self.prospector.say("The draft is discarded · u brings it back")

    def action_undo(self) -> None:
        """Take back the newest step of the draft; without one, the newest act."""
        if self._steps:
            self._change(self._steps.pop(), undoing=True)
        else:
            self.prospector.action_undo()

    def action_back(self) -> None:
        """Go back."""
        self.prospector.back()


def _text(profile: Profile) -> str:
    return render_profile(profile)
