"""Legal forms of companies: what stands at the ends of names and says what a company is, not which one.

The forms stand in `prospector.identity.legal_forms`. Slips in long forms are found by their distance, in short ones by
a table of usual slips.
"""

from __future__ import annotations

from functools import cache, lru_cache

from prospector.identity.fold import fold, plain
from prospector.identity.legal_forms import FORMS, IN_FRONT, LEADING, LEADING_IF_ENDED

_NOT_TRAILING = frozenset(("pt", "cia", "stichting", "stiftelsen", "fundacion", "fundacao", "fondazione", "at", "ip"))
_LONGEST = 6
_SHORT_FORMS = ("ltd", "inc", "corp", "gmbh", "llc", "plc", "oyj", "bhd", "tbk")
_BESIDE = {
    "l": "ko", "t": "ry", "d": "sfe", "i": "uo", "n": "bm", "c": "xv", "o": "ip", "r": "et", "p": "ol", "g": "fh",
    "m": "n", "b": "vn", "h": "gj", "y": "tu", "j": "hk", "k": "jl",
}  # fmt: skip
_REAL_WORDS_TEXT = "in ink inn ic co cop cor crop corn carp core coop lt ld lc ll pl pc ion tv td bd bk ob it led let"
_REAL_WORDS = frozenset(_REAL_WORDS_TEXT.split())
_SHORTEST_SLIP, _LONG, _MOST_SLIPS = 6, 9, 2
_MANY, _SHORTEST_PART = 2, 4
_STATUS = "status"
"""Family of what is no form but a state of the company: it goes, and is no evidence."""
_OFTEN_MISSPELLED = ("corporation", "company", "limited", "incorporated", "aktiengesellschaft", "limitada")


@cache
def _trailing() -> dict[tuple[str, ...], tuple[str, str]]:
    forms: dict[tuple[str, ...], tuple[str, str]] = {}
    for line in FORMS.strip().splitlines():
        kinds, _, spellings = line.partition(": ")
        family, _, kin = kinds.partition(" ")
        for spelling in spellings.split("; "):
            words = tuple(plain(word) for word in fold(spelling).split())
            forms.setdefault(words, (family, kin))
    return forms


@cache
def _leading() -> dict[tuple[str, ...], tuple[str, str]]:
    single = {plain(fold(word)) for word in LEADING.split()}
    return {words: form for words, form in _trailing().items() if len(words) > 1 or words[0] in single}


@cache
def _sizes() -> dict[str, tuple[int, ...]]:
    """Return by last word how many words the forms have that end with it, the most first."""
    found: dict[str, set[int]] = {}
    for words in _trailing():
        sizes = found.setdefault(words[-1], set())
        if len(words) <= _LONGEST and not (len(words) == 1 and words[0] in _NOT_TRAILING):
            sizes.add(len(words))
    return {word: tuple(sorted(sizes, reverse=True)) for word, sizes in found.items()}


@cache
def _first_words() -> frozenset[str]:
    return frozenset(words[0] for words in _leading())


def strip(words: list[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """Return `words` without the legal forms at its ends, and those forms as (family, kin).

    At least one word stays, whatever it is: a company called ``Limited Co`` keeps ``limited``.
    """
    found: list[tuple[str, str]] = []
    while len(words) > 1 and (spelling := _match_end(words)) and len(spelling) < len(words):
        if (form := _trailing()[spelling])[0] != _STATUS:
            found.append(form)
        words = words[: -len(spelling)]
        while len(words) > 1 and words[-1] == "and":
            words = words[:-1]
    if found and len(words) > 1 and words[0] in LEADING_IF_ENDED:
        words = words[1:]
    words = _without_titles(words)
    while len(words) > 1 and (size := _match_start(words)) and size < len(words):
        found.append(_leading()[tuple(words[:size])])
        words = words[size:]
        words = _without_titles(words)
    return words, found


def _without_titles(words: list[str]) -> list[str]:
    return words[1:] if len(words) > 1 and words[0] in _in_front() else words


@cache
def _in_front() -> frozenset[str]:
    return frozenset(plain(fold(word)) for word in IN_FRONT)


def _match_end(words: list[str]) -> tuple[str, ...]:
    """Return the longest form that `words` end with, as the table spells it, or nothing."""
    sizes = _sizes().get(words[-1])
    if sizes is None:
        meant = _meant(words[-1])
        if not meant:
            return ()
        words, sizes = [*words[:-1], meant], _sizes().get(meant, ())
    for size in sizes:
        if size <= len(words) and (key := tuple(words[-size:])) in _trailing():
            return key if size > _MANY or len(words) <= _MANY else _misspelled(words) or key
    return ()


@cache
def _long_forms() -> dict[str, list[tuple[str, ...]]]:
    """Return the forms of three words and more by their last word, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted(_trailing(), key=lambda words: (-len(words), words)):
        if len(words) > _MANY and all(len(word) >= _SHORTEST_PART for word in words):
            found.setdefault(words[-1], []).append(words)
    return found


def _misspelled(words: list[str]) -> tuple[str, ...]:
    """Return the form of three words and more that `words` end with but for one slip (``joynt stock company``)."""
    from rapidfuzz.distance import OSA

    for form in _long_forms().get(words[-1], ()):
        if len(form) < len(words):
            unlike = [(one, other) for one, other in zip(form, words[-len(form) :], strict=True) if one != other]
            if len(unlike) == 1 and OSA.distance(*unlike[0], score_cutoff=1) == 1:
                return form
    return ()


@cache
def _slips() -> dict[str, str]:
    """Return the usual slips of the finger in short forms: a letter left out, doubled, swapped or hit beside."""
    meant: dict[str, str] = {}
    for form in _SHORT_FORMS:
        for place, letter in enumerate(form):
            before, after = form[:place], form[place + 1 :]
            slips = [before + after, before + letter + letter + after]
            slips.extend(before + near + after for near in _BESIDE.get(letter, ""))
            if after:
                slips.append(before + after[0] + letter + after[1:])
            for slip in slips:
                if len(slip) > 1 and slip not in _REAL_WORDS and (slip,) not in _trailing():
                    meant.setdefault(slip, form)
    return meant


@lru_cache(maxsize=16_384)
def _meant(word: str) -> str:
    """Return the long legal form that a last word misspells (``corporatioon``), or nothing."""
    if word in _slips():
        return _slips()[word]
    if len(word) < _SHORTEST_SLIP or not word.isalpha():
        return ""
    from rapidfuzz.distance import OSA

    for form in _OFTEN_MISSPELLED:
        most = 1 if len(form) < _LONG else _MOST_SLIPS
        if abs(len(form) - len(word)) <= most and OSA.distance(form, word) <= most:
            return form
    return ""


def _match_start(words: list[str]) -> int:
    if words[0] not in _first_words():
        return 0
    table = _leading()
    for size in range(min(_LONGEST, len(words)), 0, -1):
        if tuple(words[:size]) in table:
            return size
    return 0
