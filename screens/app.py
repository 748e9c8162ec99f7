"""The app: places as modes, the workspace behind them, undo everywhere, and where the user was."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual._context import active_message_pump
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.timer import Timer
from textual.worker import WorkerError

from prospector.errors import ProspectorError
from screens import places
from screens.base import Place
from screens.fitted import Fitted
from screens.hints import Hints
from screens.jobs import begin, warm
from screens.leaving import too_late
from screens.memory import PlaceFile
from screens.research import ResearchDesk
from screens.sheets import Sheets
from screens.sitting import SittingDesk
from screens.undoing import reverse

if TYPE_CHECKING:
    from textual.command import Provider

    from prospector.workspace import Workspace

IDLE_SECONDS = 1.0
"""Time after the first rows in which nothing heavy is imported."""
SAVE_SECONDS = 0.5


def _provider() -> type[Provider]:
    from screens.palette import Commands

    return Commands


class ProspectorApp(Fitted):
    """Prospector on a terminal."""

    TITLE = "Prospector"
    # Read in one go: a sheet that a screen brings along has all the others parsed again before the first paint.
    CSS_PATH: ClassVar = [Path(__file__).with_name(f"{name}.tcss") for name in ("base", "today", "list", "account")]
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_provider}
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {**places.modes()}
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (100, "-wide")]  # noqa: RUF012 - the base class declares it
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (20, "-tall")]  # noqa: RUF012 - the base class declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(one.key, f"go('{one.mode}')", one.label, id=f"go.{one.mode}", show=False) for one in places.PLACES),
        Binding("u", "undo", "Undo", id="app.undo", show=False),
        Binding("ctrl+r", "redo", "Redo", id="app.redo", show=False),
        Binding("f", "jump", "Find anything", id="app.jump", show=False),
        Binding("C", "complain", "Complain about a lead or its source", id="app.complain", show=False),
        Binding("n", "go('name')", "Name a company", id="app.name", show=False),
        Binding("f2", "said", "Messages of this session", id="app.said", show=False),
        Binding("T", "sitting", "Begin or end a sitting", id="app.sitting", show=False),
        Binding("colon", "command_palette", "All commands", id="app.palette", show=False),
        # Textual leaves its own key out as soon as another one opens the palette.
        Binding("ctrl+p", "command_palette", "All commands", id="app.palette_anywhere", show=False, priority=True),
    ]

    def __init__(
        self,
        opener: Callable[[], Workspace],
        *,
        place: PlaceFile | None = None,
        start: str | None = None,
        look: str = "",
        keys: Path | None = None,
        research_on_start: bool = False,
    ) -> None:
        """Open the workspace with `opener` after the first paint.

        `place` remembers where the user was; `start` is a mode to begin with instead, `look` the theme instead of
        the one chosen last, `keys` the file with the user's own; with `research_on_start` the whole list is researched
        at once (the demo).
        """
        self.memory = place or PlaceFile(None)
        wanted = start or self.memory.get("mode")
        self.DEFAULT_MODE = wanted if wanted in self.MODES and wanted != places.WELCOME else places.TODAY  # type: ignore[misc]
        super().__init__()
        self.stylesheet = Sheets(variables=self.get_css_variables())
        self.fit(look, self.memory.get("theme"), keys=keys)
        self.opener = opener
        self.research_on_start = research_on_start
        self._workspace: Workspace | None = None
        self.desk = ResearchDesk(self)
        self.sitting = SittingDesk(self)
        self.hints = Hints(self.memory.get, self.remember)
        self._saving: Timer | None = None
        self._came_from = places.LIST
        self._signs = ""
        self._at_home = start is None

    # The workspace

    @property
    def is_open(self) -> bool:
        """Whether the workspace is open."""
        return self._workspace is not None

    @property
    def workspace(self) -> Workspace:
        """The open workspace. Raises RuntimeError before it is open."""
        if self._workspace is None:
            message = "the workspace is not open yet"
            raise RuntimeError(message)
        return self._workspace

    def on_mount(self) -> None:
        """Paint first, then open the workspace."""
        self.call_after_refresh(self._begin)

    def _handle_exception(self, error: Exception) -> None:
        """End the app, unless the error is no more than an answer to something that is being taken away.

        Handlers, timers and calls for later come by here; what began beside the event loop ends in `screens.jobs`.
        """
        if not too_late(active_message_pump.get(self), error):
            super()._handle_exception(error)

    def _begin(self) -> None:
        begin(self, self._open, group="open")

    async def _open(self) -> None:
        """Open the workspace in its own time; what goes wrong is one sentence on the whole screen."""
        try:
            self._workspace = await asyncio.to_thread(self.opener)
            empty = await self._workspace.run(self._is_new)
        except ProspectorError as error:
            from screens.modals.unusable import Unusable

            self.push_screen(Unusable(error.sentence, error.exit_status))
            return
        if empty and self.memory.get("welcomed") != "yes":
            self.go(places.WELCOME)
        elif self._at_home and self.current_mode == places.TODAY and await self._workspace.run(self._has_no_plan):
            # Without a plan there is no day: the home screen begins with what is missing.
            self.go(places.PLAN)
        self.reload()
        await self.read_keys()
        if self._workspace.told:
            self.say(" ".join(self._workspace.told), severity="warning", seconds=30)
        self.set_timer(IDLE_SECONDS, partial(begin, self, self._warm, group="warm", exit_on_error=False))
        if self.research_on_start:
            rows = await self.workspace.run(self.workspace.list_rows)
            self.desk.start([row.id for row in rows])

    def _is_new(self) -> bool:
        if self.workspace.today.has_targets() or self.workspace.plans.profile() is not None:
            return False
        return self._has_no_plan()

    def _has_no_plan(self) -> bool:
        return self.workspace.strategy.plan() is None

    async def _warm(self) -> None:
        """Import what the first write and the first match need, while nobody waits for it."""
        # Reading ahead would take the processor from what is being shown.
        for showing in [one for one in self.workers if one.group == "refresh"]:
            with contextlib.suppress(WorkerError):
                await showing.wait()
        with self.busy.during("getting ready to find names"):
            await warm(self.workspace)

    # Where the user is

    @property
    def status(self) -> str:
        """What the top right says: what runs, and who works."""
        who = self.workspace.actor if self.is_open else ""
        signs = f"△ {self._signs}" if self._signs else ""
        return "  ".join(
            part for part in (self.sitting.clock, self.desk.summary, self.busy.summary, signs, who) if part
        )

    async def read_signs(self) -> None:
        """Read what every place shows: the sitting that runs; no plan, a review that is due, a definition nobody signed."""
        await self.sitting.read()
        # The service is imported where it is first asked for: in the thread of the workspace.
        self._signs = await self.workspace.run(lambda: self.workspace.strategy.signs())  # noqa: PLW0108

    def go(self, mode: str) -> None:
        """Show the place `mode`."""
        if mode == self.current_mode:
            return
        if self.current_mode != places.ACCOUNT:
            self._came_from = self.current_mode
        self.switch_mode(mode)
        self.remember("mode", mode)

    def action_command_palette(self) -> None:
        """Open the palette in which Enter waits for the search."""
        from screens.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def action_go(self, mode: str) -> None:
        """Show the place `mode`."""
        self.go(mode)

    def back(self) -> None:
        """Go to the place from which this one was opened; never further than Today."""
        here = self.current_mode
        self.go(self._came_from if here == places.ACCOUNT and self._came_from != here else places.TODAY)

    @property
    def account_id(self) -> str:
        """The account that the user looks at, empty when none was chosen yet."""
        return self.memory.get("account")

    def choose(self, account_id: str) -> None:
        """Make `account_id` the account that the Account place shows, without going there."""
        self.remember("account", account_id)

    def open_account(self, account_id: str) -> None:
        """Show the account."""
        self.choose(account_id)
        if self.current_mode == places.ACCOUNT:
            self.reload()
        self.go(places.ACCOUNT)

    def remember(self, key: str, value: str) -> None:
        """Keep `value` over a restart; the file is written soon after the last change."""
        self.memory.put(key, value)
        if self._saving is not None:
            self._saving.stop()
        self._saving = self.set_timer(SAVE_SECONDS, self.memory.save)

    # Said and done

    @property
    def front(self) -> Place | None:
        """The place in front, under whatever question is asked over it."""
        return next((one for one in reversed(self.screen_stack) if isinstance(one, Place)), None)

    def reload(self) -> None:
        """Let the place in front read anew."""
        if self.front is not None:
            self.front.show_status()
            self.front.reload()

    def show_status(self) -> None:
        """Let the place in front show who works and what runs."""
        if self.front is not None and self.is_running:
            self.front.show_status()

    def research_moved(self, *, finished: bool) -> None:
        """Show the newest progress of research; read anew when a company is `finished`."""
        place = self.front
        if place is not None and self.is_running:
            place.show_status()
            place.show_research()
            if finished:
                place.reload()

    def action_undo(self) -> None:
        """Take back the newest act."""
        begin(self, partial(reverse, self, "undo"), group="undo")

    def action_redo(self) -> None:
        """Do again what the last undo took back."""
        begin(self, partial(reverse, self, "redo"), group="undo")

    def action_suggest(self) -> None:
        """Show companies like the profile or like the best accounts."""
        if not self.is_open:
            self.say("The workspace is still being opened: ctrl+s again in a moment")
            return
        from screens.modals.suggest import SuggestBox

        self.push_screen(SuggestBox(), lambda taken: self.reload() if taken else None)

    def action_sitting(self, what: str = "turn") -> None:
        """Begin a sitting, or end the one that runs; or do another of its acts (see `screens.sitting`)."""
        if self.is_open:
            self.sitting.act(what)

    def action_jump(self) -> None:
        """Find anything and show it where it stands."""
        from screens.found import open_found
        from screens.modals.jump import Jump

        self.push_screen(Jump(), lambda found: open_found(self, found) if found else None)

    async def action_complain(self) -> None:
        """Complain about the account in front, or about its source."""
        from screens.complaining import complain

        await complain(self.screen)
