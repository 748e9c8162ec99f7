"""Cadences: planned touches by horizon, who uses them, and what they ask of the days."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from prospector.model.plan import HORIZONS, CadenceRecord, SegmentRecord
from prospector.model.touch import words
from prospector.plan.cadences import parse_steps
from prospector.text import plural
from screens.modals.form import Answers, FormField
from screens.plan_parts import Line, Part, heading, joined, paragraph
from screens.show import clip, fill

if TYPE_CHECKING:
    from prospector.workspace import Workspace


class CadencesPart(Part):
    """The cadences."""

    KEY = "cadences"
    LABEL = "Cadences"

    rows: Sequence[CadenceRecord] = ()
    segments: Sequence[SegmentRecord] = ()
    load = ""

    def read(self, workspace: Workspace) -> None:
        """Read the cadences and who uses them."""
        self.rows, self.segments = workspace.strategy.all_cadences(), workspace.strategy.segments.all()
        self.load = workspace.today.load().text

    @property
    def headline(self) -> Content:
        """Say what the list asks of the coming weeks."""
        return Content.assemble(
            ("Planned touches", "bold $text-accent"), (f"   four weeks: {self.load}", "$text-muted")
        )

    def lines(self, width: int) -> list[Line]:
        """Return the cadences of both horizons."""
        shown: list[Line] = []
        for horizon, said in (
            ("short", "Short-term: from naming on, then it ends"),
            ("long", "Long-term: again and again"),
        ):
            shown.append(heading(said))
            shown += [
                (_key(one), Content.assemble(f"   {fill(one.name, 18)} ", (clip(one.text, width - 36), ""),
                                             ("" if one.id else "  shipped", "$text-muted")))
                for one in self.rows if one.horizon == horizon
            ]  # fmt: skip
        return shown

    def aside(self, key: str, _width: int) -> Content:
        """Return the cadence under the cursor, step by step."""
        one = self._row(key)
        if one is None:
            return Content("")
        parts = [Content.styled(one.name, "bold $text-accent")]
        day = 0
        for number, step in enumerate(one.steps, 1):
            day += step.wait
            parts.append(Content.assemble((f"{number:>2}  ", "$text-muted"), f"day {day:<4} {words(step.channel)}"))
        parts.append(Content.styled("then again" if one.repeats else "then it ends: close it or go on", "$text-muted"))
        parts.append(Content.styled("Working days, counted from the last real touch.", "$text-muted"))
        used = [segment.name for segment in self.segments if segment.cadence.casefold() == one.name.casefold()]
        return joined([*parts, paragraph("used by", ", ".join(used))])

    def edit(self, key: str) -> None:
        """Change the steps."""
        one = self._row(key)
        if one is not None:
            self._ask(one)

    def add(self) -> None:
        """Ask for a new cadence."""
        self._ask(None)

    def remove(self, key: str) -> None:
        """Take a written cadence away."""
        one = self._row(key)
        if one is None or not one.id:
            self.place.prospector.say("A shipped cadence stays; enter writes your own steps over it.")
            return
        self.act(self.place.workspace.strategy.cadences.remove, one.name, one.horizon)

    def _ask(self, one: CadenceRecord | None) -> None:
        before = one or CadenceRecord("", "short", ())
        fields = [
            FormField("name", "Name", before.name, "pumps"),
            FormField("horizon", "Horizon", before.horizon, options=HORIZONS),
            FormField("steps", "Steps", before.text, "phone 0, mail 2, phone 3; long: mail monthly", check=parse_steps),
        ]

        def save(answers: Answers) -> None:
            made = self.place.workspace.strategy.cadences.save(answers["name"], answers["steps"], answers["horizon"])
            self._said = (
                f"{made.name}: {plural(len(made.steps), 'touch', 'touches')} in {plural(made.days, 'working day')}"
            )

        self.form("Change the cadence" if one else "A new cadence", fields, save, done="The cadence is kept")

    _said = ""

    def _row(self, key: str) -> CadenceRecord | None:
        return next((one for one in self.rows if _key(one) == key), None)


def _key(one: CadenceRecord) -> str:
    return f"cadence:{one.horizon}:{one.name}"
