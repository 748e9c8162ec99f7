"""A party made ready for comparison, once, when it is added."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from prospector.identity import place
from prospector.identity.domain import is_shared, registrable
from prospector.identity.fold import sound
from prospector.identity.name import NameForm, normalise
from prospector.identity.party import Party

_MOST_FORMS = 8
_PREFIX = 7
_ACRONYM_LEAST, _ACRONYM_MOST = 3, 6


@dataclass(frozen=True, slots=True)
class Known:
    """What is compared of one party: names taken apart and fields in one spelling; empty where nothing is known."""

    id: str
    name: str
    forms: tuple[NameForm, ...]
    domains: frozenset[str]
    labels: frozenset[str]
    country: str
    region: str
    city: str
    postcode: str
    address: tuple[str, ...]
    house: str
    street: frozenset[str]
    phones: frozenset[str]
    ids: frozenset[str]
    lei: str


def prepare(party: Party) -> Known:
    """Return `party` ready for comparison; only its first eight names count."""
    forms = [form for name in party.names[:_MOST_FORMS] for form in normalise(name)]
    domains = frozenset(d for d in map(registrable, party.domains) if d is not None and not is_shared(d))
    words = place.address_words(party.address)
    return Known(
        id=party.id,
        name=next((name for name in party.names if name.strip()), ""),
        forms=tuple(forms[:_MOST_FORMS]),
        domains=domains,
        labels=frozenset(domain.partition(".")[0].replace("-", "") for domain in domains),
        country=place.country_code(party.country),
        region=place.city_key(party.region),
        city=place.city_key(party.city),
        postcode=place.postcode_key(party.postcode),
        address=words,
        house=place.house_number(words),
        street=place.street_words(words),
        phones=frozenset(key for key in map(place.phone_key, party.phones) if key),
        ids=frozenset(squeezed for squeezed in map(_squeezed, party.registry_ids) if squeezed),
        lei=_squeezed(party.lei or ""),
    )


def _squeezed(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


def keys(known: Known) -> set[str]:
    """Return the exact keys under which a party is found, words apart; the first letter tells the kind."""
    found = {f"d{domain}" for domain in known.domains} | {f"t{phone}" for phone in known.phones}
    found |= {f"r{number}" for number in known.ids} | {f"c{label}" for label in known.labels}
    if known.lei:
        found.add(f"r{known.lei}")
    if known.house:
        found.update(f"a{known.house} {word}" for word in known.street)
    for form in known.forms:
        found.update(_name_keys(form))
    return found


def _name_keys(form: NameForm) -> set[str]:
    compact = form.compact
    found = {f"c{compact}", f"c{form.squeezed}", f"s{sound(compact[:40])}"}
    if len(compact) >= _PREFIX:
        found.add(f"p{compact[:_PREFIX]}")
    if len(form.initials) >= _ACRONYM_LEAST:
        found.add(f"i{form.initials}")
    if len(compact) <= _ACRONYM_MOST:
        found.add(f"i{compact}")
    for first, second in pairwise(form.words):
        found.add(f"b{first} {second}" if first < second else f"b{second} {first}")
    return found
