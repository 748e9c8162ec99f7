"""The very words of a JSON answer that stand for one value: the proof that a claim carries."""

from __future__ import annotations

import json
import re

_LONGEST = 300
_BLANKS = re.compile(r"[\s\ufeff]*")
_DECODER = json.JSONDecoder(strict=False, parse_int=str, parse_float=str, parse_constant=str)
"""Numbers stay texts: an integer of 5,000 digits must not stop the search for its neighbour."""


def piece(text: str, *path: str | int) -> str:
    """Return key and value at `path` of the JSON `text` as they stand there, at most 300 characters.

    Returns "" when the path leads nowhere, to null, or to a value of several lines.
    """
    try:
        start, end, begins = _walk(text, path)
    except (ValueError, IndexError, RecursionError):
        return ""
    found = text[begins:end]
    return "" if "\n" in found or "\r" in found or text.startswith("null", start) else found[:_LONGEST]


def words_in(text: str, *path: str | int) -> str:
    """Return the first line that says something of the value at `path`, for one that runs over several lines."""
    try:
        start, end, _ = _walk(text, path)
    except (ValueError, IndexError, RecursionError):
        return ""
    for line in text[start:end].splitlines():
        kept = line.strip().rstrip(",")
        if len(kept) > 1 and kept[-1] not in "{[:":
            return kept[:_LONGEST]
    return ""


def _walk(text: str, path: tuple[str | int, ...]) -> tuple[int, int, int]:
    """Return where the value starts and ends, and where its key begins (the value itself in a list)."""
    at = begins = _skip(text, 0)
    for step in path:
        at, begins = _member(text, at, step) if isinstance(step, str) else _element(text, at, step)
    _, end = _DECODER.raw_decode(text, at)
    return at, end, begins


def _member(text: str, at: int, name: str) -> tuple[int, int]:
    if text[at] != "{":
        raise ValueError(name)
    at = _skip(text, at + 1)
    while text[at] == '"':
        key, after = _DECODER.raw_decode(text, at)
        value = _skip(text, text.index(":", after) + 1)
        if key == name:
            return value, at
        _, after = _DECODER.raw_decode(text, value)
        at = _next(text, after)
    raise ValueError(name)


def _element(text: str, at: int, number: int) -> tuple[int, int]:
    if text[at] != "[":
        raise ValueError(number)
    at = _skip(text, at + 1)
    for _ in range(number):
        _, after = _DECODER.raw_decode(text, at)
        at = _next(text, after)
    return at, at


def _next(text: str, at: int) -> int:
    """Return where the following member begins; raises ValueError when there is none."""
    at = _skip(text, at)
    if text[at] != ",":
        raise ValueError(text[at])
    return _skip(text, at + 1)


def _skip(text: str, at: int) -> int:
    blanks = _BLANKS.match(text, at)
    return blanks.end() if blanks else at
