"""What a value looks like by itself: an address, a number, a telephone number, a country... or just text."""

from __future__ import annotations

import re

from prospector.identity.domain import registrable

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+\Z")
_NUMBER = re.compile(r"[-+]?\d[\d., '\u00a0]*%?\Z|-?\d(?:[.,]\d+)?E\+\d{2,3}\Z")
_PHONE = re.compile(r"(?:\+|00)[\d ()/.-]{6,24}\Z|\(?0\d{1,5}\)?[ /-][\d ()/.-]{4,20}\Z|\(\d{3}\) \d{3}-\d{4}\Z")
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[ T][\d:.]+Z?)?\Z|\d{1,2}[./]\d{1,2}[./]\d{2,4}\Z")
_LEI = re.compile(r"(?=\w*\d)[A-Z0-9]{18}\d\d\Z")
"""ISO 17442."""
_LINKEDIN = re.compile(r"(?:https?://)?(?:[a-z]{2,3}\.)?linkedin\.com/(company|in|sales)/", re.IGNORECASE)
_RUINED = re.compile(r"-?\d(?:[.,]\d+)?E\+\d{2,3}\Z")
_PATTERNS = {"email": _EMAIL, "phone": _PHONE, "date": _DATE, "number": _NUMBER, "lei": _LEI}
_ERRORS = frozenset(
    ("#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#NV", "#BEZUG!", "#WERT!", "#SPILL!")
)
_LONGEST_DOMAIN = 253


def shape(value: str) -> str:
    """Return ``empty text email domain number phone date lei linkedin`` or ``linkedin person``, whichever `value` looks like."""
    bare = value.strip()
    if not bare:
        return "empty"
    if found := _LINKEDIN.match(bare):
        return "linkedin person" if found[1].lower() == "in" else "linkedin"
    named = next((name for name, pattern in _PATTERNS.items() if pattern.match(bare)), "")
    if named:
        return named
    if "." in bare and " " not in bare and len(bare) <= _LONGEST_DOMAIN and registrable(bare):
        return "domain"
    return "text"


def is_ruined(value: str) -> bool:
    """Say whether a spreadsheet made a long number into ``4.94012E+11``: its last digits are lost for good."""
    return "E+" in value and _RUINED.match(value.strip()) is not None


def is_error(value: str) -> bool:
    """Say whether a cell holds what a spreadsheet shows for a formula that went wrong."""
    return value.startswith("#") and value.strip() in _ERRORS
