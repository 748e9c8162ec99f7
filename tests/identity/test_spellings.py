"""What people and registers do to names, row by row: the two spellings are one company for a person to confirm, or not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from prospector.identity.legal import strip
from prospector.identity.matcher import Matcher
from prospector.identity.name import normalise
from prospector.identity.party import Party

Make = Callable[..., Party]


@pytest.mark.parametrize(
    "form",
    """GmbH|G.m.b.H.|gGmbH|GmbH & Co. KG|UG (haftungsbeschränkt)|AG & Co. KGaA|e.K.|eG|VVaG|GmbH i.L.|GmbH in Liquidation|Sagl|
Ltd|Limited|LLP|plc|CIC|DAC|Designated Activity Company|Company Limited by Guarantee|Unlimited|Cyfyngedig|Inc.|LLC|L.L.C.|
PLLC|PBC|ULC|S.E.N.C.|SARL|S.à r.l.|SASU|SELARL|SCEA|S.p.A.|S.r.l.|S.r.l.s.|Soc. Coop. a r.l.|S.r.l. unipersonale|ONLUS|
S.L.U.|S.L.L.|Lda.|Unipessoal Lda|SGPS, S.A.|S.A. de C.V.|S. de R.L. de C.V.|SOFOM ENR|Ltda.|EIRELI|S.A.S. E.S.P.|
B.V.|N.V.|BVBA|Coöperatie U.A.|AB (publ)|A/S|ApS|ASA|Oy|Oyj|Osk|ehf.|Sp. z o.o.|Sp. z o.o. Sp. k.|Spółka Akcyjna|
Prosta Spółka Akcyjna|s.r.o.|spol. s r.o.|a.s.|Kft.|Zrt.|Nonprofit Kft.|d.o.o.|j.d.o.o.|Sh.p.k.|SRL-D|ООО|ПАО|ТОО|ОсОО|ФОП|
UAB|SIA|OÜ|MTÜ|VšĮ|Α.Ε.|Ε.Π.Ε.|ΜΟΝΟΠΡΟΣΩΠΗ ΙΚΕ|A.Ş.|San. ve Tic. A.Ş.|Sanayi ve Ticaret Limited Şirketi|FZ-LLC|FZE|
W.L.L.|Q.P.S.C.|S.A.O.G.|בע"מ|Pvt. Ltd.|(P) Ltd.|(OPC) Private Limited|SMC-Pvt Ltd|Pte Ltd|Sdn Bhd|Tbk|(Persero) Tbk|
Co., Ltd.|Public Company Limited|จำกัด|จำกัด (มหาชน)|(Pty) Ltd|SOC Ltd|株式会社|(株)|㈱|合同会社|주식회사|(주)|有限公司|
股份有限公司|有限責任公司""".replace("\n", "").split("|"),
)
def test_legal_forms_of_many_laws_go_from_the_end(form: str) -> None:
    assert normalise(f"Nordhafen {form}")[0].words == ("nordhafen",)


@pytest.mark.parametrize(
    "form",
    """ООО|ПАО|ТОО|UAB|OÜ|PT|Stichting|Fundación|株式会社|(株)|주식회사|Công ty TNHH|Công ty Cổ phần|شركة|บริษัท|Firma|
Koninklijke|M/s""".replace("\n", "").split("|"),
)
def test_legal_forms_go_from_the_front(form: str) -> None:
    assert normalise(f"{form} Nordhafen")[0].words == ("nordhafen",)


def test_a_state_of_a_company_is_no_evidence_and_a_form_in_front_needs_one_behind() -> None:
    assert strip(["nordhafen", "gmbh", "in", "liquidation"]) == (["nordhafen"], [("limited", "gmbh")])
    assert strip(["sc", "nordhafen", "srl"])[0] == ["nordhafen"]
    assert strip(["sc", "nordhafen"])[0] == ["sc", "nordhafen"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hart & Weller Ltd", "Hart and Weller"),
        ("Hart et Weller SARL", "Hart & Weller"),
        ("Hart und Weller GmbH", "Hart + Weller"),
        ("JP Brandt Chase", "JPBrandt Chase & Co"),
        ("J. P. Brandt", "JPBrandt"),
        ("A-B-C Werke GmbH", "A.B.C. Werke"),
        ("Three Rivers Brewing", "3 Rivers Brewing Co"),
        ("Fünf Sterne Reisen GmbH", "5 Sterne Reisen"),
        ("Les Trois Brasseurs SA", "Les 3 Brasseurs"),
        ("Tidewater Roasters, formerly Blue Harbor", "Blue Harbor LLC"),
        ("Kestrelbrook Ltd t/a Nordvik Bakery", "Nordvik Bakery"),
        ("Kestrelbrook LLC d/b/a Nordvik Bakery", "Kestrelbrook LLC"),
        ("Petrolio Lombardo S.A. - Petrolomb", "Petrolomb"),
        ("Foxhonn (Hon Tai Precision Industry)", "Hon Tai Precision Industry"),
        ("Zürcher Werkzeugbau", "Zuercher Werkzeugbau"),
        ("Zurcher Werkzeugbau", "Zürcher Werkzeugbau"),
        ("Ellinika Petrelaia SA", "Ελληνικά Πετρέλαια Α.Ε."),
        ("ООО «Северный Ветер»", "Severny Veter LLC"),
        ("北京华新科技有限公司", "北京華新科技"),
        ("トヨタ自動車株式会社", "トヨタ自動車"),
    ],
)
def test_spellings_of_one_company_are_proposed(base: Matcher, company: Make, one: str, other: str) -> None:
    assert base.compare(company("1", one), company("2", other)).verdict in {"same", "review"}


def test_a_slip_in_every_word_is_found_among_many(company: Make) -> None:
    base = Matcher()
    for number in range(120):
        base.add(
            company(
                f"x{number}", f"{'abcdefghij'[number % 10]}rock{number} {('Logistik', 'Logistics')[number % 2]} GmbH"
            )
        )
    base.add(company("1", "Nordhafen Logistik GmbH"))
    base.add(company("2", "Nordhaven Logistics"))
    assert [(pair.left, pair.right) for pair in base.pairs() if pair.left == "1"] == [("1", "2")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fund 2019-A LLC", "Fund 2019-B LLC"),
        ("Bank of Ireland", "Bank of Iceland"),
        ("北京华新科技有限公司", "南京华新科技有限公司"),
        ("Kestrelle (Singapore) Ltd", "Kestrelle (Australia) Ltd"),
        ("Nordhafen Holding AG", "Nordhafen Energy GmbH"),
        ("Windpark Nordhafen III GmbH", "Windpark Nordhafen IV GmbH"),
        ("First National Bank of Omaha", "First National Bank of Tulsa"),
    ],
)
def test_companies_that_differ_in_a_small_thing_are_not_proposed(
    base: Matcher, company: Make, one: str, other: str
) -> None:
    assert base.compare(company("1", one), company("2", other)).verdict in {"related", "different"}


@pytest.mark.parametrize(
    "name",
    [
        "Smith & Sons", "John Smith", "City Pharmacy", "Golden Dragon Restaurant", "First Baptist Church", "Hotel Adler",
        "Gasthof zur Post", "Apotheke am Markt", "Pizzeria Roma", "Maria Garcia SL", "Nguyen Nails", "Summit Partners",
        "Krankenhaus St. Elisabeth", "Central Hotel",
    ],
)  # fmt: skip
def test_a_name_that_many_bear_is_never_same_by_itself(company: Make, name: str) -> None:
    empty = Matcher()
    assert empty.compare(company("1", name), company("2", name)).verdict == "review"
    assert empty.compare(company("1", name, "a.example"), company("2", name, "a.example")).verdict == "same"


@pytest.mark.parametrize("domain", ["gmail.com", "web.de", "facebook.com/nordhafen", "yahoo.co.uk", "linktr.ee/x"])
def test_free_mail_and_shared_hosts_are_no_evidence(base: Matcher, company: Make, domain: str) -> None:
    decision = base.compare(company("1", "Nordhafen Bakery", domain), company("2", "Lumen Movers", domain))
    assert decision.verdict == "different"
    assert "same domain" not in decision.why


def test_one_of_several_phones_is_enough_and_other_registry_numbers_weigh_against(base: Matcher, company: Make) -> None:
    one = Party("1", ("Nordhafen Logistik GmbH",), phones=("+49 40 1111111", "+49 40 2222222"))
    decision = base.compare(one, company("2", "Nordhafen", "", "040 2222222"))
    assert decision.verdict in {"same", "review"}
    assert "same telephone number" in decision.why
    mine = company("1", "Nordhafen Logistik GmbH", registry_ids=("HRB 12345",))
    same = base.compare(mine, company("2", "Nordhafen Logistik GmbH", registry_ids=("HRB12345",)))
    other = base.compare(mine, company("2", "Nordhafen Logistik GmbH", registry_ids=("HRB 99999",)))
    assert same.verdict == "same"
    assert other.verdict != "same"
    assert other.score < same.score
    assert "different registry numbers" in other.why
