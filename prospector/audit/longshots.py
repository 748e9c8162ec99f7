"""The long-shot register: targets under the fit floor stay on a list only by a manager's decision, until a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from prospector.audit.facts import Facts
from prospector.errors import BadInput, NotFound, Refused
from prospector.model.audit_kept import LongShotRow
from prospector.model.days import parse_day
from prospector.store.file import File
from prospector.store.store import Store
from prospector.text import clean_text

FAR = timedelta(days=366)
"""A decision that holds for longer is none."""
_DECIDED = "SELECT account_id, keep_until, reason, decided_by FROM long_shot ORDER BY decided_at, id"


def long_shots(facts: Facts) -> Sequence[LongShotRow]:
    """List long shots: targets on a list whose fit is surely under the floor of 50, or that a never-criterion excludes.

    Each waits for a decision, keep until a day or drop, and is due again on the day after.
    """
    decided = {facts.root(key): (until, reason, by) for key, until, reason, by in facts.reader.rows(_DECIDED)}
    today, found = facts.today.isoformat(), []
    for one in facts.active:
        if one.tier == "low":
            until, reason, by = decided.get(one.id, ("", "", ""))
            fit = "excluded" if one.disqualified else f"{one.low} to {one.high}"
            found.append(LongShotRow(one.id, one.name, one.rep, fit, until, reason, by, not until or until < today))
    return sorted(found, key=lambda row: (not row.due, row.rep.casefold(), row.name.casefold()))


def holder_elsewhere(store: Store, account_id: str) -> tuple[str, str] | None:
    """Return name and rep of a target that the acting person may not take off its list; None for all others."""
    if isinstance(store.database, File):
        return None
    sql = "SELECT a.name, t.rep FROM target t JOIN account a ON a.id = t.account_id WHERE a.id = ? AND t.rep <> ?"
    found: tuple[str, str] | None = store.reader.one(sql, (account_id, store.actor))
    return found


def keep(store: Store, account_id: str, until: str, reason: str) -> None:
    """Keep a long shot on its list until a day. Raises BadInput for the day, Refused without a reason, NotFound."""
    from prospector.model.tables import Account, LongShot, Target

    why, today = clean_text(reason), store.clock.today()
    day = parse_day(until, today)
    if not any(letter.isalnum() for letter in why):
        raise Refused("a long shot stays for a reason: say which (--reason)")
    if not today <= day <= today + FAR:
        raise BadInput(f"{day} is not within the next year: a long shot is decided again then")
    with store.action("Long shot stays", reason=why) as action:
        account = action.get(Account, account_id)
        if account is None or account.merged_into is not None:
            raise NotFound("this account is not in the workspace any more: go back to the audit")
        if not action.find(Target, Target.account_id == account_id, Target.place == "active"):
            raise Refused(f"{account.name} is on no list: there is nothing to decide")
        action.add(
            LongShot(account_id=account_id, keep_until=day.isoformat(), reason=why, decided_by=store.actor,
                     decided_at=action.now())
        )  # fmt: skip
        action.retitle(f"{account.name} stays until {day}")
