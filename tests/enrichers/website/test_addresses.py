from __future__ import annotations

import pytest


def addresses(site, body, url="https://www.blumenkraft.de/kontakt", lang="de"):
    return site.values(f"<html lang={lang}><body>{body}</body></html>", "address", url=url, kind="contact")


@pytest.mark.parametrize(
    ("text", "end", "lang", "wanted"),
    [
        ("Talstraße 32<br>82205 Gilching", "de", "de", "Talstraße 32 / Gilching /  / 82205 / DE"),
        ("Vegagatan 3, 113 29 Stockholm", "se", "sv", "Vegagatan 3 / Stockholm /  / 113 29 / SE"),
        ("Paradijs 75<br>5424 TZ Elsendorp", "nl", "nl", "Paradijs 75 / Elsendorp /  / 5424 TZ / NL"),
        ("12 rue de la Paix, 75002 Paris Cedex 02", "fr", "fr", "12 rue de la Paix / Paris /  / 75002 / FR"),
        ("Via Roma 30 - 80054 Gragnano (NA)", "it", "it", "Via Roma 30 / Gragnano /  / 80054 / IT"),
        ("ul. Długa 5, 00-950 Warszawa", "pl", "pl", "ul. Długa 5 / Warszawa /  / 00-950 / PL"),
        ("Bahnhofstrasse 1 | 8001 Zürich", "ch", "de", "Bahnhofstrasse 1 / Zürich /  / 8001 / CH"),
        ("325 Cherry Street Bridgeport, CT 06605", "com", "en", "325 Cherry Street / Bridgeport / CT / 06605 / US"),
        (
            "101-1305 Welch St<br>North Vancouver, BC V7P 1B3",
            "ca",
            "en",
            "101-1305 Welch St / North Vancouver / BC / V7P 1B3 / CA",
        ),
        ("65 Green Lane, London, England W12 8TX", "co.uk", "en", "65 Green Lane / London /  / W12 8TX / GB"),
        ("г. Москва, ул. Ярославская, д. 10", "ru", "ru", "ул. Ярославская, д. 10 / Москва /  /  / RU"),
        ("Rheinstr. 190<br>D-65203 Wiesbaden, Germany", "com", "en", "Rheinstr. 190 / Wiesbaden /  / 65203 / DE"),
    ],
)
def test_addresses_of_many_countries(site, text, end, lang, wanted):
    parts = zip(("street", "city", "region", "postal", "country"), wanted.split(" / "), strict=True)
    assert addresses(site, f"<p>{text}</p>", f"https://a-firma.{end}/", lang) == [
        {name: part for name, part in parts if part}
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<p>Über 12000 Kunden vertrauen uns</p>",
        "<p>© 2014 by Abacus Solutions</p>",
        "<p>May 13 2014 in Seattle</p>",
        "<p>ab 10000 Euro im Jahr</p>",
        '<div style="display:none">Talstraße 32, 82205 Gilching</div>',
        "<!-- Talstraße 32, 82205 Gilching -->",
    ],
)
def test_figures_are_no_addresses(site, body):
    assert addresses(site, body) == []


def test_a_list_of_dealers_is_not_the_company(site):
    dealers = "".join(f"<p>Gasse {n}<br>8{n:02}05 Stadt{chr(97 + n)}</p>" for n in range(12))
    assert addresses(site, dealers + "<footer>Talstraße 32, 82205 Gilching</footer>") == [
        {"street": "Talstraße 32", "city": "Gilching", "postal": "82205", "country": "DE"}
    ]
