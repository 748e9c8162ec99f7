"""One card for each rep: what was done beside what came of it. No ranking: cards stand in order of the alphabet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from prospector.audit.facts import Facts
from prospector.audit.leads import FORWARD, Lead
from prospector.audit.never import by_age, curve_of, never_touched, quiet
from prospector.audit.weeks import weeks_of
from prospector.model.audit import TIERS, Attention, RepCard
from prospector.model.figure import Number, TouchQuestion
from prospector.model.outreach import SOFT
from prospector.model.plan import HORIZONS
from prospector.model.touch import OUTCOMES, REACHED, REACTIONS, words
from prospector.model.weeks import week_of

ATTEMPTS = tuple(one for one in OUTCOMES if one != "replied")
_SNOOZED = "SELECT id, rep, reason_code FROM snooze WHERE snoozed_at >= ? AND snoozed_at < ? ORDER BY snoozed_at, id"
_PROMISED = "SELECT id, rep, answer FROM commitment WHERE week >= ? AND week <= ? AND week < ? ORDER BY week, id"
_LED = ("lead", *FORWARD)


def cards(facts: Facts) -> Sequence[RepCard]:
    """Rep cards: reach, reactions and advance beside every count of attempts."""
    return [_card(facts, rep) for rep in facts.reps]


def _card(facts: Facts, rep: str) -> RepCard:
    mine, done = facts.of_rep.get(rep, ()), facts.done(rep)
    active = [one for one in mine if one.active]
    asked = TouchQuestion(rep, facts.begin, facts.end, ATTEMPTS)
    reached = TouchQuestion(rep, facts.begin, facts.end, tuple(sorted(REACHED)))
    advanced, touched = advances(facts, rep)
    sittings = [one for one in facts.sittings if one.rep == rep and facts.inside(one.started_at)]
    return RepCard(
        rep=rep, never=never_touched(active, f"never.rep.{rep}"), ages=by_age(facts, active, f"never.age.{rep}"),
        attempts=Number(f"attempts.{rep}", "attempts", done.attempts, kind="touch", asked=asked),
        reached=Number(f"reached.{rep}", "somebody was reached", done.reached, done.touches, "touch", asked=reached),
        reactions=_reactions(facts, rep), advanced=advanced, touched=touched, attention=attention(facts, rep),
        named=waiting_index(facts, [one for one in facts.leads.values() if one.named_by == rep], f"waiting.{rep}"),
        dropped=soft_drops(facts, rep), put_off=soft_snoozes(facts, rep), kept=kept(facts, rep), quiet=quiet(facts, rep),
        sittings=Number(f"sittings.{rep}", "sittings held", len(sittings), kind="sitting", ids=tuple(one.id for one in sittings)),
        minutes=sum(one.minutes for one in sittings), planned=_planned(facts, rep), weeks=weeks_of(facts, rep),
        per_target=round(sum(one.tries for one in active) / len(active), 2) if active else 0.0,
        days_to_first=curve_of(facts, mine).median,
    )  # fmt: skip


def advances(facts: Facts, rep: str) -> tuple[Number, Number]:
    """Advances: companies with which a meeting was set, or that moved to qualified or further, in the period.

    Told of the companies that the rep touched in the period, or whose stage the rep moved; and how many were touched.
    """
    worked = facts.worked.get(rep, {})
    moved = {account for account, moved_by in facts.moved_on if moved_by == rep or account in worked}
    found = tuple(sorted(moved | {account for account, meetings in worked.items() if meetings}))
    every = worked.keys() | moved
    return (
        Number(f"advanced.{rep}", "companies that advanced", len(found), len(every) or None, ids=found),
        Number(f"touched.{rep}", "companies touched", len(worked), ids=tuple(sorted(worked))),
    )


def _reactions(facts: Facts, rep: str) -> Mapping[str, Number]:
    """Reactions: what people said, of all touches on which it was noted."""
    done = facts.done(rep)
    noted = {one: getattr(done, one) for one in REACTIONS if one != "unknown"}
    whole = sum(noted.values()) or None
    return {
        one: Number(f"reaction.{one}.{rep}", words(one), count, whole, "touch",
                    asked=TouchQuestion(rep, facts.begin, facts.end, reactions=(one,)))
        for one, count in noted.items()
    }  # fmt: skip


def attention(facts: Facts, rep: str) -> Sequence[Attention]:
    """Attention map: of the targets of each fit and horizon, the share that anybody touched in the period."""
    several: dict[tuple[str, str], list[Lead]] = defaultdict(list)
    for one in facts.of_rep.get(rep, ()):
        if one.place == "active":
            several[one.tier, one.horizon].append(one)
    found = []
    for tier in TIERS:
        for horizon in HORIZONS:
            if there := several.get((tier, horizon)):
                ids = tuple(one.id for one in there if one.touches_now)
                number = Number(
                    f"attention.{tier}.{horizon}.{rep}", f"{tier} fit, {horizon}-term", len(ids), len(there), ids=ids
                )
                found.append(Attention(tier, horizon, number, sum(one.tries_now for one in there)))
    return found


def waiting_index(facts: Facts, leads: Iterable[Lead], key: str = "waiting") -> Number:
    """Count the waiting index: of the names that came in during the period, the share that we chose ourselves.

    Counted from the naming alone: a week of inbound names only has 0 %.
    """
    begin, end = facts.begin, facts.end
    new = [one for one in leads if begin <= one.named_at < end]
    chosen = tuple(one.id for one in new if one.origin == "chosen")
    return Number(key, "names we chose ourselves", len(chosen), len(new), ids=chosen)


def pipeline(facts: Facts) -> Number:
    """Self-made pipeline: of the leads, qualified ones, hand-overs and opportunities, the share that we chose ourselves."""
    there = [one for one in facts.main if one.stage in _LED]
    chosen = tuple(one.id for one in there if one.origin == "chosen")
    return Number("pipeline", "pipeline we chose ourselves", len(chosen), len(there), ids=chosen)


def soft_drops(facts: Facts, rep: str) -> Number:
    """Soft dismissals: dropped in the period for no time, too hard, lost interest or too slow, of all dropped."""
    gone = [one for one in facts.of_rep.get(rep, ()) if one.place == "dropped" and facts.inside(one.since)]
    soft = tuple(one.id for one in gone if one.reason_code in SOFT)
    return Number(f"soft_drops.{rep}", "dropped for soft reasons", len(soft), len(gone), ids=soft)


def soft_snoozes(facts: Facts, rep: str) -> Number:
    """Soft delays: next steps put off in the period for reasons of our own, of all put off."""
    put_off = [row for row in facts.reader.rows(_SNOOZED, (facts.begin, facts.end)) if row[1] == rep]
    soft = tuple(key for key, _rep, code in put_off if code in SOFT)
    return Number(f"soft_snoozes.{rep}", "put off for soft reasons", len(soft), len(put_off), "snooze", ids=soft)


def kept(facts: Facts, rep: str) -> Number:
    """Count the commitments kept: answered so, of all promises for weeks that ended in the period.

    A week ends with the Monday after it: seven days in a row hold the end of exactly one. No answer is not kept.
    """
    span = (week_of(facts.since - timedelta(days=1)), week_of(facts.until - timedelta(days=7)), week_of(facts.today))
    promised = [row for row in facts.reader.rows(_PROMISED, span) if row[1] == rep]
    done = tuple(key for key, _rep, answer in promised if answer == "kept")
    return Number(f"kept.{rep}", "commitments kept", len(done), len(promised), "commitment", ids=done)


def _planned(facts: Facts, rep: str) -> int:
    days, blocks = facts.calendar(rep), facts.hours(rep)
    period = (facts.since + timedelta(days=at) for at in range((facts.until - facts.since).days + 1))
    return sum(block.weekday == day.weekday() and days.is_working(day) for day in period for block in blocks)
