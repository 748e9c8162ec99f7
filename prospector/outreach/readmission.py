"""What sources say of those who were erased is not taken in again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

from prospector.identity.fold import fold
from prospector.outreach.ledger_keys import digest, keys_of
from prospector.outreach.suppression import find
from prospector.store.reads import PARTS_OF_ONE, Reader

_WAYS = {"email": "email", "phone": "phone", "fax": "phone"}
_WORDS = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_LONGEST = 4
"""Words of a name."""
_MOST = 2_000
"""Words of one text that are looked at."""


class Said(Protocol):
    """A claim, as far as it matters here."""

    @property
    def field(self) -> str:
        """What it is about."""

    @property
    def value(self) -> object:
        """What it says."""

    @property
    def passage(self) -> str:
        """Where it says so."""


C = TypeVar("C", bound=Said)


def admitted(reader: Reader, account_id: str, claims: Sequence[C]) -> Sequence[C]:
    """Return the claims about an account that name nobody who was erased, nor a way to them."""
    if not reader.value("SELECT 1 FROM suppression LIMIT 1"):
        return claims
    erased = {str(one) for (one,) in reader.rows("SELECT digest FROM suppression WHERE erased AND kind = 'person'")}
    salts = [str(one) for (one,) in reader.rows("SELECT DISTINCT salt FROM suppression WHERE erased")]
    companies = (
        {key for name in _companies(reader, account_id) for key in keys_of("company", name)} if erased else set()
    )

    def names_one(text: str) -> bool:
        words = _WORDS.findall(text)[:_MOST] if companies else []
        called = {
            " ".join(words[at : at + size]) for size in range(2, _LONGEST + 1) for at in range(len(words) - size + 1)
        }
        folded = {" ".join(sorted(fold(name).split())) for name in called if name[0].isupper()}
        keys = (f"{name}@{company}" for name in folded for company in companies)
        return any(digest(salt, "person", key) in erased for key in keys for salt in salts)

    def is_open(one: C) -> bool:
        way = _WAYS.get(one.field)
        if way and isinstance(one.value, str) and find(reader, [(way, one.value)]) is not None:
            return False
        return not names_one(f"{one.value}\n{one.passage}")

    return [one for one in claims if is_open(one)]


def _companies(reader: Reader, account_id: str) -> list[str]:
    rows = reader.rows(f"SELECT name FROM account WHERE id IN {PARTS_OF_ONE}", (account_id,))  # noqa: S608 - constants
    return [str(name) for (name,) in rows]
