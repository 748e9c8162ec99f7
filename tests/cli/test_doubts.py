"""Who is it, on the command line: candidates, doubts, pick; suggestions and taking them; persons."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest


def unit(number, name, town, site="", people=80):
    place = {"adresse": ["Gata 1"], "postnummer": "5003", "poststed": town, "landkode": "NO"}
    return {"organisasjonsnummer": number, "navn": name, "organisasjonsform": {"kode": "AS"}, "hjemmeside": site,
            "forretningsadresse": place, "naeringskode1": {"kode": "28.130", "beskrivelse": "Pumper"},
            "antallAnsatte": people}  # fmt: skip


UNITS = [
    unit("911111111", "FJORDPUMPER AS", "BERGEN", "www.fjordpumper.no"), unit("922222222", "FJORDPUMPER AS", "OSLO"),
    unit("933333333", "NORDSJØ VANN AS", "BERGEN", "nordsjovann.no", 120),
]  # fmt: skip
ROLES = {"rollegrupper": [{"roller": [{"type": {"beskrivelse": "Daglig leder"},
                                       "person": {"navn": {"fornavn": "Kari", "etternavn": "Nordmann"}}}]}]}  # fmt: skip


class Register(BaseHTTPRequestHandler):
    """The Norwegian register, made up; everything else is missing."""

    def do_GET(self):
        parts = urlsplit(self.path)
        base = "/https/data.brreg.no/enhetsregisteret/api/enheter"
        said: object = None
        if parts.path == base:
            asked = parse_qs(parts.query)
            hits = [one for one in UNITS if asked.get("navn", [""])[0].upper() in one["navn"]]
            said = {"_embedded": {"enheter": hits}} if hits else {}
        elif parts.path.endswith("/roller"):
            said = ROLES
        elif parts.path.startswith(base):
            said = next((one for one in UNITS if one["organisasjonsnummer"] == parts.path.rpartition("/")[2]), None)
        body = json.dumps(said).encode()
        self.send_response(404 if said is None else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def register():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Register)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def named(prospect, register):
    """A bare name of a known country, and a way to go on with the same web."""
    prospect("name", "Fjordpumper")
    prospect("edit", "Fjordpumper", "--country", "NO")

    def run(*arguments):
        return prospect(*arguments, PROSPECTOR_GATEWAY=register)

    return run


def test_from_a_bare_name_to_a_company_with_proof(named):
    found = named("candidates", "Fjordpumper", "--only", "brreg", "--json")
    assert found.status == 0
    first, second = found.document["candidates"]
    assert (first["n"], first["key"], first["domain"], first["city"]) == (1, "911111111", "fjordpumper.no", "BERGEN")
    assert second["key"] == "922222222"
    assert first["why"]
    listed = named("doubts")
    assert "Fjordpumper: is it" in listed.out
    assert "FJORDPUMPER AS (OSLO, NO), brreg 922222222" in listed.out
    picked = named("pick", "Fjordpumper", "1", "--json")
    assert picked.document["domain"] == "fjordpumper.no"
    claims = named("enrich", "Fjordpumper", "--only", "brreg", "--json").document[0]["claims"]
    assert {"legal_name", "employees", "registry_id"} <= {one["field"] for one in claims}
    assert named("doubts", "--json").document == {"doubts": []}


def test_a_refused_one_is_not_asked_again_and_bad_input_is_one_sentence(named):
    named("candidates", "Fjordpumper", "--only", "brreg")
    assert "is not FJORDPUMPER AS" in named("pick", "Fjordpumper", "2", "--not").out
    again = named("candidates", "Fjordpumper", "--only", "brreg", "--json").document
    assert [one["key"] for one in again["candidates"]] == ["911111111"]
    wrong = named("pick", "Fjordpumper", "7")
    assert (wrong.status, wrong.out) == (2, "")
    assert "give 1 to 1" in wrong.err
    unknown = named("candidates", "Fjordpumper", "--only", "brregg")
    assert unknown.status == 2
    assert "did you mean brreg" in unknown.err


def test_a_build_hands_bare_names_back_for_review(prospect, register, tmp_path):
    (tmp_path / "names.csv").write_text("name,country\nFjordpumper,NO\nNordsjø Vann,NO\n", encoding="utf-8")
    done = prospect("build", "names.csv", "--only", "brreg", "--json", PROSPECTOR_GATEWAY=register)
    assert done.status == 0
    bare = {one["name"]: one for one in done.document["review"]}
    assert [one["key"] for one in bare["Fjordpumper"]["candidates"]] == ["911111111", "922222222"]
    assert bare["Fjordpumper"]["matches"] == []
    assert bare["Fjordpumper"]["row"] == 2
    assert {one["name"] for one in done.document["accounts"]} == {"Fjordpumper", "Nordsjø Vann"}
    assert "prospect doubts" in done.err


def test_suggestions_are_explained_and_taken_by_number(named):
    named("candidates", "Fjordpumper", "--only", "brreg")
    named("pick", "Fjordpumper", "1")
    named("enrich", "Fjordpumper", "--only", "brreg")
    shown = named("suggest", "--like", "Fjordpumper", "--only", "brreg", "--json").document
    first = shown["suggestions"][0]
    assert first["name"] == "NORDSJØ VANN AS"
    assert first["why"] == "same industry NACE 28.13, Bergen, 120 employees - like Fjordpumper"
    assert shown["like"][0]["codes"] == ["2813"]
    taken = named("suggest", "--take", "1", "--json")
    assert (taken.status, taken.document["taken"][0]["slot"]) == (0, 2)
    again = named("suggest", "--take", "1")
    assert again.status == 2
    assert "is on the list already" in again.err
    assert named("suggest", "--take", "99").status == 2


def test_there_is_nothing_to_take_before_something_was_shown(named):
    done = named("suggest", "--take", "1")
    assert done.status == 2
    assert "`prospect suggest` shows one first" in done.err


def test_persons_are_kept_only_where_asked_for_and_go_again(named):
    named("candidates", "Fjordpumper", "--only", "brreg")
    named("pick", "Fjordpumper", "1")
    assert named("show", "Fjordpumper", "--json").document["people"] == []
    named("edit", "Fjordpumper", "--personal", "on")
    shown = named("show", "Fjordpumper", "--json").document
    assert [(one["name"], one["role"], one["source"]) for one in shown["people"]] == [
        ("Kari Nordmann", "Daglig leder", "brreg")
    ]
    assert shown["personal"] is True
    assert "Kari" not in json.dumps(shown["claims"])
    named("edit", "Fjordpumper", "--personal", "off")
    assert named("show", "Fjordpumper", "--json").document["people"] == []
    assert named("edit", "Fjordpumper", "--personal", "maybe").status == 2
