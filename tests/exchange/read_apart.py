"""What came of reading a file, and how much memory that took: ``python read_apart.py`` answers lines of JSON with the same.

Each file is read in a fork of a process that holds next to nothing but the reader.
"""

from __future__ import annotations

import glob
import json
import os
import sys
import threading
import traceback
from typing import Any

from prospector.errors import BadInput
from prospector.exchange.mapping import propose
from prospector.exchange.reading import Row, open_table

_FIRST = 100
"""Rows that are told of; the others are counted."""


def outcome(path: str, sheet: str | None) -> dict[str, Any]:
    """Read a file to its end; return the sentence with which it is refused, or what was taken, handed back and said."""
    taken: list[Row] = []
    handed_back: list[tuple[int, str, str, str]] = []
    count = {True: 0, False: 0}
    try:
        with open_table(path, sheet=sheet) as table:
            for each in table.rows():
                whole = isinstance(each, Row)
                count[whole] += 1
                if count[whole] > _FIRST:
                    continue
                if isinstance(each, Row):
                    taken.append(each)
                else:
                    handed_back.append((each.row, each.column, each.reason, each.value))
            place = propose(table.header, taken).fields.get("name", 0)
            return {
                "said": "", "names": [each.cells[place] for each in taken], "taken": count[True],
                "handed_back": handed_back, "refused": count[False], "notes": [*table.notes, *table.remarks],
                "position": table.position(), "size": table.size or 0,
            }  # fmt: skip
    except BadInput as error:
        return {"said": error.sentence}


def measured(path: str, sheet: str | None) -> dict[str, Any]:
    """Return the outcome with the most kilobytes that this process held, and a process that it started."""
    done, most = threading.Event(), [0]

    def watch() -> None:
        while not done.wait(0.02):
            for name in glob.glob("/proc/self/task/*/children"):  # noqa: PTH207 - pathlib would be the larger part of it
                try:
                    with open(name, encoding="ascii") as file:  # noqa: PTH123
                        most[0] = max([most[0], *map(_peak, file.read().split())])
                except OSError:
                    continue

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        found = outcome(path, sheet)
    finally:
        done.set()
        thread.join()
    return {**found, "own": _peak("self"), "child": most[0]}


def _peak(process: str) -> int:
    try:
        with open(f"/proc/{process}/status", encoding="utf-8") as file:  # noqa: PTH123
            return next((int(line.split()[1]) for line in file if line.startswith("VmHWM")), 0)
    except OSError:
        return 0


def main() -> None:
    """Answer until nobody asks any more."""
    for line in sys.stdin:
        if child := os.fork():
            os.waitpid(child, 0)
            continue
        try:
            told = measured(**json.loads(line))
        except BaseException:  # noqa: BLE001 - it is told, and nothing of it may come back to this loop
            told = {"failed": traceback.format_exc()}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        os._exit(0)


if __name__ == "__main__":
    main()
