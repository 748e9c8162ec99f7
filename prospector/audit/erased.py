"""Actions whose texts were erased for good: they keep their hash, and what is left must fit the hash that the erasure noted."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from prospector.audit.packets import Change
from prospector.store.reads import Reader

Erased = Mapping[str, tuple[str, str]]
"""By action: its hash, and the hash of what is left of it."""
TABLE = "erasure"


def erased_here(reader: Reader) -> Erased:
    """Return the actions that erasures blanked in a workspace."""
    rows = reader.rows(
        "SELECT e.blanked FROM erasure e JOIN change c ON c.\"row\" = e.id AND c.tbl = 'erasure' "
        "JOIN action a ON a.id = c.action_id ORDER BY a.number"
    )
    return blanked(raw for (raw,) in rows)


def erased_in(changes: Iterable[Change]) -> Erased:
    """Return the actions that the erasures in these entries of the journal blanked. Raises ValueError for none of ours."""
    return blanked(json.loads(one.after)["blanked"] for one in changes if one.table == TABLE and one.after)


def blanked(raw: Iterable[str]) -> Erased:
    """Return what erasures noted about actions, in the order they happened."""
    found: dict[str, tuple[str, str]] = {}
    for one in raw:
        for table, key, before, now in json.loads(one):
            if table == "action":
                found[str(key)] = (found.get(str(key), (str(before),))[0], str(now))
    return found
