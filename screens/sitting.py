"""The sitting as the app runs it: begun and ended by one key, its clock at the top of every place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from prospector.errors import ProspectorError
from prospector.text import plural
from screens.jobs import begin

if TYPE_CHECKING:
    from textual.timer import Timer

    from prospector.model.sitting import CommitmentRecord, ProtectedTime, SittingRecord
    from screens.app import ProspectorApp
    from screens.modals.sitting import Ended

TICK = 10.0
"""Seconds between two looks at the clock."""
WIDE = 100
"""Cells from which the protected minutes stand beside the clock."""


class SittingDesk:
    """The sitting that runs, if one does."""

    def __init__(self, app: ProspectorApp) -> None:
        """Work for `app`."""
        self._app = app
        self._timer: Timer | None = None
        self.record: SittingRecord | None = None
        """The sitting that runs."""
        self.fresh = False
        """It was begun just now: Today puts the cursor on the first act."""
        self._protected: ProtectedTime | None = None

    @property
    def running(self) -> bool:
        """Whether a sitting runs; one that was forgotten waits to be ended and shows no clock."""
        return self.record is not None and not self.record.forgotten

    @property
    def clock(self) -> str:
        """The clock for the top line, empty while no sitting runs."""
        if self.record is None:
            return ""
        if self.record.forgotten:
            return f"sitting {self.record.number} not ended: T"
        over = "!" if self.record.minutes > self.record.planned_minutes else ""
        said = f"◷ {self.record.minutes} of {self.record.planned_minutes} min{over}"
        left = self._protected.left if self._protected else None
        return f"{said} · {left} min protected" if left is not None and self._app.size.width >= WIDE else said

    @property
    def protected(self) -> str:
        """The protected time that is left while a sitting runs, in words; empty outside of protected hours."""
        left = self._protected.left if self.running and self._protected else None
        return "" if left is None else f"{plural(left, 'minute')} left of the hours the plan protects"

    async def read(self) -> None:
        """Read whether a sitting runs, and let the clock tick while one does."""
        workspace = self._app.workspace
        self.record = await workspace.run(workspace.sittings.running)
        self._protected = await workspace.run(workspace.sittings.protected) if self.record else None
        if self.record is None and self._timer is not None:
            self._timer.stop()
            self._timer = None
        elif self.record is not None and self._timer is None:
            self._timer = self._app.set_interval(TICK, self._tick)

    def _tick(self) -> None:
        begin(self._app, self._read_clock, group="clock", exclusive=True, exit_on_error=False)

    async def _read_clock(self) -> None:
        await self.read()
        self._app.show_status()

    # Beginning and ending

    def act(self, what: str) -> None:
        """Do `turn`, `promise`, `answer` or `calendar`, for keys and the palette."""
        acts: dict[str, Callable[[], None]] = {
            "turn": self.turn, "promise": self.promise, "answer": self.answer_all, "calendar": self.calendar,
        }  # fmt: skip
        acts[what]()

    def turn(self) -> None:
        """Ask to begin a sitting, or to end the one that runs."""
        begin(self._app, self._turn, group="sitting", exclusive=True)

    async def _turn(self) -> None:
        try:
            await self.read()
        except ProspectorError as error:
            self._refused(error)
            return
        if self.record is None:
            from screens.modals.sitting import OpeningBox

            self._app.push_screen(OpeningBox(), self._opened)
        else:
            from screens.modals.summary import SummaryBox

            self._app.push_screen(SummaryBox(self.record), self._ended)

    def _opened(self, minutes: int | None) -> None:
        if minutes:
            begin(self._app, partial(self._start, minutes), group="sitting", exclusive=True)

    async def _start(self, minutes: int) -> None:
        workspace = self._app.workspace
        try:
            record = await workspace.run(workspace.sittings.start, minutes)
            waiting = await workspace.run(workspace.commitments.unanswered)
        except ProspectorError as error:
            self._refused(error)
            self._app.reload()
            return
        await self.read()
        self.fresh = True
        self._app.hints.used("sitting")
        self._app.say(f"Sitting {record.number} runs: {minutes} minutes · T ends it")
        self._app.go("today")
        self._app.reload()
        if waiting:
            self.answer(waiting)

    def answer_all(self) -> None:
        """Ask what became of the promises of weeks that are over."""
        begin(self._app, self._answer_all, group="sitting", exclusive=True)

    async def _answer_all(self) -> None:
        try:
            waiting = await self._app.workspace.run(self._app.workspace.commitments.unanswered)
        except ProspectorError as error:
            self._refused(error)
            return
        if waiting:
            self.answer(waiting)
        else:
            self._app.say("No promise waits for an answer")

    def answer(self, waiting: list[CommitmentRecord]) -> None:
        """Ask, one after the other, what became of promises."""
        from screens.modals.commitments_answer import AnswerBox

        first, rest = waiting[0], waiting[1:]

        def answered(said: str | None) -> None:
            if said is None:
                return
            self._app.reload()
            if rest:
                self.answer(rest)
            else:
                self._app.say(said)

        self._app.push_screen(AnswerBox(first, len(rest)), answered)

    def _ended(self, ended: Ended | None) -> None:
        if ended is None:
            return
        self._app.say(ended.told, seconds=6.0)
        self._tick()
        self._app.reload()
        self.promise()

    def promise(self) -> None:
        """Show what could be promised for next week."""
        from screens.modals.commitments import CommitmentsBox

        def signed(said: str | None) -> None:
            if said:
                self._app.hints.used("promise")
                self._app.say(said, seconds=6.0)
                self._app.reload()

        self._app.push_screen(CommitmentsBox(), signed)

    def calendar(self) -> None:
        """Ask for a file and write the protected hours and the dues into it."""
        from screens.modals.line import LineBox

        box = LineBox("Calendar file", "File", str(Path.home() / "prospector.ics"), example="prospector.ics")
        self._app.push_screen(box, self._write_calendar)

    def _write_calendar(self, typed: str | None) -> None:
        if typed and typed.strip():
            begin(self._app, partial(self._write, Path(typed.strip()).expanduser()), group="calendar")

    async def _write(self, path: Path) -> None:
        from prospector.outreach.agenda import write_calendar

        workspace = self._app.workspace
        try:
            entries = await workspace.run(lambda: write_calendar(workspace.calendar(), path))
        except ProspectorError as error:
            self._refused(error)
            return
        self._app.say(f"{plural(entries, 'entry', 'entries')} written to {path}: open it in your calendar", seconds=6.0)

    def _refused(self, error: ProspectorError) -> None:
        self._app.say(error.sentence[:1].upper() + error.sentence[1:], severity="warning", seconds=6.0)
