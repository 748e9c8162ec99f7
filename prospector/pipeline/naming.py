"""The exercise: naming companies into the slots of a list, and moving them between list, bench and drop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from prospector.errors import BadInput, Refused
from prospector.identity.judgements import write as write_judgement
from prospector.identity.party import Party
from prospector.model.account import ORIGINS, Match
from prospector.outreach.bench import Bench
from prospector.outreach.corridor import Breach
from prospector.outreach.suppression import find, refuse, refuse_erased
from prospector.pipeline.board import Board, board_of
from prospector.pipeline.checked import checked_country, checked_domain, checked_name
from prospector.pipeline.door import Door
from prospector.pipeline.known import Known
from prospector.pipeline.moves import ListFull, Moves, Named
from prospector.pipeline.parties import own
from prospector.plan.strategy import Strategy
from prospector.research.keeping import follow_place
from prospector.store.store import Store
from prospector.text import clean, clean_name, clean_text

if TYPE_CHECKING:
    from prospector.model.tables import Account
    from prospector.store.action import Action


__all__ = ["AlreadyKnown", "ListFull", "Named", "Naming"]


class AlreadyKnown(Refused):
    """The company is in the workspace already, or may be; `matches` says which and why."""

    def __init__(self, sentence: str, matches: Sequence[Match]) -> None:
        """Keep the sentence and the candidates, best first."""
        super().__init__(sentence)
        self.matches = tuple(matches)


class Naming(Moves):
    """Names, swaps and drops for the acting rep."""

    def __init__(
        self,
        store: Store,
        known: Known,
        size: int,
        after: Callable[[Action, str], None] = lambda _action, _account: None,
        strategy: Strategy | None = None,
        closing: Callable[[str], Breach | None] = lambda _account: None,
        role: str = "",
    ) -> None:
        """Work on `store`; `size` is the number of slots, `after` runs inside the action that names (the fit).

        `strategy` says which sources are tired or bring names that have to wait, `closing` what the floor still asks for.
        """
        super().__init__(store, size, Door(strategy or Strategy(store)), closing, role)
        self._after = after
        self._bench = Bench(store)
        self.known = known

    def board(self) -> Board:
        """Return where the exercise stands; it resumes here after any interruption."""
        return board_of(self.store.reader, self.store.actor, self.size, self._bench.waiting(self.store.actor))

    def name(
        self,
        typed: str,
        *,
        domain: str = "",
        pain: str = "",
        why: str = "",
        country: str = "",
        city: str = "",
        source: str = "own naming",
        origin: str = "chosen",
        bench: bool = False,
        different: bool = False,
        judge: str | None = None,
        batch: str = "",
    ) -> Named:
        """Put a company into the next free slot, or on the bench; names of bought and rented lists wait there always.

        Raises AlreadyKnown when it is, or may be, here already (`different` answers that it is another one), ListFull
        when no slot is free and the bench was not asked for, BadInput for an empty name or a domain that is none.
        Raises Fatigued when many names from `source` were tried, none advanced, and nobody has justified it since.
        `judge` keeps an answer (`different`, `related`) about those that look alike, so that it is not asked again.
        """
        name, host = checked_name(typed), checked_domain(domain)
        if origin not in ORIGINS:
            raise BadInput(f"unknown origin “{clean(origin)}”: one of {', '.join(ORIGINS)}")
        refuse(find(self.store.reader, [("company", name), ("domain", host or "")]), f"naming {name}")
        looked_at = self._newest()
        alike = self._alike(name, host, country, city)
        if not different:
            _refuse(name, alike)
        entry = self.door.entry(source)
        from prospector.model.tables import Account, Target

        with self.store.action(f"Name {name}", batch=batch) as action:
            if not different and self._newest() != looked_at:
                _refuse(
                    name, self._alike(name, host, country, city)
                )  # somebody wrote between the first look and the lock
            slot = None if bench or entry.waits else self._slot(action, self.store.actor)
            account = action.add(
                Account(name=name, domain=host, country=checked_country(country), city=clean(city) or None, source=entry.source,
                        origin=origin, named_by=self.store.actor, named_at=action.now())
            )  # fmt: skip
            place = "bench" if slot is None else "active"
            action.add(
                Target(account_id=account.id, rep=self.store.actor, place=place, slot=slot, pain=clean_text(pain),
                       why=clean_text(why), since=action.now())
            )  # fmt: skip
            action.session.flush()
            if judge:
                self._judge(action, account, alike, judge)
            self._after(action, account.id)
        return Named(account.id, name, host, place, slot)

    def edit(self, account_id: str, **fields: str) -> None:
        """Change name, domain, pain, why, country, city or sector of an account. Raises BadInput for anything else."""
        from prospector.model.tables import Account

        for kind, field in (("company", "name"), ("domain", "domain")):
            refuse_erased(
                self.store.reader, [(kind, fields.get(field, ""))], f"the {field} {clean(fields.get(field, ''))}"
            )
        with self.store.action("Edit") as action:
            account, target = action.get(Account, account_id), self._target(action, account_id)
            for key, value in fields.items():
                if key == "name" and account:
                    account.name = checked_name(value)
                elif key == "domain" and account:
                    account.domain = checked_domain(value)
                elif key == "sector" and account:
                    account.sector = clean_name(value)
                elif key in ("pain", "why"):
                    setattr(target, key, clean_text(value))
                elif key in ("country", "city") and account:
                    setattr(account, key, checked_country(value) if key == "country" else clean(value) or None)
                else:
                    raise BadInput(
                        f"“{clean(key)}” can't be edited: name, domain, pain, why, country, city or sector can"
                    )
            if account and not {"country", "city"}.isdisjoint(fields):
                follow_place(action, account_id, account.city, account.country)
            action.retitle(f"Edit {self._called(action, account_id)}: {', '.join(fields)}")
            action.session.flush()
            self._after(action, account_id)

    def _newest(self) -> int:
        return self.store.reader.value("SELECT MAX(number) FROM action") or 0

    def _alike(self, name: str, domain: str | None, country: str, city: str) -> list[Match]:
        """Return the accounts that are this company, or may be."""
        matches = self.known.lookup(name, domain=domain, country=country or None, city=city or None, limit=3)
        return [match for match in matches if match.verdict in ("same", "review")]

    def _judge(self, action: Action, account: Account, alike: Sequence[Match], answer: str) -> None:
        """Keep what was said about those that look alike, so that nobody is asked again."""
        mine = Party(
            id=account.id,
            names=(account.name,),
            domains=(account.domain,) if account.domain else (),
            country=account.country,
            city=account.city,
        )
        for other in own(self.store.reader, [match.id for match in alike]).values():
            write_judgement(action, mine, other, answer, "")


def _refuse(name: str, alike: Sequence[Match]) -> None:
    if not alike:
        return
    best = alike[0]
    said = f" ({best.why[0]})" if best.why else ""
    if best.verdict == "same":
        where = {"active": "on the list", "bench": "on the bench", "dropped": "dropped"}.get(best.place, "here")
        raise AlreadyKnown(f"{name} is {where} already as {best.name}{said}", alike)
    raise AlreadyKnown(f"{name} may be {best.name}, which is here already{said}: is it the same?", alike)
