import csv
import json

import pytest
from textual.events import Paste
from textual.widgets import TextArea

from screens.modals.file import meant
from screens.widgets.field import Field

HEADER = "Firma;Webseite;Ort;Land;Mitarbeiter;Telefon;Ansprechpartner;E-Mail;Bemerkung"
ROWS = (
    "Müller & Söhne GmbH;www.mueller-soehne.example;Dresden;Deutschland;240;0351 1234567;Anna Berg;anna@mueller-soehne.example;",
    "Mueller und Söhne;mueller-soehne.example;Dresden;DE;;;;;doppelt",
    "Stille Post GmbH;stille-post.example;Berlin;Deutschland;;;;;",
    "Öl [b]Gas[/b] AG;oelgas.example;Celle;Deutschland;1.200;;;;",
    "Weiß Kälte;weiss.example;Ulm;Deutschland;viele;;;;",
    "Nordlicht;nordlicht.example;Kiel;Deutschland;30;;;;zu;viele",
)


@pytest.fixture
def table(firm, tmp_path):
    """A messy table beside a firm that must not contact one of the companies in it."""
    with firm.working() as workspace:
        quiet = workspace.naming.name("Stille Post GmbH", domain="stille-post.example", bench=True).account_id
        workspace.never.suppress_account(quiet, "asked us to stop")
    path = tmp_path / "leads.csv"
    path.write_bytes("\r\n".join([HEADER, *ROWS]).encode("cp1252"))
    firm.path.with_suffix(".place.json").write_text(json.dumps({"data.file": str(path)}), encoding="utf-8")
    return path


def names(desk):
    with desk.working() as workspace:
        return {row.name for row in workspace.list_rows(places=("active", "bench"))}


async def brought(seen, typed="leads.csv"):
    await seen.press("i")
    await seen.shows("Bring a file", "tab completes")
    await seen.press(*typed, "enter")
    await seen.shows("what each column is")


@pytest.mark.parametrize("form", ["{}", "'{}'", "file://{}"])
async def test_a_whole_path_begins_anew_behind_the_folder_that_stood_there(firm, table, form):
    async with firm.app((80, 24), start="data") as seen:
        await seen.shows("[Import]", "Nothing yet")
        await seen.press("i")
        await seen.shows("Bring a file", "tab completes")
        field = seen.app.screen.query_one(Field)
        field.line.post_message(Paste(form.format(table)))
        await seen.until(lambda: field.value == str(table), "the pasted path alone")
        await seen.press("enter")
        await seen.shows("what each column is")


@pytest.mark.slow
async def test_a_messy_file_comes_in_row_by_row_and_goes_back_as_one_act(firm, table):
    before = names(firm)
    async with firm.app((80, 24), start="data") as seen:
        await seen.shows("[Import]", "Bring a file", "Nothing yet")
        await brought(seen)
        await seen.shows("Windows-1252", "semicolon", "Firma", "name", "person_phone")
        await seen.press(*"jjjjj", "enter")
        await seen.shows("“Telefon” is")
        await seen.press(*"telep", "enter")
        await seen.shows("phone")
        await seen.press("ctrl+s")
        await seen.shows("what becomes of 6 rows", "+ new 2", "? like one here 1", "✗ refused 3", "Öl [b]Gas[/b] AG")
        await seen.press("left")
        await seen.shows("[✗ refused 3]", "“viele”")
        assert "Mueller und" not in seen.text
        await seen.press("escape")
        await seen.shows("what each column is")
        await seen.press("ctrl+s")
        await seen.shows("[all 6]")
        await seen.press("ctrl+s")
        await seen.shows("leads.csv is in", "2 new companies", "4 rows handed back")
        assert len(list(table.parent.glob("work.db.backups/*-import.db"))) == 1
        with (table.parent / "leads.refused.csv").open(encoding="utf-8-sig", newline="") as file:
            back = list(csv.DictReader(file))
        assert [one["Firma"] for one in back] == ["Mueller und Söhne", "Stille Post GmbH", "Weiß Kälte", "Nordlicht"]
        assert all(one["reason"] for one in back)
        await seen.press("enter")
        await seen.shows("Came in so far", "Import leads.csv")
    assert names(firm) == before | {"Müller & Söhne GmbH", "Öl [b]Gas[/b] AG"}
    async with firm.app((80, 24), start="data") as seen:
        await seen.shows("Import leads.csv")
        await brought(seen)
        await seen.press("ctrl+s")
        await seen.shows("= known 2")
        await seen.press("escape")
        await seen.shows("what each column is", "as the last time")
        await seen.press("escape", "G", "x")
        await seen.says("Undid: Import leads.csv")
    assert names(firm) == before


async def test_a_pasted_table_comes_in_at_once_and_wrong_ones_are_said(firm):
    async with firm.app((120, 40), start="data") as seen:
        await seen.shows("[Import]")
        seen.app.post_message(Paste("/no/such/leads.csv"))
        await seen.says("there is no file")
        seen.app.post_message(Paste("Ahorn AG\n"))
        await seen.shows("what each column is", "Ahorn AG")
        await seen.press("escape", "p")
        await seen.shows("Paste a table")
        await seen.press("ctrl+s")
        await seen.shows("nothing was pasted yet")
        seen.app.screen.query_one(
            TextArea
        ).text = "company\twebsite\nAlder AG\talder.example\nBirke AB\tbirke.example\n"
        await seen.shows("3 lines")
        await seen.press("ctrl+s")
        await seen.shows("what each column is", "company", "website", "domain")
        await seen.press("x")
        await seen.shows("left out")
        await seen.press("enter")
        await seen.shows("“company” is")
        await seen.press("escape", "j", "x")
        await seen.shows("No column is the company's name yet")
        await seen.press("ctrl+s")
        await seen.says("no column is taken for the company's name")
        await seen.shows("what each column is")
        await seen.press("enter", *"name of the com", "enter", "ctrl+s")
        await seen.shows("+ new 2")
        await seen.press("ctrl+s")
        await seen.shows("2 new companies")
        await seen.press("u")
        await seen.says("Undid: Import clipboard")
    assert "Alder AG" not in names(firm)


async def test_an_export_says_who_stays_before_it_writes(firm, table):
    out = table.parent / "out.csv"
    async with firm.app((80, 24), start="data") as seen:
        await seen.shows("[Import]")
        await seen.press("right")
        await seen.shows("[Export]", "hubspot", "Pipedrive")
        await seen.press("j", "j", "j", "j", "enter")
        await seen.shows("Export: HubSpot companies", "● the list", "everything")
        await seen.press("right", "right")
        path = seen.app.screen.query_one("#path", Field)
        path.value = str(table.parent / "no" / "out.csv")
        await seen.press("ctrl+s")
        await seen.shows("✗ there is no folder")
        path.value = str(out)
        await seen.press("ctrl+s")
        await seen.shows("Before it leaves", "4 rows leave", "1 held back", "Stille Post GmbH")
        assert not out.exists()
        await seen.press("enter")
        await seen.says("4 rows written")
        await seen.shows("4 rows were written")
    with out.open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 4


async def test_what_is_marked_in_the_list_leaves_alone(firm, tmp_path):
    out = tmp_path / "marked.csv"
    async with firm.app((120, 40), start="list") as seen:
        await seen.shows("Bergman Pumpar")
        await seen.press("space", "9", "right")
        await seen.shows("[Export]")
        await seen.press("enter")
        await seen.shows("marked in List")
        await seen.press(*["right"] * 4)
        seen.app.screen.query_one("#path", Field).value = str(out)
        await seen.press("ctrl+s")
        await seen.shows("1 row leaves")
        await seen.press("enter")
        await seen.until(out.exists, "the file")
        await seen.says("1 row written")


async def test_a_backup_is_made_looked_into_and_restored(firm):
    async with firm.app((120, 40), start="data") as seen:
        await seen.shows("[Import]")
        await seen.press("right", "right")
        await seen.shows("No backup yet")
        await seen.press("a")
        await seen.shows("1 backup", "by hand")
        await seen.app.workspace.run(seen.app.workspace.naming.name, "Ahorn AG")
        await seen.press("G", "enter")
        await seen.shows("Restore this backup", "4 accounts", "what is here now")
        await seen.press("enter")
        await seen.shows("Restored", "is whole")
        await seen.press("escape", "2")
        await seen.shows("Bergman Pumpar")
        assert "Ahorn" not in seen.text
    assert "Ahorn AG" not in names(firm)


async def test_doctor_log_and_sieve_open_what_stands_behind_a_line(firm):
    async with firm.app((80, 24), start="data") as seen:
        await seen.shows("[Import]")
        await seen.press("left", "left")
        await seen.shows("[Sieve]", "Raw", "Filtered", "Fallen out", "4 names")
        await seen.press("left")
        await seen.shows("[Log]", "Bergman Pumpar: phone", "Name Bergman Pumpar")
        await seen.press("enter")
        await seen.shows("row written", "+  touch")
        await seen.press("escape", "j", "x")
        await seen.says("Undid:")
        await seen.press("left")
        await seen.shows("[Doctor]", "✓ file", "no damage found")
        await seen.press("a")
        await seen.shows("chain")
        await seen.press("left", "left", "left", "left", "left", "j")
        await seen.shows("[Sieve]")
        await seen.press("enter")
        await seen.until(lambda: seen.app.current_mode == "list")


async def test_an_erasure_shows_first_what_goes_and_asks_for_a_word(firm):
    async with firm.app((80, 24), start="data") as seen:
        await seen.shows("[Import]")
        await seen.press("E")
        await seen.shows("Erase for good")
        await seen.press("ctrl+s")
        await seen.shows("✗ say who")
        await seen.press(*"Thornley Pumps", "ctrl+s")
        await seen.shows("What would go for good", "company: Thornley Pumps", "goes:")
        await seen.press("enter")
        await seen.shows("Type erase")
        await seen.press(*"yes", "enter")
        await seen.shows("✗ type erase")
        await seen.press("ctrl+u", *"erase", "enter")
        await seen.shows("Erased", "keep it out")
        await seen.press("escape", "2")
        await seen.shows("Bergman Pumpar")
        assert "Thornley" not in seen.text
    assert b"Thornley" not in firm.path.read_bytes()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_rep_hands_in_and_a_manager_takes_in(firm, tmp_path, size):
    packet = tmp_path / "ana.packet"
    async with firm.app(size, start="data") as seen:
        await seen.shows("[Import]")
        await seen.press("left")
        await seen.shows("[Packets]", "acts since the last hand-in", "Nothing yet")
        await seen.press("a")
        await seen.shows("Hand in to a file")
        seen.app.screen.query_one(Field).value = str(packet)
        await seen.press("enter")
        await seen.shows("Handed in", "acts 1 to", "key")
        assert packet.exists()
        await seen.press("escape")
        await seen.shows("Everything is handed in")
        await seen.press("j", "enter")
        await seen.shows("Take in a packet")
        field = seen.app.screen.query_one(Field)
        field.line.post_message(Paste(str(packet)))
        await seen.until(lambda: field.value == str(packet), "the pasted path alone")
        await seen.press("enter")
        await seen.shows("Taken in from ana", "compare the key with ana once")
        await seen.press("escape")
        await seen.shows("Held of reps")
        await seen.until(lambda: "Nothing yet" not in seen.text, "what is held")
        await seen.press("G", "enter")
        await seen.shows("Held of ana", "acts 1 to")
        packet.write_bytes(packet.read_bytes()[:-20] + b"x" * 20)
        await seen.press("escape", "k", "enter")
        await seen.shows("Take in a packet")
        await seen.press(*packet.name, "enter")
        await seen.says("ana.packet")


def test_what_is_typed_behind_a_folder_is_a_path_of_its_own_only_where_it_is_whole():
    assert meant("/data/ana/~/leads.csv") == "~/leads.csv"
    assert meant("/data/ana/a b.csv") == "/data/ana/a b.csv"
    assert meant("/data/ana/~old/leads.csv") == "/data/ana/~old/leads.csv"
    assert meant("file:///home/M%C3%BCller/a%20b.csv") == "/home/Müller/a b.csv"
