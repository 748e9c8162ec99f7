"""The main job in one go: names, each once, onto the list; researched; scored."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from prospector.errors import BadInput
from prospector.exchange.names import NamedRow, NamesFile
from prospector.model.account import Match
from prospector.model.ids import new_id
from prospector.pipeline.naming import AlreadyKnown, ListFull, Named, Naming
from prospector.research.run import Progress, Research
from prospector.tabular import RefusedRow
from prospector.text import clean


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A row that names a company which is here already."""

    row: int
    name: str
    duplicates_of: str
    why: Sequence[str]


@dataclass(frozen=True, slots=True)
class Question:
    """A row that may name a company which is here already: it waits on the bench until somebody answers."""

    row: int
    name: str
    account_id: str
    matches: Sequence[Match]


@dataclass
class BuildReport:
    """What became of every row."""

    batch: str
    added: list[Named] = field(default_factory=list)
    benched: list[Named] = field(default_factory=list)
    """Those of `added` for which the list had no slot."""
    duplicates: list[Duplicate] = field(default_factory=list)
    review: list[Question] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    """The account of every row that was taken."""
    row_of: dict[str, int] = field(default_factory=dict)
    """The row that an added account came from."""

    @property
    def account_ids(self) -> list[str]:
        """Return the accounts of this build in the order of the file, known ones included, each once."""
        return list(dict.fromkeys(self.order))


class Build:
    """Names a file's companies and researches them; everything is one batch, undone together."""

    def __init__(self, naming: Naming, research: Research) -> None:
        """Work through the services that the screens use."""
        self.naming = naming
        self.research = research

    def name_all(self, names: NamesFile) -> BuildReport:
        """Name every row: into a slot while there are any, then to the bench; duplicates and doubts are told apart."""
        report = BuildReport(batch=new_id(), refused=list(names.refused))
        for row in names.rows:
            self._name(row, report)
        return report

    async def research_all(
        self, report: BuildReport, *, only: Sequence[str] | None = None, progress: Callable[[Progress], None]
    ) -> None:
        """Research the accounts that this build added."""
        ids = [one.account_id for one in report.added]
        await self.research.run(ids, only=only, progress=progress, batch=report.batch)

    def _name(self, row: NamedRow, report: BuildReport) -> None:
        try:
            named = self._added(row, report, different=False)
        except AlreadyKnown as known:
            best = known.matches[0]
            if best.verdict == "same":
                report.duplicates.append(Duplicate(row.row, row.name, best.id, best.why))
                report.order.append(best.id)
                return
            named = self._added(row, report, different=True, bench=True)
            report.review.append(Question(row.row, row.name, named.account_id, known.matches))
        except BadInput as said:
            report.refused.append(_handed_back(row, said.sentence))
            return
        report.added.append(named)
        report.order.append(named.account_id)
        report.row_of[named.account_id] = row.row

    def _added(self, row: NamedRow, report: BuildReport, *, different: bool, bench: bool = False) -> Named:
        def name(*, on_bench: bool) -> Named:
            return self.naming.name(
                row.name, domain=row.domain, pain=row.pain, why=row.why, country=row.country, city=row.city,
                bench=on_bench, different=different, batch=report.batch,
            )  # fmt: skip

        if bench:
            return name(on_bench=True)
        if not report.benched:  # a list that was full for an earlier row still is
            with contextlib.suppress(ListFull):
                return name(on_bench=False)
        named = name(on_bench=True)
        report.benched.append(named)
        return named


def _handed_back(row: NamedRow, sentence: str) -> RefusedRow:
    """Return a row that naming refused, with the cell that its sentence quotes."""
    quoted = next(
        (column for column in ("domain", "country") if f"“{clean(getattr(row, column))}”" in sentence), "name"
    )
    return RefusedRow(row.row, quoted, getattr(row, quoted), sentence)
