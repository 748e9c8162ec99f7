"""Twins: pairs of companies that may be one, side by side; one key answers, and the next pair is there at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from prospector.errors import ProspectorError
from prospector.text import plural
from screens import places, twins_keys, twins_view
from screens.base import Place
from screens.jobs import begin
from screens.show import clip
from screens.twins_round import LATER, SAME, Round
from screens.widgets.rows import BLANK, Column, Row, heading, note
from screens.widgets.table import Table

if TYPE_CHECKING:
    from prospector.identity.merging import Merged, MergePreview
    from prospector.pipeline.review import Question

COLUMNS = (Column("company", 24, grow=1, most=50), Column("merged into it", 24, grow=1))
LOOKING = "Looking for companies that are here twice …"
_MERGED_KEYS = (
    ("x", "take the merge back"),
    ("enter", "open"),
    ("M", "back to the pairs"),
    ("u", "undo"),
    ("?", "help"),
)
_EMPTY_KEYS = (("n", "name"), ("M", "what was merged"), ("u", "undo"), ("?", "help"), (":", "commands"))


class TwinsScreen(Place):
    """The review queue, or with `M` what was merged."""

    MODE = places.TWINS
    CSS_PATH = "twins.tcss"
    KEYS: ClassVar[Sequence[tuple[str, str]]] = (
        ("=", "same"), ("~", "related"), ("-", "different"), ("z", "later"), ("enter", "preview"), ("s", "swap"),
        ("u", "undo"), ("?", "help"),
    )  # fmt: skip
    HELP = twins_keys.HELP
    BINDINGS: ClassVar[list[BindingType]] = list(twins_keys.BINDINGS)

    def __init__(self) -> None:
        """Begin with nothing read."""
        super().__init__()
        self._round = Round()
        self._reading: twins_view.Reading | None = None
        self._merged: Sequence[Merged] | None = None
        self._given = 0
        """How many answers were given: a reading begun before the newest one is out of date."""
        self._jump = False

    def body(self) -> ComposeResult:
        """Lay out the reasons, the two records, and the line about the last answer."""
        yield Static(id="why")
        yield VerticalScroll(Static(Content(LOOKING), id="sides"), id="pair", can_focus=False)
        yield Table(COLUMNS, id="merged")
        yield Static(id="coming")
        yield Static(id="last")

    @property
    def _table(self) -> Table:
        return self.query_one("#merged", Table)

    @property
    def shows_merged(self) -> bool:
        """Whether the merged ones are in front."""
        return self.has_class("-merged")

    # Reading

    async def refresh_data(self) -> None:
        """Read anew; a pair whose answer was taken back comes to hand."""
        self._jump = True
        await self._read()

    async def _read(self) -> None:
        if self._reading is None:
            self.headline(Content.styled("Twins", "bold"))
        reading = None
        while reading is None:
            given = self._given
            reading = await self.ask(twins_view.read, self.workspace, twins_view.LIMIT + self._round.put_off)
            if reading is None:
                return
            if given != self._given:
                reading = None
        self._reading = reading
        if self._round.take(reading.questions, reading.later, jump=self._jump):
            self._tell_last("")
        self._jump = False
        if self.shows_merged:
            await self._read_merged()
        self._draw()

    def _reread(self) -> None:
        begin(self, self._read, group="refresh", exclusive=True)

    async def _read_merged(self) -> None:
        found = await self.ask(self.workspace.merging.merges)
        if found is not None:
            self._merged = found

    # Showing

    def _draw(self) -> None:
        if self.shows_merged:
            self._draw_merged()
            return
        reading, question = self._reading, self._round.current
        if reading is None:
            return
        self.set_class(question is None, "-empty")
        self.show_keys(_EMPTY_KEYS if question is None else self.KEYS)
        self.headline(twins_view.headline(self._round))
        sides = self.query_one("#sides", Static)
        if question is None:
            sides.update(twins_view.finished(self._round))
            return
        width, height = self.size
        self.query_one("#why", Static).update(twins_view.reasons(question, width - 2))
        sides.update(twins_view.comparison(question, reading.rows, reading.now, (width - 3, height)))
        self.query_one("#coming", Static).update(twins_view.coming(self._round, (width - 2, height)))

    def _draw_merged(self) -> None:
        found = self._merged
        self.show_keys(_MERGED_KEYS)
        if found is None:
            self.headline(Content.styled("Merged", "bold"))
            self._table.show([note("Looking …")])
            return
        counted = plural(len(found), "company was", "companies were")
        self.headline(Content.styled(f"{counted} merged into others" if found else "Merged", "bold"))
        rows = [Row(one.member, (one.root_name, one.member_name)) for one in found]
        self._table.show(rows or _nothing_merged())

    def on_resize(self) -> None:
        """Break the lines anew."""
        self.call_after_refresh(self._draw)

    def _tell_last(self, text: str) -> None:
        self.query_one("#last", Static).update(Content(clip(text, max(0, self.size.width - 2))))

    # Answering

    def action_answer(self, given: str) -> None:
        """Answer the pair at hand and show the next one."""
        question = self._at_hand()
        if question is not None:
            self._answer(question, given, {})

    def _at_hand(self) -> Question | None:
        return None if self.shows_merged else self._round.current

    def _answer(self, question: Question, given: str, choices: Mapping[str, str]) -> None:
        self._given += 1
        self._round.answer(question, given)
        pair = f"{question.left_name} and {question.right_name}"
        told = f"Put off: {pair}" if given == LATER else f"{given.capitalize()}: {pair}"
        # A merge is told by a toast as soon as it is written.
        self._tell_last("" if given == SAME else f"{told} · u takes it back")
        self.query_one("#pair").scroll_home(animate=False)
        self._draw()
        begin(self, partial(self._write, question, given, choices), group="answer")
        # A merge changes what is compared of the one that stays; at the end there may be more than was read at once.
        if given == SAME or not self._round.questions:
            self._reread()

    async def _write(self, question: Question, given: str, choices: Mapping[str, str]) -> None:
        try:
            await self.workspace.run(
                self.workspace.review.answer, question.left, question.right, given, choices=choices
            )
        except ProspectorError as error:
            self.prospector.say(error.sentence[:1].upper() + error.sentence[1:], severity="warning", seconds=6.0)
            self._tell_last("")
            self._round.refuse(question)
            self.reload()
            return
        if given == SAME:
            told = f"Merged {question.right_name} into {question.left_name} · u takes it back"
            self.prospector.say(told, seconds=6.0)

    def action_preview(self) -> None:
        """Show field by field what a merge keeps; at the end of the round, the pairs that were put off."""
        question = self._at_hand()
        if question is not None:
            begin(self, partial(self._preview, question), group="preview", exclusive=True)
        elif self.shows_merged:
            self._table.action_open()
        elif self._round.put_off:
            self._round.bring_back()
            self._tell_last("")
            self._draw()

    async def _preview(self, question: Question) -> None:
        preview = await self.ask(self.workspace.merging.preview, question.left, question.right)
        if preview is not None:
            self._show_preview(question, preview)

    def _show_preview(self, question: Question, preview: MergePreview) -> None:
        from screens.modals.merge import MergeBox

        def answered(choices: Mapping[str, str] | None) -> None:
            if choices is not None:
                self._answer(question, SAME, choices)

        self.app.push_screen(MergeBox(preview), answered)

    def action_swap(self) -> None:
        """Let the other side stay."""
        if self._at_hand() is not None:
            self._round.swap()
            self._draw()

    def action_step(self, by: int) -> None:
        """Go to another pair without answering."""
        if self._at_hand() is not None and self._round.step(by):
            self.query_one("#pair").scroll_home(animate=False)
            self._draw()

    def action_scroll(self, direction: int) -> None:
        """Scroll a pair that is longer than the screen."""
        pair = self.query_one("#pair")
        pair.scroll_relative(y=direction * max(1, pair.size.height // 2), animate=False)

    # What was merged

    def action_merged(self) -> None:
        """Show what was merged, or the pairs again."""
        showing = not self.shows_merged
        self.set_class(showing, "-merged")
        self._tell_last("")
        if showing:
            self._merged = None
            self._table.focus()
        else:
            self.set_focus(None)
        self._draw()
        if self._reading is not None:
            self._reread()

    def action_unmerge(self) -> None:
        """Take the merge under the cursor back."""
        one = next((one for one in self._merged or () if one.member == self._table.key), None)
        if self.shows_merged and one is not None:
            begin(self, partial(self._unmerge, one), group="answer")

    async def _unmerge(self, one: Merged) -> None:
        result = await self.ask(self.workspace.merging.unmerge, one.member)
        if result is not None:
            severity = "warning" if result.kept else "information"
            self.prospector.say(twins_view.unmerged(one, result), severity=severity, seconds=6.0)
            if len(stays := twins_view.stays(result)) > 1:
                from screens.modals.facts import FactsBox

                self.app.push_screen(FactsBox(f"{one.member_name}: done since the merge, and it stays", stays))
        self.reload()

    def on_table_opened(self, event: Table.Opened) -> None:
        """Open the account that the merged one is read through."""
        event.stop()
        one = next((one for one in self._merged or () if one.member == event.key), None)
        if one is not None:
            self.prospector.open_account(one.root)

    def action_back(self) -> None:
        """Back from what was merged to the pairs, else to Today."""
        if self.shows_merged:
            self.action_merged()
        else:
            self.prospector.back()


def _nothing_merged() -> Sequence[Row]:
    return [
        heading("Nothing was merged here"),
        note("Companies that you answered with = stand here;"),
        note("x takes such a merge back at any time."),
        note("What `prospect merge` joined is taken back by `prospect unmerge NAME`."),
        BLANK,
        note("M   back to the pairs"),
    ]
