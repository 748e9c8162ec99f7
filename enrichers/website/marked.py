"""Structured data marked by attributes: microdata (HTML Living Standard, section 5), RDFa Lite, microformats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from enrichers.website.json_data import DEPTH, TEXT, VALUES
from enrichers.website.opened import attribute
from enrichers.website.snapshot import Item
from enrichers.website.tree import Node, Tag, Tree

_SCOPES = 400
_ELEMENTS = 4_000
_ABOVE = 60
_WORDS = 300
_CARDS = 5
_CARD_TAGS = 200
_ADDRESSES = ("href", "src", "data")
_SCHEMA = re.compile(r"^(?:https?:)?//(?:www\.)?(?:schema\.org|data-vocabulary\.org)/|^schema:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Syntax:
    """The attributes of one way of marking."""

    property: str
    scope: str
    type: str
    method: str


_MICRODATA = _Syntax("itemprop", "itemscope", "itemtype", "microdata")
_RDFA = _Syntax("property", "typeof", "typeof", "rdfa")
_PLACE = frozenset({"streetAddress", "addressLocality", "postalCode", "addressRegion", "addressCountry"})
_CARD_PROPERTIES = (
    ("name", {"org", "p-org", "organization-name"}),
    ("telephone", {"tel", "p-tel"}),
    ("email", {"email", "u-email"}),
    ("streetAddress", {"street-address", "p-street-address"}),
    ("addressLocality", {"locality", "p-locality"}),
    ("postalCode", {"postal-code", "p-postal-code"}),
    ("addressRegion", {"region", "p-region"}),
    ("addressCountry", {"country-name", "p-country-name"}),
)


def marked_items(found: Tree, hidden: set[int]) -> Iterator[Item]:
    """Yield the nodes that attributes mark in the page; microdata with `itemref`, RDFa Lite of the schema.org vocabulary."""
    for syntax, scopes in ((_MICRODATA, found.scopes), (_RDFA, found.typed)):
        budget = _ELEMENTS
        seen: set[int] = set()
        for scope in scopes[:_SCOPES]:
            if id(scope) in seen or (syntax.property in scope.attrs and _scoped_above(scope, syntax)):
                continue
            props, used = _properties(scope, syntax, found, hidden, seen, budget)
            budget -= used
            types = _types(attribute(scope, syntax.type))
            if types and props and id(scope) not in hidden:
                yield Item(types, props, "", syntax.method, "", "")
            if budget <= 0:
                break


def _types(value: str) -> tuple[str, ...]:
    return tuple(_SCHEMA.sub("", part) for part in value.split()[:5])


def _scoped_above(tag: Tag, syntax: _Syntax) -> bool:
    parent, steps = tag.parent, 0
    while parent is not None and steps < _ABOVE:
        if syntax.scope in parent.attrs:
            return True
        parent, steps = parent.parent, steps + 1
    return False


def _properties(
    scope: Tag, syntax: _Syntax, page: Tree, hidden: set[int], seen: set[int], budget: int, depth: int = 0
) -> tuple[dict[str, Any], int]:
    """Return the properties of one item and how many elements were looked at."""
    seen.add(id(scope))
    props: dict[str, Any] = {}
    looked = 0
    todo: list[Node] = list(reversed(scope.contents))
    for reference in attribute(scope, "itemref").split()[:10]:
        target = page.by_id(reference)
        if target is not None and id(target) not in seen:
            todo.append(target)
    while todo and looked < budget:
        tag = todo.pop()
        if isinstance(tag, str):
            continue
        looked += 1
        names = [name.removeprefix("schema:") for name in attribute(tag, syntax.property).split()]
        nested = syntax.scope in tag.attrs
        if names and id(tag) not in hidden:
            value: Any
            if nested and depth < DEPTH:
                value, used = _properties(tag, syntax, page, hidden, seen, budget - looked, depth + 1)
                looked += used
                value["@type"] = list(_types(attribute(tag, syntax.type)))
                value.setdefault("name", _value(tag)) if not value.keys() - {"@type"} else None
            else:
                value = _value(tag)
            for name in names:
                if ":" not in name:
                    _add(props, name, value)
        if not nested and id(tag) not in hidden:
            todo.extend(reversed(tag.contents))
    return props, looked


def _add(props: dict[str, Any], name: str, value: Any) -> None:
    if value in ("", None) or len(props) > VALUES:
        return
    if name not in props:
        props[name] = value
    elif isinstance(props[name], list):
        if len(props[name]) < VALUES:
            props[name].append(value)
    else:
        props[name] = [props[name], value]


def _value(tag: Tag) -> str:
    """Return the value of a property by the kind of its element: address, moment, content or words."""
    for name in ("content", "datetime"):
        if name in tag.attrs:
            return attribute(tag, name).strip()[:TEXT]
    if tag.name in ("a", "link", "img", "area", "iframe", "embed", "object"):
        for name in _ADDRESSES:
            if name in tag.attrs and not (tag.name == "a" and attribute(tag, name).startswith(("tel:", "mailto:"))):
                return attribute(tag, name).strip()[:TEXT]
    return _words(tag)


def _words(tag: Tag) -> str:
    parts: list[str] = []
    size = looked = 0
    todo: list[Node] = list(reversed(tag.contents))
    while todo and size < TEXT and looked < _WORDS:
        node = todo.pop()
        looked += 1
        if isinstance(node, Tag):
            if node.name not in ("script", "style", "template"):
                parts.append(" " if node.name in ("br", "p", "div", "li") else "")
                todo.extend(reversed(node.contents))
        else:
            parts.append(node[:TEXT])
            size += len(parts[-1])
    return " ".join("".join(parts).split())[:TEXT]


def cards(found: Tree, hidden: set[int]) -> Iterator[Item]:
    """Yield the hCards and h-cards that are an organisation's (microformats.org): those whose `org` is also their name."""
    for card in found.cards[:_CARDS]:
        if id(card) in hidden:
            continue
        props: dict[str, Any] = {}
        address: dict[str, Any] = {}
        organisation = False
        below = (node for node in card.descendants() if isinstance(node, Tag))
        for tag in islice(below, _CARD_TAGS):
            classes = set(attribute(tag, "class").split())
            if id(tag) in hidden or not classes:
                continue
            organisation = organisation or bool(classes & {"org", "p-org", "organization-name"})
            for name, marks in _CARD_PROPERTIES:
                if classes & marks:
                    _add(address if name in _PLACE else props, name, _card_value(tag))
        if not organisation or not props.get("name"):
            continue
        if address:
            props["address"] = {"@type": "PostalAddress", **address}
        yield Item(("Organization",), props, "", "microformat", "", "")


def _card_value(tag: Tag) -> str:
    if tag.name == "abbr" and "title" in tag.attrs:
        return attribute(tag, "title").strip()[:TEXT]
    return _value(tag)
