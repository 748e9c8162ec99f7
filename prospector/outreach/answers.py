"""Which attempts were answered: by channel, by hour, by opener, with counts, and advice only where they say something."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from prospector.clock import moment
from prospector.model.share import share_interval
from prospector.model.touch import TouchRecord, by_channel
from prospector.text import clean, plural

ENOUGH = 30
"""Attempts below which a rate says nothing that one could plan with."""
KINDS = ("channel", "hour", "opener")
_ATTEMPT_AND_ANSWER = frozenset(("spoke", "meeting_set"))
_BLOCK = 2
"""Hours that are counted together."""
_OPENER = 60
_WRONG = 0.05
"""Chance at which advice of one kind may be wrong."""


@dataclass(frozen=True, slots=True)
class AnswerRate:
    """How often the attempts of one kind were answered."""

    kind: str
    """One of `KINDS`."""
    value: str
    attempts: int
    answers: int

    @property
    def enough(self) -> bool:
        """Say whether there are enough attempts to speak of a rate."""
        return self.attempts >= ENOUGH

    @property
    def interval(self) -> tuple[float, float]:
        """Return the 95 % interval of the rate."""
        return share_interval(self.answers, self.attempts)

    @property
    def text(self) -> str:
        """Return the count, and the rate with its interval where there is enough of it."""
        counted = f"{self.answers} of {plural(self.attempts, 'attempt')} answered"
        if not self.enough:
            return counted
        low, high = self.interval
        return f"{counted}: {round(100 * self.answers / self.attempts)} % ({round(100 * low)} to {round(100 * high)} %)"


def judged(touches: Iterable[TouchRecord]) -> list[tuple[TouchRecord, bool]]:
    """Return every attempt with whether it was answered.

    To speak to somebody is an attempt and its answer. A reply answers the newest attempt at the company that none
    answered; a reply without one came by itself and says nothing about attempts.
    """
    by_account: dict[str, list[TouchRecord]] = defaultdict(list)
    for one in touches:
        by_account[one.account_id].append(one)
    found: list[tuple[TouchRecord, bool]] = []
    for mine in by_account.values():
        waiting: int | None = None
        for one in sorted(mine, key=lambda one: (one.at, one.recorded_at)):
            if one.outcome != "replied":
                answered = one.outcome in _ATTEMPT_AND_ANSWER
                waiting = waiting if answered else len(found)
                found.append((one, answered))
            elif waiting is not None:
                found[waiting] = (found[waiting][0], True)
                waiting = None
    return found


def answer_rates(touches: Iterable[TouchRecord], openers: Mapping[str, str]) -> list[AnswerRate]:
    """Return the rates of all channels, hours where the user is, and openers, of each kind the most tried first.

    `openers` gives the first line of what was written, by touch.
    """
    tried: dict[tuple[str, str], int] = defaultdict(int)
    answered: dict[tuple[str, str], int] = defaultdict(int)
    for touch, answer in judged(touches):
        begin = moment(touch.at).astimezone().hour // _BLOCK * _BLOCK
        for key in (
            ("channel", by_channel(touch.channel)),
            ("hour", f"{begin:02}:00 to {begin + _BLOCK:02}:00"),
            ("opener", clean(openers.get(touch.id, ""), _OPENER)),
        ):
            if key[1]:
                tried[key] += 1
                answered[key] += answer
    rates = [AnswerRate(kind, value, count, answered[kind, value]) for (kind, value), count in tried.items()]
    return sorted(rates, key=lambda one: (KINDS.index(one.kind), -one.attempts, one.value))


def first_line(body: str) -> str:
    """Return the opener of a message: its first line that is not the salutation."""
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    return lines[1] if len(lines) > 1 and lines[0].endswith((",", "!", ":")) else next(iter(lines), "")


def advice(rates: Sequence[AnswerRate]) -> list[str]:
    """Return what the rates advise: only where both sides were tried often enough and their intervals lie apart.

    The more values are compared, the wider the intervals (Bonferroni): of twelve hours one looks best by chance.
    """
    said = []
    for kind in KINDS:
        tried = [one for one in rates if one.kind == kind and one.enough]
        spans = {one: share_interval(one.answers, one.attempts, 1 - _WRONG / max(1, len(tried))) for one in tried}
        sure = sorted(tried, key=lambda one: -spans[one][0])
        said += [
            f"“{sure[0].value}” is answered more often than “{worse.value}” "
            f"({sure[0].answers} of {sure[0].attempts} against {worse.answers} of {worse.attempts}): try it first"
            for worse in sure[1:]
            if spans[sure[0]][0] > spans[worse][1]
        ]
    return said
