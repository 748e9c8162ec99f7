"""The one cleaner of text that we did not write: from the web, a file, a terminal.

Text is cleaned once, when it comes in, and shown only as plain text afterwards. What is dropped can act on a terminal
(C0, C1, DEL), turn the reading order (bidirectional controls), hide (zero-width and tag characters) or break encoding
(lone surrogates). See Unicode TR36 for why.
"""

from __future__ import annotations

import re
import unicodedata

NAME_LIMIT = 200
LINE_LIMIT = 500
TEXT_LIMIT = 4_000

_DROPPED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0 and C1 but tab, line ends and NEL
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_ESCAPES = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_].*?(?:\x07|\x1b\\|\x9c|$)|[ -/]*[0-~])|\x9b[0-?]*[ -/]*[@-~]", re.DOTALL
)
_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029]")
_BLANKS = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile(r" ?\n ?")
_MANY_LINES = re.compile(r"\n{3,}")
_MARK_LIMIT = 4
"""Combining marks kept on one letter; real orthographies need at most three, a stack of hundreds hides the screen."""


def clean_text(raw: object, limit: int = TEXT_LIMIT) -> str:
    """Return `raw` as harmless text of at most `limit` characters, line ends as line feeds.

    Escape sequences go as a whole, so that ``ESC[31mAcme`` becomes ``Acme`` and not ``[31mAcme``.
    """
    text = str(raw)[: limit * 8]
    text = _ESCAPES.sub("", text)
    text = _BREAKS.sub("\n", text)
    text = _DROPPED.sub("", text)
    text = unicodedata.normalize("NFC", text)
    text = _cap_marks(text)
    text = _MANY_LINES.sub("\n\n", _LINE_ENDS.sub("\n", _BLANKS.sub(" ", text))).strip()
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def harmless(raw: object) -> str:
    """Return `raw` without anything that acts on a terminal, its spaces and line feeds as they are: for what we lay out."""
    return _DROPPED.sub("", _BREAKS.sub("\n", _ESCAPES.sub("", str(raw)))).replace("\t", " ")


def clean(raw: object, limit: int = LINE_LIMIT) -> str:
    """Return `raw` as one harmless line of at most `limit` characters."""
    if isinstance(raw, str) and len(raw) <= limit and raw.isascii() and raw.isprintable():
        return " ".join(raw.split())  # nothing else can be wrong with it, and most text is so
    return clean_text(" ".join(str(raw)[: limit * 8].split()), limit).replace("\n", " ")


def clean_name(raw: object) -> str:
    """Return `raw` as a name that can be stored and shown: one line of at most 200 characters."""
    return clean(raw, NAME_LIMIT)


def folded(text: str) -> str:
    """Return `text` without case and accents, for finding."""
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def plural(count: int, one: str, many: str | None = None) -> str:
    """Return ``1 name`` or ``3 names``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def cells(text: str) -> int:
    """Return how many columns of a terminal `text` takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def _cap_marks(text: str) -> str:
    if text.isascii():
        return text
    kept: list[str] = []
    marks = 0
    for character in text:
        # The category, not the combining class: enclosing circles and Thai vowels stack too, and their class is 0.
        marks = marks + 1 if unicodedata.category(character)[0] == "M" else 0
        if marks <= _MARK_LIMIT:
            kept.append(character)
    return "".join(kept)
