"""Words on a page that spell its domain."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator

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
    may_spell = _spelling_test(wanted[: math.ceil(_COVER * len(wanted))])
    counts: dict[str, int] = {}
    where: dict[str, Line] = {}
    for line in (Line(snapshot.title), *snapshot.lines):
        if line.zone & NOT_THE_COMPANY or not may_spell(line.text[:_LINE]):
            continue
        for text in _spellings(line.text, wanted, targets):
            counts[text] = counts.get(text, 0) + 1
            where.setdefault(text, line)
    if not counts:
        return None
    best = max(counts, key=lambda text: (_rank(text, wanted), counts[text]))
    return best, where[best]


def _spelling_test(head: str) -> Callable[[str], bool]:
    """Return what tells whether a line may spell the label: it holds most of its beginning, whatever stands between."""
    spread = re.compile(r"[\W_]*".join(map(re.escape, head)))

    def test(text: str) -> bool:
        if text.isascii():
            return spread.search(text.casefold()) is not None
        return head in fold(_BETWEEN.sub("", text))

    return test


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
