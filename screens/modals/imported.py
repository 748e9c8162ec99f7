"""What an import did: what came in, what was handed back and where it lies, and the way back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from prospector.model.importing import UNCHANGED
from prospector.text import plural
from screens.base import Ask
from screens.widgets.hint import Hint

if TYPE_CHECKING:
    from prospector.model.importing import ImportReport


class ImportedBox(Ask[bool | None]):
    """Tells what was done; True: take it back."""

    AUTO_FOCUS = ".box"
    CSS_PATH = "forms.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,q", "leave", "Close", id="imported.leave", show=False),
        Binding("u", "take_back", "Take it back", id="imported.back", show=False),
    ]

    def __init__(self, report: ImportReport, handed_back: Path | None) -> None:
        """Tell `report`; what was handed back lies in `handed_back`."""
        super().__init__()
        self._report = report
        self._file = handed_back

    def compose(self) -> ComposeResult:
        """Yield what was done, line by line."""
        back = "u takes the whole import back · " if self._report.action_id else ""
        with VerticalScroll(classes="box") as box:
            box.border_title = Content(
                f"{self._report.source} is in" if self._report.action_id else "Nothing was written"
            )
            yield Static(Content("\n").join(told(self._report, self._file)), classes="question")
            yield Hint(f"{back}enter closes")

    def action_take_back(self) -> None:
        """Take the import back."""
        if self._report.action_id:
            self.dismiss(True)


def told(report: ImportReport, file: Path | None) -> list[Content]:
    """Return what an import did, a line each; what did not happen is not told."""
    waits = f", {report.benched:,} of them on the bench" if report.benched else ""
    why = " until each has a why of your own: they were bought or rented" if report.quarantined else ""
    known = report.counts.get(UNCHANGED, 0)
    lines = [
        ("+", "$text-success", f"{plural(report.added, 'new company', 'new companies')}{waits}{why}", report.added),
        ("~", "$text-accent", f"{plural(report.updated, 'company', 'companies')} updated; what a person typed stayed",
         report.updated),
        ("+", "$text-success", f"{plural(report.people, 'contact')}", report.people),
        ("⊘", "$text-error", f"{plural(report.suppressed, 'entry', 'entries')} in the never-contact ledger", report.suppressed),
        ("=", "$text-muted", f"{plural(known, 'row')} said nothing new", known),
        ("✗", "$text-warning", f"{plural(report.handed_back, 'row')} handed back, with reasons, in", report.handed_back),
    ]  # fmt: skip
    free = f"{plural(report.spared, 'slot stays', 'slots stay')} free: choose on the bench (2, B), m gives a company a slot"
    lines.append(("○", "$text-accent", free, report.spared))
    shown = [Content.assemble((f"{sign} ", colour), said) for sign, colour, said, count in lines if count]
    if file is not None:
        shown.append(Content(f"  {file}"))
        shown.append(Content.styled("  mend it there, and bring that file: only those rows count", "$text-muted"))
    return shown or [Content("Every row is known already: nothing changed.")]
