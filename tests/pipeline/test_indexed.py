"""The index of names follows the workspace, whatever happens to either."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from prospector.errors import NotFound, Refused
from prospector.identity import filling
from prospector.identity.saved import SavedIndex
from prospector.pipeline import indexed
from prospector.pipeline.indexed import Indexed
from prospector.store.file import File
from prospector.store.store import Store
from prospector.workspace import Workspace
from tests.chance import seeds
from tests.forks import Forks

Open = Callable[[], Workspace]
FIRSTS = ("Nordhafen", "Kobold", "Lindwurm", "Bergmann", "Quarzit", "Zephyrine", "Damson", "Juniper")
LASTS = ("Logistik GmbH", "Handel", "Works Ltd", "(UK) Ltd", "Pumpen AG")
FIELDS = ("legal_name", "phone", "registry_id", "employees", "lei")


def content(index: SavedIndex) -> dict[str, Any]:
    """Return all that an index holds, by id instead of slot."""
    run = index.connection.execute
    ids = dict(run("SELECT slot, id FROM party"))
    return {
        "records": len(index),
        "parties": sorted(run("SELECT id, data FROM party")),
        "words": sorted(run("SELECT word, count FROM word")),
        "slips": sorted(run("SELECT mark, word FROM slip")),
        "postings": sorted((mark, ids[slot]) for mark, slot in run("SELECT mark, slot FROM posting")),
    }


def followed(workspace: Workspace) -> dict[str, Any]:
    return workspace.known.indexed.ask(content)


def anew(workspace: Workspace) -> dict[str, Any]:
    """Return what an index made from nothing holds, beside the one in use."""
    store = workspace.store
    path = store.path.with_name("copy.db")
    store.reader.value("PRAGMA wal_checkpoint(FULL)")
    shutil.copyfile(store.path, path)
    copy = Store(File(path), store.clock, store.actor)
    made = Indexed(copy)
    try:
        return made.ask(content)
    finally:
        made.forget()
        copy.close()
        path.unlink()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that grows whenever an index is made anew."""
    times: list[int] = []
    fill = filling.fill

    def counted(connection: Any, parties: Any, expected: int) -> None:
        times.append(expected)
        fill(connection, parties, expected)

    monkeypatch.setattr(indexed, "fill", counted)
    return times


@pytest.fixture
def files(home: Path) -> Callable[[], list[Path]]:
    return lambda: sorted((home / "cache" / "derived").glob("*.db"))


class Hand:
    """Does anything that changes what is compared, in an order that the seed decides."""

    def __init__(self, workspace: Workspace, seed: int) -> None:
        self.workspace = workspace
        self.dice = random.Random(seed)

    def act(self) -> None:
        kinds = (self.name, self.name, self.edit, self.merge, self.unmerge, self.undo, self.redo, self.claim, self.drop)
        with contextlib.suppress(Refused, NotFound):
            self.dice.choice(kinds)()

    def word(self) -> str:
        return f"{self.dice.choice(FIRSTS)} {self.dice.choice(LASTS)}"

    def one(self) -> str:
        ids: list[str] = [
            one for (one,) in self.workspace.store.reader.rows("SELECT id FROM account WHERE merged_into IS NULL")
        ]
        if not ids:
            raise NotFound("nobody")
        return self.dice.choice(sorted(ids))

    def name(self) -> None:
        domain = self.dice.choice(["", "nordhafen.example", "kobold.example", "gmail.com"])
        self.workspace.naming.name(self.word(), domain=domain, bench=True, different=True)

    def edit(self) -> None:
        fields = {"name": self.word(), "city": "Malmö", "country": "DE", "domain": "lindwurm.example", "why": "near"}
        field = self.dice.choice(sorted(fields))
        self.workspace.naming.edit(self.one(), **{field: fields[field]})

    def merge(self) -> None:
        self.workspace.merging.merge(self.one(), self.one())

    def unmerge(self) -> None:
        merges = self.workspace.merging.merges()
        if merges:
            self.workspace.merging.unmerge(self.dice.choice(merges).member)

    def undo(self) -> None:
        self.workspace.undo()

    def redo(self) -> None:
        self.workspace.redo()

    def drop(self) -> None:
        self.workspace.naming.drop(self.one(), "no need")

    def claim(self) -> None:
        from prospector.model.tables import Claim

        field = self.dice.choice(FIELDS)
        value = {"phone": f"+49401111{self.dice.randrange(9)}", "employees": 12}.get(field, self.word())
        account_id = self.one()
        with self.workspace.action("Read", by="machine") as action:
            action.add(Claim(account_id=account_id, field=field, value=json.dumps(value), source="website"))


@pytest.mark.parametrize("seed", seeds(2, 4))
def test_after_any_acts_it_is_what_one_made_anew_is(
    workspace: Workspace, open_again: Open, made: list[int], seed: int
) -> None:
    hand = Hand(workspace, seed)
    for step in range(45):
        hand.act()
        if hand.dice.random() < 0.4:
            followed(hand.workspace)
        if step % 15 == 14:
            hand.workspace.close()
            hand.workspace = open_again()
            now = followed(hand.workspace)
            count = len(made)
            assert now == anew(hand.workspace)
            assert len(made) == count + 1
    assert len(made) == 1 + 3  # once for the workspace, and one for each comparison: never for a change


def test_a_restart_reads_and_makes_nothing(workspace: Workspace, open_again: Open, made: list[int]) -> None:
    named = workspace.naming.name("Nordhafen Logistik GmbH")
    assert workspace.known.lookup("nordh")[0].id == named.account_id
    workspace.close()
    again = open_again()
    assert again.known.lookup("Nordhafen")[0].id == named.account_id
    assert len(made) == 1


def test_what_another_process_wrote_is_followed(workspace: Workspace, open_again: Open, made: list[int]) -> None:
    other = open_again()
    assert not other.known.lookup("Nordhafen")
    one = workspace.naming.name("Nordhafen Logistik GmbH").account_id
    assert [match.id for match in other.known.lookup("Nordhafen")] == [one]
    other.naming.edit(one, name="Kobold Versand")
    assert not workspace.known.lookup("Nordhafen")
    assert workspace.known.lookup("Kobold")[0].name == "Kobold Versand"
    workspace.undo()
    assert other.known.lookup("Nordhafen")[0].name == "Nordhafen Logistik GmbH"
    assert len(made) == 1


def spoil_text(path: Path) -> None:
    path.write_text("no database")


def spoil_cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def spoil_zeros(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\0" * (size - 4096))


def spoil_records(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE party SET data = '[[], [], []]'")
    connection.close()


def spoil_postings(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE posting SET slot = slot + 1000")
    connection.close()


def spoil_names(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE party SET data = replace(data, 'Nordhafen', 'Sudhafen!')")
    connection.close()


def spoil_count(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE note SET value = 7 WHERE name = 'records'")
    connection.close()


def spoil_state(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE note SET value = '1 ffff' WHERE name = 'state'")
    connection.close()


@pytest.mark.parametrize(
    "spoil",
    [spoil_text, spoil_cut, spoil_zeros, spoil_records, spoil_postings, spoil_names, spoil_count, spoil_state, Path.unlink],
)  # fmt: skip
def test_a_file_that_is_damaged_or_gone_is_made_anew(
    workspace: Workspace,
    open_again: Open,
    made: list[int],
    files: Callable[[], list[Path]],
    spoil: Callable[[Path], None],
) -> None:
    one = workspace.naming.name("Nordhafen Logistik GmbH").account_id
    assert workspace.known.lookup("Nordhafen")[0].id == one
    workspace.close()
    (path,) = files()
    spoil(path)
    again = open_again()
    (match,) = again.known.lookup("Nordhafen")
    assert (match.id, match.name) == (one, "Nordhafen Logistik GmbH")
    assert len(made) == 2
    assert followed(again) == anew(again)


def test_a_file_taken_away_while_it_is_open_is_made_anew(
    workspace: Workspace, made: list[int], files: Callable[[], list[Path]]
) -> None:
    one = workspace.naming.name("Nordhafen Logistik GmbH").account_id
    assert workspace.known.lookup("Nordhafen")
    for path in files():
        path.unlink()
    assert workspace.known.lookup("Nordhafen")[0].id == one
    assert len(made) == 2


def test_other_rules_make_it_anew(
    workspace: Workspace, open_again: Open, made: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.naming.name("Nordhafen Logistik GmbH")
    workspace.known.lookup("Nordhafen")
    workspace.close()
    monkeypatch.setattr(indexed, "_rules", lambda: "other")
    assert open_again().known.lookup("Nordhafen")
    assert len(made) == 2


def test_a_restored_backup_is_not_taken_for_what_came_after_it(
    workspace: Workspace, open_again: Open, workspace_path: Path, tmp_path: Path
) -> None:
    workspace.naming.name("Nordhafen Logistik GmbH")
    workspace.close()
    shutil.copyfile(workspace_path, tmp_path / "backup.db")
    later = open_again()
    later.naming.name("Kobold Versand")
    assert later.known.lookup("Kobold")
    later.close()
    shutil.copyfile(tmp_path / "backup.db", workspace_path)
    for ending in ("-wal", "-shm"):
        workspace_path.with_name(workspace_path.name + ending).unlink(missing_ok=True)
    restored = open_again()
    assert not restored.known.lookup("Kobold")
    assert restored.known.lookup("Nordhafen")
    restored.naming.name("Lindwurm Handel")
    assert restored.known.lookup("Lindwurm")
    assert followed(restored) == anew(restored)


def test_who_leaves_leaves_the_file(workspace: Workspace, files: Callable[[], list[Path]], made: list[int]) -> None:
    workspace.naming.name("Kobold Versand", domain="kobold.example")
    workspace.naming.name("Nordhafen Xylander GmbH", domain="nordhafen.example")
    assert workspace.known.lookup("Nordhafen")
    (path,) = files()

    def traces() -> list[bytes]:
        raw = b"".join(one.read_bytes() for one in path.parent.iterdir()).lower()
        return [word for word in (b"nordhafen", b"xylander") if word in raw]

    assert traces()
    workspace.undo()
    assert not workspace.known.lookup("Nordhafen")
    assert not traces()
    assert len(made) == 1
    workspace.known.indexed.forget()
    assert not files()


def test_without_a_place_for_the_file_it_lives_with_the_process(
    workspace: Workspace, home: Path, made: list[int], files: Callable[[], list[Path]]
) -> None:
    (home / "cache").write_text("in the way")
    one = workspace.naming.name("Nordhafen Logistik GmbH").account_id
    assert workspace.known.lookup("nordh")[0].id == one
    workspace.naming.edit(one, name="Kobold Versand")
    assert workspace.known.lookup("kobold ver")[0].id == one
    assert len(made) == 1
    assert not files()


def test_a_workspace_that_can_only_be_read_is_looked_up_in(workspace: Workspace, made: list[int]) -> None:
    one = workspace.naming.name("Nordhafen Logistik GmbH").account_id
    store = workspace.store
    file = File(store.path)
    file.read_only = True
    frozen = Store(file, store.clock, store.actor)
    reading = Workspace(frozen, workspace.settings)
    assert reading.known.lookup("Nordhafen")[0].id == one
    reading.close()


def test_after_very_many_changes_it_is_made_anew(
    workspace: Workspace, made: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    from prospector.model.tables import Account

    def many(count: int) -> None:
        with workspace.action("Many", by="machine") as action:
            action.add_many(Account, ({"name": f"{name} Handel"} for name in FIRSTS[:count]))

    monkeypatch.setattr(indexed, "_FEW_CHANGED", 3)
    assert not workspace.known.lookup("Nordhafen")
    many(3)
    assert workspace.known.lookup("Nordhafen")
    assert made == [0]
    many(5)
    assert len(workspace.known.lookup("Nordhafen")) == 2
    assert made == [0, 8]
    assert followed(workspace) == anew(workspace)


LOOKING = """
import sys
from pathlib import Path
from prospector.settings import Settings
from prospector.workspace import open_workspace
opened = open_workspace(Path(sys.argv[1]), Settings(rep=sys.argv[2]))
for place in range(12):
    name = f"{sys.argv[2]}{chr(97 + place)}rbold Handel"
    named = opened.naming.name(name, bench=True, different=True)
    found = opened.known.lookup(name)
    assert found and found[0].id == named.account_id, (name, found)
    if place % 10 == 9:
        opened.known.indexed.forget()
opened.close()
"""


def test_two_processes_write_look_and_throw_away_at_once(
    workspace: Workspace, workspace_path: Path, tmp_path: Path, zygote: Forks
) -> None:
    running = [zygote.start([str(workspace_path), name], tmp_path, os.environ, LOOKING) for name in ("Wum", "Zyx")]
    for process in running:
        with process:
            said = process.stderr.read()
            assert process.wait() == 0, said
    assert len(followed(workspace)["parties"]) == 24
    assert followed(workspace) == anew(workspace)
