"""What was answered: counts always, rates and advice only from enough of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from prospector.clock import FrozenClock, stamp
from prospector.model.share import share_interval
from prospector.model.touch import TouchRecord
from prospector.outreach.answers import ENOUGH, advice, answer_rates, first_line, judged
from prospector.workspace import Workspace

START = datetime(2026, 3, 2, 9, 5, tzinfo=UTC)


def touches(channel: str, outcomes: str, hour: int = 9) -> list[TouchRecord]:
    """Return attempts at companies of their own: `s` spoke, `n` no answer."""
    words = {"s": "spoke", "n": "no_answer"}
    found = []
    for number, sign in enumerate(outcomes):
        at = stamp(START.replace(hour=hour) + timedelta(days=number))
        found.append(
            TouchRecord(f"{channel}{hour}{number}", f"{channel}{hour}{number}", "robin", channel, words[sign], "unknown", "",
                        "", private=False, at=at, recorded_at=at)
        )  # fmt: skip
    return found


def test_s4_3_below_the_minimum_there_are_counts_and_no_advice() -> None:
    rates = answer_rates([*touches("phone", "s" * (ENOUGH - 1)), *touches("mail", "n" * 60)], {})
    assert [(one.kind, one.value, one.text) for one in rates if one.kind == "channel"] == [
        ("channel", "by mail", "0 of 60 attempts answered: 0 % (0 to 6 %)"),
        ("channel", "by phone", "29 of 29 attempts answered"),
    ]
    assert advice(rates) == []


def test_s4_3_enough_on_both_sides_that_lie_apart_give_advice() -> None:
    rates = answer_rates([*touches("phone", "s" * 20 + "n" * 20), *touches("mail", "s" * 2 + "n" * 48, hour=15)], {})
    assert advice(rates) == [
        "“by phone” is answered more often than “by mail” (20 of 40 against 2 of 50): try it first",
        "“08:00 to 10:00” is answered more often than “14:00 to 16:00” (20 of 40 against 2 of 50): try it first",
    ]


def test_s4_3_rates_that_are_not_sure_to_differ_give_none() -> None:
    rates = answer_rates([*touches("phone", "s" * 12 + "n" * 28), *touches("mail", "s" * 9 + "n" * 31)], {})
    assert advice(rates) == []


def test_s4_3_openers_are_counted_by_what_was_written() -> None:
    sent = touches("mail", "sn")
    rates = answer_rates(sent, {sent[0].id: "Who plans the day?", sent[1].id: "Who plans the day?"})
    assert [(one.value, one.attempts, one.answers) for one in rates if one.kind == "opener"] == [
        ("Who plans the day?", 2, 1)
    ]


def test_a_reply_answers_the_newest_open_attempt() -> None:
    def at(day: int, outcome: str) -> TouchRecord:
        moment = stamp(START + timedelta(days=day))
        return TouchRecord(str(day), "a", "robin", "mail", outcome, "unknown", "", "", private=False, at=moment,
                           recorded_at=moment)  # fmt: skip

    found = judged([at(3, "replied"), at(0, "sent"), at(1, "sent"), at(5, "replied")])
    assert [(touch.id, answered) for touch, answered in found] == [("0", False), ("1", True)]


@pytest.mark.parametrize(
    ("body", "opener"),
    [
        ("Dear Anna,\n\nWho plans the day?\nBest", "Who plans the day?"),
        ("Who plans?\nMore", "Who plans?"),
        ("", ""),
        ("Hi!", "Hi!"),
    ],
)
def test_the_opener_is_the_first_line_after_the_salutation(body: str, opener: str) -> None:
    assert first_line(body) == opener


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"), [(0, 0, 0.0, 1.0), (5, 20, 0.112, 0.469), (0, 10, 0.0, 0.278)]
)
def test_intervals_are_those_of_wilson(part: int, whole: int, low: float, high: float) -> None:
    assert share_interval(part, whole) == pytest.approx((low, high), abs=0.001)


def test_the_workspace_counts_the_own_attempts(workspace: Workspace, clock: FrozenClock) -> None:
    account = workspace.naming.name("Nordhafen Logistik").account_id
    workspace.touches.log(account, "phone", "spoke", override="a test")
    assert [(one.kind, one.attempts, one.answers) for one in workspace.today.answers()] == [
        ("channel", 1, 1), ("hour", 1, 1),
    ]  # fmt: skip
    assert workspace.today.answers("kim") == []


def test_what_is_surely_good_is_advised_before_what_may_be_better() -> None:
    tried = [
        *touches("phone", "s" * 17 + "n" * 13),
        *touches("mail", "sn" * 150),
        *touches("letter", ("s" + "n" * 9) * 30),
    ]
    rates = [one for one in answer_rates(tried, {}) if one.kind == "channel"]
    assert advice(rates) == [
        "“by mail” is answered more often than “by letter” (150 of 300 against 30 of 300): try it first"
    ]
