"""Open positions from the plain lists of careers pages: titles, days where given, and nothing that is no position."""

from __future__ import annotations

import pytest

URL = "https://www.talwerk.de/karriere"


def listed(site, body, *, lang="de", url=URL, kind="careers"):
    html = f"<html lang={lang}><head><title>Karriere</title></head><body>{body}</body></html>"
    return [(one.value, one.value_date) for one in site.claims(html, url, kind) if one.field == "opening"]


def titles(site, body, **more):
    return [title for title, _ in listed(site, body, **more)]


def test_titles_for_all_sexes_are_positions_wherever_they_stand(site):
    body = """<h1>Karriere</h1><ul><li>Zerspanungsmechaniker (m/w/d)</li><li>Leiter Vertrieb (w/m/x) in Göppingen</li></ul>
    <p>Servicetechniker (all genders)</p><p>Wir sind ein Team (seit 1962).</p>"""
    assert titles(site, body) == [
        "Zerspanungsmechaniker (m/w/d)", "Leiter Vertrieb (w/m/x) in Göppingen", "Servicetechniker (all genders)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "heading", "title"),
    [
        ("en", "Current openings", "Crane Operator"),
        ("de", "Offene Stellen", "Elektroniker für Betriebstechnik"),
        ("fr", "Nos offres d'emploi", "Technicien de maintenance"),
        ("es", "Ofertas de empleo", "Soldador"),
        ("it", "Posizioni aperte", "Magazziniere"),
        ("nl", "Openstaande vacatures", "Servicemonteur"),
        ("pl", "Oferty pracy", "Spawacz"),
        ("cs", "Volná místa", "Svářeč"),
        ("sv", "Lediga tjänster", "Svetsare"),
        ("no", "Ledige stillinger", "Selger"),
        ("da", "Ledige stillinger", "Sælger Midtjylland"),
        ("fi", "Avoimet työpaikat", "Hitsaaja"),
        ("pt", "Vagas abertas", "Motorista"),
        ("ja", "募集職種", "営業スタッフ"),
    ],
)
def test_a_list_under_its_heading(site, lang, heading, title):
    body = f"<h2>{heading}</h2><ul><li>{title}</li><li>xyz</li></ul><h2>Benefits</h2><ul><li>{title} Award</li></ul>"
    assert titles(site, body, lang=lang) == [title]


def test_links_to_the_pages_of_single_jobs(site):
    body = """<div><a href="/karriere/konstrukteur-anlagenbau">Konstrukteur Anlagenbau</a></div>
    <div><a href="/karriere/stelle.php?id=7">Einkäuferin</a></div><div><a href="/produkte/presse">Presse</a></div>
    <div><a href="/karriere/konstrukteur-anlagenbau">Mehr erfahren</a></div>"""
    assert titles(site, body) == ["Konstrukteur Anlagenbau", "Einkäuferin"]


@pytest.mark.parametrize(
    ("lang", "told", "day"),
    [
        ("de", "Online seit 12.01.2026", "2026-01-12"),
        ("de", "Veröffentlicht: 3. Februar 2026", "2026-02-03"),
        ("en", "Posted 2026-02-14", "2026-02-14"),
        ("en", "Posted on February 14, 2026", "2026-02-14"),
        ("en", "02/14/2026", "2026-02-14"),
        ("fr", "Publiée le 5 janvier 2026", "2026-01-05"),
        ("sv", "Publicerad 7 februari 2026", "2026-02-07"),
        ("ja", "2026年2月3日", "2026-02-03"),
        ("de", "Eintritt ab 01.02.2026", None),
        ("de", "Bewerbungsfrist 12.02.2026", None),
        ("en", "Apply by February 20, 2026", None),
        ("en", "Posted 2026-12-01", None),
        ("en", "Tulsa, OK", None),
    ],
)
def test_the_day_of_posting(site, lang, told, day):
    assert listed(site, f"<p>Welder (m/f/d)</p><p>{told}</p>", lang=lang) == [("Welder (m/f/d)", day)]


def test_the_day_of_the_next_position_is_not_taken(site):
    body = "<li>Welder (m/f/d)</li><li>Driver (m/f/d)</li><li>2026-02-01</li>"
    assert listed(site, body, lang="en") == [("Welder (m/f/d)", None), ("Driver (m/f/d)", "2026-02-01")]


@pytest.mark.parametrize(
    "body",
    [
        "<h2>Offene Stellen</h2><p>Derzeit haben wir keine offenen Stellen.</p>",
        "<h2>Offene Stellen</h2><p>Jetzt bewerben</p><p>Initiativbewerbung</p><p>Vertrieb</p>",
        "<h2>Open positions</h2><p>You are an engineer with five years of experience.</p>",
        "<p>Our engineers and managers work in Tulsa.</p>",
        "<nav><a href='/jobs/engineer-x'>Engineer</a></nav>",
        "<h2>Open positions</h2><p>Send your application to our HR manager: jobs@talwerk.de</p>",
    ],
)
def test_what_is_no_position(site, body):
    assert titles(site, body, lang="en") == []


def test_other_pages_are_not_searched(site):
    assert titles(site, "<p>Schweißer (m/w/d)</p>", kind="about", url="https://www.talwerk.de/ueber-uns") == []


def test_structured_postings_are_not_repeated_from_the_text(site):
    body = """<script type="application/ld+json">
    {"@type":"JobPosting","title":"Schweißer","datePosted":"2026-01-05T08:00"}
    </script><h2>Offene Stellen</h2><p>Schweißer (m/w/d)</p>"""
    assert listed(site, body) == [("Schweißer", "2026-01-05")]


def test_the_passage_stands_in_the_page(site):
    html = "<html lang=de><body><h2>Stellen</h2><li>Elektriker (m/w/d) – Göppingen, Online seit 12.01.2026</li>"
    (claim,) = [one for one in site.claims(html, URL, "careers") if one.field == "opening"]
    assert claim.value.startswith("Elektriker (m/w/d)")
    assert claim.passage in html
    assert claim.value_date == "2026-01-12"
