import sys

import pytest

from prospector.identity.place import country_code
from prospector.pipeline.checked import checked_country


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("Schweden", "SE"),
        ("Österreich", "AT"),
        ("Tyskland", "DE"),
        ("Frankrig", "FR"),
        ("Suède", "SE"),
        ("Royaume-Uni", "GB"),
        ("Tschechien", "CZ"),
        ("Szwecja", "SE"),
        ("Países Bajos", "NL"),
        ("Vereinigte Staaten", "US"),
        ("スウェーデン", "SE"),
        ("Швеция", "SE"),
    ],
)
def test_a_country_is_known_in_the_languages_of_the_legal_forms(given, code):
    assert checked_country(given) == code


@pytest.mark.parametrize("given", ["Schwedn", "Nordland", "xx1", "North"])
def test_what_names_no_country_stays_as_it_is(given):
    assert country_code(given) == given.lower()


def test_a_name_in_another_language_loads_no_places_of_prefixes():
    assert country_code("Tjeckien") == country_code("Chequia") == "CZ"
    assert country_code("Finlandia") == "FI"
    assert "phonenumbers.geodata" not in sys.modules, "100 MB, for a table of countries"
