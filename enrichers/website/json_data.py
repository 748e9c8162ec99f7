"""JSON as it stands in pages, forgiven and bounded."""

from __future__ import annotations

import json
import re
from typing import Any

SCRIPT_LIMIT = 500_000
SCRIPTS = 60
DEPTH = 8
VALUES = 60
TEXT = 3_000
_LARGEST = 10**15

_COMMENTS = re.compile(r"<!--|-->|/?\*?\s*<!\[CDATA\[\s*\*?/?|/?\*?\s*\]\]>\s*\*?/?|^\s*//[^\n]*$", re.MULTILINE)
_TRAILING = re.compile(r",(\s*[}\]])")


def parse_json(script: str) -> list[Any]:
    """Return every JSON document in `script`, forgiving comments, CDATA, trailing commas and several documents in a row."""
    text = script.strip("\ufeff \t\r\n;")
    for shape in (text, _COMMENTS.sub("", text), _TRAILING.sub(r"\1", _COMMENTS.sub("", text))):
        documents = _documents(shape)
        if documents:
            return documents
    return []


def _documents(text: str) -> list[Any]:
    decoder = json.JSONDecoder(strict=False)
    found: list[Any] = []
    position = 0
    while position < len(text) and len(found) < SCRIPTS:
        while position < len(text) and text[position] in " \t\r\n,;":
            position += 1
        if position >= len(text):
            break
        try:
            value, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            break
        found.append(value)
    return found


def plain(value: Any, depth: int = 0) -> Any:
    """Return `value` cut to what is worth keeping: bounded depth, length and count, no infinities, no lone surrogates."""
    if isinstance(value, str):
        return value[:TEXT].encode("utf-8", "ignore").decode("utf-8")
    if isinstance(value, int | float):
        return value if isinstance(value, bool) or abs(value) < _LARGEST else None
    if isinstance(value, list) and depth < DEPTH:
        return [plain(part, depth + 1) for part in value[:VALUES]]
    if isinstance(value, dict) and depth < DEPTH:
        return {str(key)[:100]: plain(part, depth + 1) for key, part in list(value.items())[:VALUES]}
    return None
