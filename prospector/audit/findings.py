"""What a manager should look at: every finding with who, why, and the rows behind it. Nothing said, nothing found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prospector.audit.errors import bad
from prospector.audit.facts import Facts
from prospector.audit.groups import Fatigue
from prospector.audit.notes import BURST_MINUTES, Burst, Copied
from prospector.audit.stars import FallingStar
from prospector.audit.weeks import Drop
from prospector.model.audit import LINE, Errors, Finding, RepCard
from prospector.model.audit_kept import Risky
from prospector.model.figure import Number
from prospector.outreach.sameness import Repeated
from prospector.text import plural

KINDS = {
    "log": "the log was rewritten", "drop": "prospecting fell", "only_hot": "only hot leads are worked",
    "under_floor": "closed under the floor", "burst": "logged in a burst", "copied": "copied notes",
    "bad_data": "wrong data", "star": "whom to ask", "fatigue": "strategy fatigue", "line": "over the 70 % line",
    "waiting": "waiting for leads", "late": "hand-over over the clock", "missed": "commitments missed",
    "sameness": "the same words to different sectors", "soft": "soft reasons", "quiet": "silent for too long",
}  # fmt: skip
"""Every kind in words, the heaviest first."""
_FEW = 3
"""Rows below which a share says nothing about a rep."""


@dataclass(frozen=True)
class Found:
    """What the detectors found, to be put in words."""

    cards: Sequence[RepCard]
    drops: Sequence[Drop]
    bursts: Sequence[Burst]
    copies: Sequence[Copied]
    errors: Sequence[Errors]
    tired: Sequence[Fatigue]
    star: FallingStar | None
    dismissals: Sequence[Risky]
    same: Sequence[Repeated]
    broken: Sequence[str]


def findings(facts: Facts, found: Found) -> Sequence[Finding]:
    """Put everything that was found in words, the heaviest kind first."""
    every = [
        *(Finding("log", "", one, Number("log", "entries", 1), 5) for one in found.broken),
        *_drops(found.drops), *_logging(found), *_under_floor(found.dismissals), *_sources(found), *_star(found.star),
        *_hand_overs(facts), *_same(found.same),
        *(one for card in found.cards for one in _of_card(facts, card)),
    ]  # fmt: skip
    order = list(KINDS)
    return sorted(every, key=lambda one: (-one.weight, order.index(one.kind), one.who.casefold(), one.sentence))


def only_hot(card: RepCard) -> tuple[int, int, int, Number] | None:
    """Find who works only hot leads: nobody touched one of at least three cold targets, hot ones were tried three times.

    Hot is a good fit that is expected within two sales cycles; cold is every other target whose fit is known.
    Returns cold targets, attempts at hot ones, hot targets, and the number to open.
    """
    hot = [one for one in card.attention if (one.tier, one.horizon) == ("high", "short")]
    cold = [one for one in card.attention if one.tier != "none" and (one.tier, one.horizon) != ("high", "short")]
    there, tries = sum(one.covered.whole or 0 for one in cold), sum(one.touches for one in hot)
    if there < _FEW or tries < _FEW or any(one.covered.part for one in cold):
        return None
    targets = sum(one.covered.whole or 0 for one in hot)
    ids = tuple(key for one in hot for key in one.covered.ids)
    return there, tries, targets, Number(f"only_hot.{card.rep}", "hot targets touched", len(ids), targets, ids=ids)


def _of_card(facts: Facts, card: RepCard) -> Iterator[Finding]:
    hot = only_hot(card)
    if hot is not None:
        cold, tries, targets, number = hot
        said = (
            f"{card.rep} works only hot leads: 0 of {plural(cold, 'cold target')} touched, "
            f"{plural(tries, 'attempt')} at {targets} hot"
        )
        yield Finding("only_hot", card.rep, said, number, 4)
    if (card.never.whole or 0) >= _FEW and (card.never.percent or 0) >= LINE:
        said = f"{card.rep} never touched {card.never.text} targets: over the {LINE} % line"
        yield Finding("line", card.rep, said, card.never, 4)
    if (card.named.whole or 0) >= _FEW and not card.named.part:
        said = f"{card.rep} waits: all {card.named.whole} new names came to us, none was chosen"
        yield Finding("waiting", card.rep, said, card.named, 3)
    if card.kept.whole and card.kept.part < card.kept.whole:
        said = f"{card.rep} kept {card.kept.part} of {plural(card.kept.whole, 'commitment')}"
        yield Finding("missed", card.rep, said, card.kept, 2)
    for number in (card.dropped, card.put_off):
        if number.part >= _FEW and (number.share or 0) > 0.5:  # noqa: PLR2004 - more than half
            yield Finding("soft", card.rep, f"{card.rep}: {number.text} {number.label}", number, 2)
    if card.quiet.part:
        said = f"{card.rep}: {plural(card.quiet.part, 'target')} silent for more than {facts.rules.quiet_days} working days"
        yield Finding("quiet", card.rep, said, card.quiet, 1)


def _drops(drops: Sequence[Drop]) -> Iterator[Finding]:
    for one in drops:
        said = (
            f"{one.rep}: prospecting {one.percent} % down since {one.deal} came in {one.since} "
            f"({plural(round(one.now), 'attempt')} a week, usually {one.usual:.0f}; {plural(one.weeks, 'week')})"
        )
        number = Number(f"drop.{one.rep}", "deals since which it fell", 1, ids=(one.account_id,))
        yield Finding("drop", one.rep, said, number, 5)


def _logging(found: Found) -> Iterator[Finding]:
    for one in found.bursts:
        within = plural(one.minutes, "minute")
        said = f"{one.rep} wrote down {len(one.touches)} touches within {within} on {one.begin[:10]}"
        number = Number(
            f"burst.{one.rep}.{one.begin}",
            f"touches within {BURST_MINUTES} minutes",
            len(one.touches),
            kind="touch",
            ids=one.touches,
        )
        yield Finding("burst", one.rep, said, number, 4)
    for copy in found.copies:
        said = f"{copy.rep} left the same note at {len(copy.companies)} companies"
        number = Number(
            f"copied.{copy.rep}.{min(copy.touches)}",
            "touches with the note",
            len(copy.touches),
            kind="touch",
            ids=copy.touches,
        )
        yield Finding("copied", copy.rep, said, number, 4, (f"“{copy.note}”",))


def _under_floor(dismissals: Sequence[Risky]) -> Iterator[Finding]:
    closed = [one for one in dismissals if one.kind == "under_floor"]
    for rep in sorted({one.rep for one in closed}, key=str.casefold):
        mine = [one for one in closed if one.rep == rep]
        ids = tuple(one.account_id for one in mine if one.account_id)
        said = f"{rep} closed {plural(len(mine), 'target')} as no response under the floor"
        number = Number(f"under_floor.{rep}", "closed under the floor", len(mine), ids=ids)
        yield Finding("under_floor", rep, said, number, 4, tuple(one.said for one in mine))


def _sources(found: Found) -> Iterator[Finding]:
    for one in bad(found.errors):
        what = f"{one.rate.field.replace('_', ' ')}s" if one.rate.field else "values"
        gave = "names from " if one.by == "names" else ""
        yield Finding(
            "bad_data", one.rate.source, f"{gave}{one.rate.source}, {what}: {one.rate.sentence}", one.refuted, 3
        )
    for tired in found.tired:
        tried = f"{plural(tired.tried.part, 'name')} tried with {plural(tired.tries, 'attempt')}"
        said = f"{tired.by} {tired.value}: {tried}, none advanced"
        yield Finding("fatigue", tired.value, said, tired.tried, 3)


def _star(star: FallingStar | None) -> Iterator[Finding]:
    if star is not None:
        number = Number(f"star.{star.rep}", "last reactions", len(star.touches), kind="touch", ids=star.touches)
        yield Finding("star", star.rep, star.sentence, number, 3, star.lines)


def _hand_overs(facts: Facts) -> Iterator[Finding]:
    late = [one for one in facts.hand_overs if one.late and (one.state == "offered" or facts.inside(one.answered_at))]
    for who in sorted({one.given_to for one in late}, key=str.casefold):
        mine = [one for one in late if one.given_to == who]
        waiting = sum(one.state == "offered" for one in mine)
        said = f"{who}: {plural(len(mine), 'hand-over')} over the clock, {waiting} waiting still"
        number = Number(
            f"late.{who}", "hand-overs over the clock", len(mine), kind="hand_over", ids=tuple(one.id for one in mine)
        )
        lines = tuple(f"{one.name} from {one.given_by}: {plural(one.waiting_days, 'working day')}" for one in mine)
        yield Finding("late", who, said, number, 3, lines)


def _same(same: Sequence[Repeated]) -> Iterator[Finding]:
    for one in same:
        ids = tuple(dict.fromkeys(text.account_id for text in one.sent))
        sectors = ", ".join(name or "none known" for name in one.sectors)
        said = f"one text went to {len(one.sectors)} sectors ({sectors}), with no word about any company"
        yield Finding(
            "sameness", "", said, Number(f"same.{ids[0]}", "companies", len(ids), ids=ids), 2, (f"“{one.text}”",)
        )
