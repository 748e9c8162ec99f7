"""What was read a moment ago is not asked for again."""

import json

import pytest

from prospector.demo.web import DemoWeb
from prospector.settings import load_settings

COMPANY = "Bergman Pumpar, bergman-pumpar.example\n"


@pytest.fixture
def web():
    with DemoWeb() as served:
        yield served


def test_a_second_run_makes_no_request_and_tells_what_was_read(prospect, web):
    prospect("build", "-", stdin=COMPANY, PROSPECTOR_GATEWAY=web.gateway)
    asked = len(web.asked)
    assert asked > 3
    ran = prospect("enrich", "--json", PROSPECTOR_GATEWAY=web.gateway)
    (again,) = ran.document
    assert len(web.asked) == asked, "the server saw nothing"
    website = again["outcomes"][0]
    assert (website["source"], website["state"], website["requests"]) == ("website", "found", 0)
    assert website["fresh_since"]
    assert sum(one["requests"] for one in again["outcomes"]) == 0
    assert any(claim["field"] == "email" and claim["passage"] for claim in again["claims"])
    assert "nothing was due" in ran.err


def test_asking_again_asks_the_site_whether_it_changed(prospect, web):
    prospect("build", "-", stdin=COMPANY, PROSPECTOR_GATEWAY=web.gateway)
    asked = len(web.asked)
    (again,) = prospect("enrich", "--again", "--json", "--only", "website", PROSPECTOR_GATEWAY=web.gateway).document
    assert len(web.asked) > asked
    assert again["outcomes"][0]["requests"] > 0
    assert again["outcomes"][0]["fresh_since"] is None


def test_sources_are_switched_on_and_off_and_a_contact_is_kept(prospect, home, gateway):
    assert prospect("sources", "off", "gleif", "dns").status == 0
    assert prospect("sources", "on", "crtsh").status == 0
    on = {one["name"]: one["on"] for one in prospect("sources", "--json").document["sources"]}
    assert (on["gleif"], on["dns"], on["crtsh"], on["website"]) == (False, False, True, True)
    prospect("sources", "on", "gleif")
    prospect("sources", "off", "crtsh")
    on = {one["name"]: one["on"] for one in prospect("sources", "--json").document["sources"]}
    assert (on["gleif"], on["dns"], on["crtsh"]) == (True, False, False)
    assert prospect("sources", "contact", "rep@firm.example", "--json").document["contact"] == "rep@firm.example"
    (file,) = home.rglob("config.toml")
    assert file.stat().st_mode & 0o077 == 0
    assert load_settings({"PROSPECTOR_HOME": str(home)}) is not None
    for wrong in (("on",), ("off", "nobody"), ("contact", "me"), ("contact",), ("burn", "gleif")):
        refused = prospect("sources", *wrong)
        assert refused.status == 2
        assert refused.err.count("\n") == 1


def test_without_a_terminal_the_missing_contact_is_one_sentence(prospect, unused_gateway):
    prospect("name", "Acme Inc")
    ran = prospect("enrich", "--only", "sec", "--json", PROSPECTOR_GATEWAY=unused_gateway)
    (outcome,) = ran.document[0]["outcomes"]
    assert (outcome["state"], outcome["requests"]) == ("skipped", 0)
    assert "prospect sources contact" in outcome["detail"]
    assert "they want a contact" in ran.err
    assert json.dumps(outcome)
    prospect("sources", "contact", "none")
    refused = prospect("enrich", "--only", "sec", "--json", PROSPECTOR_GATEWAY=unused_gateway)
    assert refused.document[0]["outcomes"][0]["state"] == "skipped"
    assert "they want a contact" not in refused.err, "asked once, never again"


@pytest.fixture
def unused_gateway() -> str:
    """A gateway that is not on this machine, and that nothing may reach."""
    return "http://gateway.invalid:1"
