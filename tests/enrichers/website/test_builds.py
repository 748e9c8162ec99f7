"""Made-up company pages of different builds and countries: all that is the company's, and nothing that is somebody else's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

PAGES = Path(__file__).parent / "builds"
FIELDS = ("name", "legal_name", "email", "phone", "fax", "founded", "employees")
BUILDS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "shopify": ("harrowandfinch.example", "home", {
        "name": ["Harrow & Finch"], "legal_name": ["H&F Workshop Goods Ltd"], "email": ["hello@harrowandfinch.example"],
        "phone": ["+442079460321"], "towns": ["London"],
    }),
    "elementor": ("zerspanung-ellwanger.example", "home", {
        "name": ["Zerspanung Ellwanger"], "legal_name": ["Zerspanung Ellwanger GmbH & Co. KG"],
        "email": ["info@zerspanung-ellwanger.example"], "phone": ["+4971617777010"], "fax": ["+4971617777019"],
        "founded": [1963], "employees": [74], "towns": ["Göppingen"],
    }),
    "wix": ("vanderlinde-liften.example", "contact", {
        "name": ["Vanderlinde Liften"], "legal_name": ["Vanderlinde Liften B.V."],
        "email": ["info@vanderlinde-liften.example", "storing@vanderlinde-liften.example"],
        "phone": ["+31302004410", "+31302004419"], "founded": [1988], "employees": [85], "towns": ["Utrecht"],
    }),
    "squarespace": ("tillamookcrane.example", "contact", {
        "name": ["Tillamook Crane & Rigging"], "legal_name": ["Tillamook Crane & Rigging, Inc"],
        "email": ["dispatch@tillamookcrane.example"], "phone": ["+15038420142"], "fax": ["+15038420190"],
        "founded": [1974], "towns": ["Tillamook"],
    }),
    "next": ("ridgeway-analytical.example", "home", {
        "name": ["Ridgeway Analytical"], "legal_name": ["Ridgeway Analytical Ltd"],
        "email": ["service@ridgeway-analytical.example"], "phone": ["+441865496110"], "founded": [2004],
        "employees": [92], "towns": ["Oxford"],
    }),
    "tables": ("coutellerie-montbriand.example", "home", {
        "name": ["Coutellerie Montbriand"], "email": ["contact@coutellerie-montbriand.example"],
        "phone": ["+33473995510"], "fax": ["+33473995519"], "founded": [1887], "employees": [38], "towns": ["THIERS"],
    }),
    "japanese": ("yamasachi-pump.example", "about", {
        "name": ["Yamasachi Pump"], "legal_name": ["Yamasachi Pump Co., Ltd", "株式会社山幸ポンプ"],
        "email": ["info@yamasachi-pump.example"], "phone": ["+81399991200"], "fax": ["+81399991201"],
        "founded": [1972], "employees": [128], "towns": ["大田区"],
    }),
    "polish": ("borowik-chlodnictwo.example", "contact", {
        "name": ["Chłodnictwo Borowik"], "legal_name": ["Chłodnictwo Borowik Sp. z o.o."],
        "email": ["biuro@borowik-chlodnictwo.example", "serwis@borowik-chlodnictwo.example"],
        "phone": ["+48619994210"], "fax": ["+48619994219"], "founded": [1996], "employees": [110], "towns": ["Poznań"],
    }),
    "italian": ("officine-malaspina.example", "imprint", {
        "name": ["Officine Malaspina"], "legal_name": ["Officine Malaspina S.r.l."],
        "email": ["info@officine-malaspina.example"], "phone": ["+390299994210"], "fax": ["+390299994219"],
        "towns": ["Milano"],
    }),
    "spanish": ("bombas-zubieta.example", "imprint", {
        "name": ["Bombas Zubieta"], "legal_name": ["Bombas Zubieta, S.L."], "email": ["pedidos@bombas-zubieta.example"],
        "phone": ["+34944999421"], "founded": [1969], "employees": [60], "towns": ["Bilbao"],
    }),
    "branches": ("gabelstapler-nordwald.example", "contact", {
        "name": ["Gabelstapler Nordwald"], "legal_name": ["Gabelstapler Nordwald GmbH"],
        "email": ["hannover@gabelstapler-nordwald.example"],
        "phone": ["+493919999230", "+494219999210", "+495119999200", "+495619999220"],
        "towns": ["Bremen", "Hannover", "Kassel", "Magdeburg"],
    }),
    "holding": ("kesselring-gruppe.example", "about", {
        "name": ["Kesselring Gruppe"], "legal_name": ["Kesselring Holding AG"], "email": ["info@kesselring-gruppe.example"],
        "phone": ["+49621999100"], "employees": [1340], "towns": ["Mannheim"],
    }),
    "credit": ("poortbouw-dekkers.example", "home", {
        "name": ["Poortbouw Dekkers"], "legal_name": ["Poortbouw Dekkers B.V."],
        "email": ["info@poortbouw-dekkers.example"], "phone": ["+31402009910"], "towns": ["Eindhoven"],
    }),
    "legal_english": ("marlbeck-lifts.example", "imprint", {
        "name": ["Marlbeck Lifts"], "legal_name": ["Marlbeck Lifts Limited"],
        "email": ["office@marlbeck-lifts.example", "privacy@marlbeck-lifts.example"], "phone": ["+441332496030"],
        "towns": ["Derby"],
    }),
}  # fmt: skip


def test_every_page_is_read():
    assert {file.stem for file in PAGES.glob("*.html")} == set(BUILDS)


@pytest.mark.parametrize("build", BUILDS)
def test_all_of_the_company_and_nothing_else(site, build):
    domain, kind, wanted = BUILDS[build]
    html = (PAGES / f"{build}.html").read_text(encoding="utf-8")
    claims = site.claims(html, f"https://{domain}/", kind)
    found = {name: sorted(claim.value for claim in claims if claim.field == name) for name in FIELDS}
    towns = sorted(claim.value["city"] for claim in claims if claim.field == "address")
    assert {**found, "towns": towns} == {
        **{name: sorted(wanted.get(name, [])) for name in FIELDS},
        "towns": wanted["towns"],
    }


@pytest.mark.parametrize("build", ["wix", "next"])
def test_the_state_of_a_page_gives_whole_addresses(site, build):
    domain, kind, _ = BUILDS[build]
    html = (PAGES / f"{build}.html").read_text(encoding="utf-8")
    (address,) = [claim for claim in site.claims(html, f"https://{domain}/", kind) if claim.field == "address"]
    assert set(address.value) >= {"street", "city", "postal", "country"}
    assert address.method == "state"


@pytest.mark.parametrize(
    ("heading", "theirs"),
    [
        ("<h2>Hosting</h2>", True),
        ("<p>Hébergeur :</p>", True),
        ("<h3>Webdesign und Umsetzung</h3>", True),
        ("<h3>Création du site</h3>", True),
        ("<h2>Datenschutzbeauftragter</h2>", True),
        ("<p>Zuständige Aufsichtsbehörde:</p>", True),
        ("<h2>Médiateur de la consommation</h2>", True),
        ("<h2>Servizio di hosting</h2>", True),
        ("<h2>Alojamiento web</h2>", True),
        ("<h2>Unsere Händler</h2>", True),
        ("<h2>Hosting</h2><p>Wolke AG</p><h2>Kontakt</h2>", False),
        ("<p>Handelsregister: Amtsgericht Köln, HRB 4711</p>", False),
        ("<p>Mitglied der Innung</p>", False),
        ("<p>Website: www.blumenkraft.de</p>", False),
        ("<h2>Anschrift</h2>", False),
    ],
)
def test_whose_number_a_heading_announces(site, heading, theirs):
    html = f"<html lang=de><title>Impressum</title><body>{heading}<p>Talstraße 3, 10115 Berlin<br>Tel. 030 9018200</p>"
    found = site.values(html, "phone", url="https://blumenkraft.de/impressum", kind="imprint")
    assert found == ([] if theirs else ["+49309018200"])
    towns = site.values(html, "address", url="https://blumenkraft.de/impressum", kind="imprint")
    assert bool(towns) is not theirs


@pytest.mark.parametrize(
    ("line", "theirs"),
    [
        ("Hébergeur : Nuage SA, 030 9018200", True),
        ("Not to be confused with Blumen Lane Ltd, 030 9018200", True),
        ("Technische Umsetzung: Pixelhof, 030 9018200", True),
        ("Hoster: Nuage. Herausgeber: Blumen Kraft, 030 9018200", False),
        ("Amtsgericht Berlin, HRB 4711, Tel. 030 9018200", False),
        ("Website: www.blumenkraft.de, Tel. 030 9018200", False),
    ],
)
def test_whose_number_the_same_line_announces(site, line, theirs):
    html = f"<html lang=de><title>Impressum</title><body><p>{line}</p>"
    found = site.values(html, "phone", url="https://blumenkraft.de/impressum", kind="imprint")
    assert found == ([] if theirs else ["+49309018200"])


def test_a_hosts_own_site_is_not_somebody_elses(site):
    html = "<html lang=de><title>Impressum</title><body><h2>Hosting</h2><p>Nordhosting GmbH<br>Tel. 030 9018200</p>"
    found = site.values(html, "phone", url="https://nordhosting.de/impressum", kind="imprint")
    assert found == ["+49309018200"]


def test_french_numbers_with_dots_are_no_dates(site):
    html = "<html lang=fr><title>Contact</title><body><p>Tél. 04.12.10.55.10, le 12.10.2024</p>"
    assert site.values(html, "phone", url="https://fleurs.fr/contact", kind="contact") == ["+33412105510"]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("<dl><dt>Création</dt><dd>01/04/1958</dd></dl>", [1958]),
        ("<p>Gegründet: 1971. Mitarbeiter: 64.</p>", [1971]),
        ("<p>1984 als Werkstatt eines Kaibetriebs entstanden, seit 2001 selbständig.</p>", [1984]),
        ("<p>Since 2019 our frameworks have carried a penalty for every call-out over four hours.</p>", []),
        ("<p>Founded in 1950 or founded in 1960, our company is not sure.</p>", []),
        ("<h2>Unsere Kunden</h2><p>Aich Pumpen GmbH, gegründet 1951</p>", []),
    ],
)
def test_founding_years_in_words(site, text, year):
    assert site.values(f"<html><body>{text}", "founded", url="https://blumenkraft.de/ueber-uns", kind="about") == year


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("<p>Nous sommes une équipe de 72 salariés.</p>", [72]),
        ("<table><tr><th>Antal anställda</th><td>125</td></tr></table>", [125]),
        ("<p>Rund 420 Menschen arbeiten bei uns.</p>", [420]),
        ("<p>Today 310 people work in Leeds, Hull and Preston.</p>", [310]),
        ("<p>Für Betriebe ab 50 Mitarbeiter und Unternehmen mit 200 Mitarbeitern.</p>", []),
        ("<p>Our engineers look after 212 shops and 900 doors.</p>", []),
    ],
)
def test_head_counts_in_words(site, text, count):
    assert (
        site.values(f"<html><body>{text}", "employees", url="https://blumenkraft.de/ueber-uns", kind="about") == count
    )


def test_entities_in_structured_data_are_undone_and_quoted_as_written(site):
    html = """<html><script type="application/ld+json">{"@type":"Organization","name":"Kraft &amp; S&#246;hne",
    "url":"https://kraft-soehne.de","description":"Wartung und Verkauf d&#39;ascenseurs und mehr"}</script>"""
    claims = {claim.field: claim for claim in site.claims(html, "https://kraft-soehne.de/")}
    assert claims["name"].value == "Kraft & Söhne"
    assert claims["name"].passage == "Kraft &amp; S&#246;hne"
    assert claims["description"].value == "Wartung und Verkauf d'ascenseurs und mehr"
    assert claims["description"].passage in html
