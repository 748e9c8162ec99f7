"""What to write instead of a cell that can't be taken, as far as that can be told."""

from __future__ import annotations

import difflib
import re

_LETTERS_FOR_DIGITS = str.maketrans("OoIl", "0011")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+", re.UNICODE)


def suggestion_for(field: str, value: str) -> str:
    """Return a proposal for `value` as `field`, or nothing."""
    found = {"employees": _number, "founded": _number, "domain": _domain, "country": _country, "opt_out": _opt_out}
    more = {
        "phone": "write it with the country's prefix, like +49 731 12345",
        "revenue": "write it like 5.2 million EUR 2024",
    }
    return found[field](value) if field in found else more.get(field, "")


def _number(value: str) -> str:
    digits = re.findall(r"\d+", re.sub(r"(?<=\d)[ .,'’](?=\d{3}\b)", "", value.translate(_LETTERS_FOR_DIGITS)))
    if not digits:
        return "leave the cell empty"
    return f"{digits[0]}?" if len(digits) == 1 else f"one number: {digits[0]}?"


def _domain(value: str) -> str:
    found = _HOST.search(value.replace(" ", ""))
    return f"{found.group().lower()}?" if found else "write the company's web address, like acme.com, or leave it empty"


def _country(value: str) -> str:
    from prospector.identity.place import country_names

    near = difflib.get_close_matches(value.casefold(), list(country_names()), n=1, cutoff=0.6)
    return f"{country_names()[near[0]]} ({near[0]})?" if near else "two letters as in DE, or leave it empty"


def _opt_out(_value: str) -> str:
    return "yes or no"
