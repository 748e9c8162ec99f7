"""Several files read together: nothing of them is touched, nothing is lost, one company of two reps is recognised."""

import contextlib
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from prospector.audit.conflicts import conflicts
from prospector.audit.together import Part, Together, together, told
from prospector.clock import FrozenClock
from prospector.errors import BadInput, NotFound, StoreUnusable
from prospector.plan.profile import parse_profile
from prospector.settings import Settings
from prospector.store.reads import Reader
from prospector.store.version import SCHEMA_VERSION
from prospector.workspace import Workspace, open_workspace
from tests.forks import Forks

Open = Callable[[str], Workspace]
PROFILE = 'name = "x"\n[[criterion]]\nname = "here"\nkind = "must"\nweight = 2\nfield = "country"\nany = ["{}"]\n'


@pytest.fixture
def open_as(fresh_file: Path, tmp_path: Path, clock: FrozenClock) -> Open:
    """Return what opens a fresh workspace of a rep of that name."""

    def open_one(rep: str) -> Workspace:
        path = tmp_path / "files" / f"{rep}.db"
        path.parent.mkdir(exist_ok=True)
        if not path.exists():
            shutil.copyfile(fresh_file, path)
        return open_workspace(path, Settings(rep=rep, cache="none"), clock=clock)

    return open_one


def rows(found: Together, sql: str) -> list[tuple[object, ...]]:
    reader = Reader(found.path, read_only=True)
    try:
        return reader.rows(sql)
    finally:
        reader.close()


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {one.name: (one.read_bytes(), one.stat().st_mtime_ns) for one in folder.iterdir()}


def test_two_reps_one_company(open_as: Open, tmp_path: Path) -> None:
    for rep, names in (
        ("ana", ("Nordhafen Logistik", "Bergman Pumpar AB")),
        ("ben", ("Bergman Pumpar", "Thornley Ltd")),
    ):
        workspace = open_as(rep)
        for name in names:
            account_id = workspace.naming.name(name, domain="bergman.example" if "Bergman" in name else "").account_id
            workspace.touches.log(account_id, "phone", "no_answer")
        if rep == "ana":
            workspace.close()
    # Ben's file is open while it is read: what he wrote last stands in its log alone.
    files = [tmp_path / "files" / name for name in ("ana.db", "ben.db")]
    before = state(files[0].parent)
    assert "ben.db-wal" in before
    with together(files) as found:
        assert rows(found, "SELECT rep, COUNT(*) FROM touch GROUP BY rep ORDER BY rep") == [("ana", 2), ("ben", 2)]
        reader = Reader(found.path, read_only=True)
        (conflict,) = conflicts(reader)
        reader.close()
        gone = found.path
        copies = [one for one in gone.parent.iterdir() if one.stem.isdecimal() and one.suffix == ".db"]
        assert [one.stat().st_mode & 0o077 for one in copies] == [0, 0], "nobody else reads what reps wrote"
        assert set(found.logs) == {part.origin for part in found.parts}
    assert state(files[0].parent) == before
    workspace.close()
    assert (conflict.left.rep, conflict.right.rep, conflict.sure) == ("ana", "ben", True)
    assert (conflict.left.name, conflict.right.name) == ("Bergman Pumpar AB", "Bergman Pumpar")
    assert (conflict.left.touches, conflict.right.touches) == (1, 1)
    assert conflict.why
    assert not gone.exists()


def test_nothing_is_written_where_only_reading_is_possible(open_as: Open, tmp_path: Path) -> None:
    open_as("ana").naming.name("Nordhafen Logistik")
    file = tmp_path / "files" / "ana.db"
    before = state(file.parent)
    with together([file]) as found:
        assert rows(found, "SELECT name FROM account") == [("Nordhafen Logistik",)]
    assert state(file.parent) == before


def test_a_backup_beside_its_original_is_read_once(open_as: Open, tmp_path: Path) -> None:
    workspace = open_as("ana")
    workspace.naming.name("Nordhafen Logistik")
    workspace.close()
    older = tmp_path / "older.db"
    shutil.copyfile(tmp_path / "files" / "ana.db", older)
    workspace = open_as("ana")
    workspace.naming.name("Bergman Pumpar")
    workspace.close()
    with together([older, tmp_path / "files" / "ana.db"]) as found:
        assert len(rows(found, "SELECT id FROM account")) == 2
        assert found.notes == [f"{older} is an older copy of {tmp_path / 'files' / 'ana.db'}: it is read once"]


def test_files_that_began_as_one(open_as: Open, tmp_path: Path) -> None:
    """A manager prepares a file with names and gives it to two reps."""
    workspace = open_as("manager")
    workspace.naming.name("Nordhafen Logistik")
    workspace.close()
    start = tmp_path / "files" / "manager.db"
    for rep in ("ana", "ben"):
        shutil.copyfile(start, tmp_path / "files" / f"{rep}.db")
        workspace = open_as(rep)
        workspace.touches.log(workspace.resolve("Nordhafen"), "phone" if rep == "ana" else "mail", "no_answer")
        workspace.naming.name(f"Only {rep.title()}'s Works")
        workspace.close()
    with together([tmp_path / "files" / "ana.db", tmp_path / "files" / "ben.db"]) as found:
        assert rows(found, "SELECT channel FROM touch ORDER BY channel") == [("mail",), ("phone",)]
        assert rows(found, "SELECT COUNT(*) FROM account") == [(3,)]
        assert rows(found, "SELECT COUNT(DISTINCT id), COUNT(*) FROM action WHERE actor = 'manager'") == [(1, 1)]
        assert "began as one file" in found.notes[0]
        assert len(found.notes) == 1, "it is on the manager's list in both"
    for rep in ("ana", "ben"):
        with contextlib.closing(sqlite3.connect(tmp_path / "files" / f"{rep}.db")) as connection:
            connection.execute("UPDATE target SET rep = ? WHERE rep = 'manager'", (rep,))
            connection.commit()
    with together([tmp_path / "files" / "ana.db", tmp_path / "files" / "ben.db"]) as found:
        assert "Nordhafen Logistik stands on the lists of ana and ben: counted for ana" in found.notes


def test_two_files_of_one_rep(open_as: Open, tmp_path: Path) -> None:
    """Two machines, one name: both chains begin at 1, and nothing of either is lost."""
    for name in ("Nordhafen Logistik", "Bergman Pumpar"):
        workspace = open_as("ana")
        workspace.touches.log(workspace.naming.name(name).account_id, "phone", "no_answer")
        workspace.close()
        (tmp_path / "files" / "ana.db").rename(tmp_path / f"{name[:4]}.db")
    with together([tmp_path / "Nord.db", tmp_path / "Berg.db"], {tmp_path / "Berg.db": "the other one"}) as found:
        assert rows(found, "SELECT rep, COUNT(*) FROM touch GROUP BY rep") == [("ana", 2)]
        assert rows(found, "SELECT COUNT(*), COUNT(DISTINCT number) FROM action") == [(4, 4)]
        assert [one.shown for one in found.parts] == [str(tmp_path / "Nord.db"), "the other one"]


def test_a_fit_is_the_one_by_the_newest_profile_of_whose_it_is(open_as: Open, tmp_path: Path) -> None:
    for rep, countries in (("ana", ("FR", "DE")), ("ben", ("DE", "FR", "SE"))):
        workspace = open_as(rep)
        for country in countries:
            workspace.plans.apply(parse_profile(PROFILE.format(country)))
        workspace.naming.name(f"Works of {rep.title()}", country="SE")
        workspace.close()
    with together([tmp_path / "files" / "ana.db", tmp_path / "files" / "ben.db"]) as found:
        assert rows(found, "SELECT COUNT(*) FROM profile") == [(2,)], "of the first file alone"
        assert rows(
            found,
            "SELECT a.name, f.version, f.low, f.high FROM fit_score f JOIN account a ON a.id = f.account_id ORDER BY a.name",
        ) == [("Works of Ana", 2, 0, 0), ("Works of Ben", 2, 100, 100)]


def test_what_a_manager_decides_about_files_of_others_is_kept_in_the_managers_own(open_as: Open) -> None:
    read, kept = open_as("ana"), open_as("maria")
    for name in ("Nordhafen Logistik", "Bergman Pumpar"):
        read.naming.drop(read.naming.name(name).account_id, "", code="no_time")
    read.audit.keep_in(kept.store, {})
    drawn = read.audit.sample(read.audit.facts(), 2)
    assert {one.name for one in drawn.items} == {"Nordhafen Logistik", "Bergman Pumpar"}
    for one in drawn.items:
        assert one.account_id == read.resolve(one.name)
    signed = read.audit.sign(note="all of it")
    assert (signed.signed_by, signed.note) == ("maria", "all of it")
    tables = ("audit_item", "audit_sample", "sign_off")
    assert [[one.store.reader.value(f"SELECT COUNT(*) FROM {table}") for table in tables] for one in (kept, read)] == [
        [2, 1, 1], [0, 0, 0],
    ]  # fmt: skip
    read.close()
    kept.close()


def test_a_damaged_file_is_said_to_be_so(open_as: Open, tmp_path: Path) -> None:
    open_as("ana").close()
    file = tmp_path / "files" / "ana.db"
    raw = bytearray(file.read_bytes())
    with contextlib.closing(sqlite3.connect(file)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'touch'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    raw[(page - 1) * size + 5 : (page - 1) * size + 7] = b"\xff\xff"  # where the cells of the page begin
    file.write_bytes(raw)
    with pytest.raises(StoreUnusable, match=r"ana\.db is damaged \("), together([file]):
        pass


def test_an_older_file_is_brought_up_in_a_copy(tmp_path: Path) -> None:
    from prospector.store import schema

    file = tmp_path / "old.db"
    schema.create(file)
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    raw = bytearray(file.read_bytes())
    raw[60:64] = (SCHEMA_VERSION - 1).to_bytes(4, "big")
    file.write_bytes(raw)
    with together([file]) as found:
        assert "of an older version" in found.notes[0]
        assert rows(found, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert file.read_bytes() == raw
    assert [one.name for one in tmp_path.iterdir()] == ["old.db"]


def test_what_can_not_be_read_is_said_by_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("hello")
    (tmp_path / "empty.db").touch()
    with (
        pytest.raises(StoreUnusable, match=r"letter\.db is not a Prospector workspace"),
        together([tmp_path / "letter.db"]),
    ):
        pass
    with pytest.raises(StoreUnusable, match=r"empty\.db is empty"), together([tmp_path / "empty.db"]):
        pass
    with pytest.raises(NotFound, match=r"gone\.db"), together([tmp_path / "gone.db"]):
        pass
    with pytest.raises(BadInput, match="--db"), together([]):
        pass


HANGING = """
import sys, tempfile
from pathlib import Path
from prospector.audit.together import together

tempfile.tempdir = sys.argv[2]
with together([Path(sys.argv[1])]):
    print("read", flush=True)
    sys.stdin.read()
"""


def test_what_a_killed_audit_copied_goes_with_the_next_one(
    open_as: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zygote: Forks
) -> None:
    workspace = open_as("ana")
    workspace.naming.name("Nordhafen Logistik")
    workspace.close()
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    file = tmp_path / "files" / "ana.db"
    with zygote.start([str(file), str(place)], tmp_path, os.environ, HANGING) as other:
        assert other.stdout.readline() == "read\n"
        (left,) = place.iterdir()
        long_ago = time.time() - 3_600
        os.utime(left, (long_ago, long_ago))
        with together([file]):
            assert left.exists()  # its program reads it
        other.kill()
        other.wait()
    assert left.exists()
    os.utime(left, (long_ago, long_ago))
    with together([file]):
        assert not left.exists()
    assert not list(place.iterdir())


def test_files_that_are_called_alike_are_told_apart(tmp_path):
    parts = [Part(shown, "", 0, "", 2) for shown in ("ana/work.db", "ben/work.db", "eva/list.db")]
    assert told(Together(tmp_path, parts)).endswith(
        ": ana/work.db (2 accounts), ben/work.db (2 accounts), list.db (2 accounts)"
    )
