"""Pieces that are read again and again, in a file without a name: not held by the process, and gone with it.

The system keeps in memory what is asked for, and gives that up first when others need it. Where there is no room for the
file, the pieces lie in memory.
"""

from __future__ import annotations

import contextlib
import io
import sys
import tempfile
import threading
from typing import IO

from prospector.store.derived import folder_of_derived

Piece = tuple[int, int, int]
"""Where it begins, how many bytes it has, and for how many there is room."""
_SMALL = 1 << 20
"""Bytes that are not worth a file."""


class SetAside:
    """Pieces of bytes; safe to use from several threads."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._turn = threading.Lock()
        self._end, self._most = 0, _SMALL
        self._file: IO[bytes] = io.BytesIO()

    def add(self, piece: bytes, spare: int = 0) -> Piece:
        """Keep a piece, with `spare` bytes to grow; return what it is read with."""
        with self._turn:
            begin, room = self._end, len(piece) + spare
            if begin + room > self._most:
                self._move()
            self._write(begin, piece + bytes(spare))
            self._end += room
        return begin, len(piece), room

    def renew(self, old: Piece, piece: bytes) -> Piece:
        """Keep a piece in the place of another, where there is room for it; return what it is read with."""
        begin, _, room = old
        if len(piece) > room:
            return self.add(piece, len(piece) // 4)
        with self._turn:
            self._write(begin, piece)
        return begin, len(piece), room

    def read(self, piece: Piece) -> bytes:
        """Return a piece."""
        with self._turn:
            return self._got(*piece[:2])

    def close(self) -> None:
        """Let the file go."""
        self._file.close()

    def _move(self) -> None:
        """Go from memory into a file, once."""
        self._most = sys.maxsize
        with contextlib.suppress(OSError):
            file = tempfile.TemporaryFile(buffering=0, dir=folder_of_derived())  # noqa: SIM115 - closed with us
            held = self._got(0, self._end)
            if file.write(held) == len(held):
                self._file = file
            else:
                file.close()

    def _write(self, begin: int, piece: bytes) -> None:
        """Write at a place; where the disk is full, go on in memory."""
        try:
            self._file.seek(begin)
            done = self._file.write(piece) == len(piece)
        except OSError:
            done = False
        if not done:
            held = io.BytesIO(self._got(0, self._end))
            self._file.close()
            self._file = held
            held.seek(begin)
            held.write(piece)

    def _got(self, begin: int, length: int) -> bytes:
        self._file.seek(begin)
        return self._file.read(length)
