"""Hand-overs and their clock: what waits too long, what came back and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from prospector.text import plural
from screens.audit import reading
from screens.plan_parts import Line, Part, empty, joined
from screens.show import fill, local_day, wrap

if TYPE_CHECKING:
    from prospector.model.qualification import HandOverRecord
    from prospector.workspace import Workspace

_NAME = 28
_MOST = 200
_NOTHING = (
    "Nothing was handed over yet: h on an account does it. Here stands who has a packet longer than the clock allows."
)


class HandOversPart(Part):
    """Packets between who develops leads and who closes them."""

    KEY = "hand_overs"
    LABEL = "Hand-overs"
    KEYS: ClassVar[Sequence[tuple[str, str]]] = (("enter", "account"), ("D", "period"), ("S", "sign"))

    rows: Sequence[HandOverRecord] = ()

    def read(self, workspace: Workspace) -> None:
        """Read what was offered, what is over its clock first."""
        every = workspace.hand_overs.listed()
        waiting = [one for one in every if one.state == "offered"]
        answered = [one for one in every if one.state != "offered"]
        self.rows = [
            *sorted(waiting, key=lambda one: (not one.late, one.offered_at)),
            *sorted(answered, key=lambda one: one.offered_at, reverse=True),
        ][:_MOST]

    @property
    def headline(self) -> Content:
        """Say what waits over the clock."""
        waiting = [one for one in self.rows if one.state == "offered"]
        late = sum(one.late for one in waiting)
        said = f"{plural(late, 'packet')} over the clock" if late else "no packet is over the clock"
        return Content.assemble((said, "bold $text-accent"), (f"   {len(waiting)} waiting", "$text-muted"))

    def lines(self, width: int) -> list[Line]:
        """Return a line for each."""
        if not self.rows:
            return [empty(_NOTHING, width)]
        room = max(8, min(_NAME, width - 56))
        return [
            (one.id, Content.assemble(
                (" △ " if one.late else " · ", "$text-warning" if one.late else "$text-muted"), fill(one.name, room),
                (f"{local_day(one.offered_at)}  ", "$text-muted"), fill(f"{one.given_by} to {one.given_to}", 18),
                fill(one.state, 10),
                f"{one.waiting_days:>3} d"))
            for one in self.rows
        ]  # fmt: skip

    def aside(self, key: str, width: int) -> Content:
        """Say the answer, or that there is none."""
        one = next((one for one in self.rows if one.id == key), None)
        if one is None:
            return Content("")
        code = one.reason_code.replace("_", " ")
        said = (
            f"{one.state}: {'; '.join(part for part in (code, one.reason) if part)}"
            if one.state != "offered"
            else "no answer yet"
        )
        later = f"comes back on {one.recycle_on}" if one.recycle_on else ""
        clock = f"{plural(one.waiting_days, 'working day')}{', longer than the clock allows' if one.late else ''}"
        return joined([Content(wrap(said, width)), Content(clock), Content(later)])

    def edit(self, key: str) -> None:
        """Open the account."""
        one = next((one for one in self.rows if one.id == key), None)
        if one is not None:
            reading(self.place).open_account(one.account_id)
