"""A line of a list of names: a name, or a name and a web address."""

from __future__ import annotations

import re

from prospector.identity.domain import is_shared, registrable

_BRACKETED = re.compile(r"(.*\w.*?)\s*[<(](?:mailto:)?([^\s<>()]+\.[^\s<>()]+)[>)]\Z")

LINE_LIMIT = 1_000
"""Characters of one line or cell; a longer one is no name but a slip."""


def split_line(line: str) -> tuple[str, str]:
    """Return the name and the domain (or nothing) of one line.

    The last part after a tab, semicolon or comma is the domain when it is one, or what stands in brackets at the end, also as
    an address of a mailbox there; a bare web address is both.
    """
    if len(line) > LINE_LIMIT:
        return line, ""
    for mark in ("\t", ";", ","):
        name, found, last = line.rpartition(mark)
        host = last.strip()
        if found and name.strip() and "." in host and " " not in host and registrable(host):
            return name.strip(" \t;,"), host
    words = line.strip()
    if (both := _BRACKETED.match(words)) and (host := both[2].rpartition("@")[2]) and registrable(host):
        return both[1], "" if is_shared(host) else host
    if (
        "." in words
        and " " not in words
        and ("://" in words or words.startswith("www."))
        and (site := registrable(words))
    ):
        return site, words
    return words, ""
