"""The firm and its past: coherent with itself and with the product's words."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest

from prospector.clock import WorkingDays
from prospector.demo.firm import profile_toml, target
from prospector.demo.history import DROP, FIRM, NAMED_AT, PAST, SWAP, TARGETS, TYPED_TWICE, PastTouch, moment_of
from prospector.model.account import PLACES
from prospector.model.touch import CHANNELS, OUTCOMES, REACHED, REACTIONS

SLOTS = 20
WEEK = [date(2026, 6, 1) + timedelta(days=offset) for offset in range(7)]


def past_of(domain: str) -> list[PastTouch]:
    return sorted((one for one in PAST if one.domain == domain), key=lambda one: -one.days_ago)


def test_twenty_active_three_on_the_bench_one_dropped() -> None:
    places = [one.place for one in TARGETS]
    assert [places.count(place) for place in PLACES] == [20, 3, 1]
    assert len({one.domain for one in TARGETS}) == len({one.name for one in TARGETS}) == len(TARGETS)
    assert len({one.sector for one in TARGETS}) == 5
    assert {one.country for one in TARGETS} == {"DE", "SE", "FR", "GB"}
    assert FIRM.cycle_weeks > 0


def test_thirteen_of_the_twenty_were_touched() -> None:
    touched = {one.domain for one in PAST}
    assert sum(one.domain in touched for one in TARGETS if one.place == "active") == 13


def test_touches_use_the_words_of_the_log() -> None:
    assert {one.channel for one in PAST} == set(CHANNELS)
    assert {one.outcome for one in PAST} == set(OUTCOMES)
    assert {one.reaction for one in PAST} == set(REACTIONS)
    for one in PAST:
        assert one.outcome in REACHED or one.reaction == "unknown", one
        assert "\n" not in one.note
        assert one.person == one.person.lower(), "a role, not a name"


@pytest.mark.parametrize("today", WEEK)
def test_every_touch_falls_on_a_working_day_after_the_naming_with_a_gap(today: date) -> None:
    days = WorkingDays()
    for one in TARGETS:
        named = moment_of(one.named_days_ago, NAMED_AT, today)
        moments = [moment_of(touch.days_ago, touch.at, today) for touch in past_of(one.domain)]
        assert all(days.is_working(moment.date()) for moment in [named, *moments])
        assert all(named < moment for moment in moments)
        for before, after in pairwise(moments):
            assert after.date() >= days.add(before.date(), 2), (one.name, before, after)


@pytest.mark.parametrize("today", WEEK)
def test_nothing_lies_in_the_future(today: date) -> None:
    assert all(moment_of(one.days_ago, one.at, today).date() < today for one in PAST)


@pytest.mark.parametrize("today", WEEK)
def test_the_list_never_holds_more_than_its_slots(today: date) -> None:
    out_at, drop_at = moment_of(SWAP.days_ago, SWAP.at, today), moment_of(DROP.days_ago, DROP.at, today)
    changes = [(drop_at, -1, DROP.domain), (out_at, -1, SWAP.out), (out_at, +1, SWAP.into)]
    changes += [
        (moment_of(one.named_days_ago, NAMED_AT, today), +1, one.domain)
        for one in TARGETS
        if one.domain != SWAP.into and (one.place == "active" or one.domain in {DROP.domain, SWAP.out})
    ]
    held = 0
    for _, change, _ in sorted(changes):
        held += change
        assert held <= SLOTS
    assert held == SLOTS


def test_drop_and_swap_agree_with_the_targets_and_come_after_their_touches() -> None:
    assert target(DROP.domain).place == "dropped"
    assert target(SWAP.out).place == "bench"
    assert target(SWAP.into).place == "active"
    assert target(SWAP.into).named_days_ago == SWAP.days_ago
    last = past_of(DROP.domain)[-1]
    assert last.days_ago > DROP.days_ago or (last.days_ago == DROP.days_ago and last.at < DROP.at)
    assert all(one.days_ago > SWAP.days_ago for one in past_of(SWAP.out))


def test_names_typed_twice_mean_a_target_and_differ_from_it() -> None:
    for one in TYPED_TWICE:
        meant = target(one.domain)
        assert one.typed != meant.name
        assert one.typed_domain is None or meant.domain in one.typed_domain.lower()


def test_everything_is_under_the_reserved_top_level_domain() -> None:
    assert all(
        re.fullmatch(r"[a-z0-9-]+\.example", domain) for domain in [FIRM.domain, *(one.domain for one in TARGETS)]
    )


def test_an_unknown_domain_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        target("nobody.example")


def test_the_profile_is_read_by_the_plan() -> None:
    parse = pytest.importorskip("prospector.plan.profile").parse_profile
    profile = parse(profile_toml())
    assert {one.kind for one in profile.criteria} == {"must", "should", "never"}
    assert len(profile.criteria) == 8
