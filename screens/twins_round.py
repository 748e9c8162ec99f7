"""One round through the review queue: which pair is at hand, what was answered, what was put off. Pure state.

The screen shows the next pair before the answer is written; a later reading of the queue then confirms or corrects it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prospector.pipeline.review import Question

SAME, RELATED, DIFFERENT, LATER = "same", "related", "different", "later"
Key = tuple[str, str]
"""The ids of a pair in their order, whichever side stays."""


def key_of(question: Question) -> Key:
    """Return what stands for the pair, whichever side stays."""
    one, other = question.left, question.right
    return (one, other) if one < other else (other, one)


def swapped(question: Question) -> Question:
    """Return the question with its sides exchanged: the right one stays."""
    return replace(
        question, left=question.right, right=question.left, left_name=question.right_name,
        right_name=question.left_name,
        fields=[replace(pair, left=pair.right, right=pair.left) for pair in question.fields],
    )  # fmt: skip


@dataclass(slots=True)
class Round:
    """The pairs of one sitting, the one at hand, and the answers."""

    questions: list[Question] = field(default_factory=list)
    """Still to be answered."""
    at: int = 0
    """Number of the pair at hand."""
    answers: dict[Key, str] = field(default_factory=dict)
    """Every answer of this sitting; one that was taken back stays here, and its pair is in `questions` again."""
    _refused: set[Key] = field(default_factory=set)
    """Pairs whose answer could not be written: they come to hand again where they still are a question."""
    _swapped: set[Key] = field(default_factory=set)
    _fresh: Sequence[Question] = ()
    _later: Mapping[Key, str] = field(default_factory=dict)
    _old_later: Mapping[Key, str] | None = None
    """Pairs that had been put off before this round began, by when: they are asked again in it."""

    @property
    def current(self) -> Question | None:
        """The pair at hand, its sides as the user turned them."""
        if not self.questions:
            return None
        found = self.questions[self.at]
        return swapped(found) if key_of(found) in self._swapped else found

    @property
    def done(self) -> int:
        """How many were answered and stand so."""
        return len(self._standing())

    @property
    def number(self) -> int:
        """The running number of the pair at hand."""
        return self.done + self.at + 1

    @property
    def total(self) -> int:
        """How many pairs this round has in all."""
        return self.done + len(self.questions)

    @property
    def put_off(self) -> int:
        """How many were put off in this round."""
        return sum(answer == LATER for answer in self._standing().values())

    def tally(self) -> Mapping[str, int]:
        """Return how often each answer was given, those taken back apart."""
        given = list(self._standing().values())
        return {answer: given.count(answer) for answer in (SAME, RELATED, DIFFERENT, LATER) if answer in given}

    def _standing(self) -> dict[Key, str]:
        open_ones = {key_of(one) for one in self.questions}
        return {key: answer for key, answer in self.answers.items() if key not in open_ones}

    # Going through

    def step(self, by: int) -> bool:
        """Go to another pair without answering; say whether there is one."""
        after = max(0, min(self.at + by, len(self.questions) - 1))
        moved, self.at = after != self.at, after
        return moved

    def swap(self) -> None:
        """Exchange the sides of the pair at hand."""
        if self.questions:
            self._swapped ^= {key_of(self.questions[self.at])}

    def answer(self, question: Question, answer: str) -> None:
        """Keep the answer and go on; a merge also removes the questions about the account that is gone."""
        key = key_of(question)
        self.answers[key] = answer
        gone = question.right if answer == SAME else None
        before = sum(self._leaves(one, key, gone) for one in self.questions[: self.at])
        self.questions = [one for one in self.questions if not self._leaves(one, key, gone)]
        self._stay_inside(self.at - before)

    def refuse(self, question: Question) -> None:
        """Forget the answer: it could not be written."""
        self.answers.pop(key_of(question), None)
        self._refused.add(key_of(question))

    @staticmethod
    def _leaves(question: Question, key: Key, gone: str | None) -> bool:
        return key_of(question) == key or gone in (question.left, question.right)

    def bring_back(self) -> None:
        """Ask those again that were put off."""
        self._old_later = dict(self._later)
        self.answers = {key: answer for key, answer in self.answers.items() if answer != LATER}
        self.questions = self._wanted()
        self.at = 0

    # A newer reading

    def take(self, fresh: Sequence[Question], later: Mapping[Key, str], *, jump: bool) -> bool:
        """Take over a newer reading of the queue; the pair at hand stays at hand.

        `later` tells when pairs were put off. With `jump` a pair whose answer was taken back comes to hand; say whether
        one did.
        """
        if self._old_later is None:
            self._old_later = dict(later)
        shown = {key_of(one) for one in self.questions}
        hand = key_of(self.questions[self.at]) if self.questions else None
        self._fresh, self._later = fresh, later
        self.questions = self._wanted()
        keys = [key_of(one) for one in self.questions]
        back = [key for key in keys if (key in self.answers or key in self._refused) and key not in shown]
        self._refused.clear()
        if jump and back:
            self.at = keys.index(back[0])
            return True
        self._stay_inside(keys.index(hand) if hand in keys else self.at)
        return False

    def _wanted(self) -> list[Question]:
        old = self._old_later or {}
        return [one for one in self._fresh if self._later.get(key_of(one)) in (None, old.get(key_of(one)))]

    def _stay_inside(self, at: int) -> None:
        self.at = max(0, min(at, len(self.questions) - 1))
