"""Moving an account from stage to stage: the stages on offer, what each still wants, and the way past a rule."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Label, OptionList, Static

from prospector.errors import ProspectorError
from prospector.model.account import AccountRecord
from prospector.model.qualification import StageMoveRecord, StageOffer
from prospector.model.touch import words
from screens.base import Ask
from screens.jobs import begin
from screens.show import clip, local_day
from screens.widgets.hint import Hint
from screens.widgets.picks import Picks

_STAGE = 13
_ROOM = 64


class StageBox(Ask[str | None]):
    """Moves the account; answers the stage it came to, None when it was left."""

    CSS_PATH = "forms.tcss"

    def __init__(self, record: AccountRecord, offers: Sequence[StageOffer], moves: Sequence[StageMoveRecord]) -> None:
        """Show the `offers` for `record`, and by which `moves` it came where it is."""
        super().__init__()
        self._record, self._offers, self._moves = record, offers, moves

    def compose(self) -> ComposeResult:
        """Lay out where it stands, the stages, the rule of the one under the cursor."""
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = Content(f"Stage of {self._record.name}")
            yield Label(Content(self._standing()), classes="question")
            yield Picks(id="stages")
            yield Static(id="rule", classes="question")
            yield Static(id="form-wrong")
            yield Hint("enter moves it there · esc leaves it where it is")

    def _standing(self) -> str:
        since = ""
        if self._moves:
            last = self._moves[0]
            since = (
                f", since {local_day(last.moved_at)[:10]} ({last.moved_by}{f': {last.reason}' if last.reason else ''})"
            )
        more = " · h hands it over" if self._record.stage == "qualified" else ""
        return f"It is {words(self._record.stage)}{since}{more}."

    def on_mount(self) -> None:
        """Show the stages."""
        self.query_one(Picks).show([(one.stage, _line(one)) for one in self._offers])

    @on(OptionList.OptionHighlighted)
    def show_rule(self, event: OptionList.OptionHighlighted) -> None:
        """Show the entry rule of the stage under the cursor."""
        self.query_one("#form-wrong", Static).update("")
        offer = self._offer(event.option.id)
        if offer is not None:
            missing = f"\nMissing: {'; '.join(offer.missing)}." if offer.missing else ""
            self.query_one("#rule", Static).update(
                Content.styled(f"{offer.rule[:1].upper()}{offer.rule[1:]}.{missing}", "$text-muted")
            )

    def _offer(self, stage: str | None) -> StageOffer | None:
        return next((one for one in self._offers if one.stage == stage), None)

    @on(OptionList.OptionSelected)
    def pick(self, event: OptionList.OptionSelected) -> None:
        """Move there, asking for a reason where one is needed."""
        event.stop()
        offer = self._offer(event.option.id)
        if offer is None:
            return
        if not offer.wants_reason or (offer.missing and not offer.bendable):
            self._go(offer, "")
            return
        from screens.modals.reason import Reason, ReasonBox

        question = "Why later, and when?" if offer.stage == "nurture" else "Why does it go back?"
        example = "new budget in spring" if offer.stage == "nurture" else "the need was ours, not theirs"

        def answered(answer: Reason | None) -> None:
            if answer is not None:
                self._go(offer, answer.reason)

        self.app.push_screen(ReasonBox(f"{words(offer.stage).capitalize()}", question, example=example), answered)

    def _go(self, offer: StageOffer, reason: str, *, override: bool = False) -> None:
        begin(self, partial(self._move, offer, reason, override=override), group="act", exclusive=True)

    async def _move(self, offer: StageOffer, reason: str, *, override: bool) -> None:
        move = partial(self.workspace.stages.move, self._record.id, offer.stage, reason, override=override)
        try:
            await self.workspace.run(move)
        except ProspectorError as error:
            self.query_one("#form-wrong", Static).update(Content(f"✗ {error.sentence}"))
            if offer.bendable and offer.missing and not override:
                from screens.modals.reason import ask_all_the_same

                ask_all_the_same(self, error.sentence, partial(self._go, offer, override=True))
            return
        self.dismiss(offer.stage)


def _line(offer: StageOffer) -> Content:
    if not offer.ahead:
        wants = "long-term care, with a reason" if offer.stage == "nurture" else "back, with a reason"
    else:
        wants = f"not yet: {', '.join(offer.missing)}" if offer.missing else "✓ nothing is missing"
    style = "$text-success" if offer.ahead and not offer.missing else "$text-muted"
    return Content.assemble(f" {words(offer.stage).ljust(_STAGE)}", (clip(wants, _ROOM - _STAGE), style))
