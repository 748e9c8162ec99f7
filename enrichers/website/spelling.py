"""Words on a page that spell its domain."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from enrichers.website.glance import numbers
from enrichers.website.site import fold, label, suffix
from enrichers.website.snapshot import NOT_THE_COMPANY, Line, Snapshot

_SPELT = 5
_COVER = 0.8
_LINE = 2_000
_BETWEEN = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*", re.UNICODE)


def spelt(snapshot: Snapshot, domain: str) -> tuple[str, Line] | None:
    """Return the words on the page that spell the domain's label, as they are most often written, with the first line."""
    wanted = fold(label(domain))
    targets = {wanted, wanted + fold(suffix(domain))}
    head = wanted[: math.ceil(_COVER * len(wanted))]
    counts: dict[str, int] = {}
    where: dict[str, Line] = {}
    likely = (snapshot.lines[number] for number in _likely(snapshot, head))
    for line in (Line(snapshot.title), *likely):
        if line.zone & NOT_THE_COMPANY:
            continue
        for text in _spellings(line.text, wanted, targets):
            counts[text] = counts.get(text, 0) + 1
            where.setdefault(text, line)
    if not counts:
        return None
    best = max(counts, key=lambda text: (_rank(text, wanted), counts[text]))
    return best, where[best]


def _likely(snapshot: Snapshot, head: str) -> list[int]:
    """Return the numbers of the lines that may spell the label: they hold most of its beginning, whatever stands between."""
    glance = snapshot.glance
    if not head:
        return list(range(len(snapshot.lines)))
    spread = re.compile(r"[^a-z0-9\n]*".join(map(re.escape, head)))
    plain = numbers(glance.lowered, (match.start() for match in spread.finditer(glance.lowered)))
    if glance.whole.isascii():
        return plain
    lines, ascii_only = snapshot.lines, set(plain)
    return [
        number
        for number, line in enumerate(lines)
        if (number in ascii_only if line.text.isascii() else head in fold(_BETWEEN.sub("", line.text[:_LINE])))
    ]


def _rank(text: str, wanted: str) -> int:
    return 4 * (fold(text) == wanted) + 2 * good_case(text) + ("." not in text.strip("."))


def good_case(text: str) -> bool:
    """Return whether `text` is written as names are: neither all small nor all capital."""
    return not text.islower() and not text.isupper()


def _spellings(text: str, wanted: str, targets: set[str]) -> Iterator[str]:
    found = list(_WORD.finditer(text[:_LINE]))
    pieces = [fold(match.group()) for match in found]
    for start, first in enumerate(pieces):
        if not first or not (wanted.startswith(first) or first in targets):
            continue
        joined = ""
        for end in range(start, min(start + _SPELT, len(pieces))):
            joined += pieces[end]
            start_at, end_at = found[start].start(), found[end].end()
            part_of_address = (
                text[max(0, start_at - 1) : start_at] in ("@", "/", ".") or text[end_at : end_at + 1] == "@"
            )
            if joined in targets and not (start_at and part_of_address):
                yield text[start_at:end_at]
            if end > start and wanted != joined and wanted.startswith(joined) and len(joined) >= _COVER * len(wanted):
                yield text[start_at:end_at]
            if not any(target.startswith(joined) for target in targets):
                break
