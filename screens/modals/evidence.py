"""One row of the obstacle card: what is known of it so far, and one more line of evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from prospector.model.account import AccountRecord
from prospector.model.qualification import LENSES, STATES, EvidenceRecord, Obstacle
from prospector.workspace import Workspace
from screens.account_card import LENS_NAMES, sign_of
from screens.modals.form import Answers, FormBox, FormField
from screens.show import local_day, wrap
from screens.signs import OBSTACLE

_ASKS = {
    "need": "Do they need it enough to change something?",
    "money": "Is there a budget, and who decides about it?",
    "hurry": "Does anything happen if they wait?",
    "desire": "Does somebody there want it?",
    "trust": "Do they believe that it works, and us?",
}
_ROOM, _INDENT = 66, 24


class EvidenceBox(FormBox):
    """Keeps evidence about an obstacle; answers what was kept, None when it was left."""

    DEFAULT_CSS = """
    EvidenceBox #evidence { height: auto; max-height: 9; margin: 1 0 0 0; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "scroll(1)", "Older evidence", show=False, id="evidence.down"),
        Binding("pageup", "scroll(-1)", "Newer evidence", show=False, id="evidence.up"),
    ]

    def __init__(
        self, workspace: Workspace, record: AccountRecord, row: Obstacle, history: Sequence[EvidenceRecord]
    ) -> None:
        """Show `row` of the card of `record`, with its evidence newest first."""
        states = STATES[1:]
        self._history = history

        def save(answers: Answers) -> None:
            workspace.qualifying.found(record.id, row.name, answers["state"], answers["said"])

        super().__init__(
            f"{row.name.capitalize()}: {record.name}",
            [
                FormField("state", "It is", row.state if row.state in states else "open", options=states),
                FormField("said", "Evidence", example="the CFO said: 40,000 are set aside"),
            ],
            save=save, about=_about(row), kept=f"evidence.{row.name}.{record.id}",
        )  # fmt: skip

    def beneath(self) -> ComposeResult:
        """Return the evidence there is."""
        yield VerticalScroll(Static(self._told()), id="evidence", can_focus=False)

    def _told(self) -> Content:
        if not self._history:
            return Content.styled(
                "No evidence yet: what is unknown becomes a question on the call sheet.", "$text-muted"
            )
        parts: list[str | tuple[str, str]] = [("Evidence so far, newest first\n", "bold $text-primary")]
        for one in self._history:
            who = f" ({one.given_by})"
            parts += [
                (f"{local_day(one.given_at)[:10]}  ", "$text-muted"), OBSTACLE[one.state].text.ljust(12),
                f"{wrap(one.said + who, _ROOM, _INDENT)}\n",
            ]  # fmt: skip
        return Content.assemble(*parts)

    def action_scroll(self, pages: int) -> None:
        """Scroll the evidence by pages."""
        box = self.query_one("#evidence", VerticalScroll)
        box.scroll_relative(y=pages * max(1, box.size.height - 1), animate=False)


def _about(row: Obstacle) -> str:
    told = [f"{_ASKS[row.name]} Now: {sign_of(row).text}"]
    if row.faded and row.evidence:
        told.append(f"its evidence of {row.evidence.given_at[:10]} is too old to rely on")
    elif row.fades_on:
        told.append(f"fades on {row.fades_on.isoformat()}")
    return ", ".join(told) + f".\n{_elsewhere(row.name)}"


def _elsewhere(name: str) -> str:
    """Return what the obstacle is called through the other lenses."""
    found = [
        f"{LENS_NAMES[lens]}: {', '.join(part for part, behind in parts.items() if name in behind)}"
        for lens, parts in LENSES.items()
        if lens != "obstacles" and any(name in behind for behind in parts.values())
    ]
    return " · ".join(found)
