"""From what a search found to the line of the account where it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from screens.app import ProspectorApp
    from screens.base import Place
    from screens.modals.jump import Spot
    from screens.widgets.table import Table

_PANES = {
    "person": "people", "evidence": "card", "understood": "card", "why now": "events", "touch": "events", "claim": "claims",
    "name": "brief", "domain": "brief", "why": "brief", "lesson": "brief", "complaint": "brief",
}  # fmt: skip
"""The pane of the account in which each kind of thing stands."""
_MEMORY = "account.at"


def open_found(app: ProspectorApp, spot: Spot) -> None:
    """Show the account of `spot`, the cursor on what was found."""
    if spot.where:
        app.remember(_MEMORY, f"{spot.where} {spot.key}")
    app.open_account(spot.account_id)


def go_to_found(place: Place, table: Callable[[str], Table], show: Callable[[str], None]) -> None:
    """Put the cursor on what was found, once; `table` gives the table of a pane, `show` brings a pane to the front."""
    where, _, key = place.prospector.memory.get(_MEMORY).rpartition(" ")
    if not key:
        return
    place.prospector.remember(_MEMORY, "")
    first = _PANES.get(where, "brief")
    panes = [first, *(one for one in dict.fromkeys(_PANES.values()) if one != first)]
    # A thing may stand elsewhere than where its kind usually does: a private note, evidence told in the timeline.
    pane = next((one for one in panes if table(one).select(key)), first)
    show(pane)
