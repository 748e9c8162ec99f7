"""What is risky in a period: the population that the sample is drawn from, heavier where more is at stake."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from prospector.audit.facts import Facts
from prospector.audit.leads import Lead
from prospector.audit.never import quiet
from prospector.audit.notes import Burst, Copied
from prospector.model.audit_kept import Risky
from prospector.model.corridor import Corridor
from prospector.model.outreach import DROP_REASONS, SNOOZE_REASONS, SOFT
from prospector.model.qualification import RETURN_REASONS
from prospector.text import plural

KINDS: Mapping[str, tuple[int, str]] = {
    "high_fit_drop": (5, "good fits that were dropped"), "under_floor": (5, "closed under the floor"),
    "soft_drop": (4, "dropped for soft reasons"), "burst": (4, "bursts of logging"), "copied": (4, "copied notes"),
    "soft_snooze": (2, "put off for soft reasons"), "override": (2, "other rules overridden"),
    "returned": (2, "hand-overs that came back"), "quiet": (1, "good fits gone silent"),
}  # fmt: skip
"""Weight and words of each kind."""
DISMISSALS = ("high_fit_drop", "soft_drop", "under_floor")
"""Kinds that are dismissals: they are drawn before the others."""
_OVERRIDES = (
    "SELECT id, account_id, rule, said, reason, overridden_by FROM rule_override "
    "WHERE overridden_at >= ? AND overridden_at < ? ORDER BY overridden_at, id"
)
_SNOOZED = (
    "SELECT id, account_id, rep, reason_code, note, until FROM snooze WHERE snoozed_at >= ? AND snoozed_at < ? "
    "ORDER BY snoozed_at, id"
)


def dismissals(facts: Facts, corridor: Callable[[str], Corridor] = lambda _account: Corridor()) -> Sequence[Risky]:
    """List dismissals for review: good fits that were dropped, soft reasons, closures under the floor, in the period.

    A closure is under the floor when the rule was overridden for it, or when fewer attempts stand than the floor asks for.
    """
    found = []
    overridden = {facts.root(row[1]): row for row in overrides(facts) if row[2] == "floor"}
    for one in facts.leads.values():
        if one.place != "dropped" or not facts.inside(one.since):
            continue
        kind = _kind_of_drop(one, one.id in overridden, corridor)
        if kind:
            why = overridden[one.id][4] if one.id in overridden else ""
            found.append(_risky(kind, f"{one.id}:{one.since}", one.rep, one.id, _said_of_drop(one, why)))
    return sorted(found, key=lambda one: (-one.weight, one.mark))


def risky(
    facts: Facts, bursts: Sequence[Burst], copies: Sequence[Copied],
    corridor: Callable[[str], Corridor] = lambda _account: Corridor(),
) -> Sequence[Risky]:  # fmt: skip
    """List everything that may be drawn, each thing once, in order of its mark."""
    found = [*dismissals(facts, corridor), *_logging(bursts, copies), *_others(facts)]
    return sorted({one.mark: one for one in found}.values(), key=lambda one: one.mark)


def overrides(facts: Facts) -> Sequence[tuple[Any, ...]]:
    """Return the rules that were overridden in the period: id, account, rule, what it said, the reason, who."""
    rows = facts.reader.rows(_OVERRIDES, (facts.begin, facts.end))
    return [row for row in rows if facts.looked_at(row[5])]


def _kind_of_drop(one: Lead, overridden: bool, corridor: Callable[[str], Corridor]) -> str:  # noqa: FBT001 - one of three marks
    if overridden or (one.reason_code == "no_response" and one.tries < corridor(one.id).floor_attempts):
        return "under_floor"
    if one.tier == "high" and one.reason_code not in ("duplicate", "gone"):
        return "high_fit_drop"
    return "soft_drop" if one.reason_code in SOFT else ""


def _said_of_drop(one: Lead, why: str) -> str:
    fit = f"fit {one.low} to {one.high}, " if one.low is not None else ""
    said = DROP_REASONS.get(one.reason_code, "another reason")
    words = f" (“{one.reason}”)" if one.reason and one.reason.casefold() != said else ""
    over = f"; the floor was overridden: “{why}”" if why else ""
    return f"dropped on {one.since[:10]} for {said}{words}; {fit}{plural(one.tries, 'attempt')}{over}"


def _logging(bursts: Sequence[Burst], copies: Sequence[Copied]) -> Iterator[Risky]:
    for burst in bursts:
        said = (
            f"{len(burst.touches)} touches written down within {plural(burst.minutes, 'minute')} on {burst.begin[:10]}"
        )
        yield _risky("burst", min(burst.touches), burst.rep, None, said)
    for copy in copies:
        said = f"the same note at {len(copy.companies)} companies: “{copy.note}”"
        yield _risky("copied", min(copy.touches), copy.rep, None, said)


def _others(facts: Facts) -> Iterator[Risky]:
    for key, account_id, rep, code, note, until in facts.reader.rows(_SNOOZED, (facts.begin, facts.end)):
        if code in SOFT and facts.looked_at(rep):
            said = f"put off until {until}: {SNOOZE_REASONS.get(code, code)}" + (f" (“{note}”)" if note else "")
            yield _risky("soft_snooze", key, rep, facts.root(account_id), said)
    for key, account_id, rule, told, reason, rep in overrides(facts):
        if rule not in ("floor", "unready"):
            yield _risky("override", key, rep, facts.root(account_id), f"{rule} overridden ({told}): “{reason}”")
    for one in facts.hand_overs:
        if one.state in ("returned", "recycled") and facts.inside(one.answered_at):
            why = RETURN_REASONS.get(one.reason_code, one.reason_code)
            said = f"came back from {one.given_to}: {why}" + (f" (“{one.reason}”)" if one.reason else "")
            yield _risky("returned", one.id, one.given_by, facts.root(one.account_id), said)
    for rep in facts.reps:
        for account_id in quiet(facts, rep).ids:
            lead = facts.leads[account_id]
            if lead.tier == "high":
                last = (
                    f"last touched on {lead.last_at[:10]}"
                    if lead.last_at
                    else f"never touched since {lead.named_at[:10]}"
                )
                yield _risky("quiet", f"{account_id}:{lead.last_at}", rep, account_id, last)


def _risky(kind: str, row: str, rep: str, account_id: str | None, said: str) -> Risky:
    return Risky(f"{kind}:{row}", kind, rep, account_id, said, KINDS[kind][0])
