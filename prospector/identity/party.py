"""The plain record that is matched: a company as one list, form or page knows it."""

from __future__ import annotations

from typing import NamedTuple


class Party(NamedTuple):
    """What is known of one company; every field but the id may be empty.

    `names` holds every name it goes by (current, former, trade, legal), `domains` any web or mail address of it,
    `country` a name or an ISO 3166 code, `lei` a legal entity identifier by ISO 17442.
    """

    id: str
    names: tuple[str, ...]
    domains: tuple[str, ...] = ()
    country: str | None = None
    region: str | None = None
    city: str | None = None
    address: str | None = None
    postcode: str | None = None
    phones: tuple[str, ...] = ()
    registry_ids: tuple[str, ...] = ()
    lei: str | None = None
