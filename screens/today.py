"""Today: how many were never touched, what to do next and why, what is due, what comes."""

from __future__ import annotations

from screens import places
from screens.base import Place


class TodayScreen(Place):
    """The day of the rep."""

    MODE = places.TODAY

    async def refresh_data(self) -> None:
        """Read the day anew."""
        view = await self.ask(self.workspace.today.view)
        if view is not None:
            self.headline(f"{view.never_touched} of {view.active} never touched")
