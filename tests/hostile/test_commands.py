"""Commands over a workspace of hostile texts, and with hostile arguments: nothing they print or write acts.

The short form calls every third one in one of four ways, `make hostile` each in all.
"""

import csv
import email
import email.policy
import io
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import corpus
import pytest
import typer.main
from walking import ACTS

from prospector.cli import commands
from prospector.cli.commands import MODULES, app, run
from prospector.cli.guard import guarded
from prospector.text import cells

LONG = os.environ.get("HOSTILE") == "long"
LEFT_OUT = frozenset(
    ("demo", "serve", "build", "enrich", "suggest", "candidates", "init", "add-rep", "add-manager", "move", "restore")
)
"""They ask the web, begin something that stays, or take another database."""
ACCOUNT = "account-2"
LAYS_OUT = re.compile("[\n]")


@pytest.fixture
def desk(hostile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with a copy of the workspace."""
    shutil.copyfile(hostile, tmp_path / "work.db")
    (tmp_path / "work.db").chmod(0o600)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PROSPECTOR_DB", str(tmp_path / "work.db"))
    monkeypatch.setenv("PROSPECTOR_REP", "ana")
    monkeypatch.setenv("PROSPECTOR_GATEWAY", "http://127.0.0.1:9")
    return tmp_path


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Run a command; return what it printed, after a look at every character."""

    def one(*arguments: str) -> str:
        status = guarded(lambda: run(arguments), json="--json" in arguments)
        printed, beside = capsys.readouterr()
        assert status in (0, 1, 2, 3)
        for text in (printed, beside):
            found = ACTS.search(LAYS_OUT.sub("", text))
            assert found is None, f"prospect {arguments}: {text[max(0, found.start() - 60) : found.end() + 20]!r}"
        if "--json" in arguments and printed:
            json.loads(printed)
        return printed

    return one


def _leaves() -> Iterator[tuple[list[str], Any]]:
    for module in MODULES:
        commands._register(module)
    yield from _under([], typer.main.get_command(app))


def _under(path: list[str], command: Any) -> Iterator[tuple[list[str], Any]]:
    for name, one in getattr(command, "commands", {}).items():
        if name in LEFT_OUT:
            continue
        if hasattr(one, "commands"):
            yield from _under([*path, name], one)
        else:
            yield [*path, name], one


def _filled(command: Any, value: str) -> list[str]:
    wanted: list[str] = []
    for one in command.params:
        if one.param_type_name == "argument" and one.required:
            wanted += [value]
        elif one.required:
            wanted += [one.opts[0], value]
    return wanted


def test_every_command_prints_it_and_does_nothing_of_it(desk: Path, said: Callable[..., str]) -> None:
    variants = ([ACCOUNT], [ACCOUNT, "--json"], [corpus.ESCAPES[2]], ["Lone\udcff\udc80\x9b2J[b]"])
    leaves = list(_leaves())
    for number, (path, command) in list(enumerate(leaves))[:: 1 if LONG else 3]:
        takes = {option for one in command.params for option in one.opts}
        for value, *more in variants if LONG else [variants[number % len(variants)]]:
            said(*path, *_filled(command, value), *(one for one in more if one in takes))
    assert len(leaves) > 100
    assert "[nested" in said("list") or "Linked" in said("list")


def test_columns_stay_in_place(desk: Path, said: Callable[..., str]) -> None:
    shown = said("list").splitlines()
    head = next(number for number, line in enumerate(shown) if "fit" in line.split())
    rows = [_by_cells(line) for line in shown[head : head + 21]]
    width = max(map(len, rows))
    free = "".join("#" if any(row[at : at + 1].strip() for row in rows) else " " for at in range(width))
    assert len(re.split(r" {2,}", free.strip())) == 1 + len(re.split(r" {2,}", shown[head].strip())), "\n".join(shown)


def _by_cells(line: str) -> str:
    """Return one sign for each cell of the line: a wide letter takes two."""
    return "".join((letter if letter == " " else "#") * cells(letter) for letter in line)


SHEETS = ("csv", "json", "hubspot", "salesforce", "pipedrive", "sales-navigator")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d")


def test_files_for_other_programs_hold_texts_and_no_formulas(desk: Path, said: Callable[..., str]) -> None:
    for kind in SHEETS:
        name = f"out-{kind}.{'json' if kind == 'json' else 'csv'}"
        said("export", name, "--as", kind, "--place", "all")
        said("export", f"people-{name}", "--as", kind, "--place", "all", "--people")
        for file in desk.glob(f"*{name}*"):
            text = file.read_text(encoding="utf-8-sig")
            assert ACTS.search(re.sub(r"[\r\n]", "", text)) is None, file.name
            if kind != "json":
                for row in csv.reader(io.StringIO(text)):
                    risky = [
                        cell
                        for cell in row
                        if cell.startswith(FORMULA) and not re.fullmatch(r"[+-]?[\d ,.()/-]+", cell)
                    ]
                    assert risky == [], f"{file.name}: {risky}"


def test_workbooks_hold_no_formula(desk: Path, said: Callable[..., str]) -> None:
    from openpyxl import load_workbook

    said("export", "out.xlsx", "--place", "all")
    book = load_workbook(desk / "out.xlsx")
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert len(found) > 100
    assert [cell.value for cell in found if cell.data_type == "f"] == []
    assert all(ACTS.search(str(cell.value).replace("\n", "")) is None for cell in found)


def test_calendar_lines_are_whole_and_nobodys_else(desk: Path, said: Callable[..., str]) -> None:
    said("export", "dues.ics", "--as", "ics")
    raw = (desk / "dues.ics").read_bytes().decode()
    assert ACTS.search(raw.replace("\r\n", "")) is None
    lines = re.sub(r"\r\n[ \t]", "", raw).split("\r\n")
    assert all(re.match(r"(?:[A-Z-]+[:;]|$)", line) for line in lines), [
        line for line in lines if not re.match(r"[A-Z-]+[:;]", line)
    ]
    assert lines.count("BEGIN:VCALENDAR") == lines.count("END:VCALENDAR") == 1
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") > 3
    assert max(len(line.encode()) for line in raw.split("\r\n")) <= 75


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.acting: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.acting += [
            (name, value or "")
            for name, value in attrs
            if name.startswith("on") or (name in ("href", "src") and not (value or "").startswith("#"))
        ]


def test_the_audits_page_holds_texts_and_no_elements_of_theirs(desk: Path, said: Callable[..., str]) -> None:
    said("audit", "--html", "week.html")
    text = (desk / "week.html").read_text(encoding="utf-8")
    assert ACTS.search(text.replace("\n", "")) is None
    page = _Page()
    page.feed(text)
    assert page.tags & {"script", "img", "iframe", "object", "base", "form"} == set()
    assert page.acting == []
    assert "&lt;script&gt;" in text or "&lt;/title&gt;" in text


def test_briefs_and_letters_and_mails_hold_no_lines_of_theirs(desk: Path, said: Callable[..., str]) -> None:
    for number in range(8):
        said("brief", f"account-{number}", "--out", f"brief-{number}.md")
        text = (desk / f"brief-{number}.md").read_text(encoding="utf-8")
        assert ACTS.search(text.replace("\n", "")) is None
        assert re.findall(r"(?<!\\)<(?:script|img)|(?<!\\)!\[", text) == [], text
    said("draft", "new", ACCOUNT, "--out", "mail.eml")
    mails = list(desk.glob("*.eml"))
    for one in mails:
        mail = email.message_from_bytes(one.read_bytes(), policy=email.policy.default)
        assert mail.defects == []
        assert mail["Bcc"] is None
        assert ACTS.search(str(mail["Subject"])) is None
    assert mails
