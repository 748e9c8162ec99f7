"""Pages that answer 200 and are not the site: bot walls, parked domains, suspended accounts.

Facts read from them would be facts about somebody else, so they end as `blocked`. Only short pages are judged, and only
by words that the real page of a company does not consist of: a wrong verdict would hide a real company.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LONGEST_PAGE = 120_000
_LONGEST_TITLED = 3_000
"""Most visible characters of a page that is condemned by its title."""
_LONGEST_MARKED = 1_200
"""Most visible characters of a page that is condemned by a mark in its text or code."""
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,300})", re.IGNORECASE)
_UNSEEN = re.compile(r"<(script|style|svg|template)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]{0,2000}>")

_PROSE = re.compile(r">\s*([^<>{}=;\s][^<>{}=;]{60,})<")
"""Running words between two tags, which code of 60 characters without any of its signs never looks like: a page with many
is no wall, which is known without searching it for all the marks."""


@dataclass(frozen=True)
class _Kind:
    """One kind of page that is not the site."""

    reason: str
    title: re.Pattern[str]
    marks: tuple[str, ...]
    """In lower case."""


_KINDS = (
    _Kind(
        "a bot wall stands before the site",
        re.compile(
            r"""^(?:just\ a\ moment\b|attention\ required!\ \|\ cloudflare|ddos-guard|checking\ your\ browser
            |pardon\ our\ interruption|access\ to\ this\ page\ has\ been\ denied|are\ you\ (?:a\ robot|human)\b
            |verify(?:ing)?\ (?:that\ )?you\ are\ (?:a\ )?human|security\ check(?:point)?$|robot\ challenge\ screen
            |bot\ verification|human\ verification|one\ moment,\ please|captcha\b|client\ challenge
            |radware\ (?:captcha|bot)|you\ have\ been\ blocked|incapsula|vercel\ security\ checkpoint)""",
            re.IGNORECASE | re.VERBOSE,
        ),
        (
            "_cf_chl_opt", "cf-browser-verification", "/cdn-cgi/challenge-platform/h/", "_incapsula_resource",
            "px-captcha",
            "captcha-delivery.com", "awswafintegration", "sucuri_cloudproxy_js", "/.well-known/sgcaptcha",
            "ddos-guard/js-challenge", "sec-if-cpt-container",
        ),
    ),
    _Kind(
        "a parked domain: the page offers the name, not a company",
        re.compile(
            r"""domain\ (?:name\ )?(?:is\ |may\ be\ )?for\ sale
            |domain\ (?:name\ )?(?:is|has\ been)\ (?:parked|expired|registered\ at)|\.\w+\ is\ for\ sale\b
            |hugedomains\.com|parked\ (?:domain|page)|^domain\ parking|domain\ default\ page""",
            re.IGNORECASE | re.VERBOSE,
        ),
        (
            "sedoparking.com", "parkingcrew.net", "//bodis.com", ".bodis.com", "d38psrni17bvxu.cloudfront.net",
            "window.lander_system", "parklogic.com", "buy this domain", "domain is parked", "domain may be for sale",
            "domain is for sale", "domain name is for sale",
        ),
    ),
    _Kind(
        "the site's hosting account is suspended",
        re.compile(r"^(?:account suspended|this account has been suspended|(?:web)?site suspended)", re.IGNORECASE),
        ("this account has been suspended", "/cgi-sys/suspendedpage.cgi"),
    ),
    _Kind(
        "an empty server: only its default page stands there",
        re.compile(
            r"""^(?:welcome\ to\ nginx!?|apache2?\ (?:\w+\ )?default\ page|iis\ windows\ server|default\ web\ site\ page
            |test\ page\ for\ the\ (?:apache|nginx)\ http\ server|future\ home\ of\ something\ quite\ cool)""",
            re.IGNORECASE | re.VERBOSE,
        ),
        (),
    ),
)  # fmt: skip


def wall(text: str) -> str | None:
    """Return why the page `text` is not the site's own, None when it is."""
    if len(text) > _LONGEST_PAGE or "<" not in text[:2000]:
        return None
    if _wordy(text):
        return None
    lower = text.lower()
    found = _TITLE.search(text[:20_000])
    title = found[1].strip() if found else ""
    length: int | None = None
    for kind in _KINDS:
        titled = kind.title.search(title) is not None
        if titled or any(mark in lower for mark in kind.marks):
            length = _visible(text) if length is None else length
            if length <= (_LONGEST_TITLED if titled else _LONGEST_MARKED):
                return kind.reason
    return None


def _wordy(text: str) -> bool:
    letters = 0
    for found in _PROSE.finditer(text):
        letters += len(found[1])
        if letters > _LONGEST_TITLED:
            return True
    return False


def _visible(text: str) -> int:
    """Return about how many characters of the page a reader sees."""
    return len(" ".join(_TAG.sub(" ", _UNSEEN.sub(" ", text)).split()))
