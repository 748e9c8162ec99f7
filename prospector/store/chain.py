"""The hash chain of the append-only logs: each entry's hash covers its content and the hash before it.

It finds edits, removed entries and re-ordered entries; it can't prove that somebody who owns the file did not rewrite
the whole chain. That takes a head kept elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

FORMAT = "prospector-entry-1"
JournalEntry = tuple[str, str, str | None, str | None]
"""Table, row, before, after: the images as JSON, null where the row was not there."""
# One encoder for all: `json.dumps` would make a new one for every image.
_encoded = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def entry_hash(table: str, image: Mapping[str, Any]) -> str:
    """Return the SHA-256, in hexadecimal, of one entry: its columns, each length-prefixed, in name order.

    Left out are `hash` itself and columns without a value, so that one added later does not break older entries.
    """
    digest = hashlib.sha256()
    for part in (FORMAT, table):
        _feed(digest, part)
    for name in sorted(image):
        if name != "hash" and image[name] is not None:
            _feed(digest, name)
            _feed(digest, canonical(image[name]))
    return digest.hexdigest()


class JournalDigest:
    """The SHA-256 of an action's journal, fed as it is written."""

    def __init__(self) -> None:
        """Begin with an empty journal."""
        self._digest = hashlib.sha256()

    def feed(self, changes: Iterable[JournalEntry]) -> None:
        """Go on with (table, row, before, after), in order."""
        for change in changes:
            for part in change:
                _feed(self._digest, "-" if part is None else "+" + part)

    @property
    def hexadecimal(self) -> str:
        """Return the digest of what was fed so far."""
        return self._digest.hexdigest()


def journal_digest(changes: Iterable[JournalEntry]) -> str:
    """Return the SHA-256, in hexadecimal, of a whole journal."""
    digest = JournalDigest()
    digest.feed(changes)
    return digest.hexadecimal


def canonical(value: object) -> str:
    """Return `value` as JSON that is the same text in every store: booleans as numbers, keys sorted."""
    return _encoded(int(value) if isinstance(value, bool) else value)


def _feed(digest: Any, part: str) -> None:
    raw = part.encode("utf-8", "surrogatepass")
    digest.update(b"%d:%b" % (len(raw), raw))
