"""Many at once: what the keys do while rows are marked, and what is asked before they all change."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from prospector.errors import ProspectorError
from screens.acts import AccountPlace
from screens.jobs import begin
from screens.widgets.marks import MarkTable

if TYPE_CHECKING:
    from prospector.pipeline.bulk import BulkResult, Change
    from screens.list_view import ListView
    from screens.modals.reason import Reason

_WAYS = (
    ("s", "sector", "set the sector of all"),
    ("f", "source", "set where they came from"),
    ("t", "horizon", "short- or long-term"),
    ("e", "explore", "judge apart as explorations, or no longer"),
    ("m", "bench", "to the bench"),
    ("l", "activate", "into free slots of the list"),
    ("x", "drop", "with a reason and a lesson"),
    ("z", "snooze", "put off to a day, with a reason"),
)


class ManyPlace(AccountPlace):
    """A list whose rows can be marked."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("E", "many", "Change all marked ones", id="list.many", show=False)]

    @property
    def view(self) -> ListView | None:
        """What is shown."""
        return None

    @property
    def marks(self) -> list[str]:
        """The marked accounts that are shown."""
        return self.query_one(MarkTable).marks

    def show_title(self) -> None:
        """Show the headline."""

    async def bench_one(self) -> None:
        """Send one company to the bench, or bring it back."""

    @on(MarkTable.Marked)
    def tell_marks(self, event: MarkTable.Marked) -> None:
        """Say how many are marked."""
        event.stop()
        self.show_title()

    # Keys that work on one company, or on all marked ones

    async def action_drop(self) -> None:
        """Drop one company, or all marked ones."""
        if self.marks:
            self._ask("drop")
        else:
            await super().action_drop()

    async def action_snooze(self) -> None:
        """Put one step off, or those of all marked ones."""
        if self.marks:
            self._ask("snooze")
        else:
            await super().action_snooze()

    async def action_horizon(self) -> None:
        """File one company, or all marked ones."""
        if self.marks:
            self._ask("horizon")
        else:
            await super().action_horizon()

    async def action_bench(self) -> None:
        """Send one company to the bench or back, or all marked ones."""
        if not self.marks:
            await self.bench_one()
            return
        places = {row.place for key in self.marks if self.view and (row := self.view.row_of(key))}
        self._ask("bench" if "active" in places else "activate")

    def action_many(self) -> None:
        """Ask what to do with all marked ones."""
        if not self.marks:
            self.prospector.say("Nothing is marked yet: space marks a row, V from the last mark to here")
            return
        from screens.modals.choose import ChooseBox, Way

        ways = [Way(key, act, meaning) for key, act, meaning in _WAYS]
        acts = {key: act for key, act, _ in _WAYS}
        self.app.push_screen(
            ChooseBox(f"{len(self.marks)} companies at once", "You see what changes before it does.", ways),
            lambda key: self._ask(acts[key]) if key else None,
        )

    # What an act still needs

    def _ask(self, act: str) -> None:
        asking: dict[str, Callable[[], None]] = {
            "sector": lambda: self._ask_line("sector", "Sector", "pumps"),
            "source": lambda: self._ask_line("source", "Source", "trade fair Lyon"),
            "horizon": self._ask_horizon,
            "explore": self._ask_explore,
            "drop": self._ask_drop,
            "snooze": self._ask_snooze,
        }
        asking.get(act, lambda: self._show(act))()

    def _ask_line(self, act: str, label: str, example: str) -> None:
        from screens.modals.line import LineBox

        box = LineBox(f"{label} of {len(self.marks)} companies", label, "", example=example)
        self.app.push_screen(box, lambda typed: self._show(act, typed) if typed else None)

    def _ask_horizon(self) -> None:
        from screens.modals.choose import ChooseBox, Way

        ways = [Way("s", "short-term", "a decision within two sales cycles"), Way("l", "long-term", "later than that")]
        box = ChooseBox(f"File {len(self.marks)} companies", "When is a decision expected?", ways)
        self.app.push_screen(box, lambda key: self._show("horizon", {"s": "short", "l": "long"}[key]) if key else None)

    def _ask_explore(self) -> None:
        from screens.modals.choose import ChooseBox, Way

        ways = [
            Way("a", "apart", "explorations enter no conversion rate"),
            Way("n", "no longer", "judged like the others"),
        ]
        box = ChooseBox(f"{len(self.marks)} companies", "Markets nobody has tried are judged apart.", ways)
        self.app.push_screen(box, lambda key: self._show("explore", {"a": "on", "n": "off"}[key]) if key else None)

    def _ask_drop(self) -> None:
        from screens.modals.reason import ReasonBox

        def answered(answer: Reason | None) -> None:
            if answer is not None:
                self._show("drop", "", answer.reason, answer.lesson)

        box = ReasonBox(f"Drop {len(self.marks)} companies", "Why are they not worth another try?", lesson=True)
        self.app.push_screen(box, answered)

    def _ask_snooze(self) -> None:
        from screens.modals.choose import ChooseBox, Way
        from screens.words import HARD_KEYS, SOFT_KEYS

        reasons = {**HARD_KEYS, **SOFT_KEYS}
        ways = [Way(key, said, "counted apart" if key in SOFT_KEYS else "") for key, (_, said) in reasons.items()]

        def chosen(key: str | None) -> None:
            if key:
                self._ask_until(reasons[key][0])

        self.app.push_screen(ChooseBox(f"Put {len(self.marks)} companies off", "Why not now?", ways), chosen)

    def _ask_until(self, code: str) -> None:
        from screens.modals.line import LineBox

        box = LineBox(f"Put {len(self.marks)} companies off", "Until", "5", example="5, 2 weeks, fri, 30 June")
        self.app.push_screen(box, lambda typed: self._show("snooze", typed, code) if typed else None)

    # Seeing it first, doing it then

    def _show(self, act: str, value: str = "", reason: str = "", lesson: str = "") -> None:
        from prospector.pipeline.bulk import Change

        begin(self, partial(self._preview, Change(act, value, reason, lesson), self.marks), group="act")

    async def _preview(self, change: Change, ids: list[str]) -> None:
        from screens.modals.bulk import BulkBox

        result = await self.ask(self.workspace.bulk.preview, ids, change)
        if result is None:
            return

        def answered(go_on: bool | None) -> None:  # noqa: FBT001 - what a box answers
            if go_on:
                begin(self, partial(self._apply, result), group="act")

        self.app.push_screen(BulkBox(result), answered)

    async def _apply(self, shown: BulkResult) -> None:
        try:
            done = await self.workspace.run(
                self.workspace.bulk.apply, [line.account_id for line in shown.lines], shown.change
            )
        except ProspectorError as error:
            self.prospector.say(error.sentence, severity="error")
            return
        self.query_one(MarkTable).unmark()
        self.reload()
        self.prospector.say(
            f"{done.changing} of {len(done.lines)} changed: {done.change.text} · u takes all back", seconds=6.0
        )
