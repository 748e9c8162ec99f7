"""crt.sh (https://crt.sh): host names of a domain in the public logs of certificates (RFC 9162), as hints at what is in use.

No key; run by Sectigo for the public without promise: answers take long and 502 is common, so one request a company and a
slow pace. Terms: https://crt.sh (none stated beyond fair use); the logs are public facts. An answer of another shape is
expected: fields came and went over the years, and only the names are needed.

A host name is a hint, not a proof, and the claims say so by their confidence. One certificate stands there twice (as
pre-certificate and as leaf), one entry may hold several names, wildcards and names of machines say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from enrichers.shared.common import BrokenAnswer, load_json, registrable, text_at
from prospector.research.protocol import Claim, Company, Context, FetchFailed, Nothing, Skip

_SEARCH = "https://crt.sh/?q={}&output=json"
_LIKELY = 0.3
_HINTS = {
    "Status page": "status",
    "Online shop": "shop store eshop webshop boutique tienda butik",
    "Careers site": "careers career jobs karriere recruiting recrutement jobb",
    "Help centre": "support help helpdesk servicedesk hilfe aide",
    "Documentation site": "docs doc documentation wiki kb knowledge",
    "Public API": "api apis developer developers",
    "Customer portal": "portal kundenportal customer customers client clients myaccount extranet",
    "Partner portal": "partner partners reseller dealer dealers haendler",
    "Web application": "app apps my",
    "Learning platform": "academy learn learning training elearning moodle",
    "Community forum": "community forum forums",
    "Marketing landing pages": "go info pages lp click links email em",
    "Single sign-on": "sso auth idp adfs keycloak okta",
    "Remote access": "vpn citrix remote rdp",
    "Video meetings": "meet jitsi bigbluebutton",
    "GitLab": "gitlab",
    "Jira": "jira",
    "Confluence": "confluence",
    "Jenkins": "jenkins",
    "Nextcloud": "nextcloud",
    "ownCloud": "owncloud",
    "Grafana": "grafana",
    "Sentry": "sentry",
    "SharePoint": "sharepoint",
    "Microsoft Exchange": "autodiscover owa",
    "Odoo": "odoo",
    "SAP": "sap fiori",
    "Matomo": "matomo piwik",
    "Mattermost": "mattermost",
}
"""What is likely in use -> host labels that speak for it."""
_BY_LABEL = {label: hint for hint, labels in _HINTS.items() for label in labels.split()}
_HOST = re.compile(r"(?:[a-z\d_](?:[a-z\d_-]{0,61}[a-z\d])?\.)+[a-z\d-]{2,63}\Z")
_BEGINNING = re.compile(r'(?:\\n|")\Z')
_INSIDE = re.compile(r"[\w.-]")
_KEY = re.compile(r'"(?:name_value|common_name)"\s*:\s*"\Z')
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Hosts:
    """What the logs know of a domain."""

    names: tuple[str, ...]
    """Host names under the domain, in order of the alphabet, the domain itself among them where it has a certificate."""
    since: str
    """ISO date of the earliest certificate, empty when none is dated."""
    last: dict[str, str]
    """Host name -> ISO date of its latest certificate."""
    spelt: dict[str, str]
    """Host name -> the same as the answer spells it."""


def read_hosts(text: str, url: str, domain: str) -> Hosts:
    """Return the host names under `domain`; an answer that was cut off gives those before the cut. Raises BrokenAnswer."""
    data = load_json(text, url)
    if not isinstance(data, list):
        raise BrokenAnswer(url, "no list of certificates")
    days: dict[str, str] = {}
    spelt: dict[str, str] = {}
    since: list[str] = []
    for entry in data:
        day = _day(text_at(entry, "not_before"))
        since += [day] if day else []
        for found in f"{text_at(entry, 'name_value')} {text_at(entry, 'common_name')}".split():
            name = found.lower()
            if _HOST.match(name) and (name == domain or name.endswith(f".{domain}")):
                days[name] = max(days.get(name, ""), day)
                spelt[name] = found
    return Hosts(tuple(sorted(days)), min(since, default=""), days, spelt)


def read_hints(text: str, url: str, domain: str) -> list[Claim]:
    """Return one claim for each thing that host names under `domain` hint at. Raises BrokenAnswer."""
    hosts = read_hosts(text, url, domain)
    best: dict[str, str] = {}
    for name in hosts.names:
        label = name.removesuffix(domain).rstrip(".")
        hint = _BY_LABEL.get(label)
        if hint and hosts.last[name] >= hosts.last.get(best.get(hint, ""), ""):
            best[hint] = name
    return [
        Claim("technology", hint, url, said, "api", _LIKELY, hosts.last[name] or None)
        for hint, name in best.items()
        if (said := _passage(text, hosts.spelt[name]))
    ]


def whole(text: str) -> str:
    """Return a list that was cut off in the middle, ended after its last whole entry."""
    return text[: text.rfind("}") + 1] + "]" if "}" in text else text


def _day(moment: str) -> str:
    found = _DAY.match(moment)
    return found.group() if found else ""


def _passage(text: str, name: str) -> str:
    """Return the words of the answer that hold a host name, neither cut out of a longer one nor of a wildcard."""
    at = text.find(name)
    while at >= 0:
        before = text[max(at - 20, 0) : at]
        if _BEGINNING.search(before) and not _INSIDE.match(text[at + len(name) : at + len(name) + 1]):
            key = _KEY.search(before)
            return (key.group() if key else "") + name
        at = text.find(name, at + 1)
    return ""


class CrtSh:
    """Reads which hosts of the company have certificates."""

    name = "crtsh"
    label = "Certificate logs (crt.sh)"
    fields: Sequence[str] = ("technology",)
    needs: Sequence[str] = ("domain",)
    hosts: Sequence[str] = ("crt.sh",)
    licence = "public facts of the certificate logs"
    terms = "https://crt.sh, fair use"
    rate = 0.2
    on_by_default = False

    async def enrich(self, company: Company, context: Context) -> Sequence[Claim]:
        """Return what the host names of `company` hint at; raises Nothing when they hint at nothing."""
        domain = registrable(company.domains[0]) if company.domains else None
        if not domain:
            raise Skip("no domain known")
        page = await context.fetch(_SEARCH.format(domain))
        if page.status != 200:  # noqa: PLR2004 - HTTP's own number: an unknown domain is an empty list
            raise FetchFailed("failed", page.url, f"crt.sh answered {page.status}")
        text = whole(page.text) if page.truncated else page.text
        claims = await context.parse(read_hints, text, page.url, domain)
        if not claims:
            raise Nothing(f"no host name under {domain} hints at anything in use")
        return claims
