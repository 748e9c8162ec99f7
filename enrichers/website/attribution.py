"""Words that say: what follows belongs to somebody else (agency, authority, host, press office)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from enrichers.website.snapshot import Line

_OTHERS = re.compile(
    r"ombuds(?:man|mann|stelle|person)|schlichtungsstelle|aufsichtsbehörde|datenschutzbehörde|landesbeauftragte|supervisory authority|data protection authority|"
    r"information commissioner|verbraucherzentrale|streitbeilegung|toezichthouder|autoriteit persoonsgegevens|\bcnil\b|garante (?:per la )?privacy|"
    r"(?:press|pr|media|werbe)[\s-]?agen(?:cy|tur|ce)|public relations agency|hébergeur|hébergé par|hosted by|hosting(?:anbieter|provider| by)|webhoster|"
    r"(?:web\s?(?:site|design|seite)|site|design|umsetzung|realisi?erung|realisatie|réalisation|realizzazione|sito|realizace|wykonanie)\s*(?:&\s*\w+\s*)?(?:by|von|door|par|da|web|di|:)\s|"
    r"\b(?:powered|designed|developed|created|built|made) (?:with \S+ )?(?:by|at)\b|разработка сайта|создание сайта",
    re.IGNORECASE,
)
_REACH = 3
_SHORT = 160
_BEFORE = 160


def about_others(lines: Sequence[Line], number: int, value: str = "") -> bool:
    """Return whether line `number` (up to `value` in it), or a heading just above, says that somebody else is meant."""
    if not 0 <= number < len(lines):
        return False
    text = lines[number].text
    place = text.casefold().find(value.casefold()) if value else -1
    if _OTHERS.search(text[max(0, place - _BEFORE) : place] if place >= 0 else text[:_BEFORE]):
        return True
    if place > _BEFORE:
        return False
    return any(
        len(line.text) < _SHORT and _OTHERS.search(line.text) for line in lines[max(0, number - _REACH) : number]
    )
