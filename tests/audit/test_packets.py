"""Packets between a rep's workspace and the manager's: everything new, once, and nothing that was changed."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from prospector.audit.held import holdings, is_held
from prospector.audit.packets import Change, Packet, fingerprint, packed, read_packet
from prospector.errors import ProspectorError, Refused
from prospector.store.chain import entry_hash, journal_digest
from prospector.store.version import SCHEMA_VERSION
from tests.audit.post import REP, ROWS, Post, forged, key


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
        handed.path.write_bytes(packed(packet, key().read_bytes()))
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
