"""Suggestions: companies like the profile or like the best accounts, from open sources, explained by what they share."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from prospector.errors import NotFound
from prospector.identity.party import Party
from prospector.model.account import ListRow
from prospector.model.ids import new_id
from prospector.pipeline import likes
from prospector.pipeline.known import Known
from prospector.pipeline.likes import Like, Shared
from prospector.pipeline.listed import Lists
from prospector.pipeline.listing import account
from prospector.pipeline.naming import ListFull, Named, Naming
from prospector.plan.plans import Plans
from prospector.research import doubts
from prospector.research.ask import open_fetcher
from prospector.research.candidates import company
from prospector.research.finding import Candidate, Discoverer
from prospector.research.inquiry import Answer, able, inquire
from prospector.research.protocol import Company
from prospector.research.standing import claims_of
from prospector.research.weighing import conflict
from prospector.settings import Settings
from prospector.store.store import Store

if TYPE_CHECKING:
    from prospector.research.fetch.client import Fetcher

BEST = 3
"""Accounts that suggestions are made after, besides the profile."""
_ADVANCED = ("opportunity", "handed_over", "qualified", "lead")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One company that is worth a look."""

    candidate: Candidate
    source: str
    label: str
    """The source as people call it."""
    shared: Shared
    also: Sequence[str] = ()
    """Other sources that know it."""
    account_id: str = ""
    """The account that it is, or may be."""
    account: str = ""
    place: str = ""
    """Where that one is: `active`, `bench`, `dropped`, empty when nobody has it."""
    verdict: str = ""
    """`same`, `review` or `related`, empty when nobody here is like it."""
    lesson: str = ""
    """Why it was dropped, and what was learnt."""

    @property
    def known(self) -> bool:
        """Say whether it is in the workspace already, so that it can't be taken."""
        return self.verdict == "same"


@dataclass(frozen=True, slots=True)
class Suggested:
    """What was asked, what came back."""

    likes: Sequence[Like]
    found: Sequence[Suggestion]
    """The best first; those that are here already stand behind."""
    answers: Sequence[Answer[Candidate]] = field(default_factory=tuple)


class Suggesting:
    """Finds look-alikes."""

    def __init__(self, store: Store, settings: Settings, plans: Plans, known: Known, naming: Naming) -> None:
        """Work through the services that hang off the workspace."""
        self.store, self.settings = store, settings
        self.plans, self.known, self.naming = plans, known, naming
        self.last: Suggested | None = None
        """What was found last by this process."""

    def models(self, account_ids: Sequence[str] = ()) -> list[Like]:
        """Return what suggestions are made after: these accounts, else the profile and the rep's best accounts.

        Raises NotFound, saying what to do, when nothing is known to go by.
        """
        if account_ids:
            found = [self._like(key) for key in account_ids]
        else:
            profile = self.plans.profile()
            rows = [row for row in Lists(self.store).rows(self.store.actor) if _good(row)]
            found = [
                *(likes.of_profile(profile) if profile else []),
                *(self._like(row.id) for row in sorted(rows, key=_best)),
            ]
        usable = [one for one in found if one is not None and _askable(one)]
        if not usable:
            raise NotFound(
                "nothing to go by yet: write industries into the profile (prospect profile), or research an account first"
            )
        profiles = [one for one in usable if not one.account_id]
        return [*profiles, *[one for one in usable if one.account_id][: max(BEST, len(account_ids))]]

    async def suggest(
        self,
        *,
        like: Sequence[str] = (),
        limit: int = 20,
        only: Sequence[str] | None = None,
        say: Callable[[str], None] = lambda _line: None,
    ) -> Suggested:
        """Ask the sources that can be asked by industry, place and size; nothing is written.

        Raises NotFound as `models` does, BadInput for an unknown source in `only`.
        """
        sources = able(self.settings, only, Discoverer)
        models = await asyncio.to_thread(self.models, like)
        labels = {source.name: source.label for source in sources}
        async with open_fetcher(self.settings, self.store.clock) as fetcher:
            asked = await asyncio.gather(*(self._ask(fetcher, source, models, say) for source in sources))
        found = [
            Suggestion(candidate, answer.source, labels[answer.source], best)
            for answers in asked
            for answer in answers
            for raw in answer.found
            if (candidate := doubts.cleaned(raw)) is not None and candidate.name
            if (best := max((likes.shared(one, candidate) for one in models), key=lambda one: one.score)).traits
        ]
        ranked = await asyncio.to_thread(self._told, found)
        answers = tuple(answer for several in asked for answer in several)
        self.last = Suggested(tuple(models), tuple(ranked[:limit]), answers)
        return self.last

    def take(self, one: Suggestion, *, bench: bool = False, different: bool = False, batch: str = "") -> Named:
        """Put a suggestion into the next free slot, or on the bench; its number in the register comes with it, as one act.

        Raises AlreadyKnown and ListFull as naming does.
        """
        shared, candidate = batch or new_id(), one.candidate
        named = self.naming.name(
            candidate.name, domain=candidate.domain, why=one.shared.sentence, country=candidate.country,
            city=candidate.city.title() if candidate.city.isupper() else candidate.city, source=one.source,
            origin="chosen", bench=bench, different=different, judge="different" if different else None, batch=shared,
        )  # fmt: skip
        if candidate.registry_id or candidate.lei:
            with self.store.action(f"Known of {named.name}: its number at {one.label}", batch=shared) as action:
                doubts.confirm(action, named.account_id, one.source, candidate)
        return named

    def take_or_bench(self, one: Suggestion, batch: str = "") -> Named:
        """Take a suggestion into a slot, or onto the bench when the list is full."""
        try:
            return self.take(one, batch=batch)
        except ListFull:
            return self.take(one, bench=True, batch=batch)

    def _like(self, account_id: str) -> Like | None:
        record = account(self.store.reader, account_id)
        claims = claims_of(self.store, account_id)
        return likes.of_account(account_id, record.name, record.domain, (record.country, record.city), claims)

    async def _ask(
        self, fetcher: Fetcher, source: Discoverer, models: Sequence[Like], say: Callable[[str], None]
    ) -> list[Answer[Candidate]]:
        """Ask one source once for each set of traits; a source that can't be asked so is not asked again."""
        answers: list[Answer[Candidate]] = []
        for traits in dict.fromkeys(one.traits for one in models):
            call = partial(source.discover, traits)
            answers.append(await inquire(self.settings, fetcher, source, Company(name=""), call, say))  # type: ignore[arg-type]
            if answers[-1].state not in ("found", "nothing", "skipped", "wrong_company"):
                break
        return answers

    def _told(self, found: Sequence[Suggestion]) -> list[Suggestion]:
        """Return each company once, checked against what is here, the best first and the known ones last."""
        from prospector.identity.matcher import Matcher

        matcher, kept = Matcher(), dict[str, Suggestion]()
        for number, one in enumerate(sorted(found, key=lambda one: -one.shared.score)):
            party = _party(f"s{number}", one.candidate)
            twin = next((match.id for match in matcher.lookup(party, 1) if match.verdict == "same"), "")
            twin = twin or next((key for key, other in kept.items() if _same_site(other.candidate, one.candidate)), "")
            if not twin:
                matcher.add(party)
                kept[party.id] = self._checked(one)
            elif one.source != kept[twin].source and one.source not in kept[twin].also:
                before = kept[twin]
                kept[twin] = replace(
                    before, also=(*before.also, one.source), candidate=_filled(before.candidate, one.candidate)
                )
        return sorted(
            kept.values(), key=lambda one: (one.known, one.place == "dropped", -one.shared.score, one.candidate.name)
        )

    def _checked(self, one: Suggestion) -> Suggestion:
        """Return a suggestion with who it is, or may be, here already."""
        asked = one.candidate
        matches = self.known.lookup(
            asked.name, domain=asked.domain or None, country=asked.country or None, city=asked.city or None, limit=1
        )
        best = matches[0] if matches else None
        if best is None or best.verdict == "different":
            return one
        record = account(self.store.reader, best.id)
        if best.verdict == "same" and conflict(company(self.store.reader, best.id) or Company(asked.name), asked):
            best = replace(best, verdict="review")
        lesson = " · ".join(filter(None, (record.reason, record.lesson))) if best.place == "dropped" else ""
        return replace(
            one, account_id=best.id, account=best.name, place=best.place, verdict=best.verdict, lesson=lesson
        )


def _good(row: ListRow) -> bool:
    return row.claims > 0 and not (row.fit is not None and row.fit.disqualified)


def _best(row: ListRow) -> tuple[int, float]:
    stage = _ADVANCED.index(row.stage) if row.stage in _ADVANCED else len(_ADVANCED)
    return stage, -((row.fit.low + row.fit.high) / 2 if row.fit else 0)


def _askable(like: Like) -> bool:
    return bool(like.traits.industries or like.traits.codes or like.traits.sites)


def _party(key: str, one: Candidate) -> Party:
    return Party(
        id=key, names=(one.name,), domains=(one.domain,) if one.domain else (), country=one.country or None,
        city=one.city or None, registry_ids=(one.registry_id,) if one.registry_id else (), lei=one.lei or None,
    )  # fmt: skip


def _same_site(one: Candidate, other: Candidate) -> bool:
    return bool(one.domain) and one.domain == other.domain


def _filled(one: Candidate, other: Candidate) -> Candidate:
    """Return a candidate with what another source knows where it knows nothing."""
    return replace(
        one, domain=one.domain or other.domain, city=one.city or other.city, country=one.country or other.country,
        employees=one.employees if one.employees is not None else other.employees, lei=one.lei or other.lei,
    )  # fmt: skip
