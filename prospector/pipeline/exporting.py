"""Export: accounts gathered with where everything came from, written for other programs; who must not leave stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prospector.errors import BadInput
from prospector.model.leaving import ExportReport, HeldBack, LeavingAccount, LeavingPerson
from prospector.outreach.suppression import of_account
from prospector.pipeline.barred import open_ways
from prospector.pipeline.listing import account
from prospector.research.claims import said
from prospector.research.standing import known, reading, shown

if TYPE_CHECKING:
    from prospector.exchange.destinations import Destination
    from prospector.model.account import AccountRecord, ClaimRecord, ListRow
    from prospector.model.brief import Brief
    from prospector.model.proof import Reconciled
    from prospector.pipeline.people import People
    from prospector.pipeline.qualifying import Qualifying
    from prospector.plan.fit import Fit
    from prospector.plan.plans import Plans
    from prospector.store.store import Store

_FEW = 200
"""Accounts that are read one by one; for more, what is known of all is read at once."""
_LINKEDIN = "linkedin.com/"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which accounts are to leave: those in `places` of one rep, or of everybody when `rep` is None."""

    places: Sequence[str] = ("active",)
    rep: str | None = None
    only: frozenset[str] | None = None
    """These accounts alone (what a view shows, what is marked); None: all of them."""


class Exports:
    """Writes what is in one workspace for other programs."""

    def __init__(
        self,
        store: Store,
        rows: Callable[[Scope], Sequence[ListRow]],
        people: People,
        qualifying: Qualifying,
        plans: Plans,
        brief: Callable[[str], Brief],
    ) -> None:
        """Work on `store`; `rows` gives the rows of a list, `brief` the page of an account."""
        self.store = store
        self._rows = rows
        self._people = people
        self._qualifying = qualifying
        self._plans = plans
        self._brief = brief

    def write(self, path: Path, form: str, scope: Scope, *, raw: bool = False) -> ExportReport:
        """Write the accounts of `scope` to `path`; raises BadInput for an unknown format or where nothing can be written.

        `raw` leaves out the apostrophe that keeps a spreadsheet from running a cell: for programs alone.
        """
        from prospector.exchange.destinations import DESTINATIONS

        leaving, held = self._gathered(form, scope)
        if form in DESTINATIONS:
            return _to_destination(path, DESTINATIONS[form], leaving, held, raw=raw)
        count = self._own(path, form, leaving, raw=raw)
        return ExportReport(str(path), form, count, tuple(held), files=(str(path),))

    def look(self, form: str, scope: Scope) -> ExportReport:
        """Return what `write` would write and what would stay, without writing; raises BadInput like `write`."""
        from prospector.exchange.destinations import DESTINATIONS

        leaving, held = self._gathered(form, scope)
        if form not in DESTINATIONS:
            return ExportReport("", form, len(leaving), tuple(held))
        rows, left_out = _rows(DESTINATIONS[form], leaving)
        return ExportReport("", form, len(rows), tuple(held), tuple(left_out))

    @staticmethod
    def kinds() -> Mapping[str, str]:
        """Return every form that can be written and what it is."""
        from prospector.exchange.destinations import DESTINATIONS, OWN_FORMATS

        return {**OWN_FORMATS, **{one.name: one.label for one in DESTINATIONS.values()}}

    def _gathered(self, form: str, scope: Scope) -> tuple[Sequence[LeavingAccount], list[HeldBack]]:
        """Return what may leave and what may not. Raises BadInput for an unknown form and where there is nothing."""
        from prospector.exchange.destinations import DESTINATIONS, FORMATS, OWN_FORMATS

        if form not in OWN_FORMATS and form not in DESTINATIONS:
            raise BadInput(f"“{form}” is not a format that can be written: one of {', '.join(FORMATS)}")
        held: list[HeldBack] = []
        leaving = list(self._leaving(scope, held))
        if not leaving and not held:
            raise BadInput("there is nothing to export: name a company first, or choose another list with --place")
        return leaving, held

    def _own(self, path: Path, form: str, leaving: Sequence[LeavingAccount], *, raw: bool) -> int:
        from prospector.exchange.whole import COLUMNS, whole_document, whole_row
        from prospector.exchange.writing import harmless_rows, write_lines, write_sheet, write_text
        from prospector.tabular import write_csv

        if form == "csv":
            return write_csv(path, COLUMNS, harmless_rows(map(whole_row, leaving)), raw=raw)
        if form == "xlsx":
            return write_sheet(path, "Accounts", COLUMNS, map(whole_row, leaving))
        if form == "jsonl":
            return write_lines(path, map(whole_document, leaving))
        from prospector.research.brief_text import as_markdown

        write_text(path, "\n---\n\n".join(as_markdown(self._brief(one.id)) for one in leaving))
        return len(leaving)

    def _leaving(self, scope: Scope, held: list[HeldBack]) -> Iterator[LeavingAccount]:
        """Yield the accounts that may leave; note in `held` those that may not."""
        rows = [row for row in self._rows(scope) if scope.only is None or row.id in scope.only]
        now, reader = self.store.clock.now(), self.store.reader
        ledger = reader.value("SELECT 1 FROM suppression LIMIT 1") is not None
        every = known(reading(reader), now) if len(rows) > _FEW else None
        profile = self._plans.profile()
        for row in rows:
            entry = of_account(reader, row.id) if ledger else None
            if entry is not None:
                held.append(HeldBack(row.name, f"never contact: {entry.reason}"))
                continue
            found = (known(reading(reader), now, row.id) if every is None else every).get(row.id, [])
            fit = None
            if profile is not None:
                from prospector.plan.fit import fit as fit_of

                fit = fit_of(profile, shown(found), now.date())
            yield self._account(row, account(reader, row.id), found, fit, held)

    def _account(
        self, row: ListRow, record: AccountRecord, found: Sequence[Reconciled], fit: Fit | None, held: list[HeldBack]
    ) -> LeavingAccount:
        claims = open_ways(self.store.reader, shown(found))
        first = {one.field: one for one in reversed(claims)}
        place = first["address"].value if "address" in first and isinstance(first["address"].value, dict) else {}
        why_now = next((one for one in self._qualifying.why_now(row.id) if not one.stale), None)
        return LeavingAccount(
            id=row.id, name=record.name, domain=record.domain or "", other_names=tuple(record.other_names),
            other_domains=tuple(record.other_domains), street=_part(place, "street"),
            city=record.city or _part(place, "city"), region=_part(place, "region"), postal=_part(place, "postal"),
            country=record.country or _part(place, "country"),
            linkedin=next((str(one.value) for one in claims if one.field == "social" and _LINKEDIN in str(one.value)), ""),
            **{name: _said(first.get(name)) for name in ("phone", "email", "industry", "employees", "founded", "revenue",
                                                         "legal_name", "registry_id", "lei", "description")},
            sector=row.sector, stage=row.stage, place=row.place, horizon=row.horizon, explore="yes" if row.explore else "",
            origin=row.origin, source=row.source, named_by=record.named_by, named_on=record.named_at[:10], rep=row.rep,
            pain=row.pain, why=row.why, **_fitted(fit), reason=reason_of(record, fit),
            why_now=why_now.said if why_now else "", why_now_until=(why_now.expires_on or "") if why_now else "",
            touches=str(row.touches), last_touch=(row.last_touch or "")[:10], last_outcome=row.last_outcome or "",
            read_from=tuple(sorted({one.source for one in claims})),
            read_on=max((one.read_at[:10] for one in claims), default=""),
            confirmed_on=max(((one.confirmed_at or "")[:10] for one in claims), default=""),
            people=tuple(self._persons(row, held)),
        )  # fmt: skip

    def _persons(self, row: ListRow, held: list[HeldBack]) -> Iterator[LeavingPerson]:
        for one in self._people.of(row.id):
            if one.suppressed:
                held.append(HeldBack(f"{one.name} at {row.name}", "never contact"))
                continue
            yield LeavingPerson(
                one.id, one.name, one.role, one.email, one.phone, one.profile, one.source, one.read_at[:10]
            )  # fmt: skip


def reason_of(record: AccountRecord, fit: Fit | None) -> str:
    """Return why an account is on the list, in one sentence: what of the profile it meets and what is still open."""
    if fit is None:
        return f"Named by {record.named_by}" + (f": {record.why}" if record.why else "")
    if fit.range.disqualified:
        ruled = next(
            (one.criterion for one in fit.verdicts if one.kind == "never" and one.state == "met"), "the profile"
        )
        return f"Ruled out by {ruled}"
    met = [one.criterion for one in fit.verdicts if one.kind != "never" and one.state == "met"]
    missed = [one.criterion for one in fit.verdicts if one.kind != "never" and one.state == "missed"]
    parts = [f"fits: {', '.join(met)}" if met else "nothing of the profile is shown yet"]
    if missed:
        parts.append(f"does not: {', '.join(missed)}")
    if fit.to_find_out:
        parts.append(f"still open: {', '.join(fit.to_find_out)}")
    told_all = "; ".join(parts)
    return told_all[:1].upper() + told_all[1:]


def _fitted(fit: Fit | None) -> dict[str, Any]:
    if fit is None:
        return {}
    now = fit.range
    return {"fit_low": str(now.low), "fit_high": str(now.high), "fit_known": str(round(100 * now.coverage))}


def _part(place: Mapping[str, Any], name: str) -> str:
    return str(place.get(name) or "")


def _said(claim: ClaimRecord | None) -> str:
    return "" if claim is None else said(claim.value)


def _to_destination(
    path: Path, destination: Destination, leaving: Sequence[LeavingAccount], held: Sequence[HeldBack], *, raw: bool
) -> ExportReport:
    """Write the table of `destination`, over several files where one may hold only so much."""
    from prospector.exchange.writing import harmless_rows, numbered
    from prospector.tabular import write_csv

    rows, left_out = _rows(destination, leaving)
    size = destination.most_rows or len(rows) or 1
    files = []
    for number, begin in enumerate(range(0, max(1, len(rows)), size), 1):
        file = numbered(path, number)
        write_csv(file, destination.headings, harmless_rows(rows[begin : begin + size]), raw=raw)
        files.append(str(file))
    return ExportReport(str(path), destination.name, len(rows), tuple(held), tuple(left_out), tuple(files))


def _rows(destination: Destination, leaving: Sequence[LeavingAccount]) -> tuple[list[Sequence[str]], list[HeldBack]]:
    """Return the rows of the table and what it can't take; of an address that must stand once, the first row counts."""
    rows: list[Sequence[str]] = []
    left_out: list[HeldBack] = []
    at = destination.headings.index(destination.once) if destination.once else -1
    seen: set[str] = set()
    for one in leaving:
        for row in destination.rows(one):
            if isinstance(row, HeldBack):
                left_out.append(row)
            elif at >= 0 and row[at].casefold() in seen:
                left_out.append(HeldBack(f"{row[at]} at {one.name}", "the same address stands in the file already"))
            else:
                rows.append(row)
                seen.add(row[at].casefold())
    return rows, left_out
