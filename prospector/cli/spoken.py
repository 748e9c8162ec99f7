"""Text as it is read aloud: no columns and no boxes, one fact a line, and words instead of signs."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORDS = {
    "✓": "ok", "✗": "not ok", "○": "off", "●": "on", "≠": "differs", "→": "then", "↶": "undone", "⚙": "by a machine",
    "∅": "nothing", "⧖": "limited", "⊘": "refused by robots", "⊗": "blocked", "△": "attention", "↻": "long-term",
}  # fmt: skip
"""What a sign says."""
_RANGE = re.compile(r"(?<=\d)–(?=\d)")
_DRAWN = re.compile(r"[\u2500-\u259f■]+")
"""Boxes, bars and shades."""
_SIGN = re.compile(f"([{''.join(_WORDS)}])( ?)")
_APART = re.compile(r"\s+·\s+")
_GAP = re.compile(r"\s{2,}")


def spoken(text: str) -> str:
    """Return one line without drawings, gaps and signs."""
    text = _DRAWN.sub("  ", _RANGE.sub(" to ", _APART.sub("; ", text))).replace("·", " ").replace("…", "...")
    first, *rest = [_told(part) for part in _GAP.split(text.strip()) if part] or [""]
    if not rest:
        return first
    return f"{first}{'' if first.endswith((':', ';', ',')) else ':'} {', '.join(rest)}"


def _told(part: str) -> str:
    """Return a part of a line with words for signs: a sign at its beginning says of what follows."""
    begun = _SIGN.match(part)
    if begun and begun.end() < len(part):
        return f"{_WORDS[begun.group(1)]}: {_told(part[begun.end() :].strip())}"
    return _SIGN.sub(lambda found: _WORDS[found.group(1)] + found.group(2), part)


def records(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the rows of a table, one ``label: value`` a line, with an empty line between two rows."""
    lines: list[str] = []
    for row in rows:
        facts = [(label, spoken(cell)) for label, cell in zip(header, row, strict=False)]
        lines += ["", *(f"{label}: {value}" if label else value for label, value in facts if value)]
    return lines[1:]
