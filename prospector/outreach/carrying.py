"""What a restored backup must not forget: who may not be contacted, and who was erased since it was made."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from prospector.clock import Clock
from prospector.errors import ProspectorError
from prospector.model.makers import MACHINE
from prospector.outreach.erasure import ERASE, Erasures
from prospector.outreach.suppression import STANDING
from prospector.settings import Settings
from prospector.store.erasing import settle
from prospector.store.reads import Reader
from prospector.store.sqlite import check_file, connect
from prospector.store.store import Store, open_store
from prospector.text import plural

_COLUMNS = ("kind", "salt", "digest", "account_id", "reason", "erased", "added_by", "added_at")


def carried(present: Path, restored: Path, settings: Settings, clock: Clock) -> Sequence[str]:
    """Bring the ledger of the `present` file into the `restored` one and erase there whom it says was erased.

    Returns what was done, in sentences; a present file that can't be read has nothing to give, and that is said.
    """
    if not present.exists():
        return []
    try:
        entries = _entries(present)
    except ProspectorError:
        return [
            "but the never-contact ledger of the file before could not be read: look who was entered since the backup"
        ]
    store = open_store(restored, clock, settings.actor(), create=False)
    try:
        added = _enter(store, entries)
        again = Erasures(store, settings).again()
    finally:
        store.close()
    if again:
        with contextlib.closing(connect(restored)) as connection:
            settle(connection)
    said = [f"{plural(added, 'entry', 'entries')} of the never-contact ledger were carried over"] if added else []
    return [*said, f"{plural(again, 'erasure')} made since the backup were made again"] if again else said


def _entries(present: Path) -> list[dict[str, Any]]:
    check_file(present)
    reader = Reader(present, read_only=True)
    try:
        listed = ", ".join(f"s.{name}" for name in _COLUMNS)
        rows = reader.rows(f"SELECT {listed} FROM ({STANDING}) s ORDER BY s.chain, s.seq")  # noqa: S608 - constants
    finally:
        reader.close()
    return [dict(zip(_COLUMNS, row, strict=True)) for row in rows]


def _enter(store: Store, entries: Sequence[dict[str, Any]]) -> int:
    from prospector.model.tables import Suppression
    from prospector.store.action import Label

    known = set(store.reader.rows(f"SELECT s.salt, s.digest, s.erased FROM ({STANDING}) s"))  # noqa: S608 - constants
    accounts = {one for (one,) in store.reader.rows("SELECT id FROM account")}
    missing = [one for one in entries if (one["salt"], one["digest"], one["erased"]) not in known]
    title = "Carry the never-contact ledger over"
    with store.action(title) as action:
        action.label = Label(title=title, by=MACHINE, actor=action.label.actor, kind=ERASE)  # no undo takes it back
        for one in missing:
            bound = one["account_id"] if one["account_id"] in accounts else None
            action.append(Suppression(**{**one, "account_id": bound, "erased": bool(one["erased"])}), chain=store.actor)
    return len(missing)
