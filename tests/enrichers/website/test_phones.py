from __future__ import annotations

import pytest

URL = "https://www.blumenkraft.de/kontakt"


def numbers(site, body, field="phone", url=URL, lang="de", **more):
    return site.values(
        f"<html lang={lang}><title>x</title><body>{body}</body></html>", field, url=url, kind="contact", **more
    )


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<p>Telefon: 030 / 901820</p>", ["+4930901820"]),
        ("<p>Tel. +49 (0)30 901820</p>", ["+4930901820"]),
        ('<a href="tel:030%20901820">anrufen</a>', ["+4930901820"]),
        ("<p>Tel: 030 901820-0 Fax: 030 901820-99</p>", ["+49309018200"]),
        ("<p>T: 030 901820<br>F: 030 901821</p>", ["+4930901820"]),
    ],
)
def test_notations_are_read_as_the_countrys(site, body, found):
    assert numbers(site, body) == found


@pytest.mark.parametrize(
    "text",
    [
        "Stand 02.05.2020",
        "vom 2020-05-02 bis 2021-05-02",
        "Preis 1.299.000 EUR",
        "€ 030 901820",
        "IBAN: DE89 3704 0044 0532 0130 00",
        "USt-IdNr.: 0309018200",
        "HRB 030901820",
        "Artikel-Nr. 030 901820",
        "Öffnungszeiten 08:00-12:00 13:00-17:00",
        "52.520008, 13.404954",
        "00000000",
        "Hotline 0900 1234567",
        "1 2 3 4 5 6 7 8 9 10 weiter",
        "© 2009-2015",
        "Vorgang 030901820 ist offen",
    ],
)
def test_figures_are_no_numbers_to_dial(site, text):
    assert numbers(site, f"<p>{text}</p>") == []


def test_a_fax_is_kept_apart(site):
    body = "<p>Tel: 030 901820</p><p>Telefax: 030 901821</p>"
    assert numbers(site, body) == ["+4930901820"]
    assert numbers(site, body, "fax") == ["+4930901821"]


def test_a_fax_that_stands_elsewhere_without_a_word_is_still_a_fax(site):
    body = "<p>Fax: 030 901821</p><footer><p>030 901821</p><p>Tel 030 901820</p></footer>"
    assert numbers(site, body) == ["+4930901820"]


def test_one_number_for_both_is_both(site):
    body = "<p>Tel./Fax: 030 901820</p>"
    assert numbers(site, body) == ["+4930901820"]
    assert numbers(site, body, "fax") == ["+4930901820"]


def test_a_label_behind_the_number_counts(site):
    body = "<p>(212) 664-4444 (main fax line)</p><p>(212) 664-3056 (switchboard)</p>"
    assert numbers(site, body, url="https://acme.com/", lang="en") == ["+12126643056"]
    assert numbers(site, body, "fax", url="https://acme.com/", lang="en") == ["+12126644444"]


def test_an_icon_says_fax(site):
    body = '<p><i class="fa fa-phone"></i> 030 901820</p><p><i class="fa fa-fax"></i> 030 901821</p>'
    assert numbers(site, body) == ["+4930901820"]
    assert numbers(site, body, "fax") == ["+4930901821"]


def test_many_extensions_are_one_number(site):
    body = "".join(f"<p>Desk {n}: (212) 664-4444 x4{n:02}</p>" for n in range(20))
    assert numbers(site, body, url="https://acme.com/", lang="en") == ["+12126644444"]


def test_letters_are_dialled(site):
    assert numbers(site, "<p>Call 1-800-FLOWERS now</p>", url="https://acme.com/", lang="en") == ["+18003569377"]


def test_the_country_is_found_without_a_national_ending(site):
    assert numbers(site, "<p>Deutschland</p><p>Tel 030 901820</p>", url="https://acme.com/", lang="de") == [
        "+4930901820"
    ]
    british = "<p>1 High Street, Leeds, LS1 4AP</p><p>Phone 0113 496 2000</p>"
    assert numbers(site, british, url="https://acme.com/", lang="en") == ["+441134962000"]
    assert numbers(site, "<p>Phone 0113 496 2000</p>", url="https://acme.com/", lang="en", country="GB") == [
        "+441134962000"
    ]


def test_visitors_and_hidden_places_say_nothing(site):
    body = '<div class="comment-body">Tel 030 901820</div><div style="display:none">Tel 030 901821</div><!-- Tel 030 901822 -->'
    assert numbers(site, body) == []


def test_a_number_only_in_the_title_is_read(site):
    html = "<html lang=en><title>Acme Ice - (203) 366-3000</title><body><p>Welcome</p></body></html>"
    assert site.values(html, "phone", url="https://acme.com/") == ["+12033663000"]


def test_an_old_number_in_the_meta_description_is_not(site):
    html = '<html lang=de><meta name=description content="Tel 030 901822"><body><p>Tel 030 901820</p></body></html>'
    assert site.values(html, "phone", url=URL) == ["+4930901820"]


def test_the_words_beside_the_number_are_the_passage(site):
    claim = next(
        claim
        for claim in site.claims("<html lang=de><body><p>Ruf uns an: Tel 030 901820</p></body>", url=URL)
        if claim.field == "phone"
    )
    assert claim.passage == "Ruf uns an: Tel 030 901820"
    assert claim.method == "text"
    assert claim.url == URL
