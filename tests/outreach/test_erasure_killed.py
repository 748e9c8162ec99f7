"""An erasure whose program is killed has erased everything or nothing, and the next start finishes it or says so."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from prospector.settings import Settings
from prospector.store.rotation import backups, before
from prospector.store.unfinished import under_way
from prospector.store.verify import verify
from prospector.workspace import Workspace
from tests.forks import Ran

FIRM = "Nordhafen Logistik GmbH"
CHILD = Path(__file__).with_name("erasing_child.py").read_text(encoding="utf-8")


@pytest.fixture
def settings() -> Settings:
    return Settings(rep="robin", pace_seconds=0)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("point", "erased"),
    [
        ("before the commit", False),
        ("after the commit", True),
        ("while the file is rewritten", True),
        ("before the fresh backup", True),
    ],
)
def test_killed_half_way_it_is_all_or_nothing(
    workspace: Workspace,
    home: Path,
    open_again: Callable[[], Workspace],
    script: Callable[..., Ran],
    point: str,
    *,
    erased: bool,
) -> None:
    account = workspace.naming.name(FIRM, domain="nordhafen.example").account_id
    workspace.touches.log(account, "phone", "spoke", note=f"{FIRM} wants a price")
    workspace.known.lookup(FIRM)
    before(workspace.store, "import")
    workspace.close()
    assert script(CHILD, workspace.path, FIRM, point).status == -signal.SIGKILL
    again = open_again()
    assert verify(again.store) == []
    assert under_way(again.path) == ""
    if not erased:
        assert [one.name for one in again.list_rows()] == [FIRM]
        assert again.upkeep.erasable(FIRM).removed["account"] == 1
        assert len(backups(again.path)) == 1
        assert ("run it again" in " ".join(again.told)) == bool(again.told)
    else:
        assert again.list_rows() == []
        assert point == "before the fresh backup" or "is finished now" in again.told[0]
    again.close()
    files = [one for root in (again.path.parent, home) for one in root.rglob("*") if one.is_file()]
    assert any(b"Nordhafen" in one.read_bytes() for one in files) is not erased
