"""Conversion by source, segment, origin, namer, sector: a row each, with the numbers and the letter behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from prospector.text import plural
from screens.audit import reading
from screens.audit_bars import share_bar
from screens.jobs import begin
from screens.plan_parts import Line, Part, empty, joined
from screens.show import fill

if TYPE_CHECKING:
    from prospector.model.audit import GroupRow
    from prospector.workspace import Workspace
    from screens.modals.numbers import Fact

_NAME = 12, 22
"""Cells of a name, at least and at most."""
_NUMBERS = 52
"""Cells of all that stands beside it."""
_LETTERS = ("source", "namer")


class GroupPart(Part):
    """What became of the names, by one of the groups."""

    BY: ClassVar[str] = ""
    NONE: ClassVar[str] = "none"

    rows: Sequence[GroupRow] = ()

    @property
    def keys(self) -> Sequence[tuple[str, str]]:
        """Say which keys work here."""
        letter = [("l", "letter")] if self.BY in _LETTERS else []
        return [("enter", "numbers"), *letter, ("D", "period")]

    def read(self, workspace: Workspace) -> None:
        """Count the period."""
        rows = reading(self.place).figures(workspace).groups.get(self.BY, ())
        # People stand in order of the alphabet, never of their counts.
        self.rows = sorted(rows, key=lambda one: one.value.casefold()) if self.BY == "namer" else rows

    @property
    def headline(self) -> Content:
        """Say what is compared."""
        names = sum(one.given.part for one in self.rows)
        return Content.assemble(
            (f"What became of {plural(names, 'name')}", "bold $text-accent"),
            (f"   by {self.LABEL.casefold()}", "$text-muted"),
        )

    def lines(self, width: int) -> list[Line]:
        """Return a line for each, the largest first."""
        if not self.rows:
            return [empty("No name was written down yet: 4 names the first company.", width)]
        name = max(_NAME[0], min(_NAME[1], width - _NUMBERS))
        head = f" {fill('', name + 2)}given  leads or further          advanced"
        return [
            ("", Content.styled(head, "$text-muted")),
            *((f"row-{at}", self._line(one, name)) for at, one in enumerate(self.rows)),
        ]

    def _line(self, one: GroupRow, name: int) -> Content:
        return Content.assemble(
            f"   {fill(one.value or self.NONE, name)}", f"{one.given.part:>5}  ", share_bar_of(one),
            f" {fill(one.leads.text, 15)} {one.advanced.text}",
        )  # fmt: skip

    def aside(self, key: str, _width: int) -> Content:
        """Say more of the one under the cursor."""
        one = self._row(key)
        if one is None:
            return Content("")
        hours = one.hours_per_accepted
        return joined(
            [
                Content.styled(one.value or self.NONE, "bold $text-accent"),
                *[Content.assemble((f"{fill(label, 22)} ", "$text-muted"), value if isinstance(value, str) else value.text)
                  for label, value in facts(one)],
                Content("" if hours is None else f"{hours:.1f} hours for an accepted one"),
            ]
        )  # fmt: skip

    def edit(self, key: str) -> None:
        """Open the numbers."""
        if one := self._row(key):
            from screens.modals.numbers import NumbersBox

            box = NumbersBox(one.value or self.NONE, share_bar(one.leads, 30), list(facts(one)))
            self.place.app.push_screen(box, reading(self.place).open_account)

    def letter(self, key: str) -> None:
        """Write the letter to the source or namer."""
        one = self._row(key)
        if one is None:
            return
        if self.BY not in _LETTERS:
            self.place.prospector.say("Letters go to sources and to who named: choose one of these parts.")
            return
        begin(self.place, partial(self._show_letter, one.value), group="letter")

    async def _show_letter(self, value: str) -> None:
        audit = self.place.workspace.audit
        found = await self.place.ask(audit.letter, *((value, "") if self.BY == "source" else ("", value)))
        if found is not None:
            from screens.modals.letter import LetterBox

            await self.place.app.push_screen(LetterBox(found))

    def _row(self, key: str) -> GroupRow | None:
        at = key.removeprefix("row-")
        return self.rows[int(at)] if at.isdigit() and int(at) < len(self.rows) else None


def share_bar_of(one: GroupRow) -> Content:
    """Return the share of leads as a bar; more is better, so it has no warning colour."""
    full = round(8 * (one.leads.share or 0))
    return Content.assemble(("█" * full, "$text-accent"), ("·" * (8 - full), "$text-muted"))


def facts(one: GroupRow) -> Iterator[Fact]:
    """Yield what is known of one group."""
    yield "Names given", one.given
    yield "Never touched", one.never
    yield "Touched", one.touched
    yield "Leads or further", one.leads
    yield "Qualified", one.qualified
    yield "Accepted hand-overs", one.accepted
    yield "Opportunities", one.opportunities
    yield "Advanced", one.advanced
    yield "Dropped", one.dropped


class BySource(GroupPart):
    """By source."""

    KEY, LABEL, BY = "source", "Source", "source"


class BySegment(GroupPart):
    """By segment."""

    KEY, LABEL, BY, NONE = "segment", "Segment", "segment", "no segment"


class ByOrigin(GroupPart):
    """By origin."""

    KEY, LABEL, BY = "origin", "Origin", "origin"


class ByNamer(GroupPart):
    """By who named them."""

    KEY, LABEL, BY = "namer", "Namer", "namer"


class BySector(GroupPart):
    """By sector."""

    KEY, LABEL, BY, NONE = "sector", "Sector", "sector", "no sector"
