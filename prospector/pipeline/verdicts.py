"""Answers about pairs go along when two accounts become one: what was said of either holds for the one that stays."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prospector.identity.judgements import DIFFERENT, RELATED, fingerprint
from prospector.pipeline.parties import parties
from prospector.store.reads import Reader
from prospector.store.store import Store

if TYPE_CHECKING:
    from prospector.identity.party import Party
    from prospector.model.tables import Judgement
    from prospector.pipeline.known import Known
    from prospector.store.action import Action


class Verdicts:
    """Carries the answers of a workspace from what is merged to what stays."""

    def __init__(self, store: Store, known: Known) -> None:
        """Work on `store`; `known` says which pairs look alike."""
        self.store = store
        self.known = known

    def carry(self, root: str, member: str) -> Callable[[Action], None]:
        """Return what lets the answers about `root` and `member` hold for the one account that they are to be.

        An answer about one of the two does not cover a pair of the other one that is still a question: that one is asked.
        To be called before the merge, and the returned function inside its action, so that unmerging takes this back too.
        """
        ids = self.store.reader.rows(
            'SELECT "left", "right" FROM judgement WHERE "left" IN (?, ?) OR "right" IN (?, ?)',
            (root, member, root, member),
        )
        before = parties(self.store.reader, {one for pair in ids for one in pair}) if ids else {}
        alike = self._alike() if ids else frozenset()

        def inside(action: Action) -> None:
            said = _said(action, (root, member), before)
            now = parties(_Inside(action, self.store.path), {root, *said}) if said else {}
            for other, held in said.items():
                silent = next((one for one in (root, member) if one not in held), "")
                ours, theirs = now[root], now[other]
                if ours is not None and theirs is not None and not (silent and _pair(silent, other) in alike):
                    _write(action, max(held.values(), key=lambda row: (row.judged_at, row.id)), ours, theirs)

        return inside

    def _alike(self) -> Collection[tuple[str, str]]:
        pairs, _names = self.known.twins()
        return {_pair(pair.left, pair.right) for pair in pairs if pair.verdict in ("same", "review")}


class _Inside(Reader):
    """Reads with what an action wrote so far in it."""

    def __init__(self, action: Action, path: Path) -> None:
        super().__init__(path)
        self._action = action

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return all rows that `sql` gives."""
        self._action.session.flush()
        found = self._action.session.connection().exec_driver_sql(sql, tuple(parameters))
        return [tuple(row) for row in found]


def _said(action: Action, both: tuple[str, str], before: Mapping[str, Party | None]) -> dict[str, dict[str, Judgement]]:
    """Return the answers that hold, by the other account and by which of `both` they are about."""
    said: dict[str, dict[str, Judgement]] = {}
    for mine in both:
        for row in _about(action, mine):
            other = row.right if row.left == mine else row.left
            if other not in both and _holds(row, before):
                said.setdefault(other, {})[mine] = row
    return said


def _about(action: Action, account_id: str) -> list[Judgement]:
    from prospector.model.tables import Judgement

    found = [
        *action.find(Judgement, Judgement.left == account_id),
        *action.find(Judgement, Judgement.right == account_id),
    ]
    return [row for row in found if row.answer in (RELATED, DIFFERENT)]


def _holds(row: Judgement, before: Mapping[str, Party | None]) -> bool:
    left, right = before.get(row.left), before.get(row.right)
    if left is None or right is None:
        return False
    return (row.left_seen, row.right_seen) == (fingerprint(left), fingerprint(right))


def _write(action: Action, said: Judgement, ours: Party, theirs: Party) -> None:
    from prospector.model.tables import Judgement

    left, right = sorted((ours, theirs), key=lambda party: party.id)
    found = action.find(Judgement, Judgement.left == left.id, Judgement.right == right.id)
    row = found[0] if found else action.add(Judgement(left=left.id, right=right.id))
    row.answer, row.reason = said.answer, said.reason
    row.judged_by, row.judged_at = said.judged_by, said.judged_at
    row.left_seen, row.right_seen = fingerprint(left), fingerprint(right)


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
