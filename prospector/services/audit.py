"""The manager's services: what a period really held, samples of it, letters back to the sources."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from prospector.services.exchange import ExchangeServices

if TYPE_CHECKING:
    from prospector.audit.audit import Audit


class AuditServices(ExchangeServices):
    """What a manager looks at."""

    @cached_property
    def audit(self) -> Audit:
        """The weekly audit."""
        from prospector.audit.audit import Audit

        return Audit(
            self.store, self.strategy, self.hand_overs, self.sittings, self.complaints, self.drafts, self.naming
        )
