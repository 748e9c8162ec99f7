"""What the Name screen shows: the board, the prompt, what is half typed, and who it may be."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from prospector.exchange.names import split_line
from prospector.model.account import ListRow, Match
from prospector.pipeline.board import Board
from prospector.pipeline.prompts import prompt_for
from prospector.text import plural
from screens import name_draft, name_view, places
from screens.base import Place
from screens.jobs import begin
from screens.name_lessons import LessonLine
from screens.widgets.field import Field
from screens.widgets.picks import Picks

if TYPE_CHECKING:
    from prospector.pipeline.lessons import Lesson

DEBOUNCE_SECONDS = 0.04
FIVE = 5
"""Names that are fine for a first day."""
MATCHES = 4
LOOKED_AT = 8
"""Look-alikes among which dropped ones are looked for."""
MEMORY = "naming"
TYPING = (("enter", "name"), ("ctrl+n", "prompt"), ("ctrl+s", "suggest"), ("ctrl+l", "finish ◐"), ("esc", "stop"),
          ("f1", "help"))  # fmt: skip
ASKING = (("enter", "next"), ("esc", "skip, the slot stays half-lit"), ("ctrl+z", "undo"), ("f1", "help"))
ANSWERING = (("=", "the same"), ("-", "another company"), ("~", "related"), ("enter", "open it"), ("esc", "type on"))

SLOTS_WIDTH = 40
"""Cells of the list of slots before it was ever laid out; the style sheet gives it as many."""


class NameBoard(Place):
    """The exercise as it is seen; `NameScreen` adds what can be done."""

    MODE = places.NAME
    CSS_PATH = "name.tcss"
    KEYS = TYPING
    MAIN = "#name-input"
    HELP = """\
Write down companies worth having, one per slot. Nothing here needs the web.
While you type, everything that is already in the workspace and may be the
same company is shown, with the words that agree lit up and the reason.

◆ Lesson  what a dropped company like it taught; esc dismisses it

enter    take the name; then two short questions, which pain and why them
         (a slot is full ● only with both, else half-lit ◐)
ctrl+n   another prompt for the memory
ctrl+s   companies like yours, from open sources, by what they share
ctrl+b   the name waits on the bench instead of taking a slot
ctrl+l   finish the next half-lit slot
ctrl+g   research the new names and look at the list
ctrl+z   undo, also while typing
down     into the companies found; there:
         =  the same, not entered twice    -  or  ~  another company
         enter  open it
esc      one step back; what is half typed stays, also over a restart

"Name, domain.com" takes both at once. Paste several lines to name them all."""

    company = getters.query_one("#name", Field)
    domain = getters.query_one("#domain", Field)
    pain = getters.query_one("#pain", Field)
    why = getters.query_one("#why", Field)
    found = getters.query_one("#matches", Picks)

    def __init__(self) -> None:
        """Start where the last sitting stopped; the draft is read when the place is shown."""
        super().__init__()
        self.draft = name_draft.Draft()
        self._board: Board | None = None
        self._rows: Sequence[ListRow] = ()
        self._matches: Sequence[Match] = ()
        self._underway: list[name_draft.Taking] = []
        """Names that are being taken, next first; all but the last were answered for already."""
        self._notice = ""
        """What was just done, shown until the next key in a name."""
        self._question = ""
        """The verdict that is asked about, empty while there is no question."""

    def body(self) -> ComposeResult:
        """Yield lamps, prompt, fields and matches; on a wide terminal the slots beside them."""
        with Horizontal(id="exercise"):
            with VerticalScroll(id="left", can_focus=False):
                yield Static(id="lamps")
                yield Static(id="prompt")
                with Vertical(id="typing"):
                    yield Field(
                        "Company", id="name", example="Bergman Pumpar, bergmanpumpar.se", limit=2000, hands_on=True
                    )
                    yield Field("Domain", id="domain", example="may stay empty", limit=500, hands_on=True)
                with Vertical(id="asking"):
                    yield Static(id="named")
                    yield Field("Which pain", id="pain", example="ageing service fleet", limit=1000, hands_on=True)
                    yield Field("Why them", id="why", example="near the Malmö plant, knows our best customer",
                                limit=1000, hands_on=True)  # fmt: skip
                yield Static(id="said")
                yield LessonLine(id="lesson")
                yield Static(id="heading")
                yield Picks(id="matches")
            yield Static(id="slots")

    def on_mount(self) -> None:
        """Bring back what was half typed."""
        self.draft = name_draft.load(self.prospector.memory.get(MEMORY))
        self._show_draft()

    # What is shown

    async def refresh_data(self) -> None:
        """Read board and slots anew."""
        asked = self.draft.account_id
        read = await self.ask(self._read)
        if read is None:
            return
        first, (self._board, self._rows) = self._board is None, read
        if first and not self._busy and self.draft != (kept := name_draft.without_taken(self.draft, self._rows)):
            self._change(kept)
        # A name that was taken while the rows were read does not stand in them yet.
        gone = asked and asked == self.draft.account_id and not any(row.id == asked for row in self._rows)
        if self.draft.step == name_draft.ASKING and gone and not self._busy:
            # The naming was undone: its name comes back as typed.
            self._change(replace(self.draft, step=name_draft.NAMING, account_id="", name=self.draft.called))
        self._show_board()
        self._look()

    def _read(self) -> tuple[Board, list[ListRow]]:
        # The bench may be long: it is looked through once, for names that were taken before the app went away.
        rows = self.workspace.list_rows(places=("active", "bench") if self._board is None else ("active",))
        named = self.draft.account_id
        if named and not any(row.id == named for row in rows):
            rows += [row for row in self.workspace.lists.of([named]) if row.place == "bench"]
        return self.workspace.naming.board(), rows

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        if self._board is not None:
            self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        self._show_board()
        self._show_matches()

    def _show_board(self) -> None:
        board = self._board
        if board is None:
            return
        active = {row.slot: row for row in self._rows if row.place == "active" and row.slot}
        self.headline(name_view.standing(board))
        self.query_one("#lamps", Static).update(name_view.lamps(board, active))
        prompt = prompt_for((board.next_slot or board.size) + self.draft.turned)
        self.query_one("#prompt", Static).update(Content.assemble(("“", "$text-muted"), prompt, ("”", "$text-muted")))
        slots = self.query_one("#slots", Static)
        slots.update(name_view.slots(board, active, max(10, (slots.size.width or SLOTS_WIDTH) - 2)))
        row = next((one for one in self._rows if one.id == self.draft.account_id), None)
        if row is not None and self.draft.step == name_draft.ASKING:
            self.tell_named(name_view.stands(row.name, row.slot))
        if not self._question:
            self._say(self._notice or self._encouragement(board))

    def _encouragement(self, board: Board) -> str:
        if self.prospector.memory.get("guide") != "naming":
            return ""
        if board.taken < FIVE:
            return f"Five is fine for today: {plural(FIVE - board.taken, 'name')} to go. esc stops any time."
        return f"{plural(board.taken, 'lead')} nobody gave you. ctrl+g researches them and shows the list."

    def _show_draft(self) -> None:
        """Show the step of the draft and put the focus where the next key belongs."""
        draft, asking = self.draft, self.draft.step == name_draft.ASKING
        for field, value in (
            (self.company, draft.name),
            (self.domain, draft.domain),
            (self.pain, draft.pain),
            (self.why, draft.why),
        ):
            if field.value != value:
                field.value = value
            field.say("")
        self._show_step()
        target = (self.why if draft.pain else self.pain) if asking else self.company
        target.take_focus()

    def _show_step(self) -> None:
        asking = self.draft.step == name_draft.ASKING
        self.query_one("#typing").display = not asking
        self.query_one("#prompt").display = not asking
        self.query_one("#asking").display = asking
        self.query_one("#heading").display = self.found.display = not asking
        self.show_keys(ANSWERING if self._question else ASKING if asking else TYPING)

    def _show_matches(self) -> None:
        width = max(40, self.found.size.width or self.size.width - 4)
        asked = bool(self._question)
        lines = [(one.id, name_view.match_line(one, width, asked=asked)) for one in self._matches]
        self.found.show(lines, empty_cursor=not asked)
        if self._matches:
            heading = "Already here?"
        elif self.company.value.strip():
            heading = "Nobody here is called like that."
        else:
            heading = "Companies that are here already show up while you type."
        self.query_one("#heading", Static).update(Content(heading))

    def tell_named(self, sentence: str) -> None:
        """Say which company pain and why are asked for."""
        self.query_one("#named", Static).update(Content(sentence))

    def note(self, sentence: str) -> None:
        """Say what was just done."""
        self._notice = sentence
        self._say(sentence)

    def _say(self, sentence: str, *, state: str = "") -> None:
        said = self.query_one("#said", Static)
        said.update(Content(sentence))
        said.set_classes(state)
        said.display = bool(sentence)

    # What is typed

    def typed(self) -> name_draft.Draft:
        """Return the draft with what stands in the fields now: keys may be ahead of the messages about them."""
        if self.draft.step == name_draft.ASKING:
            return self.draft.typing(pain=self.pain.value, why=self.why.value)
        return self.draft.typing(name=self.company.value, domain=self.domain.value)

    @property
    def _busy(self) -> bool:
        return bool(self._underway)

    def _change(self, draft: name_draft.Draft) -> None:
        self.draft = draft
        self._keep_draft()
        self._show_draft()

    def _keep_draft(self) -> None:
        """Remember what is half typed, and what is not taken yet, over a restart."""
        passed = tuple(one.typed for one in self._underway if one.answered)
        self.prospector.remember(MEMORY, replace(self.draft, ahead=(*passed, *self.draft.ahead)).dump())

    @on(Input.Changed)
    def keep_what_is_typed(self, event: Input.Changed) -> None:
        """Remember every key, and look who it may be."""
        kind = (event.input.id or "").removesuffix("-input")
        # The message may be late: what stands in the fields now counts.
        before, self.draft = self.draft, self.typed()
        if self.draft == before:
            return
        self._keep_draft()
        if kind in ("name", "domain"):
            self._notice = ""
            self.withdraw()
            self._look()

    def withdraw(self) -> None:
        """Take the open question back."""
        if self._question:
            self._question = ""
            self._say("")
            self._show_step()

    def _look(self) -> None:
        if self.draft.step == name_draft.NAMING and self.prospector.is_open and not self._question:
            begin(self, self._lookup, group="lookup", exclusive=True)

    async def _lookup(self) -> None:
        await asyncio.sleep(DEBOUNCE_SECONDS)
        typed, domain = self.company.value, self.domain.value
        found = await self.ask(self._candidates, typed, domain) if typed.strip() or domain.strip() else None
        if not self._question and (typed, domain) == (self.company.value, self.domain.value):
            self._matches, lessons = found or ((), ())
            self.query_one(LessonLine).tell(lessons)
            self._show_matches()

    def _candidates(self, typed: str, domain: str) -> tuple[Sequence[Match], Sequence[Lesson]]:
        name, host = (typed, domain) if domain.strip() else split_line(typed)
        found = self.workspace.known.lookup(name, domain=host or None, limit=LOOKED_AT)
        return found[:MATCHES], self.workspace.lessons.like(name, domain=host, alike=found)
