"""What files hold once they are unpacked: workbooks, archives and packets hide words from a search of their bytes."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

_PORTION = 1 << 20
_MOST = 1_000_000_000
"""Bytes that are unpacked of one file; no export of ours comes near, and a bomb takes a few seconds."""
_ARCHIVE, _GZIP, _PACKET = b"PK\x03\x04", b"\x1f\x8b", b"PROSPECTOR-PACKET"
_HEAD_OF_PACKET = 3
"""Lines of a packet that stand before what is compressed."""


def contents(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a file, then what its compressed parts hold, by the portion. Raises OSError."""
    with path.open("rb") as file:
        begin = file.read(len(_PACKET))
        file.seek(0)
        yield from iter(lambda: file.read(_PORTION), b"")
        file.seek(0)
        if begin.startswith(_ARCHIVE):
            yield from _archive(file)
        elif begin.startswith(_GZIP):
            yield from _inflated(file, zlib.MAX_WBITS | 16)
        elif begin == _PACKET:
            for _ in range(_HEAD_OF_PACKET):
                file.readline(_PORTION)
            yield from _inflated(file, zlib.MAX_WBITS)


def _archive(file: IO[bytes]) -> Iterator[bytes]:
    left = _MOST
    try:
        with zipfile.ZipFile(file) as archive:
            for part in archive.infolist():
                with archive.open(part) as inside:
                    while left > 0 and (portion := inside.read(_PORTION)):
                        left -= len(portion)
                        yield portion
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
        return  # damaged or under a password: what could be read was


def _inflated(file: IO[bytes], bits: int) -> Iterator[bytes]:
    unpacked, left = zlib.decompressobj(bits), _MOST
    try:
        while left > 0 and (packed := unpacked.unconsumed_tail or file.read(_PORTION)):
            portion = unpacked.decompress(packed, _PORTION)
            left -= len(portion)
            yield portion
    except zlib.error:
        return  # damaged: what could be read was
