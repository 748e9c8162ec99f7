"""Companies funded by Y Combinator, from the open copy of its directory (https://github.com/yc-oss/api).

One static file of 5 to 10 MB with all companies; the data belong to Y Combinator, the copy is unofficial. Terms of the
directory: https://www.ycombinator.com/legal. One request serves all accounts of a run, as the file is kept by the cache.
A record is the company's when its website stands under the company's domain. Its long description names founders and is
not read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from enrichers.shared.common import dig, load_json, number_at, quote, same_domain, same_name, text_at
from prospector.research.protocol import Claim, Company, Context, FetchFailed, Nothing, Skip, WrongCompany

ALL = "https://yc-oss.github.io/api/companies/all.json"
_ENDED = {"inactive": "inactive", "acquired": "acquired", "public": "listed on a stock exchange"}
"""Status -> what the directory says by it; `active` is no news."""
_BETWEEN = re.compile(r"[\s,\[]*")
_DECODER = json.JSONDecoder(strict=False)


def read_companies(text: str, url: str, domains: Sequence[str]) -> list[tuple[str, tuple[Claim, ...]]]:
    """Return (name, claims) of the records whose website stands under one of `domains`.

    Takes the file of all companies as well as that of one. Raises BrokenAnswer.
    """
    data = load_json(text, url)
    found = []
    for index, record in enumerate(data if isinstance(data, list) else [data]):
        site = text_at(record, "website")
        if site and any(same_domain(site, domain) for domain in domains):
            own = _own_text(text, index) if isinstance(data, list) else text
            found.append((text_at(record, "name"), tuple(_claims(record, own, url))))
    return found


def _own_text(text: str, index: int) -> str:
    """Return the piece of a JSON list that is its element `index`: what is quoted must not be a neighbour's."""
    start, end = 0, text.index("[")
    for _ in range(index + 1):
        start = _first_of(text, end)
        _, end = _DECODER.raw_decode(text, start)
    return text[start:end]


def _first_of(text: str, at: int) -> int:
    """Return where the next element begins, blanks, comma and bracket passed over."""
    found = _BETWEEN.match(text, at)
    return found.end() if found else at


def _claims(record: dict[str, Any], text: str, url: str) -> Iterator[Claim]:
    """Yield what one record says; `text` is the record as it stands in the file."""
    if name := text_at(record, "name"):
        yield Claim("name", name, url, quote(text, "name", name), "api", 0.8)
    if line := text_at(record, "one_liner"):
        yield Claim("description", line, url, quote(text, "one_liner", record["one_liner"]), "api", 0.8)
    heads = number_at(record, "team_size")
    if heads is not None and heads > 0:
        yield Claim("employees", heads, url, quote(text, "team_size", record["team_size"]), "api", 0.5)
    for key in ("subindustry", "industry"):
        if trade := text_at(record, key).rpartition("->")[2].strip():
            yield Claim("industry", trade, url, quote(text, key, record[key]), "api", 0.7)
            break
    if dig(record, "isHiring") is True:
        said = quote(text, "isHiring", value=True)
        yield Claim("event", "hiring, says the directory of Y Combinator", url, said, "api", 0.6)
    if state := _ENDED.get(text_at(record, "status").casefold()):
        said = quote(text, "status", record["status"])
        yield Claim("event", f"{state}, says the directory of Y Combinator", url, said, "api", 0.7)


class YCombinator:
    """Reads the company's record in the directory of Y Combinator."""

    name = "yc"
    label = "Y Combinator directory"
    fields: Sequence[str] = ("name", "description", "employees", "industry", "event")
    needs: Sequence[str] = ("domain",)
    hosts: Sequence[str] = ("yc-oss.github.io",)
    licence = "facts (c) Y Combinator, unofficial copy by yc-oss"
    terms = "https://www.ycombinator.com/legal"
    rate = 1.0

    async def enrich(self, company: Company, context: Context) -> Sequence[Claim]:
        """Return what the directory says about `company`; raises Nothing when it is not in there."""
        if not company.domains:
            raise Skip("no domain known to tell the record by")
        page = await context.fetch(ALL)
        if page.status != 200:  # noqa: PLR2004 - HTTP's own number: the file of all companies is always there
            raise FetchFailed("failed", page.url, f"the file of all companies answered {page.status}")
        found = await context.parse(read_companies, page.text, page.url, tuple(company.domains))
        named = [one for one in found if any(same_name(one[0], mine) for mine in (company.name, *company.other_names))]
        if len(found) > 1 and len(named) != 1:
            names = ", ".join(name for name, _ in found)
            raise WrongCompany(f"{len(found)} records have the site {company.domains[0]}: {names}")
        if not found:
            raise Nothing(f"nobody in the directory has the site {company.domains[0]}")
        return (named or found)[0][1]
