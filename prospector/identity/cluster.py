"""Clusters: groups in which every record is the same as every other. Chains are not followed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from prospector.identity.matcher import Pair

_LARGEST = 64
"""Members of one cluster at most: joining asks about every pair, and nobody reviews more in one go."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """`clusters` of two ids and more, and `questions`: pairs called `same` whose clusters do not wholly agree."""

    clusters: tuple[tuple[str, ...], ...]
    questions: tuple[tuple[str, str], ...]


def group(pairs: Iterable[Pair], same: Callable[[str, str], bool] | None = None) -> Grouping:
    """Return the clusters that the `same` pairs among `pairs` make, surest first, never by chaining.

    Two clusters join only where each record of one is `same` as each of the other, so A~B and B~C with A≠C stays a
    question. `same` is asked about pairs that are not among `pairs`; without it they count as not the same. The result
    does not depend on the order of `pairs`.
    """
    scores = {_key(pair.left, pair.right): pair.score for pair in pairs if pair.verdict == "same"}
    members: dict[str, list[str]] = {}
    questions: list[tuple[str, str]] = []
    for left, right in sorted(scores, key=lambda key: (-scores[key], key)):
        one, other = members.setdefault(left, [left]), members.setdefault(right, [right])
        if one is other:
            continue
        if len(one) + len(other) <= _LARGEST and _agree(one, other, scores, same):
            if len(one) < len(other):
                one, other = other, one
            one.extend(other)
            for identifier in other:
                members[identifier] = one
        else:
            questions.append((left, right))
    unique = {id(cluster): tuple(sorted(cluster)) for cluster in members.values() if len(cluster) > 1}
    return Grouping(tuple(sorted(unique.values())), tuple(questions))


def _agree(
    one: list[str], other: list[str], scores: dict[tuple[str, str], float], same: Callable[[str, str], bool] | None
) -> bool:
    for mine in one:
        for theirs in other:
            key = _key(mine, theirs)
            if key not in scores and (same is None or not same(*key)):
                return False
    return True


def _key(left: str, right: str) -> tuple[str, str]:
    return (left, right) if left < right else (right, left)
