"""Plan, definition, segments, cadences, playbooks, days off and sources from the command line."""

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


def test_the_plan_is_written_shown_and_refused_in_one_sentence(prospect, said):
    made = said(
        "plan", "--offer", "Pumps", "--owner", "planning=Ana", "--hours", "Tue 9-10:30", "--set", "floor_attempts=4"
    )
    assert (made["plan"]["planned_by"], made["plan"]["hours"], made["rules"]["floor_attempts"]) == (
        "Ana",
        "Tue 09:00-10:30",
        4,
    )
    assert "managed_by" in made["missing"]
    assert made["counts"] == {"claimed": 0, "meeting": 0, "followed": 0}
    refused(prospect("plan", "--set", "flor_attempts=4"), "did you mean floor_attempts=?")
    refused(prospect("plan", "--set", "floor_attempts=99", "--json"), "1 to 30 attempts, not 99")
    refused(prospect("plan", "--owner", "boss=Ana"), "names no owner")
    refused(prospect("plan", "--review-on", "2001-01-01"), "in the past")
    assert said("plan")["plan"]["offer"] == "Pumps"
    said("undo")
    assert said("plan")["plan"] is None


def test_the_definition_is_previewed_written_signed_and_checked(prospect, said):
    said("name", "Alder AG", "--pain", "visits", "--why", "near")
    assert said("definition", "show")["version"] == 0
    refused(prospect("definition", "write", "--criterion", "has a nede"), "can't be tested")
    look = said("definition", "write", "--criterion", "names a pain and a why", "--dry-run")
    assert (look["version"], [one["falls_out"] for one in look["moves"]]) == (0, [False])
    made = said("definition", "write", "--text", "A lead has a pain", "--criterion", "names a pain and a why")
    assert (made["version"], made["unsigned"]) == (1, ["farmer", "closer", "manager"])
    assert said("definition", "sign", "farmer", "--by", "Ana")["unsigned"] == ["closer", "manager"]
    refused(prospect("definition", "sign", "farmer"), "signed by Ana as farmer already")
    checked = said("definition", "check", "Alder AG")
    assert (checked["met"], [one["met"] for one in checked["criteria"]]) == (True, [True])
    counted = said("definition", "counts")
    assert [len(counted[key]) for key in ("claimed", "meeting", "followed")] == [1, 1, 0]
    assert "at least 1 sourced fact" in said("definition", "criteria")["criteria"]


def test_segments_cadences_and_playbooks(prospect, said):
    account = said("name", "Alder AG", "--domain", "alder.example")["id"]
    said("edit", "Alder AG", "--country", "DE", "--sector", "pumps")
    made = said(
        "segment", "save", "dach", "--rule", "country in DE,AT", "--cadence", "slow", "--set", "floor_attempts=3"
    )
    assert (made["members"], made["missing"]) == (1, ["pain", "offer", "proof", "channel"])
    refused(prospect("segment", "save", "dach", "--rule", "countr is DE"), "rule, column 1", "did you mean country?")
    refused(prospect("cadence", "save", "slow", ""), "at least one step")
    said("cadence", "save", "slow", "letter 2, phone 5")
    shown = said("segment", "show", "DACH")
    assert (shown["steps"], shown["corridor"]["floor_attempts"]) == ("letter 2, phone 5", 3)
    assert [one["id"] for one in shown["members"]] == [account]
    assert [one["id"] for one in said("segment", "try", "country is DE")["members"]] == [account]
    assert {one["name"] for one in said("cadence", "list")["cadences"]} == {"standard", "long-term", "slow"}
    refused(prospect("cadence", "remove", "slow"), "segment dach uses")
    assert said("playbook", "missing")["without"] == [{"id": account, "name": "Alder AG"}]
    said("playbook", "save", "Pumps", "--opener", "Hello")
    assert said("playbook", "missing")["without"] == []
    assert said("playbook", "show", "pumps")["opener"] == "Hello"
    said("segment", "remove", "dach")
    assert said("segment", "list")["segments"] == []


def test_days_off_sources_and_budget(prospect, said, tmp_path):
    days = tmp_path / "days.txt"
    days.write_text("2027-12-25 Christmas\n2027-13-01 Nonsense\n", encoding="utf-8")
    refused(prospect("holiday", "import", "days.txt"), "days.txt, line 2")
    days.write_text("2027-12-25 Christmas\n", encoding="utf-8")
    assert said("holiday", "import", "days.txt") == {"new": 1}
    assert said("holiday", "list")["holidays"] == [{"day": "2027-12-25", "name": "Christmas"}]
    away = said("absence", "add", "2027-05-03..2027-05-14", "--note", "sun")
    assert (away["rep"], away["first"], away["last"]) == ("ana", "2027-05-03", "2027-05-14")
    refused(prospect("absence", "add", "10", "May", "2027"), "ana is away 03 May to 14 May 2027 already")
    said("absence", "remove", "2027-05-04")
    assert said("absence", "list")["absences"] == []
    refused(prospect("source", "save", "list", "--kind", "rentd"), "did you mean rented?")
    assert said("source", "save", "list", "--kind", "rented")["waits"] is True
    assert said("name", "Alder AG", "--source", "list")["place"] == "bench"
    assert [(one["name"], one["given"]) for one in said("source", "list")["sources"]] == [("list", 1)]
    refused(prospect("source", "justify", "list"), "needs a why")
    load = said("budget", "--extra", "20")
    assert (load["targets"], load["fits"]) == (20, False)
    assert any(day["over"] for day in load["days"])
