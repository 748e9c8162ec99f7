"""Which part of the list is shown and in which order: scopes, views, sorting; remembered over a restart."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from screens.acts import AccountPlace
from screens.jobs import begin
from screens.list_view import CYCLE

if TYPE_CHECKING:
    from prospector.pipeline.picking import Picked
    from screens.modals.views import Wanted


class PartsPlace(AccountPlace):
    """A list of which a part is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("B", "scope", "Show list, bench, all", id="list.scope", show=False),
        Binding("v", "views", "Choose a view", id="list.views", show=False),
        Binding("S", "save_view", "Save this view", id="list.save_view", show=False),
        Binding("greater_than_sign", "sort(1)", "Sort by the next thing", id="list.sort", show=False),
        Binding("less_than_sign", "turn", "Turn the order round", id="list.turn", show=False),
    ]

    @property
    def scope(self) -> str:
        """Which part is shown."""
        return self.prospector.memory.get("list.scope") or CYCLE[0]

    @property
    def sort(self) -> str:
        """What it is sorted by; a minus before it: the other way round."""
        return self.prospector.memory.get("list.sort") or "fit"

    @property
    def words(self) -> str:
        """What is filtered by."""
        return self.prospector.memory.get("list.filter")

    def show_part(self, picked: Picked) -> None:
        """Show a part of the list."""
        self.prospector.remember("list.scope", picked.scope)
        self.prospector.remember("list.sort", picked.sort)
        self.prospector.remember("list.filter", picked.words)
        self.reload()

    def action_scope(self) -> None:
        """Show the next of list, bench, all."""
        after = CYCLE[(CYCLE.index(self.scope) + 1) % len(CYCLE)] if self.scope in CYCLE else CYCLE[0]
        self.prospector.remember("list.scope", after)
        self.reload()

    def action_sort(self, step: int) -> None:
        """Sort by the next thing that can be sorted by."""
        from prospector.pipeline.picking import SORTS

        sorts = tuple(SORTS)
        now = self.sort.removeprefix("-")
        at = sorts.index(now) if now in sorts else 0
        self._sort_by(sorts[(at + step) % len(sorts)])

    def action_turn(self) -> None:
        """Turn the order round."""
        self._sort_by(self.sort.removeprefix("-") if self.sort.startswith("-") else f"-{self.sort}")

    def _sort_by(self, sort: str) -> None:
        self.prospector.remember("list.sort", sort)
        self.reload()

    async def action_views(self) -> None:
        """Ask which part, or which saved view, to show."""
        from screens.modals.views import ViewsBox

        found = await self.ask(self.workspace.views.all) if self.prospector.is_open else None
        if found is not None:
            self.app.push_screen(ViewsBox(found, self.scope), self._wanted)

    def _wanted(self, wanted: Wanted | None) -> None:
        if wanted is None:
            return
        if wanted.act == "show" and wanted.picked is not None:
            self.show_part(wanted.picked)
        elif wanted.act == "remove":
            begin(self, partial(self._remove_view, wanted.name), group="act")
        else:
            self._rename_view(wanted.name)

    async def _remove_view(self, name: str) -> None:
        if await self.act(self.workspace.views.remove, name):
            self.prospector.say(f"The view {name} is removed · u brings it back")

    def _rename_view(self, name: str) -> None:
        from screens.modals.line import LineBox

        def named(typed: str | None) -> None:
            if typed:
                begin(self, partial(self._called, name, typed), group="act")

        self.app.push_screen(LineBox(f"Rename the view {name}", "Name", name), named)

    async def _called(self, name: str, typed: str) -> None:
        if await self.act(self.workspace.views.rename, name, typed):
            self.prospector.say(f"The view is called {typed} now · u takes it back")

    def action_save_view(self) -> None:
        """Ask for a name and save what is shown under it."""
        from screens.modals.line import LineBox

        def named(typed: str | None) -> None:
            if typed:
                begin(self, partial(self._save_view, typed), group="act")

        self.app.push_screen(LineBox("Save this view", "Name", self.words, example="pumps to call"), named)

    async def _save_view(self, name: str) -> None:
        from prospector.pipeline.picking import Picked

        if await self.act(self.workspace.views.save, name, Picked(self.scope, self.words, self.sort)):
            self.prospector.say(f"Saved as {name}: v shows it again · u takes it back")
