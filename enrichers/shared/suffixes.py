"""Public suffixes (https://publicsuffix.org/list/), read from the list that tldextract carries.

The package itself is not imported: it brings an HTTP client along and builds a tree of ten thousand nodes, which in every
process that reads pages costs more than a dozen pages do.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

RESERVED = ("example", "test", "invalid")
"""Kept for documentation and tests by RFC 2606; the demo's companies live under the first."""
_LIST = ".tld_set_snapshot"
_DOTS = re.compile("[\u3002\uff0e\uff61]")
_ADDRESS = re.compile(r"[\d.]+")


@cache
def _rules() -> frozenset[str]:
    """Return the rules as written (``co.uk``, ``*.ck``, ``!www.ck``), the private section of the list included."""
    spec = find_spec("tldextract")
    places = spec.submodule_search_locations if spec is not None else None
    text = (Path(next(iter(places))) / _LIST).read_text(encoding="utf-8") if places else ""
    lines = (line.strip() for line in text.splitlines())
    return frozenset((*RESERVED, *(line for line in lines if line and not line.startswith("//"))))


def registrable_host(host: str) -> str | None:
    """Return public suffix plus one label of a host in lower case, None where that is not given (a bare suffix, an address)."""
    labels = _DOTS.sub(".", host).split(".")
    if not all(labels) or _ADDRESS.fullmatch(host):
        return None
    suffix = _suffix_length([_plain(label) for label in labels])
    return ".".join(labels[-suffix - 1 :]) if 0 < suffix < len(labels) else None


def _suffix_length(labels: list[str]) -> int:
    """Return how many labels at the end are the public suffix, 0 when the list knows none."""
    rules, longest = _rules(), 0
    for start in range(len(labels)):
        name, above = ".".join(labels[start:]), ".".join(("*", *labels[start + 1 :]))
        if f"!{name}" in rules:
            return len(labels) - start - 1
        if not longest and (name in rules or above in rules):
            longest = len(labels) - start
    return longest


def _plain(label: str) -> str:
    """Return a label as the list writes it: not in Punycode."""
    if not label.startswith("xn--"):
        return label
    try:
        return label.encode("ascii").decode("idna")
    except UnicodeError:
        return label
