"""Every kind of write, each as a program that goes on with it until it is killed, and says so after each that was committed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

from prospector.clock import Clock
from prospector.exchange.reading import open_text
from prospector.model.importing import BENCH, ImportOptions
from prospector.model.plan import PlanRecord
from prospector.pipeline.import_source import Sampled
from prospector.plan.sources import Fatigued
from prospector.services.upkeep import restore_workspace
from prospector.store import rotation
from prospector.workspace import Workspace, open_workspace
from tests.faults.looking import acted
from tests.faults.made import SETTINGS, research, word

Say = Callable[[str], None]
ERASED = "erased"
"""Begins the line that acknowledges an erasure: the name follows."""
MADE = "made"
"""Begins the line that acknowledges a file: its path follows."""
_ROWS = 60


class Acts:
    """A rep at work; each act can be repeated without end."""

    def __init__(self, workspace: Workspace, dice: random.Random) -> None:
        self.workspace = workspace
        self.dice = dice
        self.rows = [one.id for one in workspace.list_rows(places=("active", "bench"))]

    def account(self) -> str:
        return self.dice.choice(self.rows)

    def name(self) -> None:
        name = word(self.dice)
        try:
            self.workspace.naming.name(name, domain=f"{name.lower()}.example", bench=True)
        except Fatigued as tired:
            self.workspace.strategy.sources.justify(tired.source.name, "they are made up")

    def edit(self) -> None:
        self.workspace.naming.edit(self.account(), pain=word(self.dice), why=word(self.dice))

    def touch(self) -> None:
        self.workspace.touches.log(self.account(), "phone", "spoke", note=word(self.dice, 200), override="again")

    def correct(self) -> None:
        self.workspace.touches.correct(self.touched(), note=word(self.dice, 200))

    def touched(self) -> str:
        """Return a touch of the seed."""
        return str(self.workspace.store.reader.value("SELECT id FROM touch WHERE seq = 1 AND chain = 'robin'"))

    def undo(self) -> None:
        """Take back and do again by turns."""
        newest = self.workspace.history(1)[0]
        self.workspace.redo() if newest.kind == "undo" else self.workspace.undo()

    def drop(self) -> None:
        account = self.rows.pop()
        self.workspace.naming.drop(account, "no budget", "ask before")
        if len(self.rows) == 1:
            self.rows = [one.id for one in self.workspace.list_rows(places=("dropped",))]
            for one in self.rows[:_ROWS]:
                self.workspace.naming.to_bench(one, "again")

    def merge(self) -> None:
        """Merge two and part them again by turns."""
        merged = self.workspace.merging.merges()
        if len(merged) > 1:
            self.workspace.merging.unmerge(merged[-1].member)
        else:
            left, right = self.dice.sample(self.workspace.list_rows(places=("active", "bench")), 2)
            self.workspace.merging.merge(left.id, right.id, reason="one firm")

    def research(self) -> None:
        research(self.workspace, self.account(), self.dice)

    def plan(self) -> None:
        self.workspace.strategy.save_plan(PlanRecord(word(self.dice), word(self.dice), "service", "Acme", 12))

    def bring(self) -> None:
        """Import a file: some rows new, some known."""
        names = [word(self.dice) for _ in range(_ROWS)]
        table = open_text("name,domain,city\n" + "".join(f"{one},{one.lower()}.example,Lund\n" for one in names))
        with table:
            source = Sampled(table)
            imports = self.workspace.imports
            with imports.preview(source, imports.mapping(source), ImportOptions(new_names=BENCH)) as plan:
                imports.carry_out(plan)


JOURNALED = ("name", "edit", "touch", "correct", "undo", "drop", "merge", "research", "plan", "bring")
"""Acts that are one action each."""


def act_on(path: Path, kind: str, seed: float, say: Say) -> None:
    """Do `kind` at the workspace at `path` again and again, and say a line after each."""
    for line in _journaled(path, kind, seed) if kind in JOURNALED else OTHERS[kind](path, random.Random(seed)):
        say(line)


def _journaled(path: Path, kind: str, seed: float) -> Iterator[str]:
    workspace = open_workspace(path, SETTINGS)
    acts = Acts(workspace, random.Random(seed))
    while True:
        getattr(acts, kind)()
        yield acted(workspace.store.reader)


def _make(path: Path, dice: random.Random) -> Iterator[str]:
    """Make new workspaces, each with a first act."""
    path.unlink()
    while True:
        workspace = open_workspace(path, SETTINGS, create=True)
        workspace.strategy.save_plan(PlanRecord(word(dice), "late", "service", "Acme", 12))
        yield acted(workspace.store.reader)
        workspace.close()


def _upgrade(path: Path, dice: random.Random) -> Iterator[str]:
    """Open a file of an older version, and go on with it."""
    yield from _journaled(path, "edit", dice.random())


def _backup(path: Path, _dice: random.Random) -> Iterator[str]:
    workspace = open_workspace(path, SETTINGS)
    while True:
        yield f"{MADE} {workspace.upkeep.back_up()}"


def _restore(path: Path, _dice: random.Random) -> Iterator[str]:
    """Put the newest backup in the place of the workspace, which nobody has open."""
    while True:
        restore_workspace(rotation.backups(path)[-1].path, path, SETTINGS, Clock())
        yield f"{MADE} {path}"


def _erase(path: Path, dice: random.Random) -> Iterator[str]:
    workspace = open_workspace(path, SETTINGS)
    rows = workspace.list_rows(places=("bench",))
    while True:
        row = rows.pop(dice.randrange(len(rows)))
        workspace.upkeep.erase(row.name, kind="company")
        yield f"{ERASED} {row.name}"


OTHERS: dict[str, Callable[[Path, random.Random], Iterator[str]]] = {
    "make": _make, "upgrade": _upgrade, "backup": _backup, "restore": _restore, "erase": _erase,
}  # fmt: skip
KINDS = (*JOURNALED, *OTHERS)
