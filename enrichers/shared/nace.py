"""Sections of the European classification of economic activities, for registers that give codes without words.

Source: NACE Rev. 2, Regulation (EC) No 1893/2006, annex I; national versions (NAF, CZ-NACE, TOL, EMTAK, SN) keep its divisions.
"""

from __future__ import annotations

_SECTIONS = (
    (3, "agriculture, forestry and fishing"),
    (9, "mining and quarrying"),
    (33, "manufacturing"),
    (35, "electricity, gas, steam and air conditioning supply"),
    (39, "water supply, sewerage and waste management"),
    (43, "construction"),
    (47, "wholesale and retail trade"),
    (53, "transportation and storage"),
    (56, "accommodation and food service"),
    (63, "information and communication"),
    (66, "financial and insurance activities"),
    (68, "real estate activities"),
    (75, "professional, scientific and technical activities"),
    (82, "administrative and support services"),
    (84, "public administration and defence"),
    (85, "education"),
    (88, "human health and social work"),
    (93, "arts, entertainment and recreation"),
    (96, "other service activities"),
    (98, "activities of households"),
    (99, "activities of extraterritorial organisations"),
)
"""Last division of each section, and what the section is about."""


def section(code: str) -> str:
    """Return in English what the section of a code such as ``70.10Z`` or ``3514`` is about; "" when there is none."""
    digits = code.strip()[:2]
    if len(digits) != 2 or not (digits.isascii() and digits.isdigit()) or digits == "00":  # noqa: PLR2004
        return ""
    return next(words for last, words in _SECTIONS if int(digits) <= last)


def letter(code: str) -> str:
    """Return the letter of the section that a code is of (``C`` for ``28.13``), "" when there is none."""
    words = section(code)
    return next((chr(ord("A") + at) for at, (_, said) in enumerate(_SECTIONS) if words and said == words), "")


def dotted(code: str) -> str:
    """Return a code as the classification writes it: ``28.13`` for ``2813``, ``28.130`` for ``28130``."""
    digits = "".join(sign for sign in code if sign.isdigit())
    return f"{digits[:2]}.{digits[2:]}" if len(digits) > 2 else digits  # noqa: PLR2004 - a division has two digits
