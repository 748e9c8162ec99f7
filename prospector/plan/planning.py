"""Writing the plan: checked as a whole, one undoable act, and targets filed anew when the sales cycle changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from prospector.errors import BadInput
from prospector.model.days import FAR_YEARS
from prospector.model.plan import PlanRecord, horizon_of
from prospector.plan.hours import parse_hours
from prospector.text import clean, clean_text, plural

if TYPE_CHECKING:
    from prospector.store.action import Action
    from prospector.store.store import Store

PLAN_KEY = "plan"
NUMBERS: dict[str, tuple[str, int, int]] = {
    "cycle_weeks": ("a sales cycle lasts {low} to {high} weeks", 1, 520),
    "floor_attempts": ("the floor is {low} to {high} attempts", 1, 30),
    "floor_channels": ("the floor is {low} to {high} channels", 1, 6),
    "floor_days": ("the floor is {low} to {high} working days", 0, 250),
    "ceiling_attempts": ("the ceiling is {low} to {high} attempts", 1, 100),
    "ceiling_days": ("the ceiling counts within {low} to {high} days", 1, 730),
    "gap_days": ("the gap between two attempts is {low} to {high} working days", 0, 60),
    "evidence_days": ("evidence holds for {low} to {high} days", 1, 1_000),
    "triage_days": ("a raw lead may wait {low} to {high} working days", 1, 60),
    "quiet_days": ("silence is told after {low} to {high} working days", 1, 250),
    "explore_slots": ("{low} to {high} slots are for exploring", 0, 20),
    "fatigue_tries": ("a strategy is tired after {low} to {high} tries", 1, 1_000),
    "nurture_months": ("long-term targets are touched every {low} to {high} months", 1, 3),
    "day_load": ("one rep can do {low} to {high} touches a day", 1, 200),
}
"""Sentence and bounds of every number of the plan, by field."""
_LONG = ("offer", "pain", "best_customer", "goal")
PLAN_FIELDS = tuple(one.name for one in fields(PlanRecord))


@dataclass(frozen=True, slots=True)
class Refiled:
    """A target whose horizon changed."""

    account_id: str
    name: str
    before: str
    after: str


def read_plan(store: Store) -> PlanRecord | None:
    """Return the plan, None while nobody wrote one."""
    row = store.reader.one(f'SELECT {", ".join(PLAN_FIELDS)} FROM "plan" LIMIT 1')  # noqa: S608 - constants
    return PlanRecord(*row) if row else None


def checked(record: PlanRecord, today: date, before: PlanRecord | None = None) -> PlanRecord:
    """Return `record` cleaned. Raises BadInput naming what can't be and its bounds."""
    changes: dict[str, Any] = {name: clean_text(getattr(record, name)) for name in _LONG}
    changes |= {name: clean(getattr(record, name)) for name in ("firm", "planned_by", "managed_by", "measured_by")}
    for name, (sentence, low, high) in NUMBERS.items():
        given = getattr(record, name)
        if not isinstance(given, int) or isinstance(given, bool) or not low <= given <= high:
            raise BadInput(f"{sentence.format(low=low, high=high)}, not {given}")
    if record.ceiling_attempts < record.floor_attempts:
        raise BadInput(f"the ceiling ({record.ceiling_attempts}) is below the floor ({record.floor_attempts})")
    changes["hours"] = "\n".join(one.text for one in parse_hours(record.hours))
    changes["review_on"] = _review(record.review_on, today, before.review_on if before else None)
    return replace(record, **changes)


def _review(given: str | None, today: date, before: str | None) -> str | None:
    """Return the review day; one that has passed may stay, but can't be set."""
    if not given or given == before:
        return given or None
    try:
        day = date.fromisoformat(given)
    except ValueError:
        raise BadInput(f"“{clean(given)}” is not a day: write it like 2026-09-30") from None
    if day < today:
        raise BadInput(f"the review on {day:%d %B %Y} is in the past: give a day from today on")
    if day.year > today.year + FAR_YEARS:
        raise BadInput(f"the review on {day:%d %B %Y} is more than {FAR_YEARS} years ahead: is the year right?")
    return given


def write_plan(store: Store, record: PlanRecord, batch: str = "") -> list[Refiled]:
    """Write the plan as one act; return the targets that a changed sales cycle files anew. Raises BadInput."""
    from prospector.model.tables import Plan

    wanted = checked(record, store.clock.today(), read_plan(store))
    with store.action("Write the plan", batch=batch) as action:
        row = action.get(Plan, PLAN_KEY) or action.add(Plan(id=PLAN_KEY))
        for name in PLAN_FIELDS:
            if getattr(row, name) != getattr(wanted, name):
                setattr(row, name, getattr(wanted, name))
        moves = refile(action, wanted.cycle_weeks)
        if moves:
            action.retitle(f"Write the plan: {moved_text(moves)}")
    return moves


def refile(action: Action, cycle_weeks: int) -> list[Refiled]:
    """File every target whose decision is expected in so many weeks under the horizon that follows from the cycle."""
    from prospector.model.tables import Target

    expected = action.rows(
        "SELECT t.id, q.expected_weeks, a.name FROM target t JOIN qualification q ON q.account_id = t.account_id "
        "JOIN account a ON a.id = t.account_id WHERE q.expected_weeks IS NOT NULL ORDER BY a.name"
    )
    moves = []
    for target_id, weeks, name in expected:
        target, after = action.get(Target, target_id), horizon_of(weeks, cycle_weeks)
        if target is not None and target.horizon != after:
            moves.append(Refiled(target.account_id, name, target.horizon, after))
            target.horizon = after
    return moves


def moved_text(moves: Sequence[Refiled]) -> str:
    """Return moves in words: ``3 targets to long-term, 1 to short-term``."""
    parts: list[str] = []
    for horizon in ("long", "short"):
        count = sum(1 for one in moves if one.after == horizon)
        if count:
            parts.append(f"{plural(count, 'target') if not parts else count} to {horizon}-term")
    return ", ".join(parts)
