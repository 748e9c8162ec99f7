"""The acts of outreach from the command line: plan, put off, horizon, touch, draft, never."""

import json

import pytest


@pytest.fixture
def firm(prospect):
    """Run commands in a workspace with one account."""
    assert prospect("name", "Nordhafen Logistik", "--domain", "nordhafen.example", "--pain", "late trucks").status == 0
    return prospect


def document(ran):
    assert ran.status == 0, ran.err
    return ran.document


def refused(ran, *words):
    assert ran.status == 2
    assert ran.err.count("\n") == 1, ran.err
    assert all(word in ran.err for word in words), ran.err


def test_a_step_is_planned_put_off_and_filed_with_reasons(firm):
    before = document(firm("next", "nordhafen", "--json"))["next_step"]
    assert before["act"] == "first touch"
    refused(firm("next", "nordhafen", "--on", "saturday"), "nobody works on", "a Saturday")
    refused(firm("next", "nordhafen", "--on", "9", "--channel", "mail"), "needs a reason")
    refused(firm("next", "nordhafen", "--on", "yesterday"), "is not a day")
    moved = document(firm("next", "nordhafen", "--on", "9", "--channel", "mail", "--reason", "at a fair", "--json"))
    assert (moved["next_step"]["channel"], moved["next_step"]["set_by"]) == ("mail", "ana")
    refused(firm("snooze", "nordhafen", "--until", "4 weeks"), "needs a reason")
    refused(firm("snooze", "nordhafen", "--until", "4 weeks", "--reason", "other"), "needs its words")
    assert document(firm("snooze", "nordhafen", "--until", "4 weeks", "--reason", "away", "--json"))["next_step"][
        "snoozed"
    ]
    assert firm("horizon", "nordhafen", "long").status == 0
    refused(firm("horizon", "nordhafen", "long"), "long-term already")
    refused(firm("horizon", "nordhafen", "never"), "short or long")


def test_a_call_back_belongs_to_its_touch(firm):
    refused(
        firm("touch", "nordhafen", "--channel", "phone", "--outcome", "gatekeeper", "--call-back", "sometime"),
        "is not a day",
    )
    logged = document(
        firm("touch", "nordhafen", "--channel", "phone", "--outcome", "gatekeeper", "--call-back", "5", "--json")
    )
    assert logged["next_step"]["act"] == "phone: call back"


def test_a_draft_waits_until_it_is_confirmed_and_never_reaches_a_suppressed_one(firm, tmp_path):
    drafted = document(firm("draft", "new", "nordhafen", "--body", "Hello", "--out", str(tmp_path / "x.eml"), "--json"))
    assert drafted["alarms"][0].startswith("no line about this company")
    refused(firm("draft", "new", "nordhafen", "--out", str(tmp_path / "x.eml")), "there already")
    waiting = document(firm("draft", "list", "--waiting", "--json"))["drafts"]
    assert [one["id"] for one in waiting] == [drafted["id"]], "the refused one left nothing behind"
    assert document(firm("draft", "same", "--json")) == {"repeated": []}
    refused(firm("never", "add", "nordhafen"), "needs a reason")
    assert firm("never", "add", "nordhafen", "--reason", "asked us").status == 0
    for act in (
        ("draft", "sent", drafted["id"]), ("draft", "new", "nordhafen"), ("next", "nordhafen", "--on", "5"),
        ("touch", "nordhafen", "--channel", "phone", "--outcome", "spoke"),
    ):  # fmt: skip
        refused(firm(*act), "never-contact ledger")
    entry = document(firm("never", "list", "--json"))["entries"][0]["id"]
    refused(firm("never", "lift", entry), "needs a reason")
    assert firm("never", "lift", entry, "--reason", "they called").status == 0
    assert json.loads(firm("draft", "sent", drafted["id"], "--json").out)["touch"]


def test_s0_16_a_lesson_comes_back_when_a_similar_name_is_given(firm):
    assert firm("drop", "nordhafen", "--reason", "no money", "--lesson", "asks for three-year contracts").status == 0
    named = firm("name", "Nordhafen Logistik Hamburg", "--different")
    assert named.status == 0
    assert "lesson: Nordhafen Logistik, dropped" in named.err
    assert "asks for three-year contracts" in named.err
