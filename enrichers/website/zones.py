"""The zones that an element opens: where on the page it stands, and what must not be read as the company's."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache, reduce
from operator import or_

from enrichers.website.opened import attribute, under_control
from enrichers.website.snapshot import Zone
from enrichers.website.tree import Tag
from enrichers.website.words import word_set

_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:left|top|text-indent)\s*:\s*-\d{3,}|"
    r"font-size\s*:\s*0(?![.\d]*[1-9])|"
    r"(?:^|;)\s*(?:height|width)\s*:\s*0(?:px)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"(?:cookie|consent|gdpr|dsgvo|privacy|eu-?cookie)[\w-]{0,30}?(?:banner|bar|notice|dialog|popup|modal|overlay|consent|law|layer|"
    r"box|window|container|root|sdk|settings|preferences|hinweis|manager)|cookie-?bot|onetrust|cybot|usercentrics|didomi|borlabs|"
    r"cmplz|cky-|klaro|iubenda-cs|termly|osano|truste|qc-cmp|tarteaucitron|axeptio|cc-(?:window|banner)|sp_message",
    re.IGNORECASE,
)
"""Classes and ids of the boxes that ask for consent: the firms named there are the makers of tools."""
_VOICES = re.compile(r"(?:^|[-_])(?:testimonials?|kundenstimmen?|rezensione?n?|bewertungen|temoignages?)(?:$|[-_])")
"""Classes of what customers said."""
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
_SHORTEST = 4
"""Letters of the shortest class that `_VOICES` or `_CONSENT` knows."""
_ROLES = {"navigation": Zone.NAV, "banner": Zone.HEADER, "contentinfo": Zone.FOOTER, "complementary": Zone.ASIDE}
TAGS = {"nav": Zone.NAV, "footer": Zone.FOOTER, "header": Zone.HEADER, "aside": Zone.ASIDE, "article": Zone.ARTICLE}
TAGS["noscript"] = Zone.HIDDEN | Zone.NOSCRIPT
TAGS |= dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "dt", "th", "legend", "summary"), Zone.HEADING)
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
_BY_WORD = {word: reduce(or_, (zone for words, zone in _SETS if word in words)) for words, _ in _SETS for word in words}


def zone_of(tag: Tag, opened: Collection[str] = ()) -> int:
    """Return the zones that `tag` opens by its name, role, class, id, style and microdata type.

    What hides is not hidden when its id is among `opened` or a control stands right before it.
    """
    found: int = TAGS.get(tag.name, Zone.BODY)
    attrs = tag.attrs
    if not attrs:
        return found
    hides = "hidden" in attrs or ("style" in attrs and _HIDING.search(attrs["style"][:500]))
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
    if "class" in attrs or "id" in attrs:
        words = f"{attrs.get('class', '')[:300]} {attrs.get('id', '')[:100]}"
        found |= _zone_of_words(words)
    return found


@lru_cache(maxsize=4096)
def _zone_of_words(words: str) -> int:
    """Return the zones that classes and ids name."""
    found: int = Zone.BODY
    for token in words.casefold().split():
        found |= _BY_WORD.get(token, Zone.BODY)
        if len(token) < _SHORTEST:
            continue
        if _VOICES.search(token):
            found |= Zone.COMMENT
        elif _CONSENT.match(token):
            found |= Zone.CONSENT
    return found
