"""The inbox: raw names, the oldest first, judged with one key each. What lies there too long is red."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from prospector.errors import ProspectorError
from prospector.text import plural
from screens.base import Ask
from screens.jobs import begin
from screens.widgets.hint import Hint
from screens.widgets.rows import Column, Row, heading, note
from screens.widgets.table import Table

if TYPE_CHECKING:
    from prospector.pipeline.triage import RawName

COLUMNS = (
    Column("", 1),
    Column("days", 4, right=True),
    Column("name", 22, grow=2, most=40),
    Column("domain", 18, grow=1, most=30),
    Column("from", 12, grow=1, most=24),
)
_DONE = {"keep": "Kept", "nurture": "In long-term care", "drop": "Dropped"}


_NOTHING = (
    heading("Nothing waits"),
    note("Names come in raw from files (9 Data, bring a file) and from `prospect build`;"),
    note("here each is judged with one key before it may take a slot."),
)


class TriageBox(Ask[int]):
    """Judges raw names; answers how many were judged."""

    AUTO_FOCUS = "Table"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "judge('keep')", "Keep on the bench", id="triage.keep", show=False),
        Binding("t", "judge('nurture')", "Long-term care", id="triage.nurture", show=False),
        Binding("x", "judge('drop')", "Drop", id="triage.drop", show=False),
        Binding("X", "drop_because", "Drop, with a reason of its own", id="triage.because", show=False),
        Binding("u", "undo", "Undo", id="triage.undo", show=False),
        Binding("q", "leave", "Back", id="triage.leave", show=False),
    ]
    DEFAULT_CSS = """
    TriageBox Table { height: auto; min-height: 5; max-height: 15; margin: 1 0 0 0; }
    TriageBox #count { height: 1; margin: 1 0 0 0; }
    TriageBox #keys { height: auto; margin: 1 0 0 0; color: $text-muted; }
    """

    def __init__(self) -> None:
        """Begin with nothing judged."""
        super().__init__()
        self._judged = 0

    def compose(self) -> ComposeResult:
        """Lay out the count, the names, the keys."""
        keys = Hint("m keeps · t long-term care · x drops · X drops with a reason · u takes back", id="keys")
        box = Vertical(Static(id="count"), Table(COLUMNS, id="raw"), keys, classes="box -broad")
        box.border_title = "Inbox: has it any potential at all?"
        box.border_subtitle = "one key a name · esc goes back"
        yield box

    async def on_mount(self) -> None:
        """Read the inbox."""
        await self._read()

    async def _read(self) -> None:
        if not self.prospector.is_open:
            return
        inbox = await self.workspace.run(self.workspace.triage.inbox)
        rows = [_row(one) for one in inbox.names]
        self.query_one(Table).show(rows or _NOTHING)
        told = plural(len(inbox.names), "raw name")
        old = f" · {inbox.old} older than {inbox.limit} days" if inbox.old else f" · none older than {inbox.limit} days"
        done = f" · {self._judged} judged" if self._judged else ""
        count = Content.assemble(
            (told, "bold"), (old, "$text-error" if inbox.old else "$text-muted"), (done, "$text-success")
        )
        self.query_one("#count", Static).update(count)

    def action_judge(self, act: str) -> None:
        """Judge the name under the cursor; the next one takes its place."""
        if key := self.query_one(Table).key:
            begin(self, partial(self._judge, act, key), group="triage")

    def action_drop_because(self) -> None:
        """Drop the name under the cursor with a reason of its own."""
        from screens.modals.reason import Reason, ReasonBox

        key = self.query_one(Table).key

        def answered(answer: Reason | None) -> None:
            if answer is not None:
                begin(self, partial(self._judge, "drop", key, answer.reason, answer.lesson), group="triage")

        if key:
            self.app.push_screen(ReasonBox("Drop a raw name", "Why is there nothing in it?", lesson=True), answered)

    async def _judge(self, act: str, key: str, *words: str) -> None:
        try:
            name = await self.workspace.run(getattr(self.workspace.triage, act), key, *words)
        except ProspectorError as error:
            self.prospector.say(error.sentence, severity="error")
        else:
            self._judged += 1
            self.prospector.say(f"{_DONE[act]}: {name} · u takes it back", seconds=2.0)
        await self._read()

    async def action_undo(self) -> None:
        """Take the last one back, as long as one of these was judged."""
        if not self._judged:
            self.prospector.say("Nothing was judged here yet")
            return
        self._judged -= 1
        await self.workspace.run(self.workspace.undo)
        await self._read()

    def action_leave(self) -> None:
        """Answer how many were judged."""
        self.dismiss(self._judged)


def _row(one: RawName) -> Row:
    style = "bad" if one.old else "dim"
    row = one.row
    sign = ("!", "bad") if one.old else ("·", "dim")
    name = (row.name, "bad") if one.old else row.name
    return Row(row.id, (sign, (str(one.days), style), name, (row.domain or "no domain", "dim"), (row.source, "dim")))
