"""What is hidden at first and meant to be read: panels that a control, a script or the heading above them opens."""

from __future__ import annotations

import re
from itertools import islice

from enrichers.website.tree import Tag, Tree
from enrichers.website.words import word_set

_ID_LIMIT = 100
_SCRIPTS = 100
_SCRIPT_LIMIT = 30_000
_HEADING_LIMIT = 80
_NODES = 60
_SHOWS = re.compile(
    r"display\s*=\s*['\"](?:block|inline|table|flex|grid|)['\"]|\.(?:show|toggle|slideDown|slideToggle|fadeIn)\s*\("
)
_QUOTED = re.compile(r"['\"]#?([\w:.-]{2,100})['\"]")
_TOGGLING = re.compile(r"accordion|toggl|collaps|expand|trigger|disclos|tab-?title|faq-?q|spoiler", re.IGNORECASE)
_LEADING_NOWHERE = re.compile(r"^\s*(?:#|javascript:)", re.IGNORECASE)
_BUTTONS = word_set("button summary")


def attribute(tag: Tag, name: str) -> str:
    """Return an attribute, empty when it is missing."""
    return tag.attrs.get(name, "")


def shown_on_click(page: Tree) -> set[str]:
    """Return the ids of elements that a control or a script of the page opens (tabs, accordions).

    They are hidden at first but meant to be read, other than templates and injected text, which nothing opens.
    """
    found: set[str] = set()
    for tag in page.controls:
        for name in ("href", "data-target", "data-bs-target", "aria-controls"):
            value = attribute(tag, name)
            if value and len(value) < _ID_LIMIT and (value.startswith("#") or name == "aria-controls"):
                found.add(value.lstrip("#"))
        found.update(_QUOTED.findall(attribute(tag, "onclick")[:400]))
    for tag in page.scripts[:_SCRIPTS]:
        script = tag.text()[:_SCRIPT_LIMIT]
        if _SHOWS.search(script):
            found.update(_QUOTED.findall(script))
    return found - {""}


def under_control(tag: Tag) -> bool:
    """Return whether the element right before `tag` is a short heading with a control that leads nowhere else.

    That is how panels are folded by scripts that the page does not carry in itself: the heading is clicked, what follows opens.
    """
    before = tag.before(8)
    if before is None:
        return False
    letters, opens = 0, _opens(before)
    for node in islice(before.descendants(), _NODES):
        if isinstance(node, Tag):
            opens = opens or _opens(node)
        else:
            letters += len(node.strip())
    return opens and 0 < letters <= _HEADING_LIMIT


def _opens(tag: Tag) -> bool:
    attrs = tag.attrs
    if tag.name in _BUTTONS or "onclick" in attrs or "aria-expanded" in attrs:
        return True
    if tag.name == "a" and ("href" not in attrs or _LEADING_NOWHERE.match(attribute(tag, "href")[:20])):
        return True
    return attribute(tag, "role") in ("button", "tab") or bool(_TOGGLING.search(attribute(tag, "class")[:300]))
