"""What was found, put in words: every kind with who, how many, of how many, and the rows it opens; and where it begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest

from prospector.audit.facts import Facts
from prospector.audit.findings import KINDS, Found, findings
from prospector.audit.groups import Fatigue
from prospector.audit.leads import Day
from prospector.audit.notes import Burst, Copied
from prospector.audit.stars import FallingStar, falling_star
from prospector.audit.weeks import Drop, drop_of
from prospector.clock import FrozenClock, WorkingDays
from prospector.model.audit import Attention, Errors, RepCard
from prospector.model.audit_kept import Risky
from prospector.model.figure import Number
from prospector.model.plan import PlanRecord
from prospector.model.proof import ErrorRate
from prospector.model.qualification import HandOverRecord
from prospector.outreach.sameness import Repeated, Text
from prospector.workspace import Workspace

NONE = Number("x", "x", 0, 0)


def number(part: int, whole: int | None, label: str = "x") -> Number:
    return Number("x", label, part, whole, ids=tuple(f"a{at}" for at in range(part)))


def card(rep: str = "ana", **more: Any) -> RepCard:
    left = {"never", "named", "dropped", "put_off", "kept", "quiet"} - more.keys()
    return cast("RepCard", SimpleNamespace(rep=rep, **{"attention": [], **more}, **dict.fromkeys(left, NONE)))


def offer(key: str, by: str, to: str, state: str, *, late: bool = True, days: int = 4) -> HandOverRecord:
    answered = None if state == "offered" else f"2026-06-{2 if key == 'old' else 9:02}T10:00"
    return HandOverRecord(key, key, f"{key} GmbH", by, to, state, "", "", "", "2026-06-01", answered, None, days, late)


def facts(*offers: HandOverRecord) -> Facts:
    return Facts(
        cast("Any", None), date(2026, 6, 8), date(2026, 6, 14), date(2026, 6, 14),
        rules=PlanRecord(quiet_days=20), hand_overs_of=lambda: offers,
    )  # fmt: skip


def found(**more: Any) -> Found:
    empty: dict[str, Any] = dict.fromkeys(
        ("cards", "drops", "bursts", "copies", "errors", "tired", "dismissals", "same", "broken"), ()
    )
    return Found(**{**empty, "star": None, **more})


def told(about: Facts, what: Found) -> list[tuple[Any, ...]]:
    return [
        (one.kind, one.who, one.weight, one.sentence, one.number.key, one.number.label, one.number.text, one.number.kind,
         tuple(one.number.ids), tuple(one.lines))
        for one in findings(about, what)
    ]  # fmt: skip


def test_every_kind_says_who_and_how_many_and_opens_its_rows_the_heaviest_first() -> None:
    closed = (("Dora", "d1"), ("ana", "a1"), ("Dora", "d2"))
    drawn = [Risky("m", "under_floor", rep, key, f"{key} was closed", 5) for rep, key in closed]
    sent = (("s1", "pumps"), ("s2", ""), ("s1", "pumps"))
    repeated = Repeated("Dear all", [Text(key, key, sector, "Dear all", "") for key, sector in sent])
    rate = Errors("names", ErrorRate("fair", "employee_count", 20, 20), number(2, 40, "wrong values"))
    what = found(
        broken=["touch 1 was rewritten"], drops=[Drop("eva", "Acme", "acme", "2026-W20", 20.4, 5.6, 2)],
        bursts=[Burst("ben", ("t1", "t2", "t3"), "2026-06-09T10:00:00.000000Z", "2026-06-09T10:03:00.000000Z")],
        copies=[Copied("ben", "all fine", ("t9", "t8", "t7"), ("c1", "c2"))], errors=[rate],
        tired=[Fatigue("channel", "fax", number(12, 12, "names tried"), 30)], same=[repeated],
        star=FallingStar("ana", (30, 40), (2, 12), ("t5", "t4"), ("one", "two")),
        dismissals=[*drawn, Risky("m", "soft_drop", "ana", "a9", "x", 4)],
    )  # fmt: skip
    late = facts(offer("h1", "ana", "Kim", "offered"), offer("h2", "ben", "Kim", "returned", days=1),
                 offer("old", "ben", "Kim", "accepted"), offer("h3", "ben", "al", "offered", late=False))  # fmt: skip
    assert told(late, what) == [
        ("log", "", 5, "touch 1 was rewritten", "log", "entries", "1", "account", (), ()),
        ("drop", "eva", 5, "eva: prospecting 73 % down since Acme came in 2026-W20 (6 attempts a week, usually 20; 2 weeks)",
         "drop.eva", "deals since which it fell", "1", "account", ("acme",), ()),
        ("under_floor", "ana", 4, "ana closed 1 target as no response under the floor", "under_floor.ana",
         "closed under the floor", "1", "account", ("a1",), ("a1 was closed",)),
        ("under_floor", "Dora", 4, "Dora closed 2 targets as no response under the floor", "under_floor.Dora",
         "closed under the floor", "2", "account", ("d1", "d2"), ("d1 was closed", "d2 was closed")),
        ("burst", "ben", 4, "ben wrote down 3 touches within 3 minutes on 2026-06-09",
         "burst.ben.2026-06-09T10:00:00.000000Z", "touches within 5 minutes", "3", "touch", ("t1", "t2", "t3"), ()),
        ("copied", "ben", 4, "ben left the same note at 2 companies", "copied.ben.t7", "touches with the note", "3", "touch",
         ("t9", "t8", "t7"), ("“all fine”",)),
        ("bad_data", "fair", 3, f"names from fair, employee counts: {rate.rate.sentence}", "x", "wrong values", "2 of 40 (5 %)",
         "account", ("a0", "a1"), ()),
        ("star", "ana", 3, "ask ana how prospects react: 75 % of 40 attempts were welcome, of the last 12 only 17 %", "star.ana",
         "last reactions", "2", "touch", ("t5", "t4"), ("one", "two")),
        ("fatigue", "fax", 3, "channel fax: 12 names tried with 30 attempts, none advanced", "x", "names tried",
         "12 of 12 (100 %)", "account", tuple(f"a{at}" for at in range(12)), ()),
        ("late", "Kim", 3, "Kim: 2 hand-overs over the clock, 1 waiting still", "late.Kim", "hand-overs over the clock", "2",
         "hand_over", ("h1", "h2"), ("h1 GmbH from ana: 4 working days", "h2 GmbH from ben: 1 working day")),
        ("sameness", "", 2, "one text went to 2 sectors (none known, pumps), with no word about any company", "same.s1",
         "companies", "2", "account", ("s1", "s2"), ("“Dear all”",)),
    ]  # fmt: skip
    assert [told(facts(), found(errors=[one]))[0][3] for one in (
        Errors("claims", ErrorRate("site", "", 20, 20), NONE), Errors("claims", ErrorRate("site", "phone", 20, 20), NONE),
    )] == [f"site, {what}: {ErrorRate('site', '', 20, 20).sentence}" for what in ("values", "phones")]  # fmt: skip


def test_every_flag_of_a_card_says_what_it_counts() -> None:
    hot = Attention("high", "short", number(2, 4), 6)
    every = card(
        "eli", attention=[hot, Attention("low", "long", number(0, 3), 0)], never=number(7, 10), named=number(0, 3),
        kept=number(1, 2), dropped=number(3, 5, "dropped for soft reasons"), put_off=number(4, 4, "put off for soft reasons"),
        quiet=number(1, 9),
    )  # fmt: skip
    said = [(kind, weight, sentence) for kind, _who, weight, sentence, *_ in told(facts(), found(cards=[every]))]
    assert said == [
        ("only_hot", 4, "eli works only hot leads: 0 of 3 cold targets touched, 6 attempts at 4 hot"),
        ("line", 4, "eli never touched 7 of 10 (70 %) targets: over the 70 % line"),
        ("waiting", 3, "eli waits: all 3 new names came to us, none was chosen"),
        ("missed", 2, "eli kept 1 of 2 commitments"),
        ("soft", 2, "eli: 3 of 5 (60 %) dropped for soft reasons"),
        ("soft", 2, "eli: 4 of 4 (100 %) put off for soft reasons"),
        ("quiet", 1, "eli: 1 target silent for more than 20 working days"),
    ]
    assert {one.who for one in findings(facts(), found(cards=[every]))} == {"eli"}
    (first, *_) = findings(facts(), found(cards=[every]))
    assert (first.number.key, first.number.label) == ("only_hot.eli", "hot targets touched")
    assert set(KINDS) >= {kind for kind, _, _ in said}


@pytest.mark.parametrize(
    ("measure", "silent", "told_of"),
    [
        ("never", [(2, 2), (0, 0), (69, 100)], (3, 3)), ("named", [(0, 2), (1, 3)], (0, 3)),
        ("kept", [(2, 2), (0, 0)], (1, 2)), ("dropped", [(2, 2), (3, 6)], (3, 5)), ("put_off", [(2, 2), (4, 8)], (3, 5)),
        ("quiet", [(0, 5)], (1, 5)),
    ],
)  # fmt: skip
def test_few_rows_and_half_of_them_say_nothing_about_a_rep(
    measure: str, silent: Sequence[tuple[int, int]], told_of: tuple[int, int]
) -> None:
    for part, whole in silent:
        assert told(facts(), found(cards=[card(**{measure: number(part, whole)})])) == []
    assert len(told(facts(), found(cards=[card(**{measure: number(*told_of)})]))) == 1


def test_of_two_stars_that_fall_the_brighter_one_is_asked_about(workspace: Workspace, clock: FrozenClock) -> None:
    """Thirty attempts before and ten since are enough; the last reactions are the star's own."""
    account = workspace.naming.name("Acme GmbH").account_id
    for rep, outcome in (("ana", "no_answer"), ("ben", "spoke"), ("ana", "gatekeeper")):
        workspace.store.actor = rep
        clock.move(minutes=1)
        workspace.touches.log(account, "phone", outcome, override="again")
    today = clock.today()

    def seen(**reps: tuple[int, int, int, int]) -> FallingStar | None:
        one = Facts(workspace.store.reader, today - timedelta(days=6), today, today)
        one.__dict__["before"] = {rep: (tried, good) for rep, (tried, good, _now, _recent) in reps.items()}
        recent = {rep: {today.isoformat(): Day(attempts=now, welcome=few)} for rep, (_, _, now, few) in reps.items()}
        one.__dict__["_done"] = (recent, {})
        return falling_star(one)

    found = seen(ana=(30, 27, 10, 2), ben=(40, 32, 10, 1))
    assert found is not None
    assert (found.rep, found.before, found.recent, len(found.touches)) == ("ana", (27, 30), (2, 10), 2)
    assert [one.partition(": ")[2] for one in found.lines] == ["gatekeeper by phone", "no answer by phone"]
    other = seen(ana=(30, 21, 10, 1), ben=(40, 32, 10, 1))
    assert other is not None
    assert (other.rep, [one.partition(": ")[2] for one in other.lines]) == ("ben", ["spoke by phone"])
    for tried, good, now, few in ((29, 29, 10, 0), (30, 30, 9, 0), (40, 20, 10, 4), (30, 0, 10, 0)):
        assert seen(ana=(tried, good, now, few)) is None


def test_a_burst_is_seen_across_the_turn_of_an_hour_and_a_copy_at_five_companies(
    workspace: Workspace, clock: FrozenClock
) -> None:
    accounts = [workspace.naming.name(f"{one} GmbH").account_id for one in ("Acme", "Bolt", "Corn", "Dune", "Elm")]
    for minute, note in ((0, "all well, call again"), (10, "all well so far")):
        clock.at = datetime(2026, 6, 3, 9 + minute, 57, 0, tzinfo=UTC)
        for at in range(10):
            clock.move(seconds=30)
            first = accounts[at % (5 if minute else 4)]
            workspace.touches.log(first, "phone", "no_answer", note=f"{note} {at}", override="again")
    clock.move(hours=1)
    said = {
        (one.kind, one.sentence, one.lines)
        for one in workspace.audit.week().findings
        if one.kind in {"burst", "copied"}
    }
    assert said == {
        ("burst", "robin wrote down 10 touches within 4 minutes on 2026-06-03", ()),
        ("copied", "robin left the same note at 5 companies", ("“all well so far 9”",)),
    }  # fmt: skip
    assert sum(one.kind == "burst" for one in workspace.audit.week().findings) == 2
    drawn = workspace.audit.population(workspace.audit.facts())
    assert sorted({(one.kind, one.weight, one.said) for one in drawn if one.kind != "override"}) == [
        ("burst", 4, "10 touches written down within 4 minutes on 2026-06-03"),
        ("copied", 4, "the same note at 5 companies: “all well so far 9”"),
    ]  # fmt: skip
    for note in ("ring at ten", "ask at noon!"):
        for account in accounts:
            clock.move(minutes=20)
            workspace.touches.log(account, "phone", "no_answer", note=note, override="again")
    short = [one.lines for one in workspace.audit.week().findings if one.kind == "copied" and " at " in one.lines[0]]
    assert short == [("“ask at noon!”",)], "twelve letters say enough, eleven don't"


FIRST = date(2026, 3, 2)
"""A Monday, of ISO week 10."""


def weeks(attempts: Sequence[int], deals: Mapping[str, str], off: Sequence[date] = ()) -> Facts:
    """Return facts of a rep with so many attempts in each week up to the last one, and deals by week."""
    days = {(FIRST + timedelta(days=7 * at)).isoformat(): Day(attempts=count) for at, count in enumerate(attempts)}
    last = FIRST + timedelta(days=7 * len(attempts) - 3)
    one = Facts(
        cast("Any", None), last - timedelta(days=4), last, last, calendar=lambda _rep: WorkingDays(frozenset(off))
    )
    one.__dict__["_done"] = ({"ana": days}, {})
    one.__dict__["deals"] = {"ana": {week: [(name.casefold(), name)] for week, name in deals.items()}}
    return one


def test_a_drop_begins_after_the_deal_and_stands_while_the_newest_week_is_low() -> None:
    steady, deal = [20] * 5, {"2026-W14": "Acme"}
    one = drop_of(weeks([*steady, 8, 4], deal), "ana")
    assert one is not None
    assert (one.rep, one.deal, one.account_id, one.since, one.weeks) == ("ana", "Acme", "acme", "2026-W14", 2)
    assert (one.usual, one.now, one.percent) == (20.0, 6.0, 70)
    assert drop_of(weeks(steady, deal), "ana") is None, "no week since"
    assert drop_of(weeks([*steady, 4, 20], deal), "ana") is None, "it came back"
    again = drop_of(weeks([*steady, 20, 4], deal), "ana")
    assert again is not None
    assert (again.weeks, again.now) == (1, 4.0), "only those in a row up to the newest count"
    assert drop_of(weeks([*steady, 8, 4], {}), "ana") is None, "without a deal it is no drop"
    both = drop_of(
        weeks([20, 20, 20, 20, 4, 4, 4], {"2026-W12": "Bolt", "2026-W13": "Acme", "2026-W15": "Corn"}), "ana"
    )
    assert both is not None
    assert (both.deal, both.weeks) == ("Bolt", 3), "laid to the first deal that explains as many weeks"


def test_what_was_usual_needs_enough_days_and_attempts() -> None:
    deal = {"2026-W14": "Acme"}
    assert drop_of(weeks([0, 0, 0, 0, 8, 0, 0], deal), "ana") is None, "the four weeks before hold nothing"
    assert drop_of(weeks([0, 20, 20, 20, 20, 0], deal), "ana") is not None
    assert drop_of(weeks([2, 2, 2, 2, 2, 0], deal), "ana") is None, "none in a week may be chance"
    short = [FIRST + timedelta(days=7 * week + day) for week in range(4) for day in (2, 3, 4)]
    assert drop_of(weeks([2, 2, 2, 2, 2, 0], deal, short), "ana") is not None, (
        "eight days with eight attempts are enough"
    )
    assert drop_of(weeks([2, 2, 2, 1, 2, 0], deal, short), "ana") is None, "seven attempts are not"
    assert drop_of(weeks([2, 2, 2, 2, 2, 0], deal, [*short, FIRST]), "ana") is None, "nor are seven days"
    holidays = [date(2026, 4, 6), date(2026, 4, 7), date(2026, 4, 8)]
    assert drop_of(weeks([20, 20, 20, 20, 20, 0], deal, holidays), "ana") is None, "two working days are not judged"
    judged = drop_of(weeks([20, 20, 20, 20, 20, 0], deal, holidays[:2]), "ana")
    assert judged is not None
    assert (judged.usual, judged.now, judged.weeks) == (20.0, 0.0, 1)
