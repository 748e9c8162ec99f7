"""Out and in again: an empty workspace gets an equal list, the same one stays as it is, whatever the texts are."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from prospector.clock import FrozenClock
from prospector.exchange.fields import TOLD
from prospector.exchange.reading import open_table
from prospector.model.account import PLACES
from prospector.model.importing import ImportOptions, ImportReport
from prospector.model.tables import Account, AccountDomain, AccountName, Claim, Person, Target
from prospector.pipeline.exporting import Scope
from prospector.pipeline.import_source import Sampled
from prospector.research.meaning import dumped
from prospector.settings import Settings
from prospector.tabular.unsaid import is_unsaid
from prospector.text import clean, clean_name, clean_text
from prospector.workspace import Workspace, open_workspace

SCRIPTS = (
    "Müller & Söhne", "Ромашка", "株式会社日立", "삼성전자", "شركة الاتصالات", "בנק הפועלים", "Ελληνικά Πετρέλαια", "บริษัท ปตท",
    "हिन्दुस्तान",
    "=cmd|' /C calc'!A0", "+SUM(1)", "-2+3", "@now", "'quoted'", "''two", 'say "hi"', "a, b", "00042", "2024-03-04", "3/4/2024",
    "1e5", "TRUE", "\tTab", "=1;=2", "x\x1b[31m", "é", "ﬁ", "A\u200bB", "🚀 Labs", "-5", "＝full",
)  # fmt: skip
NAMES = (
    st.one_of(st.sampled_from(SCRIPTS), st.text(min_size=1, max_size=30))
    .map(clean_name)
    .filter(lambda name: any(letter.isalnum() for letter in name))
)
TEXTS = st.one_of(st.sampled_from((*SCRIPTS, "two\nlines", "=a\n=b", "; x")), st.text(max_size=40)).map(clean_text)
LISTED = NAMES.filter(lambda name: ";" not in name)
TOLD_CITIES, TOLD_NAMES = (
    one.filter(lambda text: not is_unsaid("city", text)) for one in (TEXTS.map(clean), TEXTS.map(clean_name))
)
"""What says something: a city called ``-`` is none, in a file."""
SAID = NAMES.filter(lambda name: not is_unsaid("city", name))
PERSONS = SAID.filter(lambda name: ";" not in name)
DIGITS = st.text("0123456789", min_size=3, max_size=8)
RECORDS = st.fixed_dictionaries({
    "name": NAMES, "domain": st.sampled_from(("", "acme.example", "bolt.example", "xn--mller-kva.example")),
    "country": st.sampled_from(("", "DE", "JP", "US")), "city": TOLD_CITIES, "sector": TOLD_NAMES,
    "pain": TEXTS, "why": TEXTS, "names": st.lists(LISTED, max_size=2), "place": st.sampled_from(PLACES),
    "claims": st.fixed_dictionaries({}, optional={
        "registry_id": DIGITS, "employees": st.integers(1, 90_000), "founded": st.integers(1700, 2026),
        "phone": st.just("+4973112345"), "email": st.just("info@acme.example"), "industry": SAID,
        "description": TEXTS.filter(bool),
        "address": st.fixed_dictionaries({"postal": DIGITS}, optional={"street": SAID, "city": SAID}),
        "social": st.just("https://www.linkedin.com/company/acme"),
        "revenue": st.fixed_dictionaries({"value": st.integers(1, 10**9)}, optional={"currency": st.just("EUR")}),
    }),
    "person": st.fixed_dictionaries({}, optional={"name": PERSONS, "email": st.just("anna@acme.example")}),
})  # fmt: skip
HARD: Sequence[dict[str, Any]] = [
    {"name": name, "domain": "", "country": "", "city": name, "sector": "", "pain": text, "why": name, "names": [],
     "place": "bench", "claims": {"description": text, "registry_id": "00042"}, "person": {"name": name}}
    for name, text in ((clean_name(one), clean_text(f"{one}\n{one}")) for one in SCRIPTS)
]  # fmt: skip
CALM = settings(
    max_examples=6,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
Opened = Callable[[], Any]


@pytest.fixture
def fresh(fresh_file: Path, tmp_path: Path, clock: FrozenClock) -> Opened:
    """Return a context that gives an empty workspace."""
    count = 0

    @contextmanager
    def opened() -> Iterator[Workspace]:
        nonlocal count
        count += 1
        path = tmp_path / f"w{count}.db"
        shutil.copyfile(fresh_file, path)
        workspace = open_workspace(path, Settings(rep="robin", cache="none"), clock=clock)
        try:
            yield workspace
        finally:
            workspace.close()

    return opened


def fill(workspace: Workspace, records: Sequence[dict[str, Any]]) -> None:
    now = workspace.store.clock.stamp()
    with workspace.store.action("Fill") as action:
        for number, one in enumerate(records):
            account = action.add(
                Account(name=one["name"], domain=one["domain"] or None, country=one["country"] or None,
                        city=one["city"] or None, sector=one["sector"], named_by="robin", named_at=now)
            )  # fmt: skip
            slot = number + 1 if one["place"] == "active" else None
            action.add(Target(account_id=account.id, rep="robin", place=one["place"], slot=slot, pain=one["pain"],
                              why=one["why"], since=now))  # fmt: skip
            action.add_all(AccountName(account_id=account.id, name=name) for name in one["names"])
            if one["domain"]:
                action.add(AccountDomain(account_id=account.id, domain="other.example"))
            action.add_all(
                Claim(account_id=account.id, field=field, value=dumped(value), source="website",
                      read_at=now)
                for field, value in one["claims"].items()
            )  # fmt: skip
            if one["person"]:
                action.add(Person(account_id=account.id, **one["person"], source="website", read_at=now))


def export(workspace: Workspace, path: Path, form: str) -> Path:
    workspace.exports.write(path, form, Scope(PLACES, "robin"))
    return path


def take(workspace: Workspace, path: Path, among: Sequence[str] = ("new", "update", "unchanged")) -> ImportReport:
    with open_table(str(path)) as table:
        source = Sampled(table)
        mapping = workspace.imports.mapping(source)
        with workspace.imports.preview(source, mapping, ImportOptions()) as plan:
            assert [row for row in plan.page() if row.verdict not in among] == []
            return workspace.imports.carry_out(plan)


def listed(path: Path) -> list[dict[str, str]]:
    """Return what a file of our own says, but for what is told and not taken back."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [{key: cell for key, cell in row.items() if key not in TOLD} for row in csv.DictReader(file)]
    return sorted(rows, key=lambda row: row["id"])


def round_trip(fresh: Opened, folder: Path, records: Sequence[dict[str, Any]], form: str) -> None:
    with fresh() as first, fresh() as second:
        fill(first, records)
        path = export(first, folder / f"list.{form}", form)
        same = take(first, path, among=("unchanged",))
        assert same.action_id == ""
        assert take(second, path).added == len(records)
        before, after = (export(one, folder / f"{name}.csv", "csv") for one, name in ((first, "one"), (second, "two")))
        pairs = zip(listed(before), listed(after), strict=True)
        assert [(key, old[key], new[key]) for old, new in pairs for key in old if old[key] != new[key]] == []
        if form == "jsonl":
            people = "SELECT account_id, name, role, email FROM person ORDER BY account_id, name, email"
            assert second.store.reader.rows(people.replace("role, ", "")) == first.store.reader.rows(
                people.replace("role, ", "")
            )
        assert take(second, path).action_id == ""


@pytest.mark.parametrize("form", ["csv", "jsonl", "xlsx"])
def test_names_of_every_script_formulas_and_zeros_come_back(fresh: Opened, tmp_path: Path, form: str) -> None:
    round_trip(fresh, tmp_path, HARD, form)


@CALM
@given(records=st.lists(RECORDS, min_size=1, max_size=4))
def test_a_list_comes_back_equal_and_changes_nothing_where_it_is(
    fresh: Opened, tmp_path: Path, records: list[dict[str, Any]]
) -> None:
    round_trip(fresh, tmp_path, records, "csv")


@CALM
@given(records=st.lists(RECORDS, min_size=1, max_size=4))
def test_json_lines_come_back_equal_with_their_people(
    fresh: Opened, tmp_path: Path, records: list[dict[str, Any]]
) -> None:
    round_trip(fresh, tmp_path, records, "jsonl")
