"""The logs refuse edits, and what is edited behind their back is found and named."""

from __future__ import annotations

import contextlib
import re
import secrets
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from prospector.clock import Clock
from prospector.errors import StoreUnusable
from prospector.model.tables import Erasure, Suppression
from prospector.settings import Settings
from prospector.store.chain import canonical, entry_hash, journal_digest
from prospector.store.guards import APPEND_ONLY
from prospector.store.moving import move
from prospector.store.sqlite import driver
from prospector.store.verify import verify
from prospector.workspace import Workspace, open_workspace

Tamper = Callable[[str], None]


@pytest.fixture(scope="module")
def filled_file(fresh_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two names, ten touches, an entry of the never-contact ledger, a correction, undone, redone, undone."""
    path = tmp_path_factory.mktemp("filled") / "workspace.db"
    shutil.copyfile(fresh_file, path)
    with contextlib.closing(open_workspace(path, Settings(rep="robin", cache="none"))) as workspace:
        for name in ("Acme GmbH", "Bolt AB"):
            account = workspace.naming.name(name).account_id
            for outcome in ("no_answer", "left_message", "sent", "spoke", "replied"):
                touch = workspace.touches.log(account, "phone", outcome, private=outcome == "sent", override="again")
        with workspace.action("Never contact") as action:
            action.append(Suppression(kind="domain", salt="s", digest="d", account_id=account), chain="robin")
            action.append(Erasure(kind="email", erased_by="robin"), chain="robin")
        workspace.touches.correct(touch.id, note="he called back")
        workspace.undo()
        workspace.redo()
        workspace.undo()
    return path


@pytest.fixture(scope="module")
def filled_template(filled_file: Path, request: pytest.FixtureRequest) -> str:
    """Move the filled file into a database from which others are copied."""
    server = request.getfixturevalue("server")
    name = f"filled{secrets.token_hex(4)}"
    move(filled_file, server.copy(name), Clock())
    return name


@pytest.fixture
def team_url(server: Any, request: pytest.FixtureRequest) -> Iterator[str]:
    """Give a team database of this test alone, filled where the test wants that: to copy one costs most of a test."""
    name, wanted = f"v{secrets.token_hex(6)}", "filled" in request.fixturenames
    yield server.copy(name, request.getfixturevalue("filled_template") if wanted else "base")
    server.sql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def filled(place: Path | str, request: pytest.FixtureRequest) -> Workspace:
    if isinstance(place, Path):
        shutil.copyfile(request.getfixturevalue("filled_file"), place)
    opened: Workspace = request.getfixturevalue("open_again")()
    return opened


@pytest.fixture
def tamper(raw: Any) -> Tamper:
    """Return a function that edits a workspace as its owner could: guards out, statement, guards in."""
    edit: Tamper = raw.tamper
    return edit


def test_a_healthy_store_has_nothing_to_say(filled: Workspace) -> None:
    assert verify(filled.store) == []


def test_an_empty_store_has_nothing_to_say(workspace: Workspace) -> None:
    assert verify(workspace.store) == []


CHANGES = ('UPDATE "{table}" SET seq = seq', 'DELETE FROM "{table}"')
REPLACING = tuple(
    f'{word} INTO "{{table}}" SELECT * FROM "{{table}}" LIMIT 1' for word in ("INSERT OR REPLACE", "REPLACE")
)
EMPTYING = ('TRUNCATE "{table}" CASCADE',)


def test_the_logs_refuse_to_be_changed(filled: Workspace, raw: Any, place: Path | str) -> None:
    for statement in (*CHANGES, *(REPLACING if isinstance(place, Path) else EMPTYING)):
        for table in APPEND_ONLY:
            with pytest.raises(Exception, match="append-only"):
                raw.run(statement.format(table=table))
        assert verify(filled.store) == [], statement


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE touch SET outcome = 'meeting_set' WHERE seq = 3", "touch 3 of robin .* was changed"),
        ("UPDATE touch SET at = '2020-01-01T00:00:00.000000Z' WHERE seq = 1", "touch 1 of robin .* was changed"),
        ("UPDATE touch SET private = TRUE WHERE seq = 2", "touch 2 of robin .* was changed"),
        ("UPDATE touch SET hash = 'x' WHERE seq = 4", "touch 4 of robin .* was changed"),
        ("DELETE FROM touch WHERE seq = 5", "touch 5 of robin is missing"),
        ("DELETE FROM touch WHERE seq = 1", "touch 1 of robin is missing"),
        ("DELETE FROM touch WHERE seq > 9", "touch .* was removed"),
        ("UPDATE touch SET seq = 40 WHERE seq = 6", "touch 6 of robin is missing"),
        ("UPDATE touch SET chain = 'kim' WHERE seq = 14", "touch 14 of kim|touch 1 of kim"),
        ("UPDATE action SET title = 'Nothing' WHERE number = 3", "action 3 of robin .* was changed"),
        ("DELETE FROM action WHERE number = 4", "action 4 of robin is missing"),
        ("UPDATE change SET after = replace(after, 'Bolt', 'Volt')", r"journal of action 7 \(“Name Bolt AB”\)"),
        ("DELETE FROM change WHERE seq = 1", "journal of action 1 "),
        ("DELETE FROM change WHERE action_id IN (SELECT id FROM action WHERE number = 9)", "journal of action 9 "),
    ],
)
def test_what_was_done_behind_the_guards_is_named(
    filled: Workspace, tamper: Tamper, place: Path | str, statement: str, said: str
) -> None:
    filled.close()
    tamper(statement)
    found = verify(filled.store)
    assert found
    assert any(re.search(said, sentence) for sentence in found), found
    assert all("\n" not in sentence for sentence in found)
    if isinstance(place, Path):
        with contextlib.closing(driver().connect(place)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",), "SQLite itself finds nothing"


def test_only_the_first_broken_link_of_a_chain_is_named(filled: Workspace, tamper: Tamper) -> None:
    filled.close()
    tamper("UPDATE touch SET note = 'x' WHERE seq IN (2, 5, 8)")
    chains = [one for one in verify(filled.store) if "does not fit its hash" in one]
    assert len(chains) == 1
    assert "touch 2 of robin" in chains[0]


def test_an_entry_with_a_right_hash_but_a_wrong_place_is_found(filled: Workspace, tamper: Tamper) -> None:
    names = filled.store.reader.columns("touch")
    row = filled.store.reader.one(f"SELECT {', '.join(names)} FROM touch WHERE seq = 4")
    assert row is not None
    entry = dict(zip(names, row, strict=True)) | {"note": "forged"}
    filled.close()
    tamper(f"UPDATE touch SET note = 'forged', hash = '{entry_hash('touch', entry)}' WHERE seq = 4")
    found = verify(filled.store)
    assert any("touch 5 of robin" in one and "does not follow" in one for one in found), found
    assert any("not what its action wrote" in one for one in found), found


def test_an_action_of_several_reps_cut_off_is_missed_by_number(filled: Workspace, tamper: Tamper) -> None:
    with filled.action("Machine", by="machine", actor="prospector") as action:
        from prospector.model.tables import Plan

        action.add(Plan(id="plan", firm="x"))
    last = filled.store.reader.value("SELECT MAX(seq) FROM action WHERE chain = 'robin'")
    filled.close()
    tamper(f"DELETE FROM action WHERE chain = 'robin' AND seq = {last}")
    assert any("missing" in one for one in verify(filled.store))


def test_a_store_without_a_guard_is_not_opened(
    filled: Workspace, raw: Any, place: Path | str, open_again: Callable[[], Workspace]
) -> None:
    filled.close()
    raw.run(f"DROP TRIGGER touch_keeps_delete{'' if isinstance(place, Path) else ' ON touch'}")
    with pytest.raises(StoreUnusable, match="touch_keeps_delete"):
        open_again()
    assert any("touch_keeps_delete" in one for one in verify(filled.store))


def test_a_flipped_byte_inside_a_note_is_found(filled: Workspace, workspace_path: Path) -> None:
    account = filled.list_rows()[0].id
    filled.touches.log(account, "phone", "spoke", note="UNIQUE-NOTE", override="again")
    filled.close()
    with contextlib.closing(driver().connect(filled.path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw = filled.path.read_bytes()
    assert raw.count(b"UNIQUE-NOTE") >= 1
    filled.path.write_bytes(raw.replace(b"UNIQUE-NOTE", b"UNIQUE-VOTE"))
    assert any("was changed" in one for one in verify(filled.store))


def test_the_hash_covers_every_column_and_only_those_with_a_value() -> None:
    entry = {"id": "a", "seq": 1, "prev": "", "private": 0, "note": "x", "target": None}
    base = entry_hash("touch", entry)
    assert entry_hash("touch", entry | {"private": False}) == base
    assert entry_hash("touch", entry | {"hash": "anything"}) == base
    assert entry_hash("touch", {key: value for key, value in entry.items() if key != "target"}) == base
    for key, value in (("id", "b"), ("seq", 2), ("prev", "x"), ("private", 1), ("note", "y"), ("target", "")):
        assert entry_hash("touch", entry | {key: value}) != base
    assert entry_hash("action", entry) != base


def test_the_digest_of_a_journal_covers_order_and_absence() -> None:
    one, two = ("account", "a", None, "{}"), ("account", "b", "{}", None)
    assert journal_digest([one, two]) != journal_digest([two, one])
    assert journal_digest([one]) != journal_digest([("account", "a", "", "{}")])
    assert journal_digest([]) != journal_digest([one])


def test_canonical_is_the_same_text_in_every_store() -> None:
    assert canonical({"b": True, "a": "ä"}) == '{"a":"ä","b":true}'
    assert canonical(True) == canonical(1) == "1"
