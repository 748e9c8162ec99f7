"""One pass over the tree that sorts out the few kinds of elements the readers ask for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from enrichers.website.words import word_set

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import Tag

MOST = 4_000
"""Elements kept of one kind; real pages have some hundred."""
_LOADING = word_set("script link iframe img form source embed video")
_CARDS = frozenset({"vcard", "h-card"})
_CONTROLS = ("onclick", "data-target", "data-bs-target", "aria-controls")


@dataclass(slots=True)
class Index:
    """The elements of a page by what they serve for, in the order of the page."""

    metas: list[Tag] = field(default_factory=list)
    links: list[Tag] = field(default_factory=list)
    """`<link>` elements."""
    scripts: list[Tag] = field(default_factory=list)
    loading: list[Tag] = field(default_factory=list)
    """Elements that load something from an address."""
    scopes: list[Tag] = field(default_factory=list)
    """Elements with `itemscope`."""
    typed: list[Tag] = field(default_factory=list)
    """Elements with `typeof` (RDFa)."""
    cards: list[Tag] = field(default_factory=list)
    """Elements of the classes `vcard` and `h-card` (microformats)."""
    controls: list[Tag] = field(default_factory=list)
    """Elements that may open something on a click."""
    base: Tag | None = None
    title: Tag | None = None
    root: Tag | None = None


def index(soup: BeautifulSoup) -> Index:
    """Return the sorted elements of the page."""
    from bs4.element import Tag

    found = Index()
    named = {"meta": found.metas, "link": found.links, "script": found.scripts}
    for node in soup.descendants:
        if isinstance(node, Tag):
            _sort(node, found, named)
    return found


def _sort(tag: Tag, found: Index, named: dict[str, list[Tag]]) -> None:
    name = tag.name
    _keep(named.get(name), tag)
    if name in _LOADING:
        _keep(found.loading, tag)
    elif name == "html":
        found.root = found.root or tag
    elif name == "title":
        found.title = found.title or tag
    elif name == "base" and "href" in tag.attrs:
        found.base = found.base or tag
    attributes: dict[str, Any] = tag.attrs
    if attributes:
        if "itemscope" in attributes:
            _keep(found.scopes, tag)
        if "typeof" in attributes:
            _keep(found.typed, tag)
        if "class" in attributes and _CARDS & set(attributes["class"]):
            _keep(found.cards, tag)
        if any(key in attributes for key in _CONTROLS) or (
            name == "a" and str(attributes.get("href", "")).startswith("#")
        ):
            _keep(found.controls, tag)


def _keep(where: list[Tag] | None, tag: Tag) -> None:
    if where is not None and len(where) < MOST:
        where.append(tag)
