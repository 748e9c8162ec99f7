"""Asking for the period of an audit."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from prospector.errors import BadInput

if TYPE_CHECKING:
    from screens.audit import AuditedPlace
    from screens.modals.form import Answers


def ask_period(place: AuditedPlace) -> None:
    """Ask for first and last day and show that period."""
    from screens.modals.form import FormBox, FormField

    fields = [
        FormField("since", "First day", str(place.since or ""), "empty: since the last signature", check=day),
        FormField("until", "Last day", str(place.until or ""), "empty: today", check=day),
    ]

    def given(answers: Answers | None) -> None:
        if answers is not None:
            place.show_period(day(answers["since"]), day(answers["until"]))

    place.app.push_screen(FormBox("Which period", fields), given)


def day(typed: str) -> date | None:
    """Return the day that was typed, None for nothing. Raises BadInput."""
    if not typed.strip():
        return None
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise BadInput("write a day like 2026-03-30, or leave it empty") from None
