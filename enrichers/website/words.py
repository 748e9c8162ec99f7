"""Small helpers for the word lists of this package."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """Return the words of `text`, parted by blanks."""
    return frozenset(text.split())


def table(text: str) -> tuple[tuple[str, str], ...]:
    """Return (mark, name) of every mark in lines of the form ``Name: mark | mark``."""
    lines = (line.partition(": ") for line in text.strip().splitlines())
    return tuple((mark.strip(), name.strip()) for name, _, marks in lines for mark in marks.split(" | "))


def code_table(text: str) -> dict[str, str]:
    """Return code -> name of a text like ``AL Alabama; AK Alaska``."""
    pairs = (" ".join(entry.split()).partition(" ") for entry in text.strip().split(";"))
    return {code: name for code, _, name in pairs}
