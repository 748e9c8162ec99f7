"""The services of outreach: what is planned, done, promised, drafted and forbidden; see `prospector.services`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from prospector.settings import Settings
from prospector.store.store import Store

if TYPE_CHECKING:
    from prospector.outreach.commitments import Commitments
    from prospector.outreach.drafts import Drafts
    from prospector.outreach.planned import Planner
    from prospector.outreach.sittings import Sittings
    from prospector.outreach.sittings_opening import Opening
    from prospector.outreach.steps import Steps
    from prospector.outreach.suppression import Suppressions
    from prospector.outreach.today import Today
    from prospector.outreach.touches import Touches
    from prospector.plan.strategy import Strategy


class OutreachServices:
    """Everything around reaching out."""

    def __init__(self, store: Store, settings: Settings) -> None:
        """Work on `store` as `settings` say."""
        self.store = store
        self.settings = settings

    @cached_property
    def strategy(self) -> Strategy:
        """Plan, segments, cadences, playbooks, lead definition, calendar, sources."""
        from prospector.plan.strategy import Strategy

        return Strategy(self.store)

    @cached_property
    def touches(self) -> Touches:
        """The log of outreach."""
        from prospector.outreach.touches import Touches

        return Touches(self.store, self.strategy.corridor, self.strategy.calendar, self.planner)

    @cached_property
    def never(self) -> Suppressions:
        """The never-contact ledger."""
        from prospector.outreach.suppression import Suppressions

        return Suppressions(self.store)

    @cached_property
    def planner(self) -> Planner:
        """Days as people type them."""
        from prospector.outreach.planned import Planner

        return Planner(self.store, lambda: self.strategy)

    @cached_property
    def steps(self) -> Steps:
        """Next steps that people set and put off."""
        from prospector.outreach.steps import Steps

        return Steps(self.store, self.planner, self.today.standing)

    @cached_property
    def sittings(self) -> Sittings:
        """Timed sessions."""
        from prospector.outreach.sittings import Sittings

        return Sittings(self.store, self.strategy.protected_hours, self.strategy.calendar)

    def opening(self) -> Opening:
        """Return what stands before the acting rep at the start of a sitting."""
        from prospector.outreach.sittings_opening import opening_of

        return opening_of(self.today, self.sittings, self.commitments)

    @cached_property
    def commitments(self) -> Commitments:
        """Promises for a week."""
        from prospector.outreach.commitments import Commitments

        return Commitments(self.store, self.today, self.sittings.planned)

    @cached_property
    def drafts(self) -> Drafts:
        """Messages written here and sent elsewhere."""
        from prospector.outreach.drafts import Drafts

        return Drafts(self.store, self.strategy, self.touches)

    def calendar(self) -> str:
        """Return the calendar file of the acting rep: protected hours and dues."""
        from prospector.outreach.agenda import calendar_of

        return calendar_of(self.store, self.today, self.strategy)

    @cached_property
    def today(self) -> Today:
        """The day of the rep."""
        from prospector.outreach.today import Today

        return Today(self.store, self.settings.list_size, self.strategy)
