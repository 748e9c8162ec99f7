"""The end of a sitting: what was done in it, and when the next one is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from prospector.errors import ProspectorError
from prospector.text import plural
from screens.base import Ask
from screens.jobs import begin
from screens.modals.sitting import Ended
from screens.show import wrap
from screens.widgets.field import Field
from screens.widgets.hint import Hint

if TYPE_CHECKING:
    from prospector.model.sitting import ProtectedTime, SittingRecord, SittingSummary
    from prospector.outreach.today import Due

_ROOM, _FRAME = 66, 8


class SummaryBox(Ask[Ended | None]):
    """Shows what was done; answers the ended sitting, None when it goes on."""

    CSS_PATH: ClassVar = "forms.tcss"

    def __init__(self, record: SittingRecord) -> None:
        """Show the sitting `record`, which runs."""
        super().__init__()
        self._record = record

    def compose(self) -> ComposeResult:
        """Lay out the summary."""
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = f"Sitting {self._record.number}"
            yield Static(id="done", classes="question")
            yield Field("Note", id="note", example="mornings work better than afternoons", limit=500)
            yield Hint("enter ends the sitting · esc goes on with it")

    async def on_mount(self) -> None:
        """Read what was done."""
        sittings = self.workspace.sittings
        try:
            summary = await self.workspace.run(sittings.summary, self._record)
            protected = await self.workspace.run(sittings.protected)
            view = await self.workspace.run(self.workspace.today.view)
        except ProspectorError as error:
            self.query_one("#done", Static).update(Content(error.sentence))
            return
        steps = (*view.due, *view.coming, *view.after)
        self.query_one("#done", Static).update(self._told(summary, _following(protected, steps[0] if steps else None)))

    def _told(self, summary: SittingSummary, following: str) -> Content:
        from prospector.outreach.sittings_done import summary_lines

        room = min(_ROOM, self.app.size.width * 96 // 100 - _FRAME)
        first, *rest = summary_lines(summary)
        spent = (
            "It was never ended: no minutes are counted."
            if self._record.forgotten
            else f"{plural(self._record.minutes, 'minute')} of {self._record.planned_minutes}."
        )
        parts: list[str | tuple[str, str]] = [(wrap(f"{spent} {first}.", room), "bold")]
        parts += [f"\n{wrap(one, room, 2)}" for one in rest]
        if following:
            parts.append((f"\n{wrap(following, room, 2)}", "$text-muted"))
        return Content.assemble(*parts)

    @on(Input.Submitted)
    def end(self, event: Input.Submitted) -> None:
        """End the sitting."""
        event.stop()
        begin(self, self._end, group="act", exclusive=True)

    async def _end(self) -> None:
        field = self.query_one("#note", Field)
        try:
            ended, summary = await self.workspace.run(self.workspace.sittings.stop, field.value)
            protected = await self.workspace.run(self.workspace.sittings.protected)
        except ProspectorError as error:
            field.say(error.sentence, wrong=True)
            return
        from prospector.outreach.sittings_done import summary_lines

        following = f"next by the plan {protected.next_at:%a %d %b %H:%M} · " if protected.next_at else ""
        told = f"Sitting {ended.number} ended: {summary_lines(summary)[0]}\n{following}u takes it back"
        self.dismiss(Ended(told))


def _following(protected: ProtectedTime, first: Due | None) -> str:
    """Return when it goes on: by the plan's hours, else by the first act that is due."""
    if protected.next_at:
        return f"Next sitting by the plan: {protected.next_at:%a %d %b, %H:%M}"
    return f"Next act: {first.name}, {first.step.act}, {first.step.due:%a %d %b}" if first else ""
