"""Shortlists: two to eight accounts side by side, pros and cons, preferred pair by pair until there is an order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prospector.errors import BadInput, NotFound, Refused
from prospector.store.store import Store
from prospector.text import clean, clean_text

if TYPE_CHECKING:
    from prospector.store.action import Action

FEWEST, MOST = 2, 16


@dataclass(frozen=True, slots=True)
class Candidate:
    """One account of a shortlist."""

    account_id: str
    name: str
    pros: str
    cons: str
    rank: int | None
    """Place in the order when the tournament has ended."""
    wins: int


@dataclass(frozen=True, slots=True)
class Preference:
    """One pair that was decided."""

    winner: str
    loser: str
    reason: str
    judged_by: str


@dataclass(frozen=True, slots=True)
class ShortlistRecord:
    """A tournament."""

    id: str
    title: str
    made_by: str
    made_at: str
    ended_at: str | None
    candidates: Sequence[Candidate]
    """In their order: by rank when it has ended, by wins until then."""
    preferences: Sequence[Preference]
    open_pairs: Sequence[tuple[str, str]]
    """Pairs that are still to be decided, the next one first."""


class Shortlists:
    """The shortlists of one workspace."""

    def __init__(self, store: Store) -> None:
        """Work on `store`."""
        self.store = store

    def begin(self, account_ids: Sequence[str], title: str = "") -> str:
        """Put accounts side by side; return the shortlist's id. Raises BadInput for too few or too many."""
        from prospector.model.tables import Account, Shortlist, ShortlistEntry

        chosen = list(dict.fromkeys(account_ids))
        if not FEWEST <= len(chosen) <= MOST:
            raise BadInput(f"a shortlist holds {FEWEST} to {MOST} companies, not {len(chosen)}")
        with self.store.action("Shortlist") as action:
            names = []
            for account_id in chosen:
                account = action.get(Account, account_id)
                if account is None or account.merged_into is not None:
                    raise NotFound("one of these accounts is not in the workspace any more: go back to the list")
                names.append(account.name)
            row = action.add(
                Shortlist(title=clean(title) or ", ".join(names[:3]), made_by=self.store.actor, made_at=action.now())
            )
            action.session.flush()
            for position, account_id in enumerate(chosen):
                action.add(ShortlistEntry(shortlist_id=row.id, account_id=account_id, position=position))
            action.retitle(f"Shortlist {row.title}")
            return row.id

    def note(self, shortlist_id: str, account_id: str, *, pros: str | None = None, cons: str | None = None) -> None:
        """Write what speaks for or against one of them. Raises NotFound."""
        from prospector.model.tables import ShortlistEntry

        with self.store.action("Pros and cons") as action:
            rows = action.find(
                ShortlistEntry, ShortlistEntry.shortlist_id == shortlist_id, ShortlistEntry.account_id == account_id
            )
            if not rows:
                raise NotFound("this company is not on that shortlist")
            if pros is not None:
                rows[0].pros = clean_text(pros)
            if cons is not None:
                rows[0].cons = clean_text(cons)

    def prefer(self, shortlist_id: str, winner: str, loser: str, reason: str) -> ShortlistRecord:
        """Decide one pair, with a reason; when no pair is open any more the order is kept.

        Raises Refused without a reason or for a pair that is decided, NotFound for companies that are not on it.
        """
        from prospector.model.tables import ShortlistPair

        why = clean(reason)
        if not why:
            raise Refused("say in half a line why it is the better one: the reason is what is learnt")
        with self.store.action("Preferred", reason=why) as action:
            record = self.get(shortlist_id)
            names = {one.account_id: one.name for one in record.candidates}
            if winner not in names or loser not in names or winner == loser:
                raise NotFound("these two are not a pair of that shortlist")
            if not any({winner, loser} == set(pair) for pair in record.open_pairs):
                raise Refused(f"{names[winner]} and {names[loser]} are decided already, or follow from the others")
            action.add(
                ShortlistPair(shortlist_id=shortlist_id, winner=winner, loser=loser, reason=why, judged_by=self.store.actor,
                              judged_at=action.now())
            )  # fmt: skip
            action.retitle(f"{names[winner]} before {names[loser]}")
            preferences = [*record.preferences, Preference(winner, loser, why, self.store.actor)]
            if not open_pairs([one.account_id for one in record.candidates], preferences):
                self._end(action, shortlist_id, [one.account_id for one in record.candidates], preferences)
        return self.get(shortlist_id)

    def get(self, shortlist_id: str) -> ShortlistRecord:
        """Return one shortlist. Raises NotFound."""
        reader = self.store.reader
        row = reader.one("SELECT id, title, made_by, made_at, ended_at FROM shortlist WHERE id = ?", (shortlist_id,))
        if row is None:
            raise NotFound("this shortlist is not in the workspace any more: see `prospect shortlist list`")
        entries = reader.rows(
            "SELECT e.account_id, a.name, e.pros, e.cons, e.rank FROM shortlist_entry e JOIN account a ON a.id = e.account_id "
            "WHERE e.shortlist_id = ? ORDER BY e.position",
            (shortlist_id,),
        )
        pairs = reader.rows(
            "SELECT winner, loser, reason, judged_by FROM shortlist_pair WHERE shortlist_id = ? ORDER BY judged_at, id",
            (shortlist_id,),
        )
        preferences = [Preference(*pair) for pair in pairs]
        ids = [entry[0] for entry in entries]
        wins = {one: len(_beaten(one, preferences)) for one in ids}
        candidates = [Candidate(key, name, pros, cons, rank, wins[key]) for key, name, pros, cons, rank in entries]
        candidates.sort(key=lambda one: (one.rank if one.rank is not None else 0, -one.wins))
        key, title, made_by, made_at, ended_at = row
        left = tuple(open_pairs(ids, preferences))
        return ShortlistRecord(key, title, made_by, made_at, ended_at, tuple(candidates), tuple(preferences), left)

    def every(self) -> list[ShortlistRecord]:
        """Return all shortlists, newest first."""
        return [
            self.get(key)
            for (key,) in self.store.reader.rows("SELECT id FROM shortlist ORDER BY made_at DESC, id DESC")
        ]

    def _end(self, action: Action, shortlist_id: str, ids: Sequence[str], preferences: Sequence[Preference]) -> None:
        from prospector.model.tables import Shortlist, ShortlistEntry

        order = sorted(ids, key=lambda one: -len(_beaten(one, preferences)))
        for row in action.find(ShortlistEntry, ShortlistEntry.shortlist_id == shortlist_id):
            row.rank = order.index(row.account_id) + 1
        ended = action.get(Shortlist, shortlist_id)
        if ended is not None:
            ended.ended_at = action.now()


def open_pairs(ids: Sequence[str], preferences: Sequence[Preference]) -> list[tuple[str, str]]:
    """Return the pairs whose order does not follow from what was decided, the ones nearest in wins first.

    Preferences are taken as transitive: who beats the winner of a pair beats its loser too.
    """
    beaten = {one: _beaten(one, preferences) for one in ids}
    pairs = [
        (one, other)
        for at, one in enumerate(ids)
        for other in ids[at + 1 :]
        if other not in beaten[one] and one not in beaten[other]
    ]
    return sorted(pairs, key=lambda pair: abs(len(beaten[pair[0]]) - len(beaten[pair[1]])))


def _beaten(one: str, preferences: Sequence[Preference]) -> set[str]:
    """Return everybody who comes after `one` by what was decided, directly or through others."""
    found: set[str] = set()
    todo = [one]
    while todo:
        current = todo.pop()
        for pair in preferences:
            if pair.winner == current and pair.loser not in found:
                found.add(pair.loser)
                todo.append(pair.loser)
    return found - {one}
