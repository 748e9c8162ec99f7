"""H41 to H46, H52 to H54: what is stored and shown, through a real run into a real workspace and the real command."""

from __future__ import annotations

import asyncio
import csv
import os
import re
import sys
import threading
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import openpyxl
import pytest

from prospector.errors import ProspectorError
from prospector.exchange.names import read_names, write_refused
from prospector.outreach.drafts import DraftRecord
from prospector.outreach.messages import file_name, write_eml
from prospector.outreach.suppression import Suppressions
from prospector.pipeline.exporting import Scope
from prospector.research import run as run_module
from prospector.research.ask import open_fetcher
from prospector.research.run import Research
from prospector.text import clean_name

ESCAPES = "\x1b[2J\x1b]8;;http://evil\x07\x1b]52;c;eA==\x07\x9b\x00\u202e\U000e0041"
MARKUP = ("[/bold]", "[@click=app.quit]x[/]", "[link=http://evil]y[/link]", "\\[", "{0}", "%s", "{{7*7}}")
FORMULAS = ('=HYPERLINK("http://evil","x")', "@SUM(A1)", "-1+1", "+1", "\t=1")


@contextmanager
def gateway(pages):
    """Serve `pages` by (host, path) as a gateway on loopback; yields its address and what was asked."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            _, _, host, path = self.path.split("/", 3)
            asked.append(f"{host}/{path}")
            body = pages.get((host, "/" + path))
            self.send_response(404 if body is None else 200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.send_header("content-length", str(len((body or "").encode("utf-8", "surrogatepass"))))
            self.end_headers()
            self.wfile.write((body or "").encode("utf-8", "surrogatepass"))

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    serving = threading.Thread(target=server.serve_forever, args=(0.02,))
    serving.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        serving.join()
        server.server_close()


def home(name="Acme GmbH", extra=""):
    return (
        f"<html><head><title>{name}</title><meta property='og:site_name' content=\"{name}\"></head><body><h1>{name}</h1>"
        f"<address>Hafenstr. 1<br>20457 Hamburg</address><p>Tel. +49 40 7318220 <a href='mailto:info@acme.example'>"
        f"info@acme.example</a></p>{extra}</body></html>"
    )


@pytest.fixture(autouse=True)
def _readers_kept(readers, monkeypatch):
    monkeypatch.setattr(run_module, "open_fetcher", partial(open_fetcher, pool=readers))


@pytest.fixture
def researched(workspace, settings):
    """Name Acme, research it on the given pages, return the account's id and what was asked."""

    def run(pages, name="Acme GmbH", **more):
        account = workspace.naming.name(name, domain="acme.example").account_id
        with gateway(pages) as (address, asked):
            own = replace(settings, gateway=address, sources="website", **more)
            barred = Suppressions(workspace.store).of_account
            research = Research(workspace.store, own, barred=lambda one: "barred" if barred(one) else "")
            (found,) = asyncio.run(research.run([account]))
        return account, asked, found

    return run


@pytest.fixture
def shown(workspace, zygote):
    """What the command prints about the workspace."""

    def run(*arguments):
        env = {**os.environ, "PROSPECTOR_REP": "robin"}
        done = zygote.run([*arguments, "--db", str(workspace.path)], workspace.path.parent, env)
        assert done.status == 0, done.err
        return done.out + done.err

    return run


@pytest.mark.parametrize("case", ["H41", "H42", "H43", "H44"])
def test_names_made_to_do_harm(workspace, researched, shown, case):
    evil = {
        "H41": "Acme" + ESCAPES + "́" * 10_000,
        "H42": "Acme " + " ".join(MARKUP),
        "H43": "Acme " + " ".join(FORMULAS).replace('"', ""),
        "H44": "Acme '; DROP TABLE account; -- \nSubject: x",
    }[case]
    described = f'<meta name=description content="{evil.replace(chr(34), "")} {"x " * 500_000}">'
    account, _, found = researched({("acme.example", "/"): home("Acme GmbH", "") + described + f"<h2>{evil}</h2>"})
    assert found.state == "found", found.outcomes
    stored = "".join(str(one.value) + one.passage for one in workspace.claims(account))
    out = shown("show", account)
    for text in (stored, out):
        assert not any(sign in text for sign in "\x1b\x9b\x00\u202e\x07\U000e0041")
    assert max(len(str(one.value)) for one in workspace.claims(account)) <= 2_000
    assert workspace.store.reader.value("SELECT COUNT(*) FROM account") == 1


def test_h42_what_looks_like_markup_is_shown_as_it_stands(workspace, shown):
    typed = [
        f"Acme{number} {one}"
        for number, one in enumerate((*MARKUP, "'; DROP TABLE account", "<script>alert(1)</script>"))
    ]
    for one in typed:
        workspace.naming.name(one, different=True)
    out = shown("list")
    assert [one for one in typed if clean_name(one) not in out] == []


@pytest.mark.parametrize("cell", FORMULAS)
def test_h43_a_refused_row_is_handed_back_harmless(tmp_path, cell):
    source = tmp_path / "names.csv"
    source.write_text(f'name,domain\n"{cell.replace(chr(34), chr(34) * 2)}",not a domain at all!!\n', encoding="utf-8")
    names = read_names(str(source))
    refused = names.refused
    if refused:
        written = Path(write_refused(str(source), refused)).read_text(encoding="utf-8-sig")
        cells = [cell.lstrip('"') for cell in written.splitlines()[1].split(",")]
        assert not any(cell.startswith(("=", "@", "+", "-", "\t")) for cell in cells)
    for row in names.rows:
        assert clean_name(row.name) == row.name


def test_h45_a_homograph_is_not_the_company_it_looks_like(workspace):
    first = workspace.naming.name("Apple", domain="apple.com").account_id
    try:
        second = workspace.naming.name("Аpple Works", domain="аpple.com", different=True).account_id
    except ProspectorError:
        return
    assert first != second
    assert workspace.account(second).domain.startswith("xn--")


def test_h43_what_a_site_says_is_text_in_every_table_that_is_written(workspace, researched, tmp_path):
    evil = "=HYPERLINK(&quot;http://evil&quot;,&quot;x&quot;)"
    extra = f"<meta name=description content='{evil} and much more of it'><footer>© 2024 @SUM(A1) GmbH</footer>"
    account, _, found = researched({("acme.example", "/"): home(evil, extra)}, name="=1+1 Acme")
    assert found.state == "found"
    assert any("HYPERLINK" in str(one.value) for one in workspace.claims(account)), "it is kept, as data"
    everything = Scope(("active", "bench", "dropped"), None)
    workspace.exports.write(tmp_path / "list.xlsx", "xlsx", everything)
    cells = [cell for sheet in openpyxl.load_workbook(tmp_path / "list.xlsx").worksheets for row in sheet.iter_rows()
             for cell in row if cell.value is not None]  # fmt: skip
    assert {cell.data_type for cell in cells} == {"s"}
    workspace.exports.write(tmp_path / "list.csv", "csv", everything)
    with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as file:
        written = [cell for row in csv.reader(file) for cell in row]
    assert any("1+1 Acme" in cell for cell in written)
    # A plus before digits alone is a telephone number, which no spreadsheet runs.
    assert [one for one in written if re.match(r"[=@\t\r]|[+-](?![\d ]+$)", one)] == []


def test_h46_names_as_files_lead_nowhere(tmp_path):
    drafts = [
        DraftRecord("1", "a", name, None, "", "Subject", "Body", "drafted", "ana", "2026-03-02T09:00:00Z")
        for name in ("../../etc/x", "CON", "x" * 300, "..", "a/b\\c:d*e?", "\x00\n", "Ä\u202egpj")
    ]
    names = [file_name(draft) for draft in drafts]
    assert [name for name in names if not re.fullmatch(r"[\w-]{1,60}-2026-03-02\.eml", name, re.ASCII)] == []
    assert [name for name in names if name.partition("-2026")[0] in (".", "..")] == []
    for number, (name, draft) in enumerate(zip(names, drafts, strict=True)):
        assert write_eml(tmp_path / f"{number}-{name}", draft).parent == tmp_path


@pytest.mark.skipif(sys.platform != "linux", reason="limits the size of files as Linux does")
def test_h52_a_full_disk_stops_with_a_sentence_and_leaves_no_half_row(workspace, zygote, tmp_path):
    for number in range(6):
        workspace.naming.name(f"Acme {number} GmbH", domain=f"acme{number}.example", different=True)
    workspace.store.reader.value("PRAGMA wal_checkpoint(TRUNCATE)")
    pages = {(f"acme{number}.example", "/"): home(f"Acme {number} GmbH") for number in range(6)}
    full = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000)); "
        "from prospector.cli import main; sys.exit(main())"
    )
    whole = "import sys; from prospector.cli import main; sys.exit(main())"

    def enrich(code):
        with gateway(pages) as (address, _):
            env = {**os.environ, "PROSPECTOR_REP": "robin", "PROSPECTOR_GATEWAY": address, "PROSPECTOR_SOURCES": "website",
                   "PROSPECTOR_PACE_SECONDS": "0", "PROSPECTOR_HOME": str(tmp_path)}  # fmt: skip
            return zygote.run(["enrich", "--db", str(workspace.path)], tmp_path, env, script=code)

    stopped = enrich(full)
    assert stopped.status != 0
    assert "Traceback" not in stopped.err
    assert any(word in stopped.err for word in ("full", "disk", "can't be used", "written")), stopped.err
    kept = workspace.store.reader.value("PRAGMA integrity_check")
    assert kept == "ok"
    finished = enrich(whole)
    assert finished.status == 0, finished.err
    assert workspace.store.reader.value("SELECT COUNT(*) FROM outcome WHERE state = 'found'") == 6


def test_h52_a_clock_that_jumps_back_does_no_harm(workspace, researched, clock, settings):
    account, asked, _ = researched({("acme.example", "/"): home()})
    assert asked
    clock.move(days=-400)
    with gateway({("acme.example", "/"): home()}) as (address, again):
        research = Research(workspace.store, replace(settings, gateway=address, sources="website"))
        (found,) = asyncio.run(research.run([account]))
    assert (found.state, again) == ("found", []), "what was read in the future is new"


def test_h53_nothing_about_persons_reaches_the_file(workspace, researched):
    private = (
        "jane.doe@acme.example",
        "Jane Doe",
        "erika.muster@gmail.example",
        "linkedin.com/in/jane-doe",
        "+49 171 1234567",
    )
    team = (
        "<div class=team><h3>Jane Doe</h3><p>Head of Sales</p><a href='mailto:jane.doe@acme.example'>jane.doe@acme.example</a>"
        "<a href='https://www.linkedin.com/in/jane-doe'>LinkedIn</a><p>Mobil: +49 171 1234567</p></div>"
        "<div class=comment>erika.muster@gmail.example wrote: nice</div>"
    )
    account, _, found = researched({("acme.example", "/"): home(extra=team)})
    assert found.state == "found"
    assert "info@acme.example" in [one.value for one in workspace.claims(account)]
    workspace.store.reader.value("SELECT COUNT(*) FROM claim")
    files = [one for one in workspace.path.parent.iterdir() if one.name.startswith(workspace.path.name)]
    kept = b"".join(one.read_bytes() for one in files)
    for one in private:
        assert one.encode() not in kept, one
    assert b"info@acme.example" in kept


def test_h54_a_suppressed_company_is_not_fetched(workspace, researched):
    first = workspace.naming.name("Acme Alt", domain="acme.example").account_id
    Suppressions(workspace.store).suppress_account(first, "they asked")
    with gateway({("acme.example", "/"): home()}) as (address, asked):
        own = replace(workspace.settings, gateway=address, sources="website")
        again = Research(workspace.store, own, barred=workspace._barred)
        (found,) = asyncio.run(again.run([first]))
    assert asked == []
    assert (found.state, "never-contact" in found.outcomes[0].detail) == ("skipped", True)
    with pytest.raises(ProspectorError):
        workspace.naming.name("Acme Neu", domain="acme.example")
