"""Reading what the lead definition looks at, for one account or for all in a handful of questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from prospector.model.qualification import faded
from prospector.plan.criteria import LeadFacts
from prospector.plan.why_now import holding
from prospector.research.standing import UNREFUTED
from prospector.store.store import Store

_ONE = "(? IS NULL OR r.root = ?)"
_ACCOUNTS = (
    "SELECT a.id, COALESCE(a.domain, ''), COALESCE(t.pain, ''), COALESCE(t.why, ''), f.low, COALESCE(f.disqualified, 0) "  # noqa: S608 - constants
    "FROM account a JOIN account_root r ON r.id = a.id LEFT JOIN target t ON t.account_id = a.id "
    "LEFT JOIN fit_score f ON f.account_id = a.id AND f.version = (SELECT MAX(version) FROM profile) "
    f"WHERE a.merged_into IS NULL AND {_ONE}"
)
_NEEDS = (
    "SELECT r.root, q.need FROM qualification q JOIN account_root r ON r.id = q.account_id "  # noqa: S608 - constants
    f"WHERE q.need <> '' AND {_ONE} ORDER BY r.root = r.id"
)
_SOURCED = (
    "SELECT r.root, COUNT(*) FROM claim c JOIN account_root r ON r.id = c.account_id "  # noqa: S608 - constants
    f"WHERE c.url <> '' AND (c.passage <> '' OR c.source = 'human') AND {UNREFUTED} AND {_ONE} GROUP BY r.root"
)
_PHONES = (
    "SELECT r.root, MIN(c.value) FROM claim c JOIN account_root r ON r.id = c.account_id "  # noqa: S608 - constants
    f"WHERE c.field = 'phone' AND {UNREFUTED} AND {_ONE} GROUP BY r.root"
)
_PEOPLE = (
    "SELECT r.root, MIN(p.name) FROM person p JOIN account_root r ON r.id = p.account_id "  # noqa: S608 - constants
    f"WHERE p.consent <> 'withdrawn' AND {_ONE} GROUP BY r.root"
)
_EVIDENCE = (
    "SELECT r.root, e.obstacle, e.state, e.given_at FROM evidence e JOIN account_root r ON r.id = e.account_id "  # noqa: S608 - constants
    f"WHERE {_ONE} ORDER BY e.given_at, e.id"
)


def lead_facts(
    store: Store, today: date, evidence_days: int, segments: Mapping[str, str], account_id: str | None = None
) -> dict[str, LeadFacts]:
    """Return what is known of every account (or of one); `segments` are the names of the segments by account.

    Evidence that cleared an obstacle fades to open after `evidence_days`.
    """
    asked = (account_id, account_id)

    def read(sql: str) -> list[tuple[Any, ...]]:
        return store.reader.rows(sql, asked)

    needs, sourced, phones, people = (dict(read(sql)) for sql in (_NEEDS, _SOURCED, _PHONES, _PEOPLE))
    reasons = holding(store.reader, today, account_id)
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
