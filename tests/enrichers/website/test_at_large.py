"""Small made-up pages of many countries, builds and habits: what is the company's is found, what is not is left."""

# ruff: noqa: E501 - pages are shown as they come

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from bs4 import BeautifulSoup


@dataclass(frozen=True)
class Case:
    """A page, and what must be said of it: whole lists for the fields given, nothing about those not given."""

    url: str
    lang: str
    body: str
    wanted: dict[str, list[Any]]
    kind: str = "contact"
    head: str = "<title>Kontakt</title>"
    never: tuple[str, ...] = field(default=())
    """Words that must stand in no value at all."""


CASES: dict[str, Case] = {
    # Countries
    "german imprint": Case(
        "https://www.talwerk.de/impressum", "de",
        """<h1>Impressum</h1><p>Angaben gemäß § 5 DDG</p><p>Talwerk Maschinenbau GmbH<br>Mühlweg 4<br>73033 Göppingen</p>
        <p>Handelsregister: HRB 721234<br>Registergericht: Amtsgericht Ulm</p><p>Vertreten durch: Eva Beispiel</p>
        <p>Telefon: 07161 / 9988-0<br>Telefax: 07161 / 9988-99<br>E-Mail: info@talwerk.de</p>
        <p>Umsatzsteuer-ID: DE 812 345 678</p><h2>Hosting</h2><p>Wolkenwerk AG, Hauptstr. 68, 67433 Neustadt<br>Tel. 06321 998800</p>
        <p>Umsetzung: <a href="https://pixelhof.example">Pixelhof Medien</a>, Tel. 0711 998877, hallo@pixelhof.de</p>""",
        {"legal_name": ["Talwerk Maschinenbau GmbH"], "phone": ["+49716199880"], "fax": ["+497161998899"],
         "email": ["info@talwerk.de"], "city": ["Göppingen"]},
        "imprint", "<title>Impressum | Talwerk</title>",
    ),
    "french legal notice": Case(
        "https://www.forges-valmont.fr/mentions-legales", "fr",
        """<h1>Mentions légales</h1><p>Éditeur : SAS Forges Valmont au capital de 120 000 €, RCS Lyon B 412 345 678,
        SIRET 412 345 678 00012</p><p>Siège social : 12 rue des Forges, 69007 Lyon</p><p>Tél. : 04 72 99 10 20 - Fax : 04 72 99 10 21</p>
        <p>Courriel : contact@forges-valmont.fr</p><p>Hébergeur : OVH, 2 rue Kellermann, 59100 Roubaix, tél. 1007, 09 72 10 10 07</p>""",
        {"phone": ["+33472991020"], "fax": ["+33472991021"], "email": ["contact@forges-valmont.fr"], "city": ["Lyon"]},
        "imprint", never=("roubaix", "+33972101007"),
    ),
    "spanish legal notice": Case(
        "https://www.talleresurrutia.es/aviso-legal", "es",
        """<h1>Aviso legal</h1><p>Titular: Talleres Urrutia, S.A. CIF: A-48012345</p><p>Domicilio: Polígono Industrial Sur, nave 7,
        48200 Durango (Bizkaia)</p><p>Teléfono: 946 99 42 10 Fax: 946 99 42 11</p><p>Email: taller@talleresurrutia.es</p>
        <p>Inscrita en el Registro Mercantil de Bizkaia, tomo 1234, folio 56, hoja BI-12345</p>""",
        {"phone": ["+34946994210"], "fax": ["+34946994211"], "email": ["taller@talleresurrutia.es"], "city": ["Durango"]},
        "imprint",
    ),
    "italian footer": Case(
        "https://www.rubinetteriemoro.it/", "it",
        """<main><p>Rubinetti dal 1962.</p></main><footer><p>Rubinetterie Moro S.p.A. - Via Industria 15, 28024 Gozzano (NO)<br>
        Tel. 0322 999421 - Fax 0322 999422 - info@rubinetteriemoro.it<br>P.IVA 01234567890 - REA NO-123456 - Cap. Soc. € 1.000.000 i.v.
        </p><p>Credits: <a href="https://agenzia.example">Agenzia Lampo</a></p></footer>""",
        {"phone": ["+390322999421"], "fax": ["+390322999422"], "email": ["info@rubinetteriemoro.it"], "city": ["Gozzano"],
         "legal_name": ["Rubinetterie Moro S.p.A."]},
        "home", "<title>Rubinetterie Moro</title>",
    ),
    "dutch contact": Case(
        "https://www.hijskraanbrabant.nl/contact", "nl",
        """<h1>Contact</h1><p>Hijskraan Brabant B.V.<br>Industrieweg 20<br>5683 CC Best</p><p>T 0499 20 99 10<br>F 0499 20 99 11<br>
        E info [at] hijskraanbrabant [punt] nl</p><p>KvK: 17123456<br>BTW: NL812345678B01<br>IBAN NL91 ABNA 0417 1643 00</p>""",
        {"phone": ["+31499209910"], "fax": ["+31499209911"], "email": ["info@hijskraanbrabant.nl"], "city": ["Best"]},
    ),
    "polish contact": Case(
        "https://www.zamki-krawczyk.pl/kontakt", "pl",
        """<p>Zamki Krawczyk Sp. z o.o.<br>ul. Fabryczna 12<br>61-524 Poznań</p><p>tel. 61 999 42 10, faks 61 999 42 19</p>
        <p>NIP 778-123-45-67, REGON 630123456, KRS 0000123456</p><p>biuro@zamki-krawczyk.pl</p>""",
        {"phone": ["+48619994210"], "fax": ["+48619994219"], "email": ["biuro@zamki-krawczyk.pl"], "city": ["Poznań"]},
    ),
    "czech contact": Case(
        "https://www.cerpadla-novak.cz/kontakt", "cs",
        """<p>Čerpadla Novák s.r.o.<br>Dlouhá 12<br>602 00 Brno</p><p>IČO: 27082440, DIČ: CZ27082440</p><p>tel.: 541 999 421<br>
        mobil: 602 999 421<br>e-mail: info@cerpadla-novak.cz</p><p>č. účtu: 123456789/0100</p>""",
        {"phone": ["+420541999421", "+420602999421"], "email": ["info@cerpadla-novak.cz"], "city": ["Brno"]},
    ),
    "swedish contact": Case(
        "https://www.lindkylteknik.se/kontakt", "sv",
        """<p>Lind Kylteknik AB<br>Verkstadsgatan 5<br>214 32 Malmö</p><p>Växel: 040-99 42 10</p><p>Org.nr 556677-8899</p>
        <p>Bankgiro 5051-6822</p><p><a href="mailto:info@lindkylteknik.se">info@lindkylteknik.se</a></p>""",
        {"phone": ["+4640994210"], "email": ["info@lindkylteknik.se"], "city": ["Malmö"]},
    ),
    "norwegian contact": Case(
        "https://www.fjordkran.no/kontakt", "no",
        """<p>Fjordkran AS<br>Industriveien 5<br>1481 Hagan</p><p>Tlf: 67 99 42 10</p><p>Org.nr. 987 654 321 MVA</p>
        <p>E-post: post@fjordkran.no</p><p>Kontonr: 1503 11 12345</p>""",
        {"phone": ["+4767994210"], "email": ["post@fjordkran.no"], "city": ["Hagan"]},
    ),
    "danish contact": Case(
        "https://www.havnekran.dk/kontakt", "da",
        """<p>Havnekran A/S<br>Kajgade 5<br>8000 Aarhus C</p><p>Tlf. 86 99 42 10</p><p>CVR-nr. 12345678</p>
        <p>Mail: kontakt@havnekran.dk</p><p>Reg. 1234 Konto 0012345678</p>""",
        {"phone": ["+4586994210"], "email": ["kontakt@havnekran.dk"], "city": ["Aarhus C"]},
    ),
    "finnish contact": Case(
        "https://www.nostolaite.fi/yhteystiedot", "fi",
        """<p>Nostolaite Oy<br>Tehtaankatu 5<br>33100 Tampere</p><p>Puh. 03 999 4210</p><p>Y-tunnus 1234567-8</p>
        <p>myynti(at)nostolaite.fi</p>""",
        {"phone": ["+35839994210"], "email": ["myynti@nostolaite.fi"], "city": ["Tampere"]},
    ),
    "portuguese contact": Case(
        "https://www.bombasdodouro.pt/contactos", "pt",
        """<p>Bombas do Douro, Lda.<br>Rua da Fábrica 12<br>4050-246 Porto</p>
        <p>Telefone: 22 099 4210 (chamada para a rede fixa nacional)</p><p>NIF: 501 234 567</p><p>geral@bombasdodouro.pt</p>""",
        {"phone": ["+351220994210"], "email": ["geral@bombasdodouro.pt"], "city": ["Porto"]},
    ),
    "turkish contact": Case(
        "https://www.yildizvinc.com.tr/iletisim", "tr",
        """<p>Yıldız Vinç San. ve Tic. A.Ş.</p><p>Organize Sanayi Bölgesi 5. Cadde No: 12, 34306 Başakşehir / İstanbul</p>
        <p>Tel: 0212 999 42 10<br>Faks: 0212 999 42 11</p><p>Vergi No: 9876543210</p><p>bilgi@yildizvinc.com.tr</p>""",
        {"phone": ["+902129994210"], "fax": ["+902129994211"], "email": ["bilgi@yildizvinc.com.tr"]},
    ),
    "japanese company": Case(
        "https://www.maruta-seiki.co.jp/contact", "ja",
        """<p>株式会社丸太精機</p><p>〒144-0052 東京都大田区蒲田5-13-14</p><p>TEL：03-3999-1200　FAX：03-3999-1201</p>
        <p>info@maruta-seiki.co.jp</p>""",
        {"phone": ["+81339991200"], "fax": ["+81339991201"], "email": ["info@maruta-seiki.co.jp"], "city": ["大田区"]},
    ),
    "chinese company": Case(
        "https://www.haitong-pump.cn/contact", "zh",
        """<p>上海海通泵业有限公司</p><p>地址：上海市浦东新区张江路88号 邮编：201203</p><p>电话：021-5899 4210</p>
        <p>传真：021-5899 4211</p><p>邮箱：sales@haitong-pump.cn</p><p>沪ICP备12345678号-1</p>""",
        {"phone": ["+862158994210"], "fax": ["+862158994211"], "email": ["sales@haitong-pump.cn"]},
    ),
    "arabic company": Case(
        "https://www.alnoorlifts.ae/contact", "ar",
        """<p>شركة النور للمصاعد</p><p>دبي، الإمارات العربية المتحدة</p><p>هاتف: 04 399 4210</p><p>فاكس: 04 399 4211</p>
        <p>info@alnoorlifts.ae</p>""",
        {"phone": ["+97143994210"], "fax": ["+97143994211"], "email": ["info@alnoorlifts.ae"]},
    ),
    "british contact": Case(
        "https://www.calderlifts.co.uk/contact", "en-GB",
        """<p>Calder Lifts Ltd<br>Unit 4, Mill Park<br>Canal Road<br>Leeds<br>LS12 2QQ</p><p>T: 0113 496 4210 | F: 0113 496 4211</p>
        <p>E: enquiries@calderlifts.co.uk</p><p>Company No. 01234567. VAT No. 123 4567 89</p>""",
        {"phone": ["+441134964210"], "fax": ["+441134964211"], "email": ["enquiries@calderlifts.co.uk"], "city": ["Leeds"]},
    ),
    "american contact": Case(
        "https://www.tulsacrane.com/contact", "en",
        """<p>Tulsa Crane & Hoist, Inc.<br>1420 W 41st St, Suite 200<br>Tulsa, OK 74107</p><p>Phone: (918) 742-4210<br>
        Toll Free: 800.742.4210<br>Fax: (918) 742-4211</p><p>Se habla español: (918) 742-4212</p><p>sales@tulsacrane.com</p>""",
        {"phone": ["+18007424210", "+19187424210", "+19187424212"], "fax": ["+19187424211"], "email": ["sales@tulsacrane.com"],
         "city": ["Tulsa"]},
    ),
    # Obfuscated mailboxes
    "cloudflare mailbox": Case(
        "https://www.acmelifts.com/contact", "en",
        """<p><a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="1c75727a735c7d7f717970757a686f327f7371">
        [email&#160;protected]</a></p><p>Call (918) 742-4210</p>""",
        {"email": ["info@acmelifts.com"]},
    ),
    "cloudflare mailbox behind a link": Case(
        "https://www.acmelifts.com/contact", "en",
        '<p><a href="/cdn-cgi/l/email-protection#1c6f7d70796f5c7d7f717970757a686f327f7371">Write to us</a></p>',
        {"email": ["sales@acmelifts.com"]},
    ),
    "entities": Case(
        "https://www.talwerk.de/kontakt", "de",
        "<p>&#105;&#110;&#102;&#111;&#64;&#116;&#97;&#108;&#119;&#101;&#114;&#107;&#46;&#100;&#101;</p>",
        {"email": ["info@talwerk.de"]},
    ),
    "hidden filler in the middle": Case(
        "https://www.talwerk.de/kontakt", "de",
        '<p>info<span style="display:none">NOSPAM</span>@<b></b>talwerk.de</p>',
        {"email": ["info@talwerk.de"]},
    ),
    "words for at and dot": Case(
        "https://www.acmelifts.com/contact", "en", "<p>Mail: info AT acmelifts DOT com</p><p>Meet us at acme dot party</p>",
        {"email": ["info@acmelifts.com"]},
    ),
    "mailbox in data attributes": Case(
        "https://www.acmelifts.com/contact", "en",
        '<p><a class="mail" href="#" data-user="info" data-domain="acmelifts.com">write</a></p>',
        {"email": ["info@acmelifts.com"]},
    ),
    "mailbox put together by a script": Case(
        "https://www.acmelifts.com/contact", "en",
        """<p><script>document.write('<a href="mailto:' + 'info' + '@' + 'acmelifts.com' + '">mail</a>');</script></p>""",
        {"email": ["info@acmelifts.com"]},
    ),
    "mailbox written backwards": Case(
        "https://www.talwerk.de/kontakt", "de",
        '<p><span style="unicode-bidi:bidi-override; direction: rtl">ed.krewlat@ofni</span></p>',
        {"email": ["info@talwerk.de"]},
    ),
    "mailto with names, blanks and subjects": Case(
        "https://www.talwerk.de/kontakt", "de",
        """<a href="mailto:Talwerk%20%3Cinfo@talwerk.de%3E?subject=Anfrage">Mail</a> <a href="MAILTO: verkauf@talwerk.de ">x</a>
        <a href="mailto:?subject=Lesen&body=https://talwerk.de">teilen</a><a href="mailto://service@talwerk.de">y</a>""",
        {"email": ["info@talwerk.de", "service@talwerk.de", "verkauf@talwerk.de"]},
    ),
    "images and trackers are no mailboxes": Case(
        "https://www.talwerk.de/kontakt", "de",
        """<p>logo@2x.png icon@3x.webp</p><p>0a1b2c3d4e5f60718293a4b5c6d7e8f9@o123.ingest.sentry.io</p>
        <p>name@example.com, ihre@email.de, max.mustermann@talwerk.de</p><p>info@talwerk.de</p>""",
        {"email": ["info@talwerk.de"]},
    ),
    # Telephones
    "tel links with rubbish": Case(
        "https://www.talwerk.de/kontakt", "de",
        """<a href="tel:Tel.+49 7161 99880">a</a><a href="tel:+49 (0) 7161 99881">b</a><a href="tel://004971619988-2">c</a>
        <a href="tel:undefined">d</a><a href="tel:0000000">e</a><a href="tel:#">f</a><a href="tel:">g</a>
        <a href="callto:+4971619983">h</a><a href="tel:+49%207161%2099884;ext=12">i</a>""",
        {"phone": ["+49716199880", "+49716199881", "+49716199882", "+4971619983", "+49716199884"]},
    ),
    "fax behind a tel link": Case(
        "https://www.talwerk.de/kontakt", "de",
        """<ul><li>Tel: <a href="tel:+49716199880">07161 99880</a></li><li>Fax: <a href="tel:+49716199889">07161 99889</a></li></ul>
        <a href="fax:+49716199887">faxen</a>""",
        {"phone": ["+49716199880"], "fax": ["+49716199887", "+49716199889"]},
    ),
    "labels in one column, numbers in the next": Case(
        "https://www.tulsacrane.com/contact", "en",
        """<table><tr><td>Phone:<br>Fax:</td><td>(918) 742-4210<br>(918) 742-4211</td></tr></table>""",
        {"phone": ["+19187424210"], "fax": ["+19187424211"]},
    ),
    "a table with a row of headings": Case(
        "https://www.tulsacrane.com/contact", "en",
        """<table><tr><th>Office</th><th>Phone</th><th>Fax</th></tr><tr><td>Tulsa</td><td>918-742-4210</td><td>918-742-4211</td></tr>
        <tr><td>Dallas</td><td>214-742-4210</td><td>214-742-4211</td></tr></table>""",
        {"phone": ["+12147424210", "+19187424210"], "fax": ["+12147424211", "+19187424211"]},
    ),
    "a list of terms": Case(
        "https://www.talwerk.de/kontakt", "de",
        "<dl><dt>Telefon</dt><dd>07161 99880</dd><dt>Telefax</dt><dd>07161 99889</dd><dt>Notdienst</dt><dd>0171 9998877</dd></dl>",
        {"phone": ["+491719998877", "+49716199880"], "fax": ["+49716199889"]},
    ),
    "full-width digits and dots": Case(
        "https://www.maruta-seiki.co.jp/contact", "ja", "<p>電話番号：０３－３９９９－１２００</p><p>ファックス 03‐3999‐1201</p>",
        {"phone": ["+81339991200"], "fax": ["+81339991201"]},
    ),
    "figures that are no numbers": Case(
        "https://www.talwerk.de/kontakt", "de",
        """<p>IBAN DE89 3704 0044 0532 0130 00, BIC COBADEFFXXX, Steuernummer 62012/34567, USt-ID DE812345678, EORI DE1234567,
        WEEE-Reg.-Nr. DE 12345678, ISO 9001:2015, Lat 48.7031, Lon 9.6528, 01.02.2024 – 31.12.2024, Mo–Fr 07:30–16:00</p>
        <p>Bestellung 0711998877 vom 12.03.2024</p><p>Tel 07161 99880</p>""",
        {"phone": ["+49716199880"]},
    ),
    # Structured data
    "json-ld graph": Case(
        "https://www.talwerk.de/", "de",
        """<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
        {"@type":"WebSite","@id":"https://www.talwerk.de/#website","name":"Talwerk","publisher":{"@id":"https://www.talwerk.de/#org"}},
        {"@type":["https://schema.org/LocalBusiness","Organization"],"@id":"https://www.talwerk.de/#org","name":"Talwerk Maschinenbau",
         "telephone":["+49 7161 99880"],"faxNumber":"+49 7161 99889","email":"mailto:info@talwerk.de",
         "address":{"@type":"PostalAddress","streetAddress":"Mühlweg 4","postalCode":"73033","addressLocality":"Göppingen",
         "addressCountry":{"@type":"Country","name":"Deutschland"}},"sameAs":"https://www.linkedin.com/company/talwerk"},
        ]}</script><p>Maschinen</p>""",
        {"name": ["Talwerk Maschinenbau"], "phone": ["+49716199880"], "fax": ["+49716199889"], "email": ["info@talwerk.de"],
         "city": ["Göppingen"], "social": ["https://www.linkedin.com/company/talwerk"]},
        "home", "<title>Talwerk Maschinenbau</title>",
    ),
    "microdata with meta": Case(
        "https://www.talwerk.de/", "de",
        """<div itemscope itemtype="http://schema.org/LocalBusiness"><span itemprop="name">Talwerk Maschinenbau</span>
        <meta itemprop="telephone" content="+49 7161 99880"><link itemprop="sameAs" href="https://www.facebook.com/talwerk">
        <div itemprop="address" itemscope itemtype="http://schema.org/PostalAddress"><span itemprop="addressLocality">Göppingen</span>
        </div></div>""",
        {"phone": ["+49716199880"], "city": ["Göppingen"], "social": ["https://www.facebook.com/talwerk"]}, "home",
    ),
    "rdfa": Case(
        "https://www.talwerk.de/", "de",
        """<div vocab="https://schema.org/" typeof="Organization"><span property="name">Talwerk Maschinenbau</span>
        <span property="telephone">07161 99880</span><div property="address" typeof="PostalAddress">
        <span property="addressLocality">Göppingen</span></div></div>""",
        {"phone": ["+49716199880"], "city": ["Göppingen"]}, "home",
    ),
    "hcard": Case(
        "https://www.talwerk.de/", "de",
        """<div class="vcard"><span class="fn org">Talwerk Maschinenbau</span><div class="adr"><span class="locality">Göppingen</span>
        </div><div class="tel"><span class="type">fax</span> <span class="value">07161 99889</span></div></div>""",
        {"fax": ["+49716199889"], "city": ["Göppingen"]}, "home",
    ),
    "reviews and sellers in structured data": Case(
        "https://www.talwerk.de/", "de",
        """<script type="application/ld+json">[{"@type":"Product","name":"Presse","brand":{"@type":"Organization","name":"Fremd AG",
        "telephone":"+49 711 998877"},"offers":{"seller":{"@type":"Organization","name":"Haendler GmbH","email":"info@haendler.de",
        "telephone":"+49 30 998877"}},"review":{"author":{"@type":"Organization","name":"Kunde AG","url":"https://kunde.de"}}},
        {"@type":"Organization","name":"Talwerk","url":"https://www.talwerk.de","telephone":"+49 7161 99880"}]</script>""",
        {"phone": ["+49716199880"]}, "home", never=("fremd", "haendler", "kunde ag"),
    ),
}  # fmt: skip

CASES |= {
    # Somebody else on the page
    "agency in the footer": Case(
        "https://www.tulsacrane.com/", "en",
        """<footer><p>(918) 742-4210 | sales@tulsacrane.com</p><p>Website by <a href="https://brightpixel.example">Bright Pixel</a>
        <a href="mailto:hello@brightpixel.com">hello@brightpixel.com</a> <a href="tel:+12145550199">214-742-0199</a>
        <a href="https://twitter.com/brightpixel">@brightpixel</a></p></footer>""",
        {"phone": ["+19187424210"], "email": ["sales@tulsacrane.com"], "social": []}, "home",
        "<title>Tulsa Crane</title>", never=("brightpixel", "bright pixel"),
    ),
    "cookie banner with its providers": Case(
        "https://www.talwerk.de/", "de",
        """<p>Talwerk GmbH, Mühlweg 4, 73033 Göppingen, Tel. 07161 99880</p><div id="usercentrics-root" class="cookie-banner">
        <p>Google Ireland Limited, Gordon House, Barrow Street, Dublin 4, Ireland</p><p>Hotjar Ltd, 3 Elia Zammit Street, St Julians
        STJ 3155, Malta, Tel. +356 2034 5678, privacy@hotjar.com</p><p>Usercentrics GmbH, Sendlinger Str. 7, 80331 München</p></div>""",
        {"phone": ["+49716199880"], "city": ["Göppingen"], "email": []}, "home", "<title>Talwerk</title>",
        never=("hotjar", "usercentrics", "dublin", "münchen"),
    ),
    "consent dialog of a vendor": Case(
        "https://www.talwerk.de/", "de",
        """<p>Talwerk GmbH, Mühlweg 4, 73033 Göppingen</p><div id="onetrust-consent-sdk"><p>OneTrust LLC, 1200 Abernathy Road,
        Atlanta, GA 30328</p></div><div id="CybotCookiebotDialog"><p>Cybot A/S, Havnegade 39, 1058 København</p></div>""",
        {"city": ["Göppingen"]}, "home", "<title>Talwerk</title>", never=("cybot", "onetrust", "atlanta"),
    ),
    "payment and shipping partners": Case(
        "https://www.kerzenstube.de/", "de",
        """<p>Kerzenstube Harz e.K., Markt 3, 38640 Goslar, Tel. 05321 998877</p><h2>Zahlung</h2><p>Rechnungskauf über die Klarna Bank
        AB (publ), Sveavägen 46, 111 34 Stockholm, Schweden.</p><p>PayPal (Europe) S.à r.l. et Cie, S.C.A., 22-24 Boulevard Royal,
        L-2449 Luxembourg</p>""",
        {"phone": ["+495321998877"], "city": ["Goslar"]}, "home", "<title>Kerzenstube Harz</title>",
        never=("klarna", "paypal", "stockholm", "luxembourg"),
    ),
    "customers' logos": Case(
        "https://www.talwerk.de/", "de",
        """<h1>Maschinen aus Göppingen</h1><section class="customers"><h2>Unsere Kunden</h2><img src="siemens-logo.svg" alt="Siemens Logo">
        <img src="bosch-logo.svg" alt="Bosch Logo"></section><footer>© 2025 Talwerk Maschinenbau GmbH</footer>""",
        {"legal_name": ["Talwerk Maschinenbau GmbH"]}, "home", "<title>Talwerk Maschinenbau</title>", never=("siemens", "bosch"),
    ),
    "testimonials": Case(
        "https://www.tulsacrane.com/", "en",
        """<p>Call 918-742-4210</p><section class="testimonials"><blockquote>Great crane! Bob Stone, Stone Steel Inc., 214-742-9911,
        bob@stonesteel.com</blockquote></section><div class="testimonial-slider"><p>Ann, Rigging LLC, Dallas, TX 75201, 214-742-9912</p>
        </div>""",
        {"phone": ["+19187424210"], "email": [], "city": []}, "home", "<title>Tulsa Crane</title>", never=("stone", "rigging llc", "dallas"),
    ),
    "share links": Case(
        "https://www.tulsacrane.com/blog/x", "en",
        """<p><a href="https://www.facebook.com/sharer/sharer.php?u=x">f</a><a href="https://twitter.com/intent/tweet?text=x">t</a>
        <a href="https://www.linkedin.com/shareArticle?mini=true&url=x">l</a><a href="https://pinterest.com/pin/create/button/?url=x">p</a>
        <a href="https://wa.me/?text=x">w</a><a href="https://t.me/share/url?url=x">t</a><a href="https://www.reddit.com/submit?url=x">r</a>
        <a href="https://x.com/share?url=x">x</a><a href="https://www.facebook.com/dialog/send?app_id=1">m</a>
        <a href="https://www.xing.com/spi/shares/new?url=x">x</a><a href="https://www.linkedin.com/sharing/share-offsite/?url=x">l</a>
        <a href="https://api.whatsapp.com/send?text=x">w</a><a href="https://news.ycombinator.com/submitlink?u=x">h</a>
        <a href="https://bsky.app/intent/compose?text=x">b</a><a href="https://www.threads.net/intent/post?text=x">t</a></p>
        <a href="https://www.facebook.com/tulsacrane">Facebook</a>""",
        {"social": ["https://www.facebook.com/tulsacrane"]}, "other", "<title>Tulsa Crane</title>",
    ),
    "profiles of people, posts and platforms": Case(
        "https://www.tulsacrane.com/", "en",
        """<a href="https://www.linkedin.com/in/bob-stone">Bob</a><a href="https://www.instagram.com/p/Abc123/">post</a>
        <a href="https://www.youtube.com/watch?v=abc">video</a><a href="https://www.facebook.com/">fb</a>
        <a href="https://twitter.com/hashtag/cranes">#</a><a href="https://www.facebook.com/tr?id=1">px</a>
        <a href="https://www.facebook.com/wordpress">WordPress</a><a href="https://twitter.com/wix">Wix</a>
        <a href="https://www.youtube.com/@tulsacrane">YouTube</a>""",
        {"social": ["https://www.youtube.com/@tulsacrane"]}, "home", "<title>Tulsa Crane</title>",
    ),
    "app stores are no profiles": Case(
        "https://www.tulsacrane.com/app", "en",
        """<p>Get the Tulsa Crane app</p><a href="https://apps.apple.com/us/app/tulsa-crane/id123456789">App Store</a>
        <a href="https://play.google.com/store/apps/details?id=com.tulsacrane">Google Play</a><p>Text APP to 918-742-4210</p>""",
        {"social": [], "phone": ["+19187424210"]}, "other", "<title>Tulsa Crane</title>",
    ),
    "the template's own address is left in": Case(
        "https://www.tulsacrane.com/contact", "en",
        """<p>500 Terry Francine Street, San Francisco, CA 94158</p><p>Tel: 123-456-7890</p><p>info@mysite.com</p>
        <p>Phone (555) 555-5555</p><p>hello@yourdomain.com</p><p>123 Street Avenue, City Town, 99999</p><p>(918) 742-4210</p>""",
        {"phone": ["+19187424210"], "email": [], "city": []}, never=("terry", "francisco"),
    ),
    "a parent in the footer": Case(
        "https://www.talwerk.de/", "de",
        """<p>Talwerk Maschinenbau GmbH, Mühlweg 4, 73033 Göppingen, Tel. 07161 99880</p><footer><p>Ein Unternehmen der
        <a href="https://nordwind.example">Nordwind Holding SE</a></p></footer>""",
        {"legal_name": ["Talwerk Maschinenbau GmbH"], "city": ["Göppingen"]}, "home", "<title>Talwerk Maschinenbau</title>",
        never=("nordwind",),
    ),
    "dealers": Case(
        "https://www.talwerk.de/haendler", "de",
        """<h2>Händler</h2><p>Maschinen Meyer, Hauptstr. 1, 10115 Berlin, Tel. 030 998877, info@maschinen-meyer.de</p>
        <footer>Talwerk GmbH, Mühlweg 4, 73033 Göppingen, Tel. 07161 99880, info@talwerk.de</footer>""",
        {"phone": ["+49716199880"], "email": ["info@talwerk.de"], "city": ["Göppingen"]}, "other", "<title>Talwerk</title>",
    ),
    "people on a team page": Case(
        "https://www.talwerk.de/team", "de",
        """<div class="team-member"><h3>Eva Beispiel</h3><p>Vertrieb</p><a href="mailto:eva.beispiel@talwerk.de">Mail</a></div>
        <div class="team-member"><h3>Jan Muster</h3><a href="mailto:j.muster@talwerk.de">Mail</a></div><p>info@talwerk.de</p>
        <p>eva@talwerk.de</p>""",
        {"email": ["info@talwerk.de"]}, "about", "<title>Talwerk</title>",
    ),
    "comments under an article": Case(
        "https://www.talwerk.de/blog/presse", "de",
        """<article><p>Neue Presse.</p></article><ol class="comment-list"><li>Ruf mich an: 030 998877, hans@gmail.com</li></ol>
        <footer>info@talwerk.de</footer>""",
        {"email": ["info@talwerk.de"], "phone": []}, "other", "<title>Talwerk</title>",
    ),
    "injected links of a hacked site": Case(
        "https://www.talwerk.de/", "de",
        """<p>Tel 07161 99880</p><div style="position:absolute;left:-9999px"><a href="https://pills.example">pills</a>
        <p>Call +1 214 742 4210, order@pills.com, https://facebook.com/pills</p></div>""",
        {"phone": ["+49716199880"], "email": []}, "home", "<title>Talwerk</title>", never=("pills",),
    ),
    "the search engine's translation bar": Case(
        "https://www.talwerk.de/kontakt", "de",
        """<iframe class="goog-te-banner-frame"></iframe><div id="goog-gt-tt" style="display:none">Original text: 030 998877</div>
        <p>Tel 07161 99880</p>""",
        {"phone": ["+49716199880"]},
    ),
    # Names
    "title begins with the page": Case(
        "https://www.talwerk-maschinenbau.de/", "de", "<h1>Willkommen</h1>", {"name": ["Talwerk Maschinenbau"]},
        "home", "<title>Startseite - Talwerk Maschinenbau</title>",
    ),
    "site name of the theme": Case(
        "https://www.talwerk-maschinenbau.de/", "de", "<footer>© 2014–2025 Talwerk Maschinenbau. Alle Rechte vorbehalten.</footer>",
        {"name": ["Talwerk Maschinenbau"]}, "home",
        '<title>Home</title><meta property="og:site_name" content="My WordPress Site">',
    ),
    "a title full of search words": Case(
        "https://www.acmecranes.com/", "en", "<footer>Copyright © Acme Cranes, Inc. 2020. All Rights Reserved</footer>",
        {"name": ["Acme Cranes"], "legal_name": ["Acme Cranes, Inc."]}, "home",
        "<title>Cheap Crane Rental Dallas TX | Call Now: 214-742-4210 | Crane Hire Near Me</title>",
    ),
    "capital letters and a slogan": Case(
        "https://www.fjordkran.no/", "no", "<p>Kraner</p>", {"name": ["FJORDKRAN"]}, "home",
        "<title>FJORDKRAN | Vi løfter Norge</title>",
    ),
    # Builds
    "state of a script framework": Case(
        "https://www.talwerk.de/", "de",
        r"""<div id="root"></div><script>window.__INITIAL_STATE__ = {"company":{"name":"Talwerk","email":"info\u0040talwerk.de",
        "phone":"+49 7161 99880"}};</script><noscript>You need to enable JavaScript to run this app.</noscript>""",
        {}, "home", "<title>Talwerk</title>",
    ),
    "address in a noscript": Case(
        "https://www.talwerk.de/kontakt", "de",
        "<noscript><p>Talwerk GmbH, Mühlweg 4, 73033 Göppingen, Tel. 07161 99880</p></noscript>",
        {"phone": [], "city": ["Göppingen"]},
    ),
    "old page of tables and fonts": Case(
        "http://www.oldpump.com/", "en",
        """<table><tr><td><font size=2><b>Old Pump Co.</b><br>PO Box 12<br>Tulsa OK 74107<br>Ph 918 742 4210 &nbsp;&nbsp; Fx 918 742 4211
        <br>E-mail: <a href=mailto:info@oldpump.com>info@oldpump.com</a></font></td></tr></table>""",
        {"phone": ["+19187424210"], "fax": ["+19187424211"], "email": ["info@oldpump.com"], "city": ["Tulsa"]},
    ),
    "phone in a header bar with an icon font": Case(
        "https://www.tulsacrane.com/", "en",
        """<div class="top-bar"><i class="icon-phone-1"></i><span>918 742 4210</span><i class="icon-print"></i><span>918 742 4211</span>
        <i class="far fa-envelope"></i><span>sales@tulsacrane.com</span></div>""",
        {"phone": ["+19187424210"], "fax": ["+19187424211"], "email": ["sales@tulsacrane.com"]}, "home",
    ),
    "emoji for a telephone": Case(
        "https://www.tulsacrane.com/", "en", "<p>☎ 918.742.4210 📠 918.742.4211 ✉ sales@tulsacrane.com</p>",
        {"phone": ["+19187424210"], "fax": ["+19187424211"], "email": ["sales@tulsacrane.com"]}, "home",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_page(site, name):
    case = CASES[name]
    html = f"<html lang={case.lang}><head>{case.head}</head><body>{case.body}</body></html>"
    claims = site.claims(html, case.url, case.kind)
    found: dict[str, list[Any]] = {}
    for claim in claims:
        key, value = ("city", claim.value.get("city", "")) if claim.field == "address" else (claim.field, claim.value)
        found.setdefault(key, []).append(value)
    assert {key: sorted(set(found.get(key, []))) for key in case.wanted} == {
        key: sorted(values) for key, values in case.wanted.items()
    }
    said = " ".join(str(claim.value) for claim in claims if claim.field != "description").casefold()
    assert [word for word in case.never if word in said] == []
    soup = BeautifulSoup(html, "lxml")
    attributes = " ".join(str(value) for tag in soup.find_all(True) for value in tag.attrs.values())
    written = "".join(f"{soup.get_text()} {attributes} {html}".split())
    assert [claim.passage for claim in claims if "".join(claim.passage.split()) not in written] == []
