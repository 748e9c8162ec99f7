"""The services of the list as a whole: rows, finding, views, many at once, triage, shortlists, complaints."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from prospector.services.accounts import AccountServices

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from prospector.model.account import ListRow
    from prospector.outreach.readiness import Lamps
    from prospector.pipeline.bulk import Bulk
    from prospector.pipeline.complaints import Complaints
    from prospector.pipeline.listed import Lists
    from prospector.pipeline.search import Finding
    from prospector.pipeline.shortlist import Shortlists
    from prospector.pipeline.sieve import Net, Sieve
    from prospector.pipeline.triage import Triage
    from prospector.pipeline.views import Views


class ListServices(AccountServices):
    """What can be done with the list as a whole."""

    @cached_property
    def lists(self) -> Lists:
        """The rows of lists."""
        from prospector.pipeline.listed import Lists

        return Lists(self.store)

    @cached_property
    def finding(self) -> Finding:
        """Search over everything."""
        from prospector.pipeline.search import Finding

        return Finding(self.store)

    @cached_property
    def views(self) -> Views:
        """Saved views of the list."""
        from prospector.pipeline.views import Views

        return Views(self.store)

    @cached_property
    def bulk(self) -> Bulk:
        """Acts on many accounts at once."""
        from prospector.pipeline.bulk import Bulk

        return Bulk(self.store, self.naming, self.steps)

    @cached_property
    def triage(self) -> Triage:
        """The inbox of raw names."""
        from prospector.pipeline.triage import Triage

        def bench() -> list[ListRow]:
            return self.lists.rows(self.store.actor, ("bench",))

        return Triage(self.store, bench, lambda: self.strategy.rules().triage_days, self.naming)

    @cached_property
    def shortlists(self) -> Shortlists:
        """Companies side by side, preferred pair by pair."""
        from prospector.pipeline.shortlist import Shortlists

        return Shortlists(self.store)

    @cached_property
    def complaints(self) -> Complaints:
        """What reps have against leads and sources."""
        from prospector.pipeline.complaints import Complaints

        return Complaints(self.store)

    def lamps(self, ids: Sequence[str]) -> Mapping[str, Lamps]:
        """Return what is known of each of these accounts before the first touch."""
        from prospector.outreach.readiness import lamps_of

        return lamps_of(self.store.reader, ids, self.store.clock.today())

    def sieve(self, *, everybody: bool = False) -> tuple[Sieve, Net]:
        """Return the sieve of all leads (of the acting rep, or of everybody) and how wide the net is."""
        from prospector.model.account import PLACES
        from prospector.pipeline.sieve import net_of, sieve_of

        rows = self.lists.rows(None if everybody else self.store.actor, PLACES)
        return sieve_of(rows), net_of(rows, self.settings.list_size)
