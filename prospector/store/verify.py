"""Checking the append-only logs: their hash chains, the journal under each action, and one against the other.

It finds every change that did not go through the product, except two which no check of a file alone can find: chains
that somebody rewrote from some entry to the end, hashes included, and the newest actions cut off with all they wrote.

An erasure blanks entries and says so in a chain of its own (`prospector.model.tables.Erasure`): the entry keeps its hash,
from which the chain goes on, and what is left of it must fit the hash that the erasure noted.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from prospector.store.blank import without_mark
from prospector.store.chain import entry_hash, journal_digest
from prospector.store.guards import APPEND_ONLY, trigger_names
from prospector.store.reads import Reader, places
from prospector.store.store import Store
from prospector.text import plural

_Row = Mapping[str, Any]
_Erased = dict[tuple[str, str], tuple[str, str]]
_PAGE = 2_000
_MOST_NAMED = 20
"""Erased entries of one log that are named one by one."""


def verify(store: Store) -> list[str]:
    """Return one sentence for each chain's first broken link and each damaged journal; none: the logs are whole.

    Raises StoreUnusable when the file can't be read.
    """
    return broken_links(store.reader)


def broken_links(reader: Reader) -> list[str]:
    """Return what `verify` does, of the file that `reader` reads."""
    erased, hidden = _erased(reader), reader.hidden()
    return [
        *_guards(reader),
        *itertools.chain.from_iterable(_chains(reader, table, erased, hidden) for table in _chained(reader)),
        *_numbers(reader),
        *_journals(reader, partly=bool(hidden)),
        *_entries(reader, hidden),
    ]


def erased_entries(reader: Reader) -> str:
    """Say how many entries were blanked by erasures, and when the last one was; empty when there was none."""
    if "erasure" not in _chained(reader) or not (count := reader.value("SELECT COUNT(*) FROM erasure")):
        return ""
    last = reader.value("SELECT MAX(erased_at) FROM erasure")
    erased = _erased(reader)
    named = "; ".join(
        _named(reader, table, [key for at, key in erased if at == table]) for table in sorted({at for at, _ in erased})
    )
    return (
        f"{plural(len(erased), 'entry', 'entries')} of the logs blanked by {plural(count, 'erasure')}, the last on "
        f"{last[:10]}; the chains go on through them{f': {named}' if named else ''}"
    )


def _named(reader: Reader, table: str, keys: Sequence[str]) -> str:
    """Return where entries stand in their chains, the first ones of many."""
    marks = places(len(keys[:_MOST_NAMED]))
    rows = reader.rows(f"SELECT chain, seq FROM {table} WHERE id IN ({marks}) ORDER BY chain, seq", keys[:_MOST_NAMED])  # noqa: S608
    chains = [
        f"{', '.join(str(seq) for _, seq in group)} of {chain}"
        for chain, group in itertools.groupby(rows, lambda one: one[0])
    ]
    return f"{table} {', '.join(chains)}{' and more' if len(keys) > _MOST_NAMED else ''}"


def _erased(reader: Reader) -> _Erased:
    """Return the entries that erasures blanked, by table and key, with the hash of what they were and of what they are."""
    found: _Erased = {}
    if "erasure" in _chained(reader):
        for (blanked,) in reader.rows(
            "SELECT e.blanked FROM erasure e JOIN change c ON c.\"row\" = e.id AND c.tbl = 'erasure' "
            "JOIN action a ON a.id = c.action_id ORDER BY a.number"
        ):
            found |= {(table, key): (before, now) for table, key, before, now in json.loads(blanked)}
    return found


def _guards(reader: Reader) -> Iterator[str]:
    for name in sorted(trigger_names() - reader.triggers()):
        yield f"the guard {name} is missing: another program took it out, so later entries may have been changed"


def _chained(reader: Reader) -> list[str]:
    """Return the append-only tables that carry a hash chain; the journal is covered by its actions instead."""
    return [table for table in APPEND_ONLY if "hash" in reader.columns(table)]


def _chains(reader: Reader, table: str, erased: _Erased, hidden: set[str]) -> Iterator[str]:
    """Yield a sentence for the first broken link of every chain of one table."""
    for chain, entries in itertools.groupby(_in_order(reader, table), key=lambda entry: str(entry["chain"])):
        if sentence := _first_break(table, chain, entries, erased, hidden):
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


def _first_break(table: str, chain: str, entries: Iterator[_Row], erased: _Erased, hidden: set[str]) -> str:
    expected, before = 1, ""
    for entry in entries:
        where = f"{table} {entry['seq']} of {chain} ({entry['id']})"
        if entry["seq"] != expected:
            return f"{table} {expected} of {chain} is missing: the next one there is is {entry['seq']}"
        now = entry["hash"] if entry["id"] in hidden else entry_hash(table, entry)
        if entry["hash"] != now and erased.get((table, entry["id"])) != (entry["hash"], now):
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


def _journals(reader: Reader, *, partly: bool) -> Iterator[str]:
    """Yield a sentence for the first action whose journal is not what it was, and for a journal without an action.

    Who sees the journal only `partly` can't say that something is missing from it.
    """
    actions = reader.rows("SELECT id, number, title, changes, digest FROM action ORDER BY number")
    for action_id, number, title, count, digest in actions:
        changes = reader.rows(
            'SELECT tbl, "row", before, after FROM change WHERE action_id = ? ORDER BY seq', (action_id,)
        )
        if partly and len(changes) < count:
            continue
        if len(changes) != count or journal_digest([(*change,) for change in changes]) != digest:
            yield f"the journal of action {number} (“{title}”) was changed after it was written"
            return
    if loose := reader.value("SELECT action_id FROM change WHERE action_id NOT IN (SELECT id FROM action) LIMIT 1"):
        yield f"the action {loose} is missing, its journal is still there"


def _entries(reader: Reader, hidden: set[str]) -> Iterator[str]:
    """Yield a sentence for the first entry of each log that its journal knows otherwise, or not at all."""
    for table in (table for table in _chained(reader) if table != "action"):
        journal: dict[str, _Row] = {
            key: _told(without_mark(json.loads(after)))
            for key, after in reader.rows(
                'SELECT "row", after FROM change WHERE tbl = ? AND after IS NOT NULL', (table,)
            )
        }
        for entry in _in_order(reader, table):
            written = journal.pop(entry["id"], None)
            if entry["id"] in hidden:
                continue
            if written != _told(entry):
                how = "not written by any action" if written is None else "not what its action wrote"
                yield f"{table} {entry['seq']} of {entry['chain']} ({entry['id']}) is {how}"
                break
        else:
            for gone in journal.values():
                yield f"{table} {gone['seq']} of {gone['chain']} ({gone['id']}) was removed"
                break


def _told(entry: _Row) -> _Row:
    """Return an entry without its empty columns, as its hash sees it: one that a later schema added is no change."""
    return {name: value for name, value in entry.items() if value is not None}
