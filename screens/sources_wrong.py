"""How often sources were wrong, and what reps have against them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from prospector.text import plural
from screens.audit import reading
from screens.plan_parts import Line, Part, empty, joined
from screens.show import clip, fill, local_day, wrap

if TYPE_CHECKING:
    from prospector.model.audit import Errors
    from prospector.pipeline.complaints import ComplaintRecord
    from prospector.workspace import Workspace

_NAME = 22
_NO_COMPLAINT = "Nobody complains: C on a lead or here begins. What is wrong stands here until somebody answers."


class WrongPart(Part):
    """The error rate of every source, of what people checked."""

    KEY = "wrong"
    LABEL = "Wrong data"
    KEYS: ClassVar[Sequence[tuple[str, str]]] = (("enter", "rows behind it"), ("D", "period"))

    rows: Sequence[Errors] = ()

    def read(self, workspace: Workspace) -> None:
        """Count."""
        self.rows = reading(self.place).figures(workspace).errors

    @property
    def headline(self) -> Content:
        """Say what it is."""
        return Content.assemble(
            ("How often a source was wrong", "bold $text-accent"), ("   of what people checked", "$text-muted")
        )

    def lines(self, width: int) -> list[Line]:
        """Return a line for each source and field."""
        if not self.rows:
            return [empty("Nothing was checked yet: p on a claim confirms or refutes it.", width)]
        return [
            (f"row-{at}", Content.assemble(
                f"   {fill(one.rate.source, _NAME)}", (fill(one.rate.field.replace("_", " ") or "all fields", 14), "$text-muted"),
                clip(one.rate.sentence, max(10, width - _NAME - 18))))
            for at, one in enumerate(self.rows)
        ]  # fmt: skip

    def aside(self, key: str, width: int) -> Content:
        """Say the whole sentence."""
        one = self._row(key)
        return Content(wrap(one.rate.sentence, width)) if one else Content("")

    def edit(self, key: str) -> None:
        """Open what was refuted."""
        if one := self._row(key):
            from screens.modals.behind import BehindBox

            self.place.app.push_screen(BehindBox(one.refuted), reading(self.place).open_account)

    def _row(self, key: str) -> Errors | None:
        at = key.removeprefix("row-")
        return self.rows[int(at)] if at.isdigit() and int(at) < len(self.rows) else None


class ComplaintsPart(Part):
    """What stands open against leads and sources."""

    KEY = "complaints"
    LABEL = "Complaints"
    KEYS: ClassVar[Sequence[tuple[str, str]]] = (("enter", "answer"), ("C", "complain"))

    rows: Sequence[ComplaintRecord] = ()

    def read(self, workspace: Workspace) -> None:
        """Read what stands open."""
        self.rows = workspace.complaints.all(only_open=True)

    @property
    def headline(self) -> Content:
        """Say how many stand open."""
        return Content.assemble(
            (f"{plural(len(self.rows), 'complaint')} open", "bold $text-accent"),
            ("   until somebody answers", "$text-muted"),
        )

    def lines(self, width: int) -> list[Line]:
        """Return a line for each."""
        if not self.rows:
            return [empty(_NO_COMPLAINT, width)]
        return [
            (one.id, Content.assemble(
                f"   {fill(one.about, _NAME)}", (f"{local_day(one.made_at)}  {fill(one.made_by, 9)}", "$text-muted"),
                clip(one.said, max(10, width - _NAME - 31))))
            for one in self.rows
        ]  # fmt: skip

    def aside(self, key: str, width: int) -> Content:
        """Say the whole of it."""
        one = next((one for one in self.rows if one.id == key), None)
        return (
            joined([Content(wrap(one.said, width)), Content.styled("enter answers it", "$text-muted")])
            if one
            else Content("")
        )

    def edit(self, key: str) -> None:
        """Answer it."""
        one = next((one for one in self.rows if one.id == key), None)
        if one is not None:
            from screens.modals.line import LineBox

            box = LineBox(f"Answer: {clip(one.about, 40)}", "What was done", "", example="the list was taken back")
            self.place.app.push_screen(box, partial(self._answer, key))

    def _answer(self, key: str, answer: str | None) -> None:
        if answer is not None:
            self.act(self.place.workspace.complaints.answer, key, answer)
