"""What the demo's rep did in the past weeks, as pure data; the demo run puts it through the product's services.

Touches to one account lie at least four calendar days apart, so that they keep a gap of two working days wherever
the weekends fall.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from prospector.clock import SATURDAY
from prospector.demo.firm import FIRM, TARGETS, TYPED_TWICE, DemoFirm, DemoTarget, DemoVariant

__all__ = [
    "DROP", "FIRM", "NAMED_AT", "PAST", "SWAP", "TARGETS", "TYPED_TWICE",
    "DemoFirm", "DemoTarget", "DemoVariant", "PastDrop", "PastSwap", "PastTouch", "moment_of",
]  # fmt: skip


NAMED_AT = "08:00"
"""Time of day at which targets were named; the swapped-in one came with its swap."""


@dataclass(frozen=True, slots=True)
class PastTouch:
    """One outreach attempt of the past, in the words of `prospector.model.touch`."""

    domain: str
    days_ago: int
    """Calendar days before the demo's today; see `moment_of`."""
    at: str
    """Time of day, ``HH:MM``."""
    channel: str
    outcome: str
    reaction: str
    person: str
    """A role, never a name."""
    note: str


@dataclass(frozen=True, slots=True)
class PastDrop:
    """A target given up, with what was learnt."""

    domain: str
    days_ago: int
    at: str
    reason: str
    lesson: str


@dataclass(frozen=True, slots=True)
class PastSwap:
    """A target sent to the bench so that a better name got its slot."""

    out: str
    into: str
    """Domain of the target that came in; it was named at that moment."""
    days_ago: int
    at: str
    reason: str


def moment_of(days_ago: int, at: str, today: date) -> datetime:
    """Return the moment `days_ago` calendar days before `today` at ``HH:MM`` UTC.

    A day at the weekend becomes the Friday before it: nobody phones on a Sunday, and the order of moments stays.
    """
    day = today - timedelta(days=days_ago)
    day -= timedelta(days=max(0, day.weekday() - SATURDAY + 1))
    return datetime.combine(day, time.fromisoformat(at), tzinfo=UTC)


DROP = PastDrop(
    "hisskompaniet.example", 42, "16:10", "no money",
    "under fifty people the owner drives the van himself: ask for the number of technicians before the second call",
)  # fmt: skip

SWAP = PastSwap(
    "kolbenwerk-rheinau.example", "cairnmoor-instruments.example", 14, "15:20",
    "central purchasing answers for every region; a year at least before anybody listens",
)  # fmt: skip

PAST: tuple[PastTouch, ...] = (
    # Bergman Pumpar: mail after a call wins a meeting.
    PastTouch(
        "bergman-pumpar.example", 58, "09:40", "phone", "gatekeeper", "unknown", "reception",
        "service manager is in the workshop before nine",
    ),
    PastTouch(
        "bergman-pumpar.example", 51, "08:20", "phone", "spoke", "curious", "service manager",
        "counts return visits by hand; asked how others do it",
    ),
    PastTouch(
        "bergman-pumpar.example", 46, "14:05", "mail", "replied", "curious", "service manager",
        "sent the return-visit sheet; wants to see it with their own parts",
    ),
    PastTouch(
        "bergman-pumpar.example", 9, "10:30", "phone", "meeting_set", "curious", "service manager",
        "meeting in Malmö, finance joins for half an hour",
    ),
    # Druckluft Hansen: silence so far, below the floor.
    PastTouch(
        "druckluft-hansen.example", 44, "11:15", "phone", "no_answer", "unknown", "dispatch office",
        "rang out twice",
    ),
    PastTouch(
        "druckluft-hansen.example", 30, "16:45", "phone", "left_message", "unknown", "head of service",
        "left a message about the magnet board",
    ),
    # Valmorin: warm from the fair, timing is wrong.
    PastTouch(
        "valmorin.example", 61, "15:30", "event", "spoke", "curious", "head of service",
        "ten minutes at the stand; leak checks are the sore point",
    ),
    PastTouch(
        "valmorin.example", 47, "10:10", "mail", "sent", "unknown", "head of service",
        "one page on leak-check reports, in French",
    ),
    PastTouch(
        "valmorin.example", 26, "09:05", "phone", "spoke", "not_now", "head of service",
        "new accounting system until September, then again",
    ),
    # Thornley Pumps: persistent, reached at the third try.
    PastTouch(
        "thornley-pumps.example", 57, "10:00", "phone", "gatekeeper", "unknown", "switchboard",
        "asked to write to the service desk",
    ),
    PastTouch(
        "thornley-pumps.example", 52, "13:20", "mail", "sent", "unknown", "service desk",
        "four-hour promise and what a missed one costs",
    ),
    PastTouch(
        "thornley-pumps.example", 40, "08:35", "phone", "spoke", "curious", "head of field service",
        "eleven missed call-outs last winter; fines known to the board",
    ),
    PastTouch(
        "thornley-pumps.example", 19, "11:50", "mail", "replied", "curious", "head of field service",
        "asks for a reference in water supply",
    ),
    PastTouch(
        "thornley-pumps.example", 5, "09:15", "phone", "left_message", "unknown", "head of field service",
        "reference found, offered two dates",
    ),
    # Frostvik: referral, one mail bounced.
    PastTouch(
        "frostvik-kyl.example", 50, "09:00", "mail", "bounced", "unknown", "service manager",
        "address from the referral is dead",
    ),
    PastTouch(
        "frostvik-kyl.example", 43, "09:25", "phone", "spoke", "neutral", "service manager",
        "knows the problem, doubts that nights can be planned",
    ),
    # Kältebau Reinsberg: several channels, curious.
    PastTouch(
        "kaeltebau-reinsberg.example", 55, "07:50", "phone", "no_answer", "unknown", "dispatch office",
        "emergency line only before eight",
    ),
    PastTouch(
        "kaeltebau-reinsberg.example", 48, "14:30", "letter", "sent", "unknown", "head of service",
        "letter with a map of their own job adverts",
    ),
    PastTouch(
        "kaeltebau-reinsberg.example", 37, "15:10", "phone", "spoke", "curious", "head of service",
        "the letter lay on the desk; six open posts, plan breaks daily",
    ),
    PastTouch(
        "kaeltebau-reinsberg.example", 16, "10:20", "in_person", "spoke", "curious", "head of service",
        "saw the dispatch office; owner must agree over ten thousand",
    ),
    # Froid Armorique: one try, then forgotten.
    PastTouch(
        "froid-armorique.example", 41, "17:00", "phone", "gatekeeper", "unknown", "reception",
        "director back on Monday, never called again",
    ),
    # Coldharbour: rejection that is about fit, said once.
    PastTouch(
        "coldharbour-refrigeration.example", 53, "12:10", "social", "sent", "unknown", "operations director",
        "short note about proof of visits",
    ),
    PastTouch(
        "coldharbour-refrigeration.example", 33, "09:45", "phone", "spoke", "not_us", "operations director",
        "bought a reporting tool last year; planning is another matter, may write in spring",
    ),
    # Nordhafen: call two of six, asked for the budget owner.
    PastTouch(
        "nordhafen-logistik.example", 54, "10:40", "phone", "no_answer", "unknown", "service control room",
        "shift change, try before six or after three",
    ),
    PastTouch(
        "nordhafen-logistik.example", 12, "15:40", "phone", "spoke", "neutral", "service control room",
        "budget sits with the technical director; who that is they will not say",
    ),
    # Hebewerk Isartal: answers by mail only.
    PastTouch(
        "hebewerk-isartal.example", 49, "11:00", "mail", "replied", "neutral", "workshop manager",
        "inspections slip because customers move them, he says",
    ),
    PastTouch(
        "hebewerk-isartal.example", 22, "16:00", "mail", "sent", "unknown", "workshop manager",
        "asked how many were moved last quarter",
    ),
    # Truckpartner: a meeting came of it.
    PastTouch(
        "truckpartner-malardalen.example", 45, "08:10", "phone", "left_message", "unknown", "depot manager",
        "left a message in Swedish",
    ),
    PastTouch(
        "truckpartner-malardalen.example", 39, "08:05", "phone", "spoke", "curious", "depot manager",
        "lends technicians by calling the other depots",
    ),
    PastTouch(
        "truckpartner-malardalen.example", 2, "13:00", "phone", "meeting_set", "curious", "service director",
        "video meeting with all three depots",
    ),
    # Lohmar: bought-list address, angry because somebody else sold it too.
    PastTouch(
        "foerdertechnik-lohmar.example", 36, "10:15", "phone", "spoke", "angry", "assistant to the board",
        "third call this week from that list; apologised",
    ),
    # Belcour: event and mail.
    PastTouch(
        "ascenseurs-belcour.example", 42, "18:20", "event", "spoke", "neutral", "maintenance director",
        "panel on tenants' rights; took the card",
    ),
    PastTouch(
        "ascenseurs-belcour.example", 28, "09:30", "mail", "sent", "unknown", "maintenance director",
        "late checks by district, from the city's open data",
    ),
    PastTouch(
        "ascenseurs-belcour.example", 7, "10:05", "phone", "gatekeeper", "unknown", "reception",
        "in the field until Thursday",
    ),
    # The one that was dropped and the one that was swapped out.
    PastTouch(
        "hisskompaniet.example", 54, "09:10", "phone", "no_answer", "unknown", "owner",
        "on the road",
    ),
    PastTouch(
        "hisskompaniet.example", 46, "16:30", "phone", "spoke", "not_now", "owner",
        "likes it, has four technicians and no budget",
    ),
    PastTouch(
        "hisskompaniet.example", 42, "08:40", "phone", "spoke", "not_us", "owner",
        "a whiteboard is enough for four people",
    ),
    PastTouch(
        "kolbenwerk-rheinau.example", 44, "11:30", "phone", "gatekeeper", "unknown", "central purchasing",
        "register in the supplier portal first",
    ),
    PastTouch(
        "kolbenwerk-rheinau.example", 24, "14:50", "mail", "replied", "not_now", "central purchasing",
        "framework contract runs another fourteen months",
    ),
)  # fmt: skip
