"""What commands print: one JSON document or aligned text on standard output, everything else on standard error.

With `--plain`, which every command takes, text is written to be read aloud: see `prospector.cli.spoken`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

from prospector.cli.spoken import records, spoken
from prospector.text import cells, clean, clean_text, escaped, harmless

_CELL_LIMIT = 60
Head = str | tuple[str, str]
"""The title of a column; of one that shows none, an empty text and the label that `--plain` writes."""


class _Voice:
    """Whether this run of the program writes plain text."""

    plain = False


def speak_plainly(*, on: bool) -> None:
    """Write plain text from now on, or columns and signs again."""
    _Voice.plain = on


def plain() -> bool:
    """Return whether plain text is written: nothing is drawn, and nothing is drawn over."""
    return _Voice.plain


def emit(document: object) -> None:
    """Print one JSON document; what could act on a terminal stands in it as an escape of JSON's own."""
    sys.stdout.write(escaped(json.dumps(document, ensure_ascii=False, indent=2, default=str)) + "\n")


def line(text: str = "") -> None:
    """Print one line of the answer."""
    sys.stdout.write(_written(text) + "\n")


def page(text: str) -> None:
    """Print a text of several lines, which ends with the end of a line, as it was composed."""
    if _Voice.plain:
        for one in text.splitlines():
            line(one)
    else:
        sys.stdout.write(text)


def told(document: object, sentence: str, *, json: bool) -> None:
    """Print what was done: as a document with `json`, else as a sentence."""
    if json:
        emit(document)
    else:
        line(sentence)


def note(text: str) -> None:
    """Print one line beside the answer."""
    sys.stderr.write(_written(text) + "\n")


def say(text: str) -> None:
    """Print one short line of progress beside the answer: what is read now, long addresses cut."""
    note(clean(text, 100))


def table(header: Sequence[Head], rows: Sequence[Sequence[Any]], *, right: Sequence[int] = ()) -> None:
    """Print aligned columns; numbers of the columns in `right` stand at the right. Plain: a line a fact."""
    if _Voice.plain:
        labels = [head if isinstance(head, str) else head[1] for head in header]
        told = [[_one_line(cell) for cell in row] for row in rows]
        sys.stdout.write("".join(f"{one}\n" for one in records(labels, told)))
        return
    heads = [head if isinstance(head, str) else head[0] for head in header]
    texts = [[_cut(_one_line(cell)) for cell in row] for row in rows]
    widths = [max([cells(head), *(cells(row[at]) for row in texts)]) for at, head in enumerate(heads)]
    for row in [heads, *texts]:
        padded = [
            " " * (widths[at] - cells(cell)) + cell if at in right else cell + " " * (widths[at] - cells(cell))
            for at, cell in enumerate(row)
        ]
        sys.stdout.write("  ".join(padded).rstrip() + "\n")


def _written(text: str) -> str:
    shown = harmless(text).rstrip()
    return "\n".join(spoken(one) for one in shown.split("\n")) if _Voice.plain else shown


def _one_line(cell: object) -> str:
    return " ".join(clean_text(str(cell if cell is not None else ""), 2_000).split())


def _cut(text: str) -> str:
    one = text
    while cells(one) > _CELL_LIMIT:
        one = one[:-2].rstrip() + "…"
    return one
