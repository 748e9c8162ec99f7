"""A line of a list of names: a name, or a name and a web address."""

from __future__ import annotations

from prospector.identity.domain import registrable

LINE_LIMIT = 1_000
"""Characters of one line or cell; a longer one is no name but a slip."""


def split_line(line: str) -> tuple[str, str]:
    """Return the name and the domain (or nothing) of one line.

    The last part after a tab, semicolon or comma is the domain when it is one; a bare web address is both.
    """
    if len(line) > LINE_LIMIT:
        return line, ""
    for mark in ("\t", ";", ","):
        name, found, last = line.rpartition(mark)
        host = last.strip()
        if found and name.strip() and "." in host and " " not in host and registrable(host):
            return name.strip(" \t;,"), host
    words = line.strip()
    if (
        "." in words
        and " " not in words
        and ("://" in words or words.startswith("www."))
        and (site := registrable(words))
    ):
        return site, words
    return words, ""
