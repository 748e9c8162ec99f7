"""Structured data: JSON-LD and microdata into one shape, bounded against hostile depth and size."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from enrichers.website.index import Index
from enrichers.website.snapshot import Item
from enrichers.website.visible import attribute

if TYPE_CHECKING:
    from bs4.element import Tag

SCRIPT_LIMIT = 500_000
SCRIPTS = 60
DEPTH = 8
NODES = 400
VALUES = 60
TEXT = 3_000
SOURCE = 60_000
_LARGEST = 10**15
_ABOVE = 60
WORDS = 300

_COMMENTS = re.compile(r"<!--|-->|/?\*?\s*<!\[CDATA\[\s*\*?/?|/?\*?\s*\]\]>\s*\*?/?|^\s*//[^\n]*$", re.MULTILINE)
_TRAILING = re.compile(r",(\s*[}\]])")
_SCHEMA = re.compile(r"^(?:https?:)?//(?:www\.)?(?:schema\.org|data-vocabulary\.org)/|^schema:", re.IGNORECASE)
_ADDRESSES = ("href", "src", "data")


def read_items(found: Index, hidden: set[int]) -> tuple[Item, ...]:
    """Return the nodes of all structured data of the page; microdata in `hidden` elements are left out."""
    items: list[Item] = []
    for tag in found.scripts:
        if "ld+json" in attribute(tag, "type").casefold() and len(items) < NODES:
            script = "".join(str(part) for part in tag.contents)[:SCRIPT_LIMIT]
            items.extend(_nodes(script))
    items.extend(_microdata(found, hidden))
    return tuple(items[:NODES])


def parse_json(script: str) -> list[Any]:
    """Return every JSON document in `script`, forgiving comments, CDATA, trailing commas and several documents in a row."""
    text = script.strip("\ufeff \t\r\n;")
    for shape in (text, _COMMENTS.sub("", text), _TRAILING.sub(r"\1", _COMMENTS.sub("", text))):
        documents = _documents(shape)
        if documents:
            return documents
    return []


def _documents(text: str) -> list[Any]:
    decoder = json.JSONDecoder(strict=False)
    found: list[Any] = []
    position = 0
    while position < len(text) and len(found) < SCRIPTS:
        while position < len(text) and text[position] in " \t\r\n,;":
            position += 1
        if position >= len(text):
            break
        try:
            value, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            break
        found.append(value)
    return found


def plain(value: Any, depth: int = 0) -> Any:
    """Return `value` cut to what is worth keeping: bounded depth, length and count, no infinities, no lone surrogates."""
    if isinstance(value, str):
        return value[:TEXT].encode("utf-8", "ignore").decode("utf-8")
    if isinstance(value, int | float):
        return value if isinstance(value, bool) or abs(value) < _LARGEST else None
    if isinstance(value, list) and depth < DEPTH:
        return [plain(part, depth + 1) for part in value[:VALUES]]
    if isinstance(value, dict) and depth < DEPTH:
        return {str(key)[:100]: plain(part, depth + 1) for key, part in list(value.items())[:VALUES]}
    return None


def _nodes(script: str) -> Iterator[Item]:
    documents = [plain(document) for document in parse_json(script)]
    source = script if len(script) <= SOURCE else ""
    todo: list[tuple[Any, str, str]] = [(document, "", "") for document in reversed(documents)]
    count = 0
    while todo and count < NODES:
        value, parent, inside = todo.pop()
        if isinstance(value, list):
            todo.extend((part, parent, inside) for part in reversed(value))
        elif isinstance(value, dict):
            types = _types(value.get("@type"))
            name = types[0] if types else ""
            if types or "@id" in value:
                count += 1
                yield Item(types, value, parent, "json-ld", source, inside)
            for key, part in reversed(list(value.items())):
                if isinstance(part, dict | list):
                    todo.append((part, parent if key == "@graph" else key, inside if key == "@graph" else name))


def _types(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(_SCHEMA.sub("", part.strip()) for part in values[:5] if isinstance(part, str) and part.strip())


def _microdata(found: Index, hidden: set[int]) -> Iterator[Item]:
    """Yield the microdata items of the page (HTML Living Standard, section 5), `itemref` included."""
    budget = 4_000
    seen: set[int] = set()
    for scope in found.scopes[:NODES]:
        if id(scope) in seen or ("itemprop" in scope.attrs and _scoped_above(scope)):
            continue
        props, used = _properties(scope, hidden, seen, budget, 0)
        budget -= used
        types = _types(attribute(scope, "itemtype").split())
        if types and props and id(scope) not in hidden:
            yield Item(types, props, "", "microdata", "", "")
        if budget <= 0:
            return


def _scoped_above(tag: Tag) -> bool:
    parent, steps = tag.parent, 0
    while parent is not None and steps < _ABOVE:
        if "itemscope" in parent.attrs:
            return True
        parent, steps = parent.parent, steps + 1
    return False


def _properties(scope: Tag, hidden: set[int], seen: set[int], budget: int, depth: int) -> tuple[dict[str, Any], int]:
    """Return the properties of one item and how many elements were looked at."""
    seen.add(id(scope))
    props: dict[str, Any] = {}
    looked = 0
    todo: list[Any] = list(reversed(scope.contents))
    for reference in attribute(scope, "itemref").split()[:10]:
        root = scope.find_parents()[-1] if scope.parent else scope
        target = root.find(id=reference)
        if target is not None and id(target) not in seen:
            todo.append(target)
    while todo and looked < budget:
        tag = todo.pop()
        if not hasattr(tag, "attrs"):
            continue
        looked += 1
        names = attribute(tag, "itemprop").split()
        nested = "itemscope" in tag.attrs
        if names and id(tag) not in hidden:
            value: Any
            if nested and depth < DEPTH:
                value, used = _properties(tag, hidden, seen, budget - looked, depth + 1)
                looked += used
                value["@type"] = list(_types(attribute(tag, "itemtype").split()))
                value.setdefault("name", _value(tag)) if not value.keys() - {"@type"} else None
            else:
                value = _value(tag)
            for name in names:
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
    todo: list[Any] = list(reversed(tag.contents))
    while todo and size < TEXT and looked < WORDS:
        node = todo.pop()
        looked += 1
        if hasattr(node, "attrs"):
            if node.name not in ("script", "style", "template"):
                parts.append(" " if node.name in ("br", "p", "div", "li") else "")
                todo.extend(reversed(node.contents))
        elif type(node).__name__ == "NavigableString":
            parts.append(str(node)[:TEXT])
            size += len(parts[-1])
    return " ".join("".join(parts).split())[:TEXT]
