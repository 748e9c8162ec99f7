"""The sample: drawn by a seed, the risky things first; each with its evidence and a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from prospector.text import plural
from screens.audit import reading
from screens.jobs import begin
from screens.plan_parts import BLANK, Line, Part, empty, heading, joined
from screens.show import clip, fill, wrap

if TYPE_CHECKING:
    from prospector.model.audit_kept import Sample, SampleItem
    from prospector.workspace import Workspace
    from screens.modals.form import Answers

_NAME, _REP = 24, 9
_SIGNS = {"fine": "✓", "thin": "~", "wrong": "✗", "ask": "?"}


class SamplePart(Part):
    """What was drawn to be looked at."""

    KEY = "sample"
    LABEL = "Sample"
    KEYS: ClassVar[Sequence[tuple[str, str]]] = (("enter", "look, judge"), ("a", "draw"), ("S", "sign"))

    sample: Sample | None = None

    def read(self, workspace: Workspace) -> None:
        """Read the newest sample with its verdicts."""
        self.sample = workspace.audit.samples.newest()

    @property
    def headline(self) -> Content:
        """Say what was drawn and what waits."""
        if self.sample is None:
            return Content.styled("No sample yet", "bold $text-accent")
        waiting = sum(not one.verdict for one in self.items)
        said = f"{plural(waiting, 'item')} to judge" if waiting else "all judged"
        return Content.assemble((said, "bold $text-accent"), (f"   seed {self.sample.seed}", "$text-muted"))

    @property
    def items(self) -> Sequence[SampleItem]:
        """What was drawn now, and what waits of earlier samples."""
        return [*self.sample.items, *self.sample.carried] if self.sample else []

    def lines(self, width: int) -> list[Line]:
        """Return the items, those carried on below."""
        if self.sample is None:
            return [empty("Nothing was drawn yet: a draws a few of the risky things of the period.", width)]
        shown = [self._line(one, width) for one in self.sample.items]
        if not shown:
            shown = [empty("There was nothing risky to draw in this period.", width)]
        if self.sample.carried:
            shown += [
                BLANK,
                heading(" Carried on from earlier samples"),
                *(self._line(one, width) for one in self.sample.carried),
            ]
        return shown

    def _line(self, one: SampleItem, width: int) -> Line:
        sign = _SIGNS.get(one.verdict, "·")
        look = "$text-muted" if one.verdict else ""
        room = max(10, width - _NAME - _REP - 9)
        return one.id, Content.assemble(
            (f" {sign} ", "$text-accent"), (f"{one.number:>2}  ", "$text-muted"),
            (fill(one.name or self._kind(one), _NAME), look),
            (fill(one.rep, _REP), "$text-muted"), (clip(one.said, room), look),
        )  # fmt: skip

    def aside(self, key: str, width: int) -> Content:
        """Say the whole of the item under the cursor, and how much of the risk was drawn."""
        one = next((one for one in self.items if one.id == key), None)
        if one is None or self.sample is None:
            return Content("")
        verdict = f"{one.verdict}: {one.reason}" if one.verdict else "waits for a verdict"
        return joined(
            [
                Content.styled(self._kind(one), "bold $text-accent"),
                Content(wrap(one.said, width)),
                Content(wrap(verdict, width)),
                Content.styled(wrap(self.sample.coverage, width), "$text-muted"),
            ]
        )

    def _kind(self, one: SampleItem) -> str:
        from prospector.audit.risky import KINDS

        return KINDS[one.kind][1] if one.kind in KINDS else one.kind

    def edit(self, key: str) -> None:
        """Look at one item and judge it."""
        one = next((one for one in self.items if one.id == key), None)
        if one is not None:
            from screens.modals.judge import JudgeBox

            self.place.app.push_screen(JudgeBox(one, self._kind(one)), partial(self._judged, one))

    def _judged(self, one: SampleItem, what: str | None) -> None:
        if what == "open":
            reading(self.place).open_account(one.account_id)
        elif what == "done":
            self.place.pick_list.action_cursor_down()
            self.place.reload()

    def add(self) -> None:
        """Draw a sample."""
        from screens.modals.form import FormBox, FormField

        fields = [
            FormField("size", "How many", "8", "8"),
            FormField("seed", "Seed", "", "2026-W14; empty: this week's"),
        ]
        self.place.app.push_screen(FormBox("Draw a sample", fields, about="The same seed draws the same."), self._drawn)

    def _drawn(self, answers: Answers | None) -> None:
        if answers is not None:
            begin(self.place, partial(self._draw, answers["size"].strip(), answers["seed"]), group="act")

    async def _draw(self, size: str, seed: str) -> None:
        place, workspace = reading(self.place), self.place.workspace

        def draw() -> Sample:
            return workspace.audit.sample(place.facts(workspace), int(size) if size.isdecimal() else 0, seed)

        drawn = await place.ask(draw)
        if drawn is not None:
            place.prospector.say(drawn.coverage, seconds=8)
            place.reload()
