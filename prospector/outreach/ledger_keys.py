"""What the never-contact ledger knows somebody by: normalised values and their salted hashes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

from prospector.text import clean

_SHORTEST_PHONE = 6
_DIGITS = re.compile(r"\D+")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_MAIL = re.compile(r"[^\s@]+@([^\s@]+\.[^\s@.]+)")
Pair = tuple[str, str]
"""A kind of `SUPPRESSED` and the value that is looked for or entered."""


def digest(salt: str, kind: str, key: str) -> str:
    """Return the salted SHA-256 of a normalised value, in hexadecimal."""
    return hashlib.sha256(f"{salt}\n{kind}\n{key}".encode("utf-8", "surrogatepass")).hexdigest()


def keys_of(kind: str, value: str) -> Sequence[str]:
    """Return the normalised forms under which a value is entered and found; none when it is no such value."""
    # Matching is slow to import, and most days ask about nobody.
    from prospector.identity.domain import is_shared, registrable
    from prospector.identity.name import normalise

    given = clean(value)
    if kind == "company":
        return tuple(dict.fromkeys(form.compact for form in normalise(given) if form.compact))
    if kind == "domain":
        found = registrable(given)
        return (found,) if found and not is_shared(found) else ()
    if kind == "email":
        return (given.casefold(),) if _MAIL.fullmatch(given) else ()
    if kind == "phone":
        digits = _DIGITS.sub("", given).removeprefix("00")
        return (digits,) if len(digits) >= _SHORTEST_PHONE else ()
    if kind == "person":
        person, _, company = given.rpartition("@")
        return tuple(f"{called}@{key}" for called in sorted(called_so(person)) for key in keys_of("company", company))
    return ()


def called_so(person: str) -> frozenset[str]:
    """Return what a person is known by, in whatever order and with whatever signs: `Berg, Ida` is `Ida Berg`."""
    from prospector.identity.fold import fold

    folded = fold(person)
    return frozenset(" ".join(sorted(words)) for words in (folded.split(), _WORD.findall(folded)) if words)


def looked_for(kind: str, value: str) -> Iterator[Pair]:
    """Yield the kinds and normalised forms under which a value may be forbidden: an address by its domain too."""
    for key in keys_of(kind, value):
        yield kind, key
        if kind == "email":
            for domain in keys_of("domain", key.rpartition("@")[2]):
                yield "domain", domain
