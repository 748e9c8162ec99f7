"""Building HTML without ever forgetting to escape: what is not `Html` already is text."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from prospector.text import harmless

_VOID = frozenset(("meta", "br", "hr", "rect", "line", "circle", "polyline", "path"))
_RENAMED = {
    "class_": "class",
    "for_": "for",
    "name_": "name",
    "viewbox": "viewBox",
    "preserveaspectratio": "preserveAspectRatio",
}


class Html(str):
    """Text that is HTML already; only this module makes it of other text."""

    __slots__ = ()


Child = str | Iterable[str] | None
Value = str | float | bool | None


def tag(name: str, *children: Child, **attributes: Value) -> Html:
    """Return one element. Text among `children` and the values of attributes is escaped; None is left out.

    ``class_`` means ``class``, ``aria_label`` means ``aria-label``; True stands for an attribute without a value.
    """
    opened = name + "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _VOID:
        return Html(f"<{opened}>" if name in ("meta", "br", "hr") else f"<{opened}/>")
    return Html(f"<{opened}>{joined(*children)}</{name}>")


def joined(*children: Child) -> Html:
    """Return `children` one after the other, text escaped."""
    return Html("".join(_piece(child) for child in children))


def _piece(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, Html):
        return child
    if isinstance(child, str):
        return escape(harmless(child), quote=True)
    return "".join(_piece(one) for one in child)


def _attribute(key: str, value: Value) -> str:
    if value is None or value is False:
        return ""
    name = _RENAMED.get(key, key.replace("_", "-"))
    if value is True:
        return f" {name}"
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return f' {name}="{escape(harmless(text), quote=True)}"'
