"""After an erasure nothing in any of our files holds the text, the hash chains go on, and nothing brings it back."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from prospector.clock import FrozenClock
from prospector.errors import BadInput, NotFound, ProspectorError, Refused
from prospector.model.ids import new_id
from prospector.model.tables import Account, AccountName, Person
from prospector.outreach.erasable import returned
from prospector.outreach.suppression import enter
from prospector.outreach.traces import _tells
from prospector.paths import cache_folder, place_file
from prospector.research.due import Asked
from prospector.research.fetch.cache import HttpCache, Stored
from prospector.research.protocol import Claim, Company
from prospector.research.run import SourceOutcome
from prospector.research.storing import Storing
from prospector.settings import Settings
from prospector.store.blank import MARK
from prospector.store.rotation import backups, before
from prospector.store.scrub import MARKER, Scrub
from prospector.store.sqlite import driver
from prospector.store.verify import erased_entries, verify
from prospector.workspace import Workspace
from tests.outreach.erased import everything, holding

FIRM, HOST = "Nordhafen Logistik GmbH", "nordhafen.example"
PERSON, MAIL, PHONE = "Annegret Vogelsang", "a.vogelsang@nordhafen.example", "+49 40 8765432"
SECRETS = ("Nordhafen", "nordhafen.example", "Vogelsang", "8765432", "87 65 432")


@pytest.fixture
def settings(home: Path) -> Settings:
    return Settings(rep="robin", pace_seconds=0)


@pytest.fixture
def full(workspace: Workspace, home: Path, clock: FrozenClock) -> Workspace:
    """A workspace in which a company and a person are told of wherever something can be told."""
    ws = workspace
    firm = ws.naming.name(FIRM, domain=HOST, pain=f"{FIRM} waits for parts", city="Hamburg").account_id
    other = ws.naming.name("Bolt AB", domain="bolt.example", why="like Nordhafen Logistik").account_id
    ws.people.add(firm, PERSON, role="head of purchasing", email=MAIL, phone=PHONE)
    ws.people.add(other, "Annegret Vogelsanger", role="buyer")
    ws.touches.log(firm, "phone", "spoke", person=PERSON, note=f"{PERSON} asked for a price")
    ws.touches.log(firm, "mail", "sent", note="sent the price", override="again")
    ws.touches.log(
        other, "phone", "spoke", note=f"knows Frau {PERSON} ({MAIL}, 040/87 65 432) of nordhafen logistik gmbh"
    )
    ws.naming.edit(firm, pain="new pain", sector="logistics")
    ws.naming.edit(other, why=f"a friend of {PERSON}s")
    ws.naming.edit(other, why="nothing special")
    ws.undo()
    claims = [Claim("email", MAIL, f"https://www.{HOST}/team", f"{PERSON}, {MAIL}", "text"),
              Claim("description", f"{FIRM} moves goods", f"https://{HOST}/", f"{FIRM} moves goods", "text")]  # fmt: skip
    asked, found = (
        Asked(firm, Company(FIRM, (HOST,)), (), ()),
        SourceOutcome("website", "found", f"read {HOST}", 2, claims),
    )
    Storing(ws.store, new_id(), ws.research._after)._keep(asked, [found])
    ws.known.lookup(FIRM)
    ws.finding.find("vogelsang", "robin")
    place_file(ws.path).write_text(json.dumps({"filter": PERSON}), encoding="utf-8")
    (cache_folder() / "suggested-1.json").write_text(json.dumps({"like": FIRM}), encoding="utf-8")
    before(ws.store, "import")
    return ws


@pytest.fixture
async def cached(settings: Settings, clock: FrozenClock) -> Path:
    path = settings.cache_path()
    assert path is not None
    cache, now = HttpCache(path, clock), datetime(2026, 6, 1, tzinfo=UTC)
    for url, text in (
        (f"https://{HOST}/", "<h1>Welcome</h1>"),
        ("https://fair.example/", f"<li>{PERSON}</li>"),
        ("https://other.example/", "<p>Nobody</p>"),
    ):
        await cache.put(url, Stored(200, {}, text, False, now, now))
    await cache.close()
    return path


def test_s0_7_nothing_holds_an_erased_company_or_its_people(full: Workspace, home: Path, cached: Path) -> None:
    assert {word for _, word in holding(everything(full, home), SECRETS)} >= {"Nordhafen", "Vogelsang", "8765432"}
    looked = full.upkeep.erasable(FIRM)
    assert looked.removed["account"] == looked.removed["person"] == looked.removed["target"] == 1
    assert looked.blanked["touch"] == 3
    assert looked.cached == 2
    assert len(looked.backups) == 1
    assert any(one.column == "why" and MARKER in one.text and one.account == "Bolt AB" for one in looked.mentions)
    assert holding([full.path.parent], ("Nordhafen",)), "looking changes nothing"

    done = full.upkeep.erase(FIRM, reason=f"{PERSON} wrote to us")
    assert (done.removed, done.blanked, done.mentions) == (looked.removed, looked.blanked, looked.mentions)
    assert done.entered >= 4
    assert full.finding.find("nordhafen", "robin") == []
    assert full.known.lookup(FIRM, domain=HOST) == []
    kept = [one for one in holding(everything(full, home), SECRETS) if b"Vogelsanger" not in one[0].read_bytes()]
    assert kept == []
    full.close()
    assert holding(everything(full, home), ("Nordhafen", "nordhafen.example", "8765432")) == []
    assert verify(full.store) == []
    assert "blanked by 1 erasure" in erased_entries(full.store.reader)
    assert [one.act for one in backups(full.path)] == ["after-erasing"]
    assert full.list_rows()[0].name == "Bolt AB"


def test_a_company_is_found_and_forbidden_by_each_of_its_names(workspace: Workspace) -> None:
    ids = [workspace.naming.name(name).account_id for name in ("Acme GmbH", "Bolt AB", "Corn Ltd")]
    workspace.people.add(ids[0], "", role="switchboard", phone="+49 731 777888")
    with workspace.store.action("Other names") as action:
        for key, name in zip(ids, ("Altwerk", "Neuwerk", "Kornfeld"), strict=True):
            action.add(AccountName(account_id=key, name=name, kind="alias"))
    workspace.touches.log(ids[2], "phone", "spoke", note="they were with Altwerk once")
    looked = workspace.upkeep.erasable("altwerk")
    assert (looked.removed["account"], looked.removed["account_name"], looked.blanked["touch"]) == (1, 1, 1)
    workspace.upkeep.erase("altwerk")
    assert sorted(one.name for one in workspace.list_rows()) == ["Bolt AB", "Corn Ltd"]
    for name in ("Acme", "Altwerk GmbH"):
        with pytest.raises(Refused, match="erased"):
            workspace.naming.name(name)
    assert workspace.naming.name("Kornblume").account_id


def test_who_was_erased_and_stands_here_again_is_told(workspace: Workspace) -> None:
    ids = [workspace.naming.name(name).account_id for name in ("Acme GmbH", "Bolt AB", "Corn Ltd", "Dune SA")]
    for key, name, mail in ((ids[1], "Ida Berg", "ida@bolt.example"), (ids[2], "Ole Dahl", "ole@corn.example")):
        workspace.people.add(key, name, email=mail)
    assert returned(workspace.store.reader) == []
    workspace.upkeep.erase("Acme GmbH")
    workspace.upkeep.erase("ida@bolt.example")
    assert returned(workspace.store.reader) == []
    with workspace.store.action("Restored") as action:
        action.get(Account, ids[3]).name = "ACME"
        action.get(Person, next(one.id for one in workspace.people.of(ids[2]))).email = "ida@bolt.example"
    found = returned(workspace.store.reader)
    assert [(one.kind, set(one.accounts)) for one in found] == [("company", {ids[3]}), ("person", set())]
    assert "Ole Dahl" in found[1].names


def test_s0_7_what_was_erased_is_not_taken_in_again(full: Workspace) -> None:
    full.upkeep.erase(FIRM)
    for act in (
        lambda: full.naming.name(FIRM, different=True),
        lambda: full.naming.name("Other", domain=f"www.{HOST}", different=True),
        lambda: full.naming.edit(full.resolve("Bolt AB"), name="NORDHAFEN-Logistik"),
        lambda: full.naming.edit(full.resolve("Bolt AB"), domain=HOST),
        lambda: full.people.add(full.resolve("Bolt AB"), "A. V.", email=MAIL.upper()),
        lambda: full.people.add(full.resolve("Bolt AB"), "A. V.", phone="040 8765432"),
    ):
        with pytest.raises(Refused, match="was erased on 2026-06-03"):
            act()
    entry = full.never.check(("company", FIRM))
    assert entry is not None
    with pytest.raises(Refused, match="stays erased"):
        full.never.lift(entry.id, "why not")


def test_a_person_goes_and_the_company_stays(full: Workspace, home: Path) -> None:
    done = full.upkeep.erase(PERSON)
    assert dict(done.removed)["person"] == 1
    assert done.kept == ()
    dump = full.path.read_bytes().decode("utf-8", "replace")
    assert "Vogelsanger" in dump
    assert PERSON not in dump.replace("Annegret Vogelsanger", "")
    assert MAIL not in dump
    assert FIRM in dump
    assert [one.field for one in full.claims(full.resolve(FIRM))] == ["description"], "an address is no claim any more"
    assert "sent the price" in dump, "touches with others keep their notes"
    assert verify(full.store) == []
    with pytest.raises(Refused, match="was erased"):
        full.people.add(full.resolve(FIRM), "Vogelsang, Annegret")
    with pytest.raises(Refused, match="was erased"):
        full.touches.log(full.resolve(FIRM), "phone", "spoke", person=PERSON, override="x")


def test_by_address_and_number_the_same_person_goes(full: Workspace) -> None:
    by_mail, by_phone = full.upkeep.erasable(MAIL.upper()), full.upkeep.erasable("0049 40 8765 432")
    assert by_mail.removed == by_phone.removed == {"person": 1, "claim": 1}
    assert (by_mail.kind, by_phone.kind) == ("email", "phone")


def test_undo_restores_nothing_that_was_erased_and_says_so(full: Workspace) -> None:
    named = next(one for one in full.history(50) if one.title == f"Name {FIRM}")
    full.upkeep.erase(FIRM)
    assert full.history(1)[0].title == "Erase a company"
    result = full.undo(named.id)
    assert any("erased since" in one for one in result.kept)
    while True:
        try:
            full.undo()
        except NotFound:
            break
    with contextlib.suppress(ProspectorError):
        while True:
            full.redo()
    dump = full.path.read_bytes().decode("utf-8", "replace")
    assert "Nordhafen" not in dump
    assert MARK in dump
    assert verify(full.store) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE touch SET note = 'forged' WHERE note = '' AND person = ''",
        "UPDATE touch SET note = replace(note, '[erased]', 'Somebody') WHERE note LIKE '%[erased]%'",
        "UPDATE action SET title = 'Name Somebody' WHERE title = 'Name [erased]'",
        "UPDATE change SET after = replace(after, '[erased]', 'Somebody') WHERE after LIKE '%[erased]%'",
        "UPDATE erasure SET blanked = '[]'",
        "DELETE FROM erasure",
    ],
)
def test_after_an_erasure_every_other_change_is_still_found(full: Workspace, statement: str) -> None:
    from prospector.store.guards import guard_statements

    full.upkeep.erase(FIRM)
    full.close()
    with contextlib.closing(driver().connect(full.path, isolation_level=None)) as connection:
        for guard in guard_statements():
            if guard.startswith("DROP"):
                connection.execute(guard)
        assert connection.execute(statement).rowcount > 0
        for guard in guard_statements():
            connection.execute(guard)
    assert verify(full.store)


def test_who_could_be_several_is_asked_for(full: Workspace) -> None:
    full.people.add(full.resolve("Bolt AB"), PERSON)
    with pytest.raises(BadInput, match=r"at several companies .*Bolt AB.*--company"):
        full.upkeep.erasable(PERSON)
    person, company = full.upkeep.erasable(PERSON, company="Nordh"), full.upkeep.erasable("NORDHAFEN-LOGISTIK")
    assert (person.kind, person.removed) == ("person", {"person": 1, "claim": 1})
    assert (company.kind, company.removed["account"]) == ("company", 1)
    assert full.upkeep.erasable("12 34-56").kind == "phone"
    with pytest.raises(NotFound, match="nobody here is called"):
        full.upkeep.erasable("12 34-5")
    nobody = full.upkeep.erasable(PERSON, kind="person", company="Nowhere Ltd")
    assert (nobody.who, nobody.removed) == ((), {})
    looked = full.upkeep.erasable(PERSON, company="Bolt AB")
    assert len(looked.kept) == 1
    assert looked.kept[0].startswith(
        f"{PERSON} at {FIRM} stays, which is another person here: if it is the same, erase 0"
    )
    with pytest.raises(NotFound, match="nobody here is called"):
        full.upkeep.erasable("Nemo")
    with pytest.raises(BadInput, match="unknown kind"):
        full.upkeep.erasable("Nemo", kind="planet")
    with pytest.raises(BadInput, match="say who"):
        full.upkeep.erasable(" ")


def test_a_domain_that_is_nobodys_is_blanked_in_texts(full: Workspace) -> None:
    full.naming.edit(full.resolve("Bolt AB"), why="see www.elsewhere.example/x")
    done = full.upkeep.erase("elsewhere.example")
    assert (done.kind, done.removed) == ("domain", {})
    assert [one.text for one in done.mentions] == ["see [erased]/x"]
    with pytest.raises(Refused, match="was erased"):
        full.naming.name("Elsewhere", domain="elsewhere.example")


def test_it_is_refused_while_another_program_has_the_workspace_open(full: Workspace) -> None:
    other = {"pid": 1, "host": "elsewhere", "since": "2026-06-03T09:00:00Z", "token": "x", "born": ""}
    with full.path.with_name("workspace.db.open").open("a", encoding="utf-8") as file:
        file.write(json.dumps(other) + "\n")
    with pytest.raises(
        Refused, match=r"open elsewhere \(process 1 on elsewhere, since 2026-06-03 09:00\).*close it there"
    ):
        full.upkeep.erase(FIRM)
    assert holding([full.path.parent], ("Nordhafen",))


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("Nordhafen Logistik GmbH", "as Nordhafen Logistik does", "as [erased] does"),
        ("Zeppelin S.p.A.", "as Zeppelin and the zeppelin", "as [erased] and the zeppelin"),
        ("The Energy Company", "our energy, your Energy", "our energy, your Energy"),
        ("On AG", "On Monday", "On Monday"),
        ("zwo GmbH", "zwo Pumpen", "zwo Pumpen"),
        ("zwob GmbH", "zwob Pumpen", "[erased] Pumpen"),
        ("SAP SE", "their SAP, a sap", "their [erased], a sap"),
    ],
)
def test_a_company_is_meant_without_its_legal_form_too(workspace: Workspace, name: str, text: str, left: str) -> None:
    other = workspace.naming.name("Bolt AB", why=text).account_id
    workspace.naming.name(name)
    workspace.upkeep.erase(name, kind="company")
    assert workspace.account(other).why == left


def test_a_disk_that_is_full_afterwards_is_said_and_the_next_start_goes_on(
    full: Workspace, open_again: Callable[[], Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(_connection: object) -> bool:
        raise driver().OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr("prospector.store.erasing.settle", full_disk)
        done = full.upkeep.erase(FIRM)
    assert "the file could not be rewritten; the next start tries again" in done.said[0]
    assert "disk is full" in done.said[0]
    full.close()
    again = open_again()
    assert "is finished now" in again.told[0]
    assert b"ordhafen" not in again.path.read_bytes()


def test_s0_7_research_and_merging_ask_who_was_erased(full: Workspace) -> None:
    firm, other = full.resolve(FIRM), full.resolve("Bolt AB")
    full.upkeep.erase(PERSON)
    page = f"https://{HOST}/team"
    said = [
        Claim("email", MAIL, page, "write to us", "text"),
        Claim("phone", "+49408765432", page, "call us", "text"),
        Claim("description", "goods", page, f"Goods, says {PERSON.upper()}.", "text"),
        Claim("email", f"info@{HOST}", page, f"info@{HOST}", "text"),
        Claim("description", "Annegret Vogelsanger moves goods", page, "goods", "text"),
    ]
    assert list(full._admitted(firm, said)) == said[3:]
    person = full.people.add(firm, "Somebody Else")
    with pytest.raises(Refused, match="was erased"):
        full.people.edit(person, name=PERSON)
    full.people.edit(person, name="Somebody New")
    with full.action("By hand") as action:
        enter(action, [("company", "Bolt AB")], "erased", "robin", erased=True)
    with pytest.raises(Refused, match="merging is refused: this company was erased"):
        full.merging.merge(firm, other)


def test_a_backup_that_nobody_can_read_counts_as_if_it_told(tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"SQLite format 3\x00" + b"nonsense" * 600)
    assert _tells(broken, Scrub(())) is True
    assert _tells(tmp_path / "missing.db", Scrub(())) is True
