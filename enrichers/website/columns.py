"""Labels that stand apart from their values: above them in a table or a list, or in a stack beside theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from enrichers.website.others_words import LABELS
from enrichers.website.phone_words import LABEL
from enrichers.website.snapshot import Line, Zone, without_icons

_SHORT = 30
_HEADING = 30
_LONGEST = 60
"""Characters of a line with a label, whatever points and blanks stand around it."""
_MOST = 6
_A_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\d{3}")


def stacked(lines: Sequence[Line]) -> dict[int, str]:
    """Return, by the index of a line, the label that belongs to it where labels are stacked before as many values.

    ``Phone: | Fax: | 918 742 4210 | 918 742 4211`` is what a row of two cells with line breaks comes down to.
    """
    found: dict[int, str] = {}
    start = 0
    last = len(lines) - 1
    while start < last:
        if len(lines[start + 1].text) > _LONGEST or len(lines[start].text) > _LONGEST:
            start += 1  # no two labels in a row
            continue
        count = _labels_from(lines, start)
        if count > 1:
            values = lines[start + count : start + 2 * count]
            pairs = [(lines[start + at].text, value.text) for at, value in enumerate(values)]
            if len(pairs) == count and all(_DIGITS.search(value) for label, value in pairs if LABEL.search(label)):
                found.update({start + count + at: label for at, (label, _) in enumerate(pairs)})
        start += max(1, count)
    return found


def _labels_from(lines: Sequence[Line], start: int) -> int:
    count = 0
    while start + count < len(lines) and count < _MOST:
        text = lines[start + count].text
        if len(text) > _LONGEST or not _is_label(text):
            break
        count += 1
    return count


@lru_cache(maxsize=4096)
def _is_label(text: str) -> bool:
    bare = text.strip(" :.")
    return len(bare) <= _SHORT and not _A_DIGIT.search(bare) and bool(LABELS.fullmatch(bare) or LABEL.fullmatch(bare))


def heading_above(lines: Sequence[Line], start: int, end: int, heading: str, rows: int) -> tuple[str, int]:
    """Return the label that heads line `end`, and after how many rows, by the lines from `start` on; `heading` came before."""
    for number in range(end - 1, start - 1, -1):
        if len(lines[number].text) >= _HEADING:  # nothing above a long line counts
            start, heading = number + 1, ""
            break
    for number in range(start, end):
        line = lines[number]
        if not _announces(line.text):
            heading = "" if line.zone & Zone.HEADING else heading
        else:
            heading, rows = ("" if heading and heading == lines[number - 1].text else line.text), 0
    return heading, rows


@lru_cache(maxsize=8192)
def _announces(text: str) -> bool:
    """Return whether a line without a number announces one: by its words, or by a picture with no other words beside it."""
    words = without_icons(text)
    return bool(LABEL.search(words or text))
