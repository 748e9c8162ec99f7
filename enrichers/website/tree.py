"""The page as a tree of light nodes, built in one pass by libxml2 (which has no quadratic hole), sorted on the way.

A tree that knows nothing but names, attributes, words and parents is built and walked several times faster than one
made for searching and changing.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any, Union

from enrichers.website.words import word_set

MOST = 4_000
"""Elements kept of one kind; real pages have some hundred."""
_LOADING = word_set("script link iframe img form source embed video")
_CONTROLS = word_set("onclick data-target data-bs-target aria-controls")
_MARKED = _CONTROLS | word_set("itemscope typeof")
_SORTED = _LOADING | word_set("html title base meta link script style")
_COMMENTS = 400

Node = Union["Tag", str]


class Tag:
    """One element."""

    __slots__ = ("attrs", "contents", "name", "parent")

    def __init__(self, name: str, attrs: dict[str, str], parent: Tag | None) -> None:
        """Start without contents."""
        self.name = name
        self.attrs = attrs
        self.parent = parent
        self.contents: list[Node] = []

    def descendants(self) -> Iterator[Node]:
        """Yield every element and text below, in the order of the page."""
        todo: list[Node] = list(reversed(self.contents))
        while todo:
            node = todo.pop()
            yield node
            if isinstance(node, Tag):
                todo.extend(reversed(node.contents))

    def text(self) -> str:
        """Return all words below, as written."""
        return "".join(node for node in self.descendants() if isinstance(node, str))

    def before(self, most: int) -> Tag | None:
        """Return the element before this one, when it is among the `most` nodes before."""
        if self.parent is None:
            return None
        around = self.parent.contents
        place = next(number for number, node in enumerate(around) if node is self)
        return next((node for node in reversed(around[max(0, place - most) : place]) if isinstance(node, Tag)), None)


class Tree:
    """A page: its elements, and those the readers ask for, by what they serve for and in the order of the page."""

    def __init__(self) -> None:
        """Start empty."""
        self.top = Tag("", {}, None)
        self.metas: list[Tag] = []
        self.links: list[Tag] = []
        """`<link>` elements."""
        self.scripts: list[Tag] = []
        self.styles: list[Tag] = []
        self.loading: list[Tag] = []
        """Elements that load something from an address."""
        self.scopes: list[Tag] = []
        """Elements with `itemscope`."""
        self.typed: list[Tag] = []
        """Elements with `typeof` (RDFa)."""
        self.cards: list[Tag] = []
        """Elements of the classes `vcard` and `h-card` (microformats)."""
        self.controls: list[Tag] = []
        """Elements that may open something on a click."""
        self.comments: list[str] = []
        self.base: Tag | None = None
        self.title: Tag | None = None
        self.root: Tag | None = None
        self.attributed: list[dict[str, str]] = []
        """The attributes of each element that has some."""

    def attributes(self) -> set[tuple[str, str]]:
        """Return every attribute of the page, once."""
        return set(chain.from_iterable(map(dict.items, self.attributed)))

    def by_id(self, value: str) -> Tag | None:
        """Return the first element of that id."""
        nodes = self.top.descendants()
        return next((node for node in nodes if isinstance(node, Tag) and node.attrs.get("id") == value), None)


class _Builder:
    """What the parser calls for each piece of the page."""

    def __init__(self) -> None:
        self.tree = Tree()
        self._named = {
            "meta": self.tree.metas,
            "link": self.tree.links,
            "script": self.tree.scripts,
            "style": self.tree.styles,
        }
        self._open = [self.tree.top]

    def start(self, name: str, attrs: Any) -> None:
        above = self._open[-1]
        tag = Tag(name, attrs or {}, above)  # the parser hands over a dictionary of its own, or one for all without any
        above.contents.append(tag)
        self._open.append(tag)
        if name in _SORTED:
            self._sort(tag)
        if attrs:
            self.tree.attributed.append(attrs)
            if name == "a" or "class" in attrs or not _MARKED.isdisjoint(attrs):
                self._sort_by_attributes(tag)

    def end(self, name: str) -> None:
        if len(self._open) > 1 and self._open[-1].name == name:
            self._open.pop()
            return
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place].name == name:
                del self._open[place:]
                return

    def data(self, text: str) -> None:
        self._open[-1].contents.append(text)

    def comment(self, text: str) -> None:
        if len(self.tree.comments) < _COMMENTS:
            self.tree.comments.append(text)

    def close(self) -> Tree:
        return self.tree

    def _sort(self, tag: Tag) -> None:
        name, tree = tag.name, self.tree
        if name in self._named:
            _keep(self._named[name], tag)
        if name in _LOADING:
            _keep(tree.loading, tag)
        elif name == "html":
            tree.root = tree.root or tag
        elif name == "title":
            tree.title = tree.title or tag
        elif name == "base" and "href" in tag.attrs:
            tree.base = tree.base or tag

    def _sort_by_attributes(self, tag: Tag) -> None:
        attrs, tree = tag.attrs, self.tree
        if "itemscope" in attrs:
            _keep(tree.scopes, tag)
        if "typeof" in attrs:
            _keep(tree.typed, tag)
        if "card" in attrs.get("class", "") and not {"vcard", "h-card"}.isdisjoint(attrs["class"].split()):
            _keep(tree.cards, tag)
        if not _CONTROLS.isdisjoint(attrs) or (tag.name == "a" and attrs.get("href", "").startswith("#")):
            _keep(tree.controls, tag)


def _keep(where: list[Tag], tag: Tag) -> None:
    if len(where) < MOST:
        where.append(tag)


def read_tree(html: str) -> Tree:
    """Return the page `html` as a tree; whatever is broken in it, there is one."""
    from lxml import etree

    builder = _Builder()
    target: Any = builder  # the stubs ask for bytes too, which are never given
    parser = etree.HTMLParser(target=target, recover=True, huge_tree=True, encoding="utf-8")
    try:
        parser.feed(html.encode("utf-8", "ignore"))
        parser.close()
    except (etree.LxmlError, ValueError, AssertionError):
        return builder.tree  # what came before the break
    return builder.tree
