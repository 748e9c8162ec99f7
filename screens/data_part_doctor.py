"""Doctor: what was looked at in the workspace and around it, and what to do about what is not good."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from prospector.text import plural
from screens.plan_parts import Line, Part, joined, paragraph
from screens.show import clip, fill

if TYPE_CHECKING:
    from prospector.model.upkeep import Finding
    from prospector.workspace import Workspace


class DoctorPart(Part):
    """The findings."""

    KEY = "doctor"
    LABEL = "Doctor"
    KEYS: ClassVar[Sequence[tuple[str, str]]] = (("enter", "in full"), ("a", "look again, at the hash chains too"))

    rows: Sequence[Finding] = ()
    chains = False
    _again = True

    def read(self, workspace: Workspace) -> None:
        """Look at everything, when that was asked for: in a large workspace it takes a while."""
        if self._again:
            self._again, self.rows = False, workspace.upkeep.findings(chains=self.chains)

    @property
    def headline(self) -> Content:
        """Say how the workspace is."""
        bad = sum(1 for one in self.rows if not one.good)
        if bad:
            return Content.styled(f"{plural(bad, 'finding')} with something to do", "bold $text-warning")
        return Content.assemble(
            ("All is well", "bold $text-success"), (f"   {len(self.rows)} things looked at", "$text-muted")
        )

    def lines(self, width: int) -> list[Line]:
        """Return the findings, those with something to do first."""
        shown = []
        for at, one in sorted(enumerate(self.rows), key=lambda each: each[1].good):
            sign = ("✓", "$text-success") if one.good else ("✗", "$text-error")
            said = (clip(one.said, max(10, width - 26)), "$text-muted" if one.good else "")
            shown.append((str(at), Content.assemble(" ", sign, f" {fill(one.what, 20)} ", said)))
        return shown

    def aside(self, key: str, _width: int) -> Content:
        """Say the finding in full, and what to do."""
        one = self._row(key)
        if one is None:
            return Content("")
        parts = [Content.styled(one.what, "bold $text-accent"), Content(one.said), paragraph("to do", one.todo)]
        if not self.chains:
            parts.append(
                Content.styled("a checks every hash chain too; in a large workspace that takes a while.", "$text-muted")
            )
        return joined(parts)

    def edit(self, key: str) -> None:
        """Show the finding in full."""
        if one := self._row(key):
            from screens.modals.facts import FactsBox

            facts = [("seen", one.said), *([("to do", one.todo)] if one.todo else [])]
            self.place.app.push_screen(FactsBox(one.what, facts))

    def add(self) -> None:
        """Look again, at the hash chains too."""
        self.chains = self._again = True
        self.place.prospector.say("Looking at everything, the hash chains too")
        self.place.reload()

    def _row(self, key: str) -> Finding | None:
        return self.rows[int(key)] if key.isdigit() and int(key) < len(self.rows) else None
