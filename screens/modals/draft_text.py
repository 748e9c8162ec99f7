"""The text of a message: what the playbook proposes, the facts that could go in, and the lamp that looks at it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static, TextArea

from screens.base import Ask
from screens.jobs import begin
from screens.modals.draft_view import beside, fact_lines, lamp, to_line
from screens.widgets.field import Field
from screens.widgets.hint import Hint
from screens.widgets.picks import Picks

if TYPE_CHECKING:
    from prospector.model.account import AccountRecord
    from prospector.model.qualification import PersonRecord
    from prospector.outreach.drafts import DraftRecord
    from prospector.outreach.sameness import Fact

_PREVIEW = "m mail program · s file · c copy · e edit · f facts · p person · esc leaves"
_EDITING = "esc ends editing · enter in the list of facts puts one into the text"
DEBOUNCE_SECONDS = 0.1
WAITING = "y it was sent, a touch is logged · n throw it away · m s c once more · esc later"


class DraftText(Ask[str | None]):
    """Writes one message; `DraftBox` adds the ways out."""

    AUTO_FOCUS = ""
    CSS_PATH: ClassVar = "forms.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", "Edit the text", id="draft.edit", show=False),
        Binding("f", "facts", "To the facts", id="draft.facts", show=False),
        Binding("p", "person", "To another person", id="draft.person", show=False),
    ]

    def __init__(self, record: AccountRecord) -> None:
        """Write to the account `record`, or go on with its draft that waits."""
        super().__init__()
        self._record = record
        self._people: Sequence[PersonRecord] = ()
        self._person = -1
        """Index of the person written to, -1: nobody in particular."""
        self._facts: Sequence[Fact] = ()
        self._draft: DraftRecord | None = None
        self._proposed = ""
        self._told: str | None = None

    def compose(self) -> ComposeResult:
        """Lay out to whom, subject, text, lamp and facts."""
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = Content(f"Message to {self._record.name}")
            yield Static(id="to", classes="question")
            yield Field("Subject", id="subject", limit=300)
            yield TextArea("", id="body", compact=True, tab_behavior="focus")
            yield Static(id="lamp")
            yield Picks(id="facts")
            yield Hint(id="keys")

    def on_mount(self) -> None:
        """Read what the playbook proposes, or the draft that waits."""
        begin(self, self._read, group="read")

    async def _read(self) -> None:
        people, self._facts, waiting = await self.workspace.run(self._known)
        self._people = people
        if waiting is not None:
            self._draft = waiting
            self._person = next((at for at, one in enumerate(people) if one.id == waiting.person_id), -1)
            self._fill(waiting.subject, waiting.body)
        else:
            self._person = next((at for at, one in enumerate(people) if one.email), -1)
            await self._propose()
        self._show()

    def _known(self) -> tuple[list[PersonRecord], list[Fact], DraftRecord | None]:
        workspace, key = self.workspace, self._record.id
        people = [one for one in workspace.people.of(key) if not one.suppressed and one.consent != "withdrawn"]
        waiting = [one.draft for one in workspace.drafts.waiting(key) if not one.stopped]
        return people, workspace.drafts.facts(key), waiting[-1] if waiting else None

    async def _propose(self) -> None:
        """Fill in what the playbook proposes; a text that was typed and left comes back instead."""
        subject, body = await self.workspace.run(self.workspace.drafts.begin, self._record.id, self._person_id)
        self._proposed = body.strip()
        kept = self.prospector.memory.get(self._memory)
        self._fill(self.prospector.memory.get(f"{self._memory}.subject") or subject, kept or body)

    @property
    def _memory(self) -> str:
        return f"draft.{self._record.id}"

    @property
    def _person_id(self) -> str | None:
        return self._people[self._person].id if self._person >= 0 else None

    @property
    def _text(self) -> str:
        return self.query_one(TextArea).text

    def _fill(self, subject: str, body: str) -> None:
        self.query_one("#subject", Field).value = subject
        self.query_one(TextArea).text = body.strip("\n")

    def _show(self) -> None:
        person = self._people[self._person] if self._person >= 0 else None
        self.query_one("#to", Static).update(to_line(person, len(self._people)))
        self.query_one(TextArea).read_only = self._draft is not None
        self._say(WAITING if self._draft is not None else _PREVIEW)
        # At once: who types `f` and `enter` without waiting for the lamp gets the fact.
        self._show_facts(())
        self._look()

    def _say(self, told: str) -> None:
        self.query_one("#keys", Static).update(Content(told))

    # What speaks against it

    @on(TextArea.Changed)
    def look_again(self) -> None:
        """Keep what is typed, and look at it."""
        if self._draft is None and self._proposed:
            typed = self._text if self._text.strip() != self._proposed else ""
            self.prospector.remember(self._memory, typed)
            self._look()

    @on(Input.Changed)
    def keep_subject(self, event: Input.Changed) -> None:
        """Keep a subject that was typed."""
        if self._draft is None and event.input.has_focus:
            self.prospector.remember(f"{self._memory}.subject", event.value)

    def _look(self) -> None:
        begin(self, self._read_alarms, group="alarms", exclusive=True)

    async def _read_alarms(self) -> None:
        await asyncio.sleep(DEBOUNCE_SECONDS)
        alarms = await self.workspace.run(self.workspace.drafts.alarms, self._record.id, self._text)
        self._facts = await self.workspace.run(self.workspace.drafts.facts, self._record.id)
        self.query_one("#lamp", Static).update(lamp(alarms))
        self._show_facts(alarms.facts)

    def _show_facts(self, told: Sequence[str]) -> None:
        """Show the facts, those in `told` as held by the message."""
        room = max(30, self.query_one(".box").size.width - 6)
        self.query_one(Picks).show(fact_lines(self._facts, told, room), empty_cursor=not self._in_facts)

    @property
    def _in_facts(self) -> bool:
        return self.query_one(Picks).has_focus

    # Editing

    @property
    def _editing(self) -> bool:
        return isinstance(self.focused, Input | TextArea | OptionList)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let letters act only while nothing is typed in, and confirm only a draft that was written."""
        if action in ("edit", "facts", "person", "hand", "save", "sent", "discard") and self._editing:
            return False
        if action in ("sent", "discard"):
            return self._draft is not None
        if action in ("edit", "facts", "person"):
            return self._draft is None
        return super().check_action(action, parameters)

    def action_edit(self) -> None:
        """Put the cursor into the text."""
        self.query_one(TextArea).focus()

    def action_facts(self) -> None:
        """Put the cursor into the facts."""
        if self._facts:
            self.query_one(Picks).focus()
            self.query_one(Picks).highlighted = 0
        else:
            self._say("Nothing with a source is known: r researches it, and a why-now can be written down.")

    @on(OptionList.OptionSelected, "#facts")
    def put_fact(self, event: OptionList.OptionSelected) -> None:
        """Put the fact into the text where the cursor was, and go on editing there."""
        event.stop()
        area = self.query_one(TextArea)
        area.insert(beside(self._facts[int(event.option.id or 0)].text, area.text, area.cursor_location))
        area.focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Say which keys hold while something is typed."""
        if isinstance(event.widget, Input | TextArea | OptionList):
            self._say(_EDITING)

    def action_leave(self) -> None:
        """End editing, else leave; what is typed stays."""
        if self._editing:
            self.set_focus(None)
            self._say(WAITING if self._draft is not None else _PREVIEW)
        else:
            self.dismiss(self._told)

    def action_person(self) -> None:
        """Write to the next person known there."""
        if not self._people:
            self._say("Nobody is known there: people are kept in the account.")
            return
        self._person = self._person + 1 if self._person + 1 < len(self._people) else -1
        begin(self, self._address, group="read", exclusive=True)

    async def _address(self) -> None:
        if self._text.strip() == self._proposed:
            await self._propose()
        self._show()
