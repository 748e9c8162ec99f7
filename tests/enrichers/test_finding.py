"""Who may it be, who is like it, who speaks for it: what sources tell besides claims."""

from __future__ import annotations

import json
from urllib.parse import quote, urlencode

import pytest

from enrichers.brreg import Brreg, read_roles
from enrichers.gleif import Gleif
from enrichers.guesses import Guesses, guesses
from enrichers.people import People, read_people
from enrichers.prh import Prh
from enrichers.shared.nace import dotted, letter
from enrichers.sirene import Sirene, bands_within, read_directors
from enrichers.wikidata.alike import question, read_alike
from enrichers.wikidata.wikidata import Wikidata
from enrichers.yc import ALL, YCombinator
from prospector.research.finding import Discoverer, Finder, Introducer, Traits
from prospector.research.protocol import Company, Enricher, Skip, WrongCompany
from prospector.research.sources import sources

BRREG = "https://data.brreg.no/enhetsregisteret/api/enheter"


def unit(number="911111111", name="ACME AS", town="BERGEN", site="", code="28.130", people=80):
    place = {"adresse": ["Gata 1"], "postnummer": "5003", "poststed": town, "landkode": "NO"}
    return {"organisasjonsnummer": number, "navn": name, "organisasjonsform": {"kode": "AS"}, "forretningsadresse": place,
            "hjemmeside": site, "naeringskode1": {"kode": code, "beskrivelse": "Pumper"}, "antallAnsatte": people}  # fmt: skip


def units(*found):
    return json.dumps({"_embedded": {"enheter": list(found)}})


def test_every_source_states_its_terms_licence_and_rate():
    for source in sources():
        assert isinstance(source, Enricher)
        assert source.licence
        assert source.terms
        assert 0 < source.rate <= 5, f"{source.name} asks too fast"
        assert type(source).__doc__


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (
            Finder,
            {"brreg", "sirene", "prh", "ariregister", "gleif", "sec", "wikidata", "yc", "companies_house", "guesses"},
        ),
        (Discoverer, {"brreg", "sirene", "prh", "wikidata", "yc", "overpass", "companies_house"}),
        (Introducer, {"brreg", "sirene", "companies_house", "people"}),
    ],
    ids=["find", "discover", "people"],
)
def test_which_sources_can_do_what(kind, names):
    assert names <= {source.name for source in sources() if isinstance(source, kind)}


async def test_a_register_proposes_who_bears_the_name(made):
    context = made(
        {
            f"{BRREG}?navn=Acme&size=50": units(
                unit(site="acme.no"), unit("922222222", town="OSLO"), unit("9", "BETA AS")
            )
        }
    )
    found = await Brreg().find(Company("Acme", country="NO"), context)
    assert [(one.registry_id, one.domain, one.city, one.employees) for one in found] == [
        ("911111111", "acme.no", "BERGEN", 80), ("922222222", "", "OSLO", 80),
    ]  # fmt: skip


async def test_what_the_gate_refuses_comes_back_as_candidates(made):
    context = made({f"{BRREG}?navn=Acme&size=50": units(unit(), unit("922222222", town="OSLO"))})
    with pytest.raises(WrongCompany) as caught:
        await Brreg().enrich(Company("Acme", country="NO"), context)
    assert [one.key for one in caught.value.candidates] == ["911111111", "922222222"]


async def test_a_confirmed_number_is_asked_for_and_believed(made):
    context = made({f"{BRREG}/922222222": json.dumps(unit("922222222", "RENAMED AS", "OSLO"))})
    claims = await Brreg().enrich(Company("Acme", country="NO", registry_ids=("922 222 222",)), context)
    assert "RENAMED AS" in [claim.value for claim in claims]
    assert len(context.asked) == 1


async def test_a_register_is_asked_by_class_place_and_size(made):
    asked = urlencode({"naeringskode": "28.13", "size": 50, "forretningsadresse.poststed": "Bergen",
                       "fraAntallAnsatte": 50, "tilAntallAnsatte": 249})  # fmt: skip
    context = made({f"{BRREG}?{asked}": units(unit(site="acme.no"))})
    (one,) = await Brreg().discover(Traits("NO", ("Bergen",), codes=("2813",), least=50, most=249), context)
    assert (one.name, one.code, one.employees) == ("ACME AS", "28130", 80)


async def test_a_register_of_another_country_is_not_asked(made):
    context = made()
    for source in (Brreg(), Sirene(), Prh()):
        with pytest.raises(Skip):
            await source.discover(Traits("JP", codes=("2813",)), context)
    assert context.asked == []


def test_bands_of_sirene_between_two_sizes():
    assert bands_within(50, 249) == ["21", "22", "31"]
    assert bands_within(None, None) == []


async def test_sirene_by_whole_class_and_by_section(made, recorded):
    text = recorded("api/recherche_entreprises/search-552032534.json")
    url = "https://recherche-entreprises.api.gouv.fr/search?"
    whole = urlencode({"etat_administratif": "A", "per_page": 25, "activite_principale": "70.10Z"})
    section = urlencode({"etat_administratif": "A", "per_page": 25, "section_activite_principale": "M"})
    context = made({url + whole: text, url + section: text})
    for codes in (("7010Z",), ("7010",)):
        (one,) = await Sirene().discover(Traits("FR", codes=codes), context)
        assert (one.registry_id, one.code, one.size) == ("552032534", "7010", "1,000 to 1,999 employees")


async def test_finnish_companies_by_class_and_place(made, recorded):
    url = "https://avoindata.prh.fi/opendata-ytj-api/v3/companies?mainBusinessLine=28130&location=Helsinki"
    context = made({url: recorded("api/registers_eu/prh_fi_nokia.trimmed.json")})
    found = await Prh().discover(Traits("FI", ("Helsinki",), codes=("2813",)), context)
    assert found
    assert all(one.country == "FI" and one.registry_id for one in found)


async def test_gleif_proposes_by_name(made, recorded):
    asked = {
        "filter[fulltext]": "Toyota Motor Corporation",
        "filter[entity.legalAddress.country]": "JP",
        "page[size]": "50",
    }
    context = made(
        {f"https://api.gleif.org/api/v1/lei-records?{urlencode(asked)}": recorded("api/gleif/search_toyota.json")}
    )
    found = await Gleif().find(Company("Toyota Motor Corporation", country="JP"), context)
    assert "5493006W3QUS5LMH6R84" in [one.lei for one in found]


def test_classes_and_their_sections():
    assert (dotted("2813"), dotted("28130"), letter("28.13"), letter("62"), letter("99x")) == (
        "28.13",
        "28.130",
        "C",
        "J",
        "U",
    )


# Wikidata and YC


def test_the_question_to_wikidata_holds_every_limit():
    query = question(Traits("SE", industries=('pump"industry',), sites=("bergman.se",), least=50, most=500))
    assert "wd:Q34" in query
    assert '"pumpindustry"@en' in query
    assert "<https://www.bergman.se/>" in query
    assert "?staff >= 50" in query
    assert "P576" in query
    assert question(Traits("SE")) == ""


def test_the_table_of_wikidata_gives_each_company_once():
    def row(item, label, site, **more):
        return {"item": {"value": f"http://www.wikidata.org/entity/{item}"}, "label": {"value": label}, "site": {"value": site},
                **{key: {"value": value} for key, value in more.items()}}  # fmt: skip

    text = json.dumps({"results": {"bindings": [
        row("Q1", "Acme", "https://acme.se/", land="http://www.wikidata.org/entity/Q34", townLabel="Malmö", staff="120"),
        row("Q1", "Acme", "https://acme.se/en"), row("Q2", "No site", "nonsense"),
    ]}})  # fmt: skip
    (one,) = read_alike(text, "u")
    assert (one.key, one.domain, one.country, one.city, one.employees) == ("Q1", "acme.se", "SE", "Malmö", 120)


async def test_wikidata_is_asked_with_the_query(made):
    traits = Traits("SE", industries=("pumps",))
    url = "https://query.wikidata.org/sparql?format=json&query=" + quote(question(traits), safe="")
    context = made({url: json.dumps({"results": {"bindings": []}})})
    assert await Wikidata().discover(traits, context) == []


def young(name, **more):
    return {"name": name, "slug": name.lower(), "website": f"https://{name.lower()}.com", "status": "Active", "team_size": 20,
            "all_locations": "Stockholm, Sweden", "industry": "B2B", "subindustry": "B2B -> Logistics", **more}  # fmt: skip


async def test_yc_by_name_and_by_industry(made):
    rows = [
        young("Acme"),
        young("Beta", team_size=900),
        young("Gone", status="Inactive"),
        young("Far", all_locations="Oslo, Norway"),
    ]
    context = made({ALL: json.dumps(rows)})
    (named,) = await YCombinator().find(Company("ACME Inc."), context)
    assert (named.domain, named.country, named.city) == ("acme.com", "SE", "Stockholm")
    found = await YCombinator().discover(Traits("SE", industries=("Logistics",), least=10, most=100), context)
    assert [one.name for one in found] == ["Acme"]


# Guesses


def test_addresses_made_of_a_name_are_few():
    assert list(guesses(Company("Bergman & Söner Pumpar AB", country="SE"))) == [
        "bergmansonerpumpar.se", "bergmansonerpumpar.com", "bergman-soner-pumpar.se", "bergman-soner-pumpar.com",
    ]  # fmt: skip
    assert list(guesses(Company("3M"))) == []


async def test_only_a_page_that_names_the_company_is_a_candidate(made):
    context = made({
        "https://acmepumps.no/": "<html><title>Acme Pumps | Bergen</title><body>Acme Pumps AS, Bergen</body></html>",
        "https://acmepumps.com/": "<html><title>Buy this domain</title><body>acme pumps: this domain is for sale</body></html>",
        "https://acme-pumps.com/": "<html><title>Other</title><body>Something else</body></html>",
    })  # fmt: skip
    found = await Guesses().find(Company("Acme Pumps", country="NO", city="Bergen"), context)
    assert [(one.key, one.name, one.city, one.note) for one in found] == [("acmepumps.no", "Acme Pumps", "Bergen", "")]


async def test_nothing_is_guessed_for_an_account_with_a_domain_and_nothing_is_claimed(made):
    context = made()
    with pytest.raises(Skip):
        await Guesses().find(Company("Acme", ["acme.no"]), context)
    with pytest.raises(Skip):
        await Guesses().enrich(Company("Acme"), context)
    assert context.asked == []
    assert Guesses().fields == ()


# People


def test_roles_of_the_norwegian_register_without_dates_of_birth():
    person = {"fodselsdato": "1970-01-01", "navn": {"fornavn": "Kari", "etternavn": "Nordmann"}}
    role = {"type": {"beskrivelse": "Daglig leder"}, "person": person}
    text = json.dumps({"rollegrupper": [{"roller": [role, {**role, "fratraadt": True}]}]})
    (one,) = read_roles(text, "u")
    assert (one.name, one.role) == ("Kari Nordmann", "Daglig leder")
    assert "1970" not in repr(one)


def test_directors_of_the_recorded_french_company_without_birth_months(recorded):
    text = recorded("api/recherche_entreprises/search-552032534.json")
    found = read_directors(text, "u")
    assert found
    assert all(one.name and one.role and one.passage in text for one in found)
    assert not any("naissance" in one.passage for one in found)


TEAM = """<html><body><a href="/team">Team</a>
<script type="application/ld+json">{"@type":"Organization","employee":{"@type":"Person","name":"Eva Berg","jobTitle":"CEO"},
"review":{"author":{"@type":"Person","name":"Some Reader","jobTitle":"Critic"}}}</script>
<div><h3>Anna Lind</h3><p>Head of purchasing</p><a href="mailto:anna.lind@acme.se">mail</a></div>
<div><p>Write to us</p><a href="mailto:info@acme.se">info@acme.se</a></div></body></html>"""


def test_people_on_a_page_are_those_with_a_role_or_a_mailbox_of_their_own():
    found = {one.name: one for one in read_people(TEAM, "https://acme.se/team")}
    assert set(found) == {"Eva Berg", "Anna Lind"}
    assert (found["Anna Lind"].email, found["Anna Lind"].role) == ("anna.lind@acme.se", "Head of purchasing")


async def test_people_are_read_from_the_own_pages_alone_and_never_claimed(made):
    context = made({"https://acme.se/": TEAM, "https://acme.se/team": TEAM})
    found = await People().people(Company("Acme", ["acme.se"]), context)
    assert sorted(one.name for one in found) == ["Anna Lind", "Eva Berg"]
    with pytest.raises(Skip):
        await People().enrich(Company("Acme", ["acme.se"]), context)
