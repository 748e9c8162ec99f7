"""Whose page is it: registrable domains, the label that carries the name, and names folded for comparing with it."""

# ruff: noqa: RUF001 - dashes, quotes and letters of other alphabets are what pages use

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import urlsplit

from enrichers.shared.suffixes import registrable_host

_HOST = re.compile(r"^[^\s/@\\]+$")
_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґў",
        "a b v g d e e zh z i i k l m n o p r s t u f h ts ch sh sch - y - e yu ya i i e g u".replace("-", "").split(
            " "
        ),
        strict=True,
    )
)
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        [
            "a",
            "v",
            "g",
            "d",
            "e",
            "z",
            "i",
            "th",
            "i",
            "k",
            "l",
            "m",
            "n",
            "x",
            "o",
            "p",
            "r",
            "s",
            "s",
            "t",
            "y",
            "f",
            "ch",
            "ps",
            "o",
        ],
        strict=True,
    )
)
_LETTERS = {"ß": "ss", "ø": "o", "æ": "ae", "å": "a", "ł": "l", "đ": "d", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"}
_TABLE = str.maketrans({**_CYRILLIC, **_GREEK, **_LETTERS})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_REMEMBERED = 60
"""Length up to which folded texts are remembered: names and words come again and again."""
_FOREIGN = re.compile(r"[^\x00-\x7f]{1,60}")
_NOT_WORD = re.compile(r"[\W_]+")
_AND = re.compile(r"\s*&\s*|\s+\+\s+")


@lru_cache(maxsize=8192)
def registrable(where: str) -> str | None:
    """Return the registrable domain (public suffix plus one label, lower case) of a URL or host, None when there is none.

    The suffix list is the one bundled with tldextract, its private section included: ``acme.github.io`` is a site of its own.
    """
    host = where
    if "//" in where:
        try:
            host = urlsplit(where).hostname or ""
        except ValueError:
            return None
    return _of_host(host.strip(".").casefold())


@lru_cache(maxsize=8192)
def _of_host(host: str) -> str | None:
    if not host or not _HOST.match(host):
        return None
    return registrable_host(host)


def same_site(one: str, other: str) -> bool:
    """Return whether both URLs stand under one registrable domain."""
    mine = registrable(one)
    return mine is not None and mine == registrable(other)


def label(domain: str) -> str:
    """Return the part of a registrable domain that carries the name: ``acme`` of ``acme.co.uk``."""
    host = domain.casefold()
    if host.startswith("xn--") or ".xn--" in host:
        try:
            host = host.encode("ascii").decode("idna")
        except UnicodeError:
            return domain.split(".", 1)[0]
    return host.split(".", 1)[0]


def suffix(domain: str) -> str:
    """Return the last label of a domain: ``uk`` of ``acme.co.uk``."""
    return domain.rsplit(".", 1)[-1].casefold()


def fold(text: str) -> str:
    """Return `text` as lower-case ASCII letters and digits only, other alphabets transliterated as domains do it."""
    return _folded(text) if len(text) <= _REMEMBERED else _fold(text)


@lru_cache(maxsize=1 << 15)
def _folded(text: str) -> str:
    return _fold(text)


def _fold(text: str) -> str:
    lowered = text.casefold()
    if not lowered.isascii():
        lowered = _FOREIGN.sub(_transliterated, lowered)
    return lowered if lowered.isalnum() else _NOT_WORD.sub("", lowered)


def _transliterated(run: re.Match[str]) -> str:
    return _as_ascii(run.group())


@lru_cache(maxsize=8192)
def _as_ascii(letters: str) -> str:
    """Return letters beyond ASCII as domains write them; their marks go, so that each run can be taken by itself."""
    plain = unicodedata.normalize("NFKD", letters.translate(_TABLE))
    return "".join([c for c in plain if not unicodedata.combining(c)])


def folds(text: str) -> set[str]:
    """Return the ways in which `text` may be written inside a domain (umlauts, what stands for ``&``)."""
    lowered = text.casefold()
    shapes = {lowered, lowered.translate(_UMLAUTS)}
    if _AND.search(lowered):
        shapes |= {
            _AND.sub(f" {word} ", shape)
            for shape in set(shapes)
            for word in ("and", "und", "et", "en", "e", "n", "y", "og")
        }
    return {folded for shape in shapes if (folded := fold(shape))}
