"""What can be done with an account, by the same key in every place that shows one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from prospector.errors import ProspectorError
from screens.jobs import begin
from screens.outreach_acts import OutreachPlace

if TYPE_CHECKING:
    from prospector.model.account import AccountRecord


class AccountPlace(OutreachPlace):
    """A place in which one account is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "why", "Why this score", id="company.why", show=False),
        Binding("b", "brief", "Brief: one page, and what to ask", id="company.brief", show=False),
        Binding("c", "call", "Call: the sheet beside what happened", id="company.call", show=False),
        Binding("h", "hand_over", "Hand over: packet, offer, answer", id="company.hand_over", show=False),
        Binding("e", "edit", "Edit name, domain, pain, why, place", id="company.edit", show=False),
        Binding("r", "research", "Research this one", id="company.research", show=False),
        Binding("R", "research_all", "Research the whole list, or stop", id="company.research_all", show=False),
        Binding("d", "doubts", "Who is it: doubts and candidates", id="company.doubts", show=False),
        Binding("x", "drop", "Drop, with a reason", id="company.drop", show=False),
        Binding("escape", "back", "Back", id="company.back", show=False),
    ]

    def action_back(self) -> None:
        """Go one step back."""
        self.prospector.back()

    async def action_why(self) -> None:
        """Show why the account has its score."""
        if record := await self._record():
            from screens.modals.why import WhyBox

            self.app.push_screen(WhyBox(record))

    async def action_call(self) -> None:
        """Log a call with the call sheet in sight."""
        if record := await self._record():
            from screens.modals.sitting_call import CallBox

            self.app.push_screen(CallBox(record), self._touched)

    async def action_brief(self) -> None:
        """Show the brief of the account."""
        if record := await self._record():
            from screens.modals.brief import BriefBox

            self.app.push_screen(BriefBox(record.id, record.name))

    async def action_hand_over(self) -> None:
        """Show the packet of the account, offer it, or answer an offer."""
        if record := await self._record():
            from screens.modals.hand_over import HandOverBox

            self.app.push_screen(HandOverBox(record), lambda changed: self.reload() if changed else None)

    async def action_edit(self) -> None:
        """Edit what a person wrote about the account."""
        if record := await self._record():
            from screens.modals.edit import EditBox

            self.app.push_screen(EditBox(record), lambda changed: self.reload() if changed else None)

    async def action_doubts(self) -> None:
        """Show who the account may be."""
        if record := await self._record():
            from screens.modals.doubts import DoubtsBox

            self.app.push_screen(DoubtsBox(record), lambda picked: self.reload() if picked else None)

    def action_research(self) -> None:
        """Research the chosen account."""
        if not self.chosen:
            return
        if not self.prospector.desk.start([self.chosen]):
            self.prospector.say("Research is under way: R stops it, what was found stays")

    async def action_research_all(self) -> None:
        """Research the whole active list; while that runs, stop it."""
        desk = self.prospector.desk
        if desk.running:
            desk.cancel()
            return
        rows = await self.ask(self.workspace.list_rows) if self.prospector.is_open else None
        if not desk.start([row.id for row in rows or ()]):
            self.prospector.say("Nothing to research yet: n names a company")

    async def action_drop(self) -> None:
        """Drop the account, asking for the reason and the lesson."""
        record = await self._record()
        if record is None:
            return
        if record.place not in ("active", "bench"):
            self.prospector.say(f"{record.name} is on no list, so it can't be dropped")
            return
        from screens.modals.reason import Reason, ReasonBox

        def answered(answer: Reason | None) -> None:
            if answer is not None:
                begin(self, partial(self._drop, record, answer.reason, answer.lesson), group="act")

        self.app.push_screen(
            ReasonBox(f"Drop {record.name}", "Why is it not worth another try?", lesson=True), answered
        )

    async def _drop(self, record: AccountRecord, reason: str, lesson: str, override: str = "") -> None:
        drop = partial(self.workspace.naming.drop, record.id, reason, lesson, override=override)
        try:
            await self.workspace.run(drop)
        except ProspectorError as error:
            if not hasattr(error, "breach"):
                self.prospector.say(error.sentence, severity="error")
                return
            from screens.modals.reason import ask_all_the_same

            def go_on(why: str) -> None:
                begin(self, partial(self._drop, record, reason, lesson, why), group="act")

            ask_all_the_same(self, error.sentence, go_on)
            return
        self.reload()
        self.prospector.say(f"Dropped {record.name} · u takes it back")

    async def move(self, function: str, account_id: str, told: str) -> None:
        """Call a naming service that moves the account between list and bench, and say what was done."""
        try:
            await self.workspace.run(getattr(self.workspace.naming, function), account_id)
        except ProspectorError as error:
            self.prospector.say(error.sentence[:1].upper() + error.sentence[1:], severity="warning", seconds=6.0)
            return
        self.prospector.say(f"{told} · u takes it back")
        self.reload()
