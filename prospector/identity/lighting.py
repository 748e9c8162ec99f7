"""Lighting: which parts of a name, as written, are what two names have in common."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from prospector.identity.fold import fold, plain
from prospector.identity.name import NameForm, normalise
from prospector.identity.party import Party
from prospector.identity.wording import compare_words

_BEGUN = 3
"""Letters from which the beginning of a word is lit as the word."""
_LONGEST_RUN, _MOST_PARTS, _MOST_FORMS = 3, 24, 8


def matched(one: Party, other: Party) -> set[str]:
    """Return the words, folded, that any name of one party and any name of the other have in common.

    Words that are only much alike (a slip, a plural, an abbreviation) count as common, each as it is spelt.
    """
    found: set[str] = set()
    for mine in _forms(one.names):
        for theirs in _forms(other.names):
            for first, second, _ in compare_words(mine, theirs, _alike).pairs:
                found |= {first, second}
    return found


def lit(name: str, words: Collection[str]) -> tuple[str, ...]:
    """Return the parts of `name`, as written, that are among the folded `words`, written out, or begin like one of them.

    Parts that make a word only together (``J. P.``, ``Face Book``, ``Forty Four``) are lit together.
    """
    parts = name.split()[:_MOST_PARTS]
    shine = [_shines(part, words) for part in parts]
    for size in range(2, _LONGEST_RUN + 1):
        for start in range(len(parts) - size + 1):
            if not all(shine[start : start + size]) and _joined(parts[start : start + size], words):
                shine[start : start + size] = [True] * size
    return tuple(part for part, shines in zip(parts, shine, strict=True) if shines)


def _forms(names: Iterable[str]) -> list[NameForm]:
    return [form for name in names for form in normalise(name)][:_MOST_FORMS]


def _alike(_word: str) -> float:
    return 1.0


def _shines(part: str, words: Collection[str]) -> bool:
    folded = plain("".join(character for character in fold(part) if character.isalnum()))
    if not folded:
        return False
    if folded in words or (len(folded) >= _BEGUN and any(word.startswith(folded) for word in words)):
        return True
    return _written_out(part, words)


def _written_out(part: str, words: Collection[str]) -> bool:
    return any(form.compact in words or all(word in words for word in form.words) for form in normalise(part)[:1])


def _joined(parts: Sequence[str], words: Collection[str]) -> bool:
    """Say whether parts make one of `words` together; signs and connectors make nothing."""
    if any(form.words == ("and",) for part in parts for form in normalise(part)[:1]):
        return False
    if not all(any(character.isalnum() for character in part) for part in parts):
        return False
    return any(form.compact in words and not form.legal for form in normalise(" ".join(parts))[:1])
