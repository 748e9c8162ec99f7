"""The manager's audit: one period's figures, the sample, long shots, letters, agenda and signature."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from prospector.audit import cards, errors, groups, never, notes, risky, signing, stars, weeks
from prospector.audit.agenda import agenda
from prospector.audit.behind import rows as rows_behind
from prospector.audit.facts import Facts
from prospector.audit.findings import Found, findings
from prospector.audit.letters import letter
from prospector.audit.longshots import holder_elsewhere, keep, long_shots
from prospector.audit.meaning import definitions
from prospector.audit.sampling import SIZE, Samples
from prospector.errors import BadInput, NotFound, Refused
from prospector.model.audit import AuditFigures
from prospector.model.audit_kept import Letter, LongShotRow, Risky, Sample, SignOffRecord
from prospector.model.figure import Behind, Number
from prospector.model.weeks import week_of
from prospector.text import clean

if TYPE_CHECKING:
    from prospector.model.corridor import Corridor
    from prospector.outreach.drafts import Drafts
    from prospector.outreach.sittings import Sittings
    from prospector.pipeline.complaints import Complaints
    from prospector.pipeline.hand_over import HandOvers
    from prospector.pipeline.naming import Naming
    from prospector.plan.strategy import Strategy
    from prospector.store.reads import Reader
    from prospector.store.store import Store

WEEK = timedelta(days=6)


class Audit:
    """The audit of one workspace."""

    def __init__(
        self, store: Store, strategy: Strategy, hand_overs: HandOvers, sittings: Sittings, complaints: Complaints,
        drafts: Drafts, naming: Naming,
    ) -> None:  # fmt: skip
        """Work on `store`; the other services say what they know of their subjects."""
        self.store = store
        self.kept = store
        self.samples = Samples(store)
        self._parts: Mapping[str, Reader] = {}
        self._strategy = strategy
        self._hand_overs = hand_overs
        self._sittings = sittings
        self._complaints = complaints
        self._drafts = drafts
        self._naming = naming

    def keep_in(self, kept: Store, parts: Mapping[str, Reader]) -> None:
        """Keep samples, verdicts and signatures in the workspace `kept`, while what is read are the others, `parts`."""
        self.kept, self.samples, self._parts = kept, Samples(kept, self.store.reader), parts

    # The period

    def period(self, since: date | None = None, until: date | None = None) -> tuple[date, date]:
        """Return first and last day: what is left out follows from the last signature, else a week up to today.

        Raises BadInput for a period that ends before it begins, or begins after today.
        """
        today = self.store.clock.today()
        last = until or today
        before = signing.last(self.kept.reader)
        first = since or (
            date.fromisoformat(before.until) if before and before.until <= last.isoformat() else last - WEEK
        )
        if first > last:
            raise BadInput(f"the period begins on {first} and ends on {last}: give an earlier day for --since")
        if first > today:
            raise BadInput(f"{first} has not come yet: give a day up to {today}")
        return first, last

    def facts(self, since: date | None = None, until: date | None = None, reps: Sequence[str] = ()) -> Facts:
        """Return what the measures of a period count. Raises BadInput as `period`, NotFound for a rep nobody knows."""
        first, last = self.period(since, until)
        before = signing.last(self.kept.reader)
        begun = before.signed_at if before and since is None and before.until == first.isoformat() else ""
        strategy = self._strategy
        found = Facts(
            self.store.reader, first, last, self.store.clock.today(), begun, tuple(clean(rep) for rep in reps),
            strategy.rules(), strategy.calendar, strategy.protected_hours,
            lambda: {key: one.name for key, one in strategy.segments_of().items()} if strategy.segments.all() else {},
            lambda: self._sittings.of(None), self._hand_overs.listed,
        )  # fmt: skip
        known = {rep.casefold() for rep in found.reps}
        if wrong := next((rep for rep in found.only if rep.casefold() not in known), None):
            raise NotFound(f"no rep “{wrong}” has a list or touched anybody here: `prospect audit` prints who has")
        return found

    # The figures

    def week(self, since: date | None = None, until: date | None = None, reps: Sequence[str] = ()) -> AuditFigures:
        """Return everything that the audit of a period shows; `reps` limits it to their lists and their work.

        Raises BadInput, NotFound.
        """
        return self.figures(self.facts(since, until, reps))

    def figures(self, facts: Facts) -> AuditFigures:
        """Return everything that the audit shows of these facts."""
        every, rates = cards.cards(facts), errors.error_rates(facts)
        dismissed, broken = (
            risky.dismissals(facts, self._corridor(facts)),
            signing.broken(self.kept.reader, self._parts),
        )
        found = Found(
            cards=every, drops=[one for rep in facts.reps if (one := weeks.drop_of(facts, rep))],
            bursts=notes.bursts(facts), copies=notes.copied(facts), errors=rates, tired=groups.tired(facts),
            star=stars.falling_star(facts), dismissals=dismissed, same=self._drafts.repeated(), broken=broken,
        )  # fmt: skip
        return AuditFigures(
            since=facts.since, until=facts.until, today=facts.today, reps=facts.reps,
            never=never.never_touched(facts.active), curve=never.curve_of(facts, facts.leads.values()),
            curves=never.curves(facts), ages=never.by_age(facts, facts.active), horizons=never.by_horizon(facts),
            funnel=groups.funnel(facts), cards=every, groups=groups.groups(facts), explored=groups.explored(facts),
            waiting=cards.waiting_index(facts, facts.leads.values()), pipeline=cards.pipeline(facts),
            per_target=never.touches_per_target(facts), errors=rates, hand_overs=_hand_overs(facts),
            findings=findings(facts, found), long_shots=long_shots(facts),
            complaints=[one.text for one in self._complaints.by_source()], dismissals=dismissed,
            overrides=_overrides(facts), unsigned=self._unsigned(), last=signing.last(self.kept.reader), broken=broken,
            definitions=definitions(),
        )  # fmt: skip

    def rows(self, number: Number, limit: int = 200) -> Sequence[Behind]:
        """Return the rows behind a number, the newest first."""
        return rows_behind(self.store.reader, number, limit)

    # The sample

    def population(self, facts: Facts) -> Sequence[Risky]:
        """Return everything risky of a period, that a sample may be drawn from."""
        return risky.risky(facts, notes.bursts(facts), notes.copied(facts), self._corridor(facts))

    def sample(self, facts: Facts, size: int = SIZE, seed: str = "") -> Sample:
        """Draw a sample of a period and keep it; the ISO week is the seed where none is given. Raises BadInput."""
        period = (facts.since.isoformat(), facts.until.isoformat(), ",".join(sorted(facts.only)))
        return self.samples.take(self.population(facts), size, clean(seed) or week_of(facts.until), period)

    # Long shots, letters, agenda, signature

    def long_shots(self) -> Sequence[LongShotRow]:
        """Return the long-shot register, what is to be decided first."""
        return long_shots(self.facts())

    def keep(self, account_id: str, until: str, reason: str) -> None:
        """Keep a long shot on its list until a day. Raises BadInput, Refused, NotFound."""
        keep(self.store, account_id, until, reason)

    def drop(self, account_id: str, reason: str, lesson: str = "") -> None:
        """Drop a long shot, whosever it is; the reason is that it does not fit.

        Raises Refused without words, and in a team's database for another rep's: who reads all writes nobody's list.
        """
        holder = holder_elsewhere(self.store, account_id)
        if holder is not None:
            name, rep = holder
            raise Refused(
                f"{name} is on {rep}'s list, and in a team's database {rep} alone drops it: keep it until a day "
                f"(`prospect audit keep`), or leave it to the agenda, which asks {rep} to decide"
            )
        self._naming.drop(account_id, reason, lesson, code="bad_fit")

    def letter(self, source: str = "", namer: str = "") -> Letter:
        """Return the fate and the reason of every name of a source, or of a namer. Raises NotFound."""
        if namer:
            return letter(self.facts(), "namer", namer)
        said = [
            f"{one.name + ': ' if one.name else ''}{one.said} ({one.made_by}, {one.made_at[:10]})"
            + (f"; answered: {one.answer}" if one.answer else "")
            for one in self._complaints.all() if one.source.casefold() == clean(source).casefold()
        ]  # fmt: skip
        return letter(self.facts(), "source", source, said)

    def agenda(self, figures: AuditFigures) -> str:
        """Return what to talk about, as Markdown."""
        return agenda(figures, self.samples.asked(), self.samples.waiting())

    def sign(self, since: date | None = None, until: date | None = None, note: str = "") -> SignOffRecord:
        """Sign the period as read; the next audit starts at this moment. Raises Refused for a day signed already."""
        first, last = self.period(since, until)
        return signing.sign(self.kept, first.isoformat(), last.isoformat(), note, self._parts)

    def signed(self) -> SignOffRecord | None:
        """Return the newest signature, None before the first."""
        return signing.last(self.kept.reader)

    def _unsigned(self) -> Sequence[str]:
        definition = self._strategy.definition()
        return tuple(definition.unsigned) if definition.version else ()

    def _corridor(self, facts: Facts) -> _Corridors:
        return _Corridors(self._strategy, facts)


class _Corridors:
    """The corridor of each account, from its segment; computed once for each segment."""

    def __init__(self, strategy: Strategy, facts: Facts) -> None:
        """Ask `strategy` for the corridor of the segments that `facts` know."""
        self._of_segment = {one.name: strategy.corridor_for(one) for one in strategy.segments.all()}
        self._plain = strategy.corridor_for(None)
        self._facts = facts

    def __call__(self, account_id: str) -> Corridor:
        """Return the corridor of one account."""
        return (
            self._of_segment.get(self._facts.segments.get(account_id, ""), self._plain)
            if self._of_segment
            else self._plain
        )


def _hand_overs(facts: Facts) -> Sequence[Number]:
    """Return hand-over clocks: offered in the period or open, those over the clock, and each kind of answer."""
    there = [
        one
        for one in facts.hand_overs
        if one.state == "offered" or facts.inside(one.offered_at) or facts.inside(one.answered_at)
    ]
    found = [Number("hand_overs", "hand-overs", len(there), kind="hand_over", ids=tuple(one.id for one in there))]
    late = tuple(one.id for one in there if one.late)
    found.append(Number("hand_overs.late", "over the clock", len(late), len(there), "hand_over", ids=late))
    for state in ("offered", "accepted", "returned", "recycled"):
        ids = tuple(one.id for one in there if one.state == state)
        found.append(Number(f"hand_overs.{state}", state, len(ids), len(there), "hand_over", ids=ids))
    return found


def _overrides(facts: Facts) -> Sequence[Number]:
    by_rule: dict[str, list[str]] = defaultdict(list)
    for row in risky.overrides(facts):
        by_rule[row[2]].append(row[0])
    return [
        Number(f"overrides.{rule}", rule, len(ids), kind="override", ids=tuple(ids))
        for rule, ids in sorted(by_rule.items())
    ]
