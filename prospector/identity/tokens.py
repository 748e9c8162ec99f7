"""Tokens: the words of a written name, with its signs, initials and numbers read as people mean them."""

# ruff: noqa: RUF001 - the letters of other scripts are the subject

from __future__ import annotations

import re

_LETTERS_JOINED = 3
_NUMBER_SIGN = re.compile(r"#\s*(?=\d)|\bno\.?\s*(?=\d)|\bnr\.?\s*(?=\d)")
_INITIALS = re.compile(
    r"\b(?:[^\W\d_][./·](?:\s?(?=[^\W\d_][./·\s)]|[^\W\d_]$))?){2,}(?:[^\W\d_]\b)?|\b[^\W\d_](?:[-/][^\W\d_])+\b"
)
_REGISTER_NOTE = re.compile(r"\s*/\s*\w{2,4}\s*/?\s*$")
"""A state or a note that the register of the SEC appends: ``DIODES INC /DEL/``."""
_AND = re.compile(r"\s*[&+]\s*")
_APOSTROPHES = re.compile(r"['’‘`´ʹ]+")
_WORDS = re.compile(r"[^\W_]+")
_SERIES = re.compile(r"(\d)[-/ ](?=[a-z](?:$|[\s,.;)]))")
"""Between a number and its letter: ``2019-A``, ``3 M``."""
_WEB_END = re.compile(r"(?<=\w)\.(com|net|org|io|ai|co)\b")
_FORMER_TEXT = """d db dba doing trading aka also formerly fka nka now previously vormals fruher anciennement ex
handelnd"""
_FORMER_WORDS = frozenset(_FORMER_TEXT.split())
"""First words of what may join two names (``dba``, ``formerly``)."""


def tokens_of(text: str) -> list[str]:
    """Return the words of a folded name, signs and initials read."""
    if "'" in text or "`" in text or not text.isascii():
        text = _APOSTROPHES.sub("", text)
    if "." in text or "/" in text or "-" in text or "·" in text:
        text = _WEB_END.sub(r" \1", text)
        text = _INITIALS.sub(_joined, text)
    if _SERIES.search(text) is not None:
        text = _SERIES.sub(r"\1", text)
    if "#" in text or "no" in text or "nr" in text:
        text = _NUMBER_SIGN.sub(" ", text)
    if "/" in text:
        text = _REGISTER_NOTE.sub(" ", text)
    if "&" in text or "+" in text:
        text = _AND.sub(" and ", text)
    return _merge_letters(_join_short(_WORDS.findall(text)))


def _join_short(tokens: list[str]) -> list[str]:
    """Write ``at and t``, ``h and m`` as one word, whatever sign stood between."""
    if "and" not in tokens:
        return tokens
    joined: list[str] = []
    for place, word in enumerate(tokens):
        before = joined[-1] if joined else ""
        after = tokens[place + 1] if place + 1 < len(tokens) else ""
        if word == "and" and 0 < len(before) + len(after) <= _LETTERS_JOINED and min(len(before), len(after)) == 1:
            continue
        if place and tokens[place - 1] == "and" and before != "and":
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _joined(found: re.Match[str]) -> str:
    tail = " " if found[0][-1] in " ./·" else ""
    return re.sub(r"[\s./·-]+", "", found[0]) + tail


def _merge_letters(tokens: list[str]) -> list[str]:
    if 1 not in map(len, tokens):
        return tokens
    merged: list[str] = []
    run = ""
    for token in tokens:
        if len(token) == 1 and token.isalpha() and token.isascii():
            run += token
            continue
        if run:
            merged.append(run)
            run = ""
        merged.append(token)
    return [*merged, run] if run else merged


def plain_tokens(text: str) -> list[str] | None:
    """Return the words of a name that is letters, commas, ``&`` and a full stop at its end: most names, read at once.

    In them none of the patterns finds anything. None where a name holds more, or may hold a second name.
    """
    if not text.isascii():
        return None
    words = text.removesuffix(".").replace(",", " ").replace("&", " and ").split()
    if not "".join(words).isalpha() or not _FORMER_WORDS.isdisjoint(words):
        return None
    return _merge_letters(_join_short(words))
