"""How the timeline of an account looks."""

from __future__ import annotations

from datetime import date

from prospector.model.timeline import EventRecord
from prospector.text import plural
from screens.account_view import AccountView
from screens.show import local_day
from screens.signs import FULL, HOLLOW, research_sign
from screens.widgets.rows import Column, Row, note

EVENT_COLUMNS = (Column("when", 7), Column("what", 24, grow=1, want=48), Column("who", 10, drop=1))
_GLYPHS = {
    "stage": "»", "evidence": "◆", "why_now": "◇", "hand_over": "⇄", "step": "→", "snooze": "⧗", "act": "-", "named": "+",
}  # fmt: skip
_LOUD = frozenset(("touch", "stage", "evidence", "hand_over"))
"""Kinds that say how it goes with the company; the rest is book-keeping and stands back."""


def event_rows(view: AccountView) -> list[Row]:
    """Return the timeline, newest first."""
    rows = [_row(one, view) for one in view.events]
    if not any(one.kind == "touch" for one in view.events):
        return [note("Never touched yet: a logs the first attempt."), *rows]
    return rows


def _row(one: EventRecord, view: AccountView) -> Row:
    style = "good" if one.good else "" if one.kind in _LOUD else "dim"
    return Row(one.id, ((_day(one.at, view.day), "dim"), (f"{_glyph(one, view)} {one.said}", style), (one.who, "dim")))


def _day(stamped: str, today: date) -> str:
    """Return the day of an event as briefly as it stays clear: ``13 Nov``, and ``2025-11`` of another year."""
    day = date.fromisoformat(local_day(stamped)[:10])
    return f"{day.day} {day:%b}" if day.year == today.year else f"{day:%Y-%m}"


def _glyph(one: EventRecord, view: AccountView) -> str:
    if one.kind == "touch":
        return FULL if one.good else HOLLOW
    if one.kind == "research":
        state = next((each.state for each in view.outcomes if one.id == f"research {each.source}"), "")
        return research_sign(state).glyph
    return _GLYPHS.get(one.kind, "·")


def event_title(view: AccountView) -> str:
    """Return the title of the timeline."""
    touches = sum(one.kind == "touch" for one in view.events)
    return f"Timeline · {plural(touches, 'touch', 'touches')}"


def event_facts(one: EventRecord) -> list[tuple[str, str]]:
    """Return everything about an event, as labels and texts."""
    return [("When", local_day(one.at)), ("By", one.who), *one.facts]
