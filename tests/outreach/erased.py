"""Whether anything in any of our files still holds a word."""

from __future__ import annotations

import contextlib
import json
import zlib
from pathlib import Path

from prospector.store.sqlite import driver
from prospector.workspace import Workspace


def holding(roots: list[Path], words: tuple[str, ...]) -> list[tuple[Path, str]]:
    """Return files that hold a word as any of our files could: plain, UTF-16, compressed pages, in any case."""

    def forms(word: str) -> list[bytes]:
        return [one.lower() for one in (word.encode(), word.encode("utf-16-le"), json.dumps(word).encode()[1:-1])]

    files = sorted(one for root in roots for one in root.rglob("*") if one.is_file())
    texts = {one: b"".join([one.read_bytes(), *compressed(one)]).lower() for one in files}
    return [(one, word) for one, text in texts.items() for word in words if any(form in text for form in forms(word))]


def compressed(path: Path) -> list[bytes]:
    """Return the pages that a file of the web cache holds packed."""
    with contextlib.suppress(driver().DatabaseError), contextlib.closing(driver().connect(path)) as connection:
        return [zlib.decompress(text) for (text,) in connection.execute("SELECT text FROM answer")]
    return []


def everything(ws: Workspace, home: Path) -> list[Path]:
    return [ws.path.parent, home]
