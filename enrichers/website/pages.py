"""Which pages of a site are worth a request: found from its own links, never guessed."""

# ruff: noqa: RUF001 - dashes, quotes and letters of other alphabets are what pages use

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote, urldefrag, urlsplit

from enrichers.website.site import fold, registrable
from enrichers.website.snapshot import Link, Snapshot, Zone

MOST = 5
"""Pages of one site, the first one included."""

_KINDS: tuple[tuple[str, int, re.Pattern[str]], ...] = (
    (
        "imprint",
        90,
        re.compile(
            r"impressum|imprint|legal[\s_-]?notice|mentions[\s_-]?l[eé]gales|aviso[\s_-]?legal|note[\s_-]?legali|"
            r"colofon|rechtliches|legal[\s_-]?information|informations[\s_-]?l[eé]gales|informaci[oó]n[\s_-]?legal|"
            r"datos[\s_-]legales|note[\s_-]societarie|dati[\s_-]societari|特定商取引|tokusho|company[\s_-]?(?:details|information)|"
            r"anbieterkennzeichnung|o[\s_-]?firm[eěi]e?|реквизиты|rekvizit|bedrijfsgegevens|tietoa[\s_-]yrityksest",
            re.IGNORECASE,
        ),
    ),
    (
        "contact",
        100,
        re.compile(
            r"conta[ck]t|kontakt|contatt[io]|contacto|contato|nous[\s_-]contacter|coordonn[eé]es|"
            r"get[\s_-]in[\s_-]touch|reach[\s_-]us|find[\s_-]us|dove[\s_-]siamo|"
            r"yhteystiedot|ota[\s_-]yhteytt|kapcsolat|контакт|kontakty|iletisim|iletişim|επικοινων|"
            r"where[\s_-]to[\s_-]find|お問い合わせ|anfahrt",
            re.IGNORECASE,
        ),
    ),
    (
        "about",
        70,
        re.compile(
            r"\babout|about[\s_-]?(?:us|me)|über[\s_-]?uns|ueber[\s_-]?uns|unternehmen|wir[\s_-]über|"
            r"qui[\s_-]sommes|[àa][\s_-]propos|l[\s_'-]entreprise|chi[\s_-]siamo|azienda|"
            r"quienes[\s_-]somos|qui[eé]nes|sobre[\s_-]nosotros|nosotros|empresa|sobre[\s_-]n[oó]s|over[\s_-]ons|"
            r"wie[\s_-]zijn|om[\s_-]oss|om[\s_-]os\b|om[\s_-]f[oö]retaget|tietoa|meist[äa]\b|yritys|"
            r"nous[\s_-]conna[iî]tre|(?:notre|la|le)[\s_-](?:soci[eé]t[eé]|groupe|maison|entreprise)|"
            r"^soci[eé]t[eé]\b|konzern|firmengruppe|the[\s_-]group|our[\s_-]group|il[\s_-]gruppo|el[\s_-]grupo|grupp?en\b|"
            r"^(?:über|ueber|om)[\s_-][^\W\d]|koncernen|our[\s_-]history|geschichte|histoire|história|historia|storia|"
            r"la[\s_-]empresa|fakta|gaiyou|"
            r"o[\s_-]nas|o[\s_-]n[áa]s|rólunk|о[\s_-]компании|о[\s_-]нас|company\b|who[\s_-]we[\s_-]are|"
            r"our[\s_-]story|firmenprofil|hakkımızda|会社概要",
            re.IGNORECASE,
        ),
    ),
    (
        "careers",
        40,
        re.compile(
            r"careers?\b|jobs?\b|karriere|stellenangebote|carri[eè]res?|recrutement|lavora[\s_-]con|carreras|"
            r"empleo|trabaja|lediga?[\s_-]jobb?|ledige[\s_-]stillinger|offene[\s_-]stellen|"
            r"stellen(?:markt|b[oö]rse)?\b|postes|採用|jobb\b"
            r"|werken[\s_-]bij|vacatures|jobba|karri[äa]r|ledige[\s_-]stillinger|"
            r"t[öo]ihin|ura\b|kariera|praca\b|вакансии|join[\s_-](?:us|our)|work[\s_-]with[\s_-]us|open[\s_-]positions",
            re.IGNORECASE,
        ),
    ),
)
_SKIP = re.compile(
    r"\.(?:pdf|jpe?g|png|gif|zip|docx?|xlsx?|mp[34]|ics|vcf|xml|css|js)$|/(?:wp-json|feed|cart|checkout|"
    "login|signin|account|tag|category|product|shop|basket|wp-admin|cgi-bin)(?:/|$)|"
    r"privacy|datenschutz|cookie|agb\b|terms|lens(?:es)?|contact[\s_-]?lens",
    re.IGNORECASE,
)
_PATH_LIMIT = 120
_DEPTH_COST = 8
_WORDS_LIMIT = 45
_TITLE_PARTS = re.compile(r"\s*(?:[|•·»«:~]|\s[-–—/]\s)\s*")
_TITLE_WORDS = 4
_HEADINGS = 3


def kind_of(url: str, text: str = "") -> str:
    """Return what a page is for by its path and the words of the link to it: `home`, `contact`, `imprint`... or `other`."""
    return rate(Link(url, url, text))[1] or ("home" if is_home(url) else "other")


def kind_by_words(snapshot: Snapshot) -> str:
    """Return the kind of a page whose address tells nothing, by its title and first headings: short ones that name it.

    `other` when they do not; front page and careers are never told by words alone.
    """
    pieces = [piece for piece in _TITLE_PARTS.split(snapshot.title) if piece]
    pieces += [line.text for line in snapshot.lines if line.zone & Zone.HEADING and not line.zone & Zone.FOOTER][
        :_HEADINGS
    ]
    for piece in pieces:
        if len(piece.split()) <= _TITLE_WORDS:
            for name, _, pattern in _KINDS:
                if name in ("imprint", "contact", "about") and pattern.search(piece):
                    return name
    return "other"


def is_home(url: str) -> bool:
    """Return whether `url` is the front page of its host (or of a language of it)."""
    try:
        path = urlsplit(url).path.casefold()
    except ValueError:
        return False
    return bool(
        re.fullmatch(r"/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|home|default|start|main)(?:\.\w{2,5})?/?)?", path)
    )


def rate(link: Link) -> tuple[int, str]:
    """Return how much a link promises (0: nothing) and the kind of page behind it."""
    return _rated(link.url, link.text if len(link.text) <= _WORDS_LIMIT else "", link.zone)


@lru_cache(maxsize=2048)
def _rated(url: str, words: str, zone: int) -> tuple[int, str]:
    """Rate a link; those of a page come by here again for each further page that is chosen."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return 0, ""
    path = unquote(parts.path)[:_PATH_LIMIT]
    if parts.scheme not in ("http", "https") or _SKIP.search(path):
        return 0, ""
    tail = path.rstrip("/").rsplit("/", 2)[-2:]
    depth = path.rstrip("/").count("/")
    for name, worth, pattern in _KINDS:
        by_words, by_path = (
            pattern.search(words),
            any(pattern.search(part) for part in tail) or pattern.search(parts.query[:80]),
        )
        if by_words or by_path:
            both = 10 if by_words and by_path else 0
            article = 30 if zone & (Zone.ARTICLE | Zone.COMMENT) and not zone & (Zone.NAV | Zone.FOOTER) else 0
            return max(1, worth + both - _DEPTH_COST * max(0, depth - 1) - article - 2 * len(words.split())), name
    return 0, ""


@lru_cache(maxsize=2048)
def page_key(url: str) -> str:
    """Return what makes two addresses the same page: no scheme, www, fragment, slash at the end."""
    bare = urldefrag(url)[0]
    bare = re.sub(r"^https?://(?:www\.)?", "", bare.casefold())
    return re.sub(r"/(?:index\.\w+)?$", "", bare)


def choose(snapshots: list[Snapshot], domain: str, tried: set[str], *, deep: bool) -> tuple[str, str] | None:
    """Return the next page to read and its kind, None when nothing is left that promises anything.

    Only links to the same registrable domain count. A site that was entered at a deep page gives its front page first, when
    the page links to it. One page of each kind is read, of contact two when there is room.
    """
    have = [snapshot.kind for snapshot in snapshots]
    best: tuple[int, str, str] | None = None
    for snapshot in snapshots:
        for link in snapshot.links:
            if page_key(link.url) in tried or registrable(link.url) != domain:
                continue
            score, kind = rate(link)
            if deep and "home" not in have and is_home(link.url) and _same_host(link.url, snapshot.url):
                score, kind = 120, "home"
            if not kind or have.count(kind) >= (2 if kind == "contact" else 1):
                continue
            score -= 60 * have.count(kind)
            if score > 0 and (best is None or score > best[0]):
                best = (score, urldefrag(link.url)[0], kind)
    return (best[1], best[2]) if best else None


def _same_host(one: str, other: str) -> bool:
    hosts = [re.sub(r"^www\.", "", (urlsplit(url).hostname or "").casefold()) for url in (one, other)]
    return fold(hosts[0]) == fold(hosts[1])
