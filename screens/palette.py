"""What the command palette offers: the acts of the app and of the place in front, and every company."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from prospector.model.account import PLACES as TARGET_PLACES
from prospector.model.account import ListRow
from screens.base import Place
from screens.places import PLACES

if TYPE_CHECKING:
    from screens.app import ProspectorApp


class Commands(Provider):
    """Acts first, companies below."""

    def __init__(self, screen: Place, match_style: object = None) -> None:
        """Serve `screen`."""
        super().__init__(screen, match_style)  # type: ignore[arg-type]
        self._rows: list[ListRow] = []

    @property
    def _prospector(self) -> ProspectorApp:
        return cast("ProspectorApp", self.app)

    async def startup(self) -> None:
        """Read the companies once."""
        if self._prospector.is_open:
            workspace = self._prospector.workspace
            self._rows = await workspace.run(workspace.list_rows, places=TARGET_PLACES)

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
        for row in self._rows:
            if (score := matcher.match(row.name)) > 0:
                where = f"slot {row.slot}" if row.slot else row.place
                told = " · ".join(part for part in (where, row.domain) if part)
                yield Hit(
                    score, Content(f"Open {row.name}"), partial(self._prospector.open_account, row.id), text=row.name,
                    help=told,
                )  # fmt: skip

    def _acts(self) -> list[tuple[str, str, str]]:
        go = [(f"Go: {one.label}", f"app.go('{one.mode}')", f"key {one.key}") for one in PLACES]
        here = self.screen.acts() if isinstance(self.screen, Place) else []
        return [*here, *go, *_EVERYWHERE]

    async def _run(self, action: str) -> None:
        await self.screen.run_action(action)


_EVERYWHERE = [
    ("Go: Find anything", "app.jump", "key f: companies, people, notes, claims, lessons"),
    ("Act: Complain about a lead or its source", "app.complain", "key C"),
    ("Act: Suggest companies like yours", "app.suggest", "from open sources, by what they share"),
    ("Sitting: Begin, or end with a summary", "app.sitting", "key T"),
    ("Sitting: Promise something for next week", "app.sitting('promise')", "proposed from the dues"),
    ("Sitting: Answer promises", "app.sitting('answer')", "kept, partly or missed"),
    ("Sitting: Calendar file (ics)", "app.sitting('calendar')", "protected hours and dues"),
    ("Act: Undo the last act", "app.undo", "key u"),
    ("Act: Redo", "app.redo", "key ctrl+r"),
    ("App: Light or dark", "app.change_look", "swap the two themes"),
    ("App: Quit", "app.quit", "key ctrl+q"),
]
