"""The door through which names enter: what their source says about whether they may, and where they wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from prospector.errors import Refused
from prospector.plan.sources import OWN_NAMING, Fatigued
from prospector.plan.strategy import Strategy
from prospector.text import clean_name

if TYPE_CHECKING:
    from prospector.model.tables import Account, Target


@dataclass(frozen=True, slots=True)
class Entry:
    """One name that may enter."""

    source: str
    waits: bool
    """It comes from a bought or rented list: it goes to the bench, never to a slot."""


class Door:
    """Asks the strategy about the sources of names."""

    def __init__(self, strategy: Strategy) -> None:
        """Ask `strategy`."""
        self.strategy = strategy

    @property
    def explore_slots(self) -> int:
        """How many targets of a list may be explorations."""
        return self.strategy.rules().explore_slots

    def entry(self, source: str) -> Entry:
        """Return how a name from `source` enters. Raises Fatigued when it is tired: somebody has to justify it first."""
        called = clean_name(source) or OWN_NAMING
        tired = self.strategy.tired(called)
        if tired is not None:
            raise Fatigued(tired)
        return Entry(called, self.strategy.sources.quarantined(called))

    def check_slot(self, account: Account | None, target: Target) -> None:
        """Raise Refused for a name of a bought or rented list that nobody gave a reason of its own."""
        if account is not None:
            self.check_source(account, target, account.source)

    def check_source(self, account: Account, target: Target, source: str) -> None:
        """Raise Refused where a name of `source` may not have a slot: it is bought or rented, without a reason of its own."""
        if not target.why and self.strategy.sources.quarantined(source):
            raise Refused(
                f"{account.name} comes from “{source}”, a bought or rented list: "
                "write why you want this one before it gets a slot"
            )
