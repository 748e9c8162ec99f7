"""Many texts in one, a line each: looked through as a whole, so that the lines in which a word does not stand cost nothing."""

from __future__ import annotations

from collections.abc import Sequence

BLOCK = 500
"""Texts that lie in one."""
_DENSE = BLOCK // 8
"""Lines from which looking at each is faster than going from one to the next."""


def block_of(texts: Sequence[str]) -> bytes:
    """Return texts, none of which holds a line feed, as one to be stored."""
    return "\n".join(texts).encode()


def lines_with(word: str, block: bytes) -> Sequence[tuple[int, str]]:
    """Return the lines in which `word` stands, with their numbers."""
    text = block.decode()  # finding is two times as fast in a text as in its bytes
    at = text.find(word)
    if at < 0:
        return ()
    if text.count(word) > _DENSE:
        return [(number, line) for number, line in enumerate(text.split("\n")) if word in line]
    found, number, seen = [], 0, 0
    while at >= 0:
        begin = text.rfind("\n", 0, at) + 1
        number += text.count("\n", seen, begin)
        end = text.find("\n", at)
        found.append((number, text[begin : end if end >= 0 else None]))
        seen, at = begin, text.find(word, end) if end >= 0 else -1
    return found
