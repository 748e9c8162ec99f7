"""The hash chain of the append-only logs: each entry's hash covers its content and the hash before it.

It finds edits, removed entries and re-ordered entries; it can't prove that somebody who owns the file did not rewrite
the whole chain. That takes a head kept elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

FORMAT = "prospector-entry-1"


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


def journal_digest(changes: list[tuple[str, str, str | None, str | None]]) -> str:
    """Return the SHA-256 of an action's journal: (table, row, before, after) in order."""
    digest = hashlib.sha256()
    for change in changes:
        for part in change:
            _feed(digest, "-" if part is None else "+" + part)
    return digest.hexdigest()


def canonical(value: object) -> str:
    """Return `value` as JSON that is the same text in every store: booleans as numbers, keys sorted."""
    if isinstance(value, bool):
        value = int(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _feed(digest: Any, part: str) -> None:
    raw = part.encode("utf-8", "surrogatepass")
    digest.update(f"{len(raw)}:".encode())
    digest.update(raw)
