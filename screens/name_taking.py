"""Taking a name: into a slot, to the bench, or in somebody's place; what to do with one that is here already."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from textual import on
from textual.events import Key
from textual.widgets import Input, OptionList

from prospector.errors import BadInput, ProspectorError
from prospector.exchange.names import split_line
from prospector.model.plan import SourceRecord
from prospector.pipeline.checked import checked_domain
from prospector.pipeline.naming import AlreadyKnown, ListFull, Named
from prospector.plan.sources import Fatigued
from screens import name_draft, name_view
from screens.jobs import begin
from screens.name_board import NameBoard
from screens.name_draft import Taking
from screens.name_lessons import LessonLine

_ANSWERS = frozenset("=-~jkgG?:")
"""Letters that mean something among the companies found."""


class NameTaking(NameBoard):
    """The exercise as far as a name goes: `NameScreen` adds the keys around it."""

    @on(Input.Submitted, "#name-input,#domain-input")
    def take_name(self, event: Input.Submitted) -> None:
        """Take the name."""
        event.stop()
        self._take()

    def _take(self, *, answer: str = "", bench: bool = False) -> None:
        if not self.prospector.is_open:
            self.company.say("the workspace is still being opened: enter again in a moment")
            return
        self.draft = self.typed()
        if not any(letter.isalnum() for letter in self.company.value):
            self.company.say("type the company's name; ctrl+n gives another prompt", wrong=True)
            self.company.take_focus()
            return
        self._underway.append(Taking(self.draft, answer, bench))
        self.withdraw()
        # The next question is shown at once: who types on without waiting loses no letter.
        self._change(replace(self.draft, step=name_draft.ASKING))
        self.tell_named(f"Taking {self.draft.name} …")
        if len(self._underway) == 1:
            begin(self, self._work_off, group="name")

    async def _work_off(self) -> None:
        """Take one name after the other."""
        try:
            while self._underway:
                await self._taken(self._underway[0])
        finally:
            self._underway.clear()
        self.reload()

    async def _taken(self, one: Taking) -> None:
        try:
            named = await self.workspace.run(
                self._take_in, one.draft.name, one.draft.domain, bench=one.bench, answer=one.answer
            )
        except AlreadyKnown as known:
            self._bring_back(one)
            self._ask_about(known)
        except ListFull:
            room = await self._make_room(one)
            await self._stands(one, room) if room else self._bring_back(one)
        except ProspectorError as error:
            self._bring_back(one)
            self._refuse(error)
            if isinstance(error, Fatigued):
                self.ask_why_still(error.source, partial(self._take, answer=one.answer, bench=one.bench))
        else:
            await self._stands(one, named)

    async def _stands(self, one: Taking, named: Named) -> None:
        """Ask for pain and why of the name that was taken, or keep what was typed as both meanwhile."""
        self._underway.remove(one)
        if one.answered is None:
            self._ask_pain(named)
            # Who typed fast did not see it while the name was looked up.
            await self._tell_lessons(named)
            return
        self.note(name_view.stands(named.name, named.slot))
        self._keep_answers(named.account_id, one.answered)
        self._keep_draft()

    def _bring_back(self, one: Taking) -> None:
        """Show a name that was not taken as it was typed; what was typed after it comes after it."""
        shown = self.typed()
        later = [this.typed for this in self._underway[1:] if this.answered]
        if one.answered is not None and (shown.name or shown.domain):
            later.append(replace(shown, step=name_draft.NAMING, waiting=(), ahead=()))
        self._underway.clear()
        back = one.typed if one.answered is not None else replace(shown, step=name_draft.NAMING)
        self._change(replace(back, turned=shown.turned, waiting=shown.waiting, ahead=(*later, *shown.ahead)))

    async def _tell_lessons(self, named: Named) -> None:
        lessons = await self.ask(self.workspace.lessons.like, named.name, domain=named.domain or "")
        if self.draft.account_id == named.account_id:
            self.query_one(LessonLine).tell(lessons or ())

    def ask_why_still(self, source: SourceRecord, then: Callable[[], None]) -> None:
        """Ask why names still come through a tired source; with a why go on with `then`."""
        from screens.modals.reason import ask_all_the_same

        said = (
            f"{source.tried} names from “{source.name}” were tried and none advanced: why should the next one come too"
        )

        async def keep(why: str) -> None:
            if await self.act(self.workspace.strategy.sources.justify, source.name, why):
                then()

        def go_on(why: str) -> None:
            begin(self, partial(keep, why), group="act")

        ask_all_the_same(self, said, go_on)

    def _take_in(self, typed: str, domain: str, *, bench: bool, answer: str) -> Named:
        name, host = (typed, domain) if domain.strip() else split_line(typed)
        return self.workspace.naming.name(name, domain=host, bench=bench, different=bool(answer), judge=answer or None)

    def _ask_pain(self, named: Named) -> None:
        self.draft = replace(self.draft.asking(named.account_id, named.name), pain=self.draft.pain, why=self.draft.why)
        self._keep_draft()
        self._matches = ()
        self._show_step()
        self.tell_named(name_view.stands(named.name, named.slot))

    def _refuse(self, error: ProspectorError) -> None:
        """Show an error under the field it is about; the typed name stays."""
        typed = self.domain.value
        field = self.company
        if typed.strip() and isinstance(error, BadInput):
            try:
                checked_domain(typed)
            except BadInput:
                field = self.domain
        field.say(error.sentence, wrong=True)
        field.take_focus()

    # It is, or may be, here already

    def _ask_about(self, known: AlreadyKnown) -> None:
        self._matches = known.matches
        self._question = known.matches[0].verdict
        sentence = known.sentence[:1].upper() + known.sentence[1:]
        if self._question == "same":
            sentence += (
                ". It is not entered twice: enter opens it, = takes the next name, - says it is another company."
            )
        else:
            sentence += "  = yes, the same · - no, another company · enter opens it"
        self._say(f"? {sentence}", state="-doubt")
        self._show_matches()
        self._show_step()
        self.found.focus()

    def on_key(self, event: Key) -> None:
        """Keep what is typed on, past the question, away from the keys of the app: it is no act."""
        letter = event.character or ""
        if self.found.has_focus and event.is_printable and letter not in _ANSWERS:
            event.stop()
            self.prospector.say("The question first: = the same, - another company, ~ related; esc types on.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let `=`, `-` and `~` answer only where there is something to answer."""
        if action in ("same", "different", "related"):
            return bool(self._matches and self.company.value.strip() and self.found.has_focus)
        return super().check_action(action, parameters)

    def action_same(self) -> None:
        """Do not enter the name twice; go on to the next one."""
        match = next((one for one in self._matches if one.id == self.found.key), self._matches[0])
        self.withdraw()
        self._matches = ()
        where = name_view.WHERE.get(match.place, "in the workspace")
        self.note(f"= Not entered twice: {match.name} is {where} already.")
        self._go_on(replace(self.draft, name="", domain="", pain="", why=""))

    def action_different(self) -> None:
        """Name it as another company; nobody is asked about the two again."""
        self._take(answer="different")

    def action_related(self) -> None:
        """Name it as a parent, a sister or a branch; nobody is asked about the two again."""
        self._take(answer="related")

    @on(OptionList.OptionSelected, "#matches")
    def open_match(self, event: OptionList.OptionSelected) -> None:
        """Open the company found; the typed name stays."""
        event.stop()
        self.withdraw()
        self.prospector.open_account(event.option.id or "")

    # The list is full

    async def _make_room(self, one: Taking) -> Named | None:
        """Ask whether the name waits on the bench or somebody gives up a slot; never a silent 21st."""
        from screens.modals.choose import ChooseBox, Way

        draft = one.draft
        name, _ = (draft.name, draft.domain) if draft.domain.strip() else split_line(draft.name)
        size = self._board.size if self._board else len(self._rows)
        ways = (
            Way("b", "to the bench", "it waits there for a free slot"),
            Way("s", "swap one out", "you say who goes, and why"),
        )
        way = await self.app.push_screen_wait(ChooseBox(f"All {size} slots are taken", f"Where does {name} go?", ways))
        if way == "b":
            return await self.ask(self._take_in, draft.name, draft.domain, bench=True, answer=one.answer)
        return await self._swapped_in(draft, name, answer=one.answer) if way == "s" else None

    async def _swapped_in(self, draft: name_draft.Draft, name: str, *, answer: str) -> Named | None:
        from screens.modals.swap import SwapBox

        rows = [row for row in self._rows if row.place == "active"]
        swap = await self.app.push_screen_wait(SwapBox(name, rows))
        if swap is None:
            return None
        named = await self.ask(self._take_in, draft.name, draft.domain, bench=True, answer=answer)
        if named is None:
            return None
        done = await self.ask(self.workspace.naming.swap, swap.out_id, named.account_id, swap.reason)
        return replace(named, slot=done.slot, place=done.place) if done else named

    # Pain and why

    @on(Input.Submitted, "#pain-input")
    def go_on_to_why(self, event: Input.Submitted) -> None:
        """Ask for the why."""
        event.stop()
        self.why.take_focus()

    @on(Input.Submitted, "#why-input")
    def finish_slot(self, event: Input.Submitted) -> None:
        """Keep pain and why; go on to the next name."""
        event.stop()
        self._finish_slot()

    def _finish_slot(self) -> None:
        draft = self.typed()
        if draft.account_id:
            self._keep_answers(draft.account_id, draft)
            self._go_on(draft)
        elif self._busy:
            # Still being taken: what is typed from now on belongs to the next name.
            self._underway[-1].answered = draft
            self._go_on(replace(draft, name="", domain=""))

    def _keep_answers(self, account_id: str, draft: name_draft.Draft) -> None:
        row = next((one for one in self._rows if one.id == account_id), None)
        before = {"pain": row.pain, "why": row.why} if row else {"pain": "", "why": ""}
        now = {"pain": draft.pain.strip(), "why": draft.why.strip()}
        changed = {key: text for key, text in now.items() if text != before[key]}
        if changed:
            begin(self, partial(self._write_answers, account_id, draft, changed), group="default")

    async def _write_answers(self, account_id: str, draft: name_draft.Draft, changed: dict[str, str]) -> None:
        """Write pain and why; what could not be written is asked for again, as it was typed."""
        try:
            await self.workspace.run(self.workspace.naming.edit, account_id, **changed)
        except ProspectorError as error:
            now = self.typed()
            if now.step == name_draft.NAMING and not now.name:
                self._change(replace(draft, account_id=account_id, waiting=now.waiting, ahead=now.ahead))
                self.why.say(error.sentence, wrong=True)
                self.why.take_focus()
            else:  # who types on is not interrupted: it comes back after what is typed now
                self._change(
                    replace(now, ahead=(*now.ahead, replace(draft, step=name_draft.NAMING, name=draft.called)))
                )
                self.prospector.say(error.sentence, severity="error")
            return
        self.reload()

    def _go_on(self, done: name_draft.Draft) -> None:
        """Go on after `done` to what was half typed, the next waiting line of a paste, or an empty slot."""
        self.query_one(LessonLine).tell(())
        self._change(name_draft.without_taken(done.next(), self._rows))
        if done.waiting and not (done.name or done.ahead):
            self._take()
