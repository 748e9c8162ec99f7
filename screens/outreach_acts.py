"""Reaching out to the chosen account, by the same key in every place that shows one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from prospector.errors import ProspectorError
from screens.base import Place
from screens.jobs import begin
from screens.repeat import HORIZON, MEMORY, Repeat, load

if TYPE_CHECKING:
    from prospector.model.account import AccountRecord
    from prospector.model.qualification import PersonRecord

SECONDS = 6.0
"""How long the sentence about an act stands."""


class OutreachPlace(Place):
    """A place in which one account is chosen, to be touched, planned, written to, or left alone."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "touch", "Log a touch", id="company.touch", show=False),
        Binding("s", "schedule", "Next step: take it or bend it", id="company.schedule", show=False),
        Binding("z", "snooze", "Put off, with a reason", id="company.snooze", show=False),
        Binding("t", "horizon", "Short-term or long-term", id="company.horizon", show=False),
        Binding("full_stop", "repeat", "Do the last act again on this one", id="company.repeat", show=False),
        Binding("M", "mail", "Draft a message from the playbook", id="company.mail", show=False),
        Binding("D", "drafts", "Drafts that wait to be confirmed as sent", id="company.drafts", show=False),
        Binding("exclamation_mark", "never", "Never contact, or allow it again", id="company.never", show=False),
        Binding("y", "yank", "Copy: domain, phone, e-mail, brief, link", id="company.yank", show=False),
        Binding("o", "open_website", "Open the website", id="company.website", show=False),
    ]

    @property
    def chosen(self) -> str:
        """Id of the account that keys act on; empty when there is none."""
        return ""

    async def _record(self) -> AccountRecord | None:
        if not self.chosen or not self.prospector.is_open:
            return None
        return await self.ask(self.workspace.account, self.chosen)

    def _done(self, told: str | None) -> None:
        """Say what a box did and show it; None when it was left."""
        if told:
            self.prospector.say(told, seconds=SECONDS)
            self.reload()

    async def action_touch(self) -> None:
        """Open the touch form."""
        if record := await self._record():
            from screens.modals.touch import TouchBox

            self.app.push_screen(TouchBox(record), self._touched)

    def _touched(self, told: str | None) -> None:
        self._done(told)

    async def action_schedule(self) -> None:
        """Plan the next step."""
        if record := await self._record():
            from screens.modals.step import StepBox

            self.app.push_screen(StepBox(record), self._done)

    async def action_snooze(self) -> None:
        """Put the next step off."""
        if record := await self._record():
            from screens.modals.snooze import SnoozeBox

            self.app.push_screen(SnoozeBox(record), self._done)

    async def action_horizon(self) -> None:
        """File the account under the other horizon, and say what follows."""
        if record := await self._record():
            before = await self.ask(self.workspace.today.horizon, record.id)
            act = Repeat(HORIZON, ("short" if before == "long" else "long",))
            await self._again(act, record.id, "")

    async def action_repeat(self) -> None:
        """Do the last touch, snooze or change of horizon again, on the chosen account."""
        act = load(self.prospector.memory.get(MEMORY))
        if act is None:
            self.prospector.say("Nothing to do again yet: . repeats the last touch (a), snooze (z) or horizon (t)")
        elif record := await self._record():
            await self._again(act, record.id, "")

    async def _again(self, act: Repeat, account_id: str, override: str) -> None:
        try:
            told = await self.workspace.run(act.do, self.workspace, account_id, override)
        except ProspectorError as error:
            if not hasattr(error, "breach"):
                self._refused(error)
                return
            from screens.modals.reason import ask_all_the_same

            def go_on(why: str) -> None:
                begin(self, partial(self._again, act, account_id, why), group="act")

            ask_all_the_same(self, error.sentence, go_on)
            return
        self.prospector.remember(MEMORY, act.dump())
        self._touched(told)

    def _refused(self, error: ProspectorError) -> None:
        self.prospector.say(error.sentence[:1].upper() + error.sentence[1:], severity="warning", seconds=SECONDS)

    async def action_mail(self) -> None:
        """Draft a message, or confirm one that waits."""
        record = await self._record()
        if record is None:
            return
        try:
            await self.workspace.run(self.workspace.drafts.begin, record.id)
        except ProspectorError as error:
            self._refused(error)
            return
        from screens.modals.draft import DraftBox

        self.app.push_screen(DraftBox(record), self._done)

    def action_drafts(self) -> None:
        """Show the drafts that wait to be confirmed as sent."""
        if self.prospector.is_open:
            from screens.modals.drafts import DraftsBox

            self.app.push_screen(DraftsBox(), lambda _none: self.reload())

    async def action_never(self) -> None:
        """Forbid contact with the company, its domain or a person; where it is forbidden, allow it again."""
        record = await self._record()
        if record is None:
            return
        entry = await self.ask(self.workspace.never.of_account, record.id)
        people = await self.ask(self.workspace.people.of, record.id)
        if entry is not None:
            from screens.modals.never import LiftBox

            self.app.push_screen(LiftBox(record, entry), self._done)
        elif people is not None:
            from screens.modals.choose import ChooseBox
            from screens.modals.never import ways

            known = [one for one in people if not one.suppressed]
            box = ChooseBox("Never contact", f"Who at {record.name} is to be left alone for good?", ways(record, known))
            self.app.push_screen(box, partial(self._ask_never, record, known))

    def _ask_never(self, record: AccountRecord, people: list[PersonRecord], way: str | None) -> None:
        if way is not None:
            from screens.modals.never import NeverBox

            person = people[int(way) - 1] if way.isdecimal() else None
            self.app.push_screen(NeverBox(record, way, person), self._done)

    async def action_yank(self) -> None:
        """Show what can be copied."""
        record = await self._record()
        reach = await self.ask(self.workspace.reach.of, record.id) if record else None
        if record is None or reach is None:
            return
        from screens.modals.yank import YankBox

        def picked(what: str | None) -> None:
            if what is not None:
                begin(self, partial(self._copy, record, what), group="act")

        self.app.push_screen(YankBox(reach), picked)

    async def _copy(self, record: AccountRecord, what: str) -> None:
        if what == "brief":
            brief = await self.ask(self.workspace.brief, record.id)
            if brief is not None:
                from prospector.research.brief_text import as_text

                self.app.copy_to_clipboard(as_text(brief))
                self.prospector.say(f"Copied the brief of {record.name}")
            return
        reach = await self.ask(self.workspace.reach.of, record.id)
        if reach is None:
            return
        value = str(getattr(reach, what))
        if value:
            self.app.copy_to_clipboard(value)
            self.prospector.say(f"Copied {value}")
        else:
            self.prospector.say(reach.missing(what))

    async def action_open_website(self) -> None:
        """Open the website of the company in the browser."""
        if record := await self._record():
            try:
                address = await self.workspace.run(self.workspace.reach.link, record.id)
            except ProspectorError as error:
                self._refused(error)
                return
            from screens.opening import open_address

            opened = open_address(address)
            self.prospector.say(f"Opened {address}" if opened else f"No browser with a window here: {address}")
