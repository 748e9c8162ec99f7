"""An import in the app, step by step: mapping, a verdict on every row, carrying out, what came of it; each step goes back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prospector.errors import ProspectorError
from prospector.model.importing import ImportOptions

if TYPE_CHECKING:
    from prospector.exchange.mapping import Mapping as Columns
    from prospector.model.importing import ImportReport
    from prospector.pipeline.import_plan import ImportPlan
    from screens.base import Place
    from screens.modals.working import Progress, Stop

Opener = Callable[[str | None], Any]
"""Opens the table anew, each time for one reading; given a sheet, that one."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was recognised of a table before any row is judged."""

    source: str
    notes: Sequence[str]
    columns: Columns
    remembered: bool
    """The mapping is that of the last time."""
    workbook: bool = False
    """It has sheets, of which one is read."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import is to go by: the columns as they were corrected, and how the rows are taken."""

    columns: Columns
    options: ImportOptions
    sheet: str | None = None
    """Name or number of a workbook's sheet; None: the first that is not empty."""


async def bring(place: Place, opener: Opener, source: str) -> None:
    """Import the table that `opener` opens; rows that are handed back lie beside `source` afterwards."""
    step = _Bringing(place, opener, source)
    found = await step.recognised(None)
    if found is None:
        return
    taken: Taken | None = Taken(found.columns, ImportOptions())
    while taken is not None:
        sheet = taken.sheet
        taken = await step.mapped(found, taken)
        if taken is None:
            return
        if taken.sheet != sheet:
            other = await step.recognised(taken.sheet)
            found = other or found
            taken = replace(taken, columns=found.columns, sheet=taken.sheet if other else sheet)
            continue
        plan = await step.looked_at(taken)
        if plan is None:
            continue
        try:
            while await step.agreed(plan):
                if await step.carried_out(plan):
                    return
        finally:
            await place.workspace.run(plan.close)


class _Bringing:
    """The steps, each of which asks or works, and says what went wrong."""

    def __init__(self, place: Place, opener: Opener, source: str) -> None:
        self.place = place
        self.app = place.prospector
        self.workspace = place.workspace
        self._opener = opener
        self._source = source

    async def recognised(self, sheet: str | None) -> Recognised | None:
        """Open the table and recognise it; None where it is none, which was said."""
        try:
            # Beside the workspace's own thread: opening a large file asks nothing of the store that would keep others waiting.
            return await asyncio.to_thread(self._recognise, sheet)
        except ProspectorError as error:
            self._say(error)
            return None

    def _recognise(self, sheet: str | None) -> Recognised:
        from prospector.pipeline.import_source import Sampled

        with self._opener(sheet) as table:
            source = Sampled(table)
            columns = self.workspace.imports.mapping(source)
            known = bool(self.workspace.imports.remembered(table.header_key))
            notes = (*table.notes, *columns.notes)
            return Recognised(table.source, notes, columns, known, workbook=table.kind == "xlsx")

    async def mapped(self, found: Recognised, taken: Taken) -> Taken | None:
        """Ask what each column is and how the rows are taken."""
        from screens.modals.mapping import MappingBox

        return await self.app.push_screen_wait(MappingBox(found, taken))

    async def looked_at(self, taken: Taken) -> ImportPlan | None:
        """Judge every row; None where that was stopped or could not be."""
        from screens.modals.working import WorkBox

        def look(progress: Progress, stop: Stop) -> ImportPlan:
            from prospector.pipeline.import_source import Sampled

            with self._opener(taken.sheet) as table:
                return self.workspace.imports.preview(Sampled(table), taken.columns, taken.options, progress, stop)

        plan: ImportPlan | None = await self._worked(WorkBox("Looking at every row", look))
        return plan

    async def agreed(self, plan: ImportPlan) -> bool:
        """Show the verdicts; say whether they are to be carried out."""
        from screens.modals.dry_run import DryRunBox

        answer = await self.app.push_screen_wait(DryRunBox(plan))
        return bool(answer)

    async def carried_out(self, plan: ImportPlan) -> bool:
        """Write, hand back what was not taken, and tell; say whether it was done."""
        from screens.modals.imported import ImportedBox
        from screens.modals.working import WorkBox

        def write(progress: Progress, stop: Stop) -> tuple[ImportReport, Path | None]:
            report = self.workspace.imports.carry_out(plan, progress, stop)
            return report, None if report.stopped or not report.handed_back else self._hand_back(plan)

        done = await self._worked(WorkBox("Writing", write))
        if done is None:
            return False
        report, file = done
        self.place.reload()
        if report.stopped:
            self.app.say("Stopped: nothing was written")
            return False
        if await self.app.push_screen_wait(ImportedBox(report, file)):
            from screens.undoing import reverse

            await reverse(self.app, "undo", report.action_id)
        return True

    def _hand_back(self, plan: ImportPlan) -> Path:
        """Write the rows that were not taken beside the file they came from, never over an earlier one."""
        from prospector.exchange.names import refused_path

        path = Path(refused_path(self._source))
        plan.write_handed_back(path)
        return path

    async def _worked(self, box: Any) -> Any:
        """Return what a work box came back with; what went wrong is said, and None."""
        worked = await self.app.push_screen_wait(box)
        if isinstance(worked, ProspectorError):
            self._say(worked)
            return None
        return worked

    def _say(self, error: ProspectorError) -> None:
        self.app.say(error.sentence, severity="warning", seconds=8.0)
