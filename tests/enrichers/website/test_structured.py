from __future__ import annotations

import pytest

from enrichers.website.json_data import parse_json
from enrichers.website.reader import read_page

URL = "https://www.blumenkraft.de/"
GOOD = '{"@type":"Organization","name":"Blumenkraft","url":"https://blumenkraft.de","email":"info@blumenkraft.de"}'


@pytest.mark.parametrize(
    "script",
    [
        GOOD,
        "\ufeff" + GOOD,
        "<!-- " + GOOD + " -->",
        "//<![CDATA[\n" + GOOD + "\n//]]>",
        GOOD[:-1] + ",}",
        GOOD + "\n" + GOOD,
        "// made by a helper\n" + GOOD,
        '{"@graph":[{"@type":"WebSite","@id":"#a","publisher":{"@id":"#b"}},'
        + GOOD
        + ',{"@type":"Thing","@id":"#b","x":{"@id":"#a"}}]}',
        GOOD.replace("Blumenkraft", "Blumen\nkraft"),
        "[" + '{"@type":"Organization","name":["list",{"a":1}]},{"@type":"Organization","name":12},' + GOOD + "]",
        '[{"@type":"Organization","name":null,"telephone":NaN,"numberOfEmployees":1e400},' + GOOD + "]",
    ],
)
def test_json_is_read_as_pages_write_it(site, script):
    html = f'<html><title>x</title><script type="application/ld+json">{script}</script><body>'
    assert site.values(html, "email", url=URL) == ["info@blumenkraft.de"]


@pytest.mark.parametrize(
    "script", ["[" * 10_000 + "]" * 10_000, '{"a":' * 10_000, "9" * 5_000, '"\\ud800"', "{", "", "null"]
)
def test_hostile_json_spoils_nothing(site, script):
    html = f'<html><script type="application/ld+json">{script}</script><script type="application/ld+json">{GOOD}</script><body>'
    assert site.values(html, "email", url=URL) == ["info@blumenkraft.de"]


def test_several_documents_in_a_row_are_all_read():
    assert parse_json('{"a":1}{"b":2};') == [{"a": 1}, {"b": 2}]


def test_facts_of_the_company_node(site):
    html = """<html lang=de><title>x</title><script type="application/ld+json">
    {"@type":"Florist","@id":"https://blumenkraft.de/#org",
    "name":"Blumenkraft","legalName":"Blumenkraft GmbH","foundingDate":"1984-05-01","numberOfEmployees":{"value":"1.250"},
    "description":"We grow and bind flowers for weddings.","telephone":"030 901820","faxNumber":"030 901821",
    "sameAs":["https://www.instagram.com/blumenkraft/","https://blumenkraft.de/blog"],
    "address":{"@type":"PostalAddress","streetAddress":"Talstr. 3","addressLocality":"Berlin","postalCode":"10115 -",
    "addressCountry":"Deutschland"}}</script><body><p>x</p>"""
    found = {claim.field: claim for claim in site.claims(html, url=URL)}
    assert found["legal_name"].value == "Blumenkraft GmbH"
    assert found["founded"].value == 1984
    assert found["employees"].value == 1250
    assert found["industry"].value == "Florist"
    assert found["phone"].value == "+4930901820"
    assert found["fax"].value == "+4930901821"
    assert found["social"].value == "https://www.instagram.com/blumenkraft"
    assert found["description"].value == "We grow and bind flowers for weddings."
    assert found["address"].value == {"street": "Talstr. 3", "city": "Berlin", "postal": "10115", "country": "DE"}
    assert {found[name].method for name in ("founded", "phone", "social", "address")} == {"json-ld"}
    for claim in found.values():
        assert claim.passage in html or claim.field in ("technology", "name")


def test_microdata_with_itemref(site):
    html = """<html lang=de><title>x</title><body><div itemscope itemtype="http://schema.org/LocalBusiness" itemref="more">
    <span itemprop="name">Blumenkraft</span></div><p id="more"><span itemprop="telephone">030 901820</span></p>"""
    claims = [claim for claim in site.claims(html, url=URL) if claim.field == "phone"]
    assert [(claim.value, claim.method) for claim in claims] == [("+4930901820", "microdata")]


def test_sellers_on_a_market_place_are_not_the_company(site):
    sellers = "".join(
        f'<li itemscope itemtype="http://schema.org/Product">'
        f'<div itemprop=seller itemscope itemtype="http://schema.org/LocalBusiness">'
        f"<b itemprop=name>Seller {n}</b><span itemprop=telephone>030 90182{n}</span><span itemprop=address itemscope "
        f'itemtype="http://schema.org/PostalAddress"><i itemprop=addressLocality>Town{n}</i>'
        f"<i itemprop=postalCode>1011{n}</i></span></div></li>"
        for n in range(9)
    )
    html = f"<html lang=de><title>Blumenkraft</title><body><ul>{sellers}</ul>"
    assert site.values(html, "address", url=URL) == []
    assert site.values(html, "phone", url=URL) == []
    assert site.values(html, "name", url=URL) == ["Blumenkraft"]


def test_openings_are_read_where_the_site_lists_them(site):
    html = """<html><title>Jobs</title><script type="application/ld+json">[{"@type":"JobPosting","title":"Florist (m/w/d)",
    "datePosted":"2026-02-01","hiringOrganization":{"@type":"Organization","name":"Blumenkraft"}},{"@type":"JobPosting",
    "title":"Driver","hiringOrganization":{"@type":"Organization","name":"Other Ltd"}}]</script><body>"""
    claims = [claim for claim in site.claims(html, url=URL, kind="careers") if claim.field == "opening"]
    assert [(claim.value, claim.value_date) for claim in claims] == [("Florist (m/w/d)", "2026-02-01")]


def test_a_snapshot_can_be_sent_to_another_process():
    import pickle

    snapshot = read_page(f'<html><script type="application/ld+json">{GOOD}</script><body><a href="/x">y</a>', URL)
    again = pickle.loads(pickle.dumps(snapshot))  # noqa: S301 - our own bytes
    assert again == snapshot
