"""Pieces outside of memory are what was put in, wherever they lie."""

from __future__ import annotations

import random
import tempfile
from typing import Any

import pytest

from prospector.store import set_aside
from prospector.store.set_aside import Piece, SetAside


class Full:
    """A file on a disk with little room left."""

    def __init__(self, file: Any) -> None:
        self.file = file

    def write(self, piece: bytes) -> int:
        return int(self.file.write(piece[: max(0, 6_000 - self.file.tell())]))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


@pytest.mark.parametrize("kind", ["memory", "file", "full", "none"])
def test_pieces_are_what_was_put_in(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made, real = [], tempfile.TemporaryFile

    def file(**how: Any) -> Any:
        if kind == "none":
            raise OSError
        made.append(Full(real(**how)) if kind == "full" else real(**how))
        return made[-1]

    monkeypatch.setattr(set_aside, "_SMALL", 1 << 20 if kind == "memory" else 2_000)
    monkeypatch.setattr("tempfile.TemporaryFile", file)
    chance, held = random.Random(5), SetAside()
    wanted: dict[int, bytes] = {}
    pieces: dict[int, Piece] = {}
    for turn in range(400):
        key, text = chance.randrange(40), chance.randbytes(chance.randrange(90))
        pieces[key] = held.renew(pieces[key], text) if key in pieces else held.add(text)
        wanted[key] = text
        if turn % 50 == 0 or turn == 399:
            assert {key: held.read(piece) for key, piece in pieces.items()} == wanted
    held.close()
    assert len(made) == (kind in ("file", "full"))
    assert all(one.closed for one in made)
