"""Suggestions: made after profile and best accounts, explained, checked against what is here, taken as one act."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from prospector.errors import NotFound
from prospector.pipeline import likes
from prospector.pipeline.naming import AlreadyKnown, ListFull
from prospector.plan.profile import parse_profile
from prospector.research.claims import checked
from prospector.research.finding import REGISTRY, Candidate, Traits
from prospector.research.keeping import keep
from prospector.research.protocol import Claim
from prospector.workspace import open_workspace

PAGE = "https://register.example/1"
PROFILE = """
name = "Pump makers"
[[criterion]]
name = "makes pumps"
kind = "must"
field = "industry"
any = ["28.13", "pumps"]
[[criterion]]
name = "size"
kind = "should"
field = "employees"
min = 50
max = 249
[[criterion]]
name = "north"
kind = "should"
field = "country"
any = ["NO"]
"""


def unit(number, name, town, site="", code="28.130", people=80):
    place = {"adresse": ["Gata 1"], "postnummer": "5003", "poststed": town, "landkode": "NO"}
    return {"organisasjonsnummer": number, "navn": name, "organisasjonsform": {"kode": "AS"}, "hjemmeside": site,
            "forretningsadresse": place, "naeringskode1": {"kode": code, "beskrivelse": "Produksjon av pumper"},
            "antallAnsatte": people}  # fmt: skip


UNITS = [
    unit("911111111", "FJORDPUMPER AS", "BERGEN", "www.fjordpumper.no"),
    unit("933333333", "NORDSJØ PUMPER AS", "STAVANGER", "nordsjopumper.no", people=120),
    unit("955555555", "VESTLAND VANN AS", "BERGEN", "vestlandvann.no", people=60),
]


ASKED: list[str] = []
"""Paths that were asked for since the server was begun."""


class Register(BaseHTTPRequestHandler):
    """A made-up web: the Norwegian register answers, nobody else does."""

    def do_GET(self):
        ASKED.append(self.path)
        body = b"no"
        register = self.path.startswith("/https/data.brreg.no/enhetsregisteret/api/enheter")
        if register:
            wanted = parse_qs(urlsplit(self.path).query).get("naeringskode", [""])[0]
            hits = [one for one in UNITS if one["naeringskode1"]["kode"].startswith(wanted.split(",")[0])]
            body = json.dumps({"_embedded": {"enheter": hits}}).encode()
        self.send_response(200 if register else 404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def web() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Register)
    ASKED.clear()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def opened(workspace_path, settings, clock, web):
    gateway = f"http://127.0.0.1:{web.server_port}"
    one = open_workspace(workspace_path, replace(settings, gateway=gateway, contact="me@acme.example"), clock=clock)
    yield one
    one.close()


def known(workspace, name="Bergman", domain="bergman.example", industry="28.130 Pumps", people=80, city="Bergen"):
    account = workspace.naming.name(name, domain=domain, country="NO", city=city).account_id
    claims = [Claim("industry", industry, PAGE, "x", "api"), Claim("employees", people, PAGE, "x", "api")]
    with workspace.action("Research", by="machine") as action:
        keep(action, account, "register", checked(claims), {})
    return account


async def test_like_the_best_account_from_a_register_through_the_gateway(opened, web):
    known(opened)
    found = await opened.suggesting.suggest()
    names = [one.candidate.name for one in found.found]
    assert sorted(names) == ["FJORDPUMPER AS", "NORDSJØ PUMPER AS", "VESTLAND VANN AS"]
    assert found.found[-1].candidate.name == "NORDSJØ PUMPER AS", "another town comes last"
    assert found.found[0].shared.sentence == "same industry NACE 28.13, Bergen, 80 employees - like Bergman"
    assert any("naeringskode=28.13" in one for one in ASKED)
    states = {one.source: one.state for one in found.answers}
    assert states["brreg"] == "found"
    assert states["companies_house"] == "skipped"


async def test_like_the_profile(opened):
    opened.plans.apply(parse_profile(PROFILE))
    (like,) = opened.suggesting.models()
    assert (like.label, like.traits.country, like.traits.codes) == ("the profile “Pump makers”", "NO", ("2813",))
    assert (like.traits.least, like.traits.most) == (50, 249)
    found = await opened.suggesting.suggest(limit=2, only=["brreg"])
    assert len(found.found) == 2
    assert all("like the profile" in one.shared.sentence for one in found.found)


async def test_what_is_here_already_is_said_with_its_lesson(opened):
    account = known(opened)
    opened.naming.name("Fjordpumper", domain="fjordpumper.no", country="NO")
    dropped = opened.naming.name("Vestland Vann", domain="vestlandvann.no", country="NO").account_id
    opened.naming.drop(dropped, "no budget", "ask for the budget year first")
    found = {one.candidate.name: one for one in (await opened.suggesting.suggest(like=[account], only=["brreg"])).found}
    assert (found["FJORDPUMPER AS"].verdict, found["FJORDPUMPER AS"].place) == ("same", "active")
    assert found["VESTLAND VANN AS"].place == "dropped"
    assert found["VESTLAND VANN AS"].lesson == "no budget · ask for the budget year first"
    assert found["NORDSJØ PUMPER AS"].verdict == ""
    assert next(iter(found)) == "NORDSJØ PUMPER AS", "new ones stand before known ones"


async def test_taking_names_it_with_source_origin_and_number_as_one_act(opened):
    known(opened)
    found = await opened.suggesting.suggest(only=["brreg"])
    one = next(one for one in found.found if one.candidate.name == "FJORDPUMPER AS")
    named = opened.suggesting.take(one)
    record = opened.account(named.account_id)
    assert (record.domain, record.city, record.origin, record.source, record.place) == (
        "fjordpumper.no", "Bergen", "chosen", "brreg", "active",
    )  # fmt: skip
    assert "like Bergman" in record.why
    assert "911111111" in [claim.value for claim in opened.claims(named.account_id)]
    with pytest.raises(AlreadyKnown):
        opened.suggesting.take(one)
    opened.undo()
    with pytest.raises(NotFound):
        opened.account(named.account_id)


async def test_a_full_list_sends_it_to_the_bench(workspace_path, settings, clock, web):
    small = replace(settings, gateway=f"http://127.0.0.1:{web.server_port}", list_size=1)
    opened = open_workspace(workspace_path, small, clock=clock)
    try:
        known(opened)
        (one, *_) = (await opened.suggesting.suggest(only=["brreg"])).found
        with pytest.raises(ListFull):
            opened.suggesting.take(one)
        assert opened.suggesting.take_or_bench(one).place == "bench"
    finally:
        opened.close()


async def test_with_nothing_to_go_by_it_says_what_to_do(opened, web):
    opened.naming.name("Bare")
    with pytest.raises(NotFound, match="write industries into the profile"):
        await opened.suggesting.suggest()
    assert ASKED == []


@pytest.mark.parametrize(
    ("said", "code"),
    [("28.130 Pumps", "2813"), ("NAF 28.13Z, manufacturing", "2813Z"), ("SIC 47110, trade", "4711"), ("CZ-NACE 28.13", "2813"),
     ("62 Software", ""), ("3D printing", ""), ("pump manufacturing", ""), ("Electronic Computers", "")],
    ids=["sn", "naf", "sic", "cz", "division", "no code", "words", "sec"],
)  # fmt: skip
def test_the_class_of_an_industry(said, code):
    assert likes.class_of(said) == code


def test_what_is_shared_is_said_and_weighed():
    like = likes.Like("Bergman", Traits("NO", ("Bergen",), ("Pump manufacturing",), ("2813",), 50, 249))

    def one(**more):
        return likes.shared(like, Candidate(REGISTRY, "1", "X", **more))

    best = one(code="28130", city="BERGEN", country="NO", employees=80)
    near = one(code="28140", country="NO")
    words = one(industry="pumps and valves", country="SE")
    assert best.traits == ("same industry NACE 28.13", "Bergen", "80 employees")
    assert near.traits == ("near industry NACE 28.1", "in NO")
    assert words.traits == ("same industry: pumps and valves",)
    assert best.score > near.score > words.score
    assert one(country="SE", employees=9).traits == ()
