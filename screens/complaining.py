"""Complaining about the account in front, from every place that shows one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screens.base import Place

if TYPE_CHECKING:
    from textual.screen import Screen


async def complain(place: Screen[Any]) -> None:
    """Ask for the complaint, or show what stands open where no account is in front."""
    if not isinstance(place, Place) or not place.prospector.is_open:
        return
    app = place.prospector
    chosen = getattr(place, "chosen", "")
    if not chosen:
        from screens.modals.complaint import OpenComplaints

        found = await place.ask(place.workspace.complaints.all, only_open=True)
        if found is not None:
            app.push_screen(OpenComplaints(found))
        return
    from screens.modals.complaint import ComplaintBox

    record = await place.ask(place.workspace.account, chosen)
    if record is not None:
        app.push_screen(ComplaintBox(record), lambda told: app.say(told, seconds=6.0) if told else None)
