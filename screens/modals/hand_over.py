"""The hand-over of an account: its packet, the offer, and the answer to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from prospector.errors import BadInput, ProspectorError
from prospector.model.account import AccountRecord
from prospector.model.qualification import RETURN_REASONS, HandOverRecord
from prospector.model.touch import words
from prospector.text import plural
from screens.base import Ask
from screens.jobs import begin
from screens.modals.form import Answers, FormBox, FormField
from screens.show import local_day, wrap

_ROOM = 66
_NOT_CHOSEN = "not chosen yet"
_CODES = {said: code for code, said in RETURN_REASONS.items()}
_UNKNOWN = "- unknown: ask"


class HandOverBox(Ask[bool]):
    """Shows the packet, offers the account, keeps the answer; answers whether something was changed."""

    AUTO_FOCUS = ".box"
    CSS_PATH = "forms.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h,q", "leave", "Close", id="hand_over.leave", show=False),
        Binding("o", "offer", "Offer it to somebody", id="hand_over.offer", show=False),
        Binding("a", "accept", "Accept what is offered", id="hand_over.accept", show=False),
        Binding("r", "give_back", "Return it with a reason", id="hand_over.give_back", show=False),
        Binding("c", "recycle", "Recycle it to a later day", id="hand_over.recycle", show=False),
        Binding("y", "yank", "Copy the packet as Markdown", id="hand_over.yank", show=False),
        Binding("j", "scroll(1)", "Down", id="hand_over.down", show=False),
        Binding("k", "scroll(-1)", "Up", id="hand_over.up", show=False),
        Binding("g", "edge('top')", "To the top", id="hand_over.top", show=False),
        Binding("G", "edge('bottom')", "To the bottom", id="hand_over.bottom", show=False),
    ]

    def __init__(self, record: AccountRecord) -> None:
        """Show the hand-over of `record`."""
        super().__init__()
        self._record = record
        self._packet = ""
        self._listed: Sequence[HandOverRecord] = ()
        self._changed = False

    def compose(self) -> ComposeResult:
        """Lay out the standing and the packet."""
        box = VerticalScroll(
            Static(id="standing", classes="question"), Static(id="packet", classes="question"), classes="box"
        )
        box.border_title = Content(f"Hand-over {self._record.name}")
        yield box

    def on_mount(self) -> None:
        """Read packet and hand-overs."""
        begin(self, self._read, group="read", exclusive=True)

    async def _read(self) -> None:
        try:
            self._record, self._listed, self._packet = await self.workspace.run(self._everything)
        except ProspectorError as error:
            self.query_one("#standing", Static).update(Content(error.sentence))
            return
        self.query_one("#standing", Static).update(self._standing())
        self.query_one("#packet", Static).update(_laid_out(self._packet))
        acts = "a accept · r return · c recycle" if self._waiting else "o offers it"
        self.query_one(".box").border_subtitle = f"{acts} · y copies · esc closes"

    def _everything(self) -> tuple[AccountRecord, Sequence[HandOverRecord], str]:
        workspace, key = self.workspace, self._record.id
        listed = workspace.hand_overs.of(key)
        waiting = next((one for one in listed if one.state == "offered"), None)
        # What was offered is what the receiver answers to, whatever was learnt since.
        return workspace.account(key), listed, waiting.packet if waiting else workspace.dossiers.packet(key)

    @property
    def _waiting(self) -> HandOverRecord | None:
        return next((one for one in self._listed if one.state == "offered"), None)

    def _standing(self) -> Content:
        one, stage = self._waiting, words(self._record.stage)
        if one:
            late = ", later than agreed" if one.late else ""
            waits = f", waiting {plural(one.waiting_days, 'working day')}{late}" if one.waiting_days else ""
            told = f"{one.given_by} offered it to {one.given_to} on {one.offered_at[:10]}{waits}."
        elif self._record.stage == "qualified":
            told = "Qualified, and not offered to anybody."
        else:
            told = f"Not qualified: it is {stage}. Offering it all the same needs a reason."
        parts: list[str | tuple[str, str]] = [(told, "bold")]
        if gaps := _unknown(self._packet):
            parts.append((f"\nUnknown: {', '.join(gaps)}.", "$text-warning"))
        parts += [(f"\n{_past(each)}", "$text-muted") for each in self._listed if each is not one]
        return Content.assemble(*parts)

    # Acts

    def action_offer(self) -> None:
        """Ask for the receiver, and offer it."""
        if self._waiting:
            self.prospector.say(f"It is offered to {self._waiting.given_to} already: a accepts, r returns, c recycles")
            return
        asked = [FormField("to", "To whom", example="kim")]
        if self._record.stage != "qualified":
            asked.append(FormField("reason", "All the same", example="they want to sign this week"))
        hand_overs, key = self.workspace.hand_overs, self._record.id
        self._ask("Offer", asked, lambda told: hand_overs.offer(key, told["to"], told.get("reason", "")))

    def action_accept(self) -> None:
        """Accept it."""
        if one := self._answerable():
            asked = [FormField("note", "Note", example="first meeting on Friday")]
            hand_overs = self.workspace.hand_overs
            self._ask("Accept", asked, lambda told: hand_overs.accept(one.id, told["note"]))

    def action_give_back(self) -> None:
        """Return it with a coded reason."""
        if one := self._answerable():
            hand_overs = self.workspace.hand_overs
            self._ask(
                "Return", _reasons(), lambda told: hand_overs.give_back(one.id, _code(told["code"]), told["reason"])
            )

    def action_recycle(self) -> None:
        """Return it until a later day."""
        if one := self._answerable():
            hand_overs = self.workspace.hand_overs
            asked = [*_reasons(), FormField("on", "Back on", example="1 September")]
            self._ask(
                "Recycle",
                asked,
                lambda told: hand_overs.recycle(one.id, _code(told["code"]), told["reason"], told["on"]),
            )

    def _answerable(self) -> HandOverRecord | None:
        if self._waiting is None:
            self.prospector.say("It is not offered to anybody: o offers it")
        return self._waiting

    def _ask(self, verb: str, asked: Sequence[FormField], save: Callable[[Answers], object]) -> None:
        one = self._waiting
        about = ""
        if one and one.given_by == self.workspace.actor:
            about = f"The answer is {one.given_to}'s. To answer for them, say how you know."
        elif not one:
            about = "The packet goes along as it stands; what is unknown is listed in it."
        form = FormBox(
            f"{verb} {self._record.name}", asked, save=save, about=about,
            kept=f"hand_over.{verb}.{self._record.id}",
        )  # fmt: skip
        self.app.push_screen(form, lambda answers: self._done(verb) if answers is not None else None)

    def _done(self, verb: str) -> None:
        self._changed = True
        told = {"Offer": "Offered", "Accept": "Accepted", "Return": "Returned", "Recycle": "Recycled"}[verb]
        self.prospector.say(f"{told} {self._record.name} · u takes it back", seconds=6.0)
        begin(self, self._read, group="read", exclusive=True)

    def action_leave(self) -> None:
        """Close, and say whether something was changed."""
        self.dismiss(self._changed)

    # The page

    def action_yank(self) -> None:
        """Copy the packet."""
        self.app.copy_to_clipboard(self._packet)
        self.prospector.say(f"Copied the packet of {self._record.name} as Markdown")

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one(".box", VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_edge(self, edge: str) -> None:
        """Scroll to the top or the bottom."""
        box = self.query_one(".box", VerticalScroll)
        box.scroll_home(animate=False) if edge == "top" else box.scroll_end(animate=False)


def _reasons() -> list[FormField]:
    return [
        FormField("code", "Reason", _NOT_CHOSEN, options=[_NOT_CHOSEN, *RETURN_REASONS.values()], check=_chosen),
        FormField("reason", "In words", example="they closed the budget until autumn"),
    ]


def _chosen(said: str) -> None:
    if said not in _CODES:
        raise BadInput("choose the reason that is counted: left and right choose it")


def _code(said: str) -> str:
    return _CODES.get(said, "")


def _past(one: HandOverRecord) -> str:
    why = ", ".join(part for part in (RETURN_REASONS.get(one.reason_code, ""), one.reason) if part)
    until = f" to {one.recycle_on}" if one.recycle_on else ""
    when = local_day(one.answered_at)[:10] if one.answered_at else ""
    return f"{when} {one.state} by {one.given_to}{until}{f': {why}' if why else ''}".strip()


def _unknown(packet: str) -> list[str]:
    """Return the headings of the packet under which nothing is known."""
    found, title = [], ""
    for line in packet.splitlines():
        if line.startswith("## "):
            title = line[3:]
        elif line.startswith(_UNKNOWN):
            found.append(title.lower())
    return found


def _laid_out(packet: str) -> Content:
    """Return the packet as a page: headings bright, what is unknown coloured."""
    parts: list[tuple[str, str]] = []
    for line in packet.splitlines()[3:]:
        if line.startswith("## "):
            parts.append((f"{line[3:]}\n", "bold $text-accent"))
        elif line.startswith("- "):
            unknown = line.startswith(_UNKNOWN) or ": unknown: ask" in line
            parts.append((f"  {wrap(line[2:], _ROOM, 4)}\n", "$text-warning" if unknown else ""))
    return Content.assemble(*parts)
