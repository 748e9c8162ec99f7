"""What is promised for next week: proposed from the dues, each number editable, signed with enter."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from prospector.errors import ProspectorError
from prospector.model.sitting import MEASURES, Proposal, counted
from prospector.text import plural
from screens.base import Ask
from screens.jobs import begin
from screens.show import clip
from screens.widgets.field import Field
from screens.widgets.hint import Hint
from screens.widgets.picks import Picks

_NUMBER, _WHAT, _FRAME = 5, 20, 8
_MOST = 500
_UNDER_TEN = 10
_KEYS = """digits set a number · ← → one less, one more · x none of it
tab to your own words · enter signs · esc promises nothing"""


class CommitmentsBox(Ask[str | None]):
    """Asks what to promise; answers the sentence about it, None when nothing was signed."""

    AUTO_FOCUS = "Picks"
    CSS_PATH: ClassVar = "forms.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l,plus", "more(1)", "One more", id="promise.more", show=False),
        Binding("left,h,minus", "more(-1)", "One less", id="promise.less", show=False),
        Binding("backspace", "shorten", "Take a digit away", id="promise.shorten", show=False),
        Binding("x,space", "take_out", "Promise none of it", id="promise.none", show=False),
    ]

    def __init__(self) -> None:
        """Begin with nothing read."""
        super().__init__()
        self._proposals: list[Proposal] = []
        self._typing = ""

    def compose(self) -> ComposeResult:
        """Lay out the promises."""
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = "Promises for next week"
            yield Static(id="about", classes="question")
            yield Picks(id="promises")
            yield Field("In your words", id="own", example="call the two with a cleared hurry", limit=300)
            yield Static(id="form-wrong")
            yield Hint(_KEYS)

    async def on_mount(self) -> None:
        """Read what the dues suggest and what is signed already."""
        try:
            self._proposals = await self.workspace.run(self.workspace.commitments.sheet)
        except ProspectorError as error:
            self.query_one("#form-wrong", Static).update(Content(f"✗ {error.sentence}"))
            return
        said = self.prospector.hints.text("promise") or "Proposed from what will be due."
        self.query_one("#about", Static).update(Content.styled(said, "$text-muted"))
        self._draw()

    def _draw(self) -> None:
        room = min(66, self.app.size.width * 96 // 100 - _FRAME) - _NUMBER - _WHAT - 3
        lines = []
        for one in self._proposals:
            number = str(one.number) if one.number else "·"
            style = "bold $text-accent" if one.number else "$text-muted"
            lines.append(
                (
                    one.measure,
                    Content.assemble(
                        " ", (number.rjust(_NUMBER - 2) + "  ", style), MEASURES[one.measure].ljust(_WHAT),
                        (clip(one.because, room), "$text-muted"),
                    ),
                )
            )  # fmt: skip
        self.query_one(Picks).show(lines)

    def on_key(self, event: events.Key) -> None:
        """Take a digit of the number under the cursor."""
        if isinstance(self.focused, Picks) and event.character and event.character in "0123456789":
            event.stop()
            self._typing = (self._typing + event.character).lstrip("0")
            self._put(int(self._typing or "0"))
        elif event.key in ("up", "down", "j", "k", "tab"):
            self._typing = ""

    def action_more(self, by: int) -> None:
        """Promise one more, or one less."""
        self._typing = ""
        self._put(self._chosen + by)

    def action_shorten(self) -> None:
        """Take the last digit away."""
        self._typing = str(self._chosen // 10) if self._chosen >= _UNDER_TEN else ""
        self._put(int(self._typing or "0"))

    def action_take_out(self) -> None:
        """Promise none of it."""
        self._typing = ""
        self._put(0)

    @property
    def _chosen(self) -> int:
        key = self.query_one(Picks).key
        return next((one.number or 0 for one in self._proposals if one.measure == key), 0)

    def _put(self, number: int) -> None:
        key = self.query_one(Picks).key
        # What is signed may be changed until the week begins, but not be taken back without a word: undo does that.
        self._proposals = [
            replace(one, number=max(int(one.signed), min(_MOST, number))) if one.measure == key else one
            for one in self._proposals
        ]
        self._draw()

    @on(OptionList.OptionSelected)
    def sign_from_list(self, event: OptionList.OptionSelected) -> None:
        """Sign."""
        event.stop()
        self._begin()

    @on(Input.Submitted)
    def sign_from_field(self, event: Input.Submitted) -> None:
        """Sign."""
        event.stop()
        self._begin()

    def _begin(self) -> None:
        begin(self, self._sign, group="act", exclusive=True)

    async def _sign(self) -> None:
        own = self.query_one("#own", Field).value.strip()
        wanted = [one for one in self._proposals if one.number]
        wanted += [Proposal("free", None, own)] if own else []
        try:
            stand = await self.workspace.run(self.workspace.commitments.sign, wanted)
        except ProspectorError as error:
            self.query_one("#form-wrong", Static).update(Content(f"✗ {error.sentence}"))
            return
        said = ", ".join(one.said or counted(one.measure, one.number) for one in wanted[:3])
        self.dismiss(f"Signed {plural(stand, 'promise')} for next week: {said} · u takes it back")
