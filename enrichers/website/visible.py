"""The walk over the tree: what a visitor sees, line by line, and in which zone of the page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin

from enrichers.website.cloaked import mail_of, mails_of_script
from enrichers.website.opened import attribute
from enrichers.website.snapshot import FAX_ICON, FILLER, NOT_THE_COMPANY, PHONE_ICON, Line, Link, Zone
from enrichers.website.tree import Node, Tag
from enrichers.website.words import word_set
from enrichers.website.zones import TAGS, zone_of

TEXT_LIMIT = 400_000
LINE_LIMIT = 4_000
LINK_LIMIT = 4_000
LINK_TEXT_LIMIT = 200

_UNSEEN = word_set(
    """
    script style template head title iframe object svg math select textarea datalist canvas audio video
    """
)
_BLOCKS = word_set(
    """
    address article aside blockquote body br button caption center dd details dialog div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol optgroup option p pre section summary
    table tbody td tfoot th thead tr ul
    """
)
_UNATTRIBUTED = NOT_THE_COMPANY & ~Zone.CREDIT | Zone.LISTING
_OPENING = -1
"""In place of a mark: the element is entered, not left."""
_INLINE = word_set("span b i em strong small u s font bdo bdi")
"""A hidden element of these in the middle of a line parts no words: it is filler against programs."""
_LOOSE_FILLER = re.compile(rf"{FILLER}(?![\w@.])")
_TABLE_PARTS = word_set("tr td th")
_CELLS = word_set("td th")
_PICTURED = word_set("img a i span em use")
"""Elements that may show a telephone or a fax as a picture or through their class."""
_HEAD_LIMIT = 40
_BARE = f"{FAX_ICON}{PHONE_ICON} "
_ICONS = f"{FAX_ICON}{PHONE_ICON} \n\t\r\u00a0"
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ue000\ue001\ud800-\udfff]"
    ""
)
_FAX_WORD = re.compile(r"(?<![a-z])(?:tele)?(?:fax|print)(?![a-z])|con_fax|icon-?fax|fa-print", re.IGNORECASE)
_PHONE_WORD = re.compile(
    r"(?<![a-z])(?:tele)?phone|(?<![a-z])(?:tel|mobile?|handy|call)(?![a-z])|con_tel|con_mobile", re.IGNORECASE
)
_MAY_SHOW = re.compile(r"[fptmhc](?:(?<=f)ax|(?<=p)rint|(?<=p)hone|(?<=t)el|(?<=m)obil|(?<=h)andy|(?<=c)all)")
"""A stem of the words above; the class at the start lets the search run from one such letter to the next."""


@dataclass(slots=True)
class _Table:
    """Where the walk stands in a table."""

    heads: list[str] = field(default_factory=list)
    row: int = -1
    column: int = -1
    start: int = 0
    """Index of the first line of the cell."""


class Walk:
    """One pass over the tree that collects lines and links."""

    def __init__(self, base: str, opened: Collection[str] = ()) -> None:
        """Start with nothing; relative links are resolved against `base`, elements with an id in `opened` are not hidden."""
        self.base = base
        self.lines: list[Line] = []
        self.links: list[Link] = []
        self.logos: list[str] = []
        self.hidden: set[int] = set()
        """`id()` of every element inside a hidden one or in a place that speaks of somebody else."""
        self._parts: list[str] = []
        self._zone = Zone.BODY
        self._size = 0
        self._opened = opened
        self._tables: list[_Table] = []

    def run(self, root: Tag) -> None:
        """Walk the tree below `root` without recursion: a list of its own says what comes next at each depth."""
        todo: list[Iterator[Node]] = [iter((root,))]
        left: list[tuple[Tag, int, int]] = []
        parts, opened, zone = self._parts, self._opened, int(Zone.BODY)
        while todo and self._size < TEXT_LIMIT:
            for node in todo[-1]:
                if isinstance(node, str):
                    self._zone = zone
                    if text := node if node.isprintable() else _CONTROL.sub("", node[:TEXT_LIMIT]):
                        parts.append(text)
                    continue
                name = node.name
                if name in _UNSEEN:
                    if name == "script":
                        self._script(node, zone)
                    continue
                inner = zone | (zone_of(node, opened) if node.attrs else TAGS.get(name, Zone.BODY))
                if inner & ~zone & Zone.HIDDEN and name in _INLINE:
                    self._filler(node)
                    continue
                if inner & _UNATTRIBUTED:
                    self.hidden.add(id(node))
                left.append((node, zone, self._enter(node, inner)))
                todo.append(iter(node.contents))
                zone = inner
                break
            else:
                todo.pop()
                if left:
                    tag, zone, mark = left.pop()
                    self._close(tag, mark, zone)
        self._flush()

    def _filler(self, tag: Tag) -> None:
        """Leave out a hidden element in the middle of a line."""
        self.hidden.add(id(tag))
        self.hidden.update(id(inside) for inside in tag.descendants() if isinstance(inside, Tag))
        if self._parts and not self._parts[-1][-1:].isspace():
            self._parts.append(FILLER)

    def _script(self, tag: Tag, zone: int) -> None:
        for address, words in mails_of_script(tag.text()):
            self._cloaked(address, words, zone)

    def _cloaked(self, address: str, words: str, zone: int) -> None:
        if len(self.links) < LINK_LIMIT:
            self.links.append(Link(f"mailto:{address}", words[:2000], "", zone, len(self.lines)))

    def _enter(self, tag: Tag, zone: int) -> int:
        name, attrs, parts = tag.name, tag.attrs, self._parts
        if parts and name in _BLOCKS:
            self._flush()
        if self._tables or name == "table":
            self._enter_table(name)
        if attrs and (cloaked := mail_of(tag)):
            self._cloaked(*cloaked, zone)
        if zone != self._zone:
            if parts and (zone ^ self._zone) & NOT_THE_COMPANY:
                self._flush()
            self._zone = zone
        if attrs and name in _PICTURED:
            self._picture(tag, zone)
        return len(parts)

    def _close(self, tag: Tag, mark: int, outer: int) -> None:
        name = tag.name
        if name == "a" and "href" in tag.attrs and len(self.links) < LINK_LIMIT:
            self._link(tag, mark)
        if self._parts and name in _BLOCKS:
            self._flush()
        if self._tables:
            self._leave_table(name)
        if outer != self._zone:
            if self._parts and (outer ^ self._zone) & NOT_THE_COMPANY:
                self._flush()
            self._zone = outer

    def _enter_table(self, name: str) -> None:
        if name == "table":
            self._tables.append(_Table())
        elif name in _TABLE_PARTS:
            table = self._tables[-1]
            if name == "tr":
                table.row, table.column = table.row + 1, -1
            else:
                table.column, table.start = table.column + 1, len(self.lines)

    def _leave_table(self, name: str) -> None:
        table = self._tables[-1]
        if name == "table":
            self._tables.pop()
        elif name in _CELLS and table.row == 0:
            words = " ".join(line.text for line in self.lines[table.start :])
            table.heads.append(words if len(words) <= _HEAD_LIMIT and not any(map(str.isdigit, words)) else "")

    def _column(self) -> str:
        """Return what the first row calls the column in which the walk stands."""
        table = self._tables[-1] if self._tables else None
        inside = table is not None and table.row > 0 and 0 <= table.column < len(table.heads)
        return table.heads[table.column] if table and inside else ""

    def _link(self, tag: Tag, mark: int) -> None:
        raw = attribute(tag, "href").strip()
        words = "".join(self._parts[mark:]) if mark <= len(self._parts) else ""
        if not words.strip() and self.lines and mark > len(self._parts):
            words = self.lines[-1].text
        words = " ".join(words.replace(FAX_ICON, " ").replace(PHONE_ICON, " ").split())
        words = words or attribute(tag, "title") or attribute(tag, "aria-label")
        url = absolute(self.base, raw)
        if url:
            line = len(self.lines) if "".join(self._parts).strip(_ICONS) else -1
            zone = self._zone | zone_of(tag, self._opened)
            self.links.append(
                Link(
                    url,
                    raw[:2000],
                    words[:LINK_TEXT_LIMIT],
                    zone,
                    line,
                    " ".join(attribute(tag, "rel").casefold().split()),
                )
            )

    def _picture(self, tag: Tag, zone: int) -> None:
        """Note what an element shows as a picture or, without words in it, through its class."""
        attrs = tag.attrs
        if tag.name == "img":
            self._image(attrs, zone)
        elif tag.name == "a":
            if "class" in attrs and "href" in attrs and len(self.links) < LINK_LIMIT:
                self._icon(attrs["class"])
        elif not tag.contents:
            self._icon(f"{attrs.get('class', '')} {attrs.get('title', '')}")

    def _image(self, attrs: Mapping[str, str], zone: int) -> None:
        alt = attrs.get("alt", "").strip()[:LINK_TEXT_LIMIT]
        source = f"{attrs.get('src', '')[:300]} {attrs.get('class', '')} {attrs.get('id', '')}"
        if (
            alt
            and "logo" in f"{source} {alt}".casefold()
            and not zone & (Zone.HIDDEN | Zone.COMMENT | Zone.ARTICLE | Zone.LISTING)
        ):
            self.logos.append(alt)
        self._icon(f"{alt} {source}")

    def _icon(self, words: str) -> None:
        if words.isascii() and _MAY_SHOW.search(words.lower()) is None:
            return
        if _FAX_WORD.search(words):
            self._parts.append(FAX_ICON)
        elif _PHONE_WORD.search(words):
            self._parts.append(PHONE_ICON)

    def _flush(self) -> None:
        if not self._parts:
            return
        text = " ".join("".join(self._parts).split())
        self._parts.clear()
        if FILLER in text:
            text = _LOOSE_FILLER.sub("", text)
        if text.strip(_BARE):
            self._size += len(text)
            column = self._column() if self._tables else ""
            if len(text) <= LINE_LIMIT:
                self.lines.append(Line(text, self._zone, column))
            else:
                self.lines.extend([Line(piece, self._zone, column) for piece in _pieces(text)])
        elif text:
            self._parts.append(text)


def absolute(base: str, raw: str) -> str:
    """Return `raw` resolved against `base` when it leads to the web, a mailbox or a telephone; else an empty text."""
    scheme = raw.split(":", 1)[0].casefold().strip() if ":" in raw[:12] else ""
    if scheme in ("mailto", "tel", "fax", "callto"):
        return raw
    try:
        url = urljoin(base, raw)
    except ValueError:
        return ""
    return url if url.startswith(("http://", "https://")) else ""


def _pieces(text: str) -> Iterator[str]:
    for start in range(0, len(text), LINE_LIMIT):
        yield text[start : start + LINE_LIMIT]
