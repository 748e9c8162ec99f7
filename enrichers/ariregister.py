"""Estonia: the e-Business Register (e-äriregister) of RIK, its autocomplete service.

https://avaandmed.ariregister.rik.ee/en; this one service needs neither key nor agreement, has no documented limit (we keep to
one request a second) and gives ten companies at most. Data: open data of the Centre of Registers and Information Systems
(RIK): what is passed on names the source. Sole proprietors (FIE) bear their own name: left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from enrichers.shared.common import BrokenAnswer, dig, list_at, load_json, text_at
from enrichers.shared.entry import Entry, candidates
from enrichers.shared.registers import Teller, address, confirmed, parsed, pick, refuse_abroad, search
from prospector.research.finding import Candidate
from prospector.research.protocol import Claim, Company, Context, Page

_API = "https://ariregister.rik.ee/est/api/autocomplete"
_SOLE = re.compile(r"\bFIE\b")
_STATES = {"K": "Struck from the register", "L": "In liquidation", "N": "Bankrupt"}
"""Codes of the register beside R, which is entered and alive."""
_UNIT = re.compile(r"\s+(?:linn|vald|alev|alevik|küla|linnaosa)$")
_COUNTY = re.compile(r"maakond$")
_DISTRICT = re.compile(r"linnaosa$")


class Ariregister:
    """Asks the Estonian register of companies."""

    name = "ariregister"
    label = "Estonia: e-Business Register"
    fields: Sequence[str] = ("legal_name", "registry_id", "address", "event")
    needs: Sequence[str] = ("name",)
    hosts: Sequence[str] = ("ariregister.rik.ee",)
    licence = "open data, source: e-Business Register, Centre of Registers and Information Systems (RIK), Estonia"
    terms = "https://avaandmed.ariregister.rik.ee/en"
    rate = 1.0

    async def enrich(self, company: Company, context: Context) -> Sequence[Claim]:
        """Return what the register says about the company.

        Raises Skip for a company of another country, Nothing and WrongCompany as `registers.pick` does, FetchFailed for an
        answer that is none.
        """
        refuse_abroad(company, "EE", "Estonian")
        page, entries = await self._search(company, context)
        entry = await pick(company, context, entries, self.label)
        return await parsed(context, read_company, page.text, page.url, entry.path)

    async def find(self, company: Company, context: Context) -> Sequence[Candidate]:
        """Return the companies that bear the company's name; raises Skip for a company of another country."""
        refuse_abroad(company, "EE", "Estonian")
        return candidates((await self._search(company, context))[1], company)

    async def _search(self, company: Company, context: Context) -> tuple[Page, list[Entry]]:
        return await search(company, context, _url, read_entries, map(_url, confirmed(company, self.name, r"\d{8}")))


def _url(name: str) -> str:
    return f"{_API}?{urlencode({'q': name})}"


def read_entries(text: str, url: str = "") -> list[Entry]:
    """Return the companies of an answer, sole proprietors left out; raises FetchFailed when the service says it failed."""
    answer = load_json(text, url)
    state = text_at(answer, "status")
    if state and state != "OK":
        raise BrokenAnswer(url, f"the register answered {state[:40]} instead of data")
    found = []
    for number, one in enumerate(list_at(answer, "data")):
        name, code = text_at(one, "name"), _code(one)
        if not name or not code or _SOLE.search(name):
            continue
        parts = _lines(one)
        cities = [_UNIT.sub("", part) for part in parts[1:-1] or parts[1:]]
        status = text_at(one, "status")
        found.append(
            Entry(
                code,
                [name],
                "EE",
                cities,
                text_at(one, "zip_code"),
                "",
                status not in ("K", "N"),
                ("data", number),
                page=url,
                note=_STATES.get(status, ""),
            )
        )
    return found


def read_company(text: str, url: str, path: Sequence[str | int] = ("data", 0)) -> list[Claim]:
    """Return the claims of one company, standing at `path` of the answer; none about a sole proprietor."""
    one = dig(load_json(text, url), *path)
    if _SOLE.search(text_at(one, "name")):
        return []
    teller = Teller(text, url, path)
    teller.tell("legal_name", text_at(one, "name"), ["name"], confidence=0.95)
    teller.tell("registry_id", _code(one), ["reg_code"], confidence=0.98)
    teller.tell("address", _seat(_lines(one), text_at(one, "zip_code")), ["legal_address"], confidence=0.9)
    said = _STATES.get(text_at(one, "status"))
    teller.tell("event", f"{said}, says the e-Business Register" if said else "", ["status"], confidence=0.95)
    return teller.claims


def _seat(lines: Sequence[str], postal: str) -> dict[str, str]:
    """Return the parts of an address out of its line: the last town that is no district, the street when there is one."""
    region = lines[0] if lines and _COUNTY.search(lines[0]) else ""
    rest = list(lines[1:] if region else lines)
    street = rest.pop() if len(rest) > 1 and not _UNIT.search(rest[-1]) else ""
    towns = [part for part in rest if not _DISTRICT.search(part)]
    city = _UNIT.sub("", towns[-1]) if towns else ""
    return address(region=region, city=city, street=street, postal=postal, country="EE")


def _code(one: Any) -> str:
    """Return the register code, which the service writes as a number or as its digits."""
    code = dig(one, "reg_code")
    return str(code) if isinstance(code, int) and not isinstance(code, bool) else text_at(one, "reg_code")


def _lines(one: Any) -> list[str]:
    """Return the parts of an address (``Harju maakond, Tallinn, Vana-Lõuna tn 15``): county, town, street."""
    return [part.strip() for part in text_at(one, "legal_address").split(",") if part.strip()]
