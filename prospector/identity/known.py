"""A party made ready for comparison, once, when it is added."""

from __future__ import annotations

import marshal
from typing import NamedTuple

from prospector.identity import place
from prospector.identity.domain import is_shared, registrable
from prospector.identity.fold import sound
from prospector.identity.name import NameForm, normalise
from prospector.identity.party import Party

_MOST_FORMS = 8
_PREFIX = 7
_ACRONYM_LEAST, _ACRONYM_MOST = 3, 6
_NOTHING: frozenset[str] = frozenset()
_make = tuple.__new__
"""Makes a named tuple of as many fields as it has, twice as fast as its own way, which takes them one by one."""


class Known(NamedTuple):
    """What is compared of one party: names taken apart and fields in one spelling; empty where nothing is known."""

    id: str
    name: str
    forms: tuple[NameForm, ...]
    domains: frozenset[str]
    labels: frozenset[str]
    country: str
    city: str
    postcode: str
    house: str
    street: frozenset[str]
    phones: frozenset[str]
    ids: frozenset[str]
    lei: str


class Parcel(NamedTuple):
    """A prepared party on its way into an index, cheap to hand from one process to another.

    `data` is `packed`; `keys` are hashes of the exact keys, `kinds` their kinds as one letter each; `names` holds the
    telling words of each name.
    """

    id: str
    data: bytes
    keys: tuple[int, ...]
    kinds: str
    names: tuple[tuple[str, ...], ...]


def prepare(party: Party) -> Known:
    """Return `party` ready for comparison; only its first eight names count."""
    forms = normalise(party.names[0]) if len(party.names) == 1 else _forms(party.names)
    domains = labels = street = phones = _NOTHING
    house = ""
    if party.domains:
        domains = frozenset([d for d in map(registrable, party.domains) if d is not None and not is_shared(d)])
        labels = frozenset([domain.partition(".")[0].replace("-", "") for domain in domains])
    if party.phones:
        phones = frozenset(filter(None, map(place.phone_key, party.phones)))
    if party.address:
        words = place.address_words(party.address)
        house, street = place.house_number(words), place.street_words(words)
    fields = (
        party.id,
        next((name for name in party.names if name and not name.isspace()), ""),
        forms if len(forms) <= _MOST_FORMS else forms[:_MOST_FORMS],
        domains,
        labels,
        place.country_code(party.country) if party.country else "",
        place.city_key(party.city) if party.city else "",
        place.postcode_key(party.postcode) if party.postcode else "",
        house,
        street,
        phones,
        frozenset(filter(None, map(_squeezed, party.registry_ids))) if party.registry_ids else _NOTHING,
        _squeezed(party.lei) if party.lei else "",
    )
    return _make(Known, fields)


def _forms(names: tuple[str, ...]) -> tuple[NameForm, ...]:
    return tuple(form for name in names[:_MOST_FORMS] for form in normalise(name))


def _squeezed(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


def packed(known: Known) -> bytes:
    """Return `known` in about 300 bytes, for the memory of this process and its forks alone."""
    return marshal.dumps((*known[:2], tuple(map(tuple, known.forms)), *known[3:]))


def unpacked(data: bytes | bytearray) -> Known:
    """Return what `packed` packed."""
    fields = marshal.loads(data)  # noqa: S302 - packed by this very program, never from a file
    forms = tuple([_make(NameForm, form) for form in fields[2]])
    return _make(Known, (fields[0], fields[1], forms, *fields[3:]))


def parcel(party: Party) -> Parcel:
    """Return `party` prepared, packed and with its keys."""
    return packet(prepare(party))


def packet(known: Known) -> Parcel:
    """Return a prepared party packed and with its keys."""
    found = keys(known)
    names = tuple([form.words for form in known.forms])
    fields = known.id, packed(known), tuple(map(hash, found)), "".join([key[0] for key in found]), names
    return _make(Parcel, fields)


def keys(known: Known) -> list[str]:
    """Return the exact keys under which a party is found, words apart, sorted; the first letter tells the kind."""
    found: list[str] = []
    if known.domains:
        found += [f"d{domain}" for domain in known.domains]
        found += [f"c{label}" for label in known.labels]
    if known.phones:
        found += [f"t{phone}" for phone in known.phones]
    if known.ids:
        found += [f"r{number}" for number in known.ids]
    if known.lei:
        found.append(f"r{known.lei}")
    if known.house:
        found += [f"a{known.house} {word}" for word in known.street]
    for form in known.forms:
        _name_keys(form, found)
    return sorted(set(found))


def _name_keys(form: NameForm, found: list[str]) -> None:
    compact, squeezed, initials = form.compact, form.squeezed, form.initials
    found += (f"c{compact}", f"s{sound(compact[:40])}")
    if squeezed != compact:
        found.append(f"c{squeezed}")
    if len(compact) >= _PREFIX:
        found.append(f"p{compact[:_PREFIX]}")
    if len(initials) >= _ACRONYM_LEAST:
        found.append(f"i{initials}")
    if len(compact) <= _ACRONYM_MOST:
        found.append(f"i{compact}")
