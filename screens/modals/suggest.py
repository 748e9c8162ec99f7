"""Suggestions: companies like the profile or like the best accounts, with what they share; one key takes one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from prospector.errors import ProspectorError
from prospector.text import plural
from screens.jobs import begin
from screens.modals.candidates import CandidatesBox
from screens.research import ask_contact
from screens.widgets.rows import Column, Row, note
from screens.widgets.table import Table

if TYPE_CHECKING:
    from prospector.pipeline.suggesting import Suggestion

COLUMNS = (
    Column("", 1),
    Column("company", 18, grow=2),
    Column("domain", 15, grow=1, drop=1),
    Column("place", 12, grow=1),
    Column("source", 9),
)
WHERE = {"active": "on the list", "bench": "on the bench", "dropped": "dropped"}
_MOST = 40


class SuggestBox(CandidatesBox[int]):
    """Answers how many companies were taken."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "bench", "Take it to the bench", id="suggest.bench", show=False),
        Binding(
            "minus", "different", "Take it: it is another company than the one here", id="suggest.different", show=False
        ),
        Binding("o", "open", "Open the company that is here already", id="suggest.open", show=False),
        Binding("s", "search", "Ask the sources again", id="suggest.search", show=False),
        Binding("y", "yank", "Copy the domain", id="suggest.yank", show=False),
        Binding("q", "leave", "Back", id="suggest.leave", show=False),
    ]
    DEFAULT_CSS = """
    SuggestBox Table { height: auto; max-height: 11; margin: 1 0; }
    SuggestBox.-wide Table { max-height: 22; }
    SuggestBox #about { height: 5; }
    SuggestBox #told { height: auto; max-height: 2; color: $text-muted; }
    """

    def __init__(self) -> None:
        """Begin with the list shown last in this session, else ask."""
        super().__init__()
        self._found: Sequence[Suggestion] = ()
        self._taken: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Lay out the suggestions, and the one under the cursor in full."""
        box = self.laid_out(COLUMNS, "suggestions")
        box.border_title = "Companies like yours"
        box.border_subtitle = "enter takes · b to the bench · s asks anew · esc"
        yield box

    def on_mount(self) -> None:
        """Show what was found before, else ask the sources."""
        last = self.workspace.suggesting.last
        if last is None:
            self.query_one(Table).show([note("Asking open sources by industry, place and size …")])
            self.action_search()
            return
        self._found = last.found
        self._draw()
        self.tell("Found earlier: s asks the sources anew.")

    def _draw(self) -> None:
        rows = [_row(str(number), one, self._taken.get(str(number), "")) for number, one in enumerate(self._found)]
        self.query_one(Table).show(rows or [note("No source that was asked knows a company like yours.")])
        self.show_about()

    @property
    def _chosen(self) -> Suggestion | None:
        key = self.query_one(Table).key
        return self._found[int(key)] if key.isdigit() and int(key) < len(self._found) else None

    @property
    def about(self) -> Sequence[tuple[str, str]]:
        """What is known of the suggestion under the cursor."""
        one = self._chosen
        return facts(one) if one else ()

    @on(Table.Opened)
    def take(self, event: Table.Opened) -> None:
        """Take the one under the cursor into the next free slot."""
        event.stop()
        self._begin(bench=False)

    def action_bench(self) -> None:
        """Take the one under the cursor to the bench."""
        self._begin(bench=True)

    def action_different(self) -> None:
        """Take the one under the cursor although it looks like one that is here."""
        self._begin(bench=False, different=True)

    def _begin(self, *, bench: bool, different: bool = False) -> None:
        key, one = self.query_one(Table).key, self._chosen
        if one is None or key in self._taken:
            return
        if one.known and not different:
            self.tell(f"{one.account} is here already: o opens it")
            return
        begin(self, partial(self._take, key, one, bench=bench, different=different), group="take", exclusive=True)

    async def _take(self, key: str, one: Suggestion, *, bench: bool, different: bool) -> None:
        take = partial(self.workspace.suggesting.take, one, bench=bench, different=different)
        try:
            named = await self.workspace.run(take)
        except ProspectorError as error:
            hint = " (- takes it as another company)" if one.verdict == "review" and not different else ""
            self.tell(f"{error.sentence[:1].upper()}{error.sentence[1:]}{hint}")
            return
        where = f"slot {named.slot}" if named.slot else "the bench"
        self._taken[key] = where
        self._draw()
        self.query_one(Table).action_move(1)
        self.tell(f"{named.name} has {where}, because it shares: {', '.join(one.shared.traits)}"
                   if named.slot else f"{named.name} waits on the bench")  # fmt: skip

    def action_open(self) -> None:
        """Open the company that is here already."""
        one = self._chosen
        if one is not None and one.account_id:
            self.dismiss(len(self._taken))
            self.prospector.open_account(one.account_id)

    def action_yank(self) -> None:
        """Copy the domain."""
        if (one := self._chosen) and one.candidate.domain:
            self.app.copy_to_clipboard(one.candidate.domain)
            self.tell(f"Copied {one.candidate.domain}")

    def action_leave(self) -> None:
        """Close; say how many were taken."""
        self.dismiss(len(self._taken))

    async def search(self) -> None:
        """Ask the sources, and show what they propose instead of what was found before."""
        try:
            await ask_contact(self.prospector)
            found = await self.workspace.suggesting.suggest(limit=_MOST, say=self.tell)
        except ProspectorError as error:
            self.query_one(Table).show([note(error.sentence[:1].upper() + error.sentence[1:])])
            self.tell("")
            return
        self._found, self._taken = found.found, {}
        self._draw()
        silent = sorted({one.source for one in found.answers if one.state not in ("found", "nothing", "skipped")})
        fresh = sum(not one.known for one in found.found)
        self.tell(f"{plural(fresh, 'suggestion')}" + (f"; no answer from {', '.join(silent)}" if silent else ""))


def _row(key: str, one: Suggestion, taken: str) -> Row:
    place = ", ".join(filter(None, (one.candidate.city, one.candidate.country)))
    sign = "✓" if taken else {"same": "=", "review": "?", "related": "~"}.get(one.verdict, "·")
    style = "good" if taken else "dim" if one.known else "warn" if one.verdict == "review" else ""
    return Row(
        key,
        ((sign, style), (one.candidate.name, "dim" if one.known else "title"), one.candidate.domain, (place, "dim"),
         (taken or one.source, "good" if taken else "dim")),
    )  # fmt: skip


def facts(one: Suggestion) -> list[tuple[str, str]]:
    """Return what is known of a suggestion, as labels and texts."""
    where = WHERE.get(one.place, "here")
    here = {"same": f"{where} already as {one.account}", "review": f"may be {one.account}, {where}",
            "related": f"related to {one.account}, {where}"}.get(one.verdict, "")  # fmt: skip
    listed = [
        ("Shares", one.shared.sentence),
        ("Does", one.candidate.industry),
        ("Here", here + (f": {one.lesson}" if one.lesson else "")),
        ("Know", one.candidate.note),
        ("Sources", ", ".join((one.label, *one.also))),
    ]
    return [(label, text) for label, text in listed if text]
