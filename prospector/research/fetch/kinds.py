"""What kind of answer it is: a page that readers understand, or something else under whatever name."""

from __future__ import annotations

import re

from prospector.research.fetch.trouble import Trouble
from prospector.text import clean

_PAGES = re.compile(
    r"text/(?:html|plain|xml|json)|application/(?:xhtml\+xml|xml|json|rss|atom)"
    r"|(?:application|text)/[\w.+-]*[+.-](?:xml|json)"
)
_MAGIC = (
    (b"%PDF-", "application/pdf"), (b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG", "image/png"), (b"GIF8", "image/gif"),
    (b"PK\x03\x04", "application/zip"), (b"\x1f\x8b", "application/gzip"), (b"RIFF", "a media file"),
    (b"OggS", "audio/ogg"),
    (b"\x00\x00\x01\x00", "image/x-icon"), (b"ID3", "audio/mpeg"), (b"7z\xbc\xaf", "application/x-7z-compressed"),
    (b"Rar!", "application/vnd.rar"), (b"wOFF", "font/woff"), (b"wOF2", "font/woff2"), (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"), (b"\xd0\xcf\x11\xe0", "an office document"), (b"\x28\xb5\x2f\xfd", "application/zstd"),
)  # fmt: skip
_PACKED = frozenset({"application/gzip", "application/x-gzip"})
_TEXT_STARTS = (b"<", b"{", b"[")
_BLANKS = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n\f"


def media_type(content_type: str) -> str:
    """Return the type of a Content-Type header in lower case, without parameters."""
    return content_type.partition(";")[0].partition(",")[0].strip().lower()


def readable(content_type: str) -> bool:
    """Say whether a Content-Type header promises something that readers understand; a missing one may."""
    kind = media_type(content_type)
    return not kind or kind in _PACKED or _PAGES.fullmatch(kind) is not None


def packed_file(content_type: str) -> bool:
    """Say whether a Content-Type header promises a gzip file: sitemaps are often served so."""
    return media_type(content_type) in _PACKED


def not_a_page(kind: str) -> Trouble:
    """Return the trouble of an answer of another kind."""
    return Trouble("failed", f"not a page: {clean(kind, 80)}")


def refuse_binary(body: bytes, content_type: str) -> None:
    """Raise Trouble when `body` is not what its Content-Type says, or says nothing and is no markup."""
    for magic, kind in _MAGIC:
        if body.startswith(magic):
            raise not_a_page(kind)
    unsure = not media_type(content_type) or packed_file(content_type)
    if body and unsure and not body[:1024].lstrip(_BLANKS).startswith(_TEXT_STARTS):
        raise not_a_page(media_type(content_type) or "no content type, and no markup either")
