"""The never-contact ledger read once, for questions about a whole file of companies and people."""

from __future__ import annotations

from collections.abc import Iterable

from prospector.outreach.ledger_keys import Pair, digest, looked_for
from prospector.store.reads import Reader

_STANDING = (
    "SELECT s.salt, s.digest, s.kind, s.reason, s.erased FROM suppression s WHERE s.state = 'stands' "
    "AND s.seq = (SELECT MAX(u.seq) FROM suppression u WHERE u.root = s.root AND u.chain || '' = s.chain)"
)


class Barred:
    """What stands in the ledger."""

    def __init__(self, reader: Reader) -> None:
        """Read it."""
        self._salts: dict[str, None] = {}
        self._entries: dict[str, str] = {}
        for salt, hashed, kind, reason, erased in reader.rows(_STANDING):
            why = "erased" if erased else reason
            self._salts[salt] = None
            self._entries[hashed] = f"the never-contact ledger has this {kind}{f' ({why})' if why else ''}"

    def __bool__(self) -> bool:
        """Say whether anything stands in it."""
        return bool(self._entries)

    def why(self, pairs: Iterable[Pair]) -> str:
        """Return in words which entry forbids contact with any of (kind, value), nothing when none does."""
        for kind, value in pairs if self._entries else ():
            for called, key in looked_for(kind, value):
                for salt in self._salts:
                    if found := self._entries.get(digest(salt, called, key)):
                        return found
        return ""
