"""What looks like an address or a place and is none, or is somebody else's."""

from __future__ import annotations

import re

from enrichers.website.fitting import LEGAL, fit, may_have_form

MADE_UP = re.compile(
    r"terry franc(?:ine|ois)|\b(?:street avenue|your (?:street|address|city)|city town|anytown|muster(?:stra(?:ß|ss)e|stadt|ort)|"
    r"beispiel(?:stra(?:ß|ss)e|stadt)|ville exemple|123 (?:main street|fifth avenue|example)|voorbeeldstraat|calle falsa)\b",
    re.IGNORECASE,
)
"""Addresses that templates come with."""
DIALLED_REACH = 30
DIALLED = re.compile(
    r"(?<!\w)(?:tel\w{0,8}|fon|phone|(?:tele)?fax|mobile?|mob|tlf|puh|t|f)[.:)\s]{1,3}\+?(?=\d)[\d\s()/.-]*[\s()/.-]$",
    re.IGNORECASE,
)
"""A label before the digits: they belong to a telephone number."""
NO_CITY = re.compile(
    r"\b(?:uhr|euro?|jahre|years|customers|kunden|users|euros?|tel|fax|phone|kg|mm|cm|stück|km|m²|"
    r"und mehr|konto(?:nr|nummer)?|info|kontakt|contact|e-?mail|iban|bic|"
    r"org\.?nr|cvr|kvk|clients|products|produkte|artikel|people|minutes|hirdetés)\b|^(?:and|und|et|e|y|or|to|in|"
    r"the|der|die|das|für|bis|von|by|all)\b|[%€$£]",
    re.IGNORECASE,
)
_OWN_NAME = 0.6


def names_another(text: str, value: str, domain: str) -> bool:
    """Return whether a firm in its legal form, whose name is not the domain's, stands before the value in the same line."""
    place = text.find(value) if value else -1
    if place < 0 or not may_have_form(text[:place]):
        return False
    for piece in re.split(
        r",\s|;|\s[-–—|·]\s|\s(?:bei|by|durch|over|through|über|via|chez|von|par|from)\s(?:die |der |den |the |la )?",
        text[:place],
    )[:-1]:
        if LEGAL.search(piece.strip()) and fit(piece.strip(), domain) < _OWN_NAME:
            return True
    return False
