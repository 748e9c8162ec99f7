"""The manager's services: what a period really held, samples of it, letters back to the sources."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from prospector.services.exchange import ExchangeServices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prospector.audit.audit import Audit
    from prospector.audit.conflicts import Conflict
    from prospector.audit.passing import Packets


class AuditServices(ExchangeServices):
    """What a manager looks at."""

    @cached_property
    def audit(self) -> Audit:
        """The weekly audit."""
        from prospector.audit.audit import Audit

        return Audit(
            self.store, self.strategy, self.hand_overs, self.sittings, self.complaints, self.drafts, self.naming
        )

    @cached_property
    def packets(self) -> Packets:
        """What reps hand in, and what is held of them."""
        from prospector.audit.passing import Packets

        return Packets(self.store)

    def conflicts(self) -> Sequence[Conflict]:
        """Return the companies that two reps have on their lists, recognised by the rules of naming."""
        from prospector.audit.conflicts import conflicts

        return conflicts(self.store.reader)
