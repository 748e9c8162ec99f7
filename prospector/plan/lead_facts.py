"""Reading what the lead definition looks at, for one account or for all in a handful of questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from prospector.model.qualification import faded
from prospector.plan.criteria import LeadFacts
from prospector.plan.why_now import holding
from prospector.research.unrefuted import UNREFUTED
from prospector.store.reads import parts_of
from prospector.store.store import Store

_MANY = 2_000
"""Accounts above which all are read: naming each of them would take longer."""
_ACCOUNTS = (
    "SELECT a.id, COALESCE(a.domain, ''), COALESCE(t.pain, ''), COALESCE(t.why, ''), f.low, COALESCE(f.disqualified, FALSE) "
    "FROM {parts} account a ON a.id = r.id LEFT JOIN target t ON t.account_id = a.id "
    "LEFT JOIN fit_score f ON f.account_id = a.id AND f.version = (SELECT MAX(version) FROM profile) "
    "WHERE a.merged_into IS NULL"
)
_NEEDS = (
    "SELECT r.root, q.need FROM {parts} qualification q ON q.account_id = r.id "
    "WHERE q.need <> '' ORDER BY r.root = r.id"
)
_SOURCED = (
    "SELECT r.root, COUNT(*) FROM {parts} claim c ON c.account_id = r.id "  # noqa: S608 - constants
    f"WHERE c.url <> '' AND (c.passage <> '' OR c.source = 'human') AND {UNREFUTED} GROUP BY r.root"
)
_PHONES = (
    "SELECT r.root, MIN(c.value) FROM {parts} claim c ON c.account_id = r.id "  # noqa: S608 - constants
    f"WHERE c.field = 'phone' AND {UNREFUTED} GROUP BY r.root"
)
_PEOPLE = (
    "SELECT r.root, MIN(p.name) FROM {parts} person p ON p.account_id = r.id "
    "WHERE p.consent <> 'withdrawn' GROUP BY r.root"
)
_EVIDENCE = (
    "SELECT r.root, e.obstacle, e.state, e.given_at FROM {parts} evidence e ON e.account_id = r.id "
    "ORDER BY e.given_at, e.id"
)


def lead_facts(
    store: Store, today: date, evidence_days: int, segments: Mapping[str, str], ids: Sequence[str] | None = None
) -> dict[str, LeadFacts]:
    """Return what is known of every account (or at least of these); `segments` are the names of the segments by account.

    Evidence that cleared an obstacle fades to open after `evidence_days`.
    """
    asked = None if ids is None or len(ids) > _MANY else ids
    begin, parts = parts_of(asked)

    def read(sql: str) -> list[tuple[Any, ...]]:
        return store.reader.rows(begin + sql.replace("{parts}", parts), asked or ())

    needs, sourced, phones, people = (dict(read(sql)) for sql in (_NEEDS, _SOURCED, _PHONES, _PEOPLE))
    reasons = holding(store.reader, today, asked[0] if asked and len(asked) == 1 else None)
    obstacles = _obstacles(read(_EVIDENCE), today, evidence_days)
    return {
        root: LeadFacts(
            need=needs.get(root, ""), pain=pain, why=why, fit_low=low, disqualified=bool(out),
            sourced=sourced.get(root, 0), reachable=people.get(root) or str(phones.get(root, "")).strip('"'),
            why_now=next(iter(reasons.get(root, ())), ""), domain=domain, segment=segments.get(root, ""),
            obstacles=obstacles.get(root, {}),
        )
        for root, domain, pain, why, low, out in read(_ACCOUNTS)
    }  # fmt: skip


def _obstacles(rows: list[tuple[Any, ...]], today: date, evidence_days: int) -> dict[str, dict[str, str]]:
    """Return the state of each obstacle from its newest evidence."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for root, obstacle, state, given_at in rows:
        found[root][obstacle] = "open" if faded(state, given_at, today, evidence_days) else state
    return dict(found)
