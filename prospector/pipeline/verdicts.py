"""Answers about pairs of companies, kept so that they outlive merging and unmerging.

An answer is kept for every pair of accounts that the two companies consisted of, each with what was compared of that
account by itself. So merging changes no answer, unmerging brings none back, and a pair is asked again only when one of
the two accounts was edited, or when a part joined about which nobody was asked yet.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import islice, product
from typing import TYPE_CHECKING

from prospector.identity.judgements import LATER, Judgements, fingerprint, write
from prospector.identity.party import Party
from prospector.pipeline.parties import own
from prospector.store.store import Store

if TYPE_CHECKING:
    from prospector.identity.judgements import JudgementRecord
    from prospector.identity.saved import SavedIndex
    from prospector.pipeline.known import Known
    from prospector.store.action import Action

_MOST = 400
"""Pairs of parts that one answer is kept for at most: two companies of twenty accounts each."""
Pair = tuple[str, str]


class Verdicts:
    """The answers of one workspace, read through what was merged."""

    def __init__(self, store: Store, known: Known) -> None:
        """Work on `store`; `known` says which accounts look alike."""
        self.store = store
        self.known = known
        self.judgements = Judgements(store)

    def open(self, pairs: Iterable[Pair]) -> set[Pair]:
        """Return those of `pairs` (ids of accounts that are shown) about which there is still something to ask."""
        wanted = set(pairs)
        said = self.judgements.all()
        if not said:
            return wanted
        parts = self._parts({one for pair in wanted for one in pair})
        alone = own(self.store.reader, {part for held in parts.values() for part in held})
        return {pair for pair in wanted if self._asks(parts[pair[0]], parts[pair[1]], said, alone)}

    def keep(self, action: Action, left: str, right: str, answer: str, reason: str) -> None:
        """Write the answer about two companies, inside an action that may do more. Raises NotFound, BadInput."""
        parts = self._parts((left, right))
        from prospector.store.inside import Inside

        alone = own(Inside(action), {*parts[left], *parts[right]})
        for one, other in islice(product(parts[left], parts[right]), _MOST):
            write(action, alone.get(one, _gone(one)), alone.get(other, _gone(other)), answer, reason)

    def carry(self, root: str, _member: str) -> Callable[[Action], None]:
        """Return what lets answers about `root` hold although a merge gives it values of the other one.

        To be called before the merge, and the returned function inside its action, so that unmerging takes it back too.
        """
        rows = self.store.reader.rows(
            'SELECT id, "left", "right", left_seen, right_seen FROM judgement WHERE "left" = ? OR "right" = ?',
            (root, root),
        )
        before = own(self.store.reader, {root}).get(root)
        seen = "" if before is None else fingerprint(before)
        holding = [row[0] for row in rows if (row[3] if row[1] == root else row[4]) == seen]

        def inside(action: Action) -> None:
            from prospector.model.tables import Judgement
            from prospector.store.inside import Inside

            now = own(Inside(action), {root}).get(root) if holding else None
            fresh = "" if now is None else fingerprint(now)
            for key in holding if fresh and fresh != seen else ():
                row = action.get(Judgement, key)
                if row is not None and row.left == root:
                    row.left_seen = fresh
                elif row is not None:
                    row.right_seen = fresh

        return inside

    def _parts(self, ids: Collection[str]) -> dict[str, list[str]]:
        """Return the accounts that each of these consists of, itself first."""
        found: dict[str, list[str]] = {one: [one] for one in ids}
        if self.store.reader.value("SELECT 1 FROM merge LIMIT 1") is None:
            return found
        for member, root in self.store.reader.rows("SELECT id, root FROM account_root WHERE id <> root ORDER BY id"):
            if root in found:
                found[root].append(member)
        return found

    def _asks(
        self,
        ours: Sequence[str],
        theirs: Sequence[str],
        said: Mapping[Pair, JudgementRecord],
        alone: Mapping[str, Party],
    ) -> bool:
        silent = [pair for pair in product(ours, theirs) if not _holds(pair, said, alone)]
        if len(silent) == len(ours) * len(theirs):
            return True
        known = [(alone[one], alone[other]) for one, other in silent if one in alone and other in alone]
        return any(self._alike(one, other) for one, other in known)

    def _alike(self, one: Party, other: Party) -> bool:
        """Say whether two accounts, each by itself, would be a question."""
        from prospector.identity import evidence
        from prospector.identity.decide import decide
        from prospector.identity.known import prepare

        mine, theirs = prepare(one), prepare(other)

        def verdict(index: SavedIndex) -> str:
            return decide(mine, theirs, evidence.weigh(mine, theirs, index), index.bits).verdict

        return self.known.indexed.ask(verdict) in ("same", "review")


def _holds(pair: Pair, said: Mapping[Pair, JudgementRecord], alone: Mapping[str, Party]) -> bool:
    left, right = sorted(pair)
    record = said.get((left, right))
    if record is None or record.answer == LATER or left not in alone or right not in alone:
        return False
    return (record.left_seen, record.right_seen) == (fingerprint(alone[left]), fingerprint(alone[right]))


def _gone(account_id: str) -> Party:
    return Party(account_id, ())
