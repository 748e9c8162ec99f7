"""Prepared records as text, for a file: JSON, because what comes from a file must not be able to run anything."""

from __future__ import annotations

import json
from typing import Any

from prospector.identity.known import Known
from prospector.identity.name import NameForm

_line = json.JSONEncoder(check_circular=False, separators=(",", ":")).encode
_FORM_TEXTS = ("shown", "compact", "squeezed", "initials")
_TEXTS = ("name", "country", "city", "postcode", "house", "lei")
_SETS = ("domains", "labels", "street", "phones", "ids")


class Damaged(Exception):
    """What was read from a file is no record of ours."""


def written(known: Known) -> str:
    """Return `known` as one line of JSON, the same for equal records; its id stands elsewhere."""
    texts = [getattr(known, field) for field in _TEXTS]
    sets = [sorted(getattr(known, field)) for field in _SETS]
    return _line([list(map(_form, known.forms)), texts, sets])


def read(identifier: str, line: object) -> Known:
    """Return the record that `written` wrote. Raises Damaged for anything else."""
    try:
        forms, texts, sets = json.loads(line if isinstance(line, str) else "")
        name, country, city, postcode, house, lei = map(_text, texts)
        domains, labels, street, phones, ids = (frozenset(map(_text, one)) for one in sets)
        taken = tuple(map(_form_of, forms))
    except (ValueError, TypeError, AttributeError) as error:
        raise Damaged(identifier) from error
    return Known(identifier, name, taken, domains, labels, country, city, postcode, house, street, phones, ids, lei)


def _form(form: NameForm) -> list[Any]:
    texts = [getattr(form, field) for field in _FORM_TEXTS]
    full = None if form.full == form.words else form.full
    return [texts, form.words, full, form.numbers, form.legal, form.qualifiers]


def _form_of(value: Any) -> NameForm:
    (shown, compact, squeezed, initials), words, full, numbers, legal, qualifiers = value
    telling = tuple(map(_text, words))
    if not telling:
        raise ValueError("a name without words")
    return NameForm(
        _text(shown),
        telling,
        telling if full is None else tuple(map(_text, full)),
        _text(compact),
        _text(squeezed),
        tuple(map(_text, numbers)),
        tuple((_text(family), _text(kin)) for family, kin in legal),
        tuple(map(_text, qualifiers)),
        _text(initials),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value
