"""What people type about a company, checked and put into the form that is stored."""

from __future__ import annotations

from prospector.errors import BadInput, Refused
from prospector.identity.domain import registrable
from prospector.identity.place import country_code
from prospector.text import clean, clean_name


def checked_name(typed: str) -> str:
    """Return the name that was meant. Raises BadInput when there is no letter or digit in it."""
    name = clean_name(typed)
    if not any(letter.isalnum() for letter in name):
        raise BadInput(f"“{name}” is not a name: type the company's name" if name else "type the company's name")
    return name


def checked_domain(typed: str) -> str | None:
    """Return the registrable domain that was meant, None for nothing. Raises BadInput when it is none."""
    given = clean(typed)
    if not given:
        return None
    found = registrable(given)
    if found is None:
        raise BadInput(f"“{given}” is not a company's domain: type it like acme.com")
    return found


def checked_country(typed: str) -> str | None:
    """Return the code of a country given by code or by name, None for nothing. Raises BadInput when it is none."""
    code = country_code(clean(typed)).upper()
    if code and not (len(code) == 2 and code.isascii() and code.isalpha()):  # noqa: PLR2004 - ISO 3166 alpha-2
        raise BadInput(f"“{clean(typed)}” is not a country: two letters as in DE, SE, US, or its name")
    return code or None


def checked_reason(typed: str, what: str) -> str:
    """Return the reason given for `what`. Raises Refused without one."""
    reason = clean(typed)
    if not reason:
        raise Refused(f"{what} needs a reason: say it in a few words")
    return reason
