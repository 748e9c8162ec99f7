"""The one cleaner of text that we did not write: from the web, a file, a terminal.

Text is cleaned once, when it comes in, and shown only as plain text afterwards. What is dropped can act on a terminal
(C0, C1, DEL), turn the reading order (bidirectional controls), hide (zero-width and tag characters) or break encoding
(lone surrogates). See Unicode TR36 for why.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

NAME_LIMIT = 200
LINE_LIMIT = 500
TEXT_LIMIT = 4_000

_DROPPED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0 and C1 but tab, line ends and NEL
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ufdd0-\ufdef\ud800-\udfff\U0001f3fb-\U0001f3ff"  # skin tones last
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_ESCAPES = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_].*?(?:\x07|\x1b\\|\x9c|$)|[ -/]*[0-~])|\x9b[0-?]*[ -/]*[@-~]", re.DOTALL
)
_TOLD = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x1b\n]*?(?:\x07|\x1b\\|\x9c)|[()*+][0-~])|\x9b[0-?]*[ -/]*[@-~]"
)
"""Whole sequences on one line: what never ends must not take the rest of a page with it."""
_PLAIN = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u02af\u2013\u2014\u2018-\u201e\u2022\u2026\u20ac\u2190-\u21ff\u2500-\u25ff]*"
)
"""Latin letters and the signs that screens are drawn with: nothing in such a text acts, hides, turns or stacks."""
_LONE = re.compile("[\x7f-\x9f\u2028\u2029]|" + _DROPPED.pattern)
_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029]")
_BLANKS = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile(r" ?\n ?")
_MANY_LINES = re.compile(r"\n{3,}")
_MARKS = ("Mn", "Me", "Mc")
_KOREAN = ((0x1160, 0x11FF), (0xD7B0, 0xD7FF))
_WIDE_SINCE = ((0x2630, 0x2637), (0x268A, 0x268F), (0x4DC0, 0x4DFF), (0x1D300, 0x1D356), (0x1D360, 0x1D376))
"""Trigrams, hexagrams and counting rods became wide with Unicode 16, which the oldest Python we run on does not know."""
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
    text = str(raw)
    if _PLAIN.fullmatch(text):
        return text
    return _cap_marks(_DROPPED.sub("", _BREAKS.sub("\n", _TOLD.sub("", text))).replace("\t", " "))


def escaped(json: str) -> str:
    """Return a JSON document with its own escapes in place of what acts on a terminal: the same for a program."""
    return json if json.isascii() and "\x7f" not in json else _LONE.sub(_as_escape, json)


def _as_escape(found: re.Match[str]) -> str:
    code = found[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{code[at : at + 4]}" for at in range(0, len(code), 4))


def clean(raw: object, limit: int = LINE_LIMIT) -> str:
    """Return `raw` as one harmless line of at most `limit` characters."""
    if isinstance(raw, str) and len(raw) <= limit and _PLAIN.fullmatch(raw):
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
    return len(text) if text.isascii() else sum(map(_width, text))


@lru_cache(4096)
def _width(letter: str) -> int:
    """Return the columns of one letter: marks stand on the letter before, as do vowels and finals of a Korean syllable."""
    code = ord(letter)
    if unicodedata.category(letter) in _MARKS or any(first <= code <= last for first, last in _KOREAN):
        return 0
    wide = unicodedata.east_asian_width(letter) in "WF" or any(first <= code <= last for first, last in _WIDE_SINCE)
    return 2 if wide else 1


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
