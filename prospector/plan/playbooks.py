"""Playbooks: how to speak to one sector. The right one stands on every target's card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from prospector.errors import BadInput, NotFound
from prospector.model.plan import PlaybookRecord
from prospector.plan.fit import folded, word_pattern
from prospector.plan.rules import Facts
from prospector.plan.segments import checked_channel
from prospector.text import clean, clean_name, clean_text

if TYPE_CHECKING:
    from prospector.store.store import Store

TEXTS = ("pains", "words", "proof", "hours", "opener", "subject", "body")
_FIELDS = tuple(one.name for one in fields(PlaybookRecord))


class Playbooks:
    """The playbooks of one workspace."""

    def __init__(self, store: Store) -> None:
        """Work on `store`."""
        self.store = store

    def all(self) -> list[PlaybookRecord]:
        """Return the playbooks by sector."""
        rows = self.store.reader.rows(f"SELECT {', '.join(_FIELDS)} FROM playbook ORDER BY sector, id")  # noqa: S608
        return [PlaybookRecord(*row) for row in rows]

    def of_sector(self, sector: str) -> PlaybookRecord | None:
        """Return the playbook of a sector, None when nobody wrote one."""
        return _of(sector, self.all())

    def save(self, sector: str, *, new_sector: str = "", **texts: str) -> PlaybookRecord:
        """Write the playbook of a sector, a new one or what is given of the present one. Raises BadInput."""
        from prospector.model.tables import Playbook

        called = clean_name(sector)
        if not called:
            raise BadInput("a playbook needs the sector that it is for: type one like pump makers")
        given = {}
        for key, value in texts.items():
            if key not in (*TEXTS, "channel"):
                raise BadInput(f"a playbook has no “{clean(key)}”: known are {', '.join((*TEXTS, 'channel'))}")
            given[key] = checked_channel(value) if key == "channel" else clean_text(value)
        with self.store.action(f"Playbook {called}") as action:
            found = [row for row in action.find(Playbook) if folded(row.sector) == folded(called)]
            row: Any = found[0] if found else action.add(Playbook(sector=called))
            row.sector = clean_name(new_sector) or row.sector
            if any(folded(one.sector) == folded(row.sector) for one in action.find(Playbook) if one.id != row.id):
                raise BadInput(f"there is a playbook for “{row.sector}” already: change that one")
            for key, value in given.items():
                setattr(row, key, value)
            return PlaybookRecord(*(getattr(row, field) for field in _FIELDS))

    def remove(self, sector: str) -> None:
        """Take a playbook away. Raises NotFound."""
        from prospector.model.tables import Playbook

        one = self.of_sector(sector)
        if one is None:
            raise NotFound(f"no playbook for “{clean_name(sector)}”: see `prospect playbook list`")
        with self.store.action(f"Remove playbook {one.sector}") as action:
            row = action.get(Playbook, one.id)
            if row is not None:
                action.remove(row)


def playbook_for(facts: Facts, every: Sequence[PlaybookRecord]) -> PlaybookRecord | None:
    """Return the playbook of an account: by the sector that a person gave, else by a sector its industry names."""
    given = facts.get("sector")
    if given:
        return _of(str(given[0]), every)
    industries = " ".join(folded(str(one)) for one in facts.get("industry", ()))
    return next((one for one in every if word_pattern(one.sector).search(industries)), None)


def without(facts: Mapping[str, Facts], every: Sequence[PlaybookRecord]) -> list[str]:
    """Return the accounts for which there is no playbook."""
    return [account_id for account_id, known in facts.items() if playbook_for(known, every) is None]


def _of(sector: str, every: Sequence[PlaybookRecord]) -> PlaybookRecord | None:
    wanted = folded(clean_name(sector))
    return next((one for one in every if folded(one.sector) == wanted), None) if wanted else None
