"""One look over all lines of a page at once: which of them may hold what a reader wants.

Most lines are plain words. A reader that asks every line pays for the asking; one search through the joined lines runs at the
speed of C and leaves the few lines that are worth a careful look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

_DIGIT_LINE = re.compile(r"\d[^\n]*")


class Glance:
    """The lines of a page joined; every answer gives numbers of lines, in their order and each once."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Join `texts`, one for each line."""
        whole = "\n".join(texts)
        if texts and whole.count("\n") != len(texts) - 1:
            whole = "\n".join([text.replace("\n", " ") for text in texts])
        self.whole = whole

    @cached_property
    def lowered(self) -> str:
        """The joined lines as `casefold` makes them, which leaves line breaks alone."""
        return self.whole.casefold()

    @cached_property
    def digits(self) -> list[int]:
        """Lines with a digit."""
        return self.matched(_DIGIT_LINE)

    def matched(self, pattern: re.Pattern[str]) -> list[int]:
        """Return the lines in which a match of `pattern`, which must not run over a line break, begins."""
        return numbers(self.whole, (match.start() for match in pattern.finditer(self.whole)))

    def holding(self, *marks: str) -> list[int]:
        """Return the lines in which one of `marks` stands as it is."""
        return holding(self.whole, marks)


def holding(whole: str, marks: Iterable[str]) -> list[int]:
    """Return the numbers of the lines of `whole` in which one of `marks` stands."""
    found: set[int] = set()
    for mark in marks:
        if mark in whole:
            found.update(numbers(whole, _places(whole, mark)))
    return sorted(found)


def numbers(whole: str, places: Iterable[int]) -> list[int]:
    """Return the numbers of the lines of `whole` in which the rising `places` stand."""
    found: list[int] = []
    number = last = 0
    for place in places:
        number += whole.count("\n", last, place)
        last = place
        if not found or found[-1] != number:
            found.append(number)
    return found


def _places(whole: str, mark: str) -> Iterator[int]:
    """Yield the first place of `mark` in each line that has it."""
    place = whole.find(mark)
    while place >= 0:
        yield place
        line_end = whole.find("\n", place)
        place = whole.find(mark, line_end) if line_end >= 0 else -1
