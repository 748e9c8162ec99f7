"""Whose entry is it: the gate that every answer of a companies register has to pass before one value is taken from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from enrichers.shared.common import fold, registrable, same_domain, same_name, same_place
from enrichers.shared.entry import Entry, candidate, candidates
from enrichers.shared.imprint import on_own_pages
from enrichers.shared.piece import piece, words_in
from prospector.research.protocol import Claim, Company, Context, FetchFailed, Nothing, Page, Skip, WrongCompany

_SOLD = (
    "ac ad ag ai am as bz cc cd co dj eu fm ga gg gl gs im io is je la li me ms mu nu pw sc sh so st tk to tv vc vg ws"
)
_NO_COUNTRY = frozenset(_SOLD.split())
"""Country domains that are sold to everybody, and those that are of no country."""
_DIGITS = re.compile(r"\b\d+\b")
_SHOWN = 3
_LONG = 200_000
T = TypeVar("T")
_EXONYMS = (
    ("praha", "prague", "prag"), ("brno", "brunn"), ("plzen", "pilsen"), ("helsinki", "helsingfors"), ("espoo", "esbo"),
    ("vantaa", "vanda"), ("turku", "abo"), ("tampere", "tammerfors"), ("vaasa", "vasa"), ("tallinn", "reval"),
    ("wien", "vienna"), ("munchen", "munich"), ("koln", "cologne"), ("bruxelles", "brussels", "brussel"),
    ("milano", "milan"), ("roma", "rome"), ("torino", "turin"), ("kobenhavn", "copenhagen"), ("goteborg", "gothenburg"),
    ("zurich", "zuerich"), ("geneve", "geneva", "genf"), ("lisboa", "lisbon"), ("warszawa", "warsaw"), ("den haag", "the hague"),
)  # fmt: skip
_SAME_TOWN = {name: group[0] for group in _EXONYMS for name in group}


def known_country(company: Company) -> str | None:
    """Return the country of a company: the known one, else that of its domain when it is one of a country."""
    if company.country:
        return company.country.upper()
    for domain in company.domains:
        ending = domain.strip(".").rsplit(".", 1)[-1].casefold()
        if len(ending) == 2 and ending.isalpha() and ending not in _NO_COUNTRY:  # noqa: PLR2004 - two letters by ISO 3166
            return {"uk": "GB"}.get(ending, ending.upper())
    return None


def refuse_abroad(company: Company, country: str, adjective: str) -> None:
    """Raise Skip unless the company is of `country`, by what is known or by its domain."""
    if known_country(company) != country:
        raise Skip(f"not {'an' if adjective[0] in 'AEIOU' else 'a'} {adjective} company")


def asked_names(company: Company) -> list[str]:
    """Return the names a register is asked for, at most three; raises Skip when there is none."""
    names = [" ".join(name.split())[:120] for name in (company.name, *company.other_names)]
    kept = list(dict.fromkeys(name for name in names if len(fold(name)) > 1))
    if not kept:
        raise Skip("no name known")
    return kept[:_SHOWN]


def answered(page: Page) -> str | None:
    """Return the body of an answer, None for 404 and 410; raises FetchFailed for a status that no answer has."""
    if page.status in (404, 410):
        return None
    if page.status != 200:  # noqa: PLR2004 - HTTP's own number
        raise FetchFailed("failed", page.url, f"the register answered {page.status}")
    if page.truncated:
        raise FetchFailed("failed", page.url, "the answer is longer than what is read, so half of it is missing")
    return page.text


def same_town(one: str | None, other: str | None) -> bool:
    """Return whether two towns are one: districts by number off, known foreign names, longer forms (``Frankfurt am Main``)."""
    mine, its = _town(one), _town(other)
    if not mine or not its:
        return False
    return same_place(mine, its) or mine.startswith(f"{its} ") or its.startswith(f"{mine} ")


def _town(raw: str | None) -> str:
    plain = " ".join(_DIGITS.sub(" ", fold(raw or "")).replace(" cedex", " ").split())
    return _SAME_TOWN.get(plain, plain)


def confirmed(company: Company, source: str, shape: str) -> list[str]:
    """Return the numbers of this shape (a regular expression) under which a person confirmed the company.

    What was picked out of `source` itself comes first; blanks, points and dashes are off.
    """
    given = [company.known_as.get(source, ""), *company.registry_ids, company.lei or ""]
    plain = (_plain(number) for number in given)
    return list(dict.fromkeys(number for number in plain if re.fullmatch(shape, number, re.IGNORECASE)))


def is_picked(entry: Entry, company: Company) -> bool:
    """Return whether a person said that the company is this entry."""
    sure = {_plain(one) for one in (*company.registry_ids, company.lei or "", *company.known_as.values())} - {""}
    return _plain(entry.number) in sure or (bool(entry.lei) and _plain(entry.lei) in sure)


def _plain(number: str) -> str:
    return "".join(sign for sign in number.upper() if sign.isalnum())


def bears_name(entry: Entry, company: Company) -> bool:
    """Return whether one of the entry's names is one of the company's."""
    wanted = (company.name, *company.other_names)
    return any(same_name(name, mine) for name in entry.names for mine in wanted)


async def parsed(context: Context, function: Callable[..., T], text: str, *arguments: Any) -> T:
    """Run a reader on an answer: here when it is short, in another process when it would hold up the event loop."""
    if len(text) < _LONG:
        return function(text, *arguments)
    return await context.parse(function, text, *arguments)


async def search(
    company: Company,
    context: Context,
    url_of: Callable[[str], str],
    read: Callable[[str, str], list[Entry]],
    urls: Iterable[str] = (),
) -> tuple[Page, list[Entry]]:
    """Ask a register for the company's names in turn until an entry bears one; return that answer, else the fullest.

    `urls` are asked before: those of the numbers that a person confirmed. `read` makes entries of the body and URL of an
    answer. Raises Skip without a name, FetchFailed as they do.
    """
    for url in urls:
        page = await context.fetch(url)
        text = answered(page)
        entries = await parsed(context, read, text, page.url) if text is not None else []
        if any(is_picked(one, company) for one in entries):
            return page, entries
    best: tuple[Page, list[Entry]] | None = None
    for name in asked_names(company):
        page = await context.fetch(url_of(name))
        text = answered(page)
        entries = await parsed(context, read, text, page.url) if text is not None else []
        if best is None or len(entries) > len(best[1]) or any(bears_name(one, company) for one in entries):
            best = page, entries
        if any(bears_name(one, company) for one in entries):
            break
    if best is None:
        raise Skip("no name known")
    return best


async def pick(company: Company, context: Context, entries: Sequence[Entry], register: str) -> Entry:
    """Return the one entry that is the company's.

    A number that a person confirmed decides; else the entry's website; else name and country with the town; else name and
    country with the entry's number on the company's own pages. Raises Nothing without entries and WrongCompany, with what was
    compared and who may be it all the same, when none or several fit.
    """
    if not entries:
        raise Nothing(f"{register} knows no company of that name")
    if picked := next((one for one in entries if is_picked(one, company)), None):
        return picked
    by_site = [one for one in entries if any(same_domain(one.website, domain) for domain in company.domains)]
    if by_site:
        return _only(by_site, [one for one in by_site if bears_name(one, company)], company, register)
    country = known_country(company)
    named = [one for one in entries if bears_name(one, company) and country in (None, one.country)]
    if not named:
        raise WrongCompany(f"asked {_asked(company)}; {register} has {_listed(entries)}", candidates(entries, company))
    near = [one for one in named if country and _town_fits(one, company) and not _other_site(one, company)]
    living = [one for one in near if one.alive] or near
    if len(living) == 1:
        return living[0]
    proven = await on_own_pages(company, context, {one.number: (one.number, *one.marks) for one in living or named})
    if len(proven) == 1:
        return next(one for one in named if one.number in proven)
    if len(living or named) == 1:
        raise WrongCompany(
            f"asked {_asked(company)}; {register} has {_listed(named)}: same name, but neither the town, the website nor "
            "its number on the company's pages agrees",
            candidates(named, company),
        )
    raise WrongCompany(
        f"asked {_asked(company)}; {register} has {len(living or named)} companies of that name: {_listed(living or named)}",
        candidates(living or named, company),
    )


def _only(fitting: Sequence[Entry], named: Sequence[Entry], company: Company, register: str) -> Entry:
    """Return the entry whose website is the company's: the living one, the one of the same name among several."""
    for choice in (fitting, [one for one in fitting if one.alive], named, [one for one in named if one.alive]):
        if len(choice) == 1:
            return choice[0]
    raise WrongCompany(
        f"asked {_asked(company)}; {register} has {len(fitting)} companies with that website: {_listed(fitting)}",
        [candidate(one) for one in fitting],
    )


def _town_fits(entry: Entry, company: Company) -> bool:
    return any(same_town(city, company.city) for city in entry.cities)


def _other_site(entry: Entry, company: Company) -> bool:
    """Return whether the register gives the entry a website of another name: a namesake in the same town."""
    theirs = registrable(entry.website) if entry.website else None
    mine = [known for known in map(registrable, company.domains) if known]
    if not theirs or not mine:
        return False
    return theirs.split(".", 1)[0] not in {domain.split(".", 1)[0] for domain in mine}


def _asked(company: Company) -> str:
    known = [*company.domains[:1], company.city, known_country(company)]
    return f"{company.name} ({', '.join(filter(None, known)) or 'no place known'})"


def _listed(entries: Sequence[Entry]) -> str:
    shown = [
        f"{one.names[0] if one.names else one.number} "
        f"({', '.join(filter(None, (one.website, *one.cities[:1], one.country, one.number)))})"
        for one in entries[:_SHOWN]
    ]
    more = len(entries) - _SHOWN
    return "; ".join(shown) + (f" and {more} more" if more > 0 else "")


class Teller:
    """Makes claims about one entry, each with the words of the answer that say so."""

    def __init__(self, text: str, url: str, root: Iterable[str | int] = ()) -> None:
        """Take the answer, where it came from, and where in it the entry stands."""
        self._text = text
        self._url = url
        self._root = tuple(root)
        self.claims: list[Claim] = []

    def tell(
        self,
        field: str,
        value: Any,
        *paths: Sequence[str | int],
        confidence: float = 0.9,
        date: str | None = None,
    ) -> None:
        """Add a claim, unless it is empty or nothing says it.

        The first of `paths` (below the entry) that stands on one line gives its words, else the first line of the first.
        """
        if value in (None, "", {}):
            return
        words = next(filter(None, (piece(self._text, *self._root, *path) for path in paths)), "")
        words = words or words_in(self._text, *self._root, *paths[0])
        if words:
            self.claims.append(Claim(field, value, self._url, words, "api", confidence, date))


def address(**parts: str) -> dict[str, str]:
    """Return the parts of an address that are known; nothing when there is no more than a country."""
    known = {name: " ".join(part.split()) for name, part in parts.items() if part and part.strip()}
    return known if known.keys() - {"country", "region"} else {}
