"""What is known of every account, and its segment, kept in memory and followed from the journal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from prospector.model.plan import SegmentRecord
from prospector.plan import facts as reading
from prospector.store.merged import merged_into, root_of
from prospector.store.since import accounts_of, newest, written_since
from prospector.store.store import Store

if TYPE_CHECKING:
    from prospector.plan.rules import Facts, Rule

_MOST_WRITTEN, _MOST_CHANGED = 20_000, 500
_RULES = frozenset(("profile", "segment"))
"""Tables that speak of all accounts at once."""
_KNOWN = frozenset(("account", "claim", "claim_check", "fit_score", "merge"))
"""Tables that facts are read from."""


class Followed:
    """Facts and segments of one workspace as they were committed; only accounts written about are read again."""

    def __init__(self, store: Store, segments: Callable[[], Sequence[SegmentRecord]]) -> None:
        """Work on `store`; `segments` gives the segments in their order."""
        self.store = store
        self._segments = segments
        self._state = ""
        self._facts: dict[str, Facts] = {}
        self._rules: list[tuple[SegmentRecord, Rule]] = []
        self._placed: dict[str, SegmentRecord] = {}
        self._sorted = False

    def facts(self) -> Mapping[str, Facts]:
        """Return what is known of every account."""
        self._follow()
        return self._facts

    def segment_of(self) -> Mapping[str, SegmentRecord]:
        """Return the segment of every account that is in one, by account."""
        self._follow()
        if not self._sorted:
            self._rules = self._parsed()
            self._placed = _placed(self._rules, self._facts)
            self._sorted = True
        return self._placed

    def segment_among(self, ids: Sequence[str]) -> Mapping[str, SegmentRecord]:
        """Return the segment of those of `ids` that are in one; as long as nobody asked for all, only these are read."""
        if self._state or len(ids) > _MOST_CHANGED:
            every = self.segment_of()
            return {one: every[one] for one in ids if one in every}
        rules = self._parsed()
        return _placed(rules, reading.facts(self.store, sorted(ids))) if rules and ids else {}

    def _parsed(self) -> list[tuple[SegmentRecord, Rule]]:
        segments = self._segments()
        if not segments:
            return []
        from prospector.plan.rules import parse_rule

        return [(one, parse_rule(one.rule)) for one in segments]

    def _follow(self) -> None:
        state = newest(self.store.reader)
        if state == self._state:
            return
        written = written_since(self.store.reader, self._state, _MOST_WRITTEN) if self._state else None
        changed = None if written is None else accounts_of(one for one in written if one.table in _KNOWN)
        if written is None or changed is None or len(changed) > _MOST_CHANGED or _spoken(written):
            self._facts, self._sorted = dict(reading.facts(self.store)), False
        elif changed:
            ids = sorted(changed | self._roots(changed))
            fresh = reading.facts(self.store, ids)
            for key in ids:
                self._facts.pop(key, None)
                self._placed.pop(key, None)
            self._facts.update(fresh)
            self._placed.update(_placed(self._rules, fresh))
        self._state = state

    def _roots(self, ids: set[str]) -> set[str]:
        above = merged_into(self.store.reader)
        return {root_of(above, one) for one in ids}


def _placed(rules: Sequence[tuple[SegmentRecord, Rule]], facts: Mapping[str, Facts]) -> dict[str, SegmentRecord]:
    """Return the first segment whose rule each account meets, by account."""
    found = {}
    for account_id, known in facts.items() if rules else ():
        segment = next((one for one, rule in rules if rule(known)), None)
        if segment is not None:
            found[account_id] = segment
    return found


def _spoken(written: Sequence[Any]) -> bool:
    return any(one.table in _RULES for one in written)
