"""Companies like others: the question to Wikidata's query service, and what its table says.

By industry (P452), country (P17) and head count (P1128), with a site (P856) and not dissolved (P576). Limits stand innermost and
labels last, else the service runs out of its 60 seconds.
"""

from __future__ import annotations

import re
from typing import Any

from enrichers.shared.common import BrokenAnswer, dig, list_at, load_json, number_at, registrable, text_at
from enrichers.wikidata.codes import COUNTRIES
from enrichers.wikidata.statements import QID
from prospector.research.finding import RECORD, Candidate, Traits

_UNFIT = re.compile(r'["\\\n\r{}<>]')
_MOST = 200
_MOST_WORDS = 12
_ENDINGS = ("", " industry", " manufacturing")


def question(traits: Traits) -> str:
    """Return the query (SPARQL 1.1) for companies with these traits, empty when neither an industry nor a site is known."""
    sites = [f"<{scheme}://{www}{site}{slash}>" for site in traits.sites[:3] if re.fullmatch(r"[a-z0-9.-]+", site)
             for scheme in ("https", "http") for www in ("www.", "") for slash in ("/", "")]  # fmt: skip
    words = [_UNFIT.sub("", word).strip().casefold() for word in traits.industries[:_MOST_WORDS]]
    labels = list(dict.fromkeys(f'"{word}{end}"@en' for word in words if word for end in _ENDINGS))
    ways = []
    if sites:
        ways.append(f"{{ VALUES ?own {{ {' '.join(sites)} }} ?like wdt:P856 ?own ; wdt:P452 ?trade . }}")
    if labels:
        ways.append(f"{{ VALUES ?word {{ {' '.join(labels)} }} ?trade rdfs:label ?word . }}")
    if not ways:
        return ""
    places = [f"wd:{item}" for item, code in COUNTRIES.items() if code == traits.country]
    where = f"VALUES ?land {{ {' '.join(places)} }}" if places else ""
    return (
        "SELECT DISTINCT ?item ?label ?site ?land ?townLabel ?tradeLabel ?staff WHERE { "
        f"{{ SELECT DISTINCT ?item ?trade ?land WHERE {{ {' UNION '.join(ways)} {where} "
        "?item wdt:P452 ?trade ; wdt:P17 ?land ; wdt:P856 ?any . FILTER NOT EXISTS { ?item wdt:P576 ?end } } "
        f"LIMIT {_MOST} }} ?item wdt:P856 ?site . OPTIONAL {{ ?item wdt:P1128 ?staff }} {_size(traits)}"
        'OPTIONAL { ?item rdfs:label ?label FILTER(LANG(?label) = "en") } '
        'OPTIONAL { ?trade rdfs:label ?tradeLabel FILTER(LANG(?tradeLabel) = "en") } '
        'OPTIONAL { ?item wdt:P159 ?town . ?town rdfs:label ?townLabel FILTER(LANG(?townLabel) = "en") } } '
        f"LIMIT {_MOST}"
    )


def _size(traits: Traits) -> str:
    limits = [f"?staff >= {traits.least}"] if traits.least is not None else []
    limits += [f"?staff <= {traits.most}"] if traits.most is not None else []
    return f"FILTER(!BOUND(?staff) || ({' && '.join(limits)})) " if limits else ""


def read_alike(text: str, url: str) -> list[Candidate]:
    """Return the companies of the table, each once. Raises BrokenAnswer for anything but a table."""
    data = load_json(text, url)
    if not isinstance(dig(data, "results", "bindings"), list):
        raise BrokenAnswer(url, "the query service sent no table of results")
    found: dict[str, Candidate] = {}
    for row in list_at(data, "results", "bindings"):
        qid = _value(row, "item").rsplit("/", 1)[-1]
        name, site = _value(row, "label"), registrable(_value(row, "site"))
        if not QID.match(qid) or not name or not site or qid in found:
            continue
        found[qid] = Candidate(
            RECORD, qid, name, url, name, site, COUNTRIES.get(_value(row, "land").rsplit("/", 1)[-1], ""),
            _value(row, "townLabel"), industry=_value(row, "tradeLabel"), employees=number_at(row, "staff", "value"),
        )  # fmt: skip
    return list(found.values())


def _value(row: Any, name: str) -> str:
    return text_at(row, name, "value")
