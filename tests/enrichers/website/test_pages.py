from __future__ import annotations

import pytest

from enrichers.website.pages import is_home, kind_by_words, kind_of
from enrichers.website.reader import read_page
from enrichers.website.site import label, registrable


@pytest.mark.parametrize(
    ("url", "text", "kind"),
    [
        ("https://a.de/impressum", "", "imprint"),
        ("https://a.fr/mentions-legales", "", "imprint"),
        ("https://a.es/x", "Aviso legal", "imprint"),
        ("https://a.nl/contact", "", "contact"),
        ("https://a.fr/x", "Nous contacter", "contact"),
        ("https://a.it/contatti.html", "", "contact"),
        ("https://a.fi/yhteystiedot", "", "contact"),
        ("https://a.ru/x", "Контакты", "contact"),
        ("https://a.pl/o-nas", "", "about"),
        ("https://a.it/chi-siamo", "", "about"),
        ("https://a.fr/x", "Qui sommes-nous", "about"),
        ("https://a.se/om-oss", "", "about"),
        ("https://a.de/karriere", "", "careers"),
        ("https://a.nl/x", "Vacatures", "careers"),
        ("https://a.com/blog/roundabout-tips", "", "other"),
        ("https://a.com/shop/contact-lenses", "", "other"),
        ("https://a.com/", "", "home"),
    ],
)
def test_pages_are_told_by_words_in_many_languages(url, text, kind):
    assert kind_of(url, text) == kind


def test_front_pages():
    assert all(
        is_home(url)
        for url in ("https://a.de", "https://a.de/", "https://a.de/index.php", "https://a.de/de/", "https://a.de/en-gb")
    )
    assert not is_home("https://a.de/kontakt")


@pytest.mark.parametrize(
    ("where", "domain"),
    [
        ("https://www.acme.co.uk/x", "acme.co.uk"),
        ("acme.github.io", "acme.github.io"),
        ("http://[::1", None),
        ("localhost", None),
        ("https://user:pw@acme.com@evil.com/", "evil.com"),
        ("", None),
    ],
)
def test_registrable_domains(where, domain):
    assert registrable(where) == domain


def test_the_label_of_an_international_domain_is_readable():
    assert label("xn--mller-kva.de") == "müller"


@pytest.mark.parametrize(
    ("head", "body", "kind"),
    [
        ("<title>Contact Us | Acme</title>", "", "contact"),
        ("<title>Acme - Kontakt</title>", "", "contact"),
        ("<title>Acme</title>", "<h1>Impressum</h1>", "imprint"),
        ("<title>Acme</title>", "<h2>Über uns</h2>", "about"),
        ("<title>How to contact your dentist in an emergency at night</title>", "<p>Contact us</p>", "other"),
        ("<title>Cranes</title>", "<h1>Cranes</h1>", "other"),
    ],
)
def test_a_page_whose_address_tells_nothing_is_known_by_its_title(head, body, kind):
    snapshot = read_page(f"<html><head>{head}</head><body>{body}</body></html>", "https://acme.com/index.php?id=12")
    assert kind_by_words(snapshot) == kind
