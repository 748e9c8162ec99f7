from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from prospector.store.derived import Derived

TABLES = ("CREATE TABLE thing (name TEXT PRIMARY KEY)",)
Make = Callable[..., Derived]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "workspace.db"
    path.touch()
    return path


@pytest.fixture
def derived(database: Path) -> Make:
    def make(rules: str = "1", path: Path = database) -> Derived:
        return Derived(str(path.resolve()), "things", TABLES, rules)

    return make


@pytest.fixture
def folder(home: Path) -> Path:
    return home / "cache" / "derived"


def put(*names: str) -> Callable[[Any], None]:
    return lambda connection: connection.executemany("INSERT INTO thing VALUES (?)", [(name,) for name in names])


def things(one: Derived) -> list[str]:
    return [name for (name,) in one.connection.execute("SELECT name FROM thing ORDER BY name")]


def test_what_is_made_is_there_at_the_next_start(derived: Make, folder: Path) -> None:
    first = derived()
    assert not first.open()
    first.make(put("a", "b"))
    assert things(first) == ["a", "b"]
    first.close()
    second = derived()
    assert second.open()
    assert things(second) == ["a", "b"]
    assert second.lasting
    second.close()
    (path,) = folder.glob("*.db")
    assert path.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


def test_the_newest_counts_and_the_older_go(derived: Make, folder: Path) -> None:
    one, other = derived(), derived()
    one.make(put("old"))
    other.make(put("new"))
    assert len(list(folder.glob("*.db"))) == 1
    assert things(one) == ["old"]  # who reads the old one is not disturbed
    assert one.open()
    assert things(one) == ["new"]
    one.close()
    other.close()


def test_other_rules_another_workspace_and_none_at_all_do_not_fit(derived: Make, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.touch()
    one = derived()
    one.make(put("a"))
    one.close()
    assert not derived(path=other).open()
    assert list(folder.glob("*.db"))
    assert not derived(rules="2").open()
    assert not list(folder.glob("*.db"))


def spoil_text(path: Path) -> None:
    path.write_text("no database")


def spoil_empty(path: Path) -> None:
    path.write_bytes(b"")


def spoil_foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE note (name TEXT, value TEXT)")
    connection.close()
    path.chmod(0o600)


def spoil_tables(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TRIGGER more AFTER INSERT ON thing BEGIN DELETE FROM thing; END")
    connection.close()


def spoil_mode(path: Path) -> None:
    path.chmod(0o644)


def spoil_link(path: Path) -> None:
    elsewhere = path.with_name("elsewhere")
    path.rename(elsewhere)
    path.symlink_to(elsewhere)


@pytest.mark.parametrize("spoil", [spoil_text, spoil_empty, spoil_foreign, spoil_tables, spoil_mode, spoil_link])
def test_what_is_not_ours_is_removed_and_made_anew(derived: Make, folder: Path, spoil: Callable[[Path], None]) -> None:
    one = derived()
    one.make(put("a"))
    one.close()
    (path,) = folder.glob("*.db")
    spoil(path)
    assert not one.open()
    assert not list(folder.glob("*.db"))
    one.make(put("b"))
    assert things(one) == ["b"]
    one.close()


def test_a_build_that_fails_leaves_nothing(derived: Make, folder: Path) -> None:
    def fails(connection: Any) -> None:
        put("a")(connection)
        raise KeyError("half-way")

    one = derived()
    with pytest.raises(KeyError):
        one.make(fails)
    assert not list(folder.iterdir())
    assert not one.open()


def test_without_a_folder_it_is_a_temporary_file(derived: Make, home: Path) -> None:
    (home / "cache").write_text("in the way")
    one = derived()
    assert not one.open()
    one.make(put("a"))
    assert one.open()
    assert not one.lasting
    assert things(one) == ["a"]
    one.close()
    assert not one.open()


def test_files_of_workspaces_that_are_gone_and_old_drafts_are_swept(
    derived: Make, folder: Path, database: Path, tmp_path: Path
) -> None:
    gone = tmp_path / "gone.db"
    gone.touch()
    other = derived(path=gone)
    other.make(put("x"))
    other.close()
    gone.unlink()
    left = folder / "things-1.draft"
    left.touch()
    os.utime(left, (1, 1))
    one = derived()
    one.make(put("a"))
    one.close()
    assert len(list(folder.iterdir())) == 1
    assert derived().open()


def test_thrown_away_nothing_is_left(derived: Make, folder: Path) -> None:
    one = derived()
    one.make(put("a"))
    one.connection.execute("INSERT INTO thing VALUES ('b')")
    one.throw_away()
    assert not list(folder.iterdir())
