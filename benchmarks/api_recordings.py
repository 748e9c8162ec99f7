"""Feed every recorded answer of an interface to the reader of its source; check passages, facts and persons.

Run by `recordings.py`. A fact counts as met when the reader's claims say it; a trap is a fact whose value is none (no headcount,
no company, no person), or the persons that the answer names and no claim may.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from prospector.research.protocol import Claim, FetchFailed, Nothing, WrongCompany

TODAY = date(2026, 10, 20)
Reader = Callable[[str, str], list[Claim]]


@dataclass
class Row:
    """What became of one recorded answer."""

    source: str
    url: str
    state: str
    """`read`, `nothing`, `refused` (a typed refusal), `no reader`, or what went wrong."""
    claims: list[Claim] = field(default_factory=list)
    astray: int = 0
    """Claims whose passage does not stand in the answer."""
    met: list[str] = field(default_factory=list)
    unmet: list[str] = field(default_factory=list)
    unasked: list[str] = field(default_factory=list)
    """Facts for which claims have no field (a filing number, an exchange, a registrar)."""
    traps: list[str] = field(default_factory=list)
    """Traps fallen for."""


def _reader(module: str, name: str, *more: Any) -> Reader:
    def read(text: str, url: str) -> list[Claim]:
        found = getattr(import_module(f"enrichers.{module}"), name)(text, url, *more)
        return [one for one in found if isinstance(one, Claim)]

    return read


def _listed(module: str, path: Sequence[str | int], name: str, entries: str = "read_entries") -> Reader:
    """Return the reader of an answer with several entries: the claims of the first."""

    def read(text: str, url: str) -> list[Claim]:
        source = import_module(f"enrichers.{module}")
        if not getattr(source, entries)(text, url):
            return []
        return list(getattr(source, name)(text, url, path))

    return read


def _board(name: str) -> Reader:
    def read(text: str, url: str) -> list[Claim]:
        listing = import_module(f"enrichers.jobs.{name}").read(text, url)
        return [
            Claim("opening", one.title, url, one.raw or one.passage or one.title, "api", 0.9, one.published)
            for one in listing.postings
        ] + [Claim("opening", f"{listing.total} in all", url, "", "count", 0.9)]

    return read


def _item(text: str, url: str) -> list[Claim]:
    item = import_module("enrichers.wikidata.item").read_item(text, url, url.rpartition("/")[2].partition(".")[0])
    return [*item.claims] if item else []


def _registration(text: str, url: str) -> list[Claim]:
    found = import_module("enrichers.rdap").read_registration(text, url)
    return [Claim("event", f"registered {found.day}", url, found.passage, "api", 0.9, found.day)] if found.day else []


def _summary(text: str, url: str) -> list[Claim]:
    found = import_module("enrichers.wikipedia").read_summary(text, url)
    return [Claim("description", found.extract, url, found.passage, "api", 0.9)] if found.extract else []


def _organisation(text: str, url: str) -> list[Claim]:
    found = import_module("enrichers.github").read_organisation(text, url)
    return [Claim("name", found["name"] or found["login"], url, found["login"], "api")] if found else []


def _feed(text: str, url: str) -> list[Claim]:
    items = import_module("enrichers.feeds").read_feed(text, url)
    return [Claim("event", one.title, url, one.passage, "feed", 0.9, one.day) for one in items]


def _hosts(text: str, url: str) -> list[Claim]:
    domain = url.partition("q=")[2].partition("&")[0]
    found = import_module("enrichers.crtsh").read_hosts(text, url, domain)
    return [Claim("technology", host, url, host, "api", value_date=found.since) for host in found.names]


def _young(text: str, url: str) -> list[Claim]:
    data = json.loads(text)
    domain = re.sub(r"^https?://(?:www\.)?|/.*$", "", data.get("website", ""))
    return [one for _, claims in import_module("enrichers.yc").read_companies(text, url, [domain]) for one in claims]


def _mail(text: str, url: str) -> list[Claim]:
    name = "read_dmarc" if "_dmarc" in url else "read_mx" if "MX" in url else "read_txt"
    return list(getattr(import_module("enrichers.dns"), name)(text, url))


def _entries(module: str, name: str = "read_entries") -> Reader:
    """Return the reader of a search of which candidates alone are taken: their names stand for them."""

    def read(text: str, url: str) -> list[Claim]:
        found = getattr(import_module(f"enrichers.{module}"), name)(text, url)
        return [Claim("name", label, url, "", "hit") for one in found if (label := _label(one))]

    return read


def _label(entry: Any) -> str:
    if isinstance(entry, str | tuple):
        return entry if isinstance(entry, str) else str(entry[0])
    return next(iter(getattr(entry, "names", ())), "")


def _tickers(text: str, url: str) -> list[Claim]:
    found = import_module("enrichers.sec").read_tickers(text, url, ["Apple", "Tesla"])
    return [Claim("registry_id", f"CIK {number}", url, str(number), "api") for number in found]


def _gazette(text: str, url: str) -> list[Claim]:
    read: Callable[..., list[Claim]] = import_module("enrichers.shared.notices").read_notices
    return read(text, url, url.rpartition(":")[2])


LEFT_OUT = (
    (r"news\.google\.com/rss", "its terms forbid it"),
    (r"api-adresse\.data\.gouv\.fr", "a geocoder of addresses: it knows nothing of companies"),
    (r"data\.sec\.gov/submissions/CIK\d+-submissions-\d+\.json", "filings older than those that count as news"),
)
"""Recorded answers to questions that no source asks, and why."""
READERS: tuple[tuple[str, Reader], ...] = (
    (r"boards-api\.greenhouse\.io", _board("greenhouse")),
    (r"api\.lever\.co", _board("lever")),
    (r"api\.ashbyhq\.com", _board("ashby")),
    (r"api\.smartrecruiters\.com", _board("smartrecruiters")),
    (r"apply\.workable\.com", _board("workable")),
    (r"\.recruitee\.com/api", _board("recruitee")),
    (r"api\.gleif\.org/api/v1/lei-records/", _reader("gleif", "read_record")),
    (r"api\.gleif\.org/api/v1/lei-records\?", _listed("gleif", ("data", 0), "read_record")),
    (r"api\.company-information\.service\.gov\.uk/company/", _reader("companies_house", "read_profile")),
    (r"api\.company-information\.service\.gov\.uk/search", _entries("companies_house")),
    (r"action=wbsearchentities", _entries("wikidata.answers", "read_hits")),
    (r"query\.wikidata\.org/sparql", _entries("wikidata.answers", "read_table")),
    (r"files/company_tickers\.json", _tickers),
    (r"overpass-api\.de", _entries("overpass", "read_objects")),
    (r"cloudflare-dns\.com|dns\.google", _mail),
    (r"crt\.sh/", _hosts),
    (r"yc-oss\.github\.io", _young),
    (r"brreg\.no/enhetsregisteret/api/enheter/\d", _reader("brreg", "read_unit")),
    (r"brreg\.no/enhetsregisteret/api/enheter\?", _listed("brreg", ("_embedded", "enheter", 0), "read_unit")),
    (r"ares\.gov\.cz", _reader("ares", "read_subject")),
    (r"avoindata\.prh\.fi", _listed("prh", ("companies", 0), "read_company")),
    (r"ariregister\.rik\.ee", _listed("ariregister", ("data", 0), "read_company")),
    (r"wikipedia\.org/api/rest_v1/page/summary", _summary),
    (r"wikidata\.org/wiki/Special:EntityData", _item),
    (r"data\.sec\.gov/api/xbrl/companyfacts", _reader("edgar", "read_revenue")),
    (r"data\.sec\.gov/submissions/CIK-?\d+\.json", _reader("sec", "read_submissions", TODAY)),
    (r"rdap\.", _registration),
    (r"api\.github\.com/orgs", _organisation),
    (r"recherche-entreprises\.api\.gouv\.fr", _listed("sirene", ("results", 0), "read_unit")),
    (r"bodacc-datadila\.opendatasoft\.com", _gazette),
    (r"\.atom$|\.rss$|feed\.json$|output=atom", _feed),
)
"""Which reader takes which recorded address, the first that fits."""


def read_all(folder: Path) -> list[Row]:
    """Return what every recorded answer of an interface and every feed came to, in the order of the manifest."""
    facts = json.loads((folder / "expected" / "_api_facts.json").read_text(encoding="utf-8"))
    rows = []
    with (folder / "manifest.csv").open(encoding="utf-8", newline="") as file:
        for entry in csv.DictReader(file):
            if entry["kind"] in ("api", "feed"):
                text = (folder / entry["file"]).read_bytes().decode("utf-8", "replace")
                row = _read(entry, text)
                _check(row, text, facts.get(entry["recorded_url"], {}))
                rows.append(row)
    return rows


def _read(entry: dict[str, str], text: str) -> Row:
    url, status = entry["recorded_url"], int(entry["status"])
    row = Row(entry["source"], url, "read")
    reader = next((read for pattern, read in READERS if re.search(pattern, url)), None)
    if why := next((why for pattern, why in LEFT_OUT if re.search(pattern, url)), ""):
        row.state = f"left out: {why}"
    elif reader is None:
        row.state = "no reader"
    elif status >= 300:
        row.state = "redirect" if status < 400 else "refused"
    else:
        try:
            row.claims = reader(text, url)
            row.state = "read" if row.claims else "nothing"
        except (FetchFailed, Nothing, WrongCompany) as refusal:
            row.state = f"refused: {type(refusal).__name__}"
    return row


def _check(row: Row, text: str, facts: dict[str, Any]) -> None:
    body = "".join(text.split())
    row.astray = sum(bool(one.passage) and "".join(one.passage.split()) not in body for one in row.claims)
    for key, wanted in facts.items():
        if key in ("traps", "trap"):
            continue
        if key not in FACTS:
            row.unasked.append(key)
            continue
        (row.met if FACTS[key](row, wanted) else row.unmet).append(key)
    said = json.dumps([asdict(one) for one in row.claims], ensure_ascii=False).casefold()
    row.traps += [person for person in _persons(text) if person.casefold() in said]


def _persons(text: str) -> list[str]:
    """Return the natural persons that an answer names under the keys of the recorded sources."""
    try:
        data = json.loads(text)
    except ValueError:
        return []
    found: list[str] = []

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            if isinstance(creator := node.get("creator"), dict) and creator.get("name"):
                found.append(str(creator["name"]))
            found.extend(
                str(leader.get("nom") or "")
                for leader in node.get("dirigeants") or ()
                if isinstance(leader, dict) and leader.get("type_dirigeant") == "personne physique"
            )
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(data)
    return [person for person in found if len(person) > 3]


# What the claims of a row must say for a fact to be met.


def _values(row: Row, *fields: str) -> list[Any]:
    return [one.value for one in row.claims if one.field in fields]


def _plain(text: object) -> str:
    return re.sub(r"[\W_]+", "", str(text)).casefold()


def _named(row: Row, wanted: str) -> bool:
    return any(_plain(wanted) in _plain(value) for value in _values(row, "name", "legal_name")) or (
        # Revenue and hits of a search come without the name; which company they are of is checked by the source's gate.
        not _values(row, "name", "legal_name") and bool(row.claims)
    )


def _place(row: Row, wanted: dict[str, str]) -> bool:
    return any(
        all(_plain(part) in _plain(value.get(key, "")) for key, part in wanted.items())
        for value in _values(row, "address")
    )


def _money(row: Row, wanted: dict[str, Any]) -> bool:
    year = str(wanted.get("period_end", wanted.get("year", "")))[:4]
    amounts = [(value.get("value"), str(value.get("year"))) for value in _values(row, "revenue")]
    if "value" not in wanted:
        return all((amount, year) in amounts for year, amount in wanted.items())
    return (wanted["value"], year) in amounts


def _people(row: Row, wanted: int | None) -> bool:
    return wanted in _values(row, "employees") if wanted else not _values(row, "employees")


def _event(row: Row, wanted: str) -> bool:
    return any(str(wanted)[:4] in f"{one.value} {one.value_date}" for one in row.claims if one.field == "event")


FACTS: dict[str, Callable[[Row, Any], bool]] = {
    "name": _named, "entity": _named, "legal_name": _named, "name_en": _named,
    "ticker": lambda row, wanted: wanted in _values(row, "ticker"),
    "tickers": lambda row, wanted: set(wanted) <= set(_values(row, "ticker")),
    "industry": lambda row, wanted: any(_plain(wanted) in _plain(one) for one in _values(row, "industry")),
    "industry_code": lambda row, wanted: any(wanted in str(asdict(one)) for one in row.claims if one.field == "industry"),
    "phone_e164": lambda row, wanted: wanted in _values(row, "phone"),
    "email": lambda row, wanted: wanted in _values(row, "email"),
    "hq": _place, "hq_en": lambda row, wanted: _place(row, {key: wanted[key] for key in ("postal", "country")}),
    "address": lambda row, wanted: _place(row, {key: wanted[key] for key in ("city", "postal")}),
    "revenue_latest": _money, "revenue": _money, "employees": _people,
    "employees_as_of": lambda row, wanted: wanted in [one.value_date for one in row.claims if one.field == "employees"],
    "founded": lambda row, wanted: int(str(wanted)[:4]) in _values(row, "founded"),
    "lei": lambda row, wanted: wanted in _values(row, "lei"),
    "siren": lambda row, wanted: any(wanted in str(one) for one in _values(row, "registry_id")),
    "register_no": lambda row, wanted: any(wanted in str(one) for one in _values(row, "registry_id")),
    "dissolved": _event, "registered": lambda row, wanted: _event(row, wanted) or bool(_values(row, "founded")),
    "parent": lambda row, wanted: bool(_values(row, "parent")) == bool(wanted),
    "twitter": lambda row, wanted: any(wanted.casefold() in str(one).casefold() for one in _values(row, "social")),
    "facebook": lambda row, wanted: any(wanted.casefold() in str(one).casefold() for one in _values(row, "social")),
    "openings": lambda row, wanted: len(_values(row, "opening")) - 1 == wanted,
    "openings_total": lambda row, wanted: f"{wanted} in all" in _values(row, "opening"),
    "newest_first_published": lambda row, wanted: wanted in [one.value_date for one in row.claims],
    "departments": lambda row, wanted: all(any(part in str(one.value) for one in row.claims) for part in wanted),
    "email_provider": lambda row, wanted: any(_plain(wanted) in _plain(one) for one in _values(row, "technology")),
    "spf_includes": lambda row, _: bool(_values(row, "technology")),
    "subdomains": lambda row, wanted: _values(row, "technology") == wanted,
    "earliest_not_before": lambda row, wanted: wanted in [one.value_date for one in row.claims],
    "results": lambda row, wanted: bool(row.claims) == bool(wanted),
    "entity_is_person": lambda row, _: not row.claims,
    "not_found": lambda row, _: row.state.startswith("refused"),
}  # fmt: skip
"""How each key of the checked facts is looked for; keys that name no claim (cik, QIDs, sites) are left to the tests."""
