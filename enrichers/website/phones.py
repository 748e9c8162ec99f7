"""Telephone and fax numbers of the company in E.164, told apart by the words and pictures before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from enrichers.website.attribution import about_others
from enrichers.website.snapshot import (
    FAX_ICON,
    NOT_THE_COMPANY,
    PASSAGE_LIMIT,
    PHONE_ICON,
    Line,
    Snapshot,
    Zone,
    passage,
)

TEXT_LIMIT = 200_000
MATCHES = 300

_DIGITS = re.compile(r"\d(?:[^\d\n]{0,4}\d){5,}")
_LABEL = re.compile(
    rf"(?P<fax>{FAX_ICON}|(?:tele)?fax\b|telefaks|\bfaks\b|\bfacsimile|télécopie|факс|\bF(?=\s*[:.)|]?\s*[+(0]))|"
    rf"(?P<phone>{PHONE_ICON}|\btele(?:ph|f)o[onó]?[no]?[eo]?\b|\btél(?:éphone)?\b|\bphones?\b|\btel\b|\btelf?\b|\bfon\b|\bcall\b|\bmobile?\b|\bcell\b|\bhandy\b|\bmob\b|\bhotline\b|"
    rf"\bpuhelin\b|\bpuh\b|\btlf\b|\btelefoon\b|\btoll[\s-]?free\b|\bdirect\b|\boffice\b|\btelepon\b|тел(?:ефон)?|ring|\b[TP](?=\s*[:.)|]?\s*[+(0]))",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"(?:tel|phone|telefon|тел)[^\d]{0,8}[/&+][^\d]{0,3}(?:tele)?(?:fax|faks|факс)|(?:fax|факс)[^\d]{0,3}[/&+][^\d]{0,3}(?:tel|phone|тел)",
    re.IGNORECASE,
)
_AFTER_FAX = re.compile(r"^\s*[([–-]?\s*(?:tele)?(?:fax|faks|факс)\b", re.IGNORECASE)
_AFTER_PHONE = re.compile(r"^\s*[([–-]\s*(?:tel|phone|telefon|voice)\b", re.IGNORECASE)
_NOT_PHONE = re.compile(
    r"(?:[€$£¥]|\b(?:eur|usd|gbp|chf|inr|rs|kr|руб|vat(?: no)?|iban|bic|swift|btw|kvk|k\.v\.k|siren|siret|rcs|tva|ust-?id\w*|mwst|hrb|hra|p\.?\s?iva|partita iva|c\.?f|cif|nif|"
    r"nip|regon|krs|org\.?\s?n[ro]|orgnr|cvr|ico|dič|ičo|инн|огрн|кпп|бик|р/с|к/с|rek\.?\s?nr|bank(?:rekening)?|giro|account|konto(?:nummer)?|blz|cin|gstin?|abn|acn|licen[cs]e|lic|dre|"
    r"registration|reg(?:istered)?|charity|company|invoice|order|item|sku|isbn|issn|art(?:ikel)?|model|part|ref(?:erence)?|id|nr|no|n°|№|code|version|ups|tracking|ticket|pin|"
    r"zip|postal|postcode|bestellnr|duns|naics|npi|upc|ean|mls|permit|patent|ein|tin|case|serial|cage|fein|cslb|contractor'?s?))(?:\s*(?:number|nummer|numéro|no|nr|code|#))?\s*[.:#№]{0,2}\s*$",
    re.IGNORECASE,
)
_MONEY_AFTER = re.compile(
    r"^\s?(?:[€$£¥%]|eur\b|usd\b|kr\b|руб|р\.|ft\b|zł|kč|,-|km\b|mm\b|cm\b|kg\b|m²|stk\b|items\b|results\b|hirdet)",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"^(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d(?:[^\d]{0,3}\d{0,6})*|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}.*|(?:19|20)\d\d\s*[-–/]\s*(?:19|20)?\d\d)$"
)
_FIGURE = re.compile(
    r"^\d{1,3}(?:[.,' ]\d{3})+$|^\d+[.,]\d+$|^-?\d{1,3}\.\d{4,}.*|^\d{1,3}(?:\.\d{1,3}){3}$|^(\d)\1{5,}$|^0+$"
)
_HOURS = re.compile(r"\d{1,2}[:.]\d\d\s*[-–]\s*\d{1,2}[:.]\d\d")
_VANITY = re.compile(
    r"(?<![\w.+-])(?:\+?1[\s.-]?)?\(?(?:8(?:00|33|44|55|66|77|88)|[2-9]\d\d)\)?[\s.-](?=[\dA-Z .-]{7,12}(?![\w]))(?=[\d .-]{0,4}[A-Z])[\dA-Z]{1,7}(?:[\s.-][\dA-Z]{1,7}){0,2}(?![\w])"
)
_TRUNK = re.compile(r"\(\s*0\s*\)")
_NEAR = 45
_PREVIOUS = 40
_PLAIN = 7
_PHONE_LIKE = re.compile(r"[+(]|^0|^1[\s.-]|\d[\s./-]\(?\d")


@dataclass(frozen=True, slots=True)
class Phone:
    """One number with its proof; `fax` when the words before it say so."""

    number: str
    fax: bool
    method: str
    confidence: float
    passage: str
    url: str


def e164(raw: str, region: str) -> str:
    """Return `raw` in E.164 when it is a valid number a company may print, read in `region`; else nothing.

    Premium-rate and personal numbers, pagers and numbers that libphonenumber can't place are refused.
    """
    import phonenumbers

    try:
        number = phonenumbers.parse(
            _TRUNK.sub("", raw[:60]) if raw.lstrip().startswith(("+", "00")) else raw[:60], region or None
        )
    except phonenumbers.NumberParseException:
        return ""
    return _allowed(number)


def _allowed(number: Any) -> str:
    import phonenumbers

    kinds = phonenumbers.PhoneNumberType
    if not phonenumbers.is_valid_number(number):
        return ""
    if phonenumbers.number_type(number) in (kinds.PREMIUM_RATE, kinds.PAGER, kinds.PERSONAL_NUMBER, kinds.VOICEMAIL):
        return ""
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def phones(snapshots: list[Snapshot], regions: list[str], trusted: list[Phone]) -> list[Phone]:
    """Return the company's numbers from links, lines and titles of all pages, `trusted` being those of its structured data."""
    found = list(trusted)
    for snapshot in snapshots:
        found.extend(_from_links(snapshot, regions))
        found.extend(_from_text(snapshot, regions))
    for snapshot in snapshots:
        if snapshot.kind in ("home", "contact"):
            found.extend(_in_line(Line(snapshot.title), "", snapshot.url, regions, 0.6))
    return found


def _from_links(snapshot: Snapshot, regions: list[str]) -> Iterator[Phone]:
    for link in snapshot.links:
        if (
            not link.raw[:4].casefold() == "tel:"
            or link.zone & (NOT_THE_COMPANY | Zone.LISTING)
            or about_others(snapshot.lines, link.line, link.text)
        ):
            continue
        raw = unquote(link.raw[4:100]).strip().lstrip("/")
        number = next((value for region in regions if (value := e164(raw, region))), "")
        if number and not _made_up(number):
            line = snapshot.lines[link.line].text if link.line < len(snapshot.lines) else ""
            place = line.find(link.text) if link.text else -1
            before = snapshot.lines[link.line - 1].text if link.line else ""
            fax = place >= 0 and _is_fax(line, place, place + len(link.text), before)
            yield Phone(number, fax, "link", 0.9, link.raw[:PASSAGE_LIMIT], snapshot.url)


def _from_text(snapshot: Snapshot, regions: list[str]) -> Iterator[Phone]:
    budget = TEXT_LIMIT
    previous = ""
    for number, line in enumerate(snapshot.lines):
        budget -= len(line.text)
        if budget < 0:
            return
        if not line.zone & (NOT_THE_COMPANY | Zone.LISTING) and (
            _DIGITS.search(line.text) or _VANITY.search(line.text)
        ):
            for phone in _in_line(line, previous, snapshot.url, regions, 0.85):
                if not about_others(snapshot.lines, number, phone.passage[:40]):
                    yield phone
        previous = line.text


def _in_line(line: Line, previous: str, url: str, regions: list[str], confidence: float) -> Iterator[Phone]:
    text = line.text.replace("\u00a0", " ").replace("\u2010", "-").replace("\u2011", "-").replace("–", "-")
    text = re.sub(r"\((\s*\d{1,3}\s*)\s\)", lambda match: match.group().replace(" ", "\u2007"), text)
    seen: list[tuple[int, int]] = []
    for start, end, value in _matches(text, regions):
        if any(start < other_end and end > other_start for other_start, other_end in seen):
            continue
        seen.append((start, end))
        if _made_up(value) or not _plausible(text, start, end, previous):
            continue
        label = _BOTH.search(text[max(0, start - _NEAR) : start])
        fax = _is_fax(text, start, end, previous)
        words = passage(line.text, start, end)
        if label:
            yield Phone(value, fax=False, method="text", confidence=confidence, passage=words, url=url)
        yield Phone(value, fax=fax or bool(label), method="text", confidence=confidence, passage=words, url=url)


def _matches(text: str, regions: list[str]) -> Iterator[tuple[int, int, str]]:
    """Yield spans and E.164 values, those of the likeliest region first; vanity numbers at the end."""
    import phonenumbers

    for region in dict.fromkeys((*regions[:2], *(("US",) if "US" in regions else ()))):
        for match in phonenumbers.PhoneNumberMatcher(text, region, phonenumbers.Leniency.VALID, MATCHES):
            if value := _allowed(match.number):
                yield match.start, match.end, value
    for match in _VANITY.finditer(text):
        value = next(
            (found for region in regions if region in ("US", "CA") and (found := e164(match.group(), region))), ""
        )
        if value:
            yield match.start(), match.end(), value


def _plausible(text: str, start: int, end: int, previous: str) -> bool:
    """Return whether the digits may be a number to dial: no date, price, identifier, hours, nor part of something longer."""
    raw = text[start:end]
    before = text[max(0, start - _NEAR) : start] or previous[-_PREVIOUS:]
    if _DATE.match(raw) or _FIGURE.match(raw) or _HOURS.search(text[max(0, start - 6) : end + 6]):
        return False
    labelled = _LABEL.search(before[-30:])
    if not labelled and (_NOT_PHONE.search(before) or _MONEY_AFTER.match(text[end : end + 10])):
        return False
    if labelled and _NOT_PHONE.search(
        before[labelled.end() - len(before[-30:]) :] if labelled.end() < len(before[-30:]) else ""
    ):
        return False
    if (
        text[end : end + 1] in ("/", "=", "_", "@")
        and text[end + 1 : end + 2].isalnum()
        and not text[end + 1 : end + 2].isdigit()
    ):
        return False
    return bool(labelled) or bool(_PHONE_LIKE.search(raw))


def _is_fax(text: str, start: int, end: int, previous: str) -> bool:
    after = text[end : end + 14]
    if _AFTER_FAX.match(after) and not re.match(r"^\s*[([]?\s*(?:tele)?fax\W{0,3}\s*[+(\d]", after, re.IGNORECASE):
        return True
    if _AFTER_PHONE.match(after):
        return False
    labels = list(_LABEL.finditer(text[:start]))
    if labels:
        return labels[-1].lastgroup == "fax"
    if start > _PREVIOUS:
        return False
    above = list(_LABEL.finditer(previous[-_PREVIOUS:]))
    return (
        bool(above)
        and above[-1].lastgroup == "fax"
        and not re.search(r"\d{4}", previous[-_PREVIOUS:][above[-1].end() :])
    )


def _made_up(number: str) -> bool:
    """Return whether a number is a placeholder: one digit over and over, a row of counting, the films' 555-01xx."""
    digits = number.lstrip("+")
    tail = digits[-_PLAIN:]
    return len(set(tail)) == 1 or "1234567" in digits[-8:] or (digits.startswith("1") and digits[4:9] == "55501")
