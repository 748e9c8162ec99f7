"""What to expect of a list: how many replies its next touches may bring, from the own history and from nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, lgamma

from prospector.model.touch import TouchRecord
from prospector.outreach.answers import ENOUGH, judged
from prospector.text import plural

SURE = 0.9
"""Share of the cases in which the replies lie within the range."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """How many replies the planned touches may bring."""

    attempts: int
    """Attempts in the history."""
    answers: int
    """How many of them were answered."""
    planned: int
    """Touches that are planned, one for each target."""
    low: int | None = None
    """Least number of replies, None with too little history."""
    high: int | None = None

    @property
    def text(self) -> str:
        """Return it as a sentence."""
        if self.low is None or self.high is None:
            return f"not enough history: {plural(self.attempts, 'attempt')}, a range is shown from {ENOUGH} on"
        span = str(self.low) if self.low == self.high else f"{self.low} to {self.high}"
        return (
            f"{span} {'reply' if self.high == 1 else 'replies'} from {plural(self.planned, 'touch', 'touches')} "
            f"(nine times in ten; {self.answers} of {plural(self.attempts, 'attempt')} so far were answered)"
        )


def expect(attempts: int, answers: int, planned: int) -> Expectation:
    """Return the range of replies to `planned` touches after `answers` to `attempts`.

    With Jeffreys' prior for a proportion (Brown, Cai and DasGupta, Interval Estimation for a Binomial Proportion,
    Statistical Science 16, 2001) the rate is distributed as Beta(answers + ½, attempts - answers + ½), and the replies to
    the next touches as the beta-binomial that follows from it (Gelman et al., Bayesian Data Analysis, section 2.4). The
    range leaves at most a twentieth out at either end. Attempts count as independent of each other; those at one
    company are not quite, so the true range is somewhat wider. Raises ValueError for counts that are none.
    """
    if not 0 <= answers <= attempts or planned < 0:
        raise ValueError(f"{answers} answers to {attempts} attempts, {planned} planned")
    if attempts < ENOUGH:
        return Expectation(attempts, answers, planned)
    yes, no, tail = answers + 0.5, attempts - answers + 0.5, (1 - SURE) / 2
    low, high, below = planned, planned, 0.0
    for replies in range(planned + 1):
        if below <= tail:
            low = replies
        below += _chance(replies, planned, yes, no)
        if below >= 1 - tail:
            high = replies
            break
    return Expectation(attempts, answers, planned, low, high)


def attempts_and_answers(touches: Iterable[TouchRecord]) -> tuple[int, int]:
    """Return how many attempts stand in a history and how many of them were answered, as `answers.judged` tells them."""
    found = judged(touches)
    return len(found), sum(answered for _, answered in found)


def _chance(replies: int, planned: int, yes: float, no: float) -> float:
    """Return the beta-binomial probability of exactly so many replies."""
    ways = lgamma(planned + 1) - lgamma(replies + 1) - lgamma(planned - replies + 1)
    return exp(ways + _beta(replies + yes, planned - replies + no) - _beta(yes, no))


def _beta(one: float, other: float) -> float:
    return lgamma(one) + lgamma(other) - lgamma(one + other)
