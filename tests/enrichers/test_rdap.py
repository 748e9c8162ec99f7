from __future__ import annotations

import json

import pytest

from enrichers.rdap import Rdap, read_registration
from prospector.research.protocol import Company, Enricher, FetchFailed, Nothing, Skip, WrongCompany


def company(domain: str = "acme.com") -> Company:
    return Company("Acme", domains=(domain,))


def answer(domain: str = "ACME.COM", day: object = "2001-02-03T04:05:06Z") -> str:
    return json.dumps(
        {
            "objectClassName": "domain",
            "ldhName": domain,
            "entities": [{"roles": ["registrar"], "vcardArray": ["vcard", [["fn", {}, "text", "Jane Roe"]]]}],
            "events": [
                {"eventAction": "expiration", "eventDate": "2030-02-03T04:05:06Z"},
                {"eventAction": "registration", "eventDate": day},
            ],
        }
    )


async def test_the_recorded_registration_is_an_event_with_its_day(replay, api_facts) -> None:
    facts = api_facts["https://rdap.verisign.com/com/v1/domain/google.com"]
    context = replay()
    claim, until = context.proven(await Rdap().enrich(Company("Google", domains=("google.com",)), context))
    assert (claim.field, claim.value, claim.value_date) == (
        "event",
        "Domain google.com registered",
        facts["registered"],
    )
    assert claim.url == "https://rdap.verisign.com/com/v1/domain/google.com"
    assert claim.passage == r'{"eventAction":"registration","eventDate":"1997-09-15T04:00:00Z"}'
    assert until.value == f"Domain google.com is registered until {facts['expires']} with {facts['registrar']}"
    assert until.value_date == facts["expires"]


@pytest.mark.parametrize("domain", ["jsiqpmcurt.com", "jsiqpmcurt.design", "test.fr"])
async def test_a_recorded_404_is_nothing(replay, domain: str) -> None:
    context = replay()
    with pytest.raises(Nothing, match=domain):
        await Rdap().enrich(company(domain), context)


async def test_only_the_day_of_registration_is_kept(made) -> None:
    context = made({"https://rdap.org/domain/acme.com": answer()})
    claim, until = context.proven(await Rdap().enrich(company("www.acme.com"), context))
    assert "Jane" not in repr(until)
    assert claim.value_date == "2001-02-03"
    assert "Jane" not in repr(claim)


async def test_another_domain_in_the_answer_is_another_company(made) -> None:
    with pytest.raises(WrongCompany, match=r"acme\.com.*other\.com"):
        await Rdap().enrich(company(), made({"https://rdap.org/domain/acme.com": answer("other.com")}))


@pytest.mark.parametrize(
    "day", [None, 7, ["2001"], "", "yesterday", "2001-13-45T00:00:00Z", "9999-01-01T00:00:00Z", {}]
)
async def test_a_day_that_is_none_is_nothing(made, day: object) -> None:
    with pytest.raises(Nothing):
        await Rdap().enrich(company(), made({"https://rdap.org/domain/acme.com": answer(day=day)}))


@pytest.mark.parametrize(
    "text",
    ["", "<html><body>Welcome</body></html>", answer()[:-20], "[]", "null", '"x"', '{"errorCode": 404}', "[" * 50_000],
)
async def test_an_answer_that_is_none_is_failed(made, text: str) -> None:
    with pytest.raises(FetchFailed) as caught:
        await Rdap().enrich(company(), made({"https://rdap.org/domain/acme.com": text}))
    assert caught.value.state == "failed"


def test_wrong_types_do_not_break_the_reader() -> None:
    found = read_registration(
        '{"ldhName": "a.de", "events": [null, 5, {"eventAction": ["x"]}, {"eventDate": {}}]}', "u"
    )
    assert found == ("a.de", "", "", "", "", "")


async def test_without_a_domain_nobody_is_asked(made) -> None:
    context = made()
    for domains in ((), ("8.8.8.8",), ("localhost",)):
        with pytest.raises(Skip):
            await Rdap().enrich(Company("Acme", domains=domains), context)
    assert context.asked == []
    assert isinstance(Rdap(), Enricher)
