"""Sources: what became of every name that each of them gave, how often they were wrong, the letters back to them."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from screens import places
from screens.audit import AuditedPlace


class SourcesScreen(AuditedPlace):
    """Where names come from, and what became of them."""

    MODE = places.SOURCES
    MEMORY = "sources_part"
    PARTS = ("sources_parts:BySource", "sources_parts:BySegment", "sources_parts:ByOrigin", "sources_parts:ByNamer",
             "sources_parts:BySector", "sources_wrong:WrongPart", "sources_wrong:ComplaintsPart")  # fmt: skip
    HELP = """\
What became of the names that each source gave: never a count alone, always beside
what was accepted and advanced. The letter gives the source back the fate and the
reason of every lead it gave, so that the next list is better.

left right  the part before, the next part (tab and shift+tab do the same)
enter       the numbers, each with the rows behind it; Complaints: answer
l           the letter to the source (or namer) under the cursor
C           complain about a lead or its source
D           another period      u   take the newest act back"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l", "letter", "The letter to the source", show=False, id="sources.letter"),
        Binding("D", "period", "Another period", show=False, id="sources.period"),
    ]

    def action_letter(self) -> None:
        """Show the letter to what is under the cursor."""
        from screens.sources_parts import GroupPart

        if isinstance(self.part, GroupPart):
            self.part.letter(self.pick_list.key)

    def action_period(self) -> None:
        """Ask for another period."""
        from screens.audit_period import ask_period

        ask_period(self)
