"""Import: a verdict on every row before anything is written, then everything in one action that undo takes back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from prospector.errors import BadInput, Refused
from prospector.identity.workers import no_collecting
from prospector.model.importing import BAD_CELLS, BENCH, CELL, DOUBTS, UPDATE_KEYS, ImportOptions, ImportReport
from prospector.pipeline.import_plan import ADDED, ImportPlan
from prospector.pipeline.import_rows import RowReader
from prospector.pipeline.import_source import Sampled, without_added
from prospector.pipeline.import_verdicts import Verdicts
from prospector.pipeline.import_writing import Done, Writing
from prospector.plan.sources import checked_kind
from prospector.store.since import newest
from prospector.tabular import RefusedRow
from prospector.text import clean, clean_name, plural

if TYPE_CHECKING:
    from prospector.exchange.mapping import Mapping as Columns
    from prospector.pipeline.known import Known
    from prospector.pipeline.naming import Naming
    from prospector.plan.plans import Plans
    from prospector.store.action import Action
    from prospector.store.store import Store

Progress = Callable[[str, int, int], None]
"""Told now and then what is done (``read``, ``compared``, ``written``), how much of it, and how much there is (0: unknown)."""
Stop = Callable[[], bool]
_PORTION = 500
_MANY, _SHARE = 20, 0.2
"""Values of one column that can't be read from which it is said that the column may be mapped wrongly, and their share."""


class Stopped(Refused):
    """The user stopped an import: nothing was written."""

    def __init__(self) -> None:
        """Say that nothing was written."""
        super().__init__("stopped: nothing was written")


def _quiet(_doing: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def _never() -> bool:
    """Go on."""
    return False


class Imports:
    """Imports of one workspace."""

    def __init__(
        self, store: Store, known: Known, naming: Naming, plans: Plans, before: Callable[[], None] = lambda: None
    ) -> None:
        """Work on `store`; `known` compares, `naming` knows the slots and the door, `plans` the fit.

        `before` runs ahead of everything that is written: a backup.
        """
        self.store = store
        self._known = known
        self._naming = naming
        self._plans = plans
        self._before = before

    # The mapping

    def mapping(self, source: Sampled, wishes: Mapping[str, str] | None = None) -> Columns:
        """Return what each column is taken for: as the last time for this heading, else as proposed; `wishes` correct it.

        Raises BadInput for a wish that can't be.
        """
        from prospector.exchange.mapping import corrected, propose

        table = source.table
        proposed = propose(table.header, source.sample)
        remembered = self.remembered(table.header_key)
        if len(remembered) == len(table.header):
            last = zip(table.header, remembered, strict=True)
            proposed = corrected(
                proposed, {header: field for header, field in last if proposed.field_of(header) != field}
            )
        return corrected(proposed, without_added(wishes or {}, table.header, ADDED))

    def remembered(self, header_key: str) -> Sequence[str]:
        """Return the field of each column as it was the last time for this heading, nothing where it is new."""
        body = self.store.reader.value("SELECT body FROM import_mapping WHERE header_key = ?", (header_key,))
        return list(json.loads(body)) if body else []

    # Before anything is written

    def preview(
        self,
        source: Sampled,
        mapping: Columns,
        options: ImportOptions,
        progress: Progress = _quiet,
        stop: Stop = _never,
    ) -> ImportPlan:
        """Return the verdict on every row; nothing is written. Close the plan.

        Raises BadInput for options that are none and for a file that can't be read on, Refused for a source that is tired,
        Stopped when `stop` says so.
        """
        table = source.table
        _check(mapping, options)
        plan = ImportPlan(
            table.source, table.original, mapping, options, newest(self.store.reader), header_key=table.header_key
        )
        try:
            with no_collecting():
                self._judge(plan, source, progress, stop)
        except BaseException:
            plan.close()
            raise
        return plan.sealed()

    def _judge(self, plan: ImportPlan, source: Sampled, progress: Progress, stop: Stop) -> None:
        """Fill a plan with the verdict on every row."""
        table, mapping = source.table, plan.mapping
        self._begin(plan)
        options = plan.options
        reader = RowReader(
            table.header, [column.field for column in mapping.columns],
            lenient=options.bad_cells == CELL, key=options.update_on,
        )  # fmt: skip
        verdicts = Verdicts(plan, self.store.reader, self._known.indexed, reader)
        for portion in _portions(source):
            _go_on(stop)
            verdicts.take(portion)
            progress("read", table.position(), table.size or 0)

        def compared(done: int, total: int) -> None:
            _go_on(stop)
            progress("compared", done, total)

        verdicts.compare(compared)
        plan.notes += [*table.notes, *mapping.notes, *table.remarks, *_doubtful_columns(plan)]
        if left := reader.left_out:
            told = ", ".join(f"“{column}” {count:,}" for column, count in left.most_common())
            plan.notes.append(f"{plural(left.total(), 'cell')} left out because nobody can read them: {told}")

    def _begin(self, plan: ImportPlan) -> None:
        name, kind = source_of(plan.options.source)
        sources = self._naming.door.strategy.sources
        if name:
            self._naming.door.entry(name)  # raises Fatigued for a tired source
            plan.quarantined = kind in _quarantined_kinds() if kind else sources.quarantined(name)
        board = self._naming.board()
        plan.free_slots = 0 if plan.quarantined or plan.options.new_names == BENCH else max(0, board.size - board.taken)
        if plan.quarantined:
            plan.notes.append(
                f"“{name}” is a bought or rented list: its names wait in the inbox until each has a why of your own"
            )

    # Writing

    def carry_out(self, plan: ImportPlan, progress: Progress = _quiet, stop: Stop = _never) -> ImportReport:
        """Write what a plan says, as one action: all of it, or nothing where it is stopped.

        Raises Refused when the workspace was changed since the preview, StoreUnusable where no backup can be made before.
        """
        if not plan.writes:
            return _report(plan, Done(), "")
        self._before()

        def written(done: int, total: int) -> None:
            _go_on(stop)
            progress("written", done, total)

        try:
            with no_collecting(), self.store.action(f"Import {plan.source}") as action:
                if newest(self.store.reader) != plan.state:
                    raise Refused("the workspace was changed since the rows were looked at: look at them again")
                name, kind = source_of(plan.options.source)
                if name and kind:
                    self._naming.door.strategy.sources.save(name, kind)
                writing = Writing(action, plan, self._plans, self._naming.door, name or f"import:{plan.source}",
                                  self._free(action), self.store.actor)  # fmt: skip
                done = writing.run(written)
                self._remember(action, plan)
                action.retitle(_title(plan, done))
                _go_on(stop)
                action_id = action.id
        except Stopped:
            return _report(plan, Done(), "", stopped=True)
        return _report(plan, done, action_id)

    def _free(self, action: Action) -> list[int]:
        from prospector.model.tables import Target

        taken = {one.slot for one in action.find(Target, Target.rep == self.store.actor, Target.place == "active")}
        return [slot for slot in range(self._naming.size, 0, -1) if slot not in taken]

    def _remember(self, action: Action, plan: ImportPlan) -> None:
        from prospector.model.tables import ImportMapping

        body = json.dumps([column.field for column in plan.mapping.columns])
        found = action.find(ImportMapping, ImportMapping.header_key == plan.header_key)
        row = found[0] if found else action.add(ImportMapping(header_key=plan.header_key))
        if row.body != body:
            row.body, row.used_by, row.used_at = body, self.store.actor, action.now()


def _go_on(stop: Stop) -> None:
    if stop():
        raise Stopped


def source_of(given: str) -> tuple[str, str]:
    """Return name and kind of ``kind:name``; a name alone has the kind that was set up for it. Raises BadInput."""
    kind, split, name = given.partition(":")
    if not split:
        return clean_name(given), ""
    if not clean_name(name):
        raise BadInput(f"“{clean(given)}” lacks the name of the source: write it like bought:Acme Lists")
    return clean_name(name), checked_kind(kind)


def _quarantined_kinds() -> frozenset[str]:
    from prospector.model.plan import QUARANTINED

    return QUARANTINED


def _check(mapping: Columns, options: ImportOptions) -> None:
    if options.update_on and options.update_on not in UPDATE_KEYS:
        raise BadInput(f"“{clean(options.update_on)}” is no key for updates: one of {', '.join(UPDATE_KEYS)}")
    if options.doubts not in DOUBTS:
        raise BadInput(f"“{clean(options.doubts)}” is nothing to do with doubts: one of {', '.join(DOUBTS)}")
    if options.bad_cells not in BAD_CELLS:
        raise BadInput(
            f"“{clean(options.bad_cells)}” is nothing that a bad cell can cost: one of {', '.join(BAD_CELLS)}"
        )
    fields = mapping.fields
    if not {"name", "legal_name", "domain"}.intersection(fields):
        headers = ", ".join(f"“{column.header}”" for column in mapping.columns[:12])
        raise BadInput(
            f"no column is taken for the company's name: say which of {headers} it is, as in --map “Kunde=name”"
        )
    if options.update_on and options.update_on not in fields:
        raise BadInput(
            f"no column is taken for {options.update_on}, so nothing can be updated on it: map one, or leave it"
        )


def _portions(source: Sampled) -> Iterator[Sequence[tuple[int, Sequence[str]] | RefusedRow]]:
    rows = iter(source.rows())
    while portion := list(islice(rows, _PORTION)):
        yield [row if isinstance(row, RefusedRow) else (row.number, row.cells) for row in portion]


def _doubtful_columns(plan: ImportPlan) -> list[str]:
    return [
        f"column “{column}”: {count:,} of {plan.rows:,} values can't be read: it may be mapped wrongly, "
        f"--map “{column}=” leaves it out"
        for column, count in plan.refused_by_column().items()
        if count >= _MANY and count > _SHARE * plan.rows
    ]


def _title(plan: ImportPlan, done: Done) -> str:
    parts = [plural(done.added, "new company", "new companies")] if done.added else []
    parts += [f"{done.updated:,} updated"] if done.updated else []
    parts += [plural(done.suppressed, "opt-out")] if done.suppressed else []
    return f"Import {plan.source} ({', '.join(parts)})"


def _report(plan: ImportPlan, done: Done, action_id: str, *, stopped: bool = False) -> ImportReport:
    figures: dict[str, Any] = vars(done)
    return ImportReport(
        plan.source, dict(plan.counts), action_id, **figures, quarantined=plan.quarantined,
        spared=plan.spared if action_id else 0,
        handed_back=plan.handed_back, stopped=stopped, notes=tuple(plan.notes),
    )  # fmt: skip
