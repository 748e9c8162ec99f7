"""Long shots: targets under the fit floor stay until a day, by a decision, or go."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from prospector.text import plural
from screens.audit import reading
from screens.plan_parts import Line, Part, empty, joined
from screens.show import fill, wrap

if TYPE_CHECKING:
    from prospector.model.audit_kept import LongShotRow
    from prospector.workspace import Workspace
    from screens.modals.form import Answers
    from screens.modals.reason import Reason

_NAME, _REP, _FIT, _DECIDED = (12, 30), 10, 14, 16
"""Cells of the name (at least, at most), the rep, the fit, and what was decided."""

_NOTHING = "No target on a list is surely under the fit floor. One that is stands here until you decide: e keeps it, x drops it."


class ShotsPart(Part):
    """The long-shot register."""

    KEY = "shots"
    LABEL = "Long shots"
    KEYS: ClassVar[Sequence[tuple[str, str]]] = (("enter", "account"), ("e", "keep until"), ("x", "drop"))

    rows: Sequence[LongShotRow] = ()

    def read(self, workspace: Workspace) -> None:
        """Read the register."""
        self.rows = reading(self.place).figures(workspace).long_shots

    @property
    def headline(self) -> Content:
        """Say how many are to be decided."""
        due = sum(one.due for one in self.rows)
        return Content.assemble(
            (plural(due, "long shot") + " to decide", "bold $text-accent"),
            ("   a long shot does not stay by itself", "$text-muted"),
        )

    def lines(self, width: int) -> list[Line]:
        """Return a line for each, what is due first."""
        if not self.rows:
            return [empty(_NOTHING, width)]
        name = max(_NAME[0], min(_NAME[1], width - 3 - _REP - _FIT - _DECIDED))
        return [
            (one.account_id, Content.assemble(
                (" △ " if one.due else " · ", "$text-warning" if one.due else "$text-muted"), fill(one.name, name),
                (fill(one.rep, _REP), "$text-muted"), fill(f"fit {one.fit}", _FIT),
                ("to be decided" if one.due else f"until {one.keep_until}", "" if one.due else "$text-muted")))
            for one in self.rows
        ]  # fmt: skip

    def aside(self, key: str, width: int) -> Content:
        """Say what was decided about the one under the cursor."""
        one = next((one for one in self.rows if one.account_id == key), None)
        if one is None or not one.keep_until:
            return (
                Content.styled("e keeps it until a day, x drops it; both ask why.", "$text-muted")
                if one
                else Content("")
            )
        said = f"{one.decided_by} kept it until {one.keep_until}: {one.reason}"
        return joined([Content(wrap(said, width)), Content("That day is over." if one.due else "")])

    def edit(self, key: str) -> None:
        """Open the account."""
        reading(self.place).open_account(key)

    def keep(self, key: str) -> None:
        """Ask until when it stays, and why."""
        one = next((one for one in self.rows if one.account_id == key), None)
        if one is None:
            return
        from screens.modals.form import FormBox, FormField

        fields = [
            FormField("until", "Until", "", "2026-09-30"),
            FormField("reason", "Why", "", "they build a second plant"),
        ]

        def save(answers: Answers) -> None:
            self.place.workspace.audit.keep(key, answers["until"], answers["reason"])

        self.place.app.push_screen(FormBox(f"{one.name} stays", fields, save=save), partial(self._done, "It stays"))

    def remove(self, key: str) -> None:
        """Ask why it goes, and drop it."""
        one = next((one for one in self.rows if one.account_id == key), None)
        if one is not None:
            from screens.modals.reason import ReasonBox

            box = ReasonBox(f"Drop {one.name}", f"It is on {one.rep}'s list, fit {one.fit}.", lesson=True)
            self.place.app.push_screen(box, partial(self._drop, key))

    def _drop(self, key: str, answer: Reason | None) -> None:
        if answer is not None:
            self.act(self.place.workspace.audit.drop, key, answer.reason, answer.lesson)
