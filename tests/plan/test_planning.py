"""The plan: what is checked, what a changed sales cycle does, what is missing."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest

from prospector.clock import FrozenClock
from prospector.errors import BadInput
from prospector.model.plan import PlanRecord
from prospector.model.tables import Plan
from prospector.plan.hours import parse_hours
from prospector.plan.planning import checked
from prospector.workspace import Workspace

TODAY = date(2026, 6, 3)
FULL = PlanRecord(
    firm="Lotsen", offer="pumps", pain="late visits", best_customer="Nordhafen", goal="four opportunities a quarter",
    planned_by="Ana", managed_by="Ben", measured_by="Aisha", review_on="2026-09-30", hours="Tue 9-10:30",
)  # fmt: skip


def test_the_record_has_the_numbers_of_the_table() -> None:
    row = Plan()
    assert all(getattr(row, one.name) == getattr(PlanRecord(), one.name) for one in fields(PlanRecord))


def test_numbers_are_there_without_a_plan(workspace: Workspace) -> None:
    assert workspace.strategy.plan() is None
    assert workspace.strategy.rules() == PlanRecord()


def test_what_is_written_is_read_and_undone(workspace: Workspace) -> None:
    workspace.strategy.save_plan(FULL)
    assert workspace.strategy.plan() == replace(FULL, hours="Tue 09:00-10:30")
    workspace.undo()
    assert workspace.strategy.plan() is None
    workspace.redo()
    assert workspace.strategy.plan() == replace(FULL, hours="Tue 09:00-10:30")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"cycle_weeks": 0}, "a sales cycle lasts 1 to 520 weeks, not 0"),
        ({"floor_attempts": 31}, "the floor is 1 to 30 attempts, not 31"),
        ({"floor_attempts": 8, "ceiling_attempts": 7}, "the ceiling (7) is below the floor (8)"),
        ({"nurture_months": 12}, "every 1 to 3 months, not 12"),
        ({"review_on": "2026-06-02"}, "02 June 2026 is in the past"),
        ({"review_on": "2062-06-02"}, "more than 10 years ahead"),
        ({"review_on": "soon"}, "“soon” is not a day"),
        ({"hours": "Tue 9-10\nFoo 9-10"}, "protected hours, line 2: “Foo” is no day of the week"),
        ({"hours": "Tue 11-10"}, "line 1: it ends (10:00) before it begins (11:00)"),
        ({"hours": "Tue 25-26"}, "line 1: 25 is no time of day"),
    ],
)  # fmt: skip
def test_nonsense_is_one_sentence_and_nothing_is_written(
    workspace: Workspace, changes: dict[str, object], said: str
) -> None:
    with pytest.raises(BadInput) as refused:
        workspace.strategy.save_plan(replace(FULL, **changes))
    assert said in refused.value.sentence
    assert workspace.strategy.plan() is None


def test_protected_hours_are_everybodys_or_one_reps(workspace: Workspace) -> None:
    workspace.strategy.save_plan(replace(FULL, hours="Tue 9-10:30; ben: Thu 14:00 - 15:00"))
    assert [(one.weekday, one.minutes) for one in workspace.strategy.protected_hours("robin")] == [(1, 90)]
    assert [(one.weekday, one.minutes) for one in workspace.strategy.protected_hours("Ben")] == [(1, 90), (3, 60)]


def test_s1_3_a_changed_cycle_files_targets_anew_and_logs_each_move(workspace: Workspace, make) -> None:
    near, middle, far = (
        make(name, weeks=weeks) for name, weeks in (("Alder AG", 10), ("Birke AB", 30), ("Cedar SA", 60))
    )
    unsaid = make("Dorn GmbH")
    workspace.strategy.save_plan(replace(FULL, cycle_weeks=15))

    def horizons() -> dict[str, str]:
        return dict(workspace.store.reader.rows("SELECT account_id, horizon FROM target"))

    assert horizons() == {near: "short", middle: "short", far: "long", unsaid: "short"}
    moves = workspace.strategy.save_plan(replace(FULL, cycle_weeks=4))
    assert [(one.account_id, one.before, one.after) for one in moves] == [
        (near, "short", "long"),
        (middle, "short", "long"),
    ]
    assert horizons() == {near: "long", middle: "long", far: "long", unsaid: "short"}
    assert workspace.history(1)[0].title == "Write the plan: 2 targets to long-term"
    assert workspace.history_of(middle)[0].title == "Write the plan: 2 targets to long-term"
    workspace.undo()
    assert horizons() == {near: "short", middle: "short", far: "long", unsaid: "short"}
    assert workspace.strategy.rules().cycle_weeks == 15


@pytest.mark.parametrize(("short", "asked"), [(18, True), (4, False)])
def test_s1_4_a_list_of_mostly_short_term_targets_is_questioned(
    workspace: Workspace, make, short: int, asked: bool
) -> None:
    workspace.strategy.save_plan(replace(FULL, cycle_weeks=6))
    for number in range(20):
        make(f"{'ABCDEFGHIJKLMNOPQRST'[number] * 4} Werke", weeks=6 if number < short else 40)
    workspace.strategy.save_plan(replace(FULL, cycle_weeks=7))
    said = workspace.strategy.honesty()
    assert bool(said) is asked
    if asked:
        assert said.startswith("18 of 20 claim to be short-term")
        assert "within two sales cycles (14 weeks)" in said
        assert "Only a small portion ever is" in said


def test_s1_4_a_few_targets_or_half_of_them_are_not_questioned(workspace: Workspace, make) -> None:
    accounts = [make(f"{'ABCDEF'[number] * 4} Werke") for number in range(4)]
    assert workspace.strategy.honesty() == "", "four are too few to say anything"
    accounts.append(make("Zirkon Werke"))
    assert workspace.strategy.honesty().startswith("5 of 5 claim to be short-term")
    for account in accounts[:2]:
        workspace.naming.horizon(account, "long")
    assert workspace.strategy.honesty().startswith("3 of 5")
    make("Yacht Werke")
    workspace.naming.horizon(accounts[2], "long")
    assert workspace.strategy.honesty() == "", "half of them is no most"


def test_s4_5_no_plan_and_a_passed_review_are_told(workspace: Workspace, clock: FrozenClock) -> None:
    strategy = workspace.strategy
    assert strategy.banner().startswith("no plan yet")
    assert "no plan" in strategy.signs()
    strategy.save_plan(FULL)
    assert strategy.banner() == ""
    clock.move(days=119)
    assert strategy.banner() == ""
    clock.move(days=1)
    assert strategy.store.clock.today().isoformat() == "2026-10-01"
    assert strategy.banner() == "the plan was to be reviewed on 30 September 2026"
    assert "plan review due" in strategy.signs()
    strategy.save_plan(replace(FULL, goal="five"))
    assert strategy.banner(), "what else is changed does not make the review done"
    strategy.save_plan(replace(FULL, review_on="2026-12-31"))
    assert strategy.banner() == ""


@pytest.mark.parametrize("owner", ["planned_by", "managed_by", "measured_by"])
def test_s4_6_an_empty_owner_makes_the_plan_incomplete(workspace: Workspace, owner: str) -> None:
    workspace.strategy.save_plan(FULL)
    assert list(FULL.missing) == []
    without = replace(FULL, **{owner: " "})
    workspace.strategy.save_plan(without)
    assert workspace.strategy.plan().missing == [owner]
    assert "owner" in workspace.strategy.banner()


@pytest.mark.parametrize(
    ("number", "low", "high"),
    [
        ("cycle_weeks", 1, 520), ("floor_attempts", 1, 30), ("floor_channels", 1, 6), ("floor_days", 0, 250),
        ("ceiling_attempts", 1, 100), ("ceiling_days", 1, 730), ("gap_days", 0, 60), ("evidence_days", 1, 1_000),
        ("triage_days", 1, 60), ("quiet_days", 1, 250), ("explore_slots", 0, 20), ("fatigue_tries", 1, 1_000),
        ("nurture_months", 1, 3), ("day_load", 1, 200),
    ],
)  # fmt: skip
def test_every_number_of_the_plan_has_its_bounds(number: str, low: int, high: int) -> None:
    wide = replace(FULL, floor_attempts=1, ceiling_attempts=100)
    for good in (low, high):
        assert getattr(checked(replace(wide, **{"floor_attempts": 1, number: good}), TODAY), number) == good
    for bad in (low - 1, high + 1, True, "2"):
        with pytest.raises(BadInput, match=rf"{low:.0f} to {high:.0f} .*not {bad}"):
            checked(replace(wide, **{number: bad}), TODAY)


def test_a_ceiling_may_be_the_floor_and_a_review_may_be_today_or_ten_years_ahead() -> None:
    same = checked(replace(FULL, floor_attempts=7, ceiling_attempts=7, review_on="2026-06-03"), TODAY)
    assert (same.floor_attempts, same.ceiling_attempts, same.review_on) == (7, 7, "2026-06-03")
    assert checked(replace(FULL, review_on="2036-12-31"), TODAY).review_on == "2036-12-31"
    with pytest.raises(BadInput, match="more than 10 years ahead"):
        checked(replace(FULL, review_on="2037-01-01"), TODAY)
    passed = replace(FULL, review_on="2025-01-01")
    assert checked(passed, TODAY, passed).review_on == "2025-01-01", "one that has passed may stay"


def test_a_week_holds_sixty_blocks_of_whole_days() -> None:
    sixty = "\n".join(["Sun 0:00-23:59"] * 60)
    assert [one.text for one in parse_hours(sixty)] == ["Sun 00:00-23:59"] * 60
    with pytest.raises(BadInput, match="61 blocks"):
        parse_hours(f"{sixty}; Mon 9-10")
    for text in ("Mon 9-24", "Mon 9-10:60", "Mon 9-9", "Mon 9:60-10"):
        with pytest.raises(BadInput, match="line 1"):
            parse_hours(text)
    (one,) = parse_hours("ana: thursday 14 to 15:05")
    assert (one.block.rep, one.block.weekday, one.text) == ("ana", 3, "ana: Thu 14:00-15:05")
