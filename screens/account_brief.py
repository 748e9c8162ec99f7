"""The brief of the Account place: fit and next step, what is understood or to be asked, why now, where it came from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from prospector.model.qualification import WhyNowRecord
from prospector.model.touch import words
from screens.account_view import AccountView, ahead, doubted
from screens.show import fit_bar, fit_numbers, late, local_day, wrap
from screens.widgets.rows import BLANK, GAP, GUTTER, Column, Row

_LABEL = 11
BRIEF_COLUMNS = (Column("", _LABEL), Column("", 20, grow=1))
UNKNOWN = "unknown: ask"
UNDERSTOOD = ("need", "motivations", "buying_plan", "timeline", "awareness")
"""Rows of the form of what is understood, by their keys; `timeline` reads as the decision."""
WHY_NOW = "why_now"
"""Key of the row that asks for a reason to speak now; those there are have it before their own."""


def brief_rows(view: AccountView, width: int) -> list[Row]:
    """Return the rows of the brief for a table `width` cells wide."""
    room = max(16, width - GUTTER - _LABEL - GAP)
    return [
        *_standing(view, room), BLANK, *_understood(view, room), BLANK, *_approach(view, room), BLANK,
        *_origin(view, room),
    ]  # fmt: skip


def _line(key: str, label: str, text: str, room: int, style: str = "") -> Iterator[Row]:
    """Yield a row and those that its text goes on in; only the first can be selected."""
    for at, part in enumerate(wrap(text, room).split("\n")):
        yield Row(key if not at else "", ((label if not at else "", "title"), (part, style)))


def _standing(view: AccountView, room: int) -> Iterator[Row]:
    record = view.record
    if view.doubts:
        yield from _line("", "Who is it", doubted(view), room, "warn")
    yield from _fit(view, room)
    if view.step:
        days = (view.day - view.step.due).days
        due = f"{view.step.act}, {late(days, view.step.due)}"
        yield from _line("", "Next step", due, room, "warn" if days > 0 else "")
        yield from _line("", "", view.step.reason, room, "dim")
    horizon = f", {view.horizon}-term" if view.horizon and record.place in ("active", "bench") else ""
    yield from _line("stage", "Stage", f"{words(record.stage)}{horizon}", room)
    if told := ahead(view):
        yield from _line("", "", told, room, "dim")


def _fit(view: AccountView, room: int) -> Iterator[Row]:
    if view.fit is None:
        yield from _line("fit", "Fit", "no profile yet: 6 makes one", room, "warn")
        return
    now = view.fit.range
    told = f"{fit_bar(now, 12)}  {fit_numbers(now)} · {round(100 * now.coverage)} % known"
    yield Row("fit", (("Fit", "title"), (told, "good")))
    if now.disqualified:
        yield from _line("", "", "a `never` criterion is met: w tells which", room, "bad")
    elif view.fit.to_find_out:
        yield from _line("", "", f"find out next: {', '.join(view.fit.to_find_out[:3])}", room, "dim")


def _understood(view: AccountView, room: int) -> Iterator[Row]:
    known = view.understood
    weeks = f"expected in {known.expected_weeks} weeks" if known.expected_weeks is not None else ""
    decision = ", ".join(part for part in (known.timeline, weeks) if part)
    for key, label, text in (
        ("need", "Need", known.need), ("motivations", "Motivation", known.motivations),
        ("pain", "Pains", view.record.pain), ("buying_plan", "Buying plan", known.buying_plan),
        ("timeline", "Decision", decision),
    ):  # fmt: skip
        yield from _line(key, label, text or UNKNOWN, room, "" if text else "warn")


def _approach(view: AccountView, room: int) -> Iterator[Row]:
    for at, one in enumerate(view.why_now):
        yield from _why_now(one, "Why now" if not at else "", view.day, room)
    if not any(not one.stale for one in view.why_now):
        label = "" if view.why_now else "Why now"
        yield from _line(WHY_NOW, label, f"{UNKNOWN}, + keeps a dated reason", room, "warn")
    aware = view.understood.awareness
    yield from _line("awareness", "Awareness", UNKNOWN if aware == "unknown" else words(aware), room,
                     "warn" if aware == "unknown" else "")  # fmt: skip
    yield from _line("", "Open with", view.opener, room, "dim")


def _why_now(one: WhyNowRecord, label: str, today: date, room: int) -> Iterator[Row]:
    happens, expires = _when(one.happens_on, today), _when(one.expires_on, today)
    told = [happens, f"expires {expires}" if expires and not one.stale else ""]
    if one.stale:
        told = [f"expired {expires or happens}"]
    days = ", ".join(part for part in told if part)
    yield from _line(f"{WHY_NOW} {one.id}", label, one.said, room, "dim" if one.stale else "")
    yield from _line(
        "", "", f"{'◔ ' if one.stale else ''}{days}{', said by ' if days else ''}{one.given_by}", room, "dim"
    )
    if one.url:
        yield Row("", ("", (one.url, "dim")))


def _when(stored: str | None, today: date) -> str:
    """Return a stored day as people read it, and how far it is."""
    if not stored:
        return ""
    day = date.fromisoformat(stored)
    away = (day - today).days
    told = "today" if not away else f"in {away} d" if away > 0 else f"{-away} d ago"
    return f"{day.day} {day:%b %Y} ({told})"


def _origin(view: AccountView, room: int) -> Iterator[Row]:
    record = view.record
    where = [record.domain or "no domain", *(part for part in (record.city, record.country) if part)]
    yield from _line("why", "Why them", record.why or "not written down yet: e adds it", room,
                     "" if record.why else "warn")  # fmt: skip
    yield from _line("company", "Company", ", ".join(where), room)
    also = [*record.other_names, *record.other_domains]
    if also:
        yield from _line("", "Also", ", ".join(also), room, "dim")
    named = f"{record.source}, {record.origin}, named by {record.named_by} on {local_day(record.named_at)[:10]}"
    yield from _line("", "Source", named, room, "dim")
    for label, text in (("Reason", record.reason), ("Lesson", record.lesson)):
        if text:
            yield from _line("", label, text, room)
