"""Ways of writing numbers, places and profiles, and values of others that look like the company's."""

from __future__ import annotations

import pytest

DE = "https://www.talwerk.de/kontakt"


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("0049 7161 99880", "+49716199880"),
        ("++49 7161 99880", "+49716199880"),
        ("+49/7161/9988-0", "+49716199880"),
        ("+49 (7161) 99 88 - 0", "+49716199880"),
        ("+49 7161 9988–0", "+49716199880"),
        ("+49 7161 9988‑0", "+49716199880"),
        ("+49 (0)7161 9988-0", "+49716199880"),
        ("07161.99880", "+49716199880"),
        ("0 71 61 / 99 88 0", "+49716199880"),
        ("(07161) 9988-0", "+49716199880"),
        ("07161/99880", "+49716199880"),
        ("+49.7161.99880", "+49716199880"),
        ("07161&nbsp;&nbsp;99880", "+49716199880"),
        ("+49&thinsp;7161&thinsp;99880", "+49716199880"),
        ("+49&#8201;7161&#8239;99880", "+49716199880"),
        ("<span>07161</span> <span>99880</span>", "+49716199880"),
        ("07161 <b>99880</b>", "+49716199880"),
    ],
)
def test_german_notations(site, written, number):
    html = f"<html lang=de><body><p>Telefon: {written}</p></body></html>"
    assert site.values(html, "phone", url=DE, kind="contact") == [number]


@pytest.mark.parametrize(
    ("url", "lang", "written", "number"),
    [
        ("https://a-werk.ch/kontakt", "de", "Tel. +41 (0)44 999 42 10", "+41449994210"),
        ("https://a-werk.ch/kontakt", "de", "T 044 999 42 10", "+41449994210"),
        ("https://a-werk.at/kontakt", "de", "Tel: 01 / 999 42 10", "+4319994210"),
        ("https://a-werk.fr/contact", "fr", "Tél : (+33) 4 72 99 10 20", "+33472991020"),
        ("https://a-werk.fr/contact", "fr", "04-72-99-10-20", "+33472991020"),
        ("https://a-werk.fr/contact", "fr", "Appelez le 04 72 99 10 20 du lundi au vendredi", "+33472991020"),
        ("https://a-werk.be/contact", "nl", "Tel: 03/299 42 10", "+3232994210"),
        ("https://a-werk.nl/contact", "nl", "Bel 030-2004410", "+31302004410"),
        ("https://a-werk.co.uk/contact", "en", "Call +44(0)113 496 4210", "+441134964210"),
        ("https://a-werk.co.uk/contact", "en", "Tel 0113 496 4210 (24 hours)", "+441134964210"),
        ("https://a-werk.ie/contact", "en", "Phone: 01 299 4210", "+35312994210"),
        ("https://a-werk.com.au/contact", "en", "Ph: (02) 9194 4210", "+61291944210"),
        ("https://a-werk.com.au/contact", "en", "1300 123 456", "+611300123456"),
        ("https://a-werk.co.nz/contact", "en", "Phone 09 299 4210", "+6492994210"),
        ("https://a-werk.ca/contact", "en", "Phone: 416.955.4210 ext. 12", "+14169554210"),
        ("https://a-werk.com/contact", "en", "Call 1 (918) 742-4210 today", "+19187424210"),
        ("https://a-werk.com/contact", "en", "Phone: 918/742-4210", "+19187424210"),
        ("https://a-werk.com/contact", "en", "Tel. 1-800-4-CRANES", "+18004272637"),
        ("https://a-werk.it/contatti", "it", "Tel. +39 02.9999.4210", "+390299994210"),
        ("https://a-werk.it/contatti", "it", "Numero verde 800 994 210", "+39800994210"),
        ("https://a-werk.es/contacto", "es", "Tfno. 944 99 94 21", "+34944999421"),
        ("https://a-werk.es/contacto", "es", "Llámanos: +34 944.999.421", "+34944999421"),
        ("https://a-werk.pt/contactos", "pt", "Tlf. (+351) 220 994 210", "+351220994210"),
        ("https://a-werk.se/kontakt", "sv", "Tel: +46 (0)40-99 42 10", "+4640994210"),
        ("https://a-werk.no/kontakt", "no", "Ring oss: 67 99 42 10", "+4767994210"),
        ("https://a-werk.dk/kontakt", "da", "Ring på 8699 4210", "+4586994210"),
        ("https://a-werk.fi/yhteystiedot", "fi", "Vaihde +358 3 999 4210", "+35839994210"),
        ("https://a-werk.pl/kontakt", "pl", "tel./fax 61 999 42 10", "+48619994210"),
        ("https://a-werk.cz/kontakt", "cs", "Telefon: +420 541 999 421", "+420541999421"),
        ("https://a-werk.hu/kapcsolat", "hu", "Telefon: +36 1 299 4210", "+3612994210"),
        ("https://a-werk.gr/contact", "el", "Τηλ.: 210 999 4210", "+302109994210"),
        ("https://a-werk.in/contact", "en", "Phone: +91-80-2502 0100", "+918025020100"),
        ("https://a-werk.sg/contact", "en", "Tel: 6299 4210", "+6562994210"),
        ("https://a-werk.co.jp/contact", "ja", "TEL.03(3999)1200", "+81339991200"),
        ("https://a-werk.com.br/contato", "pt", "Telefone: (11) 3999-4210", "+551139994210"),
    ],
)
def test_national_notations(site, url, lang, written, number):
    html = f"<html lang={lang}><head><title>x</title></head><body><p>{written}</p></body></html>"
    assert site.values(html, "phone", url=url, kind="contact") == [number]


@pytest.mark.parametrize(
    ("url", "lang", "written", "city"),
    [
        ("https://a-werk.de/kontakt", "de", "Hauptstr. 1, 60311 Frankfurt am Main", "Frankfurt am Main"),
        ("https://a-werk.de/kontakt", "de", "Hauptstrasse 5 60311 Frankfurt", "Frankfurt"),
        (
            "https://a-werk.de/kontakt",
            "de",
            "Tel. 07161 99880, info@a-werk.de, Mühlweg 4, 73033 Göppingen",
            "Göppingen",
        ),
        ("https://a-werk.de/kontakt", "de", "Kaiserring 4 | 61348 Bad Homburg v. d. Höhe", "Bad Homburg v. d. Höhe"),
        ("https://a-werk.de/kontakt", "de", "Postfach 12 34<br>73002 Göppingen", "Göppingen"),
        ("https://a-werk.de/kontakt", "de", "Mühlweg 4<br>D – 73033 Göppingen", "Göppingen"),
        ("https://a-werk.ch/kontakt", "de", "Hardturmstrasse 5, CH-8005 Zürich", "Zürich"),
        ("https://a-werk.ch/kontakt", "de", "Rosenbergstrasse 5<br>9000 St. Gallen", "St. Gallen"),
        ("https://a-werk.at/kontakt", "de", "Ringstraße 5, A-1010 Wien", "Wien"),
        ("https://a-werk.fr/contact", "fr", "12 rue des Forges<br>42000 Saint-Étienne", "Saint-Étienne"),
        ("https://a-werk.fr/contact", "fr", "ZI Nord, 8 rue Ampère, 69680 CHASSIEU CEDEX", "CHASSIEU"),
        ("https://a-werk.nl/contact", "nl", "Havenstraat 5, 5211 AB 's-Hertogenbosch", "'s-Hertogenbosch"),
        ("https://a-werk.be/contact", "nl", "Industrielaan 5, 2000 Antwerpen", "Antwerpen"),
        ("https://a-werk.it/contatti", "it", "Via Roma 5 - 67100 L'Aquila (AQ)", "L'Aquila"),
        ("https://a-werk.es/contacto", "es", "Calle Real 5, 15001 A Coruña", "A Coruña"),
        ("https://a-werk.co.uk/contact", "en", "5 Quayside, Newcastle upon Tyne, NE1 3DE", "Newcastle upon Tyne"),
        ("https://a-werk.com/contact", "en", "1420 W 41st St Ste 200<br>Tulsa, Oklahoma 74107", "Tulsa"),
        ("https://a-werk.com/contact", "en", "PO Box 12, St. Louis, MO 63101-1234", "St. Louis"),
        ("https://a-werk.ca/contact", "en", "439 King Street West, Toronto, ON M5V 1K4", "Toronto"),
        ("https://a-werk.ca/contact", "en", "439 King Street West<br>Toronto, Ontario, Canada<br>M5V 1K4", "Toronto"),
        ("https://a-werk.ca/contact", "en", "5420 North Service Road<br>Burlington, Ontario<br>L7L 6C7", "Burlington"),
        ("https://a-werk.com/contact", "en", "20100 N. 51st Ave Suite #D-410<br>Glendale, Az. 85308", "Glendale"),
        ("https://a-werk.com/contact", "en", "2655 Main Street<br>Brewster Ma 02631", "Brewster"),
        ("https://a-werk.com.au/contact", "en", "5 George St, Sydney NSW 2000", "Sydney"),
        ("https://a-werk.se/kontakt", "sv", "Verkstadsgatan 5, SE-214 32 Malmö", "Malmö"),
        ("https://a-werk.no/kontakt", "no", "Industriveien 5, NO-1481 Hagan", "Hagan"),
        ("https://a-werk.dk/kontakt", "da", "Kajgade 5, DK-8000 Aarhus", "Aarhus"),
        ("https://a-werk.pl/kontakt", "pl", "ul. Fabryczna 12, 61-524 Poznań", "Poznań"),
        ("https://a-werk.cz/kontakt", "cs", "Dlouhá 12, 602 00 Brno", "Brno"),
        ("https://a-werk.in/contact", "en", "38 Cubbon Road, Bangalore 560 001", "Bangalore"),
    ],
)
def test_places(site, url, lang, written, city):
    html = f"<html lang={lang}><head><title>x</title></head><body><p>{written}</p></body></html>"
    found = [value["city"] for value in site.values(html, "address", url=url, kind="contact")]
    assert found == [city]


@pytest.mark.parametrize(
    ("href", "profile"),
    [
        ("/bitrix/redirect.php?goto=https://www.facebook.com/talwerk", "https://www.facebook.com/talwerk"),
        ("/out?url=https%3A%2F%2Fwww.linkedin.com%2Fcompany%2Ftalwerk", "https://www.linkedin.com/company/talwerk"),
        ("https://de.linkedin.com/company/talwerk/?trk=x", "linkedin.com/company/talwerk"),
        ("https://m.facebook.com/talwerk", "facebook.com/talwerk"),
        ("//www.instagram.com/talwerk/", "instagram.com/talwerk"),
        ("http://twitter.com/talwerk?lang=de", "twitter.com/talwerk"),
        ("https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv", "youtube.com/channel/"),
        ("https://www.xing.com/pages/talwerk", "xing.com/pages/talwerk"),
        ("https://www.tiktok.com/@talwerk", "tiktok.com/@talwerk"),
    ],
)
def test_profiles(site, href, profile):
    html = f'<html lang=de><title>Talwerk</title><body><footer><a href="{href}">Folgen</a></footer></body></html>'
    (found,) = site.values(html, "social", url="https://www.talwerk.de/", kind="home")
    assert profile in found


@pytest.mark.parametrize(
    "block",
    [
        "<h3>Pressekontakt</h3><p>PR-Agentur Klar GmbH, Tel. 089 998877, presse@klar-pr.de</p>",
        "<p>Pressekontakt: PR-Agentur Klar, Tel. 089 998877</p>",
        "<h3>Datenschutzbeauftragter</h3><p>DSB Nord GmbH, Tel. 089 998877, dsb@dsb-nord.de</p>",
        "<h3>Schlichtungsstelle</h3><p>Zentrum für Schlichtung e.V., 77694 Kehl, Tel. 089 998877</p>",
        "<h3>Zuständige Kammer</h3><p>Handwerkskammer Ulm, 89073 Ulm, Tel. 089 998877</p>",
        "<h3>Unsere Partner</h3><p>Meyer Hydraulik, 10115 Berlin, Tel. 089 998877</p>",
        "<h3>Bildnachweis</h3><p>Foto Müller, Tel. 089 998877, foto@mueller-foto.de</p>",
        "<p>Webdesign: Pixelhof, Tel. 089 998877</p>",
        "<p>Hosting: Wolke AG, 10115 Berlin, Tel. 089 998877</p>",
        '<div class="testimonial"><p>Tel. 089 998877</p></div>',
        '<div id="cookie-law-info-bar"><p>Tel. 089 998877, Wolke AG, 10115 Berlin</p></div>',
        '<div style="display:none">Tel. 089 998877</div>',
    ],
)
def test_whose_it_is_in_an_imprint(site, block):
    html = f"""<html lang=de><title>Impressum</title><body><h1>Impressum</h1><p>Talwerk GmbH<br>Mühlweg 4<br>73033 Göppingen<br>
    Tel. 07161 99880<br>info@talwerk.de</p>{block}</body></html>"""
    url = "https://www.talwerk.de/impressum"
    claims = site.claims(html, url, "imprint")
    assert [one.value for one in claims if one.field == "phone"] == ["+49716199880"]
    assert [one.value for one in claims if one.field == "email"] == ["info@talwerk.de"]
    assert [one.value["city"] for one in claims if one.field == "address"] == ["Göppingen"]
