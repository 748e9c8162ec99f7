"""The other answers of Wikidata: which items have a site, which bear a name, and what items are called."""

from __future__ import annotations

import re
from typing import Any

from enrichers.shared.common import BrokenAnswer, dig, list_at, load_json, quote, text_at
from enrichers.wikidata.item import label_of
from enrichers.wikidata.statements import QID
from prospector.research.protocol import Retry

_NO_COMPANY = re.compile(
    r"disambiguation|\b(?:family|given|first|last) name\b|\bsurname\b|scientific article|wikimedia", re.IGNORECASE
)


def read_table(text: str, url: str = "") -> list[str]:
    """Return the items under ``item`` of a SPARQL answer, each once.

    Raises BrokenAnswer for anything but a table: a query that ran out of time is answered with a Java stack trace.
    """
    data = load_json(text, url)
    if not isinstance(dig(data, "results", "bindings"), list):
        raise BrokenAnswer(url, "the query service sent no table of results")
    found = [text_at(row, "item", "value").rsplit("/", 1)[-1] for row in list_at(data, "results", "bindings")]
    return [qid for qid in dict.fromkeys(found) if QID.match(qid)]


def read_hits(text: str, url: str = "") -> list[tuple[str, tuple[str, ...]]]:
    """Return the items that a search by name found, each with the names it was found by.

    Those that say of themselves that they are names or pages about words are left out. Raises BrokenAnswer, and Retry
    when the service is too busy.
    """
    data = load_json(text, url)
    _refuse_error(data, url)
    if not isinstance(dig(data, "search"), list):
        raise BrokenAnswer(url, "the search sent no list of hits")
    return [
        (text_at(hit, "id"), tuple(filter(None, (text_at(hit, "label"), text_at(hit, "match", "text")))))
        for hit in list_at(data, "search")
        if QID.match(text_at(hit, "id")) and not _NO_COMPANY.search(text_at(hit, "description"))
    ]


def read_labels(text: str, url: str = "") -> dict[str, tuple[str, str]]:
    """Return (label, passage) of each item of a wbgetentities answer. Raises BrokenAnswer and Retry as `read_hits` does."""
    data = load_json(text, url)
    _refuse_error(data, url)
    entities = dig(data, "entities")
    found = {}
    for qid, entity in entities.items() if isinstance(entities, dict) else ():
        if label := label_of(entity):
            found[qid] = (label, quote(text, "value", label, max(text.find(f'"{qid}"'), 0)))
    return found


def _refuse_error(data: Any, url: str) -> None:
    """Raise what an error inside an answer of status 200 means (https://www.mediawiki.org/wiki/API:Errors_and_warnings)."""
    code = text_at(data, "error", "code")
    if code in ("maxlag", "ratelimited"):
        raise Retry
    if dig(data, "error"):
        raise BrokenAnswer(url, f"an error instead of an answer: {code or 'unnamed'}")
