"""The rows behind a number, each as the sentence that a manager reads; and what falls in prospecting, by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from math import exp
from types import SimpleNamespace
from typing import Any, cast

import pytest

from prospector.audit.agenda import _below
from prospector.audit.conflicts import Side
from prospector.audit.errors import bad
from prospector.audit.facts import Facts
from prospector.audit.findings import only_hot
from prospector.audit.leads import Lead
from prospector.audit.never import curve_of
from prospector.audit.notes import BURST, BURST_MINUTES, _within_minutes
from prospector.audit.risky import _kind_of_drop, _said_of_drop
from prospector.audit.weeks import Drop, _at_most, _is_low
from prospector.clock import FrozenClock, stamp
from prospector.model.audit import Attention, Errors, RepCard
from prospector.model.corridor import Corridor
from prospector.model.figure import Number
from prospector.model.plan import PlanRecord
from prospector.model.proof import ErrorRate
from prospector.model.sitting import Proposal
from prospector.model.tables import Claim
from prospector.workspace import Workspace


def told(workspace: Workspace, kind: str, table: str) -> list[str]:
    ids = tuple(one for (one,) in workspace.store.reader.rows(f"SELECT id FROM {table}"))
    found = workspace.audit.rows(Number("x", "x", len(ids), kind=kind, ids=ids))
    assert {one.id for one in found} <= set(ids)
    assert [one.at for one in found] == sorted((one.at for one in found), reverse=True)
    return [one.text for one in found]


def test_every_kind_of_row_is_a_sentence(workspace: Workspace, clock: FrozenClock) -> None:
    account = workspace.naming.name("Acme GmbH", source="trade fair").account_id
    clock.move(minutes=1)
    gone = workspace.naming.name("Bolt AB", bench=True).account_id
    workspace.naming.drop(gone, "no money")
    assert told(workspace, "account", "account") == [
        "Bolt AB: dropped, dropped of robin for no money, from own naming",
        "Acme GmbH: named, on the list of robin, from trade fair",
    ]  # fmt: skip
    workspace.naming.drop(account, "", code="no_response", override="they moved abroad")
    said = "Acme GmbH: dropped, dropped of robin for no response, from trade fair"
    assert told(workspace, "account", "account")[1] == said
    (override,) = told(workspace, "override", "rule_override")
    assert override.startswith("Acme GmbH: floor overridden by robin (")
    assert override.endswith(": “they moved abroad”")
    workspace.naming.activate(account)
    workspace.sittings.start(30)
    assert told(workspace, "sitting", "sitting") == ["robin: 30 minutes planned, running"]
    clock.move(minutes=31)
    workspace.sittings.stop("good one")
    assert told(workspace, "sitting", "sitting") == ["robin: 30 minutes planned, ended 10:02: good one"]
    workspace.commitments.sign([Proposal("touches", 12), Proposal("free", None, "call Bo")])
    assert sorted(told(workspace, "commitment", "commitment")) == [
        "robin, 2026-W24: 12 touches, not answered", "robin, 2026-W24: call Bo, not answered",
    ]  # fmt: skip
    workspace.steps.snooze(account, (clock.today() + timedelta(days=5)).isoformat(), "waiting", "for the fair")
    (snoozed,) = told(workspace, "snooze", "snooze")
    assert snoozed.startswith("Acme GmbH: put off by robin until 2026-06-08, ")
    assert snoozed.endswith(" (“for the fair”)")
    workspace.touches.log(account, "phone", "spoke", reaction="curious", note="wants a visit", override="again")
    clock.move(minutes=1)
    workspace.touches.log(account, "mail", "sent", note="my own thought", private=True, override="again")
    touches = told(workspace, "touch", "touch")
    assert touches[1] == "Acme GmbH: spoke by phone (robin), curious: “wants a visit”"
    assert touches[0].endswith("(robin)"), "a private note is nobody's but its author's"
    number = Number("x", "x", 0, kind="account", ids=(account, gone))
    assert [one.id for one in workspace.audit.rows(number, 1)] == [gone], "the newest first, at most so many"


def test_a_side_of_a_conflict_is_a_line() -> None:
    touched = Side("a", "ana", "Acme", "acme.example", "active", "handed_over", 2, "2026-06-03T09:30:00.000000Z")
    assert touched.text == "ana: Acme (acme.example), active, handed over, 2 touches, last 2026-06-03"
    assert Side("a", "ben", "Acme", "", "bench", "named", 0, "").text == "ben: Acme, bench, named, never touched"
    assert Side("a", "ben", "Acme", "", "bench", "named", 1, "2026-06-03").text.endswith(", 1 touch, last 2026-06-03")


def test_what_falls_is_told_from_chance() -> None:
    assert Drop("ana", "Acme", "a", "2026-W20", usual=20.0, now=5.0, weeks=2).percent == 75
    assert _at_most(0, 3.0) == pytest.approx(exp(-3))
    assert _at_most(2, 3.0) == pytest.approx(exp(-3) * (1 + 3 + 4.5))
    assert sum(_at_most(count, 4.0) - _at_most(count - 1, 4.0) for count in range(1, 60)) == pytest.approx(1 - exp(-4))
    assert _is_low(0, 3.0), "one week in twenty holds none of three"
    assert not _is_low(0, 2.9)
    assert not _is_low(1, 4.0), "half or less, but by chance"
    assert _is_low(10, 20.0)
    assert not _is_low(11, 20.0)


def dropped(code: str, low: int | None = None, high: int | None = None, **more: Any) -> Lead:
    return Lead(
        "a", "Acme", "fair", "chosen", "", "ana", "2026-05-01", "dropped", "ana", "dropped", "2026-06-02T08:00", "short",
        explore=False, reason_code=code, reason=more.pop("reason", ""), low=low, high=high, disqualified=False, **more,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("lead", "overridden", "kind"),
    [
        (dropped("no_money"), False, ""), (dropped("no_money"), True, "under_floor"),
        (dropped("no_response", tries=5), False, "under_floor"), (dropped("no_response", tries=6), False, ""),
        (dropped("no_money", 50, 90), False, "high_fit_drop"), (dropped("no_money", 49, 90), False, ""),
        (dropped("duplicate", 80, 90), False, ""), (dropped("gone", 80, 90), False, ""),
        (dropped("too_hard", 10, 20), False, "soft_drop"), (dropped("no_time"), False, "soft_drop"),
    ],
)  # fmt: skip
def test_which_drops_are_looked_at(lead: Lead, *, overridden: bool, kind: str) -> None:
    assert _kind_of_drop(lead, overridden, lambda _account: Corridor()) == kind


def test_a_drop_is_told_with_its_words_and_its_fit() -> None:
    assert _said_of_drop(dropped("no_money", tries=1), "") == "dropped on 2026-06-02 for no money; 1 attempt"
    assert _said_of_drop(dropped("no_money", 40, 60, reason="No Money", tries=2), "") == (
        "dropped on 2026-06-02 for no money; fit 40 to 60, 2 attempts"
    )
    assert _said_of_drop(dropped("other", reason="they moved"), "asked twice") == (
        "dropped on 2026-06-02 for another reason (“they moved”); 0 attempts; the floor was overridden: “asked twice”"
    )


def test_the_tier_of_a_lead_is_sure_or_open() -> None:
    spans = ((50, 100), (49, 50), (0, 49), (0, 50), (None, None))
    assert [dropped("", *span).tier for span in spans] == ["high", "open", "low", "open", "none"]
    hot, later = dropped("", 60, 90), dropped("", 60, 90)
    later.horizon = "long"
    assert [one.hot for one in (hot, later, dropped("", 40, 90))] == [True, False, False]
    assert not hot.active
    roads: tuple[set[str], ...] = ({"named"}, {"lead"}, {"named", "handed_over", "lead"}, {"opportunity", "x"}, set())
    for reached, furthest in zip(roads, (-1, 0, 2, 3, -1), strict=True):
        hot.reached_stages = set(reached)
        assert hot.furthest == furthest


def test_long_lists_of_an_agenda_are_cut_with_how_many_more() -> None:
    lines = [f"line *{number}*" for number in range(40)]
    shown = _below(lines)
    assert shown[0] == "  - line \\*0\\*"
    most = len(shown) - 1
    assert shown[-1] == f"  - and {40 - most} more"
    assert len(_below(lines[:most])) == most
    assert _below(lines[: most + 1])[-1] == "  - and 1 more"


def test_the_planned_blocks_of_a_period_are_those_of_its_working_days(workspace: Workspace, clock: FrozenClock) -> None:
    workspace.naming.name("Acme GmbH")
    workspace.strategy.save_plan(PlanRecord(hours="Tue 9-10; Tue 14-15; Thu 9-10; robin: Mon 8-9; kim: Wed 8-9"))
    workspace.strategy.days_off.add_holiday("2026-06-18", "Corpus Christi")
    clock.move(days=40)
    for first, last, planned in (
        ("2026-06-16", "2026-06-16", 2), ("2026-06-15", "2026-06-16", 3), ("2026-06-16", "2026-06-22", 3),
        ("2026-06-17", "2026-06-21", 0), ("2026-06-22", "2026-06-28", 4),
    ):  # fmt: skip
        (card,) = workspace.audit.week(date.fromisoformat(first), date.fromisoformat(last)).cards
        assert (first, last, card.planned) == (first, last, planned)


def test_what_was_put_off_at_the_very_beginning_of_a_period_counts_in_it(
    workspace: Workspace, clock: FrozenClock
) -> None:
    account = workspace.naming.name("Acme GmbH").account_id
    clock.at = datetime(2026, 6, 8, 0, 0, tzinfo=UTC)
    workspace.steps.snooze(account, "2026-06-10", "waiting")
    workspace.steps.snooze(account, "2026-06-11", "too_hard")
    clock.at = datetime(2026, 6, 10, 9, 0, tzinfo=UTC)
    for first, last, counted in (("2026-06-08", "2026-06-10", (1, 2)), ("2026-06-01", "2026-06-07", (0, 0))):
        (card,) = workspace.audit.week(date.fromisoformat(first), date.fromisoformat(last)).cards
        assert (card.put_off.part, card.put_off.whole) == counted


def test_companies_of_two_reps_are_a_conflict_until_one_is_dropped_or_called_different(workspace: Workspace) -> None:
    mine = workspace.naming.name("Bergman Pumpar AB", domain="bergman.example").account_id
    workspace.naming.name("Zirkon Lager")
    workspace.store.actor = "kim"
    theirs = workspace.naming.name("Bergman Pumpar", domain="bergman.example", different=True).account_id
    (found,) = workspace.conflicts()
    assert (found.left.account_id, found.right.account_id, found.sure) == (theirs, mine, True)
    workspace.naming.drop(theirs, "no money")
    assert workspace.conflicts() == []
    workspace.undo()
    workspace.review.answer(mine, theirs, "different")
    assert workspace.conflicts() == []
    workspace.undo()
    workspace.merging.merge(mine, theirs)
    assert workspace.conflicts() == []


def test_a_source_is_bad_where_it_surely_is_and_of_a_field_where_it_is_the_fields() -> None:
    def rated(source: str, field: str, right: int, wrong: int, by: str = "claims") -> Errors:
        return Errors(by, ErrorRate(source, field, right, wrong), Number("x", "x", wrong, right + wrong))

    good, few = rated("site", "", 95, 5), rated("tiny", "", 0, 3)
    field, whole = rated("register", "phone", 20, 20), rated("register", "", 60, 20)
    names, unsure = rated("register", "", 60, 20, "names"), rated("fair", "", 85, 15)
    assert bad([good, few, field, whole, names, unsure]) == [field, names]
    assert bad([whole, good]) == [whole]
    assert bad([]) == []


def test_wrong_values_are_counted_by_who_was_read_and_by_who_gave_the_name(
    workspace: Workspace, clock: FrozenClock
) -> None:
    account = workspace.naming.name("Acme GmbH", source="trade fair").account_id
    with workspace.store.action("Research", by="machine") as action:
        for number, field in enumerate(("employees", "employees", "industry")):
            value = '"pumps"' if field == "industry" else str(10 + number)
            action.add(Claim(account_id=account, field=field, value=value, source="website", read_at=action.now()))
    workspace.proofs.refute(account, "employees", "10")
    workspace.proofs.confirm(account, "employees", "11")
    workspace.proofs.pin(account, "industry", "pumps")
    clock.move(days=1)
    told = [
        (one.by, one.rate.source, one.rate.field, one.rate.confirmed, one.rate.refuted)
        for one in workspace.audit.week().errors
    ]
    assert told == [
        ("claims", "website", "", 2, 1), ("claims", "website", "employees", 1, 1), ("claims", "website", "industry", 1, 0),
        ("names", "trade fair", "", 2, 1), ("names", "trade fair", "employees", 1, 1),
        ("names", "trade fair", "industry", 1, 0),
    ]  # fmt: skip
    numbers = [one.refuted for one in workspace.audit.week().errors]
    assert [(one.part, one.whole, len(one.ids)) for one in numbers[:2]] == [(1, 3, 1), (1, 2, 1)]
    assert workspace.audit.letter("Trade fair").errors == ("employees: 1 of 2 checked was wrong: too few to say",)
    assert workspace.audit.letter(namer="robin").errors == ()
    (row,) = workspace.audit.rows(numbers[0])
    assert row.text == "Acme GmbH: employees 10 from website, refuted by robin"


def test_who_works_only_hot_leads_left_three_cold_ones_alone() -> None:
    def seen(*fields: tuple[str, str, int, int, int]) -> Any:
        attention = [
            Attention(
                tier, horizon, Number("x", "x", part, whole, ids=tuple(f"{tier}{at}" for at in range(part))), touches
            )
            for tier, horizon, part, whole, touches in fields
        ]
        return only_hot(cast("RepCard", SimpleNamespace(rep="ana", attention=attention)))

    hot, cold = ("high", "short", 2, 4, 3), ("low", "short", 0, 2, 0)
    cold_too, unknown = ("high", "long", 0, 1, 0), ("none", "short", 1, 9, 5)
    found = seen(hot, cold, cold_too, unknown)
    assert found[:3] == (3, 3, 4)
    assert (found[3].part, found[3].whole, found[3].ids) == (2, 4, ("high0", "high1"))
    assert seen(hot, cold, unknown) is None, "two cold targets are too few"
    assert seen(("high", "short", 2, 4, 2), cold, cold_too) is None, "two attempts are too few"
    assert seen(hot, cold, cold_too, ("low", "long", 1, 1, 1)) is None, "one cold target was touched"


def test_the_curve_counts_those_that_left_untouched_until_the_day_they_left() -> None:
    def lead(place: str, first_at: str = "", since: str = "2026-05-11T08:00") -> Lead:
        one = dropped("no_money")
        one.place, one.first_at, one.since = place, first_at, since
        return one

    facts = cast("Facts", SimpleNamespace(until=date(2026, 6, 5), today=date(2026, 6, 3)))
    leads = [lead("active", "2026-05-06T09:00"), lead("active", "2026-05-21T09:00"), lead("dropped"), lead("active"),
             lead("bench", "2026-05-02T09:00"), lead("dropped", "2026-05-06T10:00")]  # fmt: skip
    curve = curve_of(facts, leads)
    assert [(one.day, one.at_risk, one.touched) for one in curve.points] == [(5, 5, 2), (20, 2, 1)]
    assert [one.untouched for one in curve.points] == [pytest.approx(3 / 5), pytest.approx(3 / 10)]
    assert (curve.names, curve.touched, curve.longest) == (5, 3, 33)
    fresh = lead("active")
    fresh.named_at = "2026-06-03T08:00"
    assert curve_of(facts, [fresh]).longest == 0


def test_a_burst_is_all_of_those_and_only_those_within_the_minutes() -> None:
    def written(*minutes: float) -> list[tuple[str, str]]:
        begin = datetime(2026, 6, 3, 9, 0, tzinfo=UTC)
        return [(stamp(begin + timedelta(minutes=one)), f"t{at}") for at, one in enumerate(minutes)]

    close = [number * BURST_MINUTES / BURST for number in range(BURST)]
    assert _within_minutes("ana", written(*close[:-1])) == []
    (one,) = _within_minutes("ana", written(*close, close[-1] + 5 * BURST_MINUTES))
    assert one.touches == tuple(f"t{at}" for at in range(BURST))
    later = [hour + 60 * BURST_MINUTES for hour in close]
    first, second = _within_minutes("ana", written(-9 * BURST_MINUTES, *close, *later))
    assert (len(first.touches), len(second.touches)) == (BURST, BURST)
    assert first.touches[0] == "t1"
    assert second.touches[-1] == f"t{2 * BURST}"
