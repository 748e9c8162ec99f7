from __future__ import annotations

import pytest


def addresses(site, body, url="https://www.blumenkraft.de/kontakt", lang="de"):
    return site.values(f"<html lang={lang}><body>{body}</body></html>", "address", url=url, kind="contact")


@pytest.mark.parametrize(
    ("body", "url", "lang", "wanted"),
    [
        ("<p>Talstraße 32<br>82205 Gilching</p>", "https://a-firma.de/", "de", {"street": "Talstraße 32", "city": "Gilching", "postal": "82205", "country": "DE"}),
        ("<p>Vegagatan 3, 113 29 Stockholm</p>", "https://a-firma.se/", "sv", {"street": "Vegagatan 3", "city": "Stockholm", "postal": "113 29", "country": "SE"}),
        ("<p>Paradijs 75<br>5424 TZ Elsendorp</p>", "https://a-firma.nl/", "nl", {"street": "Paradijs 75", "city": "Elsendorp", "postal": "5424 TZ", "country": "NL"}),
        ("<p>12 rue de la Paix, 75002 Paris Cedex 02</p>", "https://a-firma.fr/", "fr", {"street": "12 rue de la Paix", "city": "Paris", "postal": "75002", "country": "FR"}),
        ("<p>Via Roma 30 - 80054 Gragnano (NA)</p>", "https://a-firma.it/", "it", {"street": "Via Roma 30", "city": "Gragnano", "postal": "80054", "country": "IT"}),
        ("<p>ul. Długa 5, 00-950 Warszawa</p>", "https://a-firma.pl/", "pl", {"street": "ul. Długa 5", "city": "Warszawa", "postal": "00-950", "country": "PL"}),
        ("<p>Bahnhofstrasse 1 | 8001 Zürich</p>", "https://a-firma.ch/", "de", {"street": "Bahnhofstrasse 1", "city": "Zürich", "postal": "8001", "country": "CH"}),
        ("<p>325 Cherry Street Bridgeport, CT 06605</p>", "https://a-firma.com/", "en", {"street": "325 Cherry Street", "city": "Bridgeport", "region": "CT", "postal": "06605", "country": "US"}),
        ("<p>101-1305 Welch St<br>North Vancouver, BC V7P 1B3</p>", "https://a-firma.ca/", "en", {"street": "101-1305 Welch St", "city": "North Vancouver", "region": "BC", "postal": "V7P 1B3", "country": "CA"}),
        ("<p>65 Green Lane, London, England W12 8TX</p>", "https://a-firma.co.uk/", "en", {"street": "65 Green Lane", "city": "London", "postal": "W12 8TX", "country": "GB"}),
        ("<p>г. Москва, ул. Ярославская, д. 10</p>", "https://a-firma.ru/", "ru", {"street": "ул. Ярославская, д. 10", "city": "Москва", "country": "RU"}),
        ("<p>Rheinstr. 190<br>D-65203 Wiesbaden, Germany</p>", "https://a-firma.com/", "en", {"street": "Rheinstr. 190", "city": "Wiesbaden", "postal": "65203", "country": "DE"}),
    ],
)  # fmt: skip
def test_addresses_of_many_countries(site, body, url, lang, wanted):
    assert addresses(site, body, url, lang) == [wanted]


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
