"""A full list takes nobody in silence: who goes to the bench for whom, and why."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from prospector.model.account import ListRow
from screens.jobs import begin

if TYPE_CHECKING:
    from screens.base import Place
    from screens.modals.swap import Swapped


def ask_swap(place: Place, in_id: str, in_name: str, active: Sequence[ListRow]) -> None:
    """Ask which of the `active` targets gives up its slot to `in_id`, and do it with the reason."""
    from screens.modals.swap import SwapBox

    async def swap(chosen: Swapped) -> None:
        if await place.act(place.workspace.naming.swap, chosen.out_id, in_id, chosen.reason):
            place.prospector.say(
                f"{in_name} has the slot of {chosen.out_name}, which waits on the bench · u takes it back"
            )

    def answered(chosen: Swapped | None) -> None:
        if chosen is not None:
            begin(place, partial(swap, chosen), group="act")

    place.app.push_screen(SwapBox(in_name, active), answered)
