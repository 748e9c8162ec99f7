"""Signing an audit: which entry of which log was read; what was signed can't be rewritten unseen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from prospector.errors import Refused
from prospector.model.audit_kept import SignOffRecord
from prospector.store.reads import Reader
from prospector.store.store import Store
from prospector.text import clean_text

NO_PARTS: Mapping[str, Reader] = MappingProxyType({})
CHAINS = ("action", "suppression", "touch")
_COLUMNS = "id, since, until, number, head, note, signed_by, signed_at"
_RECORD: Callable[..., SignOffRecord] = SignOffRecord


def last(reader: Reader) -> SignOffRecord | None:
    """Return the newest sign-off, None before the first."""
    row = reader.one(f"SELECT {_COLUMNS} FROM sign_off ORDER BY until DESC, signed_at DESC LIMIT 1")  # noqa: S608
    return _RECORD(*row) if row else None


def heads(reader: Reader) -> list[tuple[str, str, int, str]]:
    """Return the newest entry of every chain of every log: log, chain, length, hash."""
    return [
        (log, str(chain), int(seq), str(found))
        for log in CHAINS
        for chain, seq, found in reader.rows(
            f'SELECT t.chain, t.seq, t.hash FROM "{log}" t JOIN (SELECT chain, MAX(seq) AS seq FROM "{log}" GROUP BY chain) m '  # noqa: S608
            "ON m.chain = t.chain AND m.seq = t.seq ORDER BY t.chain"
        )
    ]


def head_of(every: Sequence[tuple[str, str, int, str]]) -> str:
    """Return one SHA-256 over all heads, in hexadecimal: to be written down elsewhere."""
    return hashlib.sha256(json.dumps(sorted(every), ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def sign(store: Store, since: str, until: str, note: str = "", parts: Mapping[str, Reader] = NO_PARTS) -> SignOffRecord:
    """Sign what was read up to now; the next audit starts at this moment. Raises Refused for a day signed already.

    `parts` are other workspaces that were read, by their origin; the heads of their logs are signed too.
    """
    from prospector.model.tables import SignOff

    before = last(store.reader)
    if before is not None and before.until >= until:
        raise Refused(
            f"{before.signed_by} signed up to {before.until} already: there is nothing new to sign before tomorrow"
        )
    every = heads(store.reader)
    every += [
        (f"{log}@{origin}", chain, seq, found)
        for origin, part in parts.items()
        for log, chain, seq, found in heads(part)
    ]
    number = int(store.reader.value("SELECT COALESCE(MAX(number), 0) FROM action") or 0)
    with store.action(f"Audit signed, {since} to {until}", reason=clean_text(note)) as action:
        action.add(
            SignOff(since=since, until=until, number=number, head=head_of(every), heads=json.dumps(every, ensure_ascii=False),
                    note=clean_text(note), signed_by=store.actor, signed_at=action.now())
        )  # fmt: skip
    found = last(store.reader)
    if found is None:
        raise Refused("the signature is not there: look at the history")
    return found


def broken(reader: Reader, parts: Mapping[str, Reader] = NO_PARTS) -> list[str]:
    """Return a sentence for each chain whose signed head is not there any more, in this workspace and in those of `parts`.

    Whoever owns the file can rewrite a chain with all its hashes; he can't rewrite it to the head that was signed.
    """
    found = {}
    for said, by, at in reader.rows("SELECT heads, signed_by, signed_at FROM sign_off ORDER BY signed_at"):
        for named, chain, seq, wanted in json.loads(said):
            log, _, origin = named.partition("@")
            holding = parts.get(origin) if origin else reader
            if log not in CHAINS or holding is None:  # another workspace, which is not read this time
                continue
            there = holding.value(f'SELECT hash FROM "{log}" WHERE chain = ? AND seq = ?', (chain, seq))  # noqa: S608 - constants
            if there != wanted:
                what = "is gone" if there is None else "was rewritten"
                found[named, chain] = f"{log} {seq} of {chain}, signed by {by} on {at[:10]}, {what}"
    return list(found.values())
