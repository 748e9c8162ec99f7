"""JSON lines as a table: one company a line, as our own export writes them; its people follow as rows of their own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import IO, Any

from prospector.errors import BadInput
from prospector.exchange.reading.table import MAX_COLUMNS, Row, Table
from prospector.tabular import RefusedRow
from prospector.tabular.records import LINE_LIMIT, flaw
from prospector.tabular.words import ranked
from prospector.text import clean

PEOPLE = "people"
TOO_LONG = object()
"""Stands for a line that is too long to be read."""
_PERSON = {part: f"person_{part}" for part in ("name", "role", "email", "phone", "profile")}
_OWNER = ("id", "name", "domain", "country", "city")
"""What the row of a person repeats of the company."""


class JsonTable(Table):
    """The table in a file of JSON lines; the keys of all documents, in the order they come up, are the heading."""

    def __init__(self, source: str, file: IO[bytes]) -> None:
        """Read the keys of all documents."""
        self._file = file
        keys: dict[str, None] = {}
        people = False
        for _, document in _documents(file):
            if isinstance(document, dict):
                people = people or bool(document.get(PEOPLE))
                keys.update(dict.fromkeys(str(key) for key in document if key != PEOPLE))
                if len(keys) > MAX_COLUMNS:
                    raise BadInput(
                        f"{source} has {len(keys):,} columns, more than {MAX_COLUMNS}: leave out those not needed"
                    )
        size = file.tell()
        heading = [*keys, *(_PERSON.values() if people else ())]
        super().__init__(source, "jsonl", heading, ["JSON, one company a line"], size)

    def position(self) -> int:
        """Return how many bytes are read."""
        return self._file.tell()

    def rows(self) -> Iterator[Row | RefusedRow]:
        """Yield the rows; see `Table.rows`."""
        for number, document in _documents(self._file):
            if document is TOO_LONG:
                yield RefusedRow(number, "", "", f"the line is longer than {LINE_LIMIT:,} characters", "shorten it")
                continue
            if not isinstance(document, dict):
                yield RefusedRow(number, "", clean(document, 80), "the line is no JSON object", 'write {"name": ...}')
                continue
            yield self._row(number, {key: _cell(value) for key, value in document.items() if key != PEOPLE})
            people = document.get(PEOPLE)
            for person in people if isinstance(people, list) else ():
                if isinstance(person, dict):
                    owner = {key: _cell(document.get(key)) for key in _OWNER}
                    told = {heading: _cell(person.get(part)) for part, heading in _PERSON.items()}
                    yield self._row(number, owner | told)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _row(self, number: int, cells: Mapping[str, str]) -> Row | RefusedRow:
        for place, heading in enumerate(self.original):
            cell = cells.get(heading, "")
            if problem := flaw(cell):
                return RefusedRow(number, self.header[place], clean(cell[:200], 80), problem, "take it out")
        return Row(number, tuple(cells.get(heading, "") for heading in self.original))


def is_json_lines(head: bytes) -> bool:
    """Say whether what begins with `head` is JSON lines of companies: the first line is an object with a name."""
    first = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")[0]
    if not first.startswith(b"{") or b"docs.google.com/" in first:
        return False  # what a folder shared with Google Drive holds in the place of a table is but a link
    try:
        document = json.loads(first)
    except (ValueError, RecursionError):
        return False
    fields = {found[0] for key in document if (found := ranked(str(key)))} if isinstance(document, dict) else set()
    return bool(fields & {"name", "legal_name", "domain"})


def _documents(file: IO[bytes]) -> Iterator[tuple[int, Any]]:
    """Yield number and document of each line that is not blank; a line that is none comes as its text."""
    file.seek(0)
    number = 0
    while raw := file.readline(LINE_LIMIT):
        number += 1
        if len(raw) == LINE_LIMIT and not raw.endswith(b"\n"):
            while (more := file.readline(LINE_LIMIT)) and not more.endswith(b"\n"):
                pass
            yield number, TOO_LONG
            continue
        line = raw.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else raw.strip()
        if not line:
            continue
        try:
            yield number, json.loads(line)
        except (ValueError, RecursionError):
            yield number, line.decode("utf-8", "replace")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(_cell(one) for one in value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
