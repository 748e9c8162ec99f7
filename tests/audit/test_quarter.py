"""A quarter with planted facts: every one of them is named, and none where nobody planted any."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

PLANTED = {
    "only_hot": "ana",
    "drop": "aisha",
    "burst": "ben",
    "copied": "ben",
    "under_floor": "dora",
    "bad_data": "trade fair",
}


def test_every_planted_fact_is_named_with_its_rows(planted: Any) -> None:
    audit = planted.workspace.audit
    figures = audit.week(planted.since)
    found = {(one.kind, one.who): one for one in figures.findings}
    assert set(PLANTED.items()) <= set(found)
    for key in PLANTED.items():
        assert audit.rows(found[key].number), f"{key} opens nothing"
    assert len(found["burst", "ben"].number.ids) == len(planted.targets["ben"])
    assert set(found["under_floor", "dora"].number.ids) == set(planted.targets["dora"][9:])
    assert "phones: 5 of 10 checked were wrong" in found["bad_data", "trade fair"].sentence
    agenda = audit.agenda(figures)
    assert all(who in agenda for who in PLANTED.values())


def test_nothing_is_named_where_nothing_was_planted(control: Any) -> None:
    figures = control.workspace.audit.week(control.since)
    assert [one.sentence for one in figures.findings] == []
    assert [row.account_id for row in figures.dismissals] == [], (
        "no money is a hard reason, and their fit was not known"
    )


def test_s4_7_prospecting_that_falls_after_a_deal_raises_the_alarm_in_the_next_week(planted: Any, control: Any) -> None:
    def alarm(quarter: Any, week: int) -> list[str]:
        last = quarter.since + timedelta(weeks=week, days=-3)
        quarter.clock.at = quarter.clock.at.replace(year=last.year, month=last.month, day=last.day)
        figures = quarter.workspace.audit.week(until=last)
        return [one.sentence for one in figures.findings if one.kind == "drop"]

    assert alarm(planted, 6) == []
    (said,) = alarm(planted, 7)
    deal = planted.workspace.account(planted.targets["aisha"][0]).name
    assert re.match(
        rf"aisha: prospecting \d\d % down since {deal} came in 2026-W15 \(1 attempt a week, usually 8; 1 week\)", said
    )
    assert all(alarm(control, week) == [] for week in (6, 7, 8, 13))


def test_s1_7_who_works_only_hot_leads_is_shown_within_a_week(planted: Any, control: Any) -> None:
    last = planted.since + timedelta(days=4)

    def cold(quarter: Any) -> Any:
        figures = quarter.workspace.audit.week(quarter.since, last, ["ana"])
        (card,) = figures.cards
        return [one.covered for one in card.attention if one.tier != "high"], [one.kind for one in figures.findings]

    fields, kinds = cold(planted)
    assert [(one.part, one.whole) for one in fields] == [(0, 4)]
    assert "only_hot" in kinds
    fields, kinds = cold(control)
    assert "only_hot" not in kinds


def test_the_same_seed_draws_the_same_sample_and_another_another(open_quarter: Any) -> None:
    def marks(seed: str) -> list[str]:
        one = open_quarter(True)
        audit = one.workspace.audit
        return [item.mark for item in audit.sample(audit.facts(one.since), 4, seed).items]

    first = marks("2026-W22")
    assert first == marks("2026-W22")
    assert len(first) == 4
    assert any(marks(str(seed)) != first for seed in range(5))


def test_the_coverage_statement_counts_what_was_drawn(planted: Any) -> None:
    audit = planted.workspace.audit
    facts = audit.facts(planted.since)
    population, sample = audit.population(facts), audit.sample(facts, 4, "x")
    assert {one.kind for one in population} >= {"under_floor", "burst", "copied"}
    under = sum(one.kind == "under_floor" for one in sample.items)
    assert sample.coverage.startswith(f"4 of {len(population)} risky items drawn")
    assert f"{under} of 3 closed under the floor" in sample.coverage
