"""The proof of one value: which source, which page, which words, when, how, how sure."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from textual.binding import Binding, BindingType

from prospector.model.account import ClaimRecord
from screens.modals.facts import FactsBox
from screens.show import age, local_day, said


class ProvenanceBox(FactsBox):
    """Everything that is known about where a value comes from."""

    SUBTITLE = "y copies the page's address · esc closes"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "leave", "Close", id="proof.leave", show=False),
        Binding("y", "yank", "Copy the address of the page", id="proof.yank", show=False),
    ]

    def __init__(self, claim: ClaimRecord, company: str, now: datetime) -> None:
        """Show the proof of `claim` about `company`, with ages as of `now`."""
        super().__init__(f"{claim.field.replace('_', ' ').capitalize()} of {company}", facts(claim, now))
        self._claim = claim

    def action_yank(self) -> None:
        """Copy the address of the page."""
        self.app.copy_to_clipboard(self._claim.url)
        self.prospector.say("Copied the address of the page")


def facts(claim: ClaimRecord, now: datetime) -> list[tuple[str, str]]:
    """Return the proof of a claim as labels and texts."""
    confirmed = "not by a person yet"
    if claim.confirmed_at:
        confirmed = f"{local_day(claim.confirmed_at)} by {claim.confirmed_by or 'somebody'}"
    when = age(claim.read_at, now)
    return [
        ("Value", said(claim.value)),
        ("Source", claim.source),
        ("Page", claim.url or "none"),
        ("Passage", f"“{claim.passage}”" if claim.passage else "none was kept"),
        ("Method", claim.method or "unknown"),
        ("Read", f"{local_day(claim.read_at)} ({when if when == 'today' else when + ' ago'})"),
        ("Dated", claim.value_date or "the page gives no date for it"),
        ("Confidence", f"{round(claim.confidence * 100)} % that it was read right"),
        ("Confirmed", confirmed),
    ]
