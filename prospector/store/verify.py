"""Checking the append-only logs: their hash chains, the journal under each action, and one against the other.

It finds every change that did not go through the product, except two which no check of a file alone can find: chains
that somebody rewrote from some entry to the end, hashes included, and the newest actions cut off with all they wrote.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping
from typing import Any

from prospector.store.chain import entry_hash, journal_digest
from prospector.store.guards import APPEND_ONLY, trigger_names
from prospector.store.reads import Reader
from prospector.store.store import Store

_Row = Mapping[str, Any]
_PAGE = 2_000


def verify(store: Store) -> list[str]:
    """Return one sentence for each chain's first broken link and each damaged journal; none: the logs are whole.

    Raises StoreUnusable when the file can't be read.
    """
    reader = store.reader
    return [
        *_guards(reader),
        *itertools.chain.from_iterable(_chains(reader, table) for table in _chained(reader)),
        *_numbers(reader),
        *_journals(reader),
        *_entries(reader),
    ]


def _guards(reader: Reader) -> Iterator[str]:
    for name in sorted(trigger_names() - reader.triggers()):
        yield f"the guard {name} is missing: another program took it out, so later entries may have been changed"


def _chained(reader: Reader) -> list[str]:
    """Return the append-only tables that carry a hash chain; the journal is covered by its actions instead."""
    return [table for table in APPEND_ONLY if "hash" in reader.columns(table)]


def _chains(reader: Reader, table: str) -> Iterator[str]:
    """Yield a sentence for the first broken link of every chain of one table."""
    for chain, entries in itertools.groupby(_in_order(reader, table), key=lambda entry: str(entry["chain"])):
        if sentence := _first_break(table, chain, entries):
            yield sentence


def _in_order(reader: Reader, table: str) -> Iterator[_Row]:
    names = reader.columns(table)
    listed = ", ".join(f'"{name}"' for name in names)
    chain, seq = "", -1
    while rows := reader.rows(
        f'SELECT {listed} FROM "{table}" WHERE chain > ? OR (chain = ? AND seq > ?) '  # noqa: S608 - names of columns
        "ORDER BY chain, seq LIMIT ?",
        (chain, chain, seq, _PAGE),
    ):
        for row in rows:
            yield dict(zip(names, row, strict=True))
        last = dict(zip(names, rows[-1], strict=True))
        chain, seq = last["chain"], last["seq"]


def _first_break(table: str, chain: str, entries: Iterator[_Row]) -> str:
    expected, before = 1, ""
    for entry in entries:
        where = f"{table} {entry['seq']} of {chain} ({entry['id']})"
        if entry["seq"] != expected:
            return f"{table} {expected} of {chain} is missing: the next one there is is {entry['seq']}"
        if entry["hash"] != entry_hash(table, entry):
            return f"{where} was changed after it was written: its content does not fit its hash"
        if entry["prev"] != before:
            return f"{where} does not follow the entry before it: one of the two was replaced"
        expected, before = expected + 1, entry["hash"]
    return ""


def _numbers(reader: Reader) -> Iterator[str]:
    """Yield a sentence where the numbers of the actions, counted over all chains, leave one out or use one twice."""
    expected = 1
    for (number,) in reader.rows("SELECT number FROM action ORDER BY number"):
        if number != expected:
            yield f"action number {min(number, expected)} is {'missing' if number > expected else 'there twice'}"
            return
        expected += 1


def _journals(reader: Reader) -> Iterator[str]:
    """Yield a sentence for the first action whose journal is not what it was, and for a journal without an action."""
    actions = reader.rows("SELECT id, number, title, changes, digest FROM action ORDER BY number")
    for action_id, number, title, count, digest in actions:
        changes = reader.rows(
            'SELECT tbl, "row", before, after FROM change WHERE action_id = ? ORDER BY seq', (action_id,)
        )
        if len(changes) != count or journal_digest([(*change,) for change in changes]) != digest:
            yield f"the journal of action {number} (“{title}”) was changed after it was written"
            return
    if loose := reader.value("SELECT action_id FROM change WHERE action_id NOT IN (SELECT id FROM action) LIMIT 1"):
        yield f"the action {loose} is missing, its journal is still there"


def _entries(reader: Reader) -> Iterator[str]:
    """Yield a sentence for the first entry of each log that its journal knows otherwise, or not at all."""
    for table in (table for table in _chained(reader) if table != "action"):
        journal: dict[str, _Row] = {
            key: json.loads(after)
            for key, after in reader.rows(
                'SELECT "row", after FROM change WHERE tbl = ? AND after IS NOT NULL', (table,)
            )
        }
        for entry in _in_order(reader, table):
            written = journal.pop(entry["id"], None)
            if written != entry:
                how = "not written by any action" if written is None else "not what its action wrote"
                yield f"{table} {entry['seq']} of {entry['chain']} ({entry['id']}) is {how}"
                break
        else:
            for gone in journal.values():
                yield f"{table} {gone['seq']} of {gone['chain']} ({gone['id']}) was removed"
                break
