"""United States: EDGAR of the Securities and Exchange Commission, for listed companies.

https://www.sec.gov/search-filings/edgar-application-programming-interfaces; no key. Fair access
(https://www.sec.gov/about/developer-resources): at most ten requests a second from all of one's machines together (we keep to
four), and a user agent that names a contact: without one the SEC answers 403, so a user of this source sets the contact in the
settings (a source can't see whether it is set). Data: works of the US Government, free to reuse. A missing file is 404 with XML.

Insiders have numbers (CIK) too: what has neither industry nor ticker is a person and refused. ``website`` is empty in practice,
so the place or the company's own pages have to agree. There is no count of employees. Revenue is that of the newest whole year.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from enrichers.edgar import country_of, is_state, read_events, read_revenue
from enrichers.shared.common import dig, list_at, load_json, number_at, same_name, text_at
from enrichers.shared.contact import office_phone
from enrichers.shared.entry import Entry, candidates
from enrichers.shared.registers import Teller, address, answered, asked_names, confirmed, parsed, pick
from prospector.research.finding import Candidate
from prospector.research.protocol import Claim, Company, Context, FetchFailed, Nothing

_TICKERS = "https://www.sec.gov/files/company_tickers.json"
_SUBMISSIONS = "https://data.sec.gov/submissions/CIK{:010d}.json"
_FACTS = "https://data.sec.gov/api/xbrl/companyfacts/CIK{:010d}.json"
_MOST = 3
_TEN_DIGITS = 10


class Sec:
    """Asks EDGAR about companies listed in the United States."""

    name = "sec"
    label = "SEC EDGAR"
    fields: Sequence[str] = (
        "legal_name", "ticker", "registry_id", "lei", "industry", "address", "phone", "revenue", "event",
    )  # fmt: skip
    needs: Sequence[str] = ("name",)
    hosts: Sequence[str] = ("www.sec.gov", "data.sec.gov")
    licence = "public domain (works of the US Government)"
    terms = "https://www.sec.gov/about/developer-resources"
    rate = 4.0
    contact = True

    async def enrich(self, company: Company, context: Context) -> Sequence[Claim]:
        """Return what the company's filings say: master data, revenue, events of the last year.

        Raises Skip without a name, Nothing when no listed company bears it, WrongCompany as `registers.pick` does, FetchFailed
        for an answer that is none.
        """
        answers, entries = await self._search(company, context)
        if not entries:
            raise Nothing("no company of that name is listed with the SEC")
        entry = await pick(company, context, entries, self.label)
        number, text, url = answers[entry.number]
        claims = await parsed(context, read_submissions, text, url, context.now().date())
        return [*claims, *await self._revenue(number, context)]

    async def find(self, company: Company, context: Context) -> Sequence[Candidate]:
        """Return the listed companies that bear the company's name."""
        return candidates((await self._search(company, context))[1], company)

    async def _search(self, company: Company, context: Context) -> tuple[dict[str, tuple[int, str, str]], list[Entry]]:
        """Return (number, body, URL) of the filers that may be it, by their number as one writes it, and whose they are."""
        numbers = [int(one.removeprefix("CIK")) for one in confirmed(company, self.name, r"CIK\d{1,10}")]
        if not numbers:
            page = await context.fetch(_TICKERS)
            listed = answered(page)
            if listed is None:
                raise FetchFailed("failed", page.url, "the list of listed companies is not there")
            numbers = await parsed(context, read_tickers, listed, page.url, asked_names(company))
        answers: dict[str, tuple[int, str, str]] = {}
        entries: list[Entry] = []
        for number in numbers[:_MOST]:
            page = await context.fetch(_SUBMISSIONS.format(number))
            text = answered(page)
            entry = await parsed(context, read_filer, text, page.url) if text is not None else None
            if text is not None and entry is not None:
                entries.append(entry)
                answers[entry.number] = number, text, page.url
        return answers, entries

    async def _revenue(self, number: int, context: Context) -> list[Claim]:
        """Return the revenue; nothing when the facts can't be had, so that what is known already is not lost."""
        try:
            page = await context.fetch(_FACTS.format(number))
            text = answered(page)
            return await parsed(context, read_revenue, text, page.url) if text is not None else []
        except FetchFailed as problem:
            context.log(f"revenue left out: {problem.detail}")
            return []


def read_tickers(text: str, url: str, names: Sequence[str]) -> list[int]:
    """Return the numbers (CIK) of the listed companies that bear one of `names`, each once."""
    listed = load_json(text, url)
    rows = listed.values() if isinstance(listed, dict) else []
    first = {name.casefold()[:1] for name in names}
    found: list[int] = []
    for row in rows:
        title, number = text_at(row, "title"), number_at(row, "cik_str")
        if number is None or number in found or not 0 < number < 10**10 or title.casefold()[:1] not in first:
            continue
        if any(same_name(_plain(title), name) for name in names):
            found.append(number)
    return found


def read_filer(text: str, url: str) -> Entry | None:
    """Return whose filings these are, None for a person."""
    filer = load_json(text, url)
    number, name = number_at(filer, "cik"), text_at(filer, "name")
    if number is None or not name or _person(filer):
        return None
    business = dig(filer, "addresses", "business")
    places = [dig(filer, "addresses", kind) for kind in ("business", "mailing")]
    digits = "".join(sign for sign in text_at(filer, "phone") if sign.isdigit())
    marks = [digits, f"1{digits}", text_at(filer, "lei")] if len(digits) == _TEN_DIGITS else [text_at(filer, "lei")]
    return Entry(
        f"CIK {number}",
        [_plain(name)],
        country_of(business) or "",
        list(dict.fromkeys(filter(None, (text_at(place, "city") for place in places)))),
        text_at(business, "zipCode"),
        text_at(filer, "website") or text_at(filer, "investorWebsite"),
        marks=[mark for mark in marks if mark],
        page=url,
        industry=text_at(filer, "sicDescription"),
        lei=text_at(filer, "lei"),
        registry_id=f"CIK {number}",
    )


def read_submissions(text: str, url: str, today: date) -> list[Claim]:
    """Return the claims of a company's master data and its events of the year before `today`; none about a person."""
    filer = load_json(text, url)
    if _person(filer):
        return []
    teller = Teller(text, url)
    teller.tell("legal_name", text_at(filer, "name"), ["name"])
    teller.tell("ticker", text_at(filer, "tickers", 0), ["tickers"], ["tickers", 0], confidence=0.95)
    number = number_at(filer, "cik")
    teller.tell("registry_id", f"CIK {number}" if number else "", ["cik"], confidence=0.95)
    teller.tell("lei", text_at(filer, "lei"), ["lei"], confidence=0.95)
    teller.tell("industry", text_at(filer, "sicDescription"), ["sicDescription"], confidence=0.85)
    business = dig(filer, "addresses", "business")
    country = country_of(business)
    state = text_at(business, "stateOrCountry")
    parts = address(
        street=", ".join(filter(None, (text_at(business, "street1"), text_at(business, "street2")))),
        city=text_at(business, "city"),
        region=state if is_state(state) else "",
        postal=text_at(business, "zipCode"),
        country=country or "",
    )
    where = ["addresses", "business"]
    teller.tell("address", parts, where, [*where, "street1"], [*where, "city"])
    if country:
        teller.tell("phone", office_phone(text_at(filer, "phone"), country), ["phone"], confidence=0.85)
    read_events(teller, dig(filer, "filings", "recent"), today)
    return teller.claims


def _person(filer: Any) -> bool:
    """Return whether a filer is an insider: no industry, no ticker, no type of company."""
    return not text_at(filer, "sic") and not list_at(filer, "tickers") and text_at(filer, "entityType") in ("other", "")


def _plain(title: str) -> str:
    """Return a name without the state of incorporation that EDGAR writes behind it (``ACME CORP /DE/``)."""
    head, slash, tail = title.rstrip("/ ").rpartition("/")
    return head.strip() if slash and len(tail.strip()) <= 3 and head.strip() else title  # noqa: PLR2004 - DE, MD, NEW
