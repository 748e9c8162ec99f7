"""Profiles of the company on public platforms: by host, never by substring; no share buttons, posts or persons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from enrichers.website.attribution import about_others
from enrichers.website.fitting import fit
from enrichers.website.site import fold, registrable
from enrichers.website.snapshot import NOT_THE_COMPANY, PASSAGE_LIMIT, Snapshot, Zone
from enrichers.website.words import word_set

_HANDLE = r"[\w.%+@~-]{2,100}"
PLATFORMS: dict[str, tuple[str, re.Pattern[str]]] = {
    "linkedin.com": (
        "linkedin",
        re.compile(r"^/(?:company|school|showcase|organization-guest/company|companies)/[^/?#]{1,120}", re.IGNORECASE),
    ),
    "facebook.com": (
        "facebook",
        re.compile(
            rf"^/(?:pages/(?:category/[^/]+/)?[^/?#]{{1,120}}(?:/\d+)?|pg/{_HANDLE}|groups/{_HANDLE}|profile\.php|"
            rf"people/[^/]+/\d+|p/{_HANDLE}|{_HANDLE})",
            re.IGNORECASE,
        ),
    ),
    "fb.com": ("facebook", re.compile(rf"^/{_HANDLE}")),
    "twitter.com": ("twitter", re.compile(r"^/(?:#!/)?@?\w{1,20}/?$")),
    "x.com": ("twitter", re.compile(r"^/@?\w{1,20}/?$")),
    "instagram.com": ("instagram", re.compile(rf"^/{_HANDLE}/?$")),
    "youtube.com": (
        "youtube",
        re.compile(r"^/(?:(?:user|channel|c)/[^/?#]{1,100}|@[^/?#]{1,100}|[\w-]{3,60}/?$)", re.IGNORECASE),
    ),
    "xing.com": ("xing", re.compile(r"^/(?:companies|company|pages)/[^/?#]{1,120}", re.IGNORECASE)),
    "pinterest.com": ("pinterest", re.compile(rf"^/{_HANDLE}/?$")),
    "tiktok.com": ("tiktok", re.compile(r"^/@[^/?#]{1,60}")),
    "vimeo.com": ("vimeo", re.compile(r"^/(?!\d+/?$)(?:user\d+|channels/[\w-]+|[\w-]{2,60})/?$")),
    "github.com": ("github", re.compile(r"^/[\w-]{1,60}/?$")),
    "gitlab.com": ("gitlab", re.compile(r"^/[\w.-]{1,60}/?$")),
    "vk.com": ("vk", re.compile(r"^/[\w.]{2,60}/?$")),
    "vkontakte.ru": ("vk", re.compile(r"^/[\w.]{2,60}/?$")),
    "ok.ru": ("ok", re.compile(r"^/(?:group/)?[\w.]{2,60}/?$")),
    "t.me": ("telegram", re.compile(r"^/(?!joinchat)\w{3,60}/?$")),
    "telegram.me": ("telegram", re.compile(r"^/(?!joinchat)\w{3,60}/?$")),
    "plus.google.com": (
        "googleplus",
        re.compile(r"^/(?:u/\d/)?(?:b/\d+/)?(?:\d{10,25}|\+[^/?#]{2,80})", re.IGNORECASE),
    ),
    "yelp.com": ("yelp", re.compile(r"^/biz/[^/?#]{1,120}")),
    "tripadvisor.com": ("tripadvisor", re.compile(r"^/(?:Restaurant|Hotel|Attraction)_Review[^/?#]{1,160}")),
    "flickr.com": ("flickr", re.compile(r"^/(?:photos|people)/[^/?#]{1,80}/?$")),
    "tumblr.com": ("tumblr", re.compile(r"^/(?:blog/)?[\w-]{2,60}/?$")),
    "soundcloud.com": ("soundcloud", re.compile(r"^/[\w-]{2,60}/?$")),
    "medium.com": ("medium", re.compile(r"^/@?[\w.-]{2,60}/?$")),
    "threads.net": ("threads", re.compile(r"^/@[\w.]{2,60}")),
    "threads.com": ("threads", re.compile(r"^/@[\w.]{2,60}")),
    "bsky.app": ("bluesky", re.compile(r"^/profile/[^/?#]{3,100}/?$")),
    "mastodon.social": ("mastodon", re.compile(r"^/@\w{2,60}/?$")),
    "crunchbase.com": ("crunchbase", re.compile(r"^/(?:organization|company)/[^/?#]{1,100}")),
    "kununu.com": ("kununu", re.compile(r"^/(?:de|at|ch|us)/[^/?#]{1,100}/?$")),
    "behance.net": ("behance", re.compile(r"^/[\w-]{2,60}/?$")),
    "dribbble.com": ("dribbble", re.compile(r"^/[\w-]{2,60}/?$")),
    "slideshare.net": ("slideshare", re.compile(r"^/[\w-]{2,60}/?$")),
    "discord.gg": ("discord", re.compile(r"^/\w{4,40}/?$")),
}
"""Registrable domain (or whole host) -> platform and the paths that are a company's profile there."""
_ALIASES = {"pinterest": "pinterest.com", "tripadvisor": "tripadvisor.com", "yelp": "yelp.com", "xing": "xing.com"}
_NOT_HANDLES = word_set(
    """
    share sharer sharer.php share.php shareArticle intent home search hashtag login signup sign_up explore about
    help privacy policy policies terms tos legal plugins dialog tr tr/ i p reel reels stories tv watch embed results
    playlist feed pin create button widgets oauth settings accounts notifications messages events event photo.php
    photo photos video videos media story.php permalink.php notes hashtags ads business developers download features
    pricing enterprise topics marketplace login.php r.php recover redirect away.php share.jsp groups pages v vi user
    channel c in pub profile_images status statuses image badges badges.php like.php home.php campaign
    campaign/landing.php sharebutton your-page yourpage username yourusername wix squarespace wordpress wordpresscom
    shopify weebly jimdo youtube facebook twitter instagram linkedin pinterest google share_channel profile.php
    """
)
_SELLERS = word_set(
    """
    wix squarespace wordpress wordpressdotcom shopify weebly jimdo webflow googleanalytics adobe
    """
)
_KEPT_QUERY = {"facebook": "id"}
_NUMBERED = 3
"""Pieces of ``pages/Name/number``."""
_DOUBT = 0.5
_TELLING = 4
_FIT = 0.6
_FRAME = Zone.FOOTER | Zone.HEADER | Zone.NAV | Zone.ASIDE


@dataclass(frozen=True, slots=True)
class Social:
    """One profile with its proof."""

    url: str
    platform: str
    method: str
    confidence: float
    passage: str
    page: str
    kin: bool
    """The handle looks like the company's name."""


def profile(url: str) -> tuple[str, str, str] | None:
    """Return platform, handle and tidy address of a profile URL; None for share links, posts, persons and other hosts."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").casefold()
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or parts.username:
        return None
    known = PLATFORMS.get(host) or PLATFORMS.get(_home(host))
    if known is None or host.startswith(
        (
            "developers.",
            "business.",
            "help.",
            "about.",
            "blog.",
            "support.",
            "api.",
            "platform.",
            "badge.",
            "static.",
            "ads.",
            "graph.",
            "connect.",
            "web.archive.",
        )
    ):
        return None
    platform, pattern = known
    path = parts.path.rstrip("/") or "/"
    if parts.fragment.startswith("!/") and path == "/":
        path = parts.fragment[1:]
    match = pattern.match(re.sub(r"/{2,}", "/", path))
    if match is None:
        return None
    return _tidied(platform, host, match.group().rstrip("/"), parts.query)


def _home(host: str) -> str:
    site = registrable(host) or ""
    return _ALIASES.get(site.split(".", 1)[0], site)


def _tidied(platform: str, host: str, path: str, query: str) -> tuple[str, str, str] | None:
    pieces = [piece for piece in path.split("/") if piece]
    kept = ""
    if pieces == ["profile.php"]:
        number = dict(parse_qsl(query)).get(_KEPT_QUERY.get(platform, ""), "")
        if not number.isdigit():
            return None
        kept, handle = f"?id={number}", number
    else:
        handle = pieces[-1] if pieces else ""
        if platform == "facebook" and len(pieces) >= _NUMBERED and pieces[-1].isdigit():
            handle = pieces[-2]
        if (
            not handle
            or handle.casefold().lstrip("@") in _NOT_HANDLES
            or fold(handle) in _SELLERS
            or handle.casefold().endswith((".php", ".html", ".js", ".png", ".jpg"))
        ):
            return None
        if pieces[0].casefold() in _NOT_HANDLES and len(pieces) == 1:
            return None
    if host.startswith(("www.", "m.", "mobile.")) or (platform == "facebook" and host.count(".") > 1):
        host = registrable(host) or host
    shown = (
        f"www.{host}"
        if host
        in (
            "linkedin.com",
            "facebook.com",
            "instagram.com",
            "youtube.com",
            "xing.com",
            "pinterest.com",
            "tiktok.com",
            "yelp.com",
        )
        else host
    )
    readable = unquote(path)
    path = readable if readable.isprintable() and " " not in readable and "\ufffd" not in readable else path
    return platform, unquote(handle).lstrip("@+"), f"https://{shown}{path}{kept}"


def unwrapped(url: str) -> str:
    """Return the address behind a redirecting link of the site itself or of a platform (``?goto=``, ``l.php?u=``)."""
    if "http" not in url[8:] and "%" not in url:
        return url
    try:
        query = urlsplit(url).query
        values = [value for _, value in parse_qsl(query[:2000])]
    except ValueError:
        return url
    if re.search(r"share|intent|mini=true|pin/create|dialog|home\?status", url, re.IGNORECASE):
        return url
    return next((value for value in values if value.startswith(("http://", "https://")) and profile(value)), url)


def socials(
    snapshots: list[Snapshot], domain: str, names: tuple[str, ...], trusted: list[tuple[str, str, str, str]]
) -> list[Social]:
    """Return the company's profiles; `trusted` are (url, method, passage, page) of its own structured data.

    Of several profiles on one platform those named like the company win; without such a one the frame's first does.
    """
    found: list[Social] = []
    for url, method, words, page in trusted:
        known = profile(unwrapped(url))
        if known:
            found.append(Social(known[2], known[0], method, 0.95, words, page, kin=True))
    for snapshot in snapshots:
        found.extend(_from_links(snapshot, domain, names))
        found.extend(_from_metas(snapshot, domain, names))
    return _chosen(found)


def _chosen(found: list[Social]) -> list[Social]:
    chosen: list[Social] = []
    for platform in dict.fromkeys(social.platform for social in found):
        mine = [social for social in found if social.platform == platform]
        kin = [social for social in mine if social.kin]
        rest = sorted((social for social in mine if social.confidence > _DOUBT), key=lambda social: -social.confidence)
        chosen.extend(kin or rest[:1])
    return chosen


def _kin(handle: str, domain: str, names: tuple[str, ...]) -> bool:
    plain = fold(handle)
    if len(plain) <= 1:
        return False
    if fit(handle, domain) >= _FIT:
        return True
    for name in names:
        other = fold(name)
        if (
            len(other) >= _TELLING
            and (other.startswith(plain) or plain.startswith(other) or plain in other or other in plain)
            and min(len(plain), len(other)) >= _TELLING
        ):
            return True
    return False


def _from_links(snapshot: Snapshot, domain: str, names: tuple[str, ...]) -> Iterator[Social]:
    for link in snapshot.links:
        if link.zone & (NOT_THE_COMPANY | Zone.PERSON | Zone.LISTING) or link.raw.startswith(("mailto:", "tel:", "#")):
            continue
        known = profile(unwrapped(link.url)) if registrable(link.url) != domain or "=" in link.url else None
        if known is None or about_others(snapshot, link.line, link.text):
            continue
        kin = _kin(known[1], domain, names)
        framed = bool(link.zone & _FRAME) or "me" in link.rel.split()
        text = bool(link.zone & Zone.ARTICLE) and not framed
        confidence = (
            0.9
            if kin
            else 0.3
            if text
            else 0.7
            if framed
            else 0.6
            if snapshot.kind in ("home", "contact", "imprint", "about")
            else 0.55
        )
        yield Social(known[2], known[0], "link", confidence, link.raw[:PASSAGE_LIMIT], snapshot.url, kin)


def _from_metas(snapshot: Snapshot, domain: str, names: tuple[str, ...]) -> Iterator[Social]:
    site = snapshot.meta("twitter:site")
    if re.fullmatch(r"@\w{2,20}", site) and fold(site) not in _SELLERS:
        yield Social(
            f"https://twitter.com/{site[1:]}", "twitter", "meta", 0.8, site, snapshot.url, _kin(site, domain, names)
        )
    publisher = snapshot.meta("article:publisher")
    known = profile(publisher) if publisher.startswith("http") else None
    if known:
        yield Social(
            known[2], known[0], "meta", 0.85, publisher[:PASSAGE_LIMIT], snapshot.url, _kin(known[1], domain, names)
        )
