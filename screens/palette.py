"""The command palette, and what it offers: the acts of the app and of the place in front, and every company."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, cast

from textual import on
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets import Input
from textual.worker import Worker

from screens.base import Place
from screens.keyed import keyed
from screens.places import PLACES

if TYPE_CHECKING:
    from screens.app import ProspectorApp


class Palette(CommandPalette):
    """The palette, in which Enter means what is typed, not what the list still shows of the letters before."""

    _entered = False

    @property
    def _searching(self) -> bool:
        return any(one.node is self and not one.is_finished for one in self.workers)

    @on(Input.Changed)
    def _go_on(self) -> None:
        self._entered = False

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        """Wait for the search of what is typed before its first hit is taken."""
        if self._searching:
            event.prevent_default()
            event.stop()
            self._entered = True

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Take the first hit when the search that Enter waits for has ended."""
        if self._entered and event.worker.node is self and not self._searching:
            self._entered = False
            self._select_or_command()


class Commands(Provider):
    """Acts first, companies below."""

    @property
    def _prospector(self) -> ProspectorApp:
        return cast("ProspectorApp", self.app)

    async def discover(self) -> Hits:
        """Offer the acts before anything is typed."""
        for title, action, text in self._acts():
            yield DiscoveryHit(Content(title), partial(self._run, action), text=title, help=text)

    async def search(self, query: str) -> Hits:
        """Offer acts and companies that match what was typed."""
        matcher = self.matcher(query)
        for title, action, text in self._acts():
            if (score := matcher.match(title)) > 0:
                yield Hit(score, Content(title), partial(self._run, action), text=title, help=text)
        if not self._prospector.is_open:
            return
        workspace, opened = self._prospector.workspace, set()
        for hit in await workspace.run(workspace.search, query, _MOST):
            if hit.where in ("name", "domain") and hit.account_id not in opened:
                opened.add(hit.account_id)
                told = f"by its {hit.where}" + ("" if hit.text == hit.name else f" {hit.text}")
                show = partial(self._prospector.open_account, hit.account_id)
                # Acts come first; companies in the order of the search.
                yield Hit(_FIRST / (len(opened) + 1), Content(f"Open {hit.name}"), show, text=hit.name, help=told)

    def _acts(self) -> list[tuple[str, str, str]]:
        go = [(f"Go: {one.label}", f"app.go('{one.mode}')", f"key {one.key}") for one in PLACES]
        here = self.screen.acts() if isinstance(self.screen, Place) else []
        return [(title, action, keyed(told)) for title, action, told in (*here, *go, *_EVERYWHERE)]

    async def _run(self, action: str) -> None:
        module, _, box = action.partition(":")
        if not box:
            await self.screen.run_action(action)
        elif self._prospector.is_open:
            self._prospector.push_screen(getattr(import_module(module), box)(), lambda _: self._prospector.reload())


_MOST, _FIRST = 30, 0.5
"""Companies that are offered, and the score of the best of them."""
_EVERYWHERE = [
    ("Go: Find anything", "app.jump", "key f: companies, people, notes, claims, lessons"),
    ("Act: Complain about a lead or its source", "app.complain", "key C"),
    ("Act: Suggest companies like yours", "app.suggest", "from open sources, by what they share"),
    ("Sitting: Begin, or end with a summary", "app.sitting", "key T"),
    ("Sitting: Promise something for next week", "app.sitting('promise')", "proposed from the dues"),
    ("Sitting: Answer promises", "app.sitting('answer')", "kept, partly or missed"),
    ("Sitting: Calendar file (ics)", "app.sitting('calendar')", "protected hours and dues"),
    (
        "Act: Shortlist: side by side, pair by pair",
        "screens.modals.shortlist:ShortlistBox",
        "goes on with the last one",
    ),
    ("Act: Inbox: judge raw names", "screens.modals.triage:TriageBox", "keep, nurture or drop with one key each"),
    ("Data: Import, export, backup, doctor, log, sieve", "app.go('data')", "key 9, then left and right"),
    ("Act: Undo the last act", "app.undo", "key u"),
    ("Act: Redo", "app.redo", "key ctrl+r"),
    ("App: Messages of this session", "app.said", "key f2"),
    ("App: Help for this place", "screen.help", "key ?"),
    ("Look: Dark theme", "app.look('dark')", "kept for the next start"),
    ("Look: Light theme", "app.look('light')", "kept for the next start"),
    ("Look: High contrast", "app.look('contrast')", "white on black, contrast 7 and more; kept for the next start"),
    ("App: Quit", "app.quit", "key ctrl+q"),
]
