"""Every key of the app by the id of its binding: what it does, where it holds, how it is written."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import KEY_DISPLAY_ALIASES, format_key

from screens.base import Ask, Place

WRITTEN: Mapping[str, str] = {
    "escape": "esc",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "page up",
    "pagedown": "page down",
    "space": "space",
}
"""Keys that are written in another way than they are named; characters are written as themselves."""


@dataclass(frozen=True, slots=True)
class Bound:
    """One binding that can be given other keys."""

    id: str
    keys: str
    """The keys it is shipped with, as Textual names them, split by commas."""
    does: str
    action: str
    owners: Sequence[type]
    """The classes that bring it along."""

    @property
    def where(self) -> str:
        """The part of the id before the dot: a place, a question, or what is moved in."""
        return self.id.partition(".")[0]


def written(keys: str) -> str:
    """Return keys as they stand on the keyboard: ``/`` for ``slash``, ``enter or m`` for ``enter,m``."""
    return " or ".join(written_one(key) for key in keys.split(","))


@cache
def written_one(key: str) -> str:
    """Return one key as it stands on the keyboard."""
    key = key.strip()
    if key in WRITTEN:
        return WRITTEN[key]
    modifiers, plus, base = key.rpartition("+")
    shown = base if base in KEY_DISPLAY_ALIASES else format_key(base)
    return f"{modifiers}{plus}{shown if len(shown) == 1 else base}"


def own_bindings(kind: type) -> Iterator[Binding]:
    """Yield the bindings with an id that a class brings along itself."""
    for one in kind.__dict__.get("BINDINGS", ()):
        if isinstance(one, Binding) and one.id:
            yield one


def of_class(kind: type) -> Iterator[Binding]:
    """Yield the bindings of a class and of what it stands on, the most general first."""
    for base in reversed(kind.__mro__):
        yield from own_bindings(base)


@cache
def shipped() -> Mapping[str, Bound]:
    """Return every binding of the app by its id; imports all screens."""
    found: dict[str, Bound] = {}
    for kind in classes():
        for one in own_bindings(kind):
            before = found.get(one.id or "")
            owners = (*before.owners, kind) if before else (kind,)
            found[one.id or ""] = Bound(one.id or "", one.key, one.description, one.action.removeprefix("app."), owners)
    return dict(sorted(found.items()))


@cache
def classes() -> Sequence[type[DOMNode]]:
    """Return every class of ours that stands on a screen; imports all screens."""
    import screens

    modules = [import_module(one.name) for one in pkgutil.walk_packages(screens.__path__, "screens.")]
    found = {
        one: None
        for module in modules
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, DOMNode) and one.__module__.startswith("screens.")
    }
    return tuple(found)


@cache
def meetings() -> Sequence[frozenset[str]]:
    """Return the ids of the bindings that listen at the same time: of each place and each question."""
    return tuple(
        frozenset(str(one.id) for one in listening(kind)) for kind in classes() if issubclass(kind, Place | Ask)
    )


def listening(kind: type) -> Iterator[Binding]:
    """Yield the bindings that listen on a screen of this class, the farthest first."""
    from screens.app import ProspectorApp
    from screens.widgets.marks import MarkTable
    from screens.widgets.picks import Picks

    for one in (MarkTable, Picks, *((ProspectorApp,) if issubclass(kind, Place) else ()), kind):
        yield from of_class(one)
