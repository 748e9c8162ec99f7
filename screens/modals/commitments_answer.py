"""What became of a promise: kept, partly or missed, beside what the log counts of it."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from prospector.errors import ProspectorError
from prospector.model.sitting import ANSWERS, CommitmentRecord
from screens.base import Ask
from screens.jobs import begin
from screens.show import clip
from screens.widgets.choice import Choice
from screens.widgets.field import Field
from screens.widgets.hint import Hint

_SHOWN, _FRAME = 6, 8


class AnswerBox(Ask[str | None]):
    """Asks whether a promise was kept; answers the sentence about it, None when it was left open."""

    AUTO_FOCUS = "Choice"
    CSS_PATH: ClassVar = "forms.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer", "Answer", id="answer.answer", show=False),
        *(
            Binding(word[0], f"choose('{word}')", word.capitalize(), id=f"answer.{word}", show=False)
            for word in ANSWERS
        ),
    ]

    def __init__(self, record: CommitmentRecord, more: int = 0) -> None:
        """Ask about `record`; `more` promises wait after it."""
        super().__init__()
        self._record = record
        self._more = more

    def compose(self) -> ComposeResult:
        """Lay out the promise, its proof and the answers."""
        record, done, number = self._record, self._record.done, self._record.number or 0
        likely = "kept" if done is not None and done >= number else "partly" if done else "missed"
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = f"Promised for {record.week}"
            yield Static(id="promise", classes="question")
            yield Static(id="proof", classes="question")
            yield Choice("Answer", ANSWERS, id="answer", value=likely)
            yield Field("Because", id="note", example="two days ill; or the proof that the log lacks", limit=500)
            after = f", then {self._more} more" if self._more else ""
            keys = f"k p m choose · tab adds a line · enter answers{after} · esc later"
            yield Hint(keys)

    async def on_mount(self) -> None:
        """Show what the log says of it."""
        from prospector.outreach.sittings_opening import promised

        record = self._record
        said = "nothing counts it" if record.done is None else f"the log counts {record.done}"
        self.query_one("#promise", Static).update(
            Content.assemble((promised(record), "bold"), (f" · {said}", "$text-muted"))
        )
        proof = await self.workspace.run(self.workspace.commitments.proof, record)
        width = min(66, self.app.size.width * 96 // 100 - _FRAME)
        lines = [clip(one, width) for one in proof[-_SHOWN:]]
        if len(proof) > _SHOWN:
            lines.insert(0, f"… and {len(proof) - _SHOWN} before")
        self.query_one("#proof", Static).update(Content.styled("\n".join(lines), "$text-muted"))
        self.query_one("#proof", Static).display = bool(lines)

    def action_choose(self, word: str) -> None:
        """Choose an answer by its letter."""
        self.query_one(Choice).value = word

    def action_answer(self) -> None:
        """Answer."""
        begin(self, self._answer, group="act", exclusive=True)

    @on(Input.Submitted)
    def answer_from_field(self, event: Input.Submitted) -> None:
        """Answer."""
        event.stop()
        self.action_answer()

    async def _answer(self) -> None:
        field, word = self.query_one("#note", Field), self.query_one(Choice).value
        try:
            await self.workspace.run(self.workspace.commitments.answer, self._record.id, word, field.value)
        except ProspectorError as error:
            field.say(error.sentence, wrong=True)
            field.take_focus()
            return
        self.dismiss(f"Answered: {word} · u takes it back")
