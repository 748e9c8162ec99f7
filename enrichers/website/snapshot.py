"""What is left of a page after it was parsed once: plain, picklable records, no tree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Final, NamedTuple

from enrichers.website.glance import Glance

FAX_ICON = "\ue000"
"""Stands in a line where a picture or an icon font showed a fax; never part of a passage."""
PHONE_ICON = "\ue001"
"""Stands in a line where a picture or an icon font showed a telephone."""
FILLER = "\ue002"
"""Stands in a line where hidden filler against programs was left out in the middle of a word; never part of a passage."""
PASSAGE_LIMIT = 300

_ICONS = re.compile(f"[{FAX_ICON}{PHONE_ICON}{FILLER}]")
_BLANKS = re.compile(r"\s+")


Columns = tuple[tuple[Any, ...], ...]
"""The fields of many records: all firsts, all seconds..."""


class Zone:
    """Where on the page something stands, as far as tags, roles, classes and ids tell: bits of a plain number."""

    BODY: Final = 0
    HIDDEN: Final = 1
    COMMENT: Final = 2
    FOOTER: Final = 4
    HEADER: Final = 8
    NAV: Final = 16
    ARTICLE: Final = 32
    CREDIT: Final = 64
    PERSON: Final = 128
    LISTING: Final = 256
    ASIDE: Final = 512
    HEADING: Final = 1024
    CONSENT: Final = 2048
    NOSCRIPT: Final = 4096


NOT_THE_COMPANY = Zone.HIDDEN | Zone.COMMENT | Zone.CREDIT | Zone.CONSENT
"""What stands here is never about the company: unseen, said by visitors, the agency's signature, a box about cookies."""


class Line(NamedTuple):
    """One block of visible text."""

    text: str
    zone: int = Zone.BODY
    column: str = ""
    """What the first row of its table calls its column."""


class Link(NamedTuple):
    """One `<a>`: its absolute address, the words on it and where it stands."""

    url: str
    raw: str
    """The attribute as written, for the passage."""
    text: str
    zone: int = Zone.BODY
    line: int = 0
    """Index of the line it stands in; -1 when nothing but pictures is there."""
    rel: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One node of structured data, its properties as plain JSON values."""

    types: tuple[str, ...]
    props: dict[str, Any]
    parent: str
    """Property under which it hangs in its parent; empty at the top."""
    method: str
    source: str
    """The markup it was read from, for the passage (JSON-LD), or the words inside the element (microdata)."""
    inside: str = ""
    """Type of the parent node."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that the head of the page announces."""

    url: str
    raw: str
    title: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One page as facts can be read from it."""

    url: str
    title: str = ""
    lang: str = ""
    metas: Sequence[tuple[str, str]] = ()
    lines: Sequence[Line] = ()
    links: Sequence[Link] = ()
    items: Sequence[Item] = ()
    logos: Sequence[str] = ()
    """Alternative texts of what looks like the logo."""
    feeds: Sequence[Feed] = ()
    refresh: str = ""
    """Target of a meta refresh, absolute, empty when there is none."""
    technologies: Sequence[tuple[str, str]] = ()
    """Name and the markup that betrays it."""
    kind: str = field(default="other", compare=False)
    """`home`, `contact`, `imprint`, `about`, `careers` or `other`."""
    _glance: Glance | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def glance(self) -> Glance:
        """The lines looked over at once; made when first asked for, and never sent along."""
        glance = self._glance
        if glance is None:
            glance = Glance([line.text for line in self.lines])
            object.__setattr__(self, "_glance", glance)
        return glance

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes in columns: packing each of hundreds of lines and links by itself takes thrice as long."""
        rest = {one.name: getattr(self, one.name) for one in fields(self) if one.init}
        columns = [tuple(zip(*rest.pop(name), strict=True)) for name in ("lines", "links")]
        return _arrived, (rest, *columns)

    def meta(self, *names: str) -> str:
        """Return the content of the first of `names` that says something."""
        for name in names:
            for key, content in self.metas:
                if key == name and content:
                    return content
        return ""


def _arrived(rest: dict[str, Any], lines: Columns, links: Columns) -> Snapshot:
    """Return the snapshot that `Snapshot.__reduce__` sent."""
    make = tuple.__new__  # the constructor of a named tuple is written in Python, and this is all it does
    return Snapshot(
        **rest,
        lines=tuple([make(Line, one) for one in zip(*lines, strict=True)]),
        links=tuple([make(Link, one) for one in zip(*links, strict=True)]),
    )


def passage(text: str, start: int = 0, end: int | None = None) -> str:
    """Return the words of `text` around the span, whole words, without icons, at most `PASSAGE_LIMIT` characters."""
    end = len(text) if end is None else end
    spare = max(0, PASSAGE_LIMIT - (end - start)) // 2
    left, right = max(0, start - spare), min(len(text), end + spare)
    while 0 < left < start and not text[left - 1].isspace():
        left += 1
    while end < right < len(text) and not text[right].isspace():
        right -= 1
    for position in range(start - 1, left - 1, -1):
        if text[position] in (FAX_ICON, PHONE_ICON, FILLER):
            left = position + 1
            break
    for position in range(end, right):
        if text[position] in (FAX_ICON, PHONE_ICON, FILLER):
            right = position
            break
    return _BLANKS.sub(" ", _ICONS.sub(" ", text[left:right])).strip()[:PASSAGE_LIMIT]


def without_icons(text: str) -> str:
    """Return `text` as a person would copy it."""
    return _BLANKS.sub(" ", _ICONS.sub(" ", text)).strip()
