"""The review queue: which accounts may be one company, asked once, the surest and the most harmful first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prospector.errors import NotFound
from prospector.identity.judgements import SAME, checked
from prospector.identity.lighting import lit, matched
from prospector.identity.merging import Merging
from prospector.pipeline.known import Known
from prospector.pipeline.verdicts import Verdicts
from prospector.store.store import Store
from prospector.text import clean

if TYPE_CHECKING:
    from prospector.identity.matcher import Pair
    from prospector.identity.party import Party
    from prospector.store.action import Action


@dataclass(frozen=True, slots=True)
class FieldPair:
    """One compared field of both records."""

    field: str
    left: str
    right: str

    @property
    def differs(self) -> bool:
        """Say whether both sides have a value and they are not equal."""
        return bool(self.left and self.right) and self.left.casefold() != self.right.casefold()


@dataclass(frozen=True, slots=True)
class Question:
    """One pair to be answered."""

    left: str
    right: str
    left_name: str
    right_name: str
    score: float
    verdict: str
    why: Sequence[str]
    words: Sequence[str]
    """Parts of the names of either side, as written, that the other side has too or almost, to be lit."""
    fields: Sequence[FieldPair]
    harm: int
    """Touches that would be told twice or split between two people if it stayed."""


class Review:
    """Asks, remembers, merges."""

    def __init__(self, store: Store, known: Known, merging: Merging, verdicts: Verdicts) -> None:
        """Work through the services that hang off the workspace."""
        self.store = store
        self.known = known
        self.merging = merging
        self.verdicts = verdicts
        self.judgements = verdicts.judgements

    def queue(self, limit: int = 200) -> list[Question]:
        """Return the open questions: `same` before `review`, those with touches at stake first, then the surer."""
        pairs, _names = self.known.twins()
        wanted = [pair for pair in pairs if pair.verdict in ("same", "review")]
        still = self.verdicts.open({(pair.left, pair.right) for pair in wanted})
        asked = [pair for pair in wanted if (pair.left, pair.right) in still]
        parties = self.known.parties({key for pair in asked for key in (pair.left, pair.right)})
        touches = dict(
            self.store.reader.rows(
                "SELECT r.root, COUNT(*) FROM touch t JOIN account_root r ON r.id = t.account_id GROUP BY r.root"
            )
        )
        questions = [_question(pair, parties[pair.left], parties[pair.right], touches) for pair in asked]
        return sorted(questions, key=lambda one: (one.verdict != SAME, -min(one.harm, 1), -one.score))[:limit]

    def answer(
        self, left: str, right: str, answer: str, reason: str = "", choices: Mapping[str, str] | None = None
    ) -> None:
        """Keep an answer, one of `judgements.ANSWERS`; `same` merges the right one into the left one as one act.

        `choices` go against the rules of survivorship. Raises NotFound, Refused, BadInput.
        """
        one, other, given = self._party(left), self._party(right), checked(answer)

        def keep(action: Action) -> None:
            self.verdicts.keep(action, left, right, given, reason)

        if given == SAME:
            self.merging.merge(left, right, choices=choices, reason=reason, also=keep)
            return
        with self.store.action(f"{one.names[0]} and {other.names[0]}: {given}", reason=clean(reason)) as action:
            keep(action)

    def _party(self, account_id: str) -> Party:
        party = self.known.parties((account_id,)).get(account_id)
        if party is None:
            raise NotFound("one of the two was merged or removed meanwhile: look again")
        return party


def _question(pair: Pair, one: Party, other: Party, touches: Mapping[str, int]) -> Question:
    return Question(
        left=one.id, right=other.id, left_name=one.names[0], right_name=other.names[0], score=pair.score,
        verdict=pair.verdict, why=pair.why, words=_lit(one, other), fields=_fields(one, other),
        harm=touches.get(one.id, 0) + touches.get(other.id, 0),
    )  # fmt: skip


def _lit(one: Party, other: Party) -> list[str]:
    words = matched(one, other)
    return list(dict.fromkeys(part for name in (*one.names, *other.names) for part in lit(name, words)))


def _fields(one: Party, other: Party) -> list[FieldPair]:
    def joined(values: Sequence[str]) -> str:
        return ", ".join(values)

    pairs = [
        ("also called", joined(one.names[1:]), joined(other.names[1:])),
        ("domain", joined(one.domains), joined(other.domains)),
        ("country", one.country or "", other.country or ""),
        ("city", one.city or "", other.city or ""),
        ("street", one.address or "", other.address or ""),
        ("postcode", one.postcode or "", other.postcode or ""),
        ("phone", joined(one.phones), joined(other.phones)),
        ("LEI", one.lei or "", other.lei or ""),
        ("registry id", joined(one.registry_ids), joined(other.registry_ids)),
    ]
    return [FieldPair(name, left, right) for name, left, right in pairs if left or right]
