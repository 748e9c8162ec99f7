"""The rows of the list: what is read, in which order, and how a row looks. Pure apart from `read`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, cast

from prospector.model.account import ListRow
from prospector.model.lead import LeadCounts
from prospector.model.touch import words
from prospector.text import folded
from screens.list_empty import free_rows, nothing_rows
from screens.show import age, fit_bar, fit_numbers
from screens.signs import FULL, HOLLOW, research_cell, research_sign
from screens.widgets.chosen import Chosen
from screens.widgets.rows import Cell, Column, Lines, Row, note

if TYPE_CHECKING:
    from prospector.outreach.next_step import NextStep
    from prospector.outreach.readiness import Lamps
    from prospector.pipeline.gist import Gist
    from prospector.pipeline.paged import Paged
    from prospector.pipeline.sieve import Net
    from prospector.workspace import Workspace

CYCLE = ("active", "bench", "all")
"""What one key goes through; the other parts are views."""
COLUMNS = (
    Column("slot", 4, right=True),
    Column("company", 19, grow=3, want=26, most=44),
    Column("fit", 8),
    Column("", 6),
    Column("ready", 5, drop=1),
    Column("research", 11, grow=1, most=24),
    Column("touched", 7),
    Column("next", 10),
    Column("next act", 19, drop=2),
    Column("domain", 20, grow=2, drop=3, most=30),
    Column("place", 12, grow=1, drop=4, most=24),
    Column("sector", 10, grow=1, drop=5, most=18),
)
_LONG, _EXPLORE = "L", "E"
_WHOLE = ("all", "bench", "dropped")
"""Scopes that are places and nothing else."""


@dataclass(frozen=True, slots=True)
class ListView:
    """Everything the list shows."""

    scope: str
    sort: str
    size: int
    rows: Sequence[ListRow]
    """The rows of the scope, in their order, before the filter; of a long list read when they are looked at."""
    top: Sequence[ListRow]
    """The rows among them that stand in slots."""
    texts: Sequence[str]
    """What a filter looks through, row by row; empty for a long list, which has `gist` for it."""
    steps: Mapping[str, NextStep]
    """Next step of each active target."""
    day: date
    now: datetime
    bench: int
    counts: LeadCounts
    """Leads claimed, meeting the definition, followed up."""
    lamps: Mapping[str, Lamps] = field(default_factory=dict)
    """What is known of each active target before the first touch: a fact, a fit reason, a why-now."""
    sieve: Mapping[str, int] | None = None
    """How many leads stand in each part of the sieve; None as long as nobody counted."""
    net: Net | None = None
    honesty: str = ""
    gist: Gist | None = None
    """What a filter looks through in a long list, None as long as it is being read."""
    whole: bool = True
    """Whether all that was asked for was read, and not only what is there at once."""
    memo: dict[str, Sequence[int]] = field(default_factory=dict, compare=False)

    @property
    def active(self) -> int:
        """How many slots are taken."""
        return len(self.top)

    @property
    def hollow(self) -> int:
        """How many of the active ones were never touched."""
        return sum(1 for row in self.top if not row.touches)

    @property
    def is_part(self) -> bool:
        """Whether rows of this scope are still to be read: only those in slots are here."""
        return not self.whole and self.scope not in ("active", "short")

    @property
    def is_read(self) -> bool:
        """Whether a filter can look through the rows already."""
        return not self.is_part and (self.gist is not None or len(self.texts) == len(self.rows))

    def row_of(self, account_id: str) -> ListRow | None:
        """Return the row of an account, None when it is not among these."""
        long = _long(self.rows)
        return long.row_of(account_id) if long else next((row for row in self.rows if row.id == account_id), None)


class Texts:
    """What a filter looks through, kept as long as its row stays the same."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._kept: dict[str, tuple[ListRow, str]] = {}

    def of(self, rows: Sequence[ListRow]) -> list[str]:
        """Return the text of each row."""
        from prospector.pipeline.picking import searched

        found = []
        for row in rows:
            kept = self._kept.get(row.id)
            if kept is None or kept[0] is not row:
                kept = self._kept[row.id] = (row, searched(row))
            found.append(kept[1])
        return found


def read(
    workspace: Workspace, scope: str, sort: str = "fit", texts: Texts | None = None, *, whole: bool = True
) -> ListView:
    """Read the list; to be run in the workspace's thread. Without `whole` only what is there at once: that may be all."""
    from prospector.pipeline.picking import SCOPES, SORTS, in_order, in_scope, places_of
    from prospector.pipeline.sieve import PARTS

    part = scope if scope in SCOPES else "active"
    order = sort if sort.removeprefix("-") in SORTS else "fit"
    by_page = order == "fit" and part in _WHOLE
    whole = whole or workspace.lists.at_once(workspace.actor, places_of(part), paged=by_page)
    read_now = places_of(part) if whole else ("active",)
    long = workspace.lists.paged(workspace.actor, read_now) if by_page else None
    rows = long or in_order(in_scope(workspace.list_rows(places=read_now), part), order)
    of_slots = workspace.list_rows() if long and "active" in read_now else rows if not long else ()
    top = [row for row in of_slots if row.place == "active"]
    day = workspace.today.view()
    steps = {one.account_id: one.step for one in (*day.due, *day.coming, *day.after)}
    sieve, net = workspace.sieve() if whole and not workspace.lists.are_many else (None, None)
    return ListView(
        part, order, day.size, rows, top, () if long else (texts or Texts()).of(rows), steps, day.day,
        workspace.store.clock.now(), day.bench, workspace.strategy.counts(workspace.actor),
        workspace.lamps([row.id for row in top]), {one: len(getattr(sieve, one)) for one in PARTS} if sieve else None,
        net, workspace.strategy.honesty(), whole=whole,
    )  # fmt: skip


def with_gist(workspace: Workspace, view: ListView) -> ListView:
    """Return the view of a large workspace with its sieve counted and a filter that can look through it."""
    gist = workspace.lists.gist(workspace.actor)
    if gist is None:
        return view
    long = _long(view.rows)
    if long:
        gist.places_in(long.ids)  # here, for whoever filters would wait for it
    return replace(view, gist=gist if long else None, sieve=gist.sieve, net=gist.net(view.active, view.size), memo={})


def kept(view: ListView, typed: str) -> Sequence[int]:
    """Return the numbers of the rows in which every typed word stands; all while they can't be looked through yet."""
    wanted = folded(typed).split()
    if not wanted or not view.is_read:
        return range(len(view.rows))
    if typed not in view.memo:
        view.memo.clear()
        view.memo[typed] = _found(view, wanted)
    return view.memo[typed]


def _found(view: ListView, wanted: Sequence[str]) -> Sequence[int]:
    long = _long(view.rows)
    if long and view.gist:
        return view.gist.hits(wanted, long.ids)
    first, *others = wanted
    found = [at for at, text in enumerate(view.texts) if first in text]
    for word in others:
        found = [at for at in found if word in view.texts[at]]
    return found


def lines(view: ListView, typed: str, live: Mapping[str, tuple[str, str]]) -> Sequence[Row]:
    """Return the table's rows: the companies, then what there is to say about free slots or an empty list."""
    found, rows, long = kept(view, typed), view.rows, _long(view.rows)
    if typed and not found:
        return [note(f"Nothing matches “{typed}”. esc shows all {len(rows)} again.")]
    after = [] if typed else free_rows(view) if view.scope == "active" else [] if rows else nothing_rows(view.scope)
    if long:
        shown = long if len(found) == len(rows) else long.some(Chosen(long.ids, found))
        return Lines(shown.keys, lambda at: line(shown[at], view, live.get(shown.keys[at])), after, shown.read)
    keys = [rows[at].id for at in found]
    return Lines(keys, lambda at: line(rows[found[at]], view, live.get(keys[at])), after)


def _long(rows: Sequence[ListRow]) -> Paged | None:
    """Return the rows as the long list that they are, None for a short one."""
    # A list can't be long before the module that reads long ones was imported.
    return cast("Paged", rows) if rows and not isinstance(rows, list | tuple) else None


def line(row: ListRow, view: ListView, live: tuple[str, str] | None) -> Row:
    """Return the row of one company; `live` is what research is saying about it right now."""
    slot = str(row.slot) if row.slot else {"bench": "b", "dropped": "x"}.get(row.place, "")
    # What is judged apart, or over a longer time, says so beside its slot.
    slot += f" {_EXPLORE}" if row.explore else f" {_LONG}" if row.horizon == "long" else "  "
    research = _live(live) if live else research_cell(row.researched, row.claims)
    fit = row.fit
    style = "bad" if fit and fit.disqualified else "dim" if fit is None else "good"
    touched: Cell = (f"{FULL} {age(row.last_touch, view.now)}", "") if row.last_touch else (f"{HOLLOW} never", "warn")
    due, act = _step(row, view)
    place = ", ".join(part for part in (row.city, row.country) if part)
    return Row(
        row.id,
        ((slot, "dim"), row.name, (fit_bar(fit, 8), style), fit_numbers(fit), _lamps(row, view), research, touched, due,
         (act, "dim"), (row.domain or "no domain", "dim"), (place, "dim"), (row.sector, "dim")),
    )  # fmt: skip


def _lamps(row: ListRow, view: ListView) -> Cell:
    """Return the three lamps: a fact, a fit reason, a why-now."""
    lamps = view.lamps.get(row.id)
    if lamps is None:
        return ""
    lit = "".join(FULL if one else HOLLOW for one in (lamps.fact, lamps.fit, lamps.why_now))
    return lit, "good" if lamps.lit else "dim"


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
        return (row.place if row.place != "active" else "none yet", "dim" if row.place != "active" else "warn"), ""
    days = (view.day - step.due).days
    if days > 0:
        return (f"!{days} d late", "warn"), step.act
    return ("today", "accent") if days == 0 else (f"{step.due:%a %d %b}", "dim"), step.act


def detail(row: ListRow) -> str:
    """Return the line about the company under the cursor."""
    told = [row.domain or "no domain", ", ".join(part for part in (row.city, row.country) if part)]
    if row.explore:
        told.append("exploration, judged apart")
    if row.last_outcome:
        told.append(f"last: {words(row.last_outcome)}")
    told.append(f"pain: {row.pain}" if row.pain else "no pain written down yet: e adds it")
    return " · ".join(part for part in told if part)
