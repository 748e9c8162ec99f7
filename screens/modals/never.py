"""Never contacting somebody again: the reason, what follows, `enter`; or taking such an entry back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from prospector.errors import ProspectorError
from prospector.text import plural
from screens.base import Ask
from screens.jobs import begin
from screens.modals.choose import Way
from screens.widgets.field import Field
from screens.widgets.hint import Hint

if TYPE_CHECKING:
    from prospector.model.account import AccountRecord
    from prospector.model.outreach import SuppressionRecord
    from prospector.model.qualification import PersonRecord
    from prospector.workspace import Workspace

COMPANY, DOMAIN, OTHER = "c", "d", "p"
_LIFT_HINT = "! on it again, or `prospect never lift`, takes it back with a reason"
_MOST_PEOPLE = 9


def ways(record: AccountRecord, people: Sequence[PersonRecord]) -> list[Way]:
    """Return whom an entry can be about: the company, its domain, each person known there, somebody else."""
    found = [Way(COMPANY, "the company", "its names, domains, mailboxes and numbers")]
    if record.domain:
        found.append(Way(DOMAIN, "the domain", f"{record.domain} and every mailbox there"))
    for at, one in enumerate(people[:_MOST_PEOPLE], 1):
        found.append(Way(str(at), one.name or one.role, f"{one.role}, mailbox and number" if one.role else "a person"))
    found.append(Way(OTHER, "a person", "somebody else there, by name"))
    return found


class NeverBox(Ask[str | None]):
    """Asks for a reason (and a name) and shows what follows; answers the sentence about it, None when it was left."""

    CSS_PATH = "forms.tcss"

    def __init__(self, record: AccountRecord, way: str, person: PersonRecord | None = None) -> None:
        """Enter what `way` of `ways` stands for; `person` is the one with that digit."""
        super().__init__()
        self._record, self._way, self._person = record, way, person

    def compose(self) -> ComposeResult:
        """Lay out what follows, the name where one is asked, the reason."""
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = Content(f"Never contact {self._whom}")
            yield Static(id="follows", classes="question")
            if self._way == OTHER:
                yield Field("Who", id="who", example="Anna Berg", limit=200)
            yield Field("Reason", id="reason", example="asked us in writing to stop", limit=500)
            yield Hint("enter makes it so · esc leaves everything as it is")

    @property
    def _whom(self) -> str:
        if self._way == DOMAIN:
            return self._record.domain or ""
        if self._way == COMPANY:
            return self._record.name
        return (self._person.name or self._person.role) if self._person else f"somebody at {self._record.name}"

    def on_mount(self) -> None:
        """Count what stops."""
        begin(self, self._read, group="read")

    async def _read(self) -> None:
        drafts = await self.workspace.run(self.workspace.drafts.waiting, self._record.id)
        step = await self.workspace.run(self.workspace.today.step, self._record.id)
        whole = self._way in (COMPANY, DOMAIN)
        lines = ["No touch, draft or export reaches them any more, whoever tries."]
        if whole and step is not None:
            lines.append(f"The next step falls away: {step.act}, {step.due:%a %d %b}.")
        stopped = [one for one in drafts if whole or (self._person and one.draft.person_id == self._person.id)]
        if stopped:
            lines.append(f"{plural(len(stopped), 'draft')} that waits here can't be sent any more.")
        lines.append("It survives merging, importing and naming again; what is stored is a salted hash.")
        lines.append(f"{_LIFT_HINT}.")
        self.query_one("#follows", Static).update(Content("\n".join(f"· {line}" for line in lines)))

    @on(Input.Submitted, "#who-input")
    def go_on(self, event: Input.Submitted) -> None:
        """Ask for the reason."""
        event.stop()
        self.query_one("#reason", Field).take_focus()

    @on(Input.Submitted, "#reason-input")
    def save(self, event: Input.Submitted) -> None:
        """Enter them."""
        event.stop()
        begin(self, self._save, group="save", exclusive=True)

    async def _save(self) -> None:
        who = self.query_one("#who", Field).value if self._way == OTHER else ""
        for field in self.query(Field):
            field.say("")
        try:
            entered = await self.workspace.run(self._enter(who, self.query_one("#reason", Field).value))
        except ProspectorError as error:
            about = "#reason" if "needs a reason" in error.sentence or self._way != OTHER else "#who"
            self.query_one(about, Field).say(error.sentence, wrong=True)
            self.query_one(about, Field).take_focus()
            return
        whom = who.strip() or self._whom
        self.dismiss(f"Never contact {whom} · u takes it back" if entered else f"{whom} stood in the ledger already")

    def _enter(self, who: str, reason: str) -> Callable[[], int]:
        never, record = self.workspace.never, self._record
        if self._way == COMPANY:
            return lambda: never.suppress_account(record.id, reason)
        if self._way == DOMAIN:
            return lambda: never.suppress("domain", record.domain or "", reason)
        if self._person is not None:
            person = self._person
            return lambda: self.workspace.people.never(person.id, reason)
        return lambda: never.suppress("person", who, reason, company=record.name)


class LiftBox(Ask[str | None]):
    """Takes an entry back; answers the sentence about it, None when it was left."""

    CSS_PATH = "forms.tcss"

    def __init__(self, record: AccountRecord, entry: SuppressionRecord) -> None:
        """Ask about the `entry` that forbids contact with the account."""
        super().__init__()
        self._record, self._entry = record, entry

    def compose(self) -> ComposeResult:
        """Lay out the entry and the reason."""
        entry = self._entry
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = Content(f"Allow contact with {self._record.name} again")
            told = f"never contact since {entry.added_at[:10]}, by {entry.added_by}: {entry.reason or 'no reason kept'}"
            yield Static(Content(told), classes="question")
            yield Field("Reason", id="reason", example="they called us", limit=500)
            yield Hint("enter allows it again · esc leaves it forbidden")

    @on(Input.Submitted)
    def save(self, event: Input.Submitted) -> None:
        """Lift it."""
        event.stop()
        begin(self, self._save, group="save", exclusive=True)

    async def _save(self) -> None:
        field = self.query_one("#reason", Field)
        try:
            await self.workspace.run(_lift, self.workspace, self._entry.id, field.value)
        except ProspectorError as error:
            field.say(error.sentence, wrong=True)
            return
        self.dismiss(f"{self._record.name} may be contacted again · u forbids it again")


def _lift(workspace: Workspace, entry_id: str, reason: str) -> None:
    workspace.never.lift(entry_id, reason)
