"""Bytes laid aside in a temporary file: what a whole base holds and is seldom looked at again."""

from __future__ import annotations

import os
import tempfile

_TAIL = 1 << 20
"""Bytes that wait in memory until they are written."""


class Aside:
    """Grows like a `bytearray` and gives back slices of what it holds; forked processes read it, too.

    The file has no name and goes with this.
    """

    def __init__(self) -> None:
        """Open an empty one."""
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with this
        self._written = 0
        self._tail = bytearray()

    def __len__(self) -> int:
        """Return how many bytes there are."""
        return self._written + len(self._tail)

    def extend(self, more: bytes) -> None:
        """Add bytes at the end."""
        self._tail += more
        if len(self._tail) >= _TAIL:
            self._file.write(self._tail)
            self._file.flush()
            self._written += len(self._tail)
            self._tail = bytearray()

    def __getitem__(self, part: slice) -> bytes:
        """Return the bytes from `part.start` to `part.stop`, which were added together."""
        if part.start >= self._written:
            return bytes(self._tail[part.start - self._written : part.stop - self._written])
        if hasattr(os, "pread"):  # forked processes share the place in the file
            return os.pread(self._file.fileno(), part.stop - part.start, part.start)
        self._file.seek(part.start)
        found = self._file.read(part.stop - part.start)
        self._file.seek(0, os.SEEK_END)
        return found

    def __del__(self) -> None:
        """Close the file."""
        self._file.close()
