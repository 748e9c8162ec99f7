"""The Czech register: asked by the number on the company's own pages."""

from __future__ import annotations

import json

import pytest

from enrichers.ares import Ares, numbers_in, read_activity, read_entry, read_subject
from prospector.research.protocol import Company, FetchFailed, Nothing, Skip, WrongCompany

API = "https://ares.gov.cz/ekonomicke-subjekty-v-be/rest/"
CEZ = Company("ČEZ", ["cez.cz"], country="CZ")
PAGE = "<html><body><a href='/kontakt'>Kontakt</a> ČEZ, a. s., IČO: 45274649, DIČ: CZ45274649</body></html>"


async def test_the_number_on_the_own_page_leads_to_the_recorded_entry(made, recorded):
    activity = {"zaznamy": [{"czNacePrevazujici2008": "3514", "czNacePrevazujici": "3515"}]}
    context = made(
        {
            "https://cez.cz/": PAGE,
            f"{API}ekonomicke-subjekty/45274649": recorded("api/registers_eu/ares_cz_45274649_cez.trimmed.json"),
            f"{API}ekonomicke-subjekty-res/45274649": json.dumps(activity),
        }
    )
    said = {claim.field: claim.value for claim in context.proven(await Ares().enrich(CEZ, context))}
    assert said == {
        "legal_name": "ČEZ, a. s.",
        "registry_id": "45274649",
        "address": {"street": "Duhová 1444/2", "postal": "14000", "city": "Praha 4", "country": "CZ"},
        "industry": "CZ-NACE 3514, electricity, gas, steam and air conditioning supply",
    }


async def test_the_recording_is_asked_for_by_its_own_address(replay):
    context = replay({"https://cez.cz/": PAGE})
    claims = context.proven(await Ares().enrich(CEZ, context))
    assert "ČEZ, a. s." in [claim.value for claim in claims]


async def test_a_number_of_somebody_else_is_a_doubt(made):
    agency = {"ico": "45274649", "obchodniJmeno": "Tvorba webů s.r.o.", "sidlo": {"nazevObce": "Brno"}}
    context = made({"https://acme.cz/": PAGE, f"{API}ekonomicke-subjekty/45274649": json.dumps(agency)})
    with pytest.raises(WrongCompany, match=r"Tvorba webů s\.r\.o\. \(Brno, 45274649\)"):
        await Ares().enrich(Company("Acme", ["acme.cz"]), context)


async def test_no_number_no_bearer_no_domain_no_czech(made):
    with pytest.raises(Nothing, match="no registration number"):
        await Ares().enrich(Company("Acme", ["acme.cz"]), made({"https://acme.cz/": "<html><body>Ahoj</body></html>"}))
    context = made({"https://cez.cz/": PAGE, f"{API}ekonomicke-subjekty/45274649": (404, '{"kod": "NENALEZENO"}')})
    with pytest.raises(Nothing, match="has no company under 45274649"):
        await Ares().enrich(CEZ, context)
    with pytest.raises(Skip, match="no domain"):
        await Ares().enrich(Company("Acme", country="CZ"), made())
    with pytest.raises(Skip, match="not a Czech company"):
        await Ares().enrich(Company("Acme", ["acme.sk"]), made())


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("IČO: 45274649", ["45274649"]),
        ("IČ 452 74 649, DIČ: CZ45274649", ["45274649"]),
        ("ICO:45274649", ["45274649"]),
        ("IČO: 45274648", []),
        ("tel. 45274649", []),
        ("IČO: 452746499", []),
    ],
)
def test_numbers_stand_after_their_word_and_have_a_right_check_digit(text, numbers):
    assert numbers_in([text]) == numbers


def test_natural_persons_are_left_out():
    text = json.dumps({"ico": "45274649", "obchodniJmeno": "Jan Novák", "pravniForma": "101"})
    assert read_entry(text) is None
    assert read_subject(text, "https://ares.gov.cz/") == []


def test_the_fields_of_a_full_entry():
    subject = {
        "ico": "45274649", "obchodniJmeno": "Acme s.r.o.", "pravniForma": "112", "datumVzniku": "1992-05-06",
        "datumZaniku": "2024-01-31", "czNace": ["01110", "3514"],
        "sidlo": {"kodStatu": "CZ", "nazevObce": "Praha", "nazevUlice": "Duhová", "cisloDomovni": 1444,
                  "cisloOrientacni": 2, "psc": 14000, "textovaAdresa": "Duhová 1444/2, 14000 Praha 4"},
    }  # fmt: skip
    said = {claim.field: claim for claim in read_subject(json.dumps(subject), "https://ares.gov.cz/")}
    assert said["address"].value == {"street": "Duhová 1444/2", "postal": "14000", "city": "Praha", "country": "CZ"}
    assert said["founded"].value == 1992
    assert said["event"].value_date == "2024-01-31"
    assert "industry" not in said


async def test_a_broken_answer_fails_and_a_missing_activity_does_not(made):
    context = made({"https://cez.cz/": PAGE, f"{API}ekonomicke-subjekty/45274649": "<html>500</html>"})
    with pytest.raises(FetchFailed) as caught:
        await Ares().enrich(CEZ, context)
    assert caught.value.state == "failed"
    assert read_activity('{"zaznamy": [null, {"czNacePrevazujici": 5}]}', "https://ares.gov.cz/") == []
