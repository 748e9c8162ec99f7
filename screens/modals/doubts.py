"""Who is it? What sources propose for one account, with what speaks for each; a person picks, nothing before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from prospector.errors import ProspectorError
from screens.jobs import begin
from screens.modals.candidates import CandidatesBox
from screens.research import ask_contact
from screens.widgets.rows import Column, Row, note
from screens.widgets.table import Table

if TYPE_CHECKING:
    from prospector.model.account import AccountRecord
    from prospector.research.doubts import DoubtRecord

COLUMNS = (
    Column("like", 5, right=True),
    Column("candidate", 16, grow=2),
    Column("domain", 15, grow=1, drop=1),
    Column("place", 12, grow=1),
    Column("source", 9),
)


class DoubtsBox(CandidatesBox[bool]):
    """Answers whether something was picked, so that it is worth researching again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "refuse", "It is somebody else", id="doubts.refuse", show=False),
        Binding("p", "compare", "Compare what the pages say", id="doubts.compare", show=False),
        Binding("s", "search", "Ask the sources who it may be", id="doubts.search", show=False),
        Binding("y", "yank", "Copy the address of the page", id="doubts.yank", show=False),
        Binding("q", "leave", "Back", id="doubts.leave", show=False),
    ]
    DEFAULT_CSS = """
    DoubtsBox Table { height: auto; max-height: 9; margin: 1 0; }
    DoubtsBox #about { height: auto; max-height: 7; }
    DoubtsBox #told { height: auto; margin: 1 0 0 0; color: $text-muted; }
    """

    def __init__(self, record: AccountRecord) -> None:
        """Ask about `record`."""
        super().__init__()
        self._record = record
        self._doubts: Sequence[DoubtRecord] = ()

    def compose(self) -> ComposeResult:
        """Lay out the candidates, and the one under the cursor in full."""
        box = self.laid_out(COLUMNS, "candidates")
        box.border_title = Content(f"Who is {self._record.name}?")
        box.border_subtitle = "enter picks · x refuses · p compares · s asks the sources · esc"
        yield box

    def on_mount(self) -> None:
        """Read the open questions."""
        self.tell("A person picks: nothing of a candidate is stored before.")
        begin(self, self._read, group="doubts", exclusive=True)

    async def _read(self) -> None:
        self._doubts = await self.workspace.run(self.workspace.doubts.of, self._record.id)
        rows = [_row(one) for one in self._doubts]
        empty = [note("Nobody is proposed yet."), note("s asks registers, Wikidata and others who it may be.")]
        self.query_one(Table).show(rows or empty)
        self.show_about()

    @property
    def _chosen(self) -> DoubtRecord | None:
        key = self.query_one(Table).key
        return next((one for one in self._doubts if one.id == key), None)

    @property
    def about(self) -> Sequence[tuple[str, str]]:
        """What is known of the candidate under the cursor."""
        one = self._chosen
        return facts(one)[:4] if one else ()

    @on(Table.Opened)
    def pick(self, event: Table.Opened) -> None:
        """Say that it is the one under the cursor."""
        event.stop()
        if one := self._chosen:
            begin(self, partial(self._pick, one.id), group="pick", exclusive=True)

    async def _pick(self, doubt_id: str) -> None:
        if (said := await self._done("take", doubt_id)) is not None:
            self.prospector.say(f"{said} · r researches it, u takes it back", seconds=6.0)
            self.dismiss(True)

    def action_refuse(self) -> None:
        """Say that the one under the cursor is somebody else."""
        if one := self._chosen:
            begin(self, partial(self._refuse, one.id), group="pick", exclusive=True)

    async def _refuse(self, doubt_id: str) -> None:
        if (said := await self._done("refuse", doubt_id)) is not None:
            self.tell(f"{said}: not asked again unless it changes")
            await self._read()

    async def _done(self, act: str, doubt_id: str) -> str | None:
        try:
            said: str = await self.workspace.run(getattr(self.workspace.doubts, act), doubt_id)
        except ProspectorError as error:
            self.tell(error.sentence[:1].upper() + error.sentence[1:])
            return None
        return said

    def action_compare(self) -> None:
        """Show what is known of the account beside what the candidate's page says."""
        if one := self._chosen:
            from screens.modals.facts import FactsBox

            self.app.push_screen(FactsBox(f"Is {self._record.name} this one?", compared(self._record, one)))

    def action_yank(self) -> None:
        """Copy the address of the candidate's page."""
        if (one := self._chosen) and one.url:
            self.app.copy_to_clipboard(one.url)
            self.tell("Copied the address of the page")

    async def search(self) -> None:
        """Ask the sources; what they propose shows up as it comes."""
        try:
            await ask_contact(self.prospector)
            (proposed,) = await self.workspace.candidates.look([self._record.id], say=self.tell)
            found = sum(len(one.found) for one in proposed.answers)
            silent = [f"{one.source} {one.state.replace('_', ' ')}" for one in proposed.answers
                      if one.state not in ("found", "nothing", "skipped")]  # fmt: skip
            self.tell(f"{found} proposed" + (f"; no answer: {', '.join(silent)}" if silent else ""))
            await self._read()
        except ProspectorError as error:
            self.tell(error.sentence)


def _row(one: DoubtRecord) -> Row:
    if one.candidate is None:
        return Row(one.id, (("", ""), (f"≠ {one.compared}", "dim"), "", "", (one.source, "dim")))
    place = ", ".join(filter(None, (one.candidate.city, one.candidate.country)))
    return Row(
        one.id,
        (f"{round(100 * one.score)} %", (one.name or one.key, "title"), one.candidate.domain, (place, "dim"),
         (one.source, "dim")),
    )  # fmt: skip


def facts(one: DoubtRecord) -> list[tuple[str, str]]:
    """Return what is known of a candidate, as labels and texts."""
    known = one.candidate
    if known is None:
        return [("Compared", one.compared), ("Source", one.source)]
    number = known.registry_id or known.lei
    listed = [
        ("Why", "; ".join(one.why)),
        ("Says", f"“{known.passage}”" if known.passage else ""),
        ("Number", " · ".join(filter(None, (number, known.industry, _people(one))))),
        ("Page", one.url),
    ]
    return [(label, text) for label, text in listed if text]


def compared(record: AccountRecord, one: DoubtRecord) -> list[tuple[str, str]]:
    """Return both sides of the question, field by field."""
    known = one.candidate
    mine = ", ".join(filter(None, (record.city, record.country)))
    sides = [
        ("Yours", record.name), ("", record.domain or "no domain known"), ("", mine or "no place known"),
        ("Candidate", one.name or one.key),
    ]  # fmt: skip
    if known is not None:
        place = ", ".join(filter(None, (known.street, known.postal, known.city, known.country)))
        sides += [("", known.domain or "no domain told"), ("", place or "no place told")]
    return [
        *sides,
        *facts(one),
        ("Source", f"{one.source}, {one.kind} {one.key}".rstrip()),
        ("Found", one.found_at[:10]),
    ]


def _people(one: DoubtRecord) -> str:
    known = one.candidate
    return f"{known.employees} employees" if known and known.employees else known.size if known else ""
