"""Profile: the criteria of the ideal customer; a change shows whom it would move before it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from prospector.errors import BadInput
from prospector.plan.plans import Move
from prospector.plan.profile import Criterion, Profile, parse_profile, render_profile
from prospector.text import plural
from screens import profile_view
from screens.jobs import begin
from screens.plan_parts import Line, Part

if TYPE_CHECKING:
    from prospector.workspace import Workspace
    from screens.plan import PlanScreen

_MEMORY = "profile_draft"
_HEIGHT = 30


class ProfilePart(Part):
    """The profile and its draft."""

    KEY = "profile"
    LABEL = "Profile"
    KEYS: ClassVar[Sequence[tuple[str, str]]] = (("enter", "edit"), ("a", "add"), ("x", "remove"), ("E", "as text"))
    _DRAFTING: ClassVar[Sequence[tuple[str, str]]] = (("ctrl+s", "apply"), ("d", "discard"), *KEYS)

    profile: Profile | None = None
    draft: Profile | None = None
    moves: Sequence[Move] = ()
    total = 0

    def __init__(self, place: PlanScreen) -> None:
        """Bring back a draft that was not applied."""
        super().__init__(place)
        self._steps: list[Profile | None] = []
        """Drafts before this one, for undo."""
        kept = place.prospector.memory.get(_MEMORY)
        if kept:
            try:
                self.draft = parse_profile(kept)
            except BadInput:
                # A place file is a convenience: a draft that can't be read any more is none.
                place.prospector.remember(_MEMORY, "")

    def read(self, workspace: Workspace) -> None:
        """Read the profile, and what the draft would change."""
        plans = workspace.plans
        self.profile, self.moves = plans.profile(), plans.preview(self.draft) if self.draft else []
        self.total = len(workspace.list_rows(places=("active", "bench", "dropped"), everybody=True))

    @property
    def seen(self) -> Profile | None:
        """Return what is shown: the draft, else what is in force."""
        return self.draft or self.profile

    @property
    def keys(self) -> Sequence[tuple[str, str]]:
        """Say how a draft comes into force."""
        return self._DRAFTING if self.draft else self.KEYS

    @property
    def wants_aside(self) -> bool:
        """Only a draft has something beside it."""
        return self.draft is not None

    @property
    def headline(self) -> Content:
        """Say which version it is, and whether there is a draft over it."""
        version = self.profile.version if self.profile else 0
        name = self.seen.name if self.seen else "Ideal customer"
        state = f"version {version}" if version else "not written yet"
        state += " · a draft over it" if self.draft and version else " · a first draft" if self.draft else ""
        return Content.assemble((name, "bold $text-accent"), (f"   {state}", "$text-muted"))

    def lines(self, width: int) -> list[Line]:
        """Return the criteria."""
        return profile_view.lines(self.seen, width)

    def aside(self, _key: str, width: int) -> Content:
        """Return whom the draft would move."""
        version = self.profile.version if self.profile else 0
        return profile_view.moves(self.moves, self.total, version, width, _HEIGHT)

    # Drafting

    def _change(self, draft: Profile | None, *, undoing: bool = False) -> None:
        """Make `draft` what is shown; nothing is written."""
        if not undoing:
            self._steps.append(self.draft)
        same = draft is not None and self.profile is not None and render_profile(draft) == render_profile(self.profile)
        self.draft = None if same else draft
        kept = render_profile(self.draft) if self.draft and self.draft.criteria else ""
        self.place.prospector.remember(_MEMORY, kept)
        self.place.reload()

    def edit(self, key: str) -> None:
        """Change the criterion."""
        from screens.modals.criterion import CriterionBox

        number = int(key.partition(":")[2])
        if self.seen is not None:
            self.place.app.push_screen(CriterionBox(self.seen.criteria[number]), partial(self._put, number))

    def add(self) -> None:
        """Ask for a new criterion."""
        from screens.modals.criterion import CriterionBox

        self.place.app.push_screen(CriterionBox(), partial(self._put, None))

    def _put(self, number: int | None, made: Criterion | None) -> None:
        """Put a criterion into the draft, in the place of another or at the end."""
        if made is None:
            return
        seen = self.seen or Profile("Ideal customer", ())
        criteria = list(seen.criteria)
        if number is None:
            criteria.append(made)
        else:
            criteria[number] = made
        self._change(replace(seen, criteria=tuple(criteria)))

    def remove(self, key: str) -> None:
        """Take the criterion under the cursor out of the draft."""
        seen, say = self.seen, self.place.prospector.say
        if seen is None or not key:
            say("There is no criterion yet: a adds the first one.")
            return
        if len(seen.criteria) == 1:
            say("A profile keeps at least one criterion: add the other one first (a), or edit this one (e).")
            return
        gone = seen.criteria[int(key.partition(":")[2])]
        self._change(replace(seen, criteria=tuple(one for one in seen.criteria if one is not gone)))
        say(f"Out of the draft: {gone.name} · u takes it back")

    def as_text(self) -> None:
        """Edit the whole profile as text."""
        from screens.modals.profile_text import STARTER, ProfileText

        text = render_profile(self.seen) if self.seen else STARTER
        self.place.app.push_screen(ProfileText(text), lambda made: self._change(made) if made else None)

    def apply(self) -> None:
        """Make the draft the next version."""
        if self.draft is None:
            self.place.prospector.say("There is no draft: what you see is in force.")
        else:
            begin(self.place, partial(self._apply, self.draft), group="act")

    async def _apply(self, draft: Profile) -> None:
        place, moved = self.place, len(self.moves)
        if await place.act(place.workspace.plans.apply, draft):
            self._steps.clear()
            self.draft = None
            place.prospector.remember(_MEMORY, "")
            place.reload()
            place.prospector.say(f"Applied: {plural(moved, 'account')} scored anew · u takes it back")

    def discard(self) -> None:
        """Forget the draft; undo brings it back."""
        if self.draft is not None:
            self._change(None)
            self.place.prospector.say("The draft is discarded · u brings it back")

    def undo(self) -> bool:
        """Take back the newest step of the draft."""
        if not self._steps:
            return False
        self._change(self._steps.pop(), undoing=True)
        return True
