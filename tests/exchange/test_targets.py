"""What leaves, read by the rules each target publishes for a file that it imports without mapping.

The rules stand here once more, as their makers tell them: nothing of the tables of our own writer is looked at.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospector.clock import FrozenClock
from prospector.pipeline.exporting import Scope
from prospector.settings import Settings
from prospector.tabular import safe_cell, unsafe_cell
from prospector.workspace import Workspace, open_workspace

TODAY = "2026-06-03"
EVERYTHING = Scope(("active", "bench", "dropped"), None)
NAMES = (
    "Müller & Söhne GmbH", "株式会社サンプル商事", "삼성물산 부품", "ООО Ромашка-Сервис", "شركة الخليج للمضخات", "חברת הצפון",
    "ไทยปั๊ม", "Ελληνικά Ναυπηγεία", "हिमालय पंप", '=HYPERLINK("http://x.example";"y") AG', "+Plus Pumpen", "-Minus Pumpen",
    "@Home Handel", "＝Breit Handel", 'The "Quoted" Company, Inc.', "Semikolon;=1+1 Handel", "007 Sicherheit", "03/04 Events",
    "O'Brien's Tools", "1E10 Labs", "Anführung ;-2+3 Bau", "[b]Markup[/b] Werk",
)  # fmt: skip
WHYS = (
    "",
    "near the port,\n=cmd|' /C calc'!A0",
    "  =1+1",
    "'=quoted already",
    "0049 first",
    "line one\n- bullet\n- more",
    "\t=tab",
)
SECRETS = ("Stille Post", "stille-post", "Eva Never", "eva.never@", "Otto Optout", "otto.optout@", "info@quiet-box",
           "7654321")  # fmt: skip
"""What stands for somebody whom nobody may contact."""
OURS = {"prospector id", "source", "read on", "confirmed on", "reason"}
FORMS = ("hubspot", "hubspot-contacts", "salesforce", "salesforce-accounts", "salesforce-contacts", "pipedrive",
         "sales-navigator", "sequencer")  # fmt: skip


@dataclass(frozen=True)
class Target:
    """The published rules of one target."""

    known: frozenset[str]
    """Headings that it knows by itself."""
    any_of: tuple[str, ...]
    """Each row needs one of these filled."""
    opt_out: tuple[str, str]
    """Heading of the opt-out and how it writes that somebody did not."""
    all_of: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    unique: tuple[str, ...] = ()
    """Headings whose filled cells must differ, for the target takes rows that agree for one."""
    longest: Mapping[str, int] = field(default_factory=dict)
    most_rows: int = 0


def known(text: str) -> frozenset[str]:
    return frozenset(one.strip() for one in text.split(","))


_LEAD = {"First Name": 40, "Last Name": 80, "Company": 255, "Title": 128, "Email": 80, "Phone": 40, "Website": 255,
         "City": 40, "State/Province": 80, "Zip/Postal Code": 20, "Country": 80, "Industry": 255}  # fmt: skip
TARGETS = {
    # HubSpot, "Set up your import files": one header row of property names; Name or Company domain name in each row.
    "hubspot": Target(
        known("Name, Company domain name, Website URL, Phone number, Street address, City, State/Region, Postal code, "
              "Country/Region, Number of employees, Year founded, LinkedIn company page, Description"),
        ("Name", "Company domain name"), ("Opt Out", "no"), numbers=("Number of employees", "Year founded"),
        sites=("Website URL",),
    ),
    "hubspot-contacts": Target(
        known("First name, Last name, Email, Phone number, Job title, Company name, Website URL, City, Country/Region"),
        ("Email",), ("Email Opt Out", "no"), emails=("Email",), sites=("Website URL",), unique=("Email",),
    ),
    # Salesforce, Data Import Wizard: last name and company in each lead; Email Opt Out is 1 or 0; lengths of the fields.
    "salesforce": Target(
        known("First Name, Last Name, Company, Title, Email, Phone, Website, Street, City, State/Province, "
              "Zip/Postal Code, Country, Industry, No. of Employees, Annual Revenue, Lead Source, Lead Status, Rating, "
              "Record Owner, Description"),
        ("Company",), ("Email Opt Out", "0"), all_of=("Company", "Last Name"), numbers=("No. of Employees",),
        emails=("Email",), sites=("Website",), longest=_LEAD,
    ),
    "salesforce-accounts": Target(
        known("Account Name, Website, Phone, Billing Street, Billing City, Billing State/Province, "
              "Billing Zip/Postal Code, Billing Country, Industry, Employees, Description, Account Source, Record Owner"),
        ("Account Name",), ("Opt Out", "0"), numbers=("Employees",), sites=("Website",),
        longest={"Account Name": 255, "Website": 255, "Phone": 40, "Billing City": 40, "Billing State/Province": 80,
                 "Billing Zip/Postal Code": 20, "Billing Country": 80},
    ),
    "salesforce-contacts": Target(
        known("First Name, Last Name, Account Name, Title, Email, Phone, Mailing City, Mailing Country, Record Owner"),
        ("Last Name",), ("Email Opt Out", "0"), all_of=("Last Name", "Account Name"), emails=("Email",),
        longest={"First Name": 40, "Last Name": 80, "Title": 128, "Email": 80, "Phone": 40, "Mailing City": 40},
    ),
    # Pipedrive, "Importing data": fields of an organisation; the name is the one that is needed.
    "pipedrive": Target(
        known("Organization - Name, Organization - Address, Organization - Website, Organization - Phone, "
              "Organization - LinkedIn profile, Organization - Industry, Organization - Number of employees"),
        ("Organization - Name",), ("Organization - Opt Out", "no"), numbers=("Organization - Number of employees",),
        sites=("Organization - Website",),
    ),
    # Sales Navigator, account list: a column of names (official ones, no addresses), at most 1,000 rows and 20 MB.
    "sales-navigator": Target(
        known("Account Name, Website, LinkedIn URL, City, State, Country, Zip Code"), ("Account Name",), ("Opt Out", "no"),
        sites=("Website",), most_rows=1_000,
    ),
    # Instantly, Smartlead: these headings are recognised, others become variables; the receiver looks for no duplicates.
    "sequencer": Target(
        known("email, first_name, last_name, company, title, website, linkedin_url, city, country, pain, why_now"),
        ("email",), ("email_opt_out", "no"), emails=("email",), sites=("website",), unique=("email",),
    ),
}  # fmt: skip


def runs(cell: str) -> bool:
    """Say whether a spreadsheet would take a cell for a formula (OWASP ASVS 1.2.10; telephone and plain numbers are none)."""
    bare = cell.lstrip(" ")
    if not bare or bare[0] not in "=+-@\t\r\n＝＋－＠":
        return False
    return re.fullmatch(r"\+[\d ]{5,}|-?\d+([.,]\d+)?", bare) is None


@pytest.fixture(scope="module")
def firm(tmp_path_factory: pytest.TempPathFactory, fresh_file: Path) -> Iterator[Workspace]:
    """Companies of many scripts with people, some of whom nobody may contact."""
    path = tmp_path_factory.mktemp("leaving") / "work.db"
    shutil.copy(fresh_file, path)
    clock = FrozenClock(datetime(2026, 6, 3, 9, 30, tzinfo=UTC))
    workspace = open_workspace(path, Settings(rep="robin", cache="none", pace_seconds=0), clock=clock)
    ids = []
    for number, name in enumerate(NAMES):
        ids.append(workspace.naming.name(
            name, domain=f"firm{number:02}.example", pain="=pain" if number % 5 == 0 else "late parts",
            why=WHYS[number % len(WHYS)], country="DE", city="Q" * 60 if number == 3 else "Dresden", different=True,
            bench=number > 12, source="fair: Köln; hall 4",
        ).account_id)  # fmt: skip
    people(workspace, ids)
    workspace.proofs.type(ids[0], {"employees": "1.250", "founded": "1950", "phone": "+49 351 1234567",
                                   "address": "Ring 5, 01067 Dresden, DE", "email": "info@firm00.example"})  # fmt: skip
    quiet = workspace.naming.name("Stille Post GmbH", domain="stille-post.example", country="DE").account_id
    workspace.never.suppress_account(quiet, "asked us to stop")
    yield workspace
    workspace.close()


def people(workspace: Workspace, ids: list[str]) -> None:
    """Add contacts: a long name, an address at two companies, one who opted out, one on the ledger, a ledger of values."""
    add = workspace.people.add
    add(ids[0], "Anna Karl Berg", role="Leiterin Einkauf; Technik", email="anna@firm00.example", phone="+49 351 99 88 77",
        source="card")  # fmt: skip
    add(ids[1], "山田 太郎", email="yamada@firm01.example", source="card")
    add(ids[2], f"{'Maximilian ' * 6}{'von-und-zu-' * 9}Hohenlohe", role="r" * 190, email="max@firm02.example")
    add(ids[4], "Kim Berater", email="kim@both.example")
    add(ids[5], "Kim Berater", email="kim@both.example")
    add(ids[6], "Nomail Nemo", role="=CMD()")
    gone = add(ids[0], "Otto Optout", email="otto.optout@firm00.example")
    workspace.people.consent(gone, "withdrawn", "by mail")
    workspace.people.never(
        add(ids[1], "Eva Never", role="head of sales", email="eva.never@firm01.example"), "asked us to stop"
    )
    # The company may be contacted, by this address and this number it may not.
    workspace.proofs.type(ids[7], {"email": "info@quiet-box.example", "phone": "+49 351 7654321"})
    workspace.never.suppress("email", "info@quiet-box.example", "bounced with a complaint")
    workspace.never.suppress("phone", "+49 351 7654321", "a private number")


Files = Callable[[str], list[Path]]


@pytest.fixture(scope="module")
def files(firm: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Return a function that writes a form once and gives its files."""
    folder = tmp_path_factory.mktemp("out")
    endings = {"xlsx": "xlsx", "jsonl": "jsonl", "markdown": "md"}
    done: dict[str, list[Path]] = {}

    def write(form: str) -> list[Path]:
        if form not in done:
            report = firm.exports.write(folder / f"{form}.{endings.get(form, 'csv')}", form, EVERYTHING)
            done[form] = [Path(one) for one in report.files]
        return done[form]

    return write


def table(path: Path, delimiter: str = ",") -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter, strict=delimiter == ","))


@pytest.mark.parametrize("form", FORMS)
def test_a_target_takes_the_file_without_mapping(files: Files, form: str) -> None:
    rule = TARGETS[form]
    for path in files(form):
        headings, *rows = table(path)
        assert rows
        assert len(set(headings)) == len(headings)
        assert {*rule.any_of, *rule.all_of, rule.opt_out[0]} <= set(headings)
        plain = {one.removeprefix("Organization - ").replace("_", " ").casefold() for one in headings}
        assert {one.removeprefix("account ").removeprefix("lead ") for one in plain} >= OURS
        # What it does not know is ours to the last column, and is offered as a new field.
        assert {one.removeprefix("Organization - ").replace("_", " ").casefold() for one in set(headings) - rule.known} <= {
            *OURS, "read from", "opt out", "email opt out",
        }  # fmt: skip
        assert not rule.most_rows or len(rows) <= rule.most_rows
        assert path.stat().st_size < 20_000_000
        for row in rows:
            assert len(row) == len(headings)
            check(rule, dict(zip(headings, row, strict=True)))
        for heading in rule.unique:
            values = [row[headings.index(heading)].casefold() for row in rows]
            assert len(set(values)) == len(values), f"{heading} twice"


def check(rule: Target, row: Mapping[str, str]) -> None:
    """Check one row by the rules of the target, and by ours."""
    assert any(row[one].strip() for one in rule.any_of), row
    assert all(row[one].strip() for one in rule.all_of), row
    assert row[rule.opt_out[0]] == rule.opt_out[1]
    assert all(not row[one] or re.fullmatch(r"\d+", row[one]) for one in rule.numbers), row
    assert all(not row[one] or re.fullmatch(r"[^@\s'\"]+@[^@\s'\"]+\.[^@\s'\"]+", row[one]) for one in rule.emails), row
    assert all(not row[one] or re.fullmatch(r"https?://\S+", row[one]) for one in rule.sites), row
    assert not ({"Full Name", "First Name"} <= set(row)), "one or the other"
    for heading, length in rule.longest.items():
        assert len(row.get(heading, "")) <= length, heading
    ours = {key.removeprefix("Organization - ").replace("_", " ").casefold(): value for key, value in row.items()}
    assert re.fullmatch(r"[0-9A-Za-z]{26}", ours["prospector id"])
    assert next(value for key, value in ours.items() if key.removeprefix("lead ").removeprefix("account ") == "source")
    assert ours["reason"].strip()
    assert all(re.fullmatch(r"|\d{4}-\d\d-\d\d", ours[key]) for key in ("read on", "confirmed on"))


def test_read_and_confirmed_dates_and_the_reason_leave_with_what_they_are_about(files: Files) -> None:
    (path,) = files("hubspot")
    headings, *rows = table(path)
    one = next(dict(zip(headings, row, strict=True)) for row in rows if row[0] == NAMES[0])
    assert (one["Read On"], one["Confirmed On"], one["Source"]) == (TODAY, TODAY, "fair: Köln; hall 4")
    assert (one["Number of employees"], one["Year founded"], one["Postal code"]) == ("1250", "1950", "01067")
    assert one["Reason"].startswith("Named by robin")


@pytest.mark.parametrize("form", [*FORMS, "csv"])
def test_no_cell_runs_whatever_separates_cells_where_the_file_is_opened(files: Files, form: str) -> None:
    for path in files(form):
        for delimiter in ",;\t":
            bad = [cell for row in table(path, delimiter) for cell in row if runs(cell)]
            assert not bad, (delimiter, bad)


@pytest.mark.parametrize("form", [*FORMS, "csv", "xlsx", "jsonl", "markdown"])
def test_whoever_must_not_be_contacted_never_leaves(files: Files, form: str) -> None:
    for path in files(form):
        if form == "xlsx":
            (sheet,) = openpyxl.load_workbook(path).worksheets
            text = "\n".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
        else:
            text = path.read_text(encoding="utf-8-sig")
        assert len(text) > 1_000
        assert not [one for one in SECRETS if one.casefold() in text.casefold()]


def test_names_of_every_script_leave_as_they_are(files: Files) -> None:
    wanted = set(NAMES)
    (sheet,) = openpyxl.load_workbook(files("xlsx")[0]).worksheets
    headings, *rows = sheet.iter_rows(values_only=True)
    at = headings.index("name")
    assert {row[at] for row in rows} == wanted
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
    lines = files("jsonl")[0].read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["name"] for line in lines} == wanted
    for form, heading in (("csv", "name"), ("hubspot", "Name"), ("salesforce-accounts", "Account Name")):
        headings, *rows = table(files(form)[0])
        told = {row[headings.index(heading)] for row in rows}
        # An apostrophe before what would run is all that differs.
        assert {one.replace("'", "") for one in told} == {one.replace("'", "") for one in wanted}


@given(st.text("=+-@＝';\t\r\n a1", max_size=12))
def test_what_was_made_safe_runs_nowhere_and_comes_back(value: str) -> None:
    safe = safe_cell(value)
    assert unsafe_cell(safe) == value
    _first, *others = re.split("[;\t\r\n]", safe.lstrip("' \t\r\n"))
    assert not [part for part in others if runs(part)]
    assert not runs(safe)


_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is absent: the workbook is not opened by it")
def test_libreoffice_opens_the_workbook_and_runs_nothing(files: Files, tmp_path: Path) -> None:
    """The workbook shows every cell as it was written; the CSV, opened with a semicolon as in Germany, runs nothing."""

    def opened(path: Path, *how: str) -> ET.Element:
        subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", *how, "--convert-to",
                        "fods", "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=240)  # fmt: skip
        root = ET.parse(tmp_path / f"{path.stem}.fods").getroot()  # noqa: S314 - LibreOffice wrote it
        assert not [cell for cell in root.iter(f"{_TABLE}table-cell") if cell.get(f"{_TABLE}formula")]
        return root

    (path,) = files("xlsx")
    (sheet,) = openpyxl.load_workbook(path).worksheets
    shown = {shown_by(cell) for cell in opened(path).iter(f"{_TABLE}table-cell")}
    assert {str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell} <= shown
    csv_root = opened(files("csv")[0], "--infilter=CSV:59,34,76")
    assert any("Müller" in shown_by(cell) for cell in csv_root.iter(f"{_TABLE}table-cell"))


def shown_by(cell: ET.Element) -> str:
    out = io.StringIO()
    for number, paragraph in enumerate(cell.iter(f"{_TEXT}p")):
        out.write(("\n" if number else "") + plain(paragraph))
    return out.getvalue()


def plain(node: ET.Element) -> str:
    """Return the text of a paragraph; ODF writes several blanks and a tab as elements."""
    parts = [node.text or ""]
    for child in node:
        blanks = {f"{_TEXT}s": " " * int(child.get(f"{_TEXT}c", "1")), f"{_TEXT}tab": "\t"}
        parts += [blanks.get(child.tag) or plain(child), child.tail or ""]
    return "".join(parts)
