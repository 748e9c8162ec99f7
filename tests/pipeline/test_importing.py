"""Files in: a verdict on every row before anything is written, one action, what is not taken comes back."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from prospector.errors import BadInput, Refused
from prospector.exchange.reading import open_table, open_text
from prospector.model.importing import BENCH, FIRST, ImportOptions, ImportReport, RowVerdict
from prospector.pipeline.import_plan import ADDED, ImportPlan
from prospector.pipeline.import_source import Sampled
from prospector.pipeline.importing import Stopped
from prospector.plan.profile import parse_profile
from prospector.store.verify import verify
from prospector.workspace import Workspace

MIXED = """Firma,Website,Land,Ort,Mitarbeiter,Company phone,Ansprechpartner,Email,Opt-out
Acme GmbH,acme.de,DE,Ulm,240,+49 731 12345,Anna Berg,anna@acme.de,
Acme GmbH,acme.de,DE,Ulm,240,+49 731 12345,Bert Tal,bert@acme.de,
Bolt AG,https://www.bolt.ch,CH,Bern,"12,5OO",,,,
Corn SE,corn.example,DE,Köln,30,,,,no
Acme G.m.b.H,acme.de,DE,Ulm,250,,,,
Dorn KG,dorn.de,DE,Hof,,,,,yes
,,DE,Hof,,,,,
"""
PROFILE = (
    'name = "P"\n[[criterion]]\nname = "size"\nkind = "must"\nweight = 3\nfield = "employees"\nmin = 50\nmax = 249\n'
)
Tables = Callable[[], dict[str, Any]]


class Taker:
    """Imports texts and files into one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.plans: list[ImportPlan] = []

    def look(self, given: str | Path, wishes: dict[str, str] | None = None, **options: Any) -> ImportPlan:
        table = open_text(given, "list.csv") if isinstance(given, str) else open_table(str(given))
        with table:
            source = Sampled(table)
            mapping = self.workspace.imports.mapping(source, wishes)
            plan = self.workspace.imports.preview(source, mapping, ImportOptions(**options))
        self.plans.append(plan)
        return plan

    def take(self, given: str | Path, wishes: dict[str, str] | None = None, **options: Any) -> ImportReport:
        return self.workspace.imports.carry_out(self.look(given, wishes, **options))


@pytest.fixture
def taker(workspace: Workspace) -> Iterator[Taker]:
    one = Taker(workspace)
    yield one
    for plan in one.plans:
        plan.close()


def said(plan: ImportPlan) -> list[tuple[int, str]]:
    return [(row.row, row.verdict) for row in plan.page()]


def row(plan: ImportPlan, number: int) -> RowVerdict:
    return plan.page(after=number - 1, limit=1)[0]


def test_s1_60_every_row_has_its_verdict_before_anything_is_written(taker: Taker, tables: Tables) -> None:
    before = tables()
    plan = taker.look(MIXED)
    assert said(plan) == [
        (2, "new"),
        (3, "update"),
        (4, "refused"),
        (5, "new"),
        (6, "alike"),
        (7, "never"),
        (8, "refused"),
    ]
    assert row(plan, 3).reason == "adds to row 2: a contact"
    refused = row(plan, 4)
    assert (refused.column, refused.value, refused.suggestion) == ("Mitarbeiter", "12,5OO", "12500?")
    assert "row 2 of this file" in row(plan, 6).reason
    assert "--doubts name" in row(plan, 6).suggestion
    assert row(plan, 8).column == "Firma"
    assert plan.handed_back == 3
    assert [one.row for one in plan.page("new", limit=1)] == [2]
    assert [one.row for one in plan.page("new", after=2)] == [5]
    assert tables() == before
    assert not taker.workspace.history()


def test_an_import_is_one_action_and_the_same_file_twice_changes_nothing(taker: Taker, tables: Tables) -> None:
    empty = tables()
    report = taker.take(MIXED)
    assert (report.added, report.updated, report.people, report.suppressed, report.handed_back) == (2, 0, 2, 2, 3)
    workspace = taker.workspace
    assert [one.title for one in workspace.history()] == ["Import list.csv (2 new companies, 2 opt-outs)"]
    rows = workspace.list_rows()
    assert [(one.name, one.place, one.slot) for one in rows] == [("Acme GmbH", "active", 1), ("Corn SE", "active", 2)]
    acme = workspace.resolve("acme.de")
    assert {(one.field, one.value, one.source, one.passage) for one in workspace.claims(acme)} == {
        ("employees", 240, "import:list.csv", "row 2"), ("phone", "+4973112345", "import:list.csv", "row 2"),
    }  # fmt: skip
    assert {one.name for one in workspace.people.of(acme)} == {"Anna Berg", "Bert Tal"}
    taken = tables()
    again = taker.take(MIXED)
    assert again.action_id == ""
    assert {"new": 0, "update": 0, "never": 0}.items() <= again.counts.items()
    assert tables() == taken
    assert len(workspace.history()) == 1
    assert not verify(workspace.store)
    undone = workspace.undo()
    assert not undone.kept
    assert tables() == empty
    workspace.redo()
    assert tables() == taken
    assert not verify(workspace.store)


def test_updates_go_by_our_id_or_by_a_key_that_the_user_names(taker: Taker, tables: Tables) -> None:
    workspace = taker.workspace
    acme = workspace.naming.name("Acme GmbH", domain="acme.de", why="they asked").account_id
    named = tables()
    plan = taker.look("name,domain,employees\nACME Gesellschaft,acme.de,240\n")
    assert said(plan) == [(2, "alike")]
    assert acme in row(plan, 2).suggestion
    plan = taker.look("name,domain,employees,why\nACME Gesellschaft,acme.de,240,cheap\n", update_on="domain")
    assert row(plan, 2).reason == (
        "known by the same domain, adds another name, employees; why stays as a person wrote it"
    )
    report = workspace.imports.carry_out(plan)
    assert (report.added, report.updated) == (0, 1)
    record = workspace.account(acme)
    assert (record.name, record.why, list(record.other_names)) == ("Acme GmbH", "they asked", ["ACME Gesellschaft"])
    assert [(one.field, one.value) for one in workspace.claims(acme)] == [("employees", 240)]
    by_id = f"id,name,city,domain\n{acme},Acme GmbH,Ulm,acme.com\n"
    assert row(taker.look(by_id), 2).reason == "known by our id, adds city, another domain"
    taker.take(by_id)
    assert (workspace.account(acme).city, workspace.account(acme).domain) == ("Ulm", "acme.de")
    assert said(taker.look(by_id)) == [(2, "unchanged")]
    workspace.undo()
    workspace.undo()
    assert tables() == named


def test_a_key_that_means_two_accounts_updates_neither(taker: Taker) -> None:
    for name in ("Acme GmbH", "Acme Handel GmbH"):
        taker.workspace.naming.name(name, domain="acme.de", different=True)
    plan = taker.look("name,domain,employees\nAcme,acme.de,5\n", update_on="domain")
    assert row(plan, 2).reason == (
        "domain “acme.de” belongs to 2 accounts, Acme GmbH and Acme Handel GmbH: say which by its id"
    )
    with pytest.raises(BadInput, match="no column is taken for lei"):
        taker.look("name\nAcme\n", update_on="lei")
    with pytest.raises(BadInput, match="no key for updates"):
        taker.look("name\nAcme\n", update_on="colour")


def test_what_looks_like_an_account_is_never_merged_silently(taker: Taker) -> None:
    workspace = taker.workspace
    workspace.naming.name("Hahnemühle Papier GmbH", domain="hahnemuehle.example", country="DE")
    text = "name,website,country,employees\nHahnemuehle Papier,hahnemuehle.example,DE,120\n"
    assert said(taker.look(text)) == [(2, "alike")]
    report = taker.take(text, doubts="name")
    assert (report.added, report.benched, report.handed_back) == (1, 1, 0)
    pairs, names = workspace.known.twins()
    assert {names[pairs[0].left], names[pairs[0].right]} == {"Hahnemühle Papier GmbH", "Hahnemuehle Papier"}


def test_bought_names_wait_in_quarantine_and_the_sieve_counts_them(taker: Taker) -> None:
    workspace = taker.workspace
    text = "name,website,why\nAcme GmbH,acme.de,cheap list\nBolt AG,bolt.ch,\n"
    report = taker.take(text, source="bought:Acme Lists")
    assert (report.added, report.benched, report.quarantined) == (2, 2, True)
    assert not workspace.list_rows()
    assert [one.row.source for one in workspace.triage.inbox().names] == ["Acme Lists", "Acme Lists"]
    assert len(workspace.sieve()[0].raw) == 2
    with pytest.raises(Refused, match="a bought or rented list"):
        workspace.naming.activate(workspace.resolve("acme.de"))
    with pytest.raises(BadInput, match="unknown kind of source"):
        taker.look(text, source="stolen:List")


def test_where_more_names_come_than_slots_are_free_a_person_chooses_the_targets(taker: Taker) -> None:
    lines = "".join(f"{word} Werke,{word.lower()}.example\n" for word in
                    ("Ahorn", "Birke", "Zeder", "Dattel", "Eibe", "Fichte", "Ginster", "Hasel", "Ilex", "Jasmin", "Kiefer",
                     "Linde", "Mistel", "Nussbaum", "Olive", "Pappel", "Quitte", "Robinie", "Salweide", "Tanne", "Ulme",
                     "Vogelbeere", "Weissdorn"))  # fmt: skip
    workspace = taker.workspace
    assert taker.look(f"name,domain\n{lines}").listed == 0
    report = taker.take(f"name,domain\n{lines}")
    assert (report.added, report.benched, report.spared) == (23, 23, 20)
    assert not workspace.list_rows()
    workspace.undo()
    report = taker.take(f"name,domain\n{lines}", new_names=FIRST)
    assert (report.added, report.benched, report.spared) == (23, 3, 0)
    assert [one.slot for one in sorted(workspace.list_rows(), key=lambda one: one.slot or 0)] == list(range(1, 21))
    assert [one.name for one in workspace.list_rows(places=("bench",))] == [
        "Ulme Werke",
        "Vogelbeere Werke",
        "Weissdorn Werke",
    ]


def test_the_never_contact_ledger_is_asked_and_told(taker: Taker) -> None:
    workspace = taker.workspace
    workspace.never.suppress("domain", "acme.de", "they said so")
    workspace.never.suppress("email", "eve@corn.example", "no")
    text = (
        "Company,Website,Full Name,Email,Opt out\nAcme,acme.de,,,\nCorn,corn.example,Eve Roth,eve@corn.example,\n"
        "Dorn,dorn.de,Max Dorn,max@dorn.de,1\nElm,elm.example,,,perhaps\n"
    )
    plan = taker.look(text)
    assert said(plan) == [(2, "refused"), (3, "refused"), (4, "never"), (5, "refused")]
    assert "the never-contact ledger has this domain (they said so)" in row(plan, 2).reason
    assert "write yes or no" in row(plan, 5).reason
    workspace.imports.carry_out(plan)
    assert workspace.never.check(("email", "max@dorn.de")) is not None
    assert workspace.never.check(("company", "Dorn")) is None
    assert not workspace.list_rows(places=("active", "bench"))


def test_what_a_person_touched_since_stays_when_the_import_is_undone(taker: Taker) -> None:
    workspace = taker.workspace
    taker.take(MIXED)
    acme, corn = workspace.resolve("acme.de"), workspace.resolve("corn.example")
    workspace.touches.log(acme, "phone", "no_answer")
    workspace.naming.edit(corn, why="a person looked")
    undone = workspace.undo(workspace.history()[-1].id)
    assert sorted(undone.kept) == [
        "account “Acme GmbH” stays because a touch refers to it",
        "target “Corn SE” was changed since and stays",
    ]
    assert {one.name for one in workspace.list_rows()} == {"Acme GmbH", "Corn SE"}


def test_undo_asks_by_the_portion_however_many_rows_there_are(taker: Taker) -> None:
    asked: list[int] = []
    for count in (100, 500):
        names = "".join(f"{number:x} Firma{number},f{number}.example\n" for number in range(count))
        taker.take(f"name,domain\n{names}", new_names=BENCH)
        engine = taker.workspace.store._connected()
        statements: list[str] = []
        listen = lambda *given, statements=statements: statements.append(given[2])  # noqa: E731
        event.listen(engine, "before_cursor_execute", listen)
        taker.workspace.undo()
        event.remove(engine, "before_cursor_execute", listen)
        asked.append(len(statements))
        assert taker.workspace.store.reader.value("SELECT COUNT(*) FROM account") == 0
    assert asked[1] < 2 * asked[0]


def test_refused_rows_are_corrected_and_imported(taker: Taker, tmp_path: Path) -> None:
    plan = taker.look(MIXED)
    taker.workspace.imports.carry_out(plan)
    back = tmp_path / "list.refused.csv"
    assert plan.write_handed_back(back) == 3
    with back.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == [*MIXED.splitlines()[0].split(","), *ADDED]
    assert rows[0] == ["Bolt AG", "https://www.bolt.ch", "CH", "Bern", "12,5OO", "", "", "", "", "4", "Mitarbeiter", "12,5OO",
                       "“12,5OO” can't be read as employees: type a number of people, like 240", "12500?"]  # fmt: skip
    back.write_text(back.read_text(encoding="utf-8").replace('"12,5OO"', "12500", 1), encoding="utf-8")
    second = taker.look(back)
    assert said(second) == [(2, "new"), (3, "alike"), (4, "refused")]
    assert taker.workspace.imports.carry_out(second).added == 1
    third = tmp_path / "again.csv"
    second.write_handed_back(third)
    assert third.read_text(encoding="utf-8-sig").splitlines()[0].count("suggestion") == 1
    verdicts = tmp_path / "verdicts.csv"
    assert plan.write_verdicts(verdicts) == 7


def test_stopped_imports_leave_nothing(taker: Taker, tables: Tables) -> None:
    before = tables()
    workspace = taker.workspace
    with open_text(MIXED) as table:
        source = Sampled(table)
        mapping = workspace.imports.mapping(source)
        with pytest.raises(Stopped, match="nothing was written"):
            workspace.imports.preview(source, mapping, ImportOptions(), stop=lambda: True)
    plan = taker.look(MIXED)
    asked = iter([False, True])
    report = workspace.imports.carry_out(plan, stop=lambda: next(asked))
    assert report.stopped
    assert tables() == before
    assert not workspace.history()
    assert workspace.imports.carry_out(plan).added == 2


def test_a_workspace_that_changed_since_the_preview_is_looked_at_again(taker: Taker) -> None:
    plan = taker.look(MIXED)
    taker.workspace.naming.name("Acme GmbH", domain="acme.de")
    with pytest.raises(Refused, match="look at them again"):
        taker.workspace.imports.carry_out(plan)


def test_a_mapping_is_remembered_by_its_heading_until_the_import_is_undone(taker: Taker) -> None:
    text = "Kontoname,Bemerkung\nAcme GmbH,sells pumps\n"
    taker.take(text, {"Kontoname": "name", "Bemerkung": "pain"})
    second = taker.look("KONTONAME,bemerkung\nBolt AG,needs pumps\n")
    assert second.mapping.fields == {"name": 0, "pain": 1}
    taker.workspace.undo()
    assert not taker.workspace.imports.remembered(second.header_key)
    with pytest.raises(BadInput, match="no column is taken for the company's name"):
        taker.look("Ort,Land\nUlm,DE\n", {"Ort": "city", "Land": "country"})


def test_what_comes_in_has_the_fit_that_its_claims_give(taker: Taker) -> None:
    workspace = taker.workspace
    workspace.plans.apply(parse_profile(PROFILE))
    acme = workspace.naming.name("Acme GmbH", domain="acme.de").account_id
    taker.take(
        "name,website,employees\nAcme GmbH,acme.de,120\nBolt AG,bolt.ch,900\nCorn SE,corn.example,\n",
        update_on="domain",
    )
    stored = {row.id: row.fit for row in workspace.list_rows()}
    assert {key: (fit.low, fit.high) for key, fit in stored.items() if fit} == {
        key: (now.range.low, now.range.high) for key in stored if (now := workspace.plans.fit_of(key))
    }
    assert stored[acme] is not None
    assert stored[acme].low == 100
    assert len({(fit.low, fit.high) for fit in stored.values() if fit}) == 3


def test_a_column_that_is_mostly_wrong_is_named(taker: Taker) -> None:
    lines = "".join(f"Firma{number},f{number}.example,51-200\n" for number in range(30))
    plan = taker.look(f"name,domain,employees\n{lines}")
    assert any("column “employees”: 30 of 30 values can't be read" in note for note in plan.notes)
    assert taker.take(f"name,domain,employees\n{lines}", {"employees": ""}).added == 30


CRM = """Firmenname;Webseite;Land/Region;Ort;Anzahl Mitarbeiter;E-Mail;Opt-Out
Elbe Pumpen GmbH;n/a;Schweden;k.A.;ca. 80;-;
Isar Ventile AG;isar-ventile.example;Österreich;Wien;51-200;info@isar-ventile.example;
Weser Klima;weser-klima.example;DE;Bremen;250+;anna@gmail;
Donau Stahl;donau-stahl.example;DE;Ulm;viele;kontakt;ja
"""


def test_a_cell_that_says_nothing_costs_nothing(taker: Taker) -> None:
    plan = taker.look(CRM)
    assert said(plan) == [(2, "new"), (3, "refused"), (4, "refused"), (5, "refused")]
    taker.workspace.imports.carry_out(plan)
    (listed,) = taker.workspace.list_rows()
    account = taker.workspace.account(listed.id)
    assert (account.domain, account.country, account.city) == (None, "SE", None)
    assert [(one.field, one.value) for one in taker.workspace.claims(listed.id)] == [("employees", 80)]


def test_a_cell_that_nobody_can_read_goes_alone_where_that_was_wished(taker: Taker) -> None:
    plan = taker.look(CRM, bad_cells="cell")
    assert said(plan) == [(2, "new"), (3, "new"), (4, "new"), (5, "refused")]
    assert row(plan, 3).reason == "not here yet; left out: Anzahl Mitarbeiter “51-200”"
    assert row(plan, 4).reason == "not here yet; left out: E-Mail “anna@gmail”"
    assert "2 cells left out because nobody can read them: “Anzahl Mitarbeiter” 1, “E-Mail” 1" in plan.notes
    assert taker.workspace.imports.carry_out(plan).added == 3


def test_the_key_of_updates_is_never_left_out(taker: Taker) -> None:
    given = "name,domain\nWeser Klima,weser klima\n"
    assert said(taker.look(given, bad_cells="cell")) == [(2, "new")]
    assert said(taker.look(given, bad_cells="cell", update_on="domain")) == [(2, "refused")]
    with pytest.raises(BadInput, match="one of row, cell"):
        taker.look(given, bad_cells="maybe")
