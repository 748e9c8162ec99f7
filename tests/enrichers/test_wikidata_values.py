"""Values of an item that are wrong, half or busy."""

from __future__ import annotations

import json
from typing import Any

import pytest

from enrichers.wikidata.answers import read_hits, read_labels, read_table
from enrichers.wikidata.item import read_item
from enrichers.wikidata.statements import date_of
from prospector.research.protocol import FetchFailed, Retry
from tests.enrichers.wikidata_items import stated, when


def test_wrong_types_are_left_out() -> None:
    odd = {
        "P571": [stated("P571", "1999"), stated("P571", {"time": 5, "precision": "11"})],
        "P1128": [stated("P1128", {"amount": "many"}), stated("P1128", {"amount": ["+5"]}), None, 7],
        "P2139": "much",
        "P1278": [stated("P1278", {"text": 3})],
        "P159": [{"mainsnak": None}],
    }
    text = json.dumps({"entities": {"Q7": {"id": ["Q7"], "labels": [], "aliases": {"en": "x"}, "claims": odd}}})
    item = read_item(text, "u", "Q7")
    assert item is not None
    assert item.claims == ()
    assert read_labels('{"entities": []}') == {}


@pytest.mark.parametrize(
    ("time", "precision", "date"),
    [("2018-00-00", 9, "2018"), ("2018-01-01", 9, "2018"), ("2018-06-00", 10, "2018-06"), ("2018-06-30", 11, "2018-06-30"),
     ("1900-00-00", 7, None), ("1862-00-00", 11, "1862")],
)  # fmt: skip
def test_dates_go_as_far_as_their_precision(time: str, precision: int, date: str | None) -> None:
    assert date_of(when(time, precision)) == date
    assert date_of({"time": "-0044-03-15T00:00:00Z", "precision": 11}) is None


def test_recorded_searches_leave_pages_about_words_out(recorded: Any) -> None:
    ids = [qid for qid, _ in read_hits(recorded("api/wikidata_search/wbsearchentities_attila.json"))]
    assert ids == ["Q36724", "Q4818461", "Q4818464", "Q4818462"]
    found = read_hits(recorded("api/wikidata_search/wbsearchentities_velo_couche_fr.json"))
    assert found[0] == ("Q750483", ("Vélo couché", "Vélo couché"))
    table_of = recorded("api/wikidata_sparql/results_with_labels_descriptions_and_aliases.json")
    assert read_table(table_of)[:2] == ["Q5798647", "Q6512"]
    assert read_table(recorded("api/wikidata_sparql/propose_properties_fr.json")) == []


def test_a_busy_service_asks_to_come_back() -> None:
    with pytest.raises(Retry):
        read_hits('{"error": {"code": "maxlag", "info": "Waiting for a server: 6 seconds lagged"}}')
    with pytest.raises(FetchFailed):
        read_labels('{"error": {"code": "no-such-entity"}}')
