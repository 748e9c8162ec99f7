"""Pieces that are read again and again, in a file without a name: not held by the process, and gone with it.

The system keeps in memory what is asked for, and gives that up first when others need it. Where there is no room for the
file, the pieces lie in memory.
"""

from __future__ import annotations

import contextlib
import errno
import io
import sys
import tempfile
import threading
from typing import IO

from prospector.store.derived import folder_of_derived

Piece = tuple[int, int]
"""Where it begins, and how many bytes it has."""
_SMALL = 1 << 20
"""Bytes that are not worth a file."""


class Scratch:
    """Pieces of bytes; safe to use from several threads."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._turn = threading.Lock()
        self._end, self._most = 0, _SMALL
        self._file: IO[bytes] = io.BytesIO()

    def add(self, piece: bytes) -> Piece:
        """Keep a piece, and return what it is read with."""
        with self._turn:
            begin = self._end
            if begin + len(piece) > self._most:
                self._move()
            try:
                self._put(piece)
            except OSError:
                held = io.BytesIO(self._got(0, begin))
                self.close()
                self._file = held
                self._put(piece)
        return begin, len(piece)

    def read(self, piece: Piece) -> bytes:
        """Return a piece."""
        with self._turn:
            return self._got(*piece)

    def close(self) -> None:
        """Let the file go."""
        self._file.close()

    def _move(self) -> None:
        """Go from memory into a file, once."""
        self._most = sys.maxsize
        with contextlib.suppress(OSError):
            file = tempfile.TemporaryFile(buffering=0, dir=folder_of_derived())  # noqa: SIM115 - closed with us
            held, self._end = self._got(0, self._end), 0
            before, self._file = self._file, file
            try:
                self._put(held)
            except OSError:
                self._file, self._end = before, len(held)
                file.close()

    def _put(self, piece: bytes) -> None:
        self._file.seek(self._end)
        if self._file.write(piece) != len(piece):
            raise OSError(errno.ENOSPC, "no room for the whole piece")
        self._end += len(piece)

    def _got(self, begin: int, length: int) -> bytes:
        self._file.seek(begin)
        return self._file.read(length)
