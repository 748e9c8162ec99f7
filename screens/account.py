"""Account: what is understood and what stands in the way, the people, what was done, every claim with its proof."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from prospector.errors import NotFound, ProspectorError
from prospector.text import plural
from screens import account_view, places
from screens.account_acts import QualifyingPlace
from screens.account_brief import BRIEF_COLUMNS, brief_rows
from screens.account_card import PEOPLE_COLUMNS, card_columns, card_rows, card_title, people_rows, people_title
from screens.account_events import EVENT_COLUMNS, event_facts, event_rows, event_title
from screens.account_help import HELP
from screens.claim_rows import CLAIM_COLUMNS, claim_rows
from screens.found import go_to_found
from screens.widgets.rows import BLANK, Row, heading, note
from screens.widgets.table import Table

PANES = ("brief", "card", "people", "events", "claims")
_WIDE = 100
_BRIEF_SHARE = 48
"""Hundredths of the width that the brief has where panes stand side by side; see `account.tcss`."""
_LABELS = {"brief": "Brief", "card": "Obstacles", "people": "People", "events": "Timeline", "claims": "Claims"}
_SIDE = frozenset(("card", "people", "events"))
_LAST = (("a", "touch"), ("tab", "pane"), ("?", "help"))
_ON = ((">", "stage"), ("h", "hand over"))
KEYS: Mapping[str, Sequence[tuple[str, str]]] = {
    "brief": (("enter", "edit"), ("+", "why now"), *_ON, *_LAST),
    "card": (("enter", "evidence"), ("L", "lens"), *_ON, *_LAST),
    "people": (("+", "contact"), ("e", "edit"), ("!", "never"), ("x", "take out"), *_LAST),
    "events": (("enter", "in full"), *_ON, ("b", "brief"), *_LAST),
    "claims": (("enter", "proof"), ("=", "right"), ("-", "wrong"), ("P", "keep"), ("e", "edit"), *_LAST),
}
"""Keys of the last line by the pane in front."""
KEYS_BEFORE = (("r", "research"), ("e", "edit"), ("i", "type a value"), ("d", "who is it"), *_LAST)
"""Keys of the claims while nothing is known."""


class PeopleTable(Table):
    """The contacts: what is meant for the company elsewhere is meant for the person here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("exclamation_mark", "screen.never_person", "Never contact this person", id="people.never", show=False)
    ]


class AccountScreen(QualifyingPlace):
    """One company. Wide, all panes at once; narrow, one at a time."""

    MODE = places.ACCOUNT
    KEYS: ClassVar[Sequence[tuple[str, str]]] = KEYS["brief"]
    HELP = HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "pane(1)", "Next pane", id="account.pane", show=False),
        Binding("shift+tab", "pane(-1)", "Pane before", id="account.pane_before", show=False),
    ]

    def __init__(self) -> None:
        """Begin with nothing read."""
        super().__init__()
        self._view: account_view.AccountView | None = None

    def body(self) -> ComposeResult:
        """Lay out the panes."""
        yield Static(id="panes")
        tables = {
            "brief": Table(BRIEF_COLUMNS, id="brief", headings=False),
            "card": Table(card_columns("obstacles"), id="card", headings=False),
            "people": PeopleTable(PEOPLE_COLUMNS, id="people", headings=False),
            "events": Table(EVENT_COLUMNS, id="events", headings=False),
            "claims": Table(CLAIM_COLUMNS, id="claims", headings=False),
        }
        for table in tables.values():
            table.add_class("pane")
        side = Container(*(tables[one] for one in PANES if one in _SIDE), id="side")
        yield Container(Container(tables["brief"], side, id="upper"), tables["claims"], id="account")

    @property
    def view(self) -> account_view.AccountView | None:
        """What is shown of the account."""
        return self._view

    @property
    def chosen(self) -> str:
        """Id of the account shown."""
        return self._view.record.id if self._view else ""

    @property
    def pane(self) -> str:
        """The pane in front."""
        kept = self.prospector.memory.get("account.pane")
        return kept if kept in PANES else PANES[0]

    def on_screen_resume(self) -> None:
        """Bring the remembered pane to the front."""
        self._show_pane()
        super().on_screen_resume()

    async def refresh_data(self) -> None:
        """Read the account anew."""
        wanted = self.prospector.account_id
        if not wanted:
            self._show_nothing("No company chosen", "2, then enter, opens one from the list; f jumps to any company.")
            return
        try:
            view = await self.workspace.run(account_view.read, self.workspace, wanted)
        except NotFound:
            self._show_nothing(
                "This company is not in the workspace any more",
                "Its naming was taken back. ctrl+r does it again; 2 shows the list.",
            )
            return
        except ProspectorError as error:
            self.prospector.say(error.sentence, severity="error")
            return
        another, self._view = self.chosen != view.record.id, view
        self.redraw(top=another)
        go_to_found(self, self._table, self._to)

    def show_research(self) -> None:
        """Show what research says about this company now."""
        self.redraw()

    def redraw(self, *, top: bool = False) -> None:
        """Show what was read, anew; with `top` the cursors go to the first rows."""
        view = self._view
        if view is None:
            return
        self.headline(account_view.title(view, self.size.width - 2))
        self._show_keys()
        self._table("card").set_columns(card_columns(self.lens))
        live = self.prospector.desk.live.get(view.record.id)
        self._fill(
            top=top, brief=brief_rows(view, self._brief_width), card=card_rows(view, self.lens), people=people_rows(view),
            events=event_rows(view), claims=claim_rows(view, live),
        )  # fmt: skip
        titles = {
            "brief": _LABELS["brief"], "card": card_title(view, self.lens), "people": people_title(view),
            "events": event_title(view), "claims": f"Claims · {plural(len(view.said), 'claim')}",
        }  # fmt: skip
        for pane, told in titles.items():
            self._table(pane).border_title = Content(told)

    def _table(self, pane: str) -> Table:
        return self.query_one(f"#{pane}", Table)

    @property
    def _brief_width(self) -> int:
        before_layout = self.size.width * _BRIEF_SHARE // 100 if self.size.width >= _WIDE else self.size.width
        width = (self._table("brief").content_region.width or before_layout) - 1
        return max(40, min(100, width))

    def on_resize(self) -> None:
        """Break the lines of the brief anew."""
        self.call_after_refresh(self.redraw)

    def _show_nothing(self, title: str, told: str) -> None:
        self._view = None
        self.headline(Content.styled(title, "bold"))
        told_rows = [heading(title), note(told), BLANK, note("n   name a company")]
        self._fill(brief=told_rows, card=[], people=[], events=[], claims=told_rows)

    def _fill(self, *, top: bool = False, **rows: Sequence[Row]) -> None:
        for pane, shown in rows.items():
            self._table(pane).show(shown, line=0 if top else None)

    # Panes

    def action_pane(self, step: int) -> None:
        """Bring the next pane to the front."""
        self._to(PANES[(PANES.index(self.pane) + step) % len(PANES)])

    def to_claims(self) -> bool:
        """Bring the claims to the front; say whether they were there already."""
        there = self.pane == "claims"
        if not there:
            self._to("claims")
            self.prospector.say("The claims are in front now: j and k choose the value")
        return there

    def _to(self, pane: str) -> None:
        self.prospector.remember("account.pane", pane)
        self._show_pane()

    def _show_pane(self) -> None:
        front = self.pane
        for one in PANES:
            self._table(one).set_class(one == front, "-front")
        self.query_one("#upper").set_class(front != "claims", "-front")
        self.query_one("#side").set_class(front in _SIDE, "-front")
        parts = [
            Content.styled(f" {label} ", "bold reverse $text-primary") if one == front else Content(f" {label} ")
            for one, label in _LABELS.items()
        ]
        self.query_one("#panes", Static).update(Content("").join(parts))
        self._show_keys()
        self.query_one(f"#{front}", Widget).focus()
        # What came to the front may have been laid out for the first time just now.
        self.call_after_refresh(self.redraw)

    def _show_keys(self) -> None:
        before = self.pane == "claims" and self._view is not None and not self._view.said
        self.show_keys(KEYS_BEFORE if before else KEYS[self.pane])

    def on_descendant_focus(self) -> None:
        """Follow the focus when the mouse moved it."""
        focused = self.focused.id if self.focused else None
        if focused in PANES and focused != self.pane:
            self._to(focused)

    # Opening rows

    @on(Table.Opened)
    def open_row(self, event: Table.Opened) -> None:
        """Open the row under the cursor."""
        event.stop()
        ways = {
            "brief": self.open_brief, "card": self.open_card, "people": self.open_person, "events": self.open_event,
            "claims": self.open_claim,
        }  # fmt: skip
        ways[event.table.id or ""](event.key)

    def open_claim(self, _row: str) -> None:
        """Show the proof."""
        self.action_prove()

    def open_event(self, row: str) -> None:
        """Show an event in full."""
        found = next((one for one in self._view.events if one.id == row), None) if self._view else None
        if found is not None and self._view is not None:
            from screens.modals.facts import FactsBox

            kind = found.kind.replace("_", " ").capitalize()
            self.app.push_screen(FactsBox(f"{kind}: {self._view.record.name}", event_facts(found)))

    def action_never_person(self) -> None:
        """Never contact the person under the cursor."""
        if not self.never_person():
            self.prospector.say("No contact is chosen: + keeps one here, and ! in another pane means the company")
