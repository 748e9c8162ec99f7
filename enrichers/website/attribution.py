"""Words that say: what follows belongs to somebody else (agency, authority, host, press office)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from enrichers.website.snapshot import Line

_OFFICES = re.compile(
    r"ombuds(?:man|mann|stelle|person)|schlichtungsstelle|aufsichtsbehörde|datenschutzbehörde|landesbeauftragte|"
    r"supervisory authority|data protection authority|information commissioner|verbraucherzentrale|streitbeilegung|"
    r"toezichthouder|autoriteit persoonsgegevens|\bcnil\b|garante (?:per la )?privacy|"
    r"(?:press|pr|media|werbe)[\s-]?agen(?:cy|tur|ce)|public relations agency|"
    r"hébergeur|hébergé par|hosted by|hosting(?:anbieter|provider| by)|webhoster",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:web\s?(?:site|design|seite)|site|design|umsetzung|realisi?erung|realisatie|réalisation|"
    "realizzazione|sito|realizace|"
    r"wykonanie)\s*(?:&\s*\w+\s*)?(?:by|von|door|par|da|web|di|:)(?:\s|$)|"
    r"\b(?:powered|designed|developed|created|built|made) (?:with \S+ )?(?:by|at)\b|разработка сайта|создание сайта",
    re.IGNORECASE,
)
_REACH = 3
_SHORT = 160
_BEFORE = 160


def about_others(lines: Sequence[Line], number: int, value: str = "") -> bool:
    """Return whether line `number` before `value`, or a heading just above it, says that somebody else is meant.

    A signature (``website by``) speaks of what follows it in its own line, an office (ombudsman, host, press agency) also of
    the next few lines.
    """
    if not 0 <= number < len(lines):
        return False
    text = lines[number].text
    place = text.casefold().find(value.casefold()) if value else -1
    before = text[max(0, place - _BEFORE) : place] if place >= 0 else text[:_BEFORE]
    if _OFFICES.search(before) or _CREDIT.search(before):
        return True
    if place > _BEFORE:
        return False
    above = lines[max(0, number - _REACH) : number]
    if any(len(line.text) < _SHORT and _OFFICES.search(line.text) for line in above):
        return True
    return bool(above) and bool(re.search(rf"(?:{_CREDIT.pattern})\W*$", above[-1].text[-60:], re.IGNORECASE))
