"""The numbers of one made fortnight, each by its key, its words and what it counts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from prospector.audit.document import document, numbers
from prospector.clock import FrozenClock
from prospector.model.figure import Curve, CurvePoint, Number
from prospector.model.proof import ErrorRate
from prospector.plan.profile import parse_profile
from prospector.workspace import Workspace

PROFILE = '\nname = "x"\n[[criterion]]\nname = "here"\nkind = "must"\nweight = 2\nfield = "country"\nany = ["DE"]\n'
TODAY = date(2026, 6, 12)
HEADLINE = """
never never touched 2 of 6 (33 %) Cedro Hasel
never.age.0-7 0-7 days 1 of 1 (100 %) Hasel
never.age.8-14 8-14 days 1 of 5 (20 %) Cedro
never.horizon.short short-term 2 of 6 (33 %) Cedro Hasel
never.horizon.long long-term 0 of 0
given.all.all names 8 Alder Birke Cedro Dorn Esche Fichte Hasel Ilex
touched.all.all touched 3 of 8 (38 %) Alder Birke Dorn
lead.all.all leads 2 of 8 (25 %) Alder Dorn
qualified.all.all qualified 2 of 8 (25 %) Alder Dorn
accepted.all.all handed over and accepted 1 of 8 (12 %) Alder
opportunity.all.all opportunities 1 of 8 (12 %) Dorn
waiting names we chose ourselves 1 of 2 (50 %) Hasel
pipeline pipeline we chose ourselves 2 of 2 (100 %) Alder Dorn
tries.0 0 attempts 2 of 6 (33 %) Cedro Hasel
tries.1 1 attempt 3 of 6 (50 %) Birke Dorn Ginster
tries.2 2 attempts 1 of 6 (17 %) Alder
tries.12+ 12+ attempts 0 of 6 (0 %)
hand_overs hand-overs 2
hand_overs.late over the clock 0 of 2 (0 %)
hand_overs.offered offered 1 of 2 (50 %)
hand_overs.accepted accepted 1 of 2 (50 %)
hand_overs.returned returned 0 of 2 (0 %)
hand_overs.recycled recycled 0 of 2 (0 %)
overrides.gap gap 1
overrides.opportunity opportunity 1
overrides.qualified qualified 3
overrides.unready unready 4
"""
ANA = """
never.rep.ana never touched 1 of 3 (33 %) Cedro
never.age.ana.8-14 8-14 days 1 of 3 (33 %) Cedro
attempts.ana attempts 3
reached.ana somebody was reached 3 of 4 (75 %)
reaction.curious.ana curious 1 of 3 (33 %)
reaction.not_now.ana not now 1 of 3 (33 %)
reaction.not_us.ana not us 1 of 3 (33 %)
reaction.angry.ana angry 0 of 3 (0 %)
advanced.ana companies that advanced 1 of 2 (50 %) Alder
touched.ana companies touched 2 Alder Birke
attention.high.short.ana high fit, short-term 1 of 1 (100 %) Alder
attention.open.short.ana open fit, short-term 0 of 1 (0 %)
attention.low.short.ana low fit, short-term 1 of 1 (100 %) Birke
waiting.ana names we chose ourselves 0 of 1 (0 %)
soft_drops.ana dropped for soft reasons 0 of 0
soft_snoozes.ana put off for soft reasons 1 of 2 (50 %)
kept.ana commitments kept 0 of 0
quiet.ana silent for more than 14 working days 0 of 3 (0 %)
sittings.ana sittings held 1
"""
GROUPS = """
given.source.trade fair names 2 Alder Birke
touched.source.trade fair touched 2 of 2 (100 %) Alder Birke
lead.source.trade fair leads 1 of 2 (50 %) Alder
qualified.source.trade fair qualified 1 of 2 (50 %) Alder
accepted.source.trade fair handed over and accepted 1 of 2 (50 %) Alder
opportunity.source.trade fair opportunities 0 of 2 (0 %)
advanced.source.trade fair advanced 1 of 2 (50 %) Alder
dropped.source.trade fair dropped 0 of 2 (0 %)
untouched.source.trade fair never touched 0 of 2 (0 %)
given.source.own naming names 4 Dorn Esche Fichte Hasel
dropped.source.own naming dropped 1 of 4 (25 %) Fichte
untouched.source.own naming never touched 3 of 4 (75 %) Esche Fichte Hasel
given.segment.no segment names 8 Alder Birke Cedro Dorn Esche Fichte Hasel Ilex
given.sector.no sector names 8 Alder Birke Cedro Dorn Esche Fichte Hasel Ilex
given.explored.explorations names 1 Ginster
touched.explored.explorations touched 1 of 1 (100 %) Ginster
"""


def fortnight(workspace: Workspace, clock: FrozenClock) -> dict[str, str]:
    """Live ten days of two reps; return the names by identifier."""
    workspace.plans.apply(parse_profile(PROFILE))
    ids: dict[str, str] = {}

    def by(rep: str, *called: str, **more: Any) -> None:
        workspace.store.actor = rep
        for one in called:
            clock.move(minutes=7)
            ids[one] = workspace.naming.name(f"{one} GmbH", **more).account_id

    def touched(rep: str, one: str, outcome: str, reaction: str = "unknown", channel: str = "phone") -> None:
        workspace.store.actor = rep
        clock.move(minutes=7)
        workspace.touches.log(ids[one], channel, outcome, reaction=reaction, override="again")

    by("ana", "Alder", country="DE", source="trade fair")
    by("ana", "Birke", country="FR", source="Trade fair")
    by("ana", "Cedro", source="own list")
    by("Ben", "Dorn", country="DE")
    by("Ben", "Esche", country="DE", bench=True)
    by("Ben", "Fichte")
    by("Ben", "Ginster", source="trade fair")
    workspace.naming.explore(ids["Ginster"], on=True)
    clock.move(days=10)
    by("Ben", "Hasel", country="DE")
    by("ana", "Ilex", source="website form", origin="inbound", bench=True)
    workspace.sittings.start(45)
    touched("ana", "Alder", "no_answer")
    touched("ana", "Alder", "spoke", "curious")
    touched("ana", "Birke", "spoke", "not_us")
    touched("ana", "Birke", "replied", "not_now", "mail")
    clock.move(minutes=2)
    workspace.sittings.stop()
    touched("Ben", "Dorn", "meeting_set", "curious")
    touched("Ben", "Ginster", "sent", channel="mail")
    for stage in ("qualified", "opportunity"):
        workspace.stages.move(ids["Dorn"], stage, "they want it", override=True)
    workspace.naming.drop(ids["Fichte"], "", code="too_hard")
    workspace.hand_overs.offer(ids["Hasel"], "kim", "they ask for it")
    workspace.store.actor = "ana"
    soon = (clock.today() + timedelta(days=3)).isoformat()
    workspace.steps.snooze(ids["Birke"], soon, "no_time", "later")
    workspace.steps.snooze(ids["Cedro"], soon, "waiting")
    offer = workspace.hand_overs.offer(ids["Alder"], "kim", "they asked for it")
    workspace.store.actor = "kim"
    workspace.hand_overs.accept(offer)
    workspace.store.actor = "maria"
    clock.move(hours=1)
    return {key: one for one, key in ids.items()}


def test_every_number_of_a_fortnight_counts_what_its_words_say(workspace: Workspace, clock: FrozenClock) -> None:
    called = fortnight(workspace, clock)
    figures = workspace.audit.week()
    said = {}
    for one in numbers(figures):
        rows = sorted(called[key] for key in one.ids) if one.kind == "account" else []
        said[one.key] = " ".join([one.key, one.label, one.text, *rows])
    expected = [line for block in (HEADLINE, ANA, GROUPS) for line in block.strip().splitlines()]
    assert [line for line in expected if line not in said.values()] == []
    kinds = {one.key: one.kind for one in numbers(figures)}
    assert (kinds["attempts.ana"], kinds["soft_snoozes.ana"], kinds["kept.ana"]) == ("touch", "snooze", "commitment")
    assert (kinds["sittings.ana"], kinds["hand_overs.late"], kinds["overrides.gap"]) == (
        "sitting",
        "hand_over",
        "override",
    )
    alder = next(one for one in workspace.audit.facts().leads.values() if one.name == "Alder GmbH")
    assert (alder.first_at[:16], alder.last_at[:16]) == ("2026-06-13T10:40", "2026-06-13T10:47"), "of all that stand"
    ben, ana = sorted(figures.cards, key=lambda one: one.rep)
    assert [card.rep for card in figures.cards] == ["ana", "Ben"], "in order of the alphabet, capitals aside"
    assert (ana.minutes, ana.per_target, ana.days_to_first) == (30, 1.0, 10)
    assert (ben.minutes, ben.per_target, ben.days_to_first) == (0, 0.67, 10)
    newest = (ana.weeks[-1], ben.weeks[-1])
    assert (len(ana.weeks), ana.weeks[0].week) == (13, "2026-W12"), "a quarter"
    assert [(one.week, one.attempts, one.reached, one.advanced, one.minutes, one.working_days) for one in newest] == [
        ("2026-W24", 3, 3, 0, 30, 5), ("2026-W24", 2, 1, 1, 0, 5),
    ]  # fmt: skip
    assert newest[1].opportunities == ("Dorn GmbH",)
    assert [(row.value, row.hours, row.hours_per_accepted) for row in figures.groups["source"]] == [
        ("own naming", 0.0, None), ("trade fair", 0.5, 0.5), ("own list", 0.0, None), ("website form", 0.0, None),
    ]  # fmt: skip
    assert [(one.key, one.label, one.names, one.touched) for one in figures.curves] == [
        ("curve.rep.Ben", "Ben", 4, 2), ("curve.rep.ana", "ana", 3, 2), ("curve.source.own list", "own list", 1, 0),
        ("curve.source.own naming", "own naming", 3, 1), ("curve.source.trade fair", "trade fair", 3, 3),
        ("curve.source.website form", "website form", 0, 0),
    ], "one source in other capitals is the same source"  # fmt: skip


def test_what_may_be_drawn_is_told_with_its_reason(workspace: Workspace, clock: FrozenClock) -> None:
    called = fortnight(workspace, clock)
    audit = workspace.audit
    drawn = [
        (one.kind, one.rep, called[one.account_id or ""], one.weight, one.said.partition(" (")[0])
        for one in audit.population(audit.facts())
    ]
    assert sorted(drawn) == [
        ("override", "Ben", "Dorn", 2, "opportunity overridden"), ("override", "Ben", "Dorn", 2, "qualified overridden"),
        ("override", "Ben", "Hasel", 2, "qualified overridden"), ("override", "ana", "Alder", 2, "gap overridden"),
        ("override", "ana", "Alder", 2, "qualified overridden"),
        ("soft_drop", "Ben", "Fichte", 4, "dropped on 2026-06-13 for too hard; fit 0 to 100, 0 attempts"),
        ("soft_snooze", "ana", "Birke", 2, "put off until 2026-06-16: no time"),
    ]  # fmt: skip
    clock.move(days=30)
    workspace.store.actor = "kim"
    (waiting,) = workspace.hand_overs.listed(waiting=True)
    workspace.hand_overs.give_back(waiting.id, "no_need", "they laughed")
    later = {one.kind: one for one in audit.population(audit.facts())}
    assert (later["returned"].rep, later["returned"].said) == ("Ben", "came back from kim: no need (“they laughed”)")
    assert later["returned"].weight == 2
    assert set(later) == {"returned", "quiet"}, "what was overridden and dropped before the period is not its own"
    silent = [
        (called[one.account_id or ""], one.said, one.weight)
        for one in audit.population(audit.facts())
        if one.kind == "quiet"
    ]
    assert sorted(silent) == [
        ("Alder", "last touched on 2026-06-13", 1), ("Dorn", "last touched on 2026-06-13", 1),
        ("Hasel", "never touched since 2026-06-13", 1),
    ]  # fmt: skip
    assert audit.agenda(audit.week()).splitlines()[0] == "# Agenda, 2026-07-07 to 2026-07-13"


def test_figures_as_a_document_hold_plain_values() -> None:
    assert document(Number("k", "l", 1, 4)) == {"key": "k", "label": "l", "part": 1, "whole": 4, "percent": 25}
    rate = document(ErrorRate("site", "phone", 10, 10))
    assert rate.pop("interval") == [pytest.approx(0.299, abs=0.001), pytest.approx(0.701, abs=0.001)]
    assert rate == {"source": "site", "field": "phone", "confirmed": 10, "refuted": 10}
    assert document(ErrorRate("site", "", 4, 0))["interval"] is None, "too few to say"
    curve = document(Curve("c", "all", (CurvePoint(3, 4, 2, 0.5),), 4, 2, 9))
    assert curve == {
        "key": "c", "label": "all", "points": [{"day": 3, "at_risk": 4, "touched": 2, "untouched": 0.5}], "names": 4,
        "touched": 2, "longest": 9, "open": 2, "median": 3,
    }  # fmt: skip
    assert document({"a": (TODAY, "text"), "b": None}) == {"a": ["2026-06-12", "text"], "b": None}
    assert [one.key for one in numbers({"x": [Number("k", "l", 1), "text"], "y": Number("m", "l", 1)})] == ["k", "m"]
