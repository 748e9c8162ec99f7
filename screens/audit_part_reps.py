"""The reps in order of the alphabet: what was done beside what came of it, the weeks as bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from prospector.model.audit import LINE
from prospector.text import plural
from screens.audit import reading
from screens.audit_bars import share_bar, week_bars
from screens.plan_parts import BLANK, Line, Part, empty, heading, joined
from screens.show import clip, fill, wrap

if TYPE_CHECKING:
    from prospector.model.audit import AuditFigures, RepCard
    from prospector.workspace import Workspace
    from screens.modals.numbers import Fact

_TEAM = "team"
_NAME = 10


class RepsPart(Part):
    """What each rep's period held."""

    KEY = "reps"
    LABEL = "Reps"
    KEYS: ClassVar[Sequence[tuple[str, str]]] = (("enter", "numbers"), ("D", "period"), ("S", "sign"))

    figures: AuditFigures | None = None

    def read(self, workspace: Workspace) -> None:
        """Count the period."""
        self.figures = reading(self.place).figures(workspace)

    @property
    def headline(self) -> Content:
        """Say the 70 % line."""
        if self.figures is None:
            return Content("")
        return headline(self.figures)

    def lines(self, width: int) -> list[Line]:
        """Return the team, then a line for each rep."""
        if self.figures is None or not self.figures.cards:
            return [empty("Nobody has a list yet: 4 names the first company.", width)]
        head = f" {fill('', _NAME + 2)}{fill('never touched', 22)}tried reached  advanced kept"
        figures = self.figures
        shown: list[Line] = [("", Content.styled(clip(head, width), "$text-muted"))]
        shown += [(one.rep, self._line(one)) for one in figures.cards]
        shown += [BLANK, heading(" The team"), (_TEAM, Content.assemble(
            f"   {fill('everybody', _NAME)}", share_bar(figures.never, 6), f" {fill(figures.never.text, 17)}",
            ("the curve, the funnel", "$text-muted")))]  # fmt: skip
        return shown

    def _line(self, one: RepCard) -> Content:
        found = self.figures.findings if self.figures else ()
        sign = " ▼ " if any(drop.kind == "drop" and drop.who == one.rep for drop in found) else "   "
        advanced = f"{one.advanced.part} of {one.advanced.whole or 0}"
        return Content.assemble(
            (sign, "$text-warning"), fill(one.rep, _NAME), share_bar(one.never, 6), f" {fill(one.never.text, 15)}",
            f"{one.attempts.part:>5} {one.reached.part:>7}  {fill(advanced, 8)} {one.kept.part} of {one.kept.whole or 0}",
        )  # fmt: skip

    def aside(self, key: str, width: int) -> Content:
        """Show the weeks of the rep under the cursor, and what stands out."""
        one = self._card(key)
        if one is None:
            return joined(list(self._team(width)))
        found = [line.sentence for line in self.figures.findings if line.who == one.rep] if self.figures else []
        return joined(
            [
                Content.assemble((f"{one.rep}  ", "bold $text-accent"), ("attempts a week", "$text-muted")),
                week_bars(one.weeks, 3),
                *[Content.assemble(("! ", "$text-warning"), wrap(line, width - 2, 2)) for line in found[:4]],
            ]
        )

    def _team(self, width: int) -> Iterator[Content]:
        if self.figures is None:
            return
        curve = self.figures.curve
        yield Content.styled("How long a name waits for its first touch", "bold $text-accent")
        for day in (0, 7, 14, 30, 60, 90):
            if day <= curve.longest:
                share = curve.at(day)
                full = round((width - 20) * share)
                yield Content.assemble(
                    (f"{day:>3} d ", "$text-muted"), ("█" * max(full, 0), "$text-accent"), f" {share:.0%} untouched"
                )

    def edit(self, key: str) -> None:
        """Open the numbers of the rep, or of the team."""
        if self.figures is None:
            return
        from screens.modals.numbers import NumbersBox

        one = self._card(key)
        if one is None:
            box = NumbersBox("The team", joined(list(self._team(60))), list(team_facts(self.figures)))
        else:
            box = NumbersBox(one.rep, week_bars(one.weeks), list(rep_facts(one)))
        self.place.app.push_screen(box, reading(self.place).open_account)

    def _card(self, key: str) -> RepCard | None:
        return next((one for one in self.figures.cards if one.rep == key), None) if self.figures else None


def headline(figures: AuditFigures) -> Content:
    """Return the 70 % line with the period."""
    percent = figures.never.percent
    said = "nothing on a list yet" if percent is None else f"{percent} % never touched"
    look = "bold $text-error" if percent is not None and percent >= LINE else "bold $text-accent"
    signed = f" · signed up to {figures.last.until}" if figures.last else ""
    return Content.assemble(
        (said, look), (f"  (line {LINE} %)   {figures.since} to {figures.until}{signed}", "$text-muted")
    )


def rep_facts(one: RepCard) -> Iterator[Fact]:
    """Yield what a rep card holds."""
    yield "Never touched", one.never
    for age in one.ages:
        if age.whole:
            yield f"  named {age.label} ago", age
    yield "Attempts", one.attempts
    yield "Reached somebody", one.reached
    for name, number in one.reactions.items():
        yield f"  {name.replace('_', ' ')}", number
    yield "Companies touched", one.touched
    yield "Companies that advanced", one.advanced
    for field in one.attention:
        if field.covered.whole:
            yield f"Touched, {field.tier} fit, {field.horizon}-term", field.covered
    yield "New names, chosen ourselves", one.named
    yield "Dropped for soft reasons", one.dropped
    yield "Put off for soft reasons", one.put_off
    yield "Commitments kept", one.kept
    yield "Silent for too long", one.quiet
    yield "Sittings held", one.sittings
    yield "Minutes of sittings", f"{one.minutes}, {plural(one.planned, 'block')} planned"
    yield (
        "Days to the first touch",
        "half were never touched" if one.days_to_first is None else f"{one.days_to_first} (median)",
    )


def team_facts(figures: AuditFigures) -> Iterator[Fact]:
    """Yield what the whole team's period holds."""
    yield "Never touched", figures.never
    for one in figures.ages:
        if one.whole:
            yield f"  named {one.label} ago", one
    for one in figures.horizons:
        yield f"  {one.label}", one
    for one in figures.funnel:
        yield one.label.capitalize(), one
    yield "New names, chosen ourselves", figures.waiting
    yield "Pipeline, chosen ourselves", figures.pipeline
    for one in figures.per_target:
        yield f"Targets with {one.label}", one
    for one in figures.overrides:
        yield f"Rule overridden: {one.label}", one
