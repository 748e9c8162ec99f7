"""Reading what a merge weighs of one account: its own values with who wrote them when, and its claims."""

from __future__ import annotations

import json
from collections import defaultdict

from prospector.errors import NotFound
from prospector.identity.survivorship import ACCOUNT_FIELDS, PERSON, TARGET_FIELDS, Said, Side, Written, shown
from prospector.model.proof import PINNED, REFUTED
from prospector.store.reads import PARTS_OF_ONE, Reader

_STANDING = (
    "SELECT COUNT(*) FROM touch t WHERE t.state = 'stands' AND t.seq = "
    "(SELECT MAX(u.seq) FROM touch u WHERE u.root = t.root AND u.chain = t.chain) AND t.account_id IN "
)
_CONFIRMED_BY = {"country": "country", "city": "city"}
"""Fields of an account and the parts of a claimed address that say the same."""


def side(reader: Reader, account_id: str) -> Side:
    """Return the account that `account_id` is read through, as a merge weighs it. Raises NotFound."""
    root = reader.value("SELECT root FROM account_root WHERE id = ?", (account_id,))
    row = reader.one(
        "SELECT a.name, a.domain, a.country, a.city, t.pain, t.why, t.place, t.rep, a.named_at, a.stage "
        "FROM account a LEFT JOIN target t ON t.account_id = a.id WHERE a.id = ?",
        (root,),
    )
    if row is None:
        raise NotFound("this account is not in the workspace any more: go back to the list")
    claims, confirmed = _claims(reader, root)
    writers = _writers(reader, root)
    own = {}
    for name, value in zip((*ACCOUNT_FIELDS, *TARGET_FIELDS), row[:6], strict=True):
        by_person, at = writers.get(name, (True, row[8]))
        sure = (value or "").casefold() in confirmed[_CONFIRMED_BY.get(name, name)]
        own[name] = Written(value or "", by_person, sure, at)
    touches = reader.value(f"{_STANDING}{PARTS_OF_ONE}", (root,))
    return Side(str(root), own, claims, row[9], row[6] or "", row[7] or "", int(touches or 0))


def _claims(reader: Reader, root: str) -> tuple[dict[str, list[Said]], dict[str, set[str]]]:
    """Return the claims by field, the one shown first, and the parts of addresses that a person confirmed."""
    answers: dict[str, set[tuple[str, str]]] = {REFUTED: set(), PINNED: set()}
    for name, raw, answer in reader.rows(
        f"SELECT field, value, answer FROM claim_check WHERE account_id IN {PARTS_OF_ONE}",  # noqa: S608
        (root,),
    ):
        answers.setdefault(answer, set()).add((name, raw))
    rows = reader.rows(
        "SELECT id, field, value, source, confirmed_at, confidence, COALESCE(value_date, read_at) FROM claim "  # noqa: S608
        f"WHERE account_id IN {PARTS_OF_ONE}",
        (root,),
    )
    found: dict[str, list[Said]] = defaultdict(list)
    confirmed: dict[str, set[str]] = defaultdict(set)
    for key, name, raw, source, confirmed_at, confidence, at in rows:
        if (name, raw) in answers[REFUTED]:
            continue
        value, by = json.loads(raw), PERSON if (name, raw) in answers[PINNED] else source
        found[name].append(Said(key, shown(value), by, confirmed_at is not None, confidence, at))
        if confirmed_at is not None and isinstance(value, dict):
            for part, text in value.items():
                confirmed[part].add(str(text).casefold())
    for claims in found.values():
        claims.sort(key=lambda one: (one.rank, one.id), reverse=True)
    return dict(found), confirmed


def _writers(reader: Reader, root: str) -> dict[str, tuple[bool, str]]:
    """Return for each of the account's own fields whether a person wrote it last, and when."""
    rows = reader.rows(
        'SELECT c.before, c.after, a."by", a.at FROM change c JOIN action a ON a.id = c.action_id '
        "WHERE c.tbl = 'account' AND c.\"row\" = ? ORDER BY a.number",
        (root,),
    )
    found: dict[str, tuple[bool, str]] = {}
    for before, after, by, at in rows:
        earlier, later = json.loads(before or "{}"), json.loads(after or "{}")
        for name in ACCOUNT_FIELDS:
            if later.get(name) != earlier.get(name):
                found[name] = by == PERSON, at
    return found
