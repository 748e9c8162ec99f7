"""Unpacks a body as it comes in, never beyond the cap.

The HTTP client's own decoder unpacks each network read whole: 483 bytes packed twice became 200 MB in one piece. Here
zlib is told how much it may give.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from prospector.research.fetch.trouble import Trouble
from prospector.text import clean

_GZIP_MAGIC = b"\x1f\x8b"
_BOMB_RATIO = 100
_BOMB_FROM = 64 * 1024
_PIECE = 64 * 1024
_MOST_MEMBERS = 16
_REFUSED = frozenset({"br", "zstd", "compress", "x-compress", "dcb", "dcz", "exi", "pack200-gzip"})
_OVERSIZE = 10


def declared_coding(headers: Mapping[str, str]) -> str:
    """Return `gzip`, `deflate` or `identity`; raises Trouble for packings we did not ask for and for stacked ones."""
    words = [word.strip().lower() for word in headers.get("content-encoding", "").split(",")]
    codings = [word for word in words if word and word != "identity"]
    if len(codings) > 1:
        raise Trouble("failed", f"the answer is packed more than once ({clean(', '.join(codings), 60)})")
    coding = codings[0].removeprefix("x-") if codings else "identity"
    if coding in _REFUSED:
        raise Trouble("failed", f"the answer is packed with {coding}, which was not asked for")
    return coding if coding in {"gzip", "deflate"} else "identity"


def refuse_oversize(headers: Mapping[str, str], limit: int) -> None:
    """Raise Trouble when the announced length is more than ten times `limit` bytes."""
    length = headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length[:20]) > limit * _OVERSIZE:
        raise Trouble("failed", f"too large: {int(length[:20]):,} bytes announced")


def unpacked(file: bytes, limit: int) -> tuple[bytes, bool]:
    """Return the content of a gzip file, at most `limit` bytes, and whether that cut something off; raises Trouble."""
    unpacker = Unpacker("gzip", limit)
    unpacker.feed(file)
    return unpacker.body(), unpacker.truncated


class Unpacker:
    """Collects the unpacked body of one answer."""

    def __init__(self, coding: str, limit: int) -> None:
        """Prepare for `coding` (see `declared_coding`) and at most `limit` unpacked bytes."""
        self._coding = coding
        self._limit = limit
        self._zlib: zlib._Decompress | None = None
        self._members = 0
        self._used = 0
        self._begun = False
        self._out = bytearray()
        self.full = False
        """Nothing more is wanted: the cap is reached or the packed stream has ended."""
        self.truncated = False
        """The cap cut something off."""

    def feed(self, data: bytes) -> None:
        """Take the next bytes from the network; raises Trouble for a bomb or a broken stream."""
        if data and not self._begun:
            self._begun = True
            self._begin(data)
        if self._coding == "identity":
            self._keep(data)
            return
        while data and not self.full:
            data = self._unpack(data)

    def body(self) -> bytes:
        """Return what was collected."""
        return bytes(self._out)

    def _begin(self, data: bytes) -> None:
        """Choose how to unpack: some servers announce a packing and send plain text, some send bare deflate."""
        if self._coding == "gzip":
            if _GZIP_MAGIC.startswith(data[:2]):
                self._zlib = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
            else:
                self._coding = "identity"
        elif self._coding == "deflate":
            wrapped = data[0] & 0x0F == zlib.DEFLATED and (len(data) == 1 or (data[0] * 256 + data[1]) % 31 == 0)
            self._zlib = zlib.decompressobj(wbits=zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)

    def _unpack(self, data: bytes) -> bytes:
        """Unpack one piece and return what is still to be unpacked."""
        if self._zlib is None:
            self._zlib = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
        try:
            piece = self._zlib.decompress(data, _PIECE)
        except zlib.error:
            if not self._out:
                raise Trouble("failed", "the answer is packed in a broken way") from None
            # Garbage after a good start: what was unpacked before it is still what the site sent.
            self.full = self.truncated = True
            return b""
        self._keep(piece)
        self._used += len(data) - len(self._zlib.unconsumed_tail) - len(self._zlib.unused_data)
        if len(self._out) > _BOMB_FROM and len(self._out) > _BOMB_RATIO * self._used:
            raise Trouble("failed", f"the answer unpacks to more than {_BOMB_RATIO} times its size")
        if not self._zlib.eof:
            return self._zlib.unconsumed_tail
        return self._next_member(self._zlib.unused_data)

    def _next_member(self, rest: bytes) -> bytes:
        self._members += 1
        if self._coding == "gzip" and rest.startswith(_GZIP_MAGIC) and self._members < _MOST_MEMBERS:
            self._zlib = None
            return rest
        self.full = True
        return b""

    def _keep(self, piece: bytes) -> None:
        room = self._limit - len(self._out)
        self._out += piece[:room]
        if len(piece) > room:
            self.full = self.truncated = True
