"""What to expect of a list: only from enough of the own history, and a range that holds."""

from __future__ import annotations

import random
from fractions import Fraction
from math import comb, prod

import pytest

from prospector.clock import FrozenClock
from prospector.model.touch import TouchRecord
from prospector.outreach.answers import ENOUGH
from prospector.outreach.expectation import attempts_and_answers, expect
from prospector.workspace import Workspace


def touch(account: str, outcome: str, at: str) -> TouchRecord:
    return TouchRecord("", account, "robin", "phone", outcome, "unknown", "", "", private=False, at=at, recorded_at=at)


def span(attempts: int, answers: int, planned: int) -> tuple[int, int]:
    found = expect(attempts, answers, planned)
    assert found.low is not None
    assert found.high is not None
    return found.low, found.high


def test_s0_8_five_attempts_are_not_enough_history() -> None:
    found = expect(5, 2, 20)
    assert (found.low, found.high) == (None, None)
    assert found.text == "not enough history: 5 attempts, a range is shown from 30 on"
    assert expect(ENOUGH - 1, 3, 20).low is None
    assert expect(ENOUGH, 3, 20).low is not None


@pytest.mark.parametrize(
    ("attempts", "answers", "planned"), [(30, 0, 100), (30, 30, 100), (40, 3, 60), (60, 20, 30), (200, 3, 100)]
)
def test_the_range_is_that_of_the_beta_binomial_in_plain_fractions(attempts: int, answers: int, planned: int) -> None:
    yes, no = Fraction(2 * answers + 1, 2), Fraction(2 * (attempts - answers) + 1, 2)

    def rising(start: Fraction, count: int) -> Fraction:
        return prod((start + one for one in range(count)), start=Fraction(1))

    chances = [
        comb(planned, k) * rising(yes, k) * rising(no, planned - k) / rising(yes + no, planned)
        for k in range(planned + 1)
    ]
    assert sum(chances) == 1
    low = max(k for k in range(planned + 1) if sum(chances[:k]) <= Fraction(1, 20))
    high = min(k for k in range(planned + 1) if sum(chances[: k + 1]) >= Fraction(19, 20))
    assert span(attempts, answers, planned) == (low, high)


def test_s0_8_three_hundred_attempts_give_a_range_with_its_grounds() -> None:
    found = expect(300, 30, 20)
    assert (found.low, found.high) == (0, 5)
    assert found.text == "0 to 5 replies from 20 touches (nine times in ten; 30 of 300 attempts so far were answered)"
    assert (expect(300, 300, 10).low, expect(300, 0, 10).high) == (10, 0)
    assert (expect(300, 30, 0).low, expect(300, 30, 0).high) == (0, 0)


@pytest.mark.parametrize(("rate", "planned"), [(0.03, 20), (0.1, 20), (0.3, 12), (0.6, 40)])
def test_s0_8_the_range_covers_what_comes_in_simulation(rate: float, planned: int) -> None:
    dice, held, rounds = random.Random(20), 0, 600
    for _ in range(rounds):
        answers = sum(dice.random() < rate for _ in range(300))
        came = sum(dice.random() < rate for _ in range(planned))
        low, high = span(300, answers, planned)
        held += low <= came <= high
    assert held / rounds >= 0.88, "nine times in ten, less what chance takes of 600 rounds"
    low, high = span(300, round(300 * rate), planned)
    assert high - low < planned * 0.8, "a range over everything would cover too"


@pytest.mark.parametrize(("attempts", "answers", "planned"), [(10, 11, 1), (10, -1, 1), (10, 1, -1)])
def test_counts_that_are_none_are_refused(attempts: int, answers: int, planned: int) -> None:
    with pytest.raises(ValueError, match="attempts"):
        expect(attempts, answers, planned)


def test_a_reply_answers_the_newest_open_attempt_at_the_company() -> None:
    history = [
        touch("a", "sent", "1"), touch("a", "sent", "2"), touch("a", "replied", "3"), touch("a", "replied", "4"),
        touch("b", "replied", "1"), touch("b", "spoke", "2"), touch("b", "replied", "3"),
        touch("c", "no_answer", "1"), touch("c", "meeting_set", "2"),
    ]  # fmt: skip
    assert attempts_and_answers(history) == (5, 3)
    assert attempts_and_answers(reversed(history)) == (5, 3)
    assert attempts_and_answers([]) == (0, 0)


def test_the_history_is_the_reps_own_and_leaves_explorations_out(workspace: Workspace, clock: FrozenClock) -> None:
    ids = [workspace.naming.name(name).account_id for name in ("Acme GmbH", "Bolt AB", "Cog SA")]
    workspace.naming.explore(ids[2], on=True)
    for account in ids:
        clock.move(days=2)
        workspace.touches.log(account, "phone", "spoke")
    workspace.store.actor = "kim"
    clock.move(days=5)
    workspace.touches.log(ids[0], "phone", "no_answer")
    mine = workspace.today.expectation("robin")
    assert (mine.attempts, mine.answers, mine.planned) == (2, 2, 3)
    theirs = workspace.today.expectation()
    assert (theirs.attempts, theirs.answers, theirs.planned) == (1, 0, 0)
