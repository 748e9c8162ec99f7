"""Taking a candidate: what of it becomes known of the account, and what forbids that."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prospector.errors import Refused
from prospector.research.finding import Candidate
from prospector.research.protocol import Company
from prospector.research.weighing import conflict

if TYPE_CHECKING:
    from prospector.model.tables import Account, Doubt
    from prospector.store.action import Action

HUMAN = "human"
PICKED = "picked by a person"
"""Method of the claims that come from taking a candidate."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a person confirmed of an account's identity."""

    registry_ids: Sequence[str]
    lei: str | None
    known_as: Mapping[str, str]
    """Source to the number or identifier there."""


def refuse_conflict(action: Action, account: Account, candidate: Candidate, confirmed: Known) -> None:
    """Raise Refused when something known contradicts the candidate, or another account is it already."""
    mine = Company(
        account.name,
        (account.domain,) if account.domain else (),
        country=account.country,
        registry_ids=confirmed.registry_ids,
        lei=confirmed.lei,
    )
    if said := conflict(mine, candidate):
        raise Refused(f"{candidate.name or candidate.key} can't be picked: {said}; correct the account first")
    if candidate.domain and (other := _owner(action, candidate.domain, account.id)):
        raise Refused(
            f"{candidate.domain} belongs to {other} here: if the two are one company, merge them (prospect merge)"
        )


def _owner(action: Action, domain: str, account_id: str) -> str:
    """Return the name of another account with this domain, empty when there is none."""
    rows = action.rows(
        "SELECT a.name FROM account a LEFT JOIN account_domain d ON d.account_id = a.id JOIN account_root r ON r.id = a.id "
        "WHERE (a.domain = :domain OR d.domain = :domain) AND r.root NOT IN (SELECT root FROM account_root WHERE id = :mine)",
        domain=domain,
        mine=account_id,
    )
    return str(rows[0][0]) if rows else ""


def write(action: Action, account: Account, doubt: Doubt, candidate: Candidate) -> list[str]:
    """Make the candidate's identity the account's; return what was written, in words."""
    from prospector.model.tables import AccountDomain

    written = []
    if candidate.domain and account.domain is None:
        account.domain = candidate.domain
        written.append(candidate.domain)
    elif candidate.domain and candidate.domain != account.domain:
        if not action.find(
            AccountDomain, AccountDomain.account_id == account.id, AccountDomain.domain == candidate.domain
        ):
            action.add(AccountDomain(account_id=account.id, domain=candidate.domain))
        written.append(f"also {candidate.domain}")
    if candidate.country and not account.country:
        account.country = candidate.country
        written.append(candidate.country)
    if candidate.city and not account.city:
        account.city = candidate.city.title() if candidate.city.isupper() else candidate.city
        written.append(account.city)
    for field, value in (("registry_id", candidate.registry_id), ("lei", candidate.lei)):
        if value:
            _confirm(action, account.id, field, value, doubt, candidate)
            written.append(value)
    return written or [f"known there as {candidate.key}"]


def _confirm(action: Action, account_id: str, field: str, value: str, doubt: Doubt, candidate: Candidate) -> None:
    """Write a claim that a person made by picking, with where it was read."""
    from prospector.model.tables import Claim

    dumped = json.dumps(value, ensure_ascii=False)
    present = action.find(Claim, Claim.account_id == account_id, Claim.field == field, Claim.source == HUMAN)
    row = next((one for one in present if one.value == dumped), None)
    if row is None:
        row = action.add(Claim(account_id=account_id, field=field, value=dumped, source=HUMAN))
    row.url, row.passage, row.method = candidate.url, candidate.passage or doubt.compared, PICKED
    row.confidence, row.read_at = 1.0, doubt.found_at or action.now()
    row.confirmed_at, row.confirmed_by = action.now(), action.label.actor
