"""How the obstacle card and the people of an account look."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from prospector.model.qualification import LENSES, OBSTACLES, Obstacle, PersonRecord, through
from prospector.text import plural
from screens.account_view import AccountView
from screens.show import age, local_day
from screens.signs import OBSTACLE, Sign
from screens.widgets.rows import BLANK, Column, Row, note

LENS_NAMES = {"obstacles": "Obstacles", "bant": "BANT", "meddic": "MEDDIC"}
_FIRST = {"obstacles": 7, "bant": 9, "meddic": 17}
"""Cells of the first column by lens."""
PEOPLE_COLUMNS = (
    Column("who", 12, grow=2), Column("role", 10, grow=2, drop=1), Column("reach", 12, grow=2, drop=2),
    Column("consent", 11), Column("touched", 8, right=True),
)  # fmt: skip


def lens_after(lens: str) -> str:
    """Return the lens that comes after `lens`."""
    names = tuple(LENSES)
    return names[(names.index(lens) + 1) % len(names)]


def card_columns(lens: str) -> Sequence[Column]:
    """Return the columns of the card through a lens."""
    return (
        Column("obstacle", _FIRST[lens]), Column("state", 10), Column("evidence", 8, grow=1, want=19),
        Column("who", 8, drop=2), Column("when", 6, right=True, drop=1), Column("left", 9, right=True),
    )  # fmt: skip


def card_rows(view: AccountView, lens: str) -> list[Row]:
    """Return a row for each part of a framework; its key is the obstacle whose evidence answers it."""
    rows = [_part(part, state, behind, view) for part, state, behind in through(lens, view.card)]
    asked = any(one.state == "unknown" or one.faded for one in view.card)
    return [*rows, BLANK, note("b, then tab: the call sheet asks what is unknown.")] if asked else rows


def _part(part: str, state: str, behind: Sequence[Obstacle], view: AccountView) -> Row:
    one = next((each for each in behind if each.state == state), behind[0])
    sign = sign_of(one)
    if one.evidence is None:
        return Row(one.name, ((part, "title"), (sign.text, sign.style), ("ask", "dim")))
    return Row(
        one.name,
        ((part, "title"), (sign.text, sign.style), (one.evidence.said, "dim" if one.faded else ""),
         (one.evidence.given_by, "dim"), (age(one.evidence.given_at, view.now), "dim"), _fades(one, view.day)),
    )  # fmt: skip


def _fades(one: Obstacle, today: date) -> tuple[str, str]:
    if one.faded or one.fades_on is None:
        return "", ""
    return f"{(one.fades_on - today).days} d left", "dim"


def sign_of(one: Obstacle) -> Sign:
    """Return the sign of an obstacle's state."""
    return OBSTACLE["faded" if one.faded else one.state]


def card_title(view: AccountView, lens: str) -> str:
    """Return the title of the card: how many are cleared, and whose words it uses."""
    cleared = sum(one.state == "cleared" for one in view.card)
    told = f"{cleared} of {len(OBSTACLES)} cleared"
    return f"Obstacles · {told}" if lens == "obstacles" else f"Obstacles as {LENS_NAMES[lens]} · {told}"


def people_rows(view: AccountView) -> list[Row]:
    """Return a row for each contact, those touched last first."""
    if not view.people:
        return [note("Nobody by name yet: + keeps a contact."),
                note("Source and day stay with it; consent counts for the person.")]  # fmt: skip
    return [_person(one, view) for one in view.people]


def _person(one: PersonRecord, view: AccountView) -> Row:
    touched = (age(one.last_touch, view.now), "") if one.last_touch else ("never", "dim")
    reach = one.phone or one.email or one.profile
    return Row(
        one.id,
        ((one.name or "-", "" if one.name else "dim"), (one.role, "dim"), (reach, ""), consent(one), touched),
    )


def consent(one: PersonRecord) -> tuple[str, str]:
    """Return whether somebody may be contacted, as a cell: glyph and word."""
    if one.suppressed:
        return "⊘ never", "bad"
    return {"given": ("✓ agreed", "good"), "withdrawn": ("✗ withdrawn", "bad")}.get(one.consent, ("? not asked", "dim"))


def people_title(view: AccountView) -> str:
    """Return the title of the people."""
    return f"People · {plural(len(view.people), 'contact')}"


def person_facts(one: PersonRecord) -> list[tuple[str, str]]:
    """Return everything kept about a contact, as labels and texts."""
    agreed = f"{one.consent}{f', {local_day(one.consent_at)[:10]}' if one.consent_at else ''}"
    facts = [
        ("Name", one.name), ("Role", one.role), ("E-mail", one.email), ("Phone", one.phone), ("Profile", one.profile),
        ("Source", one.source), ("Page", one.url), ("Read on", local_day(one.read_at)[:10]), ("Consent", agreed),
        ("", one.consent_note), ("Last touch", local_day(one.last_touch) if one.last_touch else "never"),
        ("Never", "on the never-contact list: nobody logs, drafts or exports" if one.suppressed else ""),
    ]  # fmt: skip
    return [(label, text) for label, text in facts if text]
