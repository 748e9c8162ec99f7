"""What becomes of names, by where they came from: conversion, hours, fatigue. Nobody's work is compared here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from prospector.audit.facts import Facts
from prospector.audit.leads import FORWARD, Lead
from prospector.audit.leads import ROAD as _ROAD
from prospector.model.audit import GROUPS, GroupRow
from prospector.model.figure import Number
from prospector.model.touch import CHANNELS, words

_FORWARD = _ROAD.index(FORWARD[0])
_JUSTIFIED = "SELECT name, justified_at FROM lead_source WHERE justified_at IS NOT NULL"
_UNKNOWN = {"segment": "no segment", "sector": "no sector"}


@dataclass(frozen=True, slots=True)
class Fatigue:
    """Something that was tried many times and never brought an advance."""

    by: str
    """`source`, `segment` or `channel`."""
    value: str
    tried: Number
    """Names that were tried through it, since it was justified."""
    tries: int
    """Attempts at them."""


def groups(facts: Facts) -> Mapping[str, Sequence[GroupRow]]:
    """Stage conversion by source, segment, origin, namer and sector: every name stands in one row of each.

    A name counts for a stage that it ever reached, also when it was dropped later. Explorations are judged apart.
    """
    return {by: grouped(facts, by) for by in GROUPS}


def grouped(facts: Facts, by: str) -> Sequence[GroupRow]:
    """Return the rows of one of `GROUPS`, those with most names first."""
    rows = [group_row(facts, by, value, several) for value, several in _sorted_into(facts, by).items()]
    return sorted(rows, key=lambda row: (-row.given.part, row.value.casefold()))


def explored(facts: Facts) -> GroupRow | None:
    """Explorations: judged apart, on the road of their own; None without any."""
    there = [one for one in facts.leads.values() if one.explore]
    return group_row(facts, "explored", "explorations", there) if there else None


def funnel(facts: Facts) -> Sequence[Number]:
    """Funnel: names, touched, leads, qualified, handed over and accepted, opportunities, each of all names."""
    row = group_row(facts, "all", "all", facts.main)
    return (row.given, row.touched, row.leads, row.qualified, row.accepted, row.opportunities)


def group_row(facts: Facts, by: str, value: str, leads: Sequence[Lead]) -> GroupRow:
    """Return what became of these names."""
    found = _sorted_by_mark(leads, _accepted(facts))

    def number(what: str, label: str) -> Number:
        ids = tuple(found[what])
        return Number(f"{what}.{by}.{value}", label, len(ids), len(leads), ids=ids)

    return GroupRow(
        by=by, value=value,
        given=Number(f"given.{by}.{value}", "names", len(leads), ids=tuple(one.id for one in leads)),
        touched=number("touched", "touched"), leads=number("lead", "leads"), qualified=number("qualified", "qualified"),
        accepted=number("accepted", "handed over and accepted"), opportunities=number("opportunity", "opportunities"),
        advanced=number("advanced", "advanced"), dropped=number("dropped", "dropped"),
        never=number("untouched", "never touched"), hours=_hours(facts, leads),
    )  # fmt: skip


def _sorted_by_mark(leads: Iterable[Lead], accepted: frozenset[str]) -> Mapping[str, Sequence[str]]:
    """Return the names by what became of them, in one pass: there may be a hundred thousand."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in leads:
        key = one.id
        found["touched" if one.touches else "untouched"].append(key)
        far = one.furthest
        if far >= 0:
            for stage in _ROAD[: far + 1]:
                found[stage].append(key)
        if one.meetings or far >= _FORWARD:
            found["advanced"].append(key)
        if one.place == "dropped":
            found["dropped"].append(key)
        if key in accepted:
            found["accepted"].append(key)
    return found


def tired(facts: Facts) -> Sequence[Fatigue]:
    """Strategy fatigue: at least so many names tried as the plan allows, and none that ever advanced.

    Told of sources (since they were justified, as naming asks for it), segments and channels. Explorations are exempt.
    """
    found = []
    for by, several in (
        ("source", _by_source(facts)),
        ("segment", _by_segment(facts)),
        ("channel", _by_channel(facts)),
    ):
        for value, (every, since) in sorted(several.items()):
            tried = [one for one in every if one.touches and one.last_at > since]
            if len(tried) >= facts.rules.fatigue_tries and not any(one.advanced for one in every):
                number = Number(
                    f"tired.{by}.{value}", "names tried, none advanced", len(tried), ids=tuple(one.id for one in tried)
                )
                found.append(Fatigue(by, value, number, sum(one.tries for one in tried)))
    return found


def _values(facts: Facts) -> Mapping[str, Callable[[Lead], str]]:
    return {
        "source": lambda one: one.source, "segment": lambda one: facts.segments.get(one.id, _UNKNOWN["segment"]),
        "origin": lambda one: one.origin, "namer": lambda one: one.named_by,
        "sector": lambda one: one.sector or _UNKNOWN["sector"],
    }  # fmt: skip


def _sorted_into(facts: Facts, by: str) -> Mapping[str, Sequence[Lead]]:
    """Return the names by the value they have, values that differ in capitals alone as one."""
    found: dict[str, list[Lead]] = defaultdict(list)
    value_of = _values(facts)[by]
    for one in facts.main:
        found[value_of(one)].append(one)
    written: dict[str, str] = {}
    joined: dict[str, list[Lead]] = defaultdict(list)
    for value, several in found.items():
        joined[written.setdefault(value.casefold(), value)] += several
    return joined


def _accepted(facts: Facts) -> frozenset[str]:
    return frozenset(facts.root(one.account_id) for one in facts.hand_overs if one.state == "accepted")


def _hours(facts: Facts, leads: Iterable[Lead]) -> float | None:
    """Return the hours of sittings that these leads took, when a rep's minutes are shared out by attempts."""
    minutes = facts.minutes_an_attempt
    if not minutes:
        return None
    return round(sum(one.tries * minutes.get(one.rep, 0.0) for one in leads) / 60, 2)


def _by_source(facts: Facts) -> Mapping[str, tuple[Sequence[Lead], str]]:
    justified = {name.casefold(): str(at) for name, at in facts.reader.rows(_JUSTIFIED)}
    return {value: (one, justified.get(value.casefold(), "")) for value, one in _sorted_into(facts, "source").items()}


def _by_segment(facts: Facts) -> Mapping[str, tuple[Sequence[Lead], str]]:
    several = _sorted_into(facts, "segment")
    return {value: (one, "") for value, one in several.items() if value != _UNKNOWN["segment"]}


def _by_channel(facts: Facts) -> Mapping[str, tuple[Sequence[Lead], str]]:
    return {
        words(channel): ([one for one in facts.main if one.channels >> at & 1], "")
        for at, channel in enumerate(CHANNELS)
    }
