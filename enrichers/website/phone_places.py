"""Numbers of branches abroad: read as their own country writes them, told by the country's name in the lines above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from enrichers.website.countries import ending
from enrichers.website.phone_words import LABEL
from enrichers.website.snapshot import Line, Zone

_REACH = 8
_FRAME = Zone.NAV | Zone.HIDDEN | Zone.COMMENT
_WHOLE = re.compile(
    r"[\s.:]{0,4}(?P<number>\(?\d[\d ().-]{5,18}\d)(?P<more>(?:\s?[-/]\s?\d{2,8}(?:\s\d{3,4})?){0,3})\s*$"
)
"""A number that fills its line behind a label; after it the last digits of further lines (``2270 6800 / 6868``)."""
_RANGE = re.compile(r"^(?P<number>.{7,}\d)-\d{1,3}$")


def local_region(lines: Sequence[Line], number: int) -> str:
    """Return the country that line `number` or one of the lines right above it ends with, nothing when none does.

    Two different countries in two neighbouring lines are a list to choose from and say nothing.
    """
    for position in range(number, max(-1, number - 1 - _REACH), -1):
        line = lines[position]
        if line.zone & _FRAME:
            continue
        if found := ending(line.text):
            above = ending(lines[position - 1].text) if position else ""
            below = ending(lines[position + 1].text) if position + 1 < len(lines) else ""
            return "" if {above, below} - {found, ""} else found
    return ""


def written_out(text: str, region: str) -> Iterator[tuple[int, int, str]]:
    """Yield span and digits of a labelled number that fills its line, as `region` may print it for foreigners.

    Without the plus before the country's code, without the trunk zero, with the last digits of a row of lines behind it.
    """
    labels = list(LABEL.finditer(text))
    if not labels or not region:
        return
    match = _WHOLE.match(text, labels[-1].end())
    if match is None:
        return
    raw = match["number"].strip()
    if ranged := _RANGE.match(raw):
        yield match.start("number"), match.start("number") + len(ranged["number"]), ranged["number"]
    yield match.start("number"), match.start("number") + len(raw), raw
