"""The shortlist: companies side by side, pros and cons in half-lines, pair by pair until there is an order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from prospector.errors import ProspectorError
from screens.base import Ask
from screens.jobs import begin
from screens.modals.shortlist_view import empty, order_lines, shown_of, table
from screens.widgets.hint import Hint

if TYPE_CHECKING:
    from prospector.model.account import ListRow
    from prospector.pipeline.shortlist import ShortlistRecord

_LEAST = 2


class ShortlistBox(Ask[bool]):
    """Compares the accounts `ids`, or goes on with the shortlist that was left; answers whether anything was done."""

    AUTO_FOCUS = "#side"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h,left", "column(-1)", "The one to the left", id="shortlist.left", show=False),
        Binding("l,right,tab", "column(1)", "The one to the right", id="shortlist.right", show=False),
        Binding("enter", "prefer", "Prefer this one of the pair", id="shortlist.prefer", show=False),
        Binding("p,plus", "note('pros')", "What speaks for it", id="shortlist.pros", show=False),
        Binding("c,minus", "note('cons')", "What speaks against it", id="shortlist.cons", show=False),
        Binding("m", "swap_in", "Swap the best in", id="shortlist.swap", show=False),
        Binding("left_square_bracket", "other(1)", "The shortlist before", id="shortlist.before", show=False),
        Binding("right_square_bracket", "other(-1)", "The shortlist after", id="shortlist.after", show=False),
        Binding("u", "undo", "Undo", id="shortlist.undo", show=False),
        Binding("q", "leave", "Back", id="shortlist.leave", show=False),
    ]
    DEFAULT_CSS = """
    ShortlistBox #side { height: auto; max-height: 1fr; }
    ShortlistBox Static { height: auto; }
    ShortlistBox #keys { color: $text-muted; margin: 1 0 0 0; }
    """

    def __init__(self, ids: Sequence[str] = ()) -> None:
        """Compare the accounts `ids`."""
        super().__init__()
        self._ids = tuple(ids)
        self._record: ShortlistRecord | None = None
        self._rows: dict[str, ListRow] = {}
        self._at = 0
        self._done = False

    def compose(self) -> ComposeResult:
        """Lay out the columns, the order, the keys."""
        with VerticalScroll(classes="box -broad", can_focus=True, id="side") as box:
            box.border_title = "Shortlist"
            yield Static(id="columns")
            yield Static(id="order")
            yield Hint(id="keys")

    async def on_mount(self) -> None:
        """Begin, or go on."""
        if len(self._ids) == 1:
            self.prospector.say("A shortlist needs two: space marks another one")
        if len(self._ids) >= _LEAST:
            await self._try(partial(self.workspace.shortlists.begin, self._ids))
        await self._read("")

    async def _read(self, key: str) -> None:
        """Read the shortlist `key`; without one the newest that is not decided yet, else the newest."""
        every = await self.workspace.run(self.workspace.shortlists.every)
        chosen = next((one for one in every if one.id == key), None)
        chosen = chosen or next((one for one in every if one.ended_at is None), every[0] if every else None)
        self._record = chosen
        if chosen is not None:
            ids = [one.account_id for one in chosen.candidates]
            rows = await self.workspace.run(self.workspace.lists.of, ids)
            self._rows = {row.id: row for row in rows}
        self._draw()

    def on_resize(self) -> None:
        """Draw for the new width."""
        self._draw()

    def _draw(self) -> None:
        record, columns, order, keys = (
            self._record,
            *(self.query_one(f"#{one}", Static) for one in ("columns", "order", "keys")),
        )
        if record is None:
            columns.update(empty())
            keys.update(Content("esc goes back"))
            return
        shown = shown_of(record)
        self._at = min(self._at, len(shown) - 1)
        width = max(40, self.query_one("#side").content_region.width - 1)
        self.query_one("#side").border_title = Content(f"Shortlist: {record.title}")
        columns.update(
            table(shown, self._rows, self._at, width, pair=record.open_pairs[0] if record.open_pairs else ())
        )
        order.update(order_lines(record))
        keys.update(Content(
            "h l move · enter prefers · p for · c against · u undo · esc stops here"
            if record.open_pairs else "m puts the best on the list · [ ] other shortlists · u undo · esc back"
        ))  # fmt: skip

    def action_column(self, step: int) -> None:
        """Move to another company."""
        if self._record is not None:
            self._at = (self._at + step) % len(shown_of(self._record))
            self._draw()

    @property
    def _chosen(self) -> str:
        if self._record is None:
            return ""
        return shown_of(self._record)[self._at].account_id

    def action_prefer(self) -> None:
        """Ask why the company under the cursor is the better one of the pair that is asked."""
        record, key = self._record, self._chosen
        if record is None or not record.open_pairs:
            return
        pair = record.open_pairs[0]
        if key not in pair:
            self.prospector.say("That one is not asked now: the two with a ? are")
            return
        from screens.modals.line import LineBox

        names = {one.account_id: one.name for one in record.candidates}
        other = pair[0] if key == pair[1] else pair[1]
        box = LineBox(f"{names[key]} before {names[other]}", "Because", "", example="nearer, and their fleet is older")

        def answered(typed: str | None) -> None:
            if typed is not None:
                begin(self, partial(self._prefer, key, other, typed), group="shortlist")

        self.app.push_screen(box, answered)

    async def _prefer(self, winner: str, loser: str, reason: str) -> None:
        if self._record is None:
            return
        if await self._try(partial(self.workspace.shortlists.prefer, self._record.id, winner, loser, reason)):
            self._at = 0
            await self._read(self._record.id)

    def action_note(self, what: str) -> None:
        """Write a half-line for or against the company under the cursor."""
        record, key = self._record, self._chosen
        one = next((one for one in record.candidates if one.account_id == key), None) if record else None
        if one is None:
            return
        from screens.modals.line import LineBox

        def answered(typed: str | None) -> None:
            if typed is not None:
                begin(self, partial(self._note, key, what, typed), group="shortlist")

        label = "For" if what == "pros" else "Against"
        box = LineBox(
            one.name, label, getattr(one, what), example="knows us from the fair" if what == "pros" else "small"
        )
        self.app.push_screen(box, answered)

    async def _note(self, key: str, what: str, typed: str) -> None:
        if self._record is not None:
            await self._try(partial(self.workspace.shortlists.note, self._record.id, key, **{what: typed}))
            await self._read(self._record.id)

    def action_swap_in(self) -> None:
        """Put the best one that is not on the list into a slot."""
        record = self._record
        if record is None or record.ended_at is None:
            self.prospector.say("First decide the pairs: then the best one goes in")
            return
        waiting = [
            one for one in record.candidates if (row := self._rows.get(one.account_id)) and row.place != "active"
        ]
        if not waiting:
            self.prospector.say("All of them are on the list already")
            return
        begin(self, partial(self._swap_in, waiting[0].account_id, waiting[0].name), group="shortlist")

    async def _swap_in(self, key: str, name: str) -> None:
        active = await self.workspace.run(self.workspace.list_rows)
        if len(active) < self.workspace.naming.size:
            if await self._try(partial(self.workspace.naming.activate, key)):
                self.prospector.say(f"{name} is on the list · u takes it back")
        else:
            from screens.modals.swap import SwapBox

            chosen = await self.app.push_screen_wait(SwapBox(name, active))
            if chosen and await self._try(partial(self.workspace.naming.swap, chosen.out_id, key, chosen.reason)):
                self.prospector.say(f"{name} has the slot of {chosen.out_name} · u takes it back")
        await self._read(self._record.id if self._record else "")

    async def action_other(self, step: int) -> None:
        """Show an older or a newer shortlist."""
        keys = [one.id for one in await self.workspace.run(self.workspace.shortlists.every)]
        if self._record is not None and self._record.id in keys:
            self._at = 0
            await self._read(keys[max(0, min(len(keys) - 1, keys.index(self._record.id) + step))])

    async def action_undo(self) -> None:
        """Take the last act back."""
        if self._done:
            await self._try(self.workspace.undo)
            await self._read(self._record.id if self._record else "")
        else:
            self.prospector.say("Nothing was decided here yet")

    def action_leave(self) -> None:
        """Stop here; what was decided stays."""
        self.dismiss(self._done)

    async def _try(self, act: Callable[[], object]) -> bool:
        """Do an act off the event loop; say what is wrong with it, else that it was done."""
        try:
            await self.workspace.run(act)
        except ProspectorError as error:
            self.prospector.say(error.sentence, severity="error")
            return False
        self._done = True
        return True
