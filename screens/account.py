"""Account: the brief, every claim with its proof, and what was done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from prospector.errors import NotFound, ProspectorError
from prospector.text import plural
from screens import account_view, places
from screens.claim_acts import ClaimPlace
from screens.claim_rows import CLAIM_COLUMNS, claim_rows
from screens.widgets.rows import BLANK, Row, heading, note
from screens.widgets.table import Table

PANES = ("brief", "claims", "events")
_WIDE = 100
_BRIEF_CELLS = 42
"""Room in the brief where panes stand side by side; see `account.tcss`."""
_LABELS = {"brief": "Brief", "claims": "Claims", "events": "Timeline"}
KEYS_BEFORE = (
    ("r", "research"), ("e", "edit"), ("i", "type a value"), ("d", "who is it"), ("a", "touch"), ("tab", "pane"),
    ("?", "help"),
)  # fmt: skip
"""Keys while nothing is known."""


class AccountScreen(ClaimPlace):
    """One company. Wide, three panes side by side; narrow, one at a time."""

    MODE = places.ACCOUNT
    MAIN = "#claims"
    KEYS: ClassVar[Sequence[tuple[str, str]]] = (
        ("enter", "proof"), ("=", "right"), ("-", "wrong"), ("P", "keep"), ("e", "edit"), ("a", "touch"), ("tab", "pane"),
        ("?", "help"),
    )  # fmt: skip
    HELP = """
One company: what you wrote about it, what its sources say with the proof, and
what was done. What a person typed is never overwritten by research.

  ✓ confirmed or typed by a person    ≠ says otherwise    → suggested beside it
  ◔ ageing   ◕ stale: research reads it again first   +1 more independent sources
  ● somebody was reached   ○ nobody was

  tab         next pane: brief, claims, timeline
  j k g G     move
  enter, p    proof of the value: every claim, page, passage, day, the rule
  = -         this value is right, is wrong (_ asks why): it counts for its source
  P           show this value whatever others say; takes a suggestion →
  e           edit the value (in the brief: name, domain, pain, why, city, country)
  i           type the value of any field; no research overwrites it
  w           why this score, criterion by criterion
  b           the brief: one page with proof, and what to ask
  a           log a touch: channel, outcome, enter
  d           who is it: what sources propose, compared and picked
  r           research it (R the whole list, R again stops)
  x           drop it, with a reason
  y           copy the domain
  esc         back to where you came from
"""
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
        brief = VerticalScroll(Static(id="told"), id="brief", classes="pane")
        claims = Table(CLAIM_COLUMNS, id="claims", headings=False)
        events = Table(account_view.EVENT_COLUMNS, id="events", headings=False)
        claims.add_class("pane")
        events.add_class("pane")
        yield Container(brief, claims, events, id="account")

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
        return kept if kept in PANES else "claims"

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
            self._view = await self.workspace.run(account_view.read, self.workspace, wanted)
        except NotFound:
            self._show_nothing(
                "This company is not in the workspace any more",
                "Its naming was taken back. ctrl+r does it again; 2 shows the list.",
            )
            return
        except ProspectorError as error:
            self.prospector.say(error.sentence, severity="error")
            return
        self._draw()

    def show_research(self) -> None:
        """Show what research says about this company now."""
        if self._view is not None:
            self._draw()

    def _draw(self) -> None:
        view = self._view
        if view is None:
            return
        self.headline(account_view.title(view))
        self.show_keys(self.KEYS if view.said else KEYS_BEFORE)
        self.query_one("#told", Static).update(account_view.brief(view, self._brief_width))
        live = self.prospector.desk.live.get(view.record.id)
        self._fill(claim_rows(view, live), account_view.event_rows(view))
        for pane, count in (("claims", len(view.said)), ("events", len(view.touches))):
            counted = plural(count, "claim") if pane == "claims" else plural(count, "touch", "touches")
            self.query_one(f"#{pane}").border_title = Content(f"{_LABELS[pane]} · {counted}")
        self.query_one("#brief").border_title = "Brief"

    @property
    def _brief_width(self) -> int:
        before_layout = _BRIEF_CELLS if self.size.width >= _WIDE else self.size.width - 4
        return max(30, min(100, self.query_one("#brief").size.width or before_layout))

    def on_resize(self) -> None:
        """Break the lines of the brief anew."""
        self.call_after_refresh(self._draw)

    def _show_nothing(self, title: str, told: str) -> None:
        self._view = None
        self.headline(Content.styled(title, "bold"))
        self.query_one("#told", Static).update(Content(told))
        self._fill([heading(title), note(told), BLANK, note("n   name a company")], [])

    def _fill(self, claims: Sequence[Row], events: Sequence[Row]) -> None:
        self.query_one("#claims", Table).show(claims)
        self.query_one("#events", Table).show(events)

    # Panes

    def action_pane(self, step: int) -> None:
        """Bring the next pane to the front."""
        after = PANES[(PANES.index(self.pane) + step) % len(PANES)]
        self.prospector.remember("account.pane", after)
        self._show_pane()

    def _show_pane(self) -> None:
        for one in PANES:
            self.query_one(f"#{one}").set_class(one == self.pane, "-front")
        parts = [
            Content.styled(f" {label} ", "bold reverse $text-primary") if one == self.pane else Content(f" {label} ")
            for one, label in _LABELS.items()
        ]
        self.query_one("#panes", Static).update(Content("").join(parts))
        self.query_one(f"#{self.pane}", Widget).focus()

    def on_descendant_focus(self) -> None:
        """Follow the focus when the mouse moved it."""
        focused = self.focused.id if self.focused else None
        if focused in PANES and focused != self.pane:
            self.prospector.remember("account.pane", focused)
            self._show_pane()

    @on(Table.Opened, "#claims")
    def open_claim(self, event: Table.Opened) -> None:
        """Show the proof."""
        event.stop()
        self.action_prove()

    @on(Table.Opened, "#events")
    def open_event(self, event: Table.Opened) -> None:
        """Show a touch in full."""
        event.stop()
        touch = next((one for one in self._view.touches if one.id == event.key), None) if self._view else None
        if touch is not None and self._view is not None:
            from screens.modals.facts import FactsBox

            self.app.push_screen(FactsBox(f"Touch {self._view.record.name}", account_view.touch_facts(touch)))
