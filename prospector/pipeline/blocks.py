"""Many texts in one piece, a line each: looked through as a whole, so that lines in which a word does not stand cost nothing.

A piece begins with how many lines there are and where each begins: in which line a word was met is looked up, not counted.
"""

from __future__ import annotations

import re
import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final

BLOCK = 500
"""Texts that lie in one."""
_NUMBER: Final = "I"
_WIDE = array(_NUMBER).itemsize


def block_of(texts: Sequence[str]) -> bytes:
    """Return texts, none of which holds a line feed, as one to be stored."""
    lines = [one.encode() for one in texts]
    first = _WIDE * (1 + len(lines)) + 1
    begins = accumulate((len(line) + 1 for line in lines[:-1]), initial=first) if lines else ()
    return array(_NUMBER, (len(lines), *begins)).tobytes() + b"\n" + b"\n".join(lines)


def texts_of(block: bytes) -> list[str]:
    """Return the texts again."""
    begins = _begins(block)
    return block[begins[0] :].decode().split("\n") if begins else []


def numbers_with(word: str, block: bytes) -> list[int]:
    """Return the numbers of the lines in which `word` stands, in their order."""
    wanted, begins, found, number = _bytes(word), _begins(block), [], 0
    find, last = block.find, len(begins)
    at = find(wanted, begins[0]) if last else -1
    while at >= 0:
        number = bisect_right(begins, at, number)
        found.append(number - 1)
        at = find(wanted, begins[number]) if number < last else -1
    return found


def holds(words: Iterable[str], block: bytes) -> bool:
    """Say whether all of `words` stand in a block, in whatever lines."""
    begin = _WIDE * (1 + _count(block))
    return all(block.find(_bytes(word), begin) >= 0 for word in words)


def lines_with(word: str, block: bytes) -> list[tuple[int, str]]:
    """Return the lines in which `word` stands, with their numbers."""
    return _lines(block, numbers_with(word, block))


def lines_beginning(word: str, block: bytes) -> list[tuple[int, str]]:
    """Return the lines that begin with `word`, with their numbers."""
    wanted, begins, found, number = b"\n" + _bytes(word), _begins(block), [], 0
    at = block.find(wanted, begins[0] - 1) if begins else -1
    while at >= 0:
        number = bisect_right(begins, at + 1, number)
        found.append(number - 1)
        at = block.find(wanted, at + 1)
    return _lines(block, found)


def lines_with_beginning(word: str, block: bytes) -> list[tuple[int, str]]:
    """Return the lines in which `word` stands where a word may begin, with their numbers: behind no letter of ours."""
    wanted, begins, found, number = re.escape(_bytes(word)), _begins(block), [], 0
    # What is looked for comes first: an expression that begins with letters passes over all else at once.
    pattern = re.compile(wanted + b"(?<=[^a-z0-9_]" + wanted + b")")
    for match in pattern.finditer(block, begins[0] - 1) if begins else ():
        if number == 0 or (number < len(begins) and match.start() >= begins[number]):
            number = bisect_right(begins, match.start(), number)
            found.append(number - 1)
    return _lines(block, found)


def lines_like(pattern: re.Pattern[str], block: bytes) -> Iterator[tuple[int, str]]:
    """Yield the lines whose beginning fits a pattern, which fits no line feed, with their numbers."""
    begins = _begins(block)
    text, number, seen = block[begins[0] - 1 :].decode() if begins else "", -1, 0
    for match in re.compile(f"\n{pattern.pattern}[^\n]*+").finditer(text):
        number += text.count("\n", seen, match.start() + 1)
        seen = match.start() + 1
        yield number, match.group()[1:]


def _bytes(word: str) -> bytes:
    """Return a word as it would stand in a block; half a letter, which some terminals send, stands in none."""
    return word.encode(errors="surrogatepass")


def _begins(block: bytes) -> Sequence[int]:
    """Return where each line begins; a line feed stands before the first as before every other."""
    return memoryview(block)[_WIDE : _WIDE * (1 + _count(block))].cast(_NUMBER)


def _count(block: bytes) -> int:
    return int.from_bytes(block[:_WIDE], sys.byteorder)


def _lines(block: bytes, numbers: Sequence[int]) -> list[tuple[int, str]]:
    """Return these lines with their numbers."""
    begins = _begins(block)
    last = len(begins) - 1
    return [(at, block[begins[at] : begins[at + 1] - 1 if at < last else None].decode()) for at in numbers]
