"""In which country a page's national notations are to be read."""

from __future__ import annotations

import re
from collections import Counter

from enrichers.website.countries import country_code, ending, may_end
from enrichers.website.glance import numbers
from enrichers.website.site import suffix
from enrichers.website.snapshot import NOT_THE_COMPANY, Snapshot
from enrichers.website.words import code_table, word_set

_GENERIC = word_set(
    """
    com net org info biz edu gov mil int io co ai tv me cc ws fm to gg ly la vc so sh eu app dev xyz online shop
    site tech agency
    """
)
_BY_LANGUAGE = code_table(
    """
    de DE; fr FR; it IT; es ES; nl NL; sv SE; da DK; nb NO; nn NO; no NO; fi FI; pl PL; cs CZ; sk SK; hu HU; ru
    RU; uk UA; ja JP; ko KR; tr TR; el GR; ro RO; bg BG; hr HR; sl SI; et EE; lv LV; lt LT; he IL; pt PT; is IS
    """
)
_PLUS = re.compile(r"[+0](?:(?<=\+)|(?<!\d0)0)\s?\(?\d[\d\s().-]{7,18}\d")
"""A number with ``+`` or ``00`` before it; the class at the start lets the search run from one such sign to the next."""
_NANP = re.compile(r"(?<![\d.])(?:1[\s.-])?(?:\(\d{3}\)\s?|\d{3}[\s.-])\d{3}[\s.-]\d{4}(?!\d)")
_US_ZIP = re.compile(
    r"\b(?:A[LKZR]|C[AOT]|D[EC]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|"
    r"T[NX]|UT|V[TA]|W[AVIY])\.?,?\s+\d{5}\b"
)
_CA_CODE = re.compile(r"\b[ABCEGHJ-NPRSTVXY]\d[A-Z]\s?\d[A-Z]\d\b")
_GB_CODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[ABD-HJLNP-UW-Z]{2}\b")
_PIN = re.compile(r"[1-8]\d{2}\s\d{3}")
_IN_PIN = re.compile(r"[^\W\d_]{3}\s?[-–—]?\s?[1-8]\d{2}\s\d{3}(?=\s*(?:$|[,.(;]))", re.MULTILINE)
_AU_SHAPE = re.compile(r"\(0[2378]\)\s?\d{4}[\s-]?\d{4}(?!\d)|\b1[38]00\s\d{3}\s\d{3}\b")
_FR_SHAPE = re.compile(r"(?<!\d)0[1-9](?:[\s.]\d\d){4}(?!\d)")
_DIGIT_LINE = re.compile(r"\d[^\n]*")
_SAMPLE = 60_000
_ALPHA_2 = 2
_ENOUGH = 6


def by_suffix(domain: str) -> str:
    """Return the country of a national domain ending, nothing for generic ones and those used as generic."""
    end = suffix(domain)
    if end in ("рф", "xn--p1ai", "su"):
        return "RU"
    return "" if end in _GENERIC or len(end) != _ALPHA_2 else {"UK": "GB"}.get(end.upper(), end.upper())


def infer(snapshots: list[Snapshot], domain: str, stated: list[str], wished: str | None) -> list[str]:
    """Return the likely countries of the company, best first; `stated` come from its own data, `wished` from the account."""
    votes: Counter[str] = Counter()
    for weight, codes in ((12, stated), (9, [by_suffix(domain)]), (8, [wished or ""])):
        for code in codes:
            votes[code] += weight
    sample = "\n".join(
        line.text for snapshot in snapshots for line in snapshot.lines if not line.zone & NOT_THE_COMPANY
    )[:_SAMPLE]
    votes.update(_written(sample))
    for snapshot in snapshots:
        language, _, rest = snapshot.lang.replace("_", "-").partition("-")
        votes[_BY_LANGUAGE.get(language.casefold(), "")] += 3
        if len(rest) == _ALPHA_2 and rest.casefold() != "us":
            votes[country_code(rest)] += 3
    del votes[""]
    ranked = [code for code, _ in votes.most_common(3)]
    if not ranked and (_NANP.search(sample) or suffix(domain) in _GENERIC):
        return ["US"]
    return ranked or ["US"]


def _written(sample: str) -> Counter[str]:
    """Return votes for countries from what stands in the text: numbers with +, postal codes only one country writes so."""
    import phonenumbers

    votes: Counter[str] = Counter()
    for match in list(_PLUS.finditer(sample))[:12]:
        try:
            number = phonenumbers.parse(re.sub(r"^00", "+", match.group()), None)
        except phonenumbers.NumberParseException:
            continue
        votes[phonenumbers.region_code_for_number(number) or ""] += 2
    for line in sample.split("\n"):
        if may_end(line):
            votes[ending(line)] += 1
    for code in [code for code in votes if votes[code] > _ENOUGH and code]:
        votes[code] = _ENOUGH
    sample = _with_digits(sample)
    for code, pattern in (("AU", _AU_SHAPE), ("FR", _FR_SHAPE)):
        votes[code] += 2 if pattern.search(sample) else 0
    pins = (("IN", _IN_PIN),) if _PIN.search(sample) else ()
    for code, pattern in (("US", _US_ZIP), ("CA", _CA_CODE), ("GB", _GB_CODE), *pins):
        votes[code] += 3 * min(2, len(pattern.findall(sample)))
    votes["US"] += 2 if not votes["CA"] and len(_NANP.findall(sample)) else 0
    return votes


def _with_digits(sample: str) -> str:
    """Return the lines with digits, each with the one above, where the first half of a postal code may stand."""
    lines = sample.split("\n")
    telling = numbers(sample, (match.start() for match in _DIGIT_LINE.finditer(sample)))
    return "\n".join([lines[number] for number in sorted({*telling, *(number - 1 for number in telling if number)})])
