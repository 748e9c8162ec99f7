"""What filings with the SEC say: revenue out of XBRL facts, events out of 8-K items, and the places EDGAR writes its own way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from enrichers.shared.common import dig, list_at, load_json, number_at, text_at
from enrichers.shared.piece import piece
from enrichers.shared.registers import Teller
from prospector.research.protocol import Claim

_STATE_CODES = """
AL AK AZ AR CA CO CT DE DC FL GA GU HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA PR RI
SC SD TN TX UT VT VA VI WA WV WI WY
"""
_STATES = frozenset(_STATE_CODES.split())
_COUNTRIES = {
    "argentina": "AR", "australia": "AU", "austria": "AT", "belgium": "BE", "bermuda": "BM", "brazil": "BR", "canada": "CA",
    "cayman islands": "KY", "chile": "CL", "china": "CN", "colombia": "CO", "cyprus": "CY", "denmark": "DK", "finland": "FI",
    "france": "FR", "germany": "DE", "greece": "GR", "guernsey": "GG", "hong kong": "HK", "india": "IN", "indonesia": "ID",
    "ireland": "IE", "israel": "IL", "italy": "IT", "japan": "JP", "jersey": "JE", "korea, republic of": "KR",
    "luxembourg": "LU", "malaysia": "MY", "mexico": "MX", "monaco": "MC", "netherlands": "NL", "new zealand": "NZ",
    "norway": "NO", "peru": "PE", "philippines": "PH", "poland": "PL", "portugal": "PT", "singapore": "SG",
    "south africa": "ZA", "spain": "ES", "sweden": "SE", "switzerland": "CH", "taiwan": "TW",
    "taiwan, province of china": "TW", "thailand": "TH", "turkey": "TR", "united arab emirates": "AE",
    "united kingdom": "GB", "united states": "US", "uruguay": "UY", "vietnam": "VN", "viet nam": "VN",
}  # fmt: skip
_ITEMS = {
    "1.01": "material agreement entered", "1.02": "material agreement ended", "1.03": "bankruptcy or receivership",
    "1.05": "material cybersecurity incident", "2.01": "acquisition or disposal of assets completed",
    "2.02": "results of operations", "2.03": "financial obligation taken on",
    "2.04": "obligation accelerated or increased", "2.05": "exit or disposal costs (restructuring)",
    "2.06": "material impairment", "3.01": "notice of delisting or failed listing rule",
    "3.02": "unregistered sale of equity", "4.01": "auditor changed", "4.02": "past financial statements not to be relied on",
    "5.01": "change of control", "5.02": "directors or officers changed", "7.01": "announcement (Regulation FD)",
    "8.01": "other event announced",
}  # fmt: skip
"""Items of Form 8-K (https://www.sec.gov/files/form8-k.pdf) that tell a seller something."""
_SINCE = timedelta(days=365)
_MOST_EVENTS = 20
_TAGS = (
    ("us-gaap", "RevenueFromContractWithCustomerExcludingAssessedTax"),
    ("us-gaap", "Revenues"),
    ("us-gaap", "RevenueFromContractWithCustomerIncludingAssessedTax"),
    ("us-gaap", "SalesRevenueNet"),
    ("ifrs-full", "Revenue"),
)
_ANNUAL = ("10-K", "20-F", "40-F")
_YEAR = range(350, 381)
"""Days of a business year; ``fy`` is the year of the filing, not of the figure, and says nothing."""
_NEW_YEAR = 15


def is_state(code: str) -> bool:
    """Return whether EDGAR's code of a place is a state or territory of the United States."""
    return code in _STATES


def country_of(place: Any) -> str | None:
    """Return the country of an address in EDGAR, which has states and countries in one field under codes of its own."""
    if is_state(text_at(place, "stateOrCountry")):
        return "US"
    code = text_at(place, "countryCode")
    words = (text_at(place, "country"), text_at(place, "stateOrCountryDescription"))
    for word in words:
        plain = word.casefold()
        found = _COUNTRIES.get(plain) or _COUNTRIES.get(plain.rpartition(", ")[2])
        if found:
            return found
    return code if len(code) == 2 and code.isalpha() else None  # noqa: PLR2004 - ISO 3166


def read_events(teller: Teller, recent: Any, today: date) -> None:
    """Claim each 8-K of the year before `today` by the words of its items, and each private raise (Form D)."""
    told = 0
    for number, form in enumerate(list_at(recent, "form")):
        day = text_at(recent, "filingDate", number)
        if form not in ("8-K", "8-K/A", "D") or not _within(day, today) or told >= _MOST_EVENTS:
            continue
        path: list[str | int] = ["filings", "recent", "items", number]
        if form == "D":
            said = f"Securities sold privately (Form D of {day})"
            path = ["filings", "recent", "accessionNumber", number]
        else:
            items = [item.strip() for item in text_at(recent, "items", number).split(",")]
            words = [f"{_ITEMS[item]} ({item})" for item in items if item in _ITEMS]
            said = f"{'; '.join(words)[:1].upper()}{'; '.join(words)[1:]}: 8-K of {day}" if words else ""
        told += bool(said)
        teller.tell("event", said, path, confidence=0.95, date=day)


def _within(day: str, today: date) -> bool:
    try:
        return date.fromisoformat(day) >= today - _SINCE
    except ValueError:
        return False


@dataclass(frozen=True, slots=True, order=True)
class _Figure:
    """One figure for one whole year; the order is that of preference."""

    end: str
    filed: str
    value: int
    unit: str
    path: tuple[str | int, ...]


def read_revenue(text: str, url: str) -> list[Claim]:
    """Return the revenue of the newest whole year in the facts of a company, as one claim or none.

    Each tag gives the figure with the newest end, then the newest filing (restated figures come again). The newest end over all
    tags wins, then the larger figure: revenue from contracts is a part of revenues.
    """
    facts = dig(load_json(text, url), "facts")
    newest = [max(figures) for tag in _TAGS if (figures := list(_figures(facts, *tag)))]
    if not newest:
        return []
    best = max(newest, key=lambda figure: (figure.end, figure.value))
    words = piece(text, "facts", *best.path) or piece(text, "facts", *best.path, "val")
    end = date.fromisoformat(best.end)
    # A year of 52 weeks that ends in the first days of January is the year before.
    year = end.year - (end.month == 1 and end.day <= _NEW_YEAR)
    value = {"value": best.value, "currency": best.unit, "year": year}
    return [Claim("revenue", value, url, words, "api", 0.95, best.end)] if words else []


def _figures(facts: Any, taxonomy: str, tag: str) -> Iterator[_Figure]:
    units = dig(facts, taxonomy, tag, "units")
    for unit in units if isinstance(units, dict) else ():
        if len(unit) != 3 or not unit.isalpha():  # noqa: PLR2004 - a currency of ISO 4217
            continue
        for number, row in enumerate(list_at(units, unit)):
            start, end, value = text_at(row, "start"), text_at(row, "end"), number_at(row, "val")
            if value is None or not text_at(row, "form").startswith(_ANNUAL) or not _whole_year(start, end):
                continue
            yield _Figure(end, text_at(row, "filed"), value, unit, (taxonomy, tag, "units", unit, number))


def _whole_year(start: str, end: str) -> bool:
    try:
        return (date.fromisoformat(end) - date.fromisoformat(start)).days in _YEAR
    except ValueError:
        return False
