"""Sources of names: their kind, what became of what they gave, and whether they have grown tired.

A bought or rented list puts nobody onto an active list: its names wait on the bench until each has a reason of its own.
A source with many tries and no advance must be justified anew before the next name enters through it.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from prospector.errors import BadInput, NotFound, Refused
from prospector.model.plan import QUARANTINED, SOURCE_KINDS, SourceRecord
from prospector.text import clean, clean_name, clean_text, plural

if TYPE_CHECKING:
    from prospector.store.action import Action
    from prospector.store.store import Store

OWN_NAMING = "own naming"
_KINDS_BY_NAME = {kind.replace("_", " "): kind for kind in SOURCE_KINDS}
_STANDING = (
    "SELECT r.root FROM touch t JOIN account_root r ON r.id = t.account_id WHERE t.state = 'stands' "
    "AND t.seq = (SELECT MAX(u.seq) FROM touch u WHERE u.root = t.root AND u.chain || '' = t.chain)"
)
_ADVANCED = (
    "SELECT id FROM account WHERE stage IN ('qualified', 'handed_over', 'opportunity') "  # noqa: S608
    "UNION SELECT account_id FROM stage_move WHERE after IN ('qualified', 'handed_over', 'opportunity') "
    f"UNION {_STANDING} AND t.outcome = 'meeting_set'"
)
_GIVEN = (
    "SELECT a.source, a.id, a.named_at, COALESCE(x.tries, 0), COALESCE(x.newest, ''), d.id IS NOT NULL FROM account a "  # noqa: S608
    f"LEFT JOIN (SELECT root, COUNT(*) AS tries, MAX(at) AS newest FROM ({_STANDING.replace('r.root', 'r.root, t.at', 1)}) y "
    f"GROUP BY root) x ON x.root = a.id LEFT JOIN ({_ADVANCED}) d ON d.id = a.id "
    "WHERE a.merged_into IS NULL"
)
_TOUCHED = "SELECT COUNT(*) FROM (SELECT DISTINCT account_id FROM touch LIMIT ?) x"
_MEANT = "lower(a.source) = lower(?) AND a.merged_into IS NULL LIMIT 1"
_MET = (
    "t.state = 'stands' AND t.outcome = 'meeting_set' "
    "AND t.seq = (SELECT MAX(u.seq) FROM touch u WHERE u.root = t.root AND u.chain || '' = t.chain)"
)
_ADVANCED_OF_SOURCE = (
    "SELECT 1 FROM account a WHERE a.stage IN ('qualified', 'handed_over', 'opportunity')",
    (
        "SELECT 1 FROM stage_move m JOIN account a ON a.id = m.account_id "
        "WHERE m.after IN ('qualified', 'handed_over', 'opportunity')"
    ),
    f"SELECT 1 FROM touch t JOIN account a ON a.id = t.account_id WHERE {_MET}",  # noqa: S608 - constants
    (
        "WITH RECURSIVE up (id, root) AS (SELECT id, merged_into FROM account WHERE merged_into IS NOT NULL "  # noqa: S608
        "UNION SELECT up.id, b.merged_into FROM up JOIN account b ON b.id = up.root WHERE b.merged_into IS NOT NULL) "
        f"SELECT 1 FROM up JOIN touch t ON t.account_id = up.id JOIN account a ON a.id = up.root WHERE {_MET}"
    ),
)
"""Whether anything of a source ever advanced, the quickest to answer first."""


class Fatigued(Refused):
    """A source through which many names were tried and none advanced; `source` says where it stands."""

    def __init__(self, source: SourceRecord) -> None:
        """Say how many were tried."""
        super().__init__(
            f"{plural(source.tried, 'name')} from “{source.name}” were tried and none advanced: "
            f"say why the next one should come through it too (prospect source justify “{source.name}” --why ...)"
        )
        self.source = source


class Sources:
    """The sources of names of one workspace."""

    def __init__(self, store: Store) -> None:
        """Work on `store`."""
        self.store = store

    def all(self) -> list[SourceRecord]:
        """Return every source that was set up or that an account names, those that gave most first."""
        found = {
            name.casefold(): SourceRecord(name, kind, note, justified, justified_at)
            for name, kind, note, justified, justified_at in self.store.reader.rows(
                "SELECT name, kind, note, justified, justified_at FROM lead_source ORDER BY name, id"
            )
        }
        tally: dict[str, list[int]] = {}
        for name, _key, named_at, tries, newest, advanced in self.store.reader.rows(_GIVEN):
            one = found.setdefault(name.casefold(), SourceRecord(name, kind_of(name)))
            counts = tally.setdefault(name.casefold(), [0, 0, 0, 0, 0])
            since = one.justified_at or ""
            fresh = newest > since
            for at, more in enumerate((1, tries > 0 and fresh, tries, bool(advanced), named_at > since)):
                counts[at] += more
        listed = [_counted(one, tally.get(key, [0, 0, 0, 0, 0])) for key, one in found.items()]
        return sorted(listed, key=lambda one: (-one.given, one.name.casefold()))

    def get(self, name: str) -> SourceRecord:
        """Return where a source stands; one that nobody named yet stands at nothing."""
        called = clean_name(name) or OWN_NAMING
        for one in self.all():
            if one.name.casefold() == called.casefold():
                return one
        return SourceRecord(called, kind_of(called))

    def quarantined(self, name: str) -> bool:
        """Say whether names from this source wait on the bench until each has a reason of its own."""
        row = self.store.reader.one("SELECT kind FROM lead_source WHERE lower(name) = lower(?)", (clean_name(name),))
        return (row[0] if row else kind_of(name)) in QUARANTINED

    def tired(self, name: str, most: int) -> SourceRecord | None:
        """Return the source when `most` names were tried through it since it was justified and none ever advanced."""
        called = clean_name(name) or OWN_NAMING
        # Asked at every name, so everything is counted only where enough was tried and nothing has advanced.
        if self.store.reader.value(_TOUCHED, (most,)) < most:
            return None
        if any(self.store.reader.one(f"{asked} AND {_MEANT}", (called,)) for asked in _ADVANCED_OF_SOURCE):
            return None
        one = self.get(called)
        return one if one.tried >= most and not one.advanced else None

    def save(self, name: str, kind: str = "", note: str | None = None) -> SourceRecord:
        """Set up a source, or change kind and note of one. Raises BadInput for an unknown kind."""
        called, wanted = clean_name(name), checked_kind(kind)
        if not called:
            raise BadInput("a source needs a name: type one like trade fair Lyon")
        with self.store.action(f"Source {called}") as action:
            row = self._row(action, called)
            row.kind = wanted or row.kind
            if note is not None:
                row.note = clean_text(note)
        return self.get(called)

    def justify(self, name: str, why: str, batch: str = "") -> SourceRecord:
        """Keep why names may still enter through a source; its tries count anew from now. Raises Refused without a why."""
        called, said = clean_name(name) or OWN_NAMING, clean_text(why)
        if not said:
            raise Refused(f"“{called}” needs a why before the next name: say it in a few words")
        with self.store.action(f"Source {called} goes on", reason=clean(why), batch=batch) as action:
            row = self._row(action, called)
            row.justified, row.justified_at = said, action.now()
        return self.get(called)

    def remove(self, name: str) -> None:
        """Forget what was set up of a source; accounts keep its name. Raises NotFound."""
        from prospector.model.tables import LeadSource

        with self.store.action(f"Forget source {clean_name(name)}") as action:
            rows = [row for row in action.find(LeadSource) if row.name.casefold() == clean_name(name).casefold()]
            if not rows:
                raise NotFound(f"no source “{clean_name(name)}” was set up: see `prospect source list`")
            action.remove(rows[0])

    @staticmethod
    def _row(action: Action, called: str) -> LeadSourceRow:
        from prospector.model.tables import LeadSource

        rows = [row for row in action.find(LeadSource) if row.name.casefold() == called.casefold()]
        return rows[0] if rows else action.add(LeadSource(name=called, kind=kind_of(called)))


def kind_of(name: str) -> str:
    """Return the kind that a source's name says by itself; `other` when it says none."""
    return _KINDS_BY_NAME.get(clean_name(name).casefold(), "other")


def checked_kind(kind: str) -> str:
    """Return the kind that was meant, empty for none given. Raises BadInput for an unknown one."""
    said = clean(kind).casefold().replace(" ", "_").replace("-", "_")
    if said and said not in SOURCE_KINDS:
        near = difflib.get_close_matches(said, SOURCE_KINDS, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]}?" if near else f"one of {', '.join(SOURCE_KINDS)}"
        raise BadInput(f"unknown kind of source “{clean(kind)}”: {hint}")
    return said


def _counted(one: SourceRecord, counts: list[int]) -> SourceRecord:
    from dataclasses import replace

    given, tried, tries, advanced, since = counts
    return replace(one, given=given, tried=tried, tries=tries, advanced=advanced, named_since=since)


if TYPE_CHECKING:
    from prospector.model.tables import LeadSource as LeadSourceRow
