"""What was committed since a state of the workspace: how everything that is kept in memory stays true.

A state is the number and hash of the newest action. Whoever keeps something remembers the state it was read at, asks before
every use whether the state is still the newest, and reads again what the later actions wrote about.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from prospector.store.reads import Reader

NOTHING = "0"
"""State of a workspace without an action."""
NEWEST = "SELECT number || ' ' || hash FROM action ORDER BY number DESC LIMIT 1"
"""Asks for the state, where it is to be of the same moment as something else that a statement asks for."""


@dataclass(frozen=True, slots=True)
class Written:
    """One row that an action wrote."""

    table: str
    key: str
    before: Mapping[str, Any] | None = None
    """The row as it was; None where there was none."""
    after: Mapping[str, Any] | None = None

    @property
    def images(self) -> Sequence[Mapping[str, Any]]:
        """Return the row before and after, where it was there."""
        return [one for one in (self.before, self.after) if one]


def newest(reader: Reader) -> str:
    """Return the state now."""
    return str(reader.value(NEWEST) or NOTHING)


def written_since(reader: Reader, state: str, most: int) -> list[Written] | None:
    """Return the rows written by actions after `state`, in their order.

    None: that action is not in this workspace (a backup was restored), or more than `most` rows were written since.
    """
    number, _, digest = state.partition(" ")
    if digest and reader.value("SELECT hash FROM action WHERE number = ?", (int(number),)) != digest:
        return None
    if (reader.value("SELECT SUM(changes) FROM action WHERE number > ?", (int(number),)) or 0) > most:
        return None
    rows = reader.rows(
        'SELECT c.tbl, c."row", c.before, c.after FROM action a JOIN change c ON c.action_id = a.id '
        "WHERE a.number > ? ORDER BY a.number, c.seq",
        (int(number),),
    )
    return [Written(table, key, _image(before), _image(after)) for table, key, before, after in rows]


def accounts_of(written: Iterable[Written]) -> set[str]:
    """Return the accounts that these rows belong to, and those they were or are merged into."""
    found: set[Any] = set()
    for one in written:
        for image in one.images:
            found |= {image.get(name) for name in ("account_id", "merged_into", "root_id", "member_id")}
        if one.table == "account":
            found.add(one.key)
    found.discard(None)
    return found


def _image(raw: str | None) -> Mapping[str, Any] | None:
    return json.loads(raw) if raw else None
