"""The services of exchange: files in; see `prospector.services`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from prospector.services.lists import ListServices

if TYPE_CHECKING:
    from prospector.pipeline.importing import Imports


class ExchangeServices(ListServices):
    """What comes in and goes out."""

    @cached_property
    def imports(self) -> Imports:
        """Files of companies and people, row by row."""
        from prospector.pipeline.importing import Imports

        return Imports(self.store, self.known, self.naming, self.plans, self._before_import)

    def _before_import(self) -> None:
        """Copy the workspace into its rotation; a team's database is looked after by its server."""
        from prospector.store.rotation import before, keep_of

        if getattr(self.store.database, "path", None) is not None:
            before(self.store, "import", keep_of(self.settings))
