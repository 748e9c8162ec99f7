"""Power cuts replayed: what may lie on the disk when the current fails after some call.

A disk may hold any of the writes that were not synced, in any order, and of each any of its sectors. What a folder lists
comes onto the disk in order, at the latest when the folder is synced. Nothing that was synced is lost.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.tracing import Call

SECTOR = 512


@dataclass(eq=False)
class Content:
    """A file's bytes, on the disk and on their way to it."""

    settled: bytearray
    waiting: list[tuple[int, bytes | None]] = field(default_factory=list)
    """Where, and what; None: the file is cut there."""

    def size(self) -> int:
        """Return how long the running program sees it."""
        size = len(self.settled)
        for at, data in self.waiting:
            size = at if data is None else max(size, at + len(data))
        return size

    def settle(self) -> None:
        """Bring everything onto the disk."""
        for at, data in self.waiting:
            _put(self.settled, at, data)
        self.waiting.clear()

    def after_a_cut(self, how: str, dice: random.Random) -> bytearray:
        """Return what may be on the disk."""
        left = bytearray(self.settled)
        last = len(self.waiting) - 1
        for number, (at, data) in enumerate(self.waiting):
            if how == "torn" and data is not None:
                for sector in range(0, len(data), SECTOR):
                    if dice.random() < 0.5:
                        _put(left, at + sector, data[sector : sector + SECTOR])
            elif how == "all" or (how == "last" and number == last) or (how == "some" and dice.random() < 0.5):
                _put(left, at, data)
        return left


HOW = ("none", "all", "last", "some", "some", "torn", "torn")
"""What became of the writes that were on their way."""


def _put(content: bytearray, at: int, data: bytes | None) -> None:
    if data is None:
        del content[at:]
        content.extend(bytes(at - len(content)))
        return
    if len(content) < at:
        content.extend(bytes(at - len(content)))
    content[at : at + len(data)] = data


class Disk:
    """A folder as a running program sees it, and as it may be found after the current failed."""

    def __init__(self, folder: Path) -> None:
        """Begin with what lies in `folder`, all of it on the disk."""
        self.listed = {str(one): Content(bytearray(one.read_bytes())) for one in folder.rglob("*") if one.is_file()}
        self._settled = dict(self.listed)
        self._waiting: list[Call] = []
        self._open = dict(self.listed)
        """Files by the name under which they were last seen: one that was unlinked may still be written."""
        self.said: list[str] = []

    def do(self, call: Call) -> None:
        """Do what the program did."""
        if call.name == "said":
            self.said += call.data.decode().splitlines()
        elif call.name == "open":
            if "O_CREAT" in call.flags and call.path not in self.listed:
                self._list(Call("create", call.path))
            elif "O_TRUNC" in call.flags and call.path in self.listed:
                self.listed[call.path].waiting.append((0, None))
        elif call.name in ("unlink", "rename", "link"):
            self._list(call)
        elif call.name == "sync":
            self._sync(call.path)
        elif call.name in ("write", "cut") and (content := self.listed.get(call.path)):
            content.waiting.append(
                (content.size() if call.at < 0 else call.at, call.data if call.name == "write" else None)
            )

    def _list(self, call: Call) -> None:
        _relist(self.listed, call, self._open)
        self._waiting.append(call)

    def _sync(self, path: str) -> None:
        if content := self.listed.get(path):
            content.settle()
            return
        rest = []
        for call in self._waiting:  # a folder
            if os.path.dirname(call.path) == path:  # noqa: PTH120 - many texts, and nothing is looked up
                _relist(self._settled, call, self._open)
            else:
                rest.append(call)
        self._waiting = rest

    @property
    def on_the_way(self) -> int:
        """How much is not on the disk yet."""
        return len(self._waiting) + sum(len(one.waiting) for one in self.listed.values())

    def found(self, dice: random.Random) -> Iterator[tuple[str, bytearray]]:
        """Yield files as they may be found after a power cut now."""
        names = dict(self._settled)
        for call in self._waiting[: dice.randint(0, len(self._waiting))]:
            _relist(names, call, self._open)
        how = dice.choice(HOW)
        for name, content in names.items():
            if not name.endswith("-shm"):  # shared memory: nothing is read from it after a start
                yield name, content.after_a_cut(how, dice)


def _relist(names: dict[str, Content], call: Call, known: dict[str, Content]) -> None:
    if call.name == "create":
        names[call.path] = known.setdefault(f"{call.path} {id(call)}", Content(bytearray()))
    elif call.name == "unlink":
        names.pop(call.path, None)
    elif (content := names.get(call.path)) is not None:
        names[call.other] = content
        if call.name == "rename":
            del names[call.path]


def images(calls: Sequence[Call], folder: Path, count: int, dice: random.Random, target: Path) -> Iterator[list[str]]:
    """Lay `count` images of `folder`, where the traced program began, into `target`; yield what had been said by then."""
    disk = Disk(folder)
    weights = []
    for call in calls:
        disk.do(call)
        weights.append(1 if disk.on_the_way else 0)
    cuts = sorted(dice.choices(range(len(calls)), weights, k=count))
    disk, done = Disk(folder), 0
    for cut in cuts:
        for call in calls[done : cut + 1]:
            disk.do(call)
        done = cut + 1
        shutil.rmtree(target, ignore_errors=True)
        for name, content in disk.found(dice):
            place = target / Path(name).relative_to(folder)
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            place.write_bytes(content)
        yield list(disk.said)
