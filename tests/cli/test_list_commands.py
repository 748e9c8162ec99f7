"""Views, many at once, triage, the sieve and complaints from the command line."""

import json

import pytest


@pytest.fixture
def said(prospect):
    """Run a command with --json; its document, after status 0."""

    def run(*arguments):
        ran = prospect(*arguments, "--json")
        assert ran.status == 0, ran.err
        return ran.document

    return run


def refused(ran, *words):
    assert ran.status == 2
    assert not ran.out or json.loads(ran.out)["error"]
    assert all(word in ran.err for word in words), ran.err
    assert ran.err.count("\n") == 1


def names(document):
    return [one["name"] for one in document["accounts"]]


def test_views_sort_filter_and_survive(prospect, said):
    said("name", "Alder Pumps", "--domain", "alder.example", "--pain", "late vans")
    said("name", "Birch Lifts", "--bench", "--why", "near")
    said("views", "save", "Everything", "--scope", "all", "--sort", "-name")
    assert said("views")["views"][0]["sort"] == "-name"
    assert names(said("list", "--view", "every")) == ["Birch Lifts", "Alder Pumps"]
    assert names(said("list", "--view", "every", "--filter", "late")) == ["Alder Pumps"]
    assert "Alder Pumps" in prospect("list", "--scope", "active").out
    said("views", "rename", "Everything", "All of it")
    assert said("views", "remove", "All")["removed"] == "All of it"
    said("undo")
    assert [one["name"] for one in said("views")["views"]] == ["All of it"]
    refused(prospect("list", "--view", "nowhere"), "no view “nowhere”")
    refused(prospect("list", "--sort", "luck"), "can't be sorted by “luck”")


def test_bulk_shows_first_and_does_it_with_yes_as_one_step(prospect, said):
    for name in ("Alder Pumps", "Birch Lifts", "Cedar Doors"):
        said("name", name)
    said("bulk", "sector", "alder", "--to", "pumps", "--yes")
    preview = said("bulk", "sector", "--scope", "active", "--to", "pumps")
    assert (preview["changing"], preview["of"], preview["done"]) == (2, 3, False)
    told = prospect("bulk", "sector", "--scope", "active", "--to", "pumps").out
    assert "2 of 3 will change: sector pumps" in told
    assert "already" in told
    assert "--yes does it" in told
    ran = prospect("bulk", "sector", "--scope", "active", "--to", "pumps", "--yes")
    assert ran.status == 1
    assert "2 companies changed" in ran.out
    assert {one["sector"] for one in said("list")["accounts"]} == {"pumps"}
    said("undo")
    assert sorted(one["sector"] for one in said("list")["accounts"]) == ["", "", "pumps"]
    refused(prospect("bulk", "drop", "--scope", "active", "--yes"), "needs a reason")
    refused(prospect("bulk", "sector", "--to", "x"), "say which ones")
    refused(prospect("bulk", "fly", "--scope", "active"), "can't be done with many")


def test_triage_and_sieve(prospect, said):
    for name in ("Alder Pumps", "Birch Lifts", "Cedar Doors", "Dogwood Cranes"):
        said("name", name, "--bench")
    assert [one["old"] for one in said("triage")["names"]] == [False] * 4
    said("triage", "keep", "alder")
    said("triage", "nurture", "birch")
    said("triage", "drop", "cedar", "--reason", "no money")
    sieve = said("list", "--sieve")
    assert [sieve[part] for part in ("raw", "filtered", "qualified", "handed_over", "removed", "leads")] == [
        1,
        2,
        0,
        0,
        1,
        4,
    ]
    assert sieve["origins"] == {"chosen": 4, "inbound": 0}
    told = prospect("list", "--sieve").out
    assert "1 raw > 2 filtered > 0 qualified > 0 handed over; 1 removed" in told
    assert "we chose them: 4 (100 %)" in told
    assert prospect("triage", "keep", "alder").status == 2
    assert "Dogwood Cranes" in prospect("triage").out


def test_complaints(prospect, said):
    said("name", "Alder Pumps", "--source", "trade fair")
    one = said("complain", "about", "alder", "the phone is a fax", "--tag", "wrong data")
    said("complain", "source", "Trade Fair", "half are closed")
    assert said("complain", "list")["sources"] == [
        {"source": "trade fair", "open": 2, "quotes": ["the phone is a fax", "half are closed"]}
    ]
    assert "trade fair, 2 complaints" in prospect("complain", "list").out
    said("complain", "answer", one["id"], "asked for a new list")
    assert len(said("complain", "list")["complaints"]) == 1
    refused(prospect("complain", "about", "alder", "x", "--tag", "rubbish"), "no tag")
    refused(prospect("complain", "source", "nobody", "bad"), "no lead came from “nobody”")
