"""Two colleagues of the demo's rep, so that whoever manages sees something: lists, weeks, a hand-over, complaints.

Their weeks are written in one act each, for the demo has to start at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from prospector.clock import FrozenClock, stamp
from prospector.demo.firm import BOUGHT, COLD, EVENT, LIFTS, OWN, PUMPS, REFERRAL
from prospector.demo.history import moment_of
from prospector.model.weeks import week_of

if TYPE_CHECKING:
    from prospector.model.tables import Touch
    from prospector.store.action import Action
    from prospector.workspace import Workspace

LENA, MARCO = "lena", "marco"
COPIED = "introduced our planning software, will call again next month"
_NAMED = 63
"""Days ago on which they wrote their names down."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """One company of a colleague, and what was done with it."""

    name: str
    country: str
    sector: str
    source: str
    touches: tuple[tuple[int, str, str, str, str], ...] = ()
    """Days ago, channel, outcome, reaction, note."""
    dropped: tuple[int, str, str] | None = None
    """Days ago, the code of the reason, its words."""


COLLEAGUES: dict[str, tuple[Colleague, ...]] = {
    LENA: (
        Colleague("Aldernook Hydraulics", "GB", PUMPS, EVENT, (
            (55, "phone", "spoke", "curious", "asked how a day is planned when two vans stand still"),
            (41, "mail", "replied", "curious", "sent their own list of late visits"),
            (20, "phone", "meeting_set", "curious", "plant manager and head of service come"),
        )),
        Colleague("Ostrava Kompresory", "CZ", PUMPS, OWN, (
            (50, "mail", "sent", "unknown", "letter about contracts that are invoiced weeks late"),
            (37, "phone", "spoke", "neutral", "buys through the parent company in spring"),
        )),
        *(Colleague(*named, ((4, "mail", "sent", "unknown", COPIED),)) for named in (
            ("Vintersol Kylanläggningar", "SE", COLD, OWN), ("Lubelskie Windy", "PL", LIFTS, OWN),
            ("Pompes du Vercors", "FR", PUMPS, REFERRAL), ("Ærøskøbing Køl", "DK", COLD, EVENT),
            ("Trentino Ascensori", "IT", LIFTS, OWN), ("Kestrelmere Lifts", "GB", LIFTS, EVENT),
        )),
    ),
    MARCO: (
        Colleague("Gorenje Dvigala", "SI", LIFTS, OWN, (
            (48, "phone", "spoke", "curious", "twelve fitters, nobody plans the nights"),
        )),
        Colleague("Brennerkälte Sterzing", "IT", COLD, BOUGHT, (
            (45, "phone", "no_answer", "unknown", "the number is not theirs"),
        ), (30, "no_response", "nobody answers")),
        Colleague("Quayside Pump Hire", "GB", PUMPS, BOUGHT, (
            (44, "phone", "gatekeeper", "not_us", "they hire out, they repair nothing"),
        ), (29, "too_hard", "too hard to explain")),
        Colleague("Elbmarsch Aufzüge", "DE", LIFTS, EVENT), Colleague("Nivelles Froid", "BE", COLD, BOUGHT),
        Colleague("Turku Nostimet", "FI", LIFTS, OWN), Colleague("Salzach Pumpen", "AT", PUMPS, OWN),
    ),
}  # fmt: skip
COMPLAINTS = ("half of the numbers ring nowhere", "third caller this week from the same list")
"""What is said about the bought list."""


def live_beside(opened: Workspace, today: date) -> None:
    """Let the colleagues have lived beside the demo's rep; who acts and the clock are afterwards what they were."""
    store, clock, rep = opened.store, opened.store.clock, opened.store.actor
    ids: dict[str, str] = {}
    try:
        for who, companies in COLLEAGUES.items():
            store.actor = who
            store.clock = FrozenClock(moment_of(_NAMED, "09:00", today))
            with store.action(f"{len(companies)} names and what became of them") as action:
                _live(action, who, companies, today, ids)
        store.actor, store.clock = rep, FrozenClock(moment_of(6, "17:00", today))
        for said in COMPLAINTS:
            opened.complaints.make(said, source=BOUGHT, tag="wrong_data")
        store.actor, store.clock = LENA, FrozenClock(moment_of(8, "11:00", today))
        opened.hand_overs.offer(ids["Aldernook Hydraulics"], MARCO, "they want an offer in March, I am away")
    finally:
        store.actor, store.clock = rep, clock


def _live(action: Action, who: str, companies: tuple[Colleague, ...], today: date, ids: dict[str, str]) -> None:
    from prospector.model.tables import Account, Commitment, Sitting, Target

    for slot, one in enumerate(companies, 1):
        named = stamp(moment_of(_NAMED, "09:00", today))
        account = action.add(
            Account(name=one.name, country=one.country, sector=one.sector, source=one.source, named_by=who, named_at=named,
                    stage="dropped" if one.dropped else "named")
        )  # fmt: skip
        ids[one.name] = account.id
        place = "dropped" if one.dropped else "active"
        days, code, reason = one.dropped or (_NAMED, "", "")
        action.add(
            Target(account_id=account.id, rep=who, place=place, slot=None if one.dropped else slot, pain="vans that wait",
                   why="near our people", since=stamp(moment_of(days, "16:00", today)), reason=reason, reason_code=code)
        )  # fmt: skip
    for touch in sorted(_touches(who, companies, today, ids), key=lambda one: one.at):
        action.append(touch, chain=who)
    for days, minutes in ((55, 45), (41, 40), (20, 50)):
        begun = moment_of(days, "08:30", today)
        action.add(Sitting(rep=who, started_at=stamp(begun), ended_at=stamp(begun + timedelta(minutes=minutes))))
    for weeks, number, answer in ((2, 6, "kept"), (1, 8, "kept" if who == LENA else "missed")):
        monday = today - timedelta(weeks=weeks)
        action.add(
            Commitment(rep=who, week=week_of(monday), measure="touches", number=number, answer=answer,
                       promised_at=stamp(moment_of(7 * weeks + 5, "17:00", today)),
                       answered_at=stamp(moment_of(7 * weeks - 6, "17:00", today)))
        )  # fmt: skip


def _touches(who: str, companies: tuple[Colleague, ...], today: date, ids: dict[str, str]) -> Iterator[Touch]:
    from prospector.model.tables import Touch

    for number, one in enumerate(companies):
        for days, channel, outcome, reaction, note in one.touches:
            at = stamp(moment_of(days, "16:00", today) + timedelta(seconds=20 * number))
            yield Touch(account_id=ids[one.name], rep=who, channel=channel, outcome=outcome, reaction=reaction, note=note,
                        at=at, recorded_at=at)  # fmt: skip
