"""What commands print: one JSON document or aligned text on standard output, everything else on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

from prospector.text import cells, clean, clean_text, escaped, harmless

_CELL_LIMIT = 60


def emit(document: object) -> None:
    """Print one JSON document; what could act on a terminal stands in it as an escape of JSON's own."""
    sys.stdout.write(escaped(json.dumps(document, ensure_ascii=False, indent=2, default=str)) + "\n")


def line(text: str = "") -> None:
    """Print one line of the answer."""
    sys.stdout.write(harmless(text).rstrip() + "\n")


def told(document: object, sentence: str, *, json: bool) -> None:
    """Print what was done: as a document with `json`, else as a sentence."""
    if json:
        emit(document)
    else:
        line(sentence)


def note(text: str) -> None:
    """Print one line beside the answer."""
    sys.stderr.write(harmless(text).rstrip() + "\n")


def say(text: str) -> None:
    """Print one short line of progress beside the answer: what is read now, long addresses cut."""
    note(clean(text, 100))


def table(header: Sequence[str], rows: Sequence[Sequence[Any]], *, right: Sequence[int] = ()) -> None:
    """Print aligned columns; numbers of the columns in `right` stand at the right."""
    texts = [[_cut(str(cell if cell is not None else "")) for cell in row] for row in rows]
    widths = [max([cells(head), *(cells(row[at]) for row in texts)]) for at, head in enumerate(header)]
    for row in [list(header), *texts]:
        padded = [
            " " * (widths[at] - cells(cell)) + cell if at in right else cell + " " * (widths[at] - cells(cell))
            for at, cell in enumerate(row)
        ]
        sys.stdout.write("  ".join(padded).rstrip() + "\n")


def _cut(text: str) -> str:
    one = " ".join(clean_text(text, 2_000).split())
    while cells(one) > _CELL_LIMIT:
        one = one[:-2].rstrip() + "…"
    return one
