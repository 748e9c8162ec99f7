"""Who speaks for a company on its own pages: names, roles and mailboxes of persons, only when the user asks for that account.

Reads the home page and the pages it links to as team, management, contact or imprint. Personal data: what a person is called, in
which role, under which business address, with the page and the day; nothing from anywhere but the company's own site, no private
numbers, and it all goes when the user switches persons off again (Regulation (EU) 2016/679, article 6(1)(f) and article 14 bind
whoever keeps it). One request a second to one host, robots.txt obeyed. The source claims nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from enrichers.shared.common import BrokenAnswer, dig, fold, load_json, same_domain, text_at
from enrichers.shared.contact import office_mail, office_phone
from enrichers.shared.own_pages import home_page, read_links, refuse_no_page
from prospector.research.finding import PublicPerson
from prospector.research.protocol import Claim, Company, Context, FetchFailed, Nothing, Skip

_MOST_PAGES, _MOST_PEOPLE, _MOST_TEXT = 4, 40, 400
_PAGES = re.compile(
    "team|people|leadership|management|ledning|ledelse|johto|vorstand|geschäftsführ|ansprechpartner|kontakt|contact|medarbet|"
    "ansatte|equipe|équipe|direction|chi-siamo|equipo|impressum|imprint|about|om-oss|über-uns|ueber-uns",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:c[efot]o|vd|chief|head|director|manager|president|founder|owner|partner|sales|purchas|procure|engineer|lead|"
    r"geschäftsführ|leit(?:er|ung)|vorstand|inhaber|einkauf|vertrieb|chef|ansvarig|inköp|försäljning|daglig leder|leder|"
    r"toimitusjohtaja|johtaja|päällikkö|directeur|directrice|président|responsable|gérant|direttore|responsabile|gerente|"
    r"direktør|jednatel|ředitel|prezes|dyrektor|kierownik)",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_][\w'’.-]+(?: [^\W\d_][\w'’.-]*){1,3}\Z")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+\Z")


class People:
    """Reads who speaks for the company on its own pages."""

    name = "people"
    label = "People in public roles (only where asked for)"
    fields: Sequence[str] = ()
    needs: Sequence[str] = ("domain",)
    hosts: Sequence[str] = ()
    licence = (
        "personal data published by the company on its own pages; kept for the account alone, gone when switched off"
    )
    terms = "each site's own robots.txt; Regulation (EU) 2016/679"
    rate = 1.0

    async def enrich(self, company: Company, context: Context) -> Sequence[Claim]:  # noqa: ARG002 - the protocol
        """Claim nothing: raises Skip."""
        raise Skip("tells persons alone, and only for accounts where they are asked for")

    async def people(self, company: Company, context: Context) -> Sequence[PublicPerson]:
        """Return the persons on the company's own pages; raises Skip without a domain, FetchFailed without a home page."""
        first = await home_page(company, context)
        found = list(await context.parse(read_people, first.text, first.url))
        links = [link for link in await context.parse(read_links, first.text, first.url) if link.tag == "a"]
        wanted = dict.fromkeys(
            link.url.partition("#")[0]
            for link in links
            if same_domain(link.url, first.url) and _PAGES.search(f"{link.words} {link.url}")
        )
        for url in list(wanted)[:_MOST_PAGES]:
            try:
                page = await context.fetch(url)
                refuse_no_page(page)
                found += await context.parse(read_people, page.text, page.url)
            except FetchFailed as problem:
                context.log(f"left out: {problem.detail}")
        kept: dict[str, PublicPerson] = {}
        for one in found:
            key = fold(one.name)
            if key not in kept or (one.email and not kept[key].email):
                kept[key] = one
        if not kept:
            raise Nothing("its pages name nobody with a role or a mailbox")
        return list(kept.values())[:_MOST_PEOPLE]


def read_people(text: str, url: str) -> list[PublicPerson]:
    """Return the persons of a page: those of its structured data, and those whose mailbox stands beside their name."""
    from lxml import etree, html

    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError, AssertionError):
        return []
    found = []
    for island in root.iterfind(".//script[@type='application/ld+json']"):
        try:
            found += [one for node in _nodes(load_json(island.text or "", url)) if (one := _stated(node, text, url))]
        except BrokenAnswer:
            continue
    for link in list(root.iterfind(".//a[@href]"))[:2000]:
        href = (link.get("href") or "").strip()
        if href.lower().startswith("mailto:"):
            one = _beside(link, href[7:].partition("?")[0].strip(), text, url)
            found += [one] if one else []
    return found


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the persons in structured data who are employees, founders or have a job; authors and reviewers are not."""
    if depth > 8:  # noqa: PLR2004 - deeper than any company describes itself
        return
    if isinstance(value, list):
        for one in value[:200]:
            yield from _nodes(one, depth + 1)
    elif isinstance(value, dict):
        if value.get("@type") == "Person" and value.get("jobTitle"):
            yield value
        for key, one in value.items():
            if key not in ("author", "review", "reviewedBy", "creator", "contributor"):
                yield from _nodes(one, depth + 1)


def _stated(node: dict[str, Any], text: str, url: str) -> PublicPerson | None:
    name, role = text_at(node, "name"), text_at(node, "jobTitle")
    mail = text_at(node, "email").removeprefix("mailto:").lower()
    if not _NAME.match(name) or name not in text:
        return None
    phone = office_phone(text_at(node, "telephone"), "ZZ") or ""
    same_as = dig(node, "sameAs")
    profile = same_as if isinstance(same_as, str) and same_as.startswith("https://") else ""
    return PublicPerson(name, role, url, name, mail if _MAIL.match(mail) else "", phone, profile)


def _beside(link: Any, mail: str, text: str, url: str) -> PublicPerson | None:
    """Return the person whose name stands in the same block as a personal mailbox, None when there is none."""
    if not _MAIL.match(mail) or office_mail(mail) or mail not in text:
        return None
    parts = [fold(part) for part in re.split(r"[._-]", mail.partition("@")[0]) if len(part) > 1]
    block = link
    for _ in range(4):
        block = block.getparent()
        if block is None or not parts:
            return None
        lines = [" ".join(str(piece).split()) for piece in block.itertext()]
        lines = [line for line in lines if line]
        if sum(map(len, lines)) > _MOST_TEXT:
            return None
        name = next((line for line in lines if _NAME.match(line) and _bears(line, parts)), "")
        if name:
            role = next((line for line in lines if line != name and "@" not in line and _ROLE.search(line)), "")
            return PublicPerson(name, role[:100], url, mail, mail.lower())
    return None


def _bears(line: str, parts: Sequence[str]) -> bool:
    words = fold(line).split()
    return any(part in words or part == "".join(words) or (len(words) > 1 and part == words[0][:1] + words[-1])
               for part in parts)  # fmt: skip
