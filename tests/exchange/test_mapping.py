"""Which column is taken for which field: by headings of many languages and programs, by values, by what people say."""

from __future__ import annotations

from collections import Counter

import pytest

from prospector.errors import BadInput
from prospector.exchange.destinations import DESTINATIONS
from prospector.exchange.fields import FIELDS, TOLD
from prospector.exchange.mapping import Mapping, corrected, propose
from prospector.exchange.reading import Row, open_text
from prospector.exchange.whole import COLUMNS
from prospector.tabular.words import WORDS, field_of

OWN = {"csv": tuple(COLUMNS)} | {one.name: tuple(one.headings) for one in DESTINATIONS.values()}


def mapped(*header: str, rows: tuple[tuple[str, ...], ...] = ()) -> dict[str, str]:
    return propose(header, [Row(number, cells) for number, cells in enumerate(rows, 2)]).chosen


def test_a_word_stands_for_one_field() -> None:
    words = [(word, field) for field, listed in WORDS.items() for word in {field.replace("_", ""), *listed.split()}]
    assert [word for word, count in Counter(word for word, _ in words).items() if count > 1] == []
    assert set(WORDS) == set(FIELDS) | TOLD


@pytest.mark.parametrize("name", OWN)
def test_every_column_that_we_write_is_recognised(name: str) -> None:
    columns = propose(OWN[name], []).columns
    for column in columns:
        assert column.field or field_of(column.header) in TOLD or "also domain" in column.how, column
    assert next(column.field for column in columns if column.header.casefold().replace("_", " ").endswith("id"))
    assert {"id", "name", "opt_out"} <= {column.field for column in columns}


def test_our_own_columns_are_their_fields() -> None:
    found = propose(COLUMNS, []).chosen
    assert {heading: field for heading, field in found.items() if field != heading} == dict.fromkeys(TOLD, "")


@pytest.mark.parametrize(
    "header",
    [
        ("Company name", "Website", "Country", "City", "Postal code", "Street", "Phone", "Employees", "Revenue", "Industry"),
        ("Firmenname", "Webseite", "Land", "Ort", "PLZ", "Straße", "Telefon", "Mitarbeiter", "Umsatz", "Branche"),
        ("Raison sociale", "Site web", "Pays", "Ville", "Code postal", "Rue", "Téléphone", "Effectif",
         "Chiffre d'affaires", "Secteur d’activité"),
        ("Empresa", "Sitio web", "País", "Ciudad", "Código postal", "Dirección", "Teléfono", "Empleados", "Facturación",
         "Industria"),
        ("Azienda", "Sito web", "Paese", "Città", "CAP", "Indirizzo", "Telefono", "Dipendenti", "Fatturato", "Settore"),
        ("Bedrijfsnaam", "Website", "Land", "Plaats", "Postcode", "Adres", "Telefoon", "Medewerkers", "Omzet", "Branche"),
        ("Företagsnamn", "Webbplats", "Land", "Stad", "Postnummer", "Gatuadress", "Telefon", "Antal anställda", "Omsättning",
         "Bransch"),
        ("COMPANY_NAME", "website_url", "country code", "Billing City", "ZIP/Postal Code", "Address 1", "Tel.", "# Employees",
         "Annual revenue", "industry"),
    ],
)  # fmt: skip
def test_headings_of_many_languages(header: tuple[str, ...]) -> None:
    wanted = ["name", "domain", "country", "city", "postal", "street", "phone", "employees", "revenue", "industry"]
    if header[0] == "Raison sociale":
        wanted[0] = "legal_name"
    assert list(mapped(*header).values()) == wanted


def test_people_beside_their_company() -> None:
    """Name, e-mail and telephone mean the person where the rows are people, and the company where they are not."""
    header = ("First Name", "Last Name", "Title", "Company", "Email", "Phone", "Company Phone", "Website",
              "Person Linkedin Url", "Company Linkedin Url")  # fmt: skip
    assert list(mapped(*header).values()) == [
        "person_first", "person_last", "person_role", "name", "person_email", "person_phone", "phone", "domain",
        "person_profile", "linkedin",
    ]  # fmt: skip
    assert mapped("Name", "Email", "Phone") == {"Name": "name", "Email": "email", "Phone": "phone"}
    assert mapped("Person - Name", "Person - Email - Work", "Organization - Name") == {
        "Person - Name": "person_name", "Person - Email - Work": "person_email", "Organization - Name": "name",
    }  # fmt: skip
    assert mapped("Name", "Company", "Job title")["Name"] == "person_name"


def test_of_two_columns_the_better_is_taken_and_it_is_said() -> None:
    found = propose(("Homepage", "Domain", "Nothing"), [])
    assert found.chosen == {"Homepage": "", "Domain": "domain", "Nothing": ""}
    assert found.columns[0].how == "also domain: “Domain” is taken"


def test_values_tell_where_the_heading_does_not() -> None:
    rows = (
        ("Acme GmbH", "acme.example.com", "+49 40 123456", "info@acme.example.com", "A"),
        ("Bolt AB", "bolt.example.com", "+46 8 123456", "hi@bolt.example.com", "B"),
        ("Cog SA", "", "", "", "B"),
    )
    found = propose(("c1", "c2", "c3", "c4", "c5"), [Row(number, cells) for number, cells in enumerate(rows)])
    assert list(found.chosen.values()) == ["name", "domain", "phone", "email", ""]
    assert found.columns[1].examples == ("acme.example.com", "bolt.example.com")
    assert found.columns[0].how.startswith("by its values")


def test_zeros_that_may_be_lost_are_said() -> None:
    found = propose(("name", "PLZ"), [Row(2, ("Acme", "1067")), Row(3, ("Bolt", "80331"))])
    assert "zeros in front" in found.notes[0]
    assert propose(("name", "PLZ"), [Row(2, ("Acme", "01067")), Row(3, ("Bolt", "80331"))]).notes == ()


def proposal() -> Mapping:
    return propose(("Firma", "Kürzel", "Web"), [])


def test_people_correct_a_mapping() -> None:
    found = corrected(proposal(), {"Kürzel": "name", "web": "-"})
    assert found.chosen == {"Firma": "", "Kürzel": "name", "Web": ""}
    assert found.columns[0].how == "given up for “Kürzel”"
    assert corrected(proposal(), {"Kürzel": "Notiz"}).field_of("Kürzel") == "note"
    assert corrected(found, proposal().chosen).chosen == proposal().chosen


@pytest.mark.parametrize(
    ("wishes", "said"),
    [
        ({"Ort": "city"}, "there is no column “Ort”: the columns are Firma, Kürzel, Web"),
        ({"Web": "domian"}, "“domian” is no field of ours: do you mean domain?"),
        ({"Web": "???"}, "“???” is no field of ours: one of id, name"),
        ({"Web": "name", "Kürzel": "name"}, "“Web” and “Kürzel” can't both be name"),
        ({"Web": "fit_low"}, "is no field of ours"),
    ],
)
def test_wishes_that_can_not_be_are_one_sentence(wishes: dict[str, str], said: str) -> None:
    with pytest.raises(BadInput) as caught:
        corrected(proposal(), wishes)
    assert said in caught.value.sentence


def test_a_table_without_a_heading_is_mapped_by_its_values() -> None:
    with open_text("Acme GmbH\tacme.example.com\tUlm\nBolt AB\tbolt.example.com\tUlm\n") as table:
        found = propose(table.header, [one for one in table.rows() if isinstance(one, Row)])
    assert found.fields == {"name": 0, "domain": 1}
