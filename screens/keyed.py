"""Hints on screens with the keys that really hold: where the user has keys of their own, they stand there instead."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from textual._context import active_app
from textual.screen import Screen

if TYPE_CHECKING:
    from screens.app import ProspectorApp

_ARROWS: Mapping[str, str] = {"↑": "up", "↓": "down", "←": "left", "→": "right"}
"""Keys that some hints write as words."""
_STRONG = r"(?:(?<=· )|(?<=  )|(?<=key )|^)"
"""After these a key stands, and not a word of the sentence."""
_WEAK = r"(?:(?<=: )|(?<=, )|(?<=\. )|(?<=; )|(?<=\()|(?<=and )|(?<=or ))"
"""After these a key stands when what it does follows: ``a logs it``."""


def keyed(text: str, screen: Screen[Any] | None = None) -> str:
    """Return a hint of ours with the user's own keys, as they hold on `screen`, else on the place in front."""
    app = cast("ProspectorApp | None", active_app.get(None))
    own = getattr(app, "own_keys", None)
    if app is None or not own:
        return text
    shown = screen or app.front or app.screen
    return reworded(text, replaced(type(shown), tuple(own.items())))


def keyed_pair(key: str, screen: Screen[Any]) -> str:
    """Return the key of a hint, such as ``j k`` or ``ctrl+s``, as it holds on `screen`."""
    own = getattr(screen.app, "own_keys", None)
    if not own:
        return key
    found = replaced(type(screen), tuple(own.items()))
    return " ".join(found.get(one, one) for one in key.split(" "))


@lru_cache(64)
def replaced(kind: type, own: Sequence[tuple[str, str]]) -> Mapping[str, str]:
    """Return the user's key by the shipped one, both as they are written, for the screens of a class."""
    from screens.keys import listening, written_one

    mine = dict(own)
    found: dict[str, str | None] = {}
    for one in listening(kind):
        new = [written_one(key) for key in mine.get(str(one.id), "").split(",") if key]
        for at, key in enumerate(one.key.split(",")):
            shown = written_one(key)
            found[shown] = new[min(at, len(new) - 1)] if new else None
            if shown in _ARROWS:
                found[_ARROWS[shown]] = found[shown]
    return {key: new for key, new in found.items() if new and new != key}


def reworded(text: str, new: Mapping[str, str]) -> str:
    """Return `text` with the keys in it replaced: only where a key stands by the way our hints are written."""
    if not new:
        return text
    return _pattern(tuple(new)).sub(lambda found: new[found.group()], text)


@lru_cache(64)
def _pattern(keys: Sequence[str]) -> re.Pattern[str]:
    told = sorted(keys, key=len, reverse=True)
    any_key = "|".join(map(re.escape, told))
    combined = "|".join(re.escape(one) for one in told if "+" in one and len(one) > 1)
    ways = [
        rf"{_STRONG}(?:{any_key})(?= |,|$)",
        rf"{_WEAK}(?:{any_key})(?= (?:[a-z]+s\b|and |or |again)|$|\))",
        *([rf"(?<![\w+])(?:{combined})(?![\w+])"] if combined else []),
    ]
    return re.compile("|".join(ways), re.MULTILINE)
