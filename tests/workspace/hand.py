"""What a person and the machine do in one workspace, and what must hold after each of their acts.

`Hand` does single acts by numbers and words that somebody else draws; `Watch` says what is wrong with a workspace.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from prospector.exchange.reading import open_text
from prospector.model.account import PLACES, ListRow
from prospector.model.ids import new_id
from prospector.model.importing import ImportOptions, ImportReport
from prospector.outreach.suppression import STANDING
from prospector.pipeline.import_source import Sampled
from prospector.pipeline.indexed import Indexed
from prospector.pipeline.listed import Lists, by_fit, read_rows
from prospector.pipeline.search import Finding
from prospector.research.due import Asked
from prospector.research.protocol import Claim, Company
from prospector.research.run import SourceOutcome
from prospector.research.storing import Storing
from prospector.store.verify import verify
from prospector.workspace import Workspace

STEMS = ("Alder", "Birke", "Cedro", "Dorn", "Esche", "Fichte", "Ginster", "Hasel", "Ilex", "Jasmin", "Kiefer", "Linde")
ENDINGS = ("GmbH", "Pumpen AG", "Ltd")
WORDS = ("pumps", "valves", "grease", "hinges")
CHECKED = ("employees", "phone", "industry", "address")


def rows_of(workspace: Workspace) -> list[ListRow]:
    """Return everybody's rows, in an order that no fit changes."""
    return sorted(workspace.list_rows(places=PLACES, everybody=True), key=lambda row: (row.named_at, row.id))


class Hand:
    """Acts; each raises what the product raises when it refuses."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def row(self, number: int) -> ListRow:
        """Return one of the rows; the caller sees to it that there are any."""
        rows = rows_of(self.workspace)
        return rows[number % len(rows)]

    def import_file(self, lines: Sequence[tuple[int, int, bool]]) -> ImportReport:
        """Import a small file: company, employees, whether it asked not to be contacted."""
        text = "Firma,Website,Land,Mitarbeiter,Opt-out\n" + "".join(
            f"{STEMS[number]} Import GmbH,{STEMS[number].lower()}.example,DE,{people},{'yes' if never else ''}\n"
            for number, people, never in lines
        )
        imports = self.workspace.imports
        with open_text(text, "list.csv") as table:
            source = Sampled(table)
            plan = imports.preview(source, imports.mapping(source), ImportOptions())
        try:
            return imports.carry_out(plan)
        finally:
            plan.close()

    def research(self, number: int, source: str, values: Sequence[int]) -> None:
        """Keep what a made-up source says of an account, through the run's own keeping."""
        workspace, row = self.workspace, self.row(number)
        page = "https://pages.example/"
        claims = [Claim("employees", value, page, f"{value} people", "text") for value in values]
        claims += [Claim("industry", word, page, word, "text") for word in WORDS[: len(values)]]
        outcome = SourceOutcome(source, "found" if claims else "nothing", "", 3, claims)
        asked = Asked(row.id, Company(row.name, (row.domain,) if row.domain else ()), (), ())
        Storing(workspace.store, new_id(), workspace.research._after)._keep(asked, [outcome])

    def say(self, number: int, kind: str, field: str) -> None:
        """Confirm, refute, pin or forget the value of a field that is shown."""
        proofs, row = self.workspace.proofs, self.row(number)
        if kind == "type":
            proofs.type(row.id, {"employees": str(10 + number)})
        elif kind == "forget":
            proofs.forget(row.id, field)
        else:
            known = [claim for claim in self.workspace.claims(row.id) if claim.field == field]
            proofs_of = {"confirm": proofs.confirm, "refute": proofs.refute, "pin": proofs.pin}
            proofs_of[kind](row.id, field, claim_id=known[number % len(known)].id if known else "")

    def snooze(self, number: int, days: int, reason: str) -> None:
        """Put the next step of an account off."""
        day = self.workspace.store.clock.today() + timedelta(days=days)
        self.workspace.steps.snooze(self.row(number).id, day.isoformat(), reason)


class Watch:
    """Says what is wrong with a workspace: nothing, after whatever was done."""

    def wrong(self, workspace: Workspace) -> Iterator[str]:
        """Yield one sentence for each thing that does not hold."""
        yield from (f"chain: {said}" for said in verify(workspace.store))
        yield from self._rows(workspace)
        yield from self._derived(workspace)
        yield from self._counts(workspace)

    def never(self, workspace: Workspace) -> set[tuple[str, str]]:
        """Return what stands in the never-contact ledger."""
        return set(workspace.store.reader.rows(f"SELECT s.kind, s.digest FROM ({STANDING}) s"))

    @staticmethod
    def _rows(workspace: Workspace) -> Iterator[str]:
        """Look at the tables themselves: references, lists, slots."""
        reader = workspace.store.reader
        if loose := reader.rows("PRAGMA foreign_key_check"):
            yield f"rows refer to nothing: {loose}"
        if lost := reader.rows("SELECT name FROM account WHERE id NOT IN (SELECT account_id FROM target)"):
            yield f"accounts on nobody's list: {lost}"
        rows = rows_of(workspace)
        slots = [(row.rep, row.slot) for row in rows if row.slot is not None]
        if len(slots) != len(set(slots)):
            yield f"a slot is taken twice: {sorted(slots)}"
        yield from (
            f"{row.name} is {row.place} in slot {row.slot}"
            for row in rows
            if (row.slot is None) == (row.place == "active")
        )

    @staticmethod
    def _derived(workspace: Workspace) -> Iterator[str]:
        """Compare what is kept and followed with what is computed anew."""
        reader = workspace.store.reader
        anew = sorted(read_rows(reader).values(), key=by_fit)
        kept = workspace.list_rows(places=(*PLACES, "", "merged"), everybody=True)
        if sorted(kept, key=by_fit) != anew:
            yield f"the list shows {kept}, computed anew {anew}"
        yield from _long_lists(workspace, anew)
        for row in anew:
            fit = workspace.plans.fit_of(row.id)
            if (fit.range if fit else None) != row.fit:
                yield f"{row.name} has the fit {row.fit}, computed anew {fit and fit.range}"
        held = _index(workspace.known.indexed)
        with _beside(workspace) as indexed:
            if held != _index(indexed):
                yield "the index of names is not what it is when it is made anew"
        fresh = Finding(workspace.store)
        for word in (STEMS[0], WORDS[0], "note"):
            found, again = ({str(hit) for hit in one.find(word, workspace.actor)} for one in (workspace.finding, fresh))
            if found != again:
                yield f"search finds {found} for {word}, anew {again}"
        fresh.close()

    @staticmethod
    def _counts(workspace: Workspace) -> Iterator[str]:
        """Compare what list, Today, the exercise's board and the audit say of the same things."""
        rows = rows_of(workspace)
        active = [row for row in rows if row.place == "active"]
        never, bench = sum(not row.touches for row in active), sum(row.place == "bench" for row in rows)
        today, board = workspace.today.view(), workspace.naming.board()
        number = workspace.audit.week().never
        said = {
            "list": (len(active), never, bench),
            "today": (today.active, today.never_touched, today.bench),
            "board": (board.taken, never, board.bench),
            "audit": (number.whole, number.part, bench),
        }
        if len(set(said.values())) != 1:
            yield f"active, never touched, bench are {said}"
        worked = {one.account_id for part in (today.due, today.coming, today.after, today.stuck) for one in part}
        if missing := {row.id for row in active} - worked:
            yield f"active targets without a step and without a reason: {missing}"
        for row in rows:
            if len(workspace.touches.of(row.id)) != row.touches:
                yield f"{row.name} has {row.touches} touches on the list, {len(workspace.touches.of(row.id))} in its log"


def _long_lists(workspace: Workspace, anew: Sequence[ListRow]) -> Iterator[str]:
    """Compare what a long list keeps of its rows, their order and their words with what is read anew."""
    actor, fresh = workspace.actor, Lists(workspace.store)
    for places in (("active",), PLACES):
        shown = workspace.lists.paged(actor, places)
        wanted = [row for row in anew if row.rep == actor and row.place in places]
        if shown is not None and list(shown) != wanted:
            yield f"the long list shows {list(shown)}, computed anew {wanted}"
        if shown is None and wanted:
            yield "the list is not read as a long one: nothing that is followed is looked at"
    kept, again = workspace.lists.gist(actor), fresh.gist(actor)
    among = workspace.lists.paged(actor, PLACES)
    if kept is not None and again is not None and among is not None:
        if +kept.counts != +again.counts:
            yield f"the sieve counts {kept.counts}, anew {again.counts}"
        hits = [list(one.hits((STEMS[0].casefold(),), among.ids)) for one in (kept, again)]
        if hits[0] != hits[1]:
            yield f"the filter finds {hits[0]}, anew {hits[1]}"
    fresh.close()


def _index(indexed: Indexed) -> dict[str, Any]:
    def content(index: Any) -> dict[str, Any]:
        run = index.connection.execute
        ids = dict(run("SELECT slot, id FROM party"))
        return {
            "parties": sorted(run("SELECT id, data FROM party")),
            "words": sorted(run("SELECT word, count FROM word")),
            "postings": sorted((mark, ids[slot]) for mark, slot in run("SELECT mark, slot FROM posting")),
        }

    return indexed.ask(content)


@contextlib.contextmanager
def _beside(workspace: Workspace) -> Iterator[Indexed]:
    """Give an index that was made anew, beside the one in use."""
    one = Indexed(workspace.store)
    one._derived._start = f"beside-{one._derived._start}"
    try:
        yield one
    finally:
        one.forget()
