"""The rows of the list: what is read, in which order, and how a row looks. Pure apart from `read`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from prospector.model.account import PLACES, ListRow
from prospector.model.plan import LeadCounts
from prospector.model.touch import words
from prospector.text import folded
from screens.show import age, fit_bar, fit_numbers
from screens.signs import FULL, HOLLOW, research_cell, research_sign
from screens.widgets.rows import BLANK, Cell, Column, Row, heading, note

if TYPE_CHECKING:
    from prospector.outreach.next_step import NextStep
    from prospector.workspace import Workspace

SCOPES = ("active", "bench", "all")
COLUMNS = (
    Column("slot", 4, right=True),
    Column("company", 19, grow=3, want=26, most=44),
    Column("fit", 8),
    Column("", 6),
    Column("research", 11, grow=1, most=24),
    Column("touched", 7),
    Column("next", 10),
    Column("next act", 19, drop=2),
    Column("domain", 20, grow=2, drop=3, most=30),
    Column("place", 12, grow=1, drop=4, most=24),
)


@dataclass(frozen=True, slots=True)
class ListView:
    """Everything the list shows."""

    scope: str
    size: int
    rows: Sequence[ListRow]
    steps: Mapping[str, NextStep]
    """Next step of each active target."""
    day: date
    now: datetime
    bench: int
    counts: LeadCounts
    """Leads claimed, meeting the definition, followed up."""

    @property
    def active(self) -> int:
        """How many slots are taken."""
        return sum(1 for row in self.rows if row.place == "active")

    @property
    def hollow(self) -> int:
        """How many of the active ones were never touched."""
        return sum(1 for row in self.rows if row.place == "active" and not row.touches)


def read(workspace: Workspace, scope: str) -> ListView:
    """Read the list; to be run in the workspace's thread."""
    places = {"active": ("active",), "bench": ("bench",)}.get(scope, PLACES)
    rows = workspace.list_rows(places=places)
    day = workspace.today.view()
    steps = {one.account_id: one.step for one in (*day.due, *day.coming)}
    for row in rows:
        if row.place == "active" and row.id not in steps and (step := workspace.today.step(row.id)):
            steps[row.id] = step
    return ListView(scope, day.size, rows, steps, day.day, workspace.store.clock.now(), day.bench,
                    workspace.strategy.counts(workspace.actor))  # fmt: skip


def kept(rows: Sequence[ListRow], typed: str) -> list[ListRow]:
    """Return the rows in which every typed word occurs: in name, domain, place, stage, pain or why."""
    wanted = folded(typed).split()
    return [row for row in rows if all(word in _searched(row) for word in wanted)] if wanted else list(rows)


def lines(view: ListView, typed: str, live: Mapping[str, tuple[str, str]]) -> list[Row]:
    """Return the table's rows: the companies, then what there is to say about free slots or an empty list."""
    found = kept(view.rows, typed)
    shown = [line(row, view, live.get(row.id)) for row in found]
    if typed:
        return shown or [note(f"Nothing matches “{typed}”. esc shows all {len(view.rows)} again.")]
    if view.scope == "active":
        return shown + _free(view)
    if not shown:
        return _nothing(view)
    return shown


def line(row: ListRow, view: ListView, live: tuple[str, str] | None) -> Row:
    """Return the row of one company; `live` is what research is saying about it right now."""
    slot = str(row.slot) if row.slot else {"bench": "b", "dropped": "x"}.get(row.place, "")
    research = _live(live) if live else research_cell(row.research, row.claims)
    fit = row.fit
    style = "bad" if fit and fit.disqualified else "dim" if fit is None else "good"
    touched: Cell = (f"{FULL} {age(row.last_touch, view.now)}", "") if row.last_touch else (f"{HOLLOW} never", "warn")
    due, act = _step(row, view)
    place = ", ".join(part for part in (row.city, row.country) if part)
    return Row(
        row.id,
        ((slot, "dim"), row.name, (fit_bar(fit, 8), style), fit_numbers(fit), research, touched, due, (act, "dim"),
         (row.domain or "no domain", "dim"), (place, "dim")),
    )  # fmt: skip


def _live(live: tuple[str, str]) -> Cell:
    sign = research_sign(live[0])
    said = sign.word
    if live[0] == "found":
        said = live[1]
    elif live[0] == "running" and "://" in live[1]:
        said = live[1].partition("://")[2].partition("/")[2]
        said = f"reading /{said}"
    return f"{sign.glyph} {said}", sign.style


def _step(row: ListRow, view: ListView) -> tuple[Cell, str]:
    step = view.steps.get(row.id)
    if step is None:
        return (row.place if row.place != "active" else "-", "dim"), ""
    days = (view.day - step.due).days
    if days > 0:
        return (f"!{days} d late", "warn"), step.act
    return ("today", "accent") if days == 0 else (f"{step.due:%a %d %b}", "dim"), step.act


def _free(view: ListView) -> list[Row]:
    free = view.size - view.active
    if not free:
        return []
    taken = {row.slot for row in view.rows}
    first = next(slot for slot in range(1, view.size + 1) if slot not in taken)
    if not view.active:
        return [
            heading(f"{view.size} slots, all free"),
            note("Here stand the companies worth having, the best fit first, each with its proof and its next step."),
            note("The list is empty: nobody has named a company yet."),
            BLANK,
            note("n   name the first one: five are fine for today"),
        ]
    one = f"{HOLLOW} slot {first} is free" if free == 1 else f"{HOLLOW} slot {first} and {free - 1} more are free"
    return [BLANK, note(f"{one} · n names a company")]


def _nothing(view: ListView) -> list[Row]:
    if view.scope == "bench":
        return [
            heading("The bench is empty"),
            note("Here wait companies that are worth having, but not among the twenty of now."),
            note("A name comes here when the list is full, or when b sends it here from the list."),
            BLANK,
            note("B   shows the list, and all"),
        ]
    return [heading("Nothing here yet"), note("n   name the first company")]


def detail(row: ListRow) -> str:
    """Return the line about the company under the cursor."""
    told = [row.domain or "no domain", ", ".join(part for part in (row.city, row.country) if part)]
    if row.last_outcome:
        told.append(f"last: {words(row.last_outcome)}")
    told.append(f"pain: {row.pain}" if row.pain else "no pain written down yet: e adds it")
    return " · ".join(part for part in told if part)


def _searched(row: ListRow) -> str:
    parts = (row.name, row.domain, row.city, row.country, row.stage, row.pain, row.why, row.research)
    return folded(" ".join(part or "" for part in parts))
