"""A page of a small team's quarter, with a name that wants to be markup."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from prospector.audit.page.contents import page_of
from prospector.clock import FrozenClock
from prospector.settings import Settings
from prospector.workspace import Workspace, open_workspace

HOSTILE = "</title><script>alert(1)</script> & <img src=http://evil.example/x.png> Ltd"


def _three_weeks(path: Path, clock: FrozenClock) -> None:
    for rep, names in (
        ("ana", ("Nordhafen Logistik", HOSTILE, "Bergman Pumpar")),
        ("ben", ("Thornley Pumps", "Froid SARL")),
    ):
        workspace = open_workspace(path, Settings(rep=rep, cache="none"), clock=clock)
        for name in names:
            account_id = workspace.naming.name(name, pain="late visits", source="trade fair").account_id
            if name != "Froid SARL":
                workspace.touches.log(account_id, "phone", "no_answer", note="rang twice")
                clock.move(days=3)
                workspace.touches.log(account_id, "mail", "replied", reaction="curious")
        workspace.close()


@pytest.fixture(scope="session")
def team(fresh_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Return a manager's workspace with two reps' work of three weeks."""
    path, clock = tmp_path_factory.mktemp("team") / "team.db", FrozenClock(datetime(2026, 5, 11, 9, tzinfo=UTC))
    shutil.copyfile(fresh_file, path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROSPECTOR_HOME", str(path.parent / "home"))
        _three_weeks(path, clock)
    manager = open_workspace(path, Settings(rep="maria", cache="none"), clock=clock)
    yield manager
    manager.close()


@pytest.fixture(scope="session")
def written_page(team: Workspace) -> str:
    """Return the page."""
    since = team.store.clock.today().replace(month=4)
    facts = team.audit.facts(since)
    return page_of(
        team.audit, team.audit.figures(facts), team.audit.sample(facts, 3, "w"), notes=["read from one file"]
    )
