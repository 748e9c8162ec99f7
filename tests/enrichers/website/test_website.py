from __future__ import annotations

import re

import pytest

from enrichers.website import Website
from prospector.research.protocol import Company, Enricher, FetchFailed, Nothing, Page, Skip, WrongCompany

HOME = """<html lang=de><head><title>Blumenkraft</title><base href="http://evil.example/"></head><body><p>Blumenkraft</p>
<a href="/kontakt">Kontakt</a> <a href="/impressum">Impressum</a> <a href="/ueber-uns">Über uns</a>
<a href="/karriere">Karriere</a>
<a href="/shop/1">Shop</a> <a href="https://other.example.org/kontakt">Kontakt</a> <a href="javascript:alert(1)">Kontakt</a>
<a href="/kontaktlinsen">Kontaktlinsen</a> <a href="/prospekt.pdf">Impressum</a>
<a href="/kontakt#form">Kontakt</a></body></html>"""
CONTACT = "<html lang=de><title>Kontakt</title><body><p>Tel 030 901820, info@blumenkraft.de</p></body></html>"
HOST = "https://blumenkraft.de"


def company(**more):
    return Company(**{"name": "Blumenkraft", "domains": ["blumenkraft.de"], **more})


def test_the_class_keeps_the_contract():
    assert isinstance(Website(), Enricher)
    assert Website.name == "website"


async def test_a_handful_of_pages_is_read(site):
    context = site.context(
        {f"{HOST}/": HOME, f"{HOST}/kontakt": CONTACT, f"{HOST}/impressum": "<title>x</title><p>Blumenkraft GmbH</p>"}
    )
    claims = await Website().enrich(company(), context)
    assert context.asked == [
        f"{HOST}/",
        f"{HOST}/kontakt",
        f"{HOST}/impressum",
        f"{HOST}/ueber-uns",
        f"{HOST}/karriere",
    ]
    found = {claim.field: (claim.value, claim.url) for claim in claims}
    assert found["phone"] == ("+4930901820", f"{HOST}/kontakt")
    assert found["email"] == ("info@blumenkraft.de", f"{HOST}/kontakt")
    assert found["legal_name"] == ("Blumenkraft GmbH", f"{HOST}/impressum")
    assert any("nobody answers" in message for message in context.messages)


async def test_a_value_of_several_pages_is_said_once(site):
    both = "<html lang=de><title>Blumenkraft</title><body><p>Tel 030 901820</p><a href='tel:030901820'>x</a>"
    both += "<a href='/kontakt'>Kontakt</a>"
    context = site.context({f"{HOST}/": both, f"{HOST}/kontakt": CONTACT})
    claims = [claim for claim in await Website().enrich(company(), context) if claim.field == "phone"]
    assert [(claim.value, claim.method) for claim in claims] == [("+4930901820", "link")]


async def test_a_given_page_leads_to_the_front_page(site):
    deep = f"{HOST}/rezepte/kuchen"
    context = site.context(
        {deep: f"<title>Kuchen</title><a href='{HOST}/'>Start</a>", f"{HOST}/": HOME, f"{HOST}/kontakt": CONTACT}
    )
    claims = await Website().enrich(Company(name="", url=deep), context)
    assert context.asked[:3] == [deep, f"{HOST}/", f"{HOST}/kontakt"]
    assert "info@blumenkraft.de" in [claim.value for claim in claims]


async def test_an_unreachable_front_page_is_tried_with_www_and_without_encryption(site):
    context = site.context({})
    with pytest.raises(FetchFailed) as caught:
        await Website().enrich(company(), context)
    assert caught.value.state == "unreachable"
    assert context.asked == [f"{HOST}/", "https://www.blumenkraft.de/", "http://blumenkraft.de/"]


async def test_a_refusal_is_not_worked_around(site):
    context = site.context({})

    async def refuse(url):
        context.asked.append(url)
        raise FetchFailed("refused_by_robots", url, "robots.txt says no")

    context.fetch = refuse
    with pytest.raises(FetchFailed, match=r"robots\.txt says no"):
        await Website().enrich(company(), context)
    assert context.asked == [f"{HOST}/"]


async def test_no_domain_is_a_skip(site):
    with pytest.raises(Skip):
        await Website().enrich(Company(name="Blumenkraft"), site.context({}))


async def test_a_missing_or_foreign_kind_of_page_is_unreachable_or_failed(site):
    gone = Page(f"{HOST}/", f"{HOST}/", 404, "text/html", "gone")
    picture = Page(f"{HOST}/", f"{HOST}/", 200, "image/png", "")
    for page, state in ((gone, "unreachable"), (picture, "failed")):
        with pytest.raises(FetchFailed) as caught:
            await Website().enrich(Company(name="", url=f"{HOST}/"), site.context({f"{HOST}/": page}))
        assert caught.value.state == state


async def test_a_landing_on_a_strangers_site_is_refused(site):
    strange = Page(
        "https://pokerkoenig.com/",
        f"{HOST}/",
        200,
        "text/html",
        "<title>Poker</title><p>Play now, info@pokerkoenig.com</p>",
    )
    with pytest.raises(WrongCompany, match=r"asked blumenkraft\.de, landed on pokerkoenig\.com"):
        await Website().enrich(company(), site.context({f"{HOST}/": strange}))


@pytest.mark.parametrize(
    ("landed", "html"),
    [
        ("https://blumenkraft.com/", "<title>Home</title><p>x</p>"),
        ("https://bk-group.com/", "<title>Blumenkraft</title><p>Welcome</p>"),
    ],
)
async def test_a_landing_on_the_same_company_elsewhere_is_followed_and_said(site, landed, html):
    context = site.context(
        {f"{HOST}/": Page(landed, f"{HOST}/", 200, "text/html", html + "<a href='mailto:info@blumenkraft.de'>m</a>")}
    )
    await Website().enrich(company(), context)
    assert any("landed on" in message for message in context.messages)


async def test_one_refresh_is_followed_and_no_more(site):
    refresh = '<meta http-equiv="refresh" content="0; url={}"><title>x</title>'
    context = site.context(
        {f"{HOST}/": refresh.format("/a"), f"{HOST}/a": refresh.format("/b") + "<p>info@blumenkraft.de</p>"}
    )
    claims = await Website().enrich(company(), context)
    assert context.asked == [f"{HOST}/", f"{HOST}/a"]
    assert "info@blumenkraft.de" in [claim.value for claim in claims]


async def test_a_wall_is_blocked_and_a_parked_page_is_nothing(site):
    with pytest.raises(FetchFailed) as caught:
        await Website().enrich(company(), site.context({f"{HOST}/": "<title>Just a moment...</title><p>Checking</p>"}))
    assert caught.value.state == "blocked"
    for html in ("<title>blumenkraft.de - domain is for sale</title><p>Buy</p>", "<p></p>"):
        with pytest.raises(Nothing):
            await Website().enrich(company(), site.context({f"{HOST}/": html}))


async def test_the_canonical_address_of_somebody_else_is_no_identity(site):
    html = HOME.replace(
        "<head>",
        '<head><link rel=canonical href="https://other.org/"><meta property="og:url" content="https://other.org/">',
    )
    claims = await Website().enrich(company(), site.context({f"{HOST}/": html}))
    assert {claim.url for claim in claims} == {f"{HOST}/"}


async def test_every_claim_is_json_and_proved(site):
    import json

    html = HOME + "<footer><a href='https://twitter.com/blumenkraft'>t</a> © 2020 Blumenkraft GmbH</footer>"
    claims = await Website().enrich(company(), site.context({f"{HOST}/": html, f"{HOST}/kontakt": CONTACT}))
    for claim in claims:
        json.dumps(claim.value)
        assert claim.passage
        assert claim.url.startswith(HOST)
        assert 0 < claim.confidence <= 1
        assert (
            "".join(claim.passage.split())
            in re.sub(r"<[^>]*>|\s", "", html + CONTACT) + "".join((html + CONTACT).split()) + claim.url
        )


def test_importing_the_enricher_loads_no_heavy_library():
    import subprocess
    import sys

    heavy = ("bs4", "lxml", "phonenumbers", "tldextract", "httpx", "textual", "sqlmodel")
    code = f"import sys, enrichers.website; print([name for name in {heavy} if name in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
