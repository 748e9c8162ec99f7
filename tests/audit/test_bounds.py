"""Where every band and every measure begins and ends, on accounts that are made by hand."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, cast

from prospector.audit.cards import attention
from prospector.audit.facts import Facts
from prospector.audit.groups import tired
from prospector.audit.leads import Day, Lead
from prospector.audit.never import by_age, curves, quiet, touches_per_target
from prospector.audit.weeks import weeks_of
from prospector.clock import WorkingDays
from prospector.model.plan import PlanRecord
from prospector.model.touch import CHANNELS
from prospector.workspace import Workspace

TODAY = date(2026, 6, 12)


def lead(key: str = "a", **more: Any) -> Lead:
    plain: dict[str, Any] = {
        "name": key, "source": "fair", "origin": "chosen", "sector": "", "named_by": "ana", "named_at": "2026-06-01T08:00",
        "stage": "named", "rep": "ana", "place": "active", "since": "", "horizon": "short", "explore": False,
        "reason_code": "", "reason": "", "low": None, "high": None, "disqualified": None,
    }  # fmt: skip
    return Lead(key, **{**plain, **more})


def facts(*leads: Lead, **known: Any) -> Facts:
    """Return facts that nothing has to be read for: what is `known` of them, else that of these accounts."""
    one = Facts(
        cast("Any", None), TODAY - timedelta(days=4), TODAY, TODAY, rules=PlanRecord(quiet_days=3, nurture_months=2)
    )
    one.__dict__.update({"leads": {each.id: each for each in leads}, **known})
    return one


def counted(several: Any) -> dict[str, int]:
    return {one.label: one.part for one in several if one.part}


def test_bands_of_age_and_of_attempts_begin_and_end_where_they_say() -> None:
    def aged(days: int) -> dict[str, int]:
        one = lead(named_at=f"{TODAY - timedelta(days=days)}T23:59")
        return counted(by_age(facts(), [one]))

    for first, last in ((0, 7), (8, 14), (15, 30), (31, 60), (61, 90)):
        assert aged(first) == aged(last) == {f"{first}-{last} days": 1}
    assert aged(91) == aged(2_000) == {"91+ days": 1}
    assert aged(-3) == {"0-7 days": 1}, "a name from tomorrow is new"
    for tries, label in ((0, "0 attempts"), (1, "1 attempt"), (2, "2 attempts"), (3, "3-5 attempts"), (5, "3-5 attempts"),
                         (6, "6-11 attempts"), (11, "6-11 attempts"), (12, "12+ attempts"), (400, "12+ attempts")):  # fmt: skip
        assert counted(touches_per_target(facts(lead(tries=tries)))) == {label: 1}


def test_a_target_is_quiet_the_day_after_its_working_days_and_a_long_one_after_months() -> None:
    def is_quiet(day: str, *, until: date = TODAY, **more: Any) -> bool:
        one = facts(lead(last_at=f"{day}T23:00", **more))
        one.until = until
        one.calendar = lambda _rep: WorkingDays(frozenset([date(2026, 6, 9)]))
        return bool(quiet(one, "ana").part)

    assert (is_quiet("2026-06-05"), is_quiet("2026-06-08")) == (True, False), (
        "Wed, Thu, Fri, and not the holiday on Tuesday"
    )
    assert (is_quiet("2026-06-07"), is_quiet("2026-06-07", until=date(2026, 6, 14))) == (True, True)
    assert not is_quiet("2026-06-01", until=date(2026, 6, 4)), "three days are not more than three"
    assert is_quiet("2026-05-29", until=date(2026, 6, 4))
    assert (is_quiet("2026-04-11", horizon="long"), is_quiet("2026-04-12", horizon="long")) == (True, False), "62 days"
    assert not is_quiet("2026-01-01", place="bench")
    assert not is_quiet("2026-01-01", rep="ben")


def test_the_dozen_largest_curves_are_shown_in_order_of_their_names() -> None:
    many = [
        lead(f"{source}{at}", source=f"s{source:02}")
        for source in range(14)
        for at in range(1 if source in {3, 5} else 2)
    ]
    shown = [one.label for one in curves(facts(*many, segments={})) if one.key.startswith("curve.source.")]
    assert shown == [f"s{source:02}" for source in range(14) if source not in {3, 5}]
    twice = curves(facts(lead("a", rep="ana", source="Fair"), lead("b", rep="Ana", source="fair"), segments={}))
    assert [(one.key, one.names) for one in twice] == [
        ("curve.rep.Ana", 1),
        ("curve.rep.ana", 1),
        ("curve.source.Fair", 2),
    ]


def test_a_map_of_attention_has_a_field_for_each_fit_and_horizon_there_is() -> None:
    several = [
        lead("a", low=50, high=60, touches_now=2, tries_now=1), lead("b", low=90, high=90),
        lead("c", low=0, high=49, horizon="long", tries_now=4),
        lead("d", low=80, high=90, disqualified=True, touches_now=1), lead("e", place="dropped", touches_now=3),
    ]  # fmt: skip
    assert [(one.tier, one.horizon, one.covered.text, one.touches) for one in attention(facts(*several), "ana")] == [
        ("high", "short", "1 of 2 (50 %)", 1), ("low", "short", "1 of 1 (100 %)", 0), ("low", "long", "0 of 1 (0 %)", 4),
    ]  # fmt: skip


def test_what_was_tried_often_and_never_advanced_is_tired(workspace: Workspace) -> None:
    def found(*leads: Lead, segment: str = "") -> list[tuple[str, str, str, int]]:
        one = facts(*leads, segments={each.id: segment for each in leads if segment})
        one.reader, one.rules = workspace.store.reader, PlanRecord(fatigue_tries=3)
        return [(each.by, each.value, each.tried.text, each.tries) for each in tired(one)]

    def tries(many: int = 3, **more: Any) -> list[Lead]:
        return [
            lead(f"{at}{more}", **{"touches": 1, "tries": 2, "last_at": "2026-06-02", "channels": 1, **more})
            for at in range(many)
        ]

    channel = CHANNELS[0].replace("_", " ")
    assert found(*tries(), segment="germans") == [
        ("source", "fair", "3", 6), ("segment", "germans", "3", 6), ("channel", channel, "3", 6),
    ]  # fmt: skip
    assert found(*tries()) == [("source", "fair", "3", 6), ("channel", channel, "3", 6)], "no segment is none"
    assert found(*tries(2), *tries(5, touches=0, tries=0, last_at="")) == [], "two were tried"
    assert found(*tries(), lead("met", meetings=1)) == [("channel", channel, "3", 6)], "one met counts for the source"
    assert found(*tries(explore=True)) == []
    assert found(*tries(channels=0)) == [("source", "fair", "3", 6)]


def test_a_lead_adds_up_what_several_reps_did() -> None:
    one = lead()
    phone, mail = [1, *[0] * (len(CHANNELS) - 1)], [0, 1, *[0] * (len(CHANNELS) - 2)]
    one.count([3, 2, "2026-05-04", "2026-05-09", 1, 1, 2, 9, 9, 9, *phone])
    one.count([5, 4, "2026-05-01", "2026-05-06", 2, 3, 4, 9, 9, 9, *mail])
    assert (one.touches, one.tries, one.meetings, one.tries_now, one.touches_now) == (8, 6, 3, 4, 6)
    assert (one.first_at, one.last_at, one.channels) == ("2026-05-01", "2026-05-09", 3)


def test_a_period_holds_its_first_and_its_last_day_and_begins_with_a_signature() -> None:
    one = facts()
    held = [
        day
        for day in ("2026-06-07T23:59", "2026-06-08T00:00", "2026-06-12T23:59", "2026-06-13T00:00", "", None)
        if one.inside(day)
    ]
    assert held == ["2026-06-08T00:00", "2026-06-12T23:59"]
    one.signed_at = "2026-06-08T12:00"
    assert (one.inside("2026-06-08T11:59"), one.inside("2026-06-08T12:00")) == (False, True)
    assert (one.recent, facts().recent) == (date(2026, 5, 16), date(2026, 5, 16)), "four weeks, today included"
    days = {f"2026-06-{day:02}": Day(attempts=day) for day in range(1, 13)}
    one.__dict__["_done"] = ({"ana": days}, {})
    assert one.span("ana", date(2026, 6, 3), date(2026, 6, 5)).attempts == 12
    assert one.span("ben", date(2026, 6, 3), date(2026, 6, 5)).attempts == 0
    one.only = ("ANA",)
    assert (one.looked_at("ana"), one.looked_at("ben"), facts().looked_at("ben")) == (True, False, True)
    shown = weeks_of(facts(_done=({"ana": days}, {}), deals={}, sittings=[]), "ana", 2)
    assert [(week.week, week.attempts, week.working_days) for week in shown] == [
        ("2026-W23", 28, 5),
        ("2026-W24", 50, 5),
    ]
