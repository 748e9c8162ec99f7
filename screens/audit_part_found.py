"""What stands out: drops, bursts, copies, sources that mislead, each with the rows behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from prospector.text import plural
from screens.audit import reading
from screens.audit_bars import week_bars
from screens.plan_parts import Line, Part, empty, joined
from screens.show import clip, fill, wrap

if TYPE_CHECKING:
    from prospector.model.audit import AuditFigures, Finding
    from prospector.workspace import Workspace

_KIND = 24
_HEAVY = 4

_NOTHING = "Nothing stands out in this period: no drop, no burst, no copied note. D looks at another period."


class FoundPart(Part):
    """Everything that was found, the heaviest first."""

    KEY = "found"
    LABEL = "Stands out"
    KEYS: ClassVar[Sequence[tuple[str, str]]] = (("enter", "rows behind it"), ("D", "period"), ("S", "sign"))

    figures: AuditFigures | None = None

    def read(self, workspace: Workspace) -> None:
        """Count the period."""
        self.figures = reading(self.place).figures(workspace)

    @property
    def found(self) -> Sequence[Finding]:
        """What was found."""
        return self.figures.findings if self.figures else ()

    @property
    def headline(self) -> Content:
        """Say how much it is."""
        heavy = sum(one.weight >= _HEAVY for one in self.found)
        return Content.assemble(
            (plural(len(self.found), "thing stands out", "things stand out"), "bold $text-accent"),
            (f"   {heavy} of them heavy (!)" if heavy else "", "$text-muted"),
        )

    def lines(self, width: int) -> list[Line]:
        """Return a line for each."""
        if not self.found:
            return [empty(_NOTHING, width)]
        from prospector.audit.findings import KINDS

        return [
            (str(at), Content.assemble(
                (f" {'!' if one.weight >= _HEAVY else '·'} ", "$text-warning" if one.weight >= _HEAVY else "$text-muted"),
                (fill(KINDS.get(one.kind, one.kind), _KIND), "$text-muted"), f" {clip(one.sentence, width - _KIND - 5)}"))
            for at, one in enumerate(self.found)
        ]  # fmt: skip

    def aside(self, key: str, width: int) -> Content:
        """Say the whole of what is under the cursor; for a drop, show the weeks."""
        one = self._one(key)
        if one is None:
            return Content("")
        card = next((card for card in self.figures.cards if card.rep == one.who), None) if self.figures else None
        bars = week_bars(card.weeks, 3) if card is not None and one.kind == "drop" else Content("")
        lines = [Content(clip(line, width)) for line in one.lines[:6]]
        return joined([Content(wrap(one.sentence, width)), bars, *lines])

    def edit(self, key: str) -> None:
        """Open the rows behind it."""
        if one := self._one(key):
            from screens.modals.behind import BehindBox

            self.place.app.push_screen(BehindBox(one.number, one.who), reading(self.place).open_account)

    def _one(self, key: str) -> Finding | None:
        return self.found[int(key)] if key.isdigit() and int(key) < len(self.found) else None
