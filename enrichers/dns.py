"""What a domain's public DNS records say: who takes its mail and which services it has been set up with.

Asked over HTTPS as JSON (`Accept: application/dns-json`, which Cloudflare insists on). Google Public DNS first, Cloudflare when
Google does not answer. Both are free and need no key; terms: https://developers.google.com/speed/public-dns/terms and
https://www.cloudflare.com/application/privacypolicy/. DNS records are facts published by the domain's holder. Two requests
a second and host at most; ten requests a domain: MX, TXT, DMARC, and CNAME of the names under which services are usually
hosted (``status.``, ``support.``). Whoever answers learns which domains are looked up: switch the source
off where that matters.

A record says what was set up once, not what is used today: every claim is *likely* and its confidence says how much. Null MX
is RFC 7505, SPF RFC 7208, DMARC RFC 7489. Mailboxes for DMARC reports are never kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import quote as escape

from enrichers import dns_marks
from enrichers.shared.common import BrokenAnswer, ascii_host, dig, list_at, load_json, number_at, quote
from prospector.research.protocol import Claim, Company, Context, FetchFailed, Nothing, Page, Skip

_CNAME, _MX, _TXT = 5, 15, 16
_SERVICES = ("status", "support", "help", "go", "info", "shop", "careers")
"""Names below a domain that often lead to a service of somebody else."""
_NAME_ERROR, _NO_ERROR = 3, 0
_BAD_STATUS = 400
_MAIL, _SENDER, _TOKEN, _POLICY, _HOSTED = 0.8, 0.6, 0.5, 0.7, 0.7
"""Confidence: mail goes there today; may send in the name of the domain; was verified once; a policy as published; a name
of the domain leads there."""
LIKELY = "dns, likely"
"""Method of what was set up once, which does not say that it is used today."""
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_HOST = re.compile(r"[\w.-]{1,253}\Z")
_DMARC = re.compile(r"v=DMARC1\s*;[^\"\\]*?\bp=(none|quarantine|reject)\b", re.IGNORECASE)


class Record(NamedTuple):
    """One record of an answer."""

    data: str
    """As DNS means it: a TXT's strings joined, quotes off, a host in lower case without its last dot."""
    passage: str
    """The piece of the answer that says so."""


class Dns:
    """Asks for MX, TXT, DMARC and the usual CNAME records of the company's domain."""

    name = "dns"
    label = "DNS records"
    fields: Sequence[str] = ("technology",)
    needs: Sequence[str] = ("domain",)
    hosts: Sequence[str] = ("dns.google", "cloudflare-dns.com")
    licence = "facts published in the DNS by the domain's holder"
    terms = "https://developers.google.com/speed/public-dns/terms"
    rate = 2.0

    async def enrich(self, company: Company, context: Context) -> Sequence[Claim]:
        """Return the mail provider and the services that the records of the main domain name.

        Raises Skip without a domain, Nothing when the domain has no telling record, FetchFailed when nobody answers.
        """
        domain = ascii_host(company.domains[0].strip().strip(".")) if company.domains else ""
        if not domain or not _HOST.match(domain) or "." not in domain:
            raise Skip("no domain known")
        claims: list[Claim] = []
        failure: FetchFailed | None = None
        for name, kind, reader in (
            (domain, "MX", read_mx),
            (domain, "TXT", read_txt),
            (f"_dmarc.{domain}", "TXT", read_dmarc),
        ):
            try:
                url, text = await _ask(name, kind, context)
                claims += reader(text, url)
            except _NoDomain:
                if name == domain:
                    raise Nothing(f"the domain {domain} does not exist") from None
            except FetchFailed as problem:
                failure = failure or problem
                context.log(f"left out: {problem.detail}")
        if failure is None:
            claims += await self._hosted(domain, context)
        if not claims and failure is not None:
            raise failure
        if not claims:
            raise Nothing(f"no telling record at {domain}")
        return claims

    async def _hosted(self, domain: str, context: Context) -> list[Claim]:
        """Return the services that names below the domain lead to; without an answer the rest is not asked."""
        claims: dict[str, Claim] = {}
        for service in _SERVICES:
            try:
                url, text = await _ask(f"{service}.{domain}", "CNAME", context)
                for claim in read_cname(text, url):
                    claims.setdefault(claim.value, claim)
            except _NoDomain:
                continue
            except FetchFailed as problem:
                context.log(f"left out: {problem.detail}")
                break
        return list(claims.values())


class _NoDomain(FetchFailed):
    """There is no such name (NXDOMAIN)."""


async def _ask(name: str, kind: str, context: Context) -> tuple[str, str]:
    """Return (URL, body) of the first resolver that answers; raises FetchFailed with the first one's trouble."""
    asked = f"name={escape(name, safe='')}&type={kind}"
    failure: FetchFailed | None = None
    for base in ("https://dns.google/resolve?", "https://cloudflare-dns.com/dns-query?"):
        try:
            page = await context.fetch(base + asked, headers={"Accept": "application/dns-json"})
            _refuse(page)
        except _NoDomain:
            raise
        except FetchFailed as problem:
            failure = failure or problem
        else:
            return page.url, page.text
    raise failure or FetchFailed("failed", asked, "no resolver")


def _refuse(page: Page) -> None:
    """Raise when the answer is none: _NoDomain for a name that does not exist, FetchFailed else."""
    if page.status >= _BAD_STATUS:
        raise FetchFailed("failed", page.url, f"the resolver answered {page.status}")
    status = dig(load_json(page.text, page.url), "Status")
    if status == _NAME_ERROR:
        raise _NoDomain("failed", page.url, "no such domain")
    if status != _NO_ERROR or isinstance(status, bool):
        raise BrokenAnswer(page.url, f"the resolver has no answer (status {status!r:.20})")


def records(text: str, url: str, kind: int) -> list[Record]:
    """Return the records of type number `kind` in an answer; CNAMEs that led there and signatures are left out.

    Raises BrokenAnswer when `text` is no answer of a resolver. An answer without records is an empty list.
    """
    found: list[Record] = []
    for row in list_at(load_json(text, url), "Answer")[:200]:
        data = dig(row, "data")
        if number_at(row, "type") != kind or not isinstance(data, str):
            continue
        passage = quote(text, "data", data)
        found.append(Record(_joined(data) if kind == _TXT else data.strip(), passage))
    return found


def _joined(data: str) -> str:
    """Return what a TXT record says: its strings follow each other without a blank (RFC 7208, section 3.3)."""
    pieces = _QUOTED.findall(data) if data.lstrip().startswith('"') else []
    return "".join(re.sub(r"\\(.)", r"\1", piece) for piece in pieces) or data.strip()


def read_mx(text: str, url: str) -> list[Claim]:
    """Return who takes the domain's mail, by the records of best preference; nobody for a null MX (``0 .``)."""
    hosts: list[tuple[int, str, str]] = []
    for data, passage in records(text, url, _MX):
        preference, _, host = data.partition(" ")
        host = host.strip().strip(".").casefold()
        if host and preference.isdigit():
            hosts.append((int(preference), host, passage))
    claims: dict[str, Claim] = {}
    for _, host, passage in sorted(hosts):
        for mark, product in dns_marks.MAIL:
            if host == mark or host.endswith(f".{mark}") or (mark.endswith(".") and f".{mark}" in f".{host}."):
                claims.setdefault(product, Claim("technology", product, url, passage, "dns", _MAIL))
                break
    return list(claims.values())


def read_cname(text: str, url: str) -> list[Claim]:
    """Return the service that a name below the domain leads to."""
    claims: dict[str, Claim] = {}
    for data, passage in records(text, url, _CNAME):
        host = data.strip(".").casefold()
        for mark, product in dns_marks.HOSTED:
            if _under(host, mark):
                claims.setdefault(product, Claim("technology", product, url, passage, LIKELY, _HOSTED))
                break
    return list(claims.values())


def read_txt(text: str, url: str) -> list[Claim]:
    """Return the services that may send mail for the domain (SPF) and those it was verified for."""
    claims: dict[str, Claim] = {}
    for data, passage in records(text, url, _TXT):
        marks = _senders(data) if data.casefold().startswith("v=spf1") else _verified(data)
        for product, sure in marks:
            if product not in claims or claims[product].confidence < sure:
                claims[product] = Claim("technology", product, url, passage, LIKELY, sure)
    return list(claims.values())


def read_dmarc(text: str, url: str) -> list[Claim]:
    """Return the DMARC policy and who reads its reports; the mailboxes in the record are left where they are."""
    claims: dict[str, Claim] = {}
    for record in records(text, url, _TXT):
        policy = _DMARC.match(record.data)
        if not policy:
            continue
        stood = _DMARC.search(text)
        if stood:
            value = f"DMARC (p={policy[1].lower()})"
            claims.setdefault(value, Claim("technology", value, url, stood.group(), "dns", _POLICY))
        for host in re.findall(r"mailto:[^@\s,;!]{1,64}@([\w.-]{1,253})", record.data, re.IGNORECASE):
            for mark, product in dns_marks.REPORTS:
                if _under(host.casefold(), mark) and host in text:
                    claims.setdefault(product, Claim("technology", product, url, host, LIKELY, _SENDER))
    return list(claims.values())


def _senders(data: str) -> Iterator[tuple[str, float]]:
    for word in data.split()[:100]:
        name, _, host = word.lstrip("+-~?").partition("=" if word.casefold().startswith("redirect=") else ":")
        if name.casefold() not in ("include", "redirect"):
            continue
        for mark, product in dns_marks.SENDERS:
            if _under(host.strip(".").casefold(), mark):
                yield product, _SENDER
                break


def _verified(data: str) -> Iterator[tuple[str, float]]:
    said = data.casefold()
    for mark, product in dns_marks.TOKENS:
        if said.startswith(mark):
            yield product, _TOKEN
            return


def _under(host: str, mark: str) -> bool:
    return host == mark or host.endswith(f".{mark}")
