"""A team's database: who may do what is held by the database, whatever program tries; nothing acknowledged is lost."""

from __future__ import annotations

import contextlib
import secrets
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from prospector.clock import Clock, stamp
from prospector.errors import NotFound, Refused, StoreUnusable
from prospector.outreach.touches import OutsideCorridor
from prospector.settings import Settings
from prospector.store.moving import move
from prospector.store.team_rights import add_member, init
from prospector.store.verify import verify
from prospector.workspace import Workspace, open_workspace

NOTHING = Settings(cache="none")


def state_of(team: Any, who: str, sql: str) -> str:
    """Return the state with which the database refuses a statement, `done` when it does not."""
    import psycopg

    try:
        team.run(who, sql)
    except psycopg.Error as error:
        return str(error.sqlstate)
    return "done"


LOGS = ("touch", "action", "change", "suppression")
HOSTILE = [
    *(f"UPDATE public.{table} SET {'tbl' if table == 'change' else 'id'} = 'x'" for table in LOGS),
    *(f"DELETE FROM public.{table}" for table in LOGS),
    *(f"TRUNCATE public.{table} CASCADE" for table in LOGS),
    "ALTER TABLE touch DISABLE TRIGGER ALL",
    "DROP TRIGGER team_entry ON touch",
    "DROP TABLE touch CASCADE",
    "ALTER TABLE touch DISABLE ROW LEVEL SECURITY",
    "DROP POLICY team_reads ON touch",
    "SET session_replication_role = replica",
    "SET ROLE prospector_admin",
    "SET ROLE kim",
    "SET SESSION AUTHORIZATION kim",
    "ALTER ROLE kim PASSWORD 'x'",
    "CREATE ROLE other LOGIN",
    "INSERT INTO team_role VALUES ('robin2', 'manager')",
    "UPDATE team_role SET kind = 'manager'",
    "CREATE TABLE public.mine (id int)",
    "CREATE OR REPLACE FUNCTION public.prospector_entry() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'",
    "CREATE OR REPLACE VIEW seen.touch AS SELECT * FROM public.touch",
    "UPDATE plan SET ceiling_attempts = 1000",
    "UPDATE target SET rep = 'kim' WHERE rep = 'robin'",
    "COPY touch TO PROGRAM 'cat'",
    "SELECT pg_read_file('/etc/hostname')",
    "INSERT INTO sitting (id, rep, started_at, planned_minutes, summary) VALUES ('x', 'kim', '', 5, '')",
    "INSERT INTO sign_off SELECT * FROM sign_off",
]


def test_whatever_a_rep_says_the_database_refuses_it(team: Any) -> None:
    answers = {sql: state_of(team, "robin", sql) for sql in HOSTILE}
    assert {sql: state for sql, state in answers.items() if state != "42501"} == {}
    managers = ("UPDATE touch SET note = 'x'", "DELETE FROM action", "UPDATE account SET name = 'x'", "DELETE FROM target",
                "INSERT INTO touch SELECT * FROM touch", "UPDATE team_role SET kind = 'rep'")  # fmt: skip
    assert {state_of(team, "alex", sql) for sql in managers} == {"42501"}
    assert team.run("robin", "UPDATE target SET slot = 7 WHERE rep = 'kim'")[0] == 0, "another's rows are not met"
    assert team.run("robin", "DELETE FROM target WHERE rep = 'kim'")[0] == 0
    with team.opened("alex") as alex:
        assert verify(alex.store) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"chain": "kim", "rep": "kim"}, "written by kim alone"),
        ({"rep": "kim"}, "row-level security"),
        ({"hash": "0" * 64}, "does not fit its hash"),
        ({"seq": 99}, "does not follow"),
        ({"prev": "0" * 64}, "does not follow"),
        ({"at": stamp(datetime.now(UTC) + timedelta(days=2))}, "lie in the future"),
        ({"recorded_at": "2020-01-01T00:00:00.000000Z"}, "clock of this computer"),
    ],
    ids=["chain", "rep", "hash", "seq", "prev", "future", "backdated"],
)
def test_an_entry_that_is_not_right_is_refused(team: Any, changes: dict[str, Any], said: str) -> None:
    with pytest.raises(Exception, match=said):
        team.forge("robin", **changes)


def test_nobody_on_the_ledger_is_touched_by_any_program(team: Any) -> None:
    with pytest.raises(Exception, match="never-contact ledger"):
        team.forge("robin", account_id=team.forbidden)
    with team.opened("kim") as kim, pytest.raises(Refused, match="never-contact"):
        kim.touches.log(team.forbidden, "phone", "sent")


def test_a_rep_can_not_allow_contact_again_and_a_manager_can(team: Any) -> None:
    with team.opened("kim") as kim:
        assert kim.never.suppress("domain", "gone.example", "left the market") == 1
        entry = next(one for one in kim.never.listed() if one.added_by == "kim")
        with pytest.raises(Refused, match="only a manager"):
            kim.never.lift(entry.id, "came back")
    with team.opened("alex") as alex:
        alex.never.lift(entry.id, "came back")
        assert alex.never.check(("domain", "gone.example")) is None
        assert verify(alex.store) == []


def test_a_private_note_is_read_by_its_writer_alone(team: Any) -> None:
    for who in ("kim", "alex"):
        with team.opened(who) as other:
            notes = {one.rep: one.note for one in other.touches.of(team.company)}
            assert notes == {"robin": "", "kim": "open of kim"}, "that it happened is seen, so that the ceiling holds"
        for place in ("touch", "seen.touch", "public.touch", "public.change", "pg_stat_activity"):
            assert "SECRET" not in str(team.run(who, f"SELECT * FROM {place}")[1]), place
    with team.opened("robin") as robin:
        assert {one.note for one in robin.touches.of(team.company)} == {"SECRET of robin", "open of kim"}


def test_what_is_finished_takes_nothing_more_into_its_journal(team: Any) -> None:
    more = "INSERT INTO change SELECT id, 99, 'account', 'x', NULL, NULL FROM action WHERE chain = 'robin' LIMIT 1"
    with pytest.raises(Exception, match="takes nothing more"):
        team.run("robin", more)


def test_who_may_not_write_something_is_told_who_may(team: Any) -> None:
    from prospector.model.tables import Holiday

    def plan(workspace: Workspace) -> None:
        with workspace.action("Holiday") as action:
            action.add(Holiday(day="2026-12-24", name="Eve"))

    with team.opened("alex") as alex:
        plan(alex)
        with pytest.raises(Refused, match="alex is a manager here, and account is written by reps"):
            alex.naming.name("Cedar Oy")
    with team.opened("robin") as robin, pytest.raises(Refused, match="holiday is written by managers"):
        plan(robin)


def test_each_takes_back_what_was_done_by_oneself(team: Any) -> None:
    with team.opened("robin") as robin, team.opened("kim") as kim:
        mine = robin.naming.name("Dune SA").account_id
        kim.naming.name("Elm BV")
        assert robin.undo().title == "Name Dune SA"
        assert robin.redo().title == "Name Dune SA"
        assert robin.account(mine).rep == "robin"
        assert verify(kim.store) == []


def together(*acts: Callable[[], object]) -> list[BaseException]:
    start, raised = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        start.wait()
        try:
            act()
        except BaseException as error:  # noqa: BLE001 - shown by the test
            raised.append(error)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_two_reps_touch_one_company_in_one_second_and_one_is_refused(team: Any) -> None:
    with team.opened("robin") as robin, team.opened("kim") as kim:
        key = robin.naming.name("Fjord AS").account_id
        raised = together(lambda: robin.touches.log(key, "phone", "sent"), lambda: kim.touches.log(key, "mail", "sent"))
        assert [type(one) for one in raised] == [OutsideCorridor]
        assert len(robin.touches.of(key)) == 1


def test_the_ceiling_holds_for_programs_that_know_none(team: Any) -> None:
    with team.opened("robin") as robin:
        key = robin.naming.name("Grove Kft").account_id
    for _ in range(12):
        team.forge("robin", account_id=key)
    with pytest.raises(Exception, match="the ceiling is reached"):
        team.forge("kim", account_id=key)


def test_a_workspace_moves_in_and_back_and_is_the_same(team_url: str, workspace: Workspace, tmp_path: Path) -> None:
    one = workspace.naming.name("Acme GmbH", domain="acme.example", pain="“leaks”\n\\ and ''quotes''").account_id
    workspace.touches.log(one, "phone", "spoke", note="Zażółć 😀 %s ? 'x'", private=True)
    workspace.undo()
    workspace.redo()
    file, back = workspace.path, tmp_path / "back.db"
    workspace.close()
    there = move(file, team_url, Clock())
    again = move(team_url, back, Clock())
    assert there.rows == again.rows > 10
    with pytest.raises(Refused, match="not empty"):
        move(file, team_url, Clock())
    with pytest.raises(StoreUnusable, match="exists already"):
        move(team_url, back, Clock())
    found = []
    for place in (file, back):
        with contextlib.closing(open_workspace(place, NOTHING)) as opened:
            assert verify(opened.store) == []
            tables = [
                name for (name,) in opened.store.reader.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
            ]
            found.append(
                {name: sorted(opened.store.reader.rows(f'SELECT * FROM "{name}"'), key=repr) for name in tables}
            )
    assert found[0] == found[1]


def test_a_connection_that_is_lost_is_said_and_opened_again(team: Any) -> None:
    from prospector.model.tables import Account

    def cut() -> None:
        # Of this team alone: other processes that test have a kim of their own on the same server.
        team.server.sql(
            f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = 'kim' AND datname = '{team.name}'"
        )

    def half(workspace: Workspace) -> None:
        with workspace.action("Half") as action:
            action.get(Account, key).city = "half"
            action.session.flush()
            cut()

    with team.opened("kim") as kim:
        key = kim.naming.name("Hill Oy").account_id
        cut()
        assert kim.account(key).name == "Hill Oy", "a question is asked again"
        cut()
        kim.naming.edit(key, city="Turku")
        with pytest.raises(StoreUnusable, match="was lost: nothing is half-written") as caught:
            half(kim)
        assert "\n" not in caught.value.sentence
        assert kim.account(key).city == "Turku"
        kim.naming.edit(key, city="Vaasa")
        assert kim.account(key).city == "Vaasa"


def test_what_was_committed_before_the_answer_got_lost_is_known_as_done(
    team: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sqlalchemy.orm import Session

    commit = Session.commit

    def lost(session: Session) -> None:
        commit(session)
        import psycopg
        from sqlalchemy.exc import OperationalError

        raise OperationalError("COMMIT", {}, psycopg.OperationalError("server closed the connection unexpectedly"))

    with team.opened("kim") as kim:
        monkeypatch.setattr(Session, "commit", lost)
        named = kim.naming.name("Inlet NV").account_id
        assert kim.account(named).name == "Inlet NV"


def test_a_database_that_is_no_team_s_is_one_sentence(server: Any, team: Any) -> None:
    for url, kind, said in (
        (server.url("postgres"), NotFound, "prospect team init"),
        (server.url("not_there"), StoreUnusable, "does not exist"),
        (server.url("base", "stranger"), StoreUnusable, "no such user"),
        ("postgresql+psycopg://x:secret@127.0.0.1:1/db", StoreUnusable, "can't be reached"),
    ):
        with pytest.raises(kind, match=said) as caught:
            open_workspace(url, NOTHING)
        assert "\n" not in caught.value.sentence
        assert "secret" not in caught.value.sentence
    with pytest.raises(Refused, match="only who owns"):
        move(team.url("robin"), Path("never.db"), Clock())


def test_the_same_rep_joins_two_teams_of_one_server_at_once(server: Any) -> None:
    """Roles belong to the server, and two managers may write the same one in the same moment."""
    names = [f"both{secrets.token_hex(6)}" for _ in range(2)]
    for name in names:
        init(server.copy(name))
    rep = f"rep{secrets.token_hex(3)}"
    with ThreadPoolExecutor(8) as pool:
        joined = list(pool.map(lambda name: add_member(server.url(name), rep, "rep")[0], names * 6))
    assert joined == [rep] * 12
    for name in names:
        server.sql(f"DROP DATABASE {name} WITH (FORCE)")
