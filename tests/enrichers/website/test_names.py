from __future__ import annotations

import pytest

from enrichers.website.fitting import fit

URL = "https://www.blumenkraft.de/"


@pytest.mark.parametrize(
    ("name", "domain", "least"),
    [
        ("Open Sesame", "opensesame.com", 1.0),
        ("Müller Söhne GmbH", "muellersoehne.de", 1.0),
        ("Smith & Sons", "smithandsons.co.uk", 1.0),
        ("МузДом", "muzdom.ru", 1.0),
        ("Albert Heijn", "ah.nl", 0.6),
        ("Allen Institute for AI", "allenai.org", 0.6),
        ("Lafaire Autobanden", "lafairebanden.nl", 0.6),
    ],
)
def test_a_name_explains_its_domain(name, domain, least):
    assert fit(name, domain) >= least


@pytest.mark.parametrize(
    ("name", "domain"),
    [("Pixelhof Webdesign", "blumenkraft.de"), ("Contact us", "opensesame.com"), ("T", "t-online.de")],
)
def test_a_strange_name_does_not(name, domain):
    assert fit(name, domain) < 0.6


@pytest.mark.parametrize(
    "head",
    [
        "<title>Call Now: 030 901820 | Blumen in Berlin | Blumen Kraft</title>",
        '<title>Angebote</title><meta property="og:site_name" content="Blumen Kraft">',
        (
            '<title>Tour</title><meta property="og:title" content="Tour"><script type="application/ld+json">'
            '{"@type":"Florist","name":"Blumen Kraft","url":"https://blumenkraft.de"}</script>'
        ),
        "<title>Start</title></head><body><footer>© 2014-2020 Blumen Kraft | Design by Pixelhof GmbH</footer>",
        "<title>Start</title></head><body><footer>Blumen Kraft© 2014-2015.</footer>",
        '<title>Start</title></head><body><header><img src=logo.png alt="Blumen Kraft Logo"></header>',
        "<title>Start</title></head><body><p>Willkommen bei Blumen Kraft in Berlin.</p>",
    ],
)
def test_the_name_is_found_wherever_it_stands(site, head):
    html = f"<html lang=de><head>{head}"
    assert site.values(html, "name", url=URL)[0] == "Blumen Kraft"
    assert "Pixelhof GmbH" not in site.values(html, "legal_name", url=URL)


def test_the_imprint_gives_the_legal_name(site):
    html = "<html lang=de><title>Impressum</title><body><h1>Impressum</h1>"
    html += "<p>Gärtnerei Kraft GmbH &amp; Co. KG</p><p>Talstraße 3</p><p>10115 Berlin</p>"
    assert site.values(html, "legal_name", url="https://blumenkraft.de/impressum", kind="imprint") == [
        "Gärtnerei Kraft GmbH & Co. KG"
    ]


def test_the_agency_in_the_credit_line_gives_no_name(site):
    html = (
        "<html><title>Blumenkraft</title><body><footer>© 2020 Blumenkraft. Website by Pixelhof Solutions Inc.</footer>"
    )
    assert site.values(html, "legal_name", url=URL) == []
    assert site.values(html, "name", url=URL) == ["Blumenkraft"]


def test_an_organisation_of_another_site_is_not_the_company(site):
    html = """<html><title>Blumenkraft</title><script type="application/ld+json">
    {"@type":"Article","publisher":{"@type":"Organization","name":"Daily News","url":"https://news.example.org",
    "telephone":"+4930901820",
    "email":"info@dailynews.org"}}</script><body><p>x</p>"""
    assert "Daily News" not in site.values(html, "name", url=URL)
    assert site.values(html, "phone", url=URL) == []
    assert site.values(html, "email", url=URL) == []


def test_markup_in_a_comment_is_not_read(site):
    html = """<html lang=ru><title>Blumenkraft</title><body><!-- <div itemscope itemtype="http://schema.org/Organization">
    <span itemprop=name>Old Name</span><span itemprop=telephone>+7 495 220-89-30</span></div> --><p>Blumenkraft</p>"""
    assert "Old Name" not in site.values(html, "name", url=URL)
    assert site.values(html, "phone", url=URL) == []


def test_navigation_written_as_businesses_gives_nothing(site):
    nodes = ",".join(f'{{"@type":"LocalBusiness","url":"https://blumenkraft.de/{n}/"}}' for n in range(5))
    html = f'<html><title>Blumenkraft</title><script type="application/ld+json">[{nodes}]</script><body><p>x</p>'
    assert site.values(html, "name", url=URL) == ["Blumenkraft"]


def test_the_label_is_the_last_resort(site):
    assert site.values("<html><body><p>nothing</p>", "name", url=URL) == []
    html = '<html><link rel=canonical href=x><body><p>nothing</p><a href="https://www.blumenkraft.de/a">a</a>'
    claims = [claim for claim in site.claims(html, url=URL) if claim.field == "name"]
    assert [claim.value for claim in claims] == ["blumenkraft"]
    assert claims[0].confidence <= 0.3
    assert claims[0].passage == "https://www.blumenkraft.de/a"


@pytest.mark.parametrize(
    ("url", "lang", "title", "body", "name", "legal"),
    [
        ("https://www.kowalski-meble.pl/", "pl", "Meble na wymiar - Kowalski Meble",
         "<footer>Copyright 2024 Kowalski Meble Sp. z o.o. Wszelkie prawa zastrzeżone</footer>",
         "Kowalski Meble", "Kowalski Meble Sp. z o.o"),
        ("https://www.yildizvinc.com.tr/", "tr", "Anasayfa - Yıldız Vinç",
         "<footer>© 2024 Yıldız Vinç San. ve Tic. A.Ş. Tüm hakları saklıdır.</footer>",
         "Yıldız Vinç", "Yıldız Vinç San. ve Tic. A.Ş"),
        ("https://www.haitong-pump.cn/", "zh", "上海海通泵业有限公司", "<p>上海海通泵业有限公司</p>",
         "上海海通泵业有限公司", "上海海通泵业有限公司"),
        ("https://www.stroymash.ru/", "ru", "Главная — Строймаш", "<footer>© ООО «Строймаш», 2024</footer>", "Строймаш", ""),
        ("https://www.lespaindemarie.fr/", "fr", "Accueil", "<header><img src=logo.png alt='Les Pains de Marie'></header>",
         "Les Pains de Marie", ""),
    ],
)  # fmt: skip
def test_names_of_many_countries(site, url, lang, title, body, name, legal):
    html = f"<html lang={lang}><head><title>{title}</title></head><body>{body}</body></html>"
    assert name in site.values(html, "name", url=url, kind="home")
    found = site.values(html, "legal_name", url=url, kind="home")
    assert [one.strip(".") for one in found] == ([legal] if legal else [])
