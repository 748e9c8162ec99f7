"""Files for other programs, read back by the rules that their makers publish."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from prospector.errors import BadInput
from prospector.exchange.names import read_names
from prospector.pipeline.exporting import Scope
from prospector.workspace import Workspace

EVERYTHING = Scope(("active", "bench", "dropped"), None)
ALWAYS = {"prospector id", "source", "read on", "confirmed on", "reason"}
Written = Callable[..., list[dict[str, str]]]


@pytest.fixture
def firm(workspace: Workspace) -> Workspace:
    """Two companies with people, one of them with a name that a spreadsheet would run; a third nobody may contact."""
    for name, domain in (
        ("Nordhafen Logistik", "nordhafen.example"),
        ("=1+1 Bergman", "bergman.example"),
        ("Quiet Ltd", ""),
    ):
        workspace.naming.name(
            name, domain=domain, pain="late parts", why="@near the port", country="DE", city="Hamburg"
        )
    first, second, third = (workspace.resolve(one) for one in ("Nordhafen Logistik", "=1+1 Bergman", "Quiet Ltd"))
    workspace.people.add(first, name="Anna Karl Berg", role="head of service", email="anna@nordhafen.example",
                         phone="+49 40 1234567", source="card")  # fmt: skip
    workspace.people.add(first, name="Bo", role="buyer", source="card")
    gone = workspace.people.add(second, name="Carl Dahl", email="carl@bergman.example", source="card")
    workspace.people.consent(gone, "withdrawn", "by mail")
    workspace.people.add(second, name="Dina", email="dina@bergman.example", source="card")
    never = workspace.people.add(second, name="Eva Falk", email="eva@bergman.example", source="card")
    workspace.people.never(never, "asked us to stop")
    workspace.never.suppress_account(third, "asked us to stop")
    return workspace


@pytest.fixture
def written(firm: Workspace, tmp_path: Path) -> Written:
    def write(form: str, **how: Any) -> list[dict[str, str]]:
        path = tmp_path / f"{form}.csv"
        firm.exports.write(path, form, EVERYTHING, **how)
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file, strict=True))

    return write


def headings(rows: list[dict[str, str]]) -> set[str]:
    return {heading.removeprefix("Organization - ").replace("_", " ").casefold() for heading in rows[0]}


@pytest.mark.parametrize("form", ["hubspot", "hubspot-contacts", "salesforce", "salesforce-accounts",
                                  "salesforce-contacts", "pipedrive", "sales-navigator", "sequencer"])  # fmt: skip
def test_what_must_not_get_lost_is_in_every_table_and_who_must_not_leave_in_none(written: Written, form: str) -> None:
    rows = written(form)
    assert {heading.removeprefix("account ").removeprefix("lead ") for heading in headings(rows)} >= ALWAYS
    assert any("opt out" in one for one in headings(rows))
    assert not [
        cell
        for row in rows
        for cell in row.values()
        if any(one in cell for one in ("Quiet", "Eva", "eva@", "Carl", "carl@"))
    ]
    for row in rows:
        identifier = next(value for key, value in row.items() if "prospector" in key.casefold())
        assert len(identifier) == 26
        assert not [cell for cell in row.values() if cell.lstrip(" ").startswith(("=", "@", "-"))]


def test_hubspot_companies_have_a_name_or_a_domain_each(written: Written) -> None:
    rows = written("hubspot")
    assert [(row["Name"], row["Company domain name"]) for row in rows] == [
        ("Nordhafen Logistik", "nordhafen.example"), ("'=1+1 Bergman", "bergman.example"),
    ]  # fmt: skip
    assert {row["Country/Region"] for row in rows} == {"DE"}


def test_salesforce_leads_have_last_name_and_company_and_an_opt_out_of_1_or_0(written: Written) -> None:
    rows = written("salesforce")
    assert all(row["Last Name"] and row["Company"] for row in rows)
    assert "Full Name" not in rows[0]  # one or the other, never both
    assert {row["Last Name"]: row["Email Opt Out"] for row in rows} == {"Berg": "0", "Bo": "0", "Dina": "0"}
    assert {row["Last Name"]: row["First Name"] for row in rows}["Berg"] == "Anna Karl"


def test_a_lead_of_nobody_known_still_has_a_last_name(workspace: Workspace, tmp_path: Path) -> None:
    workspace.naming.name("Nordhafen Logistik")
    path = tmp_path / "leads.csv"
    workspace.exports.write(path, "salesforce", Scope())
    with path.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["Last Name"], row["Company"], row["First Name"]) == ("[unknown]", "Nordhafen Logistik", "")


def test_contacts_carry_the_spelling_of_their_account(written: Written) -> None:
    accounts = {row["Account Name"] for row in written("salesforce-accounts")}
    assert {row["Account Name"] for row in written("salesforce-contacts")} <= accounts


@pytest.mark.parametrize("form", ["hubspot-contacts", "sequencer"])
def test_who_has_no_address_is_left_out_and_named(firm: Workspace, tmp_path: Path, form: str) -> None:
    report = firm.exports.write(tmp_path / "out.csv", form, EVERYTHING)
    assert report.rows == 2
    assert [one.name for one in report.left_out] == ["Bo at Nordhafen Logistik"]
    assert {one.name for one in report.held_back} == {
        "Quiet Ltd",
        "Eva Falk at =1+1 Bergman",
        "Carl Dahl at =1+1 Bergman",
    }


def test_a_sequencer_finds_the_columns_it_knows(written: Written) -> None:
    rows = written("sequencer")
    assert list(rows[0])[:7] == ["email", "first_name", "last_name", "company", "title", "website", "linkedin_url"]
    assert {row["email"]: row["email_opt_out"] for row in rows} == {
        "anna@nordhafen.example": "no", "dina@bergman.example": "no",
    }  # fmt: skip


def test_sales_navigator_gets_a_thousand_rows_a_file(workspace: Workspace, tmp_path: Path) -> None:
    with workspace.store.action("Many") as action:
        from prospector.model.tables import Account, Target

        ids = [f"{number:026}" for number in range(1_003)]
        action.add_many(
            Account,
            [
                {
                    "id": one, "name": f"Firm {one[-4:]}", "stage": "named", "source": "own naming", "origin": "chosen",
                    "named_by": "robin", "named_at": action.now(),
                }
                for one in ids
            ],
        )  # fmt: skip
        action.add_many(
            Target, [{"account_id": one, "rep": "robin", "place": "bench", "since": action.now()} for one in ids]
        )
    report = workspace.exports.write(tmp_path / "nav.csv", "sales-navigator", Scope(("bench",)))
    assert report.rows == 1_003
    found = []
    for file in report.files:
        with Path(file).open(encoding="utf-8-sig", newline="") as opened:
            found.append(list(csv.DictReader(opened)))
    assert list(map(len, found)) == [1_000, 3]
    assert {row["Account Name"] for part in found for row in part} == {f"Firm {one[-4:]}" for one in ids}


def test_a_telephone_number_keeps_its_sign_and_raw_changes_nothing(written: Written) -> None:
    assert {row["Phone number"] for row in written("hubspot-contacts")} == {"+49 40 1234567", ""}
    assert [row["Name"] for row in written("hubspot", raw=True)] == ["Nordhafen Logistik", "=1+1 Bergman"]


def test_a_workbook_holds_text_alone(firm: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    firm.exports.write(path, "xlsx", EVERYTHING)
    (sheet,) = openpyxl.load_workbook(path).worksheets
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "=1+1 Bergman" in {cell.value for cell in cells}
    assert {cell.data_type for cell in cells} == {"s"}


def test_json_lines_hold_one_account_each_with_its_people(firm: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "list.jsonl"
    firm.exports.write(path, "jsonl", EVERYTHING)
    found = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [(one["name"], [person["name"] for person in one["people"]]) for one in found] == [
        ("Nordhafen Logistik", ["Anna Karl Berg", "Bo"]), ("=1+1 Bergman", ["Dina"]),
    ]  # fmt: skip


def test_briefs_stand_one_behind_the_other(firm: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    firm.exports.write(path, "markdown", EVERYTHING)
    titles = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("# ")]
    assert titles == ["# Nordhafen Logistik", "# \\=1+1 Bergman"]


def test_private_notes_stay_here(firm: Workspace, tmp_path: Path) -> None:
    account = firm.resolve("Nordhafen Logistik")
    firm.touches.log(account, "phone", "no_answer", note="a secret of mine", private=True, override="a test")
    for form, ending in (("csv", "csv"), ("jsonl", "jsonl"), ("markdown", "md"), ("salesforce", "csv")):
        path = tmp_path / f"{form}.{ending}"
        firm.exports.write(path, form, EVERYTHING)
        assert "secret" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("form", "said"), [("odt", "is not a format"), ("csv", "nothing to export")])
def test_what_can_not_be_written_is_said(workspace: Workspace, tmp_path: Path, form: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        workspace.exports.write(tmp_path / "out.csv", form, Scope())
    assert not list(tmp_path.glob("out*"))


def test_a_folder_that_is_not_there_is_said(firm: Workspace, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="can't be written"):
        firm.exports.write(tmp_path / "nowhere" / "out.csv", "csv", Scope())


def test_names_come_back_as_they_went_out(firm: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    firm.exports.write(path, "csv", EVERYTHING)
    read = read_names(str(path))
    assert [(one.name, one.domain, one.why) for one in read.rows] == [
        ("Nordhafen Logistik", "nordhafen.example", "@near the port"),
        ("=1+1 Bergman", "bergman.example", "@near the port"),
    ]
    assert not read.refused
