"""The corridor: a floor before giving up, a ceiling and a gap for the whole team."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospector.clock import FrozenClock, WorkingDays, stamp
from prospector.errors import Refused
from prospector.model.corridor import Corridor
from prospector.model.touch import CHANNELS, OUTCOMES, TouchRecord
from prospector.outreach.corridor import breach_of_closing, breach_of_touch
from prospector.outreach.overrides import overrides_of
from prospector.outreach.touches import OutsideCorridor
from prospector.workspace import Workspace

DAYS = WorkingDays()
MONDAY = date(2026, 6, 1)
RULES = Corridor(floor_attempts=3, floor_channels=2, floor_days=5, ceiling_attempts=4, ceiling_days=30, gap_days=2)


def touch(day: date, channel: str = "phone", outcome: str = "no_answer", rep: str = "robin") -> TouchRecord:
    at = stamp(datetime(day.year, day.month, day.day, 10, tzinfo=UTC))
    return TouchRecord("t", "a", rep, channel, outcome, "unknown", "", "", private=False, at=at, recorded_at=at)


@pytest.mark.parametrize(
    ("last", "on", "refused"),
    [
        (date(2026, 6, 1), date(2026, 6, 1), True),
        (date(2026, 6, 1), date(2026, 6, 2), True),
        (date(2026, 6, 1), date(2026, 6, 3), False),
        (date(2026, 6, 5), date(2026, 6, 8), True),
        (date(2026, 6, 5), date(2026, 6, 9), False),
        (date(2026, 6, 3), date(2026, 6, 2), True),
    ],
)
def test_s0_6_the_gap_counts_working_days_from_anybodys_attempt(last: date, on: date, refused: bool) -> None:
    breach = breach_of_touch([touch(last, rep="kim")], "sent", on, RULES, DAYS)
    assert (breach is not None) == refused
    if breach:
        assert breach.rule == "gap"
        assert "kim" in breach.sentence


def test_s0_6_the_ceiling_counts_every_rep_and_channel_within_its_days() -> None:
    long_ago = touch(MONDAY - timedelta(days=40))
    tries = [touch(MONDAY + timedelta(days=7 * week), CHANNELS[week], rep=f"rep{week}") for week in range(4)]
    on = MONDAY + timedelta(days=28)
    assert breach_of_touch([long_ago, *tries[:3]], "sent", on, RULES, DAYS) is None
    breach = breach_of_touch([long_ago, *tries], "sent", on, RULES, DAYS)
    assert breach is not None
    assert breach.rule == "ceiling"
    assert breach_of_touch(tries, "sent", on + timedelta(days=14), RULES, DAYS) is None


def test_what_they_write_to_us_is_never_refused() -> None:
    assert breach_of_touch([touch(MONDAY)] * 9, "replied", MONDAY, RULES, DAYS) is None
    assert breach_of_touch([touch(MONDAY, outcome="replied")], "spoke", MONDAY, RULES, DAYS) is None


@pytest.mark.parametrize(
    ("touches", "on", "missing"),
    [
        ([], MONDAY, ["3 attempts (so far 0)", "2 channels (so far 0)", "5 working days"]),
        ([touch(MONDAY)], date(2026, 6, 30), ["3 attempts (so far 1)", "2 channels (so far 1)"]),
        ([touch(MONDAY)] * 3, date(2026, 6, 30), ["2 channels (so far 1)"]),
        ([touch(MONDAY), touch(MONDAY, "mail"), touch(MONDAY)], date(2026, 6, 5), ["5 working days"]),
        ([touch(MONDAY), touch(MONDAY, "mail"), touch(MONDAY)], date(2026, 6, 8), []),
        (
            [touch(MONDAY), touch(MONDAY, "mail"), touch(MONDAY, outcome="spoke")],
            date(2026, 6, 30),
            ["somebody was reached"],
        ),
    ],
)
def test_s3_7_no_response_needs_the_whole_floor(touches: list[TouchRecord], on: date, missing: list[str]) -> None:
    breach = breach_of_closing(touches, on, RULES, DAYS)
    assert (breach is None) == (not missing)
    for words in missing:
        assert breach is not None
        assert words in breach.sentence


def test_a_refused_touch_writes_nothing_and_an_override_is_kept(workspace: Workspace, clock: FrozenClock) -> None:
    account = workspace.naming.name("Acme GmbH").account_id
    workspace.touches.log(account, "phone", "no_answer")
    before = workspace.store.reader.value("SELECT COUNT(*) FROM action")
    with pytest.raises(OutsideCorridor, match="too soon: robin tried by phone") as refused:
        workspace.touches.log(account, "mail", "sent")
    assert refused.value.breach.rule == "gap"
    assert workspace.store.reader.value("SELECT COUNT(*) FROM action") == before
    workspace.touches.log(account, "mail", "sent", override="they asked for it in writing")
    kept = overrides_of(workspace.store.reader, account)
    assert [(one.rule, one.reason) for one in kept] == [("gap", "they asked for it in writing"), ("unready", "")]
    clock.move(days=2)
    workspace.touches.log(account, "phone", "spoke")
    assert len(overrides_of(workspace.store.reader, account)) == 2


def test_two_reps_on_one_company_meet_the_same_gap(workspace: Workspace) -> None:
    account = workspace.naming.name("Acme GmbH").account_id
    workspace.touches.log(account, "phone", "no_answer")
    workspace.store.actor = "kim"
    with pytest.raises(OutsideCorridor, match="robin tried"):
        workspace.touches.log(account, "phone", "no_answer")


def test_dropped_and_merged_ones_take_no_touch(workspace: Workspace) -> None:
    one = workspace.naming.name("Acme GmbH").account_id
    two = workspace.naming.name("Bolt AB").account_id
    workspace.merging.merge(one, two)
    with pytest.raises(Refused, match="Bolt AB was merged into Acme GmbH: log the touch there"):
        workspace.touches.log(two, "phone", "spoke")
    workspace.naming.drop(one, "no money")
    with pytest.raises(Refused, match="was dropped: put it on the list"):
        workspace.touches.log(one, "phone", "spoke")


def test_s0_13_the_first_touch_with_dark_lamps_is_kept_as_unready(workspace: Workspace) -> None:
    account = workspace.naming.name("Acme GmbH").account_id
    assert workspace.touches.lamps(account).dark == ["a researched fact", "a fit reason", "a dated why-now"]
    workspace.touches.log(account, "phone", "no_answer")
    (kept,) = overrides_of(workspace.store.reader, account)
    assert kept.rule == "unready"
    assert kept.said == "first touch without a researched fact, a fit reason, a dated why-now"


_TOUCHES = st.lists(
    st.builds(
        touch, st.dates(date(2026, 3, 1), date(2026, 6, 30)), st.sampled_from(CHANNELS), st.sampled_from(OUTCOMES)
    ),
    max_size=12,
)


@given(_TOUCHES, st.dates(date(2026, 6, 1), date(2026, 7, 31)))
def test_a_history_that_obeys_never_exceeds_the_ceiling(touches: list[TouchRecord], on: date) -> None:
    """Take what the rules allow, in order; no window of the ceiling's days then holds more than it allows."""
    taken: list[TouchRecord] = []
    for one in sorted([*touches, touch(on)], key=lambda one: one.at):
        day = date.fromisoformat(one.at[:10])
        if breach_of_touch(taken, one.outcome, day, RULES, DAYS) is None:
            taken.append(one)
    days = [date.fromisoformat(one.at[:10]) for one in taken if one.outcome != "replied"]
    for day in days:
        assert (
            sum(1 for other in days if day - timedelta(days=RULES.ceiling_days) < other <= day)
            <= RULES.ceiling_attempts
        )
        assert days.count(day) == 1
