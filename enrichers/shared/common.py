"""What several sources need: reading JSON that may be anything, telling whose answer it is, and quoting it word for word."""

# ruff: noqa: RUF001 - quotes and letters as companies write them

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from enrichers.shared.suffixes import registrable_host
from prospector.research.protocol import FetchFailed

_HOST = re.compile(r"[^\s/@\\?#]+\Z")
_NOT_WORD = re.compile(r"[\W_]+")
_MARKS = re.compile(r"['’‘`´.]+")
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "ae", "å": "a", "ł": "l", "đ": "d", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"}
)
_LEGAL_TEXT = """
ab abp ag aktiebolag aktiengesellschaft ans aps as asa bv bvba co company corp corporation cv da dac dd doo ehf ek ev eood
epe eurl gbr ggmbh gk gmbh hf ike inc incorporated kft kg kgaa kk ks ky lda limited limitada llc llp lp ltd ltda mb mbh nuf nv
nyrt oao oe og ohg ood ooo ou oy oyj partg plc pllc pte pty pvt sa sab sarl sas sasu sca scs sdn se sia sl slu snc spa
spol sprl srl sro tmi ua uab ug vof zrt zoo bhd spzoo sapa aktieselskab anpartsselskab
"""
_LEGAL = frozenset(_LEGAL_TEXT.split())
_LEGAL_PHRASES = re.compile(
    r" (?:sp(?:olka)? z oo|s ?a ?r ?l|s r l|s r o|spol s ro|s p a|s a|a s|n v|b v|sa de cv|s de rl de cv|societe anonyme|"
    r"gesellschaft mit beschrankter haftung|osakeyhtio|public limited company|haftungsbeschrankt)$"
)
_UMLAUTS = (("ae", "a"), ("oe", "o"), ("ue", "u"))
_PIECES = re.compile(r"\s+|\S", re.DOTALL)
_BLANK_ESCAPES = r"\\[nrtfb]|\\u(?i:00(?:09|0[abcd]|1[cdef]|20|85|a0)|1680|20(?:0[0-9a]|2[89f]|5f)|3000)"
_LONGEST_HOST = 500
_MOST = 1000
"""Characters of a value that are quoted; a longer one is quoted from its start."""


class BrokenAnswer(FetchFailed):
    """An answer that was to be data and is not; unlike its parent it survives the way back from a parsing process."""

    def __init__(self, url: str, detail: str) -> None:
        """Keep where and what; the outcome is `failed`."""
        super().__init__("failed", url, detail)

    def __reduce__(self) -> tuple[type[BrokenAnswer], tuple[str, str]]:
        """Pack what `__init__` takes."""
        return BrokenAnswer, (self.url, self.detail)


def load_json(text: str, url: str = "") -> Any:
    """Return what the JSON `text` holds, raw control characters in strings allowed, NaN and infinities as None.

    Raises BrokenAnswer (a FetchFailed with state `failed`) when it is empty, cut off, a web page, or nested or numbered
    beyond reason.
    """
    start = text.lstrip("\ufeff \t\r\n")
    if not start:
        raise BrokenAnswer(url, "an empty answer instead of data")
    if start.startswith("<"):
        raise BrokenAnswer(url, "a page or XML instead of JSON")
    try:
        return json.loads(start, strict=False, parse_constant=_nothing, parse_float=_finite)
    except RecursionError:
        raise BrokenAnswer(url, "JSON nested too deeply") from None
    except ValueError as problem:
        raise BrokenAnswer(url, f"broken JSON: {str(problem)[:100]}") from None


def _nothing(_: str) -> None:
    return None


def _finite(digits: str) -> float | None:
    number = float(digits)
    return number if abs(number) != float("inf") else None


def dig(value: Any, *path: str | int) -> Any:
    """Return what stands under `path` (keys of objects, places in lists), None as soon as something else is met."""
    for step in path:
        if isinstance(step, int):
            fits = isinstance(value, list) and -len(value) <= step < len(value)
        else:
            fits = isinstance(value, dict) and step in value
        if not fits:
            return None
        value = value[step]
    return value


def text_at(value: Any, *path: str | int) -> str:
    """Return the text under `path` in one line, empty when there is none; a number is no text."""
    found = dig(value, *path)
    return " ".join(found.split()) if isinstance(found, str) else ""


def number_at(value: Any, *path: str | int) -> int | None:
    """Return the whole number under `path`, also when it is written as a text of digits; None otherwise."""
    found = dig(value, *path)
    if isinstance(found, str) and found.strip().isascii() and found.strip().isdigit() and len(found) < 19:  # noqa: PLR2004
        return int(found)
    if isinstance(found, float) and found.is_integer():
        return int(found)
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def list_at(value: Any, *path: str | int) -> list[Any]:
    """Return the list under `path`, an empty one when there is none."""
    found = dig(value, *path)
    return found if isinstance(found, list) else []


def quote(text: str, key: str, value: object, start: int = 0) -> str:
    """Return the piece of the JSON `text` that says `key` is `value` as it stands there (``"antallAnsatte":252``).

    Escapes are seen through: whatever way of writing the value the source chose is found. The first such piece from
    `start` on; empty when there is none. A text value is quoted without what follows its first thousand characters.
    """
    found = place(text, key, value, start)
    return found.group() if found else ""


def place(text: str, key: str, value: object, start: int = 0) -> re.Match[str] | None:
    """Return the match that `quote` gives the words of, so that a search can go on behind it."""
    return _pattern(key, value).search(text, start)


def _pattern(key: str, value: object) -> re.Pattern[str]:
    if isinstance(value, str):
        written = '"' + "".join(_written(piece) for piece in _PIECES.findall(value[:_MOST]))
        written += '"' if len(value) <= _MOST else ""
    elif value is None or isinstance(value, bool):
        written = json.dumps(value)
    else:
        written = re.escape(str(value)) + r"(?:\.0+)?(?![\d.eE])"
    return re.compile(rf'"{re.escape(key)}"\s*:\s*{written}')


def _written(piece: str) -> str:
    """Return a pattern of the ways in which JSON may write `piece`: one character, or a run of blanks."""
    if piece.isspace():
        return rf"(?:\s|{_BLANK_ESCAPES})+"
    if piece.isascii() and piece.isalnum():
        return piece
    units = piece.encode("utf-16-be", "surrogatepass")
    escape = "".join(rf"\\u(?i:{units[at : at + 2].hex()})" for at in range(0, len(units), 2))
    short = rf"|\\{re.escape(piece)}" if piece in '"\\/' else ""
    plain = "" if piece in '"\\' else re.escape(piece) + "|"
    return f"(?:{plain}{escape}{short})"


@lru_cache(maxsize=4096)
def registrable(where: str) -> str | None:
    """Return the registrable domain of a URL or host, in lower-case ASCII (punycode), None when there is none.

    ``www.acme.co.uk``, ``HTTP://Shop.Acme.co.uk/x`` and ``acme.co.uk.`` are one; ``acme.github.io`` is a site of its own.
    """
    host = where.strip()
    try:
        host = (urlsplit(host if "//" in host else f"//{host}").hostname or "").strip(".")
    except ValueError:
        return None
    if len(host) > _LONGEST_HOST or not _HOST.match(host):
        return None
    return registrable_host(ascii_host(host))


def same_domain(one: str | None, other: str | None) -> bool:
    """Return whether both URLs or hosts stand under one registrable domain."""
    mine = registrable(one) if one else None
    return mine is not None and mine == registrable(other or "")


def ascii_host(host: str) -> str:
    """Return a host name as DNS knows it; a letter such as ß stays itself (IDNA 2008), ``straße.de`` is not ``strasse.de``."""
    labels = unicodedata.normalize("NFC", host.replace("。", ".").lower()).split(".")
    return ".".join(label if label.isascii() else f"xn--{label.encode('punycode').decode()}" for label in labels)


def fold(text: str) -> str:
    """Return `text` as lower-case letters and digits with single blanks, accents off: for comparing, never for showing."""
    lowered = _MARKS.sub("", text.casefold().translate(_LETTERS))
    plain = unicodedata.normalize("NFKD", lowered)
    return " ".join(_NOT_WORD.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).split())


def bare_name(name: str) -> str:
    """Return a company name folded, legal forms off its ends: ``acme`` of ``ACME GmbH & Co. KG`` and of ``AB Acme``."""
    folded = fold(name.replace("&", " and ").replace("+", " and "))
    words = _LEGAL_PHRASES.sub("", folded).split()
    count = len(words)
    while len(words) > 1 and (words[-1] in _LEGAL or (words[-1] == "and" and len(words) < count)):
        words.pop()
    if len(words) > 1 and words[0] in _LEGAL:
        words.pop(0)
    return " ".join(words)


def same_name(one: str, other: str) -> bool:
    """Return whether two company names are the same once case, accents, blanks, punctuation and legal forms are off.

    ``Müller AG`` is also ``Mueller``. That alone is no proof of one company: country and place have to agree as well.
    """
    mine = _plain(bare_name(one))
    return bool(mine) and mine == _plain(bare_name(other))


def same_place(one: str | None, other: str | None) -> bool:
    """Return whether two cities, or two postal codes, are both known and spelt alike."""
    mine = _plain(fold(one or ""))
    return bool(mine) and mine == _plain(fold(other or ""))


def _plain(folded: str) -> str:
    for two, letter in _UMLAUTS:
        folded = folded.replace(two, letter)
    return folded.replace(" ", "")
