"""What is left of a row, or of its image in the journal, when who it speaks of was erased.

The same is done to a row and to all its images, so that the journal and the logs go on fitting each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlmodel import SQLModel

from prospector.store.links import links_from
from prospector.store.scrub import MARKER, Scrub

MARK = "_erased"
"""Stands in the journal's images of rows that were erased: undo leaves them alone."""
_SHAPE = frozenset(
    ("root", "state", "chain", "seq", "prev", "hash", "salt", "digest", "kind", "place", "rep", "stage", "origin", "horizon",
     "since", "until", "at", "channel", "outcome", "reaction", "obstacle", "rule", "field", "week", "batch", "target", "actor",
     "by", "number", "changes", "awareness", "consent", "day", "mark", "measure", "seed")
)  # fmt: skip
"""Columns that tell what was done and when, not with whom."""
_SHAPE_ENDINGS = ("_at", "_on", "_by", "_to", "_id", "_seen")
_ADDRESSES = ("email", "phone", "profile", "url", "domain")
TOLD = {
    "action": ("title", "reason"), "touch": ("person", "note"), "suppression": ("reason",), "erasure": (),
}  # fmt: skip
"""Texts of the logs that may go; of other logs every column that is none of the shape."""


def texts_of(model: type[SQLModel]) -> tuple[str, ...]:
    """Return the columns of a table that may speak of somebody."""
    table = model.__table__  # type: ignore[attr-defined]
    if table.name in TOLD:
        return TOLD[table.name]
    bound = {link.column.name for link in links_from(table)} | {column.name for column in table.primary_key}
    names = [column.name for column in table.columns if column.type.python_type is str]
    return tuple(one for one in names if one not in bound | _SHAPE and not one.endswith(_SHAPE_ENDINGS))


def scrubbed(model: type[SQLModel], image: Mapping[str, Any], scrub: Scrub) -> dict[str, Any]:
    """Return `image` with a marker where somebody stands in its texts; of an entry of a log its nonce goes then."""
    cleaned = {name: _left(name, scrub.cleaned(str(image[name]))) for name in texts_of(model) if image.get(name)}
    if all(image[name] == text for name, text in cleaned.items()):
        return dict(image)
    return {**image, **cleaned, **_without_nonce(image)}


def _left(column: str, text: str) -> str:
    """Return what stays in a column: an address with a marker in it is no address."""
    return "" if column in _ADDRESSES and MARKER in text else text


def emptied(model: type[SQLModel], image: Mapping[str, Any]) -> dict[str, Any]:
    """Return `image` without any text; of an entry of a log its nonce goes, too."""
    empty = {name: "" for name in texts_of(model) if image.get(name)}
    unbound = {"account_id": None} if model.__table__.name == "suppression" else {}  # type: ignore[attr-defined]
    return {**image, **empty, **unbound, **_without_nonce(image)}


def without_mark(image: Mapping[str, Any]) -> dict[str, Any]:
    """Return an image as the row itself is."""
    return {name: value for name, value in image.items() if name != MARK}


def _without_nonce(image: Mapping[str, Any]) -> dict[str, None]:
    return {"nonce": None} if "nonce" in image else {}
