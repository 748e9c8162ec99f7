"""The walk over the tree: what a visitor sees, line by line, and in which zone of the page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from enrichers.website.opened import attribute, under_control
from enrichers.website.snapshot import FAX_ICON, PHONE_ICON, Line, Link, Zone
from enrichers.website.words import word_set

if TYPE_CHECKING:
    from bs4.element import Tag

TEXT_LIMIT = 400_000
LINE_LIMIT = 4_000
LINK_LIMIT = 4_000
LINK_TEXT_LIMIT = 200

_UNSEEN = word_set(
    """
    script style template noscript head title iframe object svg math select textarea datalist canvas audio video
    """
)
_BLOCKS = word_set(
    """
    address article aside blockquote body br button caption center dd details dialog div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol optgroup option p pre section summary
    table tbody td tfoot th thead tr ul
    """
)
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:left|top|text-indent)\s*:\s*-\d{3,}|"
    r"font-size\s*:\s*0(?![.\d]*[1-9])|"
    r"(?:^|;)\s*(?:height|width)\s*:\s*0(?:px)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
_ICONS = f"{FAX_ICON}{PHONE_ICON} \n\t\r\u00a0"
_COMMENT = word_set(
    """
    comments comment commentlist comment-list comments-area comment-body comment-content comment-author
    comment-respond respond reply disqus_thread disqus commentaires kommentare reacties review reviews testimonial
    testimonials guestbook
    """
)
_CREDIT = word_set(
    """
    credit credits site-credit site-info-credit powered powered-by poweredby webdesign design-by designby madeby
    made-by siteby
    """
)
_NAV = frozenset(
    ["nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "mainmenu", "main-nav", "topmenu"]
)
_FOOTER = frozenset(
    ["footer", "site-footer", "page-footer", "colophon", "foot", "footer-wrapper", "main-footer", "copyright", "bottom"]
)
_HEADER = frozenset(["header", "site-header", "page-header", "masthead", "topbar", "top-bar", "banner", "head"])
_ARTICLE = frozenset(
    ["post", "hentry", "blog-post", "entry-content", "post-content", "article-body", "post-body", "blogpost"]
)
_PERSON = frozenset(["team-member", "staff-member", "person", "author-box", "author-bio"])
_ROLES = {"navigation": Zone.NAV, "banner": Zone.HEADER, "contentinfo": Zone.FOOTER, "complementary": Zone.ASIDE}
_TAGS = {"nav": Zone.NAV, "footer": Zone.FOOTER, "header": Zone.HEADER, "aside": Zone.ASIDE, "article": Zone.ARTICLE}
_TAGS |= dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "dt", "th", "legend", "summary"), Zone.HEADING)
_LISTED = re.compile(
    r"schema\.org/(?:Product|Offer|Event|Review|JobPosting|Recipe|Comment|UserComments|ClassifiedAd)\b"
)
_SETS = (
    (_COMMENT, Zone.COMMENT),
    (_CREDIT, Zone.CREDIT),
    (_NAV, Zone.NAV),
    (_FOOTER, Zone.FOOTER),
    (_HEADER, Zone.HEADER),
    (_ARTICLE, Zone.ARTICLE),
    (_PERSON, Zone.PERSON),
)
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ue000\ue001\ud800-\udfff]"
    ""
)
_FAX_WORD = re.compile(r"(?<![a-z])(?:tele)?(?:fax|print)(?![a-z])|con_fax|icon-?fax|fa-print", re.IGNORECASE)
_PHONE_WORD = re.compile(
    r"(?<![a-z])(?:tele)?phone|(?<![a-z])(?:tel|mobile?|handy|call)(?![a-z])|con_tel|con_mobile", re.IGNORECASE
)


def zone_of(tag: Tag, opened: Collection[str] = ()) -> Zone:
    """Return the zones that `tag` opens by its name, role, class, id, style and microdata type.

    What hides is not hidden when its id is among `opened` or a control stands right before it.
    """
    found = _TAGS.get(tag.name, Zone.BODY)
    attrs = tag.attrs
    if not attrs:
        return found
    hides = "hidden" in attrs or ("style" in attrs and _HIDING.search(attribute(tag, "style")[:500]))
    if hides and attribute(tag, "id") not in opened and not under_control(tag):
        found |= Zone.HIDDEN
    if tag.name in ("html", "body", "main"):
        return found
    if "role" in attrs:
        found |= _ROLES.get(attribute(tag, "role").casefold(), Zone.BODY)
    if "itemtype" in attrs:
        kind = attribute(tag, "itemtype")
        found |= (
            Zone.LISTING if _LISTED.search(kind) else Zone.PERSON if kind.endswith("schema.org/Person") else Zone.BODY
        )
    tokens = f"{attribute(tag, 'class')[:300]} {attribute(tag, 'id')[:100]}".casefold().split()
    for token in tokens:
        for words, zone in _SETS:
            if token in words:
                found |= zone
    return found


class Walk:
    """One pass over the tree that collects lines and links."""

    def __init__(self, base: str, opened: Collection[str] = ()) -> None:
        """Start with nothing; relative links are resolved against `base`, elements with an id in `opened` are not hidden."""
        self.base = base
        self.lines: list[Line] = []
        self.links: list[Link] = []
        self.logos: list[str] = []
        self.hidden: set[int] = set()
        """`id()` of every element inside a hidden one or in a place that speaks of somebody else."""
        self._parts: list[str] = []
        self._zone = Zone.BODY
        self._size = 0
        self._opened = opened

    def run(self, root: Tag) -> None:
        """Walk the tree below `root` without recursion."""
        from bs4.element import NavigableString, PreformattedString

        stack: list[tuple[Any, Zone, Any]] = [(root, Zone.BODY, None)]
        while stack and self._size < TEXT_LIMIT:
            node, zone, closing = stack.pop()
            if closing is not None:
                self._close(node, closing, zone)
            elif isinstance(node, NavigableString):
                if not isinstance(node, PreformattedString):
                    self._text(str(node), zone)
            elif node.name not in _UNSEEN:
                inner = zone | zone_of(node, self._opened)
                if inner & (Zone.HIDDEN | Zone.COMMENT | Zone.LISTING):
                    self.hidden.add(id(node))
                mark = self._enter(node, inner)
                stack.append((node, zone, mark))
                stack.extend((child, inner, None) for child in reversed(node.contents))
        self._flush()

    def _enter(self, tag: Tag, zone: Zone) -> int:
        if tag.name in _BLOCKS:
            self._flush()
        if zone != self._zone:
            if self._parts and (zone ^ self._zone) & (Zone.HIDDEN | Zone.COMMENT | Zone.CREDIT):
                self._flush()
            self._zone = zone
        if tag.name == "img":
            self._image(tag, zone)
        elif tag.name in ("i", "span", "em", "use") and not tag.contents:
            self._icon(f"{attribute(tag, 'class')} {attribute(tag, 'title')}")
        elif tag.name == "a" and "href" in tag.attrs and len(self.links) < LINK_LIMIT:
            self._icon(attribute(tag, "class"))
        return len(self._parts)

    def _close(self, tag: Tag, mark: int, outer: Zone) -> None:
        if tag.name == "a" and "href" in tag.attrs and len(self.links) < LINK_LIMIT:
            self._link(tag, mark)
        if tag.name in _BLOCKS:
            self._flush()
        if outer != self._zone:
            if self._parts and (outer ^ self._zone) & (Zone.HIDDEN | Zone.COMMENT | Zone.CREDIT):
                self._flush()
            self._zone = outer

    def _link(self, tag: Tag, mark: int) -> None:
        raw = attribute(tag, "href").strip()
        words = "".join(self._parts[mark:]) if mark <= len(self._parts) else ""
        if not words.strip() and self.lines and mark > len(self._parts):
            words = self.lines[-1].text
        words = " ".join(words.replace(FAX_ICON, " ").replace(PHONE_ICON, " ").split())
        words = words or attribute(tag, "title") or attribute(tag, "aria-label")
        url = absolute(self.base, raw)
        if url:
            line = len(self.lines) if "".join(self._parts).strip(_ICONS) else -1
            zone = self._zone | zone_of(tag, self._opened)
            self.links.append(
                Link(url, raw[:2000], words[:LINK_TEXT_LIMIT], zone, line, attribute(tag, "rel").casefold())
            )

    def _image(self, tag: Tag, zone: Zone) -> None:
        alt = attribute(tag, "alt").strip()[:LINK_TEXT_LIMIT]
        source = f"{attribute(tag, 'src')[:300]} {attribute(tag, 'class')} {attribute(tag, 'id')}"
        if (
            alt
            and "logo" in f"{source} {alt}".casefold()
            and not zone & (Zone.HIDDEN | Zone.COMMENT | Zone.ARTICLE | Zone.LISTING)
        ):
            self.logos.append(alt)
        self._icon(f"{alt} {source}")

    def _icon(self, words: str) -> None:
        if _FAX_WORD.search(words):
            self._parts.append(FAX_ICON)
        elif _PHONE_WORD.search(words):
            self._parts.append(PHONE_ICON)

    def _text(self, raw: str, zone: Zone) -> None:
        self._zone = zone
        text = _CONTROL.sub("", raw[:TEXT_LIMIT])
        if text:
            self._parts.append(text)

    def _flush(self) -> None:
        if not self._parts:
            return
        text = " ".join("".join(self._parts).split())
        self._parts.clear()
        if text.strip(FAX_ICON + PHONE_ICON + " "):
            self._size += len(text)
            self.lines.extend(Line(piece, self._zone) for piece in _pieces(text))
        elif text:
            self._parts.append(text)


def absolute(base: str, raw: str) -> str:
    """Return `raw` resolved against `base` when it leads to http, https, mailto or tel; else an empty text."""
    from urllib.parse import urljoin

    scheme = raw.split(":", 1)[0].casefold().strip() if ":" in raw[:12] else ""
    if scheme in ("mailto", "tel"):
        return raw
    try:
        url = urljoin(base, raw)
    except ValueError:
        return ""
    return url if url.startswith(("http://", "https://")) else ""


def _pieces(text: str) -> Iterator[str]:
    for start in range(0, len(text), LINE_LIMIT):
        yield text[start : start + LINE_LIMIT]
