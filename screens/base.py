"""The base of all places and of all questions asked over them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, ParamSpec, TypeVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.css.query import NoMatches
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Static

from prospector.errors import ProspectorError
from screens.jobs import begin
from screens.keyed import keyed
from screens.widgets.footer import KeyLine
from screens.widgets.toosmall import TooSmall
from screens.widgets.topbar import TopBar

if TYPE_CHECKING:
    from prospector.workspace import Workspace
    from screens.app import ProspectorApp

P = ParamSpec("P")
T = TypeVar("T")
_KEYS = 31
"""Keys that a question remembers."""


class Place(Screen[None]):
    """A full screen: a line with the places, a headline, a body, a line with keys.

    A subclass gives `MODE`, `KEYS`, `HELP`, `body` and `refresh_data`, and may name the widget that gets the focus.
    """

    MODE: ClassVar[str] = ""
    """Its mode in `screens.places`."""
    KEYS: ClassVar[Sequence[tuple[str, str]]] = ()
    """Key and label pairs of the last line, the most important first; at most 78 cells in all."""
    HELP: ClassVar[str] = ""
    """What `?` shows: prose first, then lines of ``key  what it does``. Plain text."""
    MAIN: ClassVar[str] = ""
    """Selector of the widget that gets the focus when nothing has it."""

    AUTO_FOCUS = ""
    _read_once = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("question_mark,f1", "help", "Help", id="place.help", show=False)]

    def compose(self) -> ComposeResult:
        """Lay out the frame around the body."""
        yield TopBar(self.MODE)
        yield Static(id="headline")
        yield from self.body()
        yield KeyLine(self.KEYS)
        yield TooSmall()

    def body(self) -> ComposeResult:
        """Return the widgets between headline and keys."""
        yield from ()

    @property
    def prospector(self) -> ProspectorApp:
        """The app, typed."""
        return cast("ProspectorApp", self.app)

    @property
    def workspace(self) -> Workspace:
        """The open workspace. Raises RuntimeError before it is open: `refresh_data` is never called before."""
        return self.prospector.workspace

    async def refresh_data(self) -> None:
        """Read anew what is shown; called when the place is shown and after every act."""

    async def painted(self) -> None:
        """Wait until what was drawn stands there: whoever reads on at once takes the processor from the painter."""
        stands = asyncio.Event()
        if self.call_after_refresh(stands.set):
            await stands.wait()

    def reload(self) -> None:
        """Start `refresh_data`, giving up one that is still under way."""
        if self.prospector.is_open and self.is_mounted:
            begin(self, self._refresh, group="refresh", exclusive=True)

    async def _refresh(self) -> None:
        """Read what the place shows first, then what the top line warns of."""
        try:
            with self.prospector.busy.during(f"reading {type(self).MODE}"):
                await self.refresh_data()
        except NoMatches:
            # Left before it was laid out: when it comes back it reads anew.
            if self.is_current and self.is_running:
                raise
            return
        self._read_once = True
        await self.prospector.read_signs()
        self.show_status()

    def on_screen_resume(self) -> None:
        """Show the newest state whenever the place comes to the front."""
        if self.focused is None and self.MAIN:
            self.query_one(self.MAIN, Widget).focus()
        self.show_status()
        self.reload()

    async def ask(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """Run a service's method off the event loop; an error becomes a toast and the answer None."""
        try:
            with self.prospector.busy.during("working"):
                return await self.workspace.run(function, *args, **kwargs)
        except ProspectorError as error:
            self.prospector.say(error.sentence, severity="error")
            return None

    async def act(self, function: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> bool:
        """Run a service's method that changes something, then read anew; say whether it was done."""
        try:
            with self.prospector.busy.during("working"):
                await self.workspace.run(function, *args, **kwargs)
        except ProspectorError as error:
            self.prospector.say(error.sentence, severity="error")
            return False
        self.reload()
        return True

    def acts(self) -> Sequence[tuple[str, str, str]]:
        """Return the acts of this place for the palette: title, action, key in words."""
        from screens.keys import written

        own = self.prospector.own_keys
        found: list[tuple[str, str, str]] = []
        for kind in type(self).__mro__:
            if not issubclass(kind, Place) or kind is Place:
                continue
            found += [
                (
                    f"{(one.id or '').partition('.')[0].capitalize()}: {one.description}",
                    one.action,
                    f"key {written(own.get(one.id or '', one.key))}",
                )
                for one in kind.__dict__.get("BINDINGS", ())
                if isinstance(one, Binding) and one.description and one.key != "escape"
            ]
        return found

    def headline(self, text: Content | str) -> None:
        """Show the line under the places; a plain text is shown as it stands."""
        # A place that is not laid out yet, or is being left, has no line: it says its own when it comes back.
        for one in self.query("#headline").results(Static):
            one.update(Content(text) if isinstance(text, str) else text)

    def show_status(self) -> None:
        """Show at the top right who works and what runs."""
        # A place that is being left has lost its lines already.
        for bar in self.query(TopBar):
            bar.show(self.prospector.status)
        if self.prospector.busy.summary and not self._read_once:
            self.headline(keyed(f"{self.prospector.busy.summary} · esc goes back meanwhile"))

    def show_research(self) -> None:
        """Show the newest lines of a research under way; called several times a second while it runs."""

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show other keys in the last line, for another state of the place."""
        self.query_one(KeyLine).show(keys)

    def action_help(self) -> None:
        """Show the help of this place."""
        from screens.modals.help import HelpBox

        self.app.push_screen(HelpBox(f"Help: {type(self).MODE.capitalize()}", self.HELP, type(self)))


class Ask(ModalScreen[T]):
    """A question over a place; `esc` leaves it without an answer (None)."""

    AUTO_FOCUS = "*"
    HELP: ClassVar[str] = ""
    """What `f1` shows over the keys; without one, what the class says of itself."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", id="ask.leave", show=False),
        Binding("f1,question_mark", "help", "Help for this question", id="ask.help", show=False),
    ]
    _owed: tuple[T | None] | None = None
    """The answer that was given while another question stood over this one."""
    _came: Sequence[tuple[events.Key, bool]] = ()
    """The last keys that came by here, and whether anything had the focus then."""

    @on(events.Mount)
    def show_own_keys(self) -> None:
        """Write the user's own keys into the edge of the box."""
        for box in self.query(".box"):
            if box.border_subtitle:
                box.border_subtitle = keyed(box.border_subtitle, self)

    def on_key(self, event: events.Key) -> None:
        """Keep the key, to tell it from one that was typed before the question stood here."""
        self._came = (*self._came[-_KEYS:], (event, self.focused is not None))

    def came(self, event: events.Key) -> bool | None:
        """Say whether anything had the focus when a key came by here; None: it never did."""
        return next((focused for one, focused in self._came if one is event), None)

    @property
    def prospector(self) -> ProspectorApp:
        """The app, typed."""
        return cast("ProspectorApp", self.app)

    @property
    def workspace(self) -> Workspace:
        """The open workspace."""
        return self.prospector.workspace

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close with `result`, once: a question that was left already has nothing more to close.

        Textual takes away whatever screen is in front. Where another question stands over this one, it goes first.
        """
        if not self._result_callbacks:
            return AwaitComplete()
        if not self.is_active:
            self._owed = (result,)
            return AwaitComplete()
        asked = self._result_callbacks[-1]
        if asked.future is not None and asked.future.done():
            asked.future = None  # whoever waited for the answer was given up
        return super().dismiss(result)

    def on_screen_resume(self) -> None:
        """Close with the answer that was given meanwhile."""
        if self._owed is not None:
            self.dismiss(self._owed[0])

    def action_leave(self) -> None:
        """Close without an answer."""
        self.dismiss(None)

    def action_help(self) -> None:
        """Show what is asked here, and every key that it listens to."""
        from screens.modals.help import HelpBox, about

        titles = [str(box.border_title) for box in self.query(".box") if box.border_title]
        self.app.push_screen(HelpBox(titles[0] if titles else "Help", self.HELP or about(type(self)), type(self)))
