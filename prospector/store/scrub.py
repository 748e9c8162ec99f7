"""Finding who is to be erased in other people's texts, however it is written there, and blanking it.

A name is found in any case, with any signs between its words, declined by an ``s``, with or without its accents, and as
JSON, HTML and web addresses write it. It is not found inside a longer word, for that would be somebody else: Anna Berg
stays out of Joanna Bergström.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

MARKER = "[erased]"
"""What stands in a text in place of who was erased."""
_BEFORE = r"(?:(?<![^\W_])|(?<=\\[nrtbf])|(?<=\\u[0-9a-f]{4})|(?<=%[0-9a-f]{2}))"
_AFTER = r"(?![^\W_])"
_GAP = r"(?:[\W_]|%20|\\[nrt]|\\u00a0)"
_SEPARATED = r"[\s()./\-\u00a0\u2011]{0,3}"
_EXACT_CASE = 4
"""Letters of a single word up to which its case counts: companies are called On, Box and SAP."""
_JOINED = 7
"""Letters from which the words of a person's name are found written together, as addresses of pages have them."""
_TELLING_DIGITS = 6
_NO_DIGITS = bytes(byte for byte in range(256) if not 48 <= byte <= 57)  # noqa: PLR2004 - the digits of ASCII
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR")
"""Scripts, as Unicode names them, that put no space between words."""
_TWO_LETTERS = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "å": "aa", "œ": "oe"}


@dataclass(frozen=True, slots=True)
class Needle:
    """One text that is looked for.

    Its `kind` is `name` or, in its own case alone, `word` of a company, `person`, `domain`, `email`, `phone` or `text`.
    """

    kind: str
    text: str


class Scrub:
    """Finds and blanks any of some needles."""

    def __init__(self, needles: Iterable[Needle]) -> None:
        """Prepare to look for `needles`."""
        given = [one for one in needles if one.text.strip()]
        patterns = [pattern for one in given for pattern in _patterns(one)]
        self._cores = sorted({core for one in given for core in _cores(one)})
        phones = (re.sub(r"\D", "", one.text) for one in given if one.kind == "phone")
        self._digits = sorted({digits[-_TELLING_DIGITS:].encode() for digits in phones if digits})
        self._seek = re.compile("|".join(dict.fromkeys(patterns)) or r"(?!)", re.IGNORECASE)

    def __bool__(self) -> bool:
        """Say whether anything is looked for."""
        return bool(self._cores or self._digits)

    def holds(self, text: str) -> bool:
        """Say whether any needle stands in `text`."""
        return self.likely(text) and self._seek.search(text) is not None

    def cleaned(self, text: str) -> str:
        """Return `text` with a marker in place of every needle."""
        return self._seek.sub(MARKER, text) if self.likely(text) else text

    def likely(self, text: str) -> bool:
        """Say quickly whether looking closer is worth it: most texts speak of nobody."""
        small = text.lower()
        if any(core in small for core in self._cores):
            return True
        if not self._digits:
            return False
        digits = text.encode("utf-8", "ignore").translate(None, _NO_DIGITS)
        return any(one in digits for one in self._digits)


def passage(text: str, width: int = 40) -> str:
    """Return the surroundings of the first marker in `text`, on one line."""
    at = max(text.find(MARKER), 0)
    start, end = max(at - width, 0), at + len(MARKER) + width
    line = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{line}{'…' if end < len(text) else ''}"


def _patterns(needle: Needle) -> Iterator[str]:
    if needle.kind in ("name", "word", "person"):
        yield from _name(needle)
    elif needle.kind == "domain":
        yield from map(_domain, _hosts(needle.text))
    elif needle.kind == "email":
        local, _, host = needle.text.partition("@")
        yield f"{_BEFORE}{_spelt(local)}(?:@|%40|&#64;){_spelt(host)}{_AFTER}"
    elif needle.kind == "phone":
        yield from _phone(needle.text)
    else:
        yield f"{_BEFORE}{_spelt(needle.text)}{_AFTER}"


def _name(needle: Needle) -> Iterator[str]:
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", needle.text))
    if not words:
        return
    letters = sum(map(len, words))
    least = 0 if needle.kind == "person" and letters >= _JOINED else 1
    orders = [words]
    if needle.kind == "person" and len(words) > 1:
        orders.append([words[-1], *words[:-1]])
    for order in orders:
        body = f"{_GAP}{{{least},4}}".join(map(_spelt, order))
        if needle.kind == "word" or (len(words) == 1 and letters <= _EXACT_CASE):
            body = f"(?-i:{body}|{body.upper()})" if body.isalnum() else f"(?-i:{body})"
        before = "" if _unspaced(order[0][0]) else _BEFORE
        after = "" if _unspaced(order[-1][-1]) else rf"(?:['’]?s)?{_AFTER}"
        yield f"{before}{body}{after}"


def _domain(host: str) -> str:
    return rf"{_BEFORE}(?:[\w.+%-]{{1,64}}@)?(?:[\w-]{{1,63}}\.){{0,5}}(?<![\w-]){_spelt(host)}(?![\w-])(?!\.[^\W_])"


def _hosts(domain: str) -> Iterator[str]:
    yield domain
    for codec in ("idna",):
        try:
            other = domain.encode(codec).decode("ascii") if not domain.isascii() else domain.encode().decode(codec)
        except UnicodeError:
            continue
        if other != domain:
            yield other


def _phone(text: str) -> Iterator[str]:
    digits = re.sub(r"\D", "", text).removeprefix("00")
    country, national = _split_phone(text)
    yield rf"(?<!\d)(?:\+|00)?{_SEPARATED}{_SEPARATED.join(digits)}(?!\d)"
    if national:
        yield (
            rf"(?<!\d)(?:(?:\+|00)?{_SEPARATED}{_SEPARATED.join(country)}{_SEPARATED})?0?{_SEPARATED}"
            rf"{_SEPARATED.join(national)}(?!\d)"
        )


def _split_phone(text: str) -> tuple[str, str]:
    """Return country code and national number of an international number, or nothing."""
    import phonenumbers

    try:
        found = phonenumbers.parse(text if text.startswith("+") else f"+{text}", None)
    except phonenumbers.NumberParseException:
        return "", ""
    return (str(found.country_code), str(found.national_number)) if phonenumbers.is_possible_number(found) else ("", "")


def national_phone(text: str) -> str:
    """Return an international number as it is dialled in its own country, or nothing."""
    national = _split_phone(text)[1] if text.startswith(("+", "00")) else ""
    return f"0{national}" if national else ""


def _spelt(text: str) -> str:
    """Return a pattern for `text` with every letter in all the ways it may be written."""
    return "".join(map(_letter, text))


def _letter(letter: str) -> str:
    if letter.isascii():
        return re.escape(letter)
    small = letter.lower()
    spread = unicodedata.normalize("NFD", letter)
    bare = "".join(one for one in spread if not unicodedata.combining(one))
    ways = [letter, spread, bare, _TWO_LETTERS.get(small, ""), quote(letter), quote(small), f"&#{ord(letter)};"]
    escaped = [letter.encode("unicode_escape").decode("ascii"), small.encode("unicode_escape").decode("ascii")]
    ways += [one.replace("\\x", "\\u00") for one in escaped]
    return "(?:" + "|".join(dict.fromkeys(re.escape(one) for one in ways if one)) + ")"


def _unspaced(letter: str) -> bool:
    return not letter.isascii() and unicodedata.name(letter, "").startswith(_UNSPACED)


def _cores(needle: Needle) -> Iterator[str]:
    """Yield small texts one of which stands wherever the needle does."""
    if needle.kind == "phone":
        return
    for text in _hosts(needle.text) if needle.kind == "domain" else (needle.text,):
        plain = re.findall(r"[a-z0-9]{2,}", text.lower())
        if plain:
            yield max(plain, key=len)
            continue
        words = re.findall(r"[^\W_]+", text.lower())
        for letter in max(words, key=len, default="")[:1]:
            found = [letter, *unicodedata.normalize("NFD", letter), quote(letter).lower(), f"&#{ord(letter)};",
                     letter.encode("unicode_escape").decode("ascii").replace("\\x", "\\u00")]  # fmt: skip
            yield from (one for one in found if one)
