"""What people answered about pairs of accounts; an answer holds until something that was compared changes."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from prospector.errors import BadInput, NotFound
from prospector.identity.party import Party
from prospector.store.store import Store
from prospector.text import clean

if TYPE_CHECKING:
    from prospector.store.action import Action

SAME, RELATED, DIFFERENT, LATER = ANSWERS = ("same", "related", "different", "later")


@dataclass(frozen=True, slots=True)
class JudgementRecord:
    """One answer."""

    left: str
    right: str
    answer: str
    reason: str
    left_seen: str
    right_seen: str
    judged_by: str
    judged_at: str


def fingerprint(party: Party) -> str:
    """Return what stands for everything that is compared of a record; it changes when any of it changes."""
    parts = (
        *sorted(name.casefold() for name in party.names), "|", *sorted(party.domains), "|", *sorted(party.phones), "|",
        *sorted(party.registry_ids), "|", party.country or "", party.region or "", party.city or "",
        party.address or "", party.postcode or "", party.lei or "",
    )  # fmt: skip
    return sha256("\x1f".join(parts).encode()).hexdigest()[:32]


class Judgements:
    """The answers of one workspace."""

    def __init__(self, store: Store) -> None:
        """Work on `store`."""
        self.store = store

    def all(self) -> dict[tuple[str, str], JudgementRecord]:
        """Return the answer for every judged pair, by ordered ids."""
        rows = self.store.reader.rows(
            'SELECT "left", "right", answer, reason, left_seen, right_seen, judged_by, judged_at FROM judgement'
        )
        return {(row[0], row[1]): JudgementRecord(*row) for row in rows}


def checked(answer: str) -> str:
    """Return the answer as it is kept. Raises BadInput for an unknown one."""
    given = clean(answer).casefold()
    if given not in ANSWERS:
        raise BadInput(f"unknown answer “{clean(answer)}”: one of {', '.join(ANSWERS)}")
    return given


def write(action: Action, one: Party, other: Party, answer: str, reason: str) -> None:
    """Write the answer inside an action that may do more."""
    from prospector.model.tables import Account, Judgement

    left, right = sorted((one, other), key=lambda party: party.id)
    if left.id == right.id:
        raise BadInput("an account can't be compared with itself")
    if action.get(Account, left.id) is None or action.get(Account, right.id) is None:
        raise NotFound("one of the two is not in the workspace any more")
    found = action.find(Judgement, Judgement.left == left.id, Judgement.right == right.id)
    row = found[0] if found else action.add(Judgement(left=left.id, right=right.id))
    row.answer, row.reason = answer, clean(reason)
    row.left_seen, row.right_seen = fingerprint(left), fingerprint(right)
    row.judged_by, row.judged_at = action.label.actor, action.now()
