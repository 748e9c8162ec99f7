from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from enrichers.github import GitHub, read_links, read_organisation
from prospector.research.protocol import (
    FIELDS,
    Company,
    Enricher,
    FetchFailed,
    Nothing,
    Page,
    Retry,
    Skip,
    WrongCompany,
)

HOME = "https://halm.example/"
HALM = Company("Halm Pumpen GmbH", ("halm.example",))


def org(login: str) -> str:
    return f"https://api.github.com/orgs/{login}"


def said(login: str, **more: Any) -> str:
    return json.dumps({"login": login, "type": "Organization", "html_url": f"https://github.com/{login}", **more})


def home(*hrefs: str) -> str:
    return "<html><title>Halm</title>" + "".join(f'<a href="{href}">x</a>' for href in hrefs)


def test_metadata_keep_the_protocol() -> None:
    assert isinstance(GitHub(), Enricher)
    assert set(GitHub.fields) <= FIELDS


async def test_recorded_organisation_by_the_site_it_names(replay: Any) -> None:
    context = replay()
    claims = context.proven(await GitHub().enrich(Company("Garden Linux", ("gardenlinux.io",)), context))
    assert {(claim.field, claim.value) for claim in claims} == {
        ("name", "Garden Linux"),
        ("description", "The best OS for Gardener managed Kubernetes clusters!"),
        ("social", "https://github.com/gardenlinux"),
    }


async def test_recorded_organisation_that_names_no_site_is_not_taken_by_name(replay: Any) -> None:
    with pytest.raises(WrongCompany, match="mozillatw names no site"):
        await GitHub().enrich(Company("mozillatw", ("mozillatw.org",)), replay())


async def test_a_link_on_the_own_home_page_is_proof(made: Any) -> None:
    context = made(
        {
            HOME: home("https://github.com/halm-oss", "https://github.com/other/project"),
            org("halm-oss"): said("halm-oss", description="Pumps & code", twitter_username="halm", blog=""),
        }
    )
    claims = context.proven(await GitHub().enrich(HALM, context))
    assert [claim.value for claim in claims] == ["Pumps & code", "https://github.com/halm-oss", "https://x.com/halm"]


async def test_a_linked_organisation_of_another_site_is_somebody_else(made: Any) -> None:
    context = made(
        {HOME: home("https://github.com/themes"), org("themes"): said("themes", name="Themes", blog="themes.test")}
    )
    context.made |= made({org("halm"): (404, "{}")}).made
    with pytest.raises(WrongCompany, match=r"halm\.example.*themes\.test"):
        await GitHub().enrich(HALM, context)


async def test_of_several_linked_only_the_one_of_that_name(made: Any) -> None:
    answers = {
        HOME: home("https://github.com/tool", "//github.com/halm-oss/"),
        org("tool"): said("tool", name="Tool"),
        org("halm-oss"): said("halm-oss", name="Halm Pumpen", description="Pumps"),
    }
    claims = await GitHub().enrich(HALM, made(answers))
    assert claims[0].value == "Halm Pumpen"


async def test_an_organisation_of_that_name_alone_is_not_the_company_s(made: Any) -> None:
    for blog in ("", None, "https://halm.test", "nothalm.example", 7):
        context = made({HOME: home(), org("halm"): said("halm", name="Halm Pumpen GmbH", blog=blog)})
        with pytest.raises(WrongCompany):
            await GitHub().enrich(HALM, context)
    assert await GitHub().enrich(HALM, made({HOME: home(), org("halm"): said("halm", blog="www.halm.example")}))


async def test_persons_are_not_read(made: Any) -> None:
    person = json.dumps(
        {"login": "halm", "type": "User", "name": "Jo Halm", "blog": "halm.example", "email": "jo@halm.example"}
    )
    for answer in (person, (404, '{"message": "Not Found"}')):
        with pytest.raises(Nothing):
            await GitHub().enrich(HALM, made({HOME: home("https://github.com/halm"), org("halm"): answer}))


async def test_a_home_page_that_led_elsewhere_proves_nothing(made: Any) -> None:
    moved = Page(HOME, HOME, 301, "text/html", "", {"location": "https://parking.test/"})
    answers = {HOME: moved, "https://parking.test/": home("https://github.com/parking"), org("halm"): (404, "{}")}
    context = made(answers)
    with pytest.raises(Nothing):
        await GitHub().enrich(HALM, context)
    assert org("parking") not in context.asked


async def test_used_up_requests_ask_to_come_back_and_stop_asking(made: Any) -> None:
    source = GitHub()
    with pytest.raises(Retry):
        await source.enrich(HALM, made({HOME: home(), org("halm"): (403, "rate limit exceeded")}))
    context = made({HOME: home(), org("halm"): said("halm", blog="halm.example")})
    with pytest.raises(Retry):
        await source.enrich(HALM, context)
    assert org("halm") not in context.asked
    context.moment += timedelta(hours=2)
    assert await source.enrich(HALM, context)


async def test_the_last_request_of_the_hour_is_noticed(made: Any) -> None:
    source = GitHub()
    context = made({HOME: home()})
    reset = str(int((context.moment + timedelta(minutes=10)).timestamp()))
    headers = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": reset}
    context.made |= made(
        {org("halm"): Page(org("halm"), org("halm"), 200, "", said("halm", blog="halm.example"), headers)}
    ).made
    assert await source.enrich(HALM, context)
    with pytest.raises(Retry) as caught:
        await source.enrich(HALM, context)
    assert caught.value.after == 600


@pytest.mark.parametrize("body", ["", "<html>", '{"login": "ha', (500, "x")])
async def test_broken_answers_have_failed(made: Any, body: Any) -> None:
    with pytest.raises(FetchFailed):
        await GitHub().enrich(HALM, made({HOME: home(), org("halm"): body}))


async def test_no_domain_is_skipped(made: Any) -> None:
    with pytest.raises(Skip):
        await GitHub().enrich(Company("Halm"), made())


def test_links_are_accounts_by_host_not_by_substring() -> None:
    page = """
    <a href="https://github.com/Halm?tab=repositories"><a href='http://www.github.com/orgs/halm-2/'><a href=https://github.com/h3>
    <a href="https://github.com/features"><a href="https://github.com/a/b"><a href="https://notgithub.com/c">
    <a href="https://github.com.evil.test/d"><a href="https://evil.test/?u=//github.com/e">
    <!-- <a href="https://github.com/f"> -->
    <a href="https://gist.github.com/g"><a href="https://github.com/-x"><a href="https://github.com/">
    """
    assert read_links(page) == ["halm", "halm-2", "h3"]


def test_wrong_types_are_left_out() -> None:
    assert read_organisation("[]", "u") == {}
    assert read_organisation('{"login": 5, "type": "Organization"}', "u") == {}
    assert read_organisation('{"login": "a", "type": "Organization", "name": null, "blog": []}', "u")["name"] == ""
