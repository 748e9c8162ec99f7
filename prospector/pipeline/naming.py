"""The exercise: naming companies into the slots of a list, and moving them between list, bench and drop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prospector.errors import BadInput, Refused
from prospector.identity.judgements import write as write_judgement
from prospector.identity.merging import MERGED
from prospector.identity.party import Party
from prospector.model.account import ORIGINS, Match
from prospector.outreach.suppression import find, refuse
from prospector.pipeline.board import Board, board_of, free_slot
from prospector.pipeline.checked import checked_country, checked_domain, checked_name, checked_reason
from prospector.pipeline.door import Door
from prospector.pipeline.known import Known
from prospector.plan.strategy import Strategy
from prospector.research.keeping import follow_place
from prospector.store.store import Store
from prospector.text import clean, clean_name, clean_text

if TYPE_CHECKING:
    from prospector.model.tables import Account, Target
    from prospector.store.action import Action


class AlreadyKnown(Refused):
    """The company is in the workspace already, or may be; `matches` says which and why."""

    def __init__(self, sentence: str, matches: Sequence[Match]) -> None:
        """Keep the sentence and the candidates, best first."""
        super().__init__(sentence)
        self.matches = tuple(matches)


class ListFull(Refused):
    """The active list has no free slot: a name comes in by swapping one out, or waits on the bench."""


@dataclass(frozen=True, slots=True)
class Named:
    """What became of a name."""

    account_id: str
    name: str
    domain: str | None
    place: str
    slot: int | None


class Naming:
    """Names, swaps and drops for the acting rep."""

    def __init__(
        self,
        store: Store,
        known: Known,
        size: int,
        after: Callable[[Action, str], None] = lambda _action, _account: None,
        strategy: Strategy | None = None,
    ) -> None:
        """Work on `store`; `size` is the number of slots, `after` runs inside the action that names (the fit).

        `strategy` says which sources are tired or bring names that have to wait.
        """
        self._after = after
        self._door = Door(strategy or Strategy(store))
        self.store = store
        self.known = known
        self.size = size

    def board(self) -> Board:
        """Return where the exercise stands; it resumes here after any interruption."""
        return board_of(self.store.reader, self.store.actor, self.size)

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
        entry = self._door.entry(source)
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

    def swap(self, out_id: str, in_id: str, reason: str) -> Named:
        """Put the target `in_id` into the slot of `out_id`, which goes to the bench. Raises Refused without a reason."""
        from prospector.model.tables import Account

        why = checked_reason(reason, "swapping a target out")
        with self.store.action("Swap", reason=why) as action:
            going, coming = self._target(action, out_id), self._target(action, in_id)
            if going.place != "active":
                raise Refused(
                    f"{self._called(action, out_id)} is not on the list: only an active target gives up a slot"
                )
            if coming.place == "active":
                raise Refused(f"{self._called(action, in_id)} is on the list already")
            self._door.check_slot(action.get(Account, in_id), coming)
            slot = going.slot
            self._move(action, going, "bench", None, why)
            self._move(action, coming, "active", slot, "")
            action.retitle(f"Swap {self._called(action, out_id)} for {self._called(action, in_id)}")
            called = self._called(action, in_id)
        return Named(in_id, called, None, "active", slot)

    def drop(self, account_id: str, reason: str, lesson: str = "") -> None:
        """Take a target off list and bench, with a reason and a lesson. Raises Refused without a reason."""
        why = checked_reason(reason, "dropping a target")
        with self.store.action("Drop", reason=why) as action:
            target = self._target(action, account_id)
            if target.place == "dropped":
                raise Refused(f"{self._called(action, account_id)} was dropped already")
            self._move(action, target, "dropped", None, why)
            target.lesson = clean_text(lesson)
            action.retitle(f"Drop {self._called(action, account_id)}")

    def to_bench(self, account_id: str, reason: str = "") -> None:
        """Send an active target to the bench. Raises Refused for one that waits there already or was dropped."""
        with self.store.action("To the bench", reason=clean(reason)) as action:
            target = self._target(action, account_id)
            if target.place != "active":
                where = "on the bench already" if target.place == "bench" else "dropped: put it on the list first"
                raise Refused(f"{self._called(action, account_id)} is {where}")
            self._move(action, target, "bench", None, clean(reason))
            action.retitle(f"{self._called(action, account_id)} to the bench")

    def activate(self, account_id: str) -> Named:
        """Put a target from the bench (or a dropped one) into a free slot. Raises ListFull, Refused."""
        from prospector.model.tables import Account

        with self.store.action("To the list") as action:
            target = self._target(action, account_id)
            if target.place == "active":
                raise Refused(f"{self._called(action, account_id)} is on the list already")
            self._door.check_slot(action.get(Account, account_id), target)
            slot = self._slot(action, target.rep)
            self._move(action, target, "active", slot, "")
            action.retitle(f"{self._called(action, account_id)} to the list")
            called = self._called(action, account_id)
        return Named(account_id, called, None, "active", slot)

    def edit(self, account_id: str, **fields: str) -> None:
        """Change name, domain, pain, why, country, city or sector of an account. Raises BadInput for anything else."""
        from prospector.model.tables import Account

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

    def mend(self, action: Action) -> list[str]:
        """Find a place for targets that an undo separated again but whose slot is somebody else's now.

        Returns a sentence for each of them.
        """
        from prospector.model.tables import Account, Target

        action.session.flush()
        moved = []
        for target in action.find(Target, Target.place == MERGED):
            account = action.get(Account, target.account_id)
            if account is not None and account.merged_into is None:
                self._move(action, target, "bench", None, "")
                moved.append(f"{account.name} waits on the bench: its slot is taken")
        return moved

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
        for other in self.known.parties([match.id for match in alike]).values():
            write_judgement(action, mine, other, answer, "")

    def _slot(self, action: Action, rep: str) -> int:
        from prospector.model.tables import Target

        taken = action.find(Target, Target.rep == rep, Target.place == "active")
        slot = free_slot({one.slot for one in taken}, self.size)
        if slot is None:
            raise ListFull(
                f"the list is full ({self.size} of {self.size}): swap one out with a reason, or use the bench"
            )
        return slot

    def _target(self, action: Action, account_id: str) -> Target:
        from prospector.model.tables import Target

        found = action.find(Target, Target.account_id == account_id)
        if not found:
            raise Refused("this account is on nobody's list")
        return found[0]

    @staticmethod
    def _move(action: Action, target: Target, place: str, slot: int | None, reason: str) -> None:
        target.place, target.slot, target.reason, target.since = place, slot, reason, action.now()

    @staticmethod
    def _called(action: Action, account_id: str) -> str:
        from prospector.model.tables import Account

        found = action.get(Account, account_id)
        return found.name if found else account_id


def _refuse(name: str, alike: Sequence[Match]) -> None:
    if not alike:
        return
    best = alike[0]
    said = f" ({best.why[0]})" if best.why else ""
    if best.verdict == "same":
        where = {"active": "on the list", "bench": "on the bench", "dropped": "dropped"}.get(best.place, "here")
        raise AlreadyKnown(f"{name} is {where} already as {best.name}{said}", alike)
    raise AlreadyKnown(f"{name} may be {best.name}, which is here already{said}: is it the same?", alike)
