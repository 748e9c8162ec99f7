"""Packets between a rep's workspace and the manager's: everything new, once, and nothing that was changed."""

import contextlib
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from prospector.audit.handing_in import HandedIn, file_name, hand_in
from prospector.audit.held import holdings, is_held
from prospector.audit.packets import MAGIC, Change, Packet, fingerprint, is_packet, packed, read_packet
from prospector.audit.taking import OtherKey, Taken, take
from prospector.clock import FrozenClock
from prospector.errors import BadInput, ProspectorError, Refused
from prospector.paths import hand_in_folder
from prospector.settings import Settings
from prospector.store.chain import entry_hash, journal_digest
from prospector.store.version import SCHEMA_VERSION
from prospector.workspace import Workspace, open_workspace

NOW = datetime(2026, 6, 3, 9, 30, tzinfo=UTC)
REP = "robin"
ROWS = "SELECT * FROM {} ORDER BY id"


@dataclass
class Post:
    """A rep's workspace, and the manager's folder at the other end."""

    workspace: Workspace
    clock: FrozenClock
    folder: Path
    count: int = 0

    @property
    def manager(self) -> Path:
        return self.folder / "manager.db"

    def name(self, *names: str) -> list[str]:
        return [self.workspace.naming.name(one, pain="late visits").account_id for one in names]

    def hand_in(self, since: int | None = None) -> HandedIn:
        self.count += 1
        self.clock.move(hours=1)
        return hand_in(self.workspace.store, self.folder / f"{self.count}.packet", since)

    def take(self, handed: HandedIn | Path, **options: str) -> Taken:
        return take(handed if isinstance(handed, Path) else handed.path, self.manager, self.clock, **options)

    def held(self, sql: str) -> list[tuple[object, ...]]:
        with contextlib.closing(sqlite3.connect(holdings(self.manager)[0].path)) as connection:
            return connection.execute(sql).fetchall()

    def behind_the_back(self, *statements: str) -> None:
        """Change the rep's file as another program would, guards taken out."""
        self.workspace.store.reader.close()
        with contextlib.closing(sqlite3.connect(self.workspace.path)) as connection:
            guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for name, _ in guards:
                connection.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                assert connection.execute(statement).rowcount > 0
            for _, sql in guards:
                connection.execute(sql)
            connection.commit()

    def rewrite_from(self, number: int, title: str) -> None:
        """Retitle an action and give it and all that follow right hashes, as whoever owns the file can."""
        self.behind_the_back(f"UPDATE action SET title = '{title}' WHERE number = {number}")
        with contextlib.closing(sqlite3.connect(self.workspace.path)) as connection:
            connection.row_factory = sqlite3.Row
            connection.execute("DROP TRIGGER action_keeps_update")
            before = ""
            for row in map(dict, connection.execute("SELECT * FROM action ORDER BY number").fetchall()):
                row["prev"] = before
                before = entry_hash("action", row)
                connection.execute(
                    "UPDATE action SET prev = ?, hash = ? WHERE id = ?", (row["prev"], before, row["id"])
                )
            connection.commit()


@pytest.fixture(scope="session")
def laid(tmp_path_factory: pytest.TempPathFactory, fresh_file: Path) -> Path:
    """Return a folder: three names, a touch, a private note; handed in and taken in once; one name more since."""
    folder, clock = tmp_path_factory.mktemp("laid"), FrozenClock(NOW)
    shutil.copyfile(fresh_file, folder / "workspace.db")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROSPECTOR_HOME", str(folder / "home"))
        workspace = open_workspace(folder / "workspace.db", Settings(rep=REP, cache="none"), clock=clock)
        post = Post(workspace, clock, folder)
        first, second, _ = post.name("Nordhafen Logistik", "Bergman Pumpar", "Thornley Pumps")
        workspace.touches.log(first, "phone", "no_answer", note="rang twice")
        workspace.touches.log(second, "mail", "sent", note="their chief is ill", private=True)
        post.take(post.hand_in())
        post.name("Froid Armorique")
        workspace.close()
    return folder


@pytest.fixture
def written(laid: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    """Return a copy of what `laid` holds, an hour later."""
    folder = tmp_path / "post"
    shutil.copytree(laid, folder)
    monkeypatch.setenv("PROSPECTOR_HOME", str(folder / "home"))
    clock = FrozenClock(NOW)
    clock.move(hours=2)
    workspace = open_workspace(folder / "workspace.db", Settings(rep=REP, cache="none"), clock=clock)
    yield Post(workspace, clock, folder, 1)
    workspace.close()


def test_what_is_taken_in_is_what_was_written(written: Post) -> None:
    handed = written.hand_in()
    assert (handed.first, handed.last, handed.count, handed.withheld, handed.findings) == (6, 6, 1, 0, [])
    taken = written.take(handed)
    assert (taken.added, taken.new_rep, taken.findings) == (1, False, [])
    assert (taken.rep, taken.file, taken.held, taken.withheld) == (REP, handed.path.name, 6, 0)
    assert taken.text == "robin: 1 new act taken in, 6 held"
    assert replace(taken, added=0, new_rep=True).text == (
        f"robin: nothing in it is new, 6 held; compare the key with robin once: {handed.fingerprint}"
    )
    (holding,) = holdings(written.manager)
    assert (holding.rep, holding.last, holding.made_at[:16], holding.taken_at[:16]) == (
        REP, 6, "2026-06-03T12:30", "2026-06-03T12:30",
    )  # fmt: skip
    assert fingerprint(holding.key) == handed.fingerprint
    assert (is_held(holding.path), is_held(written.manager)) == (True, False)
    written.workspace.naming.drop(written.workspace.resolve("Thornley"), "no money")
    written.take(written.hand_in())
    for table in ("account", "target", "action"):
        assert written.held(ROWS.format(table)) == written.workspace.store.reader.rows(ROWS.format(table))
    written.workspace.undo()
    undone = written.workspace.undo()
    written.take(written.hand_in())
    assert undone.restored
    assert written.held("SELECT name FROM account ORDER BY name") == [
        ("Bergman Pumpar",), ("Nordhafen Logistik",), ("Thornley Pumps",),
    ]  # fmt: skip


def test_taking_twice_adds_nothing(written: Post) -> None:
    handed = written.hand_in()
    written.take(handed)
    before = {table: written.held(f"SELECT * FROM {table}") for table in ("action", "change", "touch", "packet_taken")}
    again = written.take(handed)
    everything = written.take(written.hand_in(since=1))
    assert (again.added, everything.added) == (0, 0)
    assert {table: written.held(f"SELECT * FROM {table}") for table in ("action", "change", "touch")} == {
        table: rows for table, rows in before.items() if table != "packet_taken"
    }
    nothing = written.hand_in()
    assert nothing.count == 0
    assert written.take(nothing).added == 0


def test_s2_9_a_private_note_never_leaves(written: Post) -> None:
    handed = written.hand_in(since=1)
    assert handed.withheld == 1
    assert "ill" not in json.dumps([one.changes for one in read_packet(handed.path).sent])
    written.take(handed)
    assert written.held("SELECT note FROM touch ORDER BY seq") == [("rang twice",), ("",)]


def edited(post: Post) -> None:
    post.behind_the_back("UPDATE action SET title = 'Named somebody else' WHERE number = 2")


def journal_edited(post: Post) -> None:
    post.behind_the_back("UPDATE change SET after = replace(after, 'no_answer', 'replied') WHERE tbl = 'touch'")


def rewritten(post: Post) -> None:
    post.rewrite_from(2, "Named somebody else")


def middle_out(post: Post) -> None:
    post.behind_the_back("DELETE FROM change WHERE action_id = (SELECT id FROM action WHERE number = 3)",
                         "DELETE FROM action WHERE number = 3")  # fmt: skip


def tail_cut(post: Post) -> None:
    post.behind_the_back("DELETE FROM change WHERE action_id IN (SELECT id FROM action WHERE number > 4)",
                         "DELETE FROM action WHERE number > 4")  # fmt: skip


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (edited, "action 2"),
        (journal_edited, "action 4"),
        (rewritten, "action 2"),
        (middle_out, "action 3"),
        (tail_cut, "action 5"),
    ],
)
def test_what_the_manager_holds_can_not_be_changed(written: Post, change: Callable[[Post], None], named: str) -> None:
    written.take(written.hand_in())
    written.name("Escalade Ascenseurs")
    held = written.held("SELECT * FROM action ORDER BY number")
    change(written)
    for since in (None, 1):  # what is new, all of it
        handed = written.hand_in(since)
        with pytest.raises(Refused, match=named):
            written.take(handed)
    assert written.held("SELECT * FROM action ORDER BY number") == held


def test_a_changed_log_is_named_at_home_too(written: Post) -> None:
    edited(written)
    assert any("was changed after it was written" in one for one in written.hand_in().findings)


def forged(post: Post, change: Callable[[Packet], Packet]) -> Path:
    """Return a packet, signed with the rep's own key, of what a rep with other software may send."""
    (account_id,) = post.name(f"Company {post.count}")
    post.workspace.touches.log(account_id, "phone", "no_answer")
    handed = post.hand_in(since=6)
    handed.path.write_bytes(packed(change(read_packet(handed.path)), _key().read_bytes()))
    return handed.path


def _key() -> Path:
    return hand_in_folder() / "signing.key"


def test_a_packet_of_other_software_is_held_against_itself(written: Post) -> None:
    def one_left_out(packet: Packet) -> Packet:
        return replace(packet, sent=packet.sent[1:])

    def reaction_put_in(packet: Packet) -> Packet:
        last = packet.sent[-1]
        changes = [one._replace(after=one.after and one.after.replace("no_answer", "replied")) for one in last.changes]
        return replace(packet, sent=[*packet.sent[:-1], replace(last, changes=changes)])

    def other_table(packet: Packet) -> Packet:
        last = packet.sent[-1]
        changes = [one._replace(table="sqlite_master") for one in last.changes]
        action = {**last.action, "digest": journal_digest([(*one,) for one in changes])}
        action["hash"] = entry_hash("action", action)
        return replace(packet, sent=[*packet.sent[:-1], replace(last, action=action, changes=changes)])

    def touch_of_nobody(packet: Packet) -> Packet:
        last = packet.sent[-1]
        key = json.loads(next(one.after for one in last.changes if one.table == "touch" and one.after))["account_id"]
        changes = [one._replace(after=one.after and one.after.replace(key, "nobody")) for one in last.changes]
        action = {**last.action, "digest": journal_digest([(*one,) for one in changes])}
        action["hash"] = entry_hash("action", action)
        return replace(packet, sent=[*packet.sent[:-1], replace(last, action=action, changes=changes)])

    def note_kept_back(packet: Packet) -> Packet:
        return replace(packet, sent=[*packet.sent[:-1], replace(packet.sent[-1], withheld=1)])

    def newer(packet: Packet) -> Packet:
        return replace(packet, manifest=replace(packet.manifest, schema=SCHEMA_VERSION + 1))

    for change, said in (
        (note_kept_back, "there are not as many"),
        (newer, "written by a newer Prospector"),
        (touch_of_nobody, "refers to rows that are not in it"),
        (one_left_out, "is missing in it"),
        (reaction_put_in, "journal is not the one"),
        (other_table, "a table that this version does not know|no row"),
    ):
        held = written.held("SELECT * FROM action")
        with pytest.raises(ProspectorError, match=said):
            written.take(forged(written, change))
        assert written.held("SELECT * FROM action") == held


def test_who_is_erased_goes_from_what_the_manager_holds(written: Post) -> None:
    written.take(written.hand_in())
    before = len(written.held("SELECT id FROM action"))
    written.workspace.upkeep.erase("Nordhafen Logistik", kind="company", reason="asked by letter")
    handed = written.hand_in()
    assert (handed.first, handed.findings) == (1, [])
    assert b"Nordhafen" in holdings(written.manager)[0].path.read_bytes()
    written.take(handed)
    path = holdings(written.manager)[0].path
    assert written.held("SELECT rep, first, last FROM packet_taken ORDER BY last") == [
        (REP, 1, 5),
        (REP, 6, 6),
        (REP, 1, 7),
    ]
    assert b"Nordhafen" not in b"".join(one.read_bytes() for one in path.parent.iterdir())
    assert len(written.held("SELECT id FROM action")) > before
    assert ("Bergman Pumpar",) in written.held("SELECT name FROM account")
    written.name("Escalade Ascenseurs")
    assert written.take(written.hand_in()).added == 1
    assert written.take(written.hand_in(since=1)).added == 0


@pytest.mark.slow
def test_whatever_a_signed_packet_holds_is_answered_in_a_sentence(written: Post) -> None:
    """A rep's own key signs anything: broken parts of every kind are refused, and nothing of them is kept."""
    handed = written.hand_in()
    whole = read_packet(handed.path)
    last = whole.sent[-1]
    values: tuple[object, ...] = (None, -1, 10**400, "", "x" * 500, [], {}, [1], "../../x", float("nan"))
    said = ("origin", "rep", "made_at", "schema", "first", "last", "heads", "findings")
    parts: list[Packet] = []
    for value in values:
        changed = [[one._replace(**{column: value}) for one in last.changes] for column in Change._fields]
        broken = [replace(last, action={**last.action, column: value}) for column in last.action]
        broken += [replace(last, changes=several) for several in changed]
        broken.append(replace(last, withheld=value))
        parts += [replace(whole, sent=[one]) for one in broken]
        parts += [replace(whole, manifest=replace(whole.manifest, **{name: value})) for name in said]
    parts += [replace(whole, sent=[replace(last, changes=[*last.changes, Change("erasure", "x", None, text)])])
              for text in ("{}", '{"blanked": 1}', '{"blanked": "[1]"}', "[" * 5_000, '{"blanked": "[[1,2]]"}')]  # fmt: skip
    before, answers = written.held("SELECT * FROM action"), set[str]()
    for at, packet in enumerate(parts):
        handed.path.write_bytes(packed(packet, _key().read_bytes()))
        try:
            taken = written.take(handed)
        except ProspectorError as error:
            answers.add(error.sentence.partition(":")[0])
            assert written.held("SELECT * FROM action") == before, at
        else:
            assert taken.added <= 1
            before = written.held("SELECT * FROM action")
    assert len(answers) > 4
    assert {one.name for one in (written.manager.parent / "manager.db.reps").iterdir() if ".held" in one.name}


def test_a_packet_changed_on_its_way_is_refused(written: Post) -> None:
    whole = written.hand_in().path.read_bytes()
    target = written.folder / "changed.packet"
    for changed in (
        whole.replace(b'"rep": "robin"', b'"rep": "other"'), whole[:-20], whole[:40], whole[:-1] + bytes([whole[-1] ^ 1]),
    ):  # fmt: skip
        assert changed != whole
        target.write_bytes(changed)
        with pytest.raises(Refused, match=r"changed\.packet was (cut or )?changed"):
            written.take(target)
    assert not is_packet(written.folder / "absent.packet")
    for raw in (b"", b"hello", MAGIC, MAGIC + b"{}\n00\n", MAGIC + b"[" * 100_000):
        target.write_bytes(raw)
        with pytest.raises(ProspectorError, match=r"changed\.packet"):
            written.take(target)
        assert is_packet(target) == raw.startswith(MAGIC)


def test_another_signer_is_refused_until_the_manager_believes_the_key(written: Post) -> None:
    _key().unlink()
    handed = written.hand_in()
    with pytest.raises(OtherKey, match=rf"\({handed.fingerprint}\) than robin's packets before") as refused:
        written.take(handed)
    assert refused.value.key == handed.fingerprint
    assert fingerprint("00" * 32) == "mzuh-vlpy-mk6x-o3ep", "four groups of four letters, to be read aloud"
    assert written.take(handed, accept=handed.fingerprint).added == 1


def test_a_lost_packet_is_asked_for(written: Post) -> None:
    written.hand_in()
    written.name("Escalade Ascenseurs")
    with pytest.raises(BadInput, match="--since 6"):
        written.take(written.hand_in())
    assert written.take(written.hand_in(since=6)).added == 2


def test_what_is_past_the_end_or_there_already_is_said(written: Post) -> None:
    with pytest.raises(BadInput, match="--since 99"):
        written.hand_in(since=99)
    (written.folder / "there.packet").write_text("mine")
    with pytest.raises(BadInput, match="there already"):
        hand_in(written.workspace.store, written.folder / "there.packet")


def test_what_waits_is_proposed_under_the_name_of_whose_it_is(written: Post) -> None:
    packets = written.workspace.packets
    written.name("Escalade Ascenseurs")
    assert (packets.waiting(), packets.proposed(written.folder)) == (2, written.folder / "hand-in-robin-6-7.packet")
    packets.hand_in(packets.proposed(written.folder))
    assert (packets.waiting(), packets.on_file) == (0, True)
    assert packets.proposed(written.folder).name == "hand-in-robin-8-7.packet"
    assert file_name("../Zoë van/Dyk" + "x" * 80, 1, 2) == f"hand-in-{('---Zoë-van-Dyk' + 'x' * 80)[:40]}-1-2.packet"


def test_what_a_packet_says_of_itself_is_cut_and_cleaned(written: Post) -> None:
    def long_words(packet: Packet) -> Packet:
        said = replace(packet.manifest, rep="r" * 150, made_at="2" * 60, findings=["\x1b[31mred"] * 30)
        return replace(packet, manifest=said)

    manifest = read_packet(forged(written, long_words)).manifest
    assert (manifest.rep, manifest.made_at) == ("r" * 99 + "…", "2" * 39 + "…")
    assert manifest.findings == ["red"] * 20
