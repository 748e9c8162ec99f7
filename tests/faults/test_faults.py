"""Short forms of what ``make faults`` tries at length, and that what looks for damage finds it."""

from __future__ import annotations

import contextlib
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from prospector.model.plan import PlanRecord
from prospector.settings import Settings
from prospector.workspace import Workspace, open_workspace
from tests.faults import replaying
from tests.faults.looking import look, said
from tests.faults.table import Fault, lines
from tests.faults.tracing import Call
from tests.forks import Ran

PROGRAM = f"""import sys
sys.path.insert(0, {str(Path(__file__).parents[2])!r})
from tests.faults.__main__ import main
sys.exit(main())
"""


@pytest.fixture
def tried(script: Callable[..., Ran]) -> Callable[..., list[Fault]]:
    """Run the program and return its table; say it when a promise is broken."""

    def run(*words: str) -> list[Fault]:
        done = script(PROGRAM, "--json", *words)
        assert done.out, done.err
        found = [Fault(**one) for one in done.document]
        assert done.status == 0, "\n".join(lines(found))
        return found

    return run


@pytest.mark.timeout(240)
def test_killed_at_any_moment_and_after_a_power_cut_everything_acknowledged_is_there(tried: Any) -> None:
    for one in tried("--size", "tiny", "--only", "kill", "--only", "power"):
        assert one.rounds >= 6 or one.skipped


@pytest.mark.long
@pytest.mark.timeout(900)
def test_every_promise_is_kept(tried: Any) -> None:
    assert len(tried("--size", "short")) > 10


# What looks for damage finds it


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    workspace.naming.name("Acme GmbH", domain="acme.example")
    workspace.strategy.save_plan(PlanRecord("pumps", "late", "service", "Acme", 12))
    return workspace


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("DELETE FROM plan", "plan .* is missing"),
        ("UPDATE account SET name = 'Acme AG'", "account .* is not what its action wrote"),
        ("UPDATE plan SET id = 'other'", "no action wrote it"),
        ("UPDATE account SET merged_into = 'nobody'", "refers to nothing"),
    ],
)
def test_a_row_that_its_journal_knows_otherwise_is_found(filled: Workspace, raw_sql, statement: str, told: str) -> None:
    filled.close()
    fault = Fault("", "")
    look(filled.path, [], fault)
    assert fault.broken == 0, fault.said
    raw_sql(statement)
    look(filled.path, [], fault)
    assert fault.counts["partial"]
    assert re.search(told, "\n".join(fault.said))


@pytest.fixture
def raw_sql(workspace_path: Path):
    from prospector.store.sqlite import driver

    def run(statement: str) -> None:
        with contextlib.closing(driver().connect(workspace_path, isolation_level=None)) as connection:
            assert connection.execute(statement).rowcount > 0

    return run


def test_an_acknowledged_action_that_is_gone_is_found(workspace_path: Path, fresh_file: Path) -> None:
    with contextlib.closing(open_workspace(workspace_path, Settings(rep="robin", cache="none"))) as workspace:
        workspace.naming.name("Acme GmbH")
    promised, fault = said(workspace_path), Fault("", "")
    look(workspace_path, promised, fault)
    assert fault.broken == 0
    workspace_path.write_bytes(fresh_file.read_bytes())
    look(workspace_path, promised, fault)
    assert fault.counts["lost"] == len(promised) == 1


def test_only_what_was_synced_is_sure_to_outlive_a_power_cut(tmp_path: Path) -> None:
    kept, dice = tmp_path / "kept", random.Random(1)
    kept.write_bytes(b"old!" * 256)
    disk = replaying.Disk(tmp_path)
    new = str(tmp_path / "new")
    for call in (
        Call("write", str(kept), at=0, data=b"a" * 512), Call("sync", str(kept)),
        Call("write", str(kept), at=512, data=b"b" * 512),
        Call("open", new, flags="O_RDWR|O_CREAT"), Call("write", new, at=0, data=b"c" * 1024),
    ):  # fmt: skip
        disk.do(call)
    seen = [dict(disk.found(dice)) for _ in range(60)]
    assert {bytes(one[str(kept)][:512]) for one in seen} == {b"a" * 512}
    assert {bytes(one[str(kept)][512:]) for one in seen} == {b"b" * 512, b"old!" * 128}
    assert {new in one for one in seen} == {True, False}
    assert {bytes(one[new]) for one in seen if new in one} >= {b"", b"c" * 1024, bytes(512) + b"c" * 512}
    for call in (Call("sync", new), Call("sync", str(tmp_path))):
        disk.do(call)
    assert {bytes(dict(disk.found(dice))[new]) for _ in range(20)} == {b"c" * 1024}
