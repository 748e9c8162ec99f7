"""Structured data of a page: JSON-LD, microdata, RDFa, microformats and page states into one shape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from enrichers.website.islands import island_items
from enrichers.website.json_data import SCRIPT_LIMIT, parse_json, plain
from enrichers.website.marked import cards, marked_items
from enrichers.website.opened import attribute
from enrichers.website.snapshot import Item
from enrichers.website.tree import Tag, Tree

NODES = 400
SOURCE = 60_000
_ISLANDS = 20
_SCHEMA = re.compile(r"^(?:https?:)?//(?:www\.)?(?:schema\.org|data-vocabulary\.org)/|^schema:", re.IGNORECASE)


def read_items(found: Tree, hidden: set[int]) -> tuple[Item, ...]:
    """Return the nodes of all structured data of the page; those marked in `hidden` elements are left out."""
    items: list[Item] = []
    islands: list[Item] = []
    states = 0
    for tag in found.scripts:
        kind = attribute(tag, "type").casefold()
        if "ld+json" in kind and len(items) < NODES:
            items.extend(_nodes(_script(tag)))
        elif states < _ISLANDS and (kind == "application/json" or (not kind and "src" not in tag.attrs)):
            states += 1
            islands.extend(island_items(_script(tag)))
    items.extend(marked_items(found, hidden))
    items.extend(cards(found, hidden))
    items.extend(islands)
    return tuple(items[:NODES])


def _script(tag: Tag) -> str:
    return tag.text()[:SCRIPT_LIMIT]


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
