"""A quarter of five reps, lived through the services twice: once with planted facts, once without them."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from prospector.clock import FrozenClock
from prospector.plan.profile import parse_profile
from prospector.research.keeping import keep
from prospector.research.protocol import Claim
from prospector.settings import Settings
from prospector.workspace import Workspace, open_workspace
from tests.audit.post import NOW as POSTED
from tests.audit.post import REP, Post

FIRST = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday; the quarter has thirteen weeks, and the audit is held on its last Friday."""
WEEKS = 13
COPIED = "checked in with them, all fine so far, call again soon"
PROFILE = """
name = "Germans"
[[criterion]]
name = "here"
kind = "must"
weight = 3
field = "country"
any = ["DE"]
"""
_STEMS = (
    "Alder", "Birke", "Cedro", "Dorn", "Esche", "Fichte", "Ginster", "Hasel", "Ilex", "Jasmin", "Kiefer", "Linde", "Mistel",
    "Nelke", "Olive", "Pappel", "Quitte", "Rotdorn", "Salbei", "Tanne", "Ulme", "Veilchen", "Weide", "Ysop", "Zeder",
)  # fmt: skip
_ENDS = ("bau", "werk", "lager")
_WORDS = (
    "budget", "pump", "spring", "fleet", "manager", "invoice", "reference", "winter", "depot", "technician", "route", "tender",
    "board", "renewal", "trial", "audit", "holiday", "pilot", "crane", "valve", "permit", "forklift", "bearing", "cooling",
    "tank", "contract", "engineer", "night", "shift", "harbour", "tunnel", "gearbox",
)  # fmt: skip
_OUTCOMES = (("no_answer", "unknown"), ("spoke", "curious"), ("left_message", "unknown"), ("spoke", "neutral"),
             ("gatekeeper", "unknown"), ("spoke", "not_now"))  # fmt: skip


@dataclass
class Quarter:
    """One lived quarter, opened for the manager."""

    workspace: Workspace
    clock: FrozenClock
    targets: dict[str, list[str]] = field(default_factory=dict)
    """Accounts by rep, in the order they were named."""

    @property
    def since(self) -> date:
        return FIRST.date()


class Life:
    """Acts of several reps in one workspace."""

    def __init__(self, workspace: Workspace, clock: FrozenClock) -> None:
        self.workspace, self.clock = workspace, clock
        self.dice = random.Random(7)
        self.names = iter([f"{stem}{end} GmbH" for end in _ENDS for stem in _STEMS])

    def at(self, week: int, day: int, hour: int, minute: int = 0, second: int = 0) -> None:
        """Move the clock to a moment: week 1 to 13, day 0 is Monday."""
        self.clock.at = FIRST + timedelta(weeks=week - 1, days=day, hours=hour - 9, minutes=minute, seconds=second)

    def act_as(self, rep: str) -> None:
        self.workspace.store.actor = rep

    def name(self, rep: str, country: str, source: str = "own naming", origin: str = "chosen") -> str:
        self.act_as(rep)
        return self.workspace.naming.name(
            next(self.names), country=country, source=source, origin=origin, different=True
        ).account_id

    def touch(self, rep: str, account: str, note: str = "", outcome: str = "", reaction: str = "unknown") -> None:
        self.act_as(rep)
        if not outcome:
            outcome, reaction = self.dice.choice(_OUTCOMES)
        said = note or " ".join(self.dice.sample(_WORDS, 7))
        channel = self.dice.choice(("phone", "mail"))
        self.workspace.touches.log(account, channel, outcome, reaction=reaction, note=said)


def live(workspace: Workspace, clock: FrozenClock, *, planted: bool) -> Quarter:
    """Live the quarter; without `planted` everybody goes on as usual."""
    life = Life(workspace, clock)
    life.at(1, 0, 8)
    life.act_as("maria")
    workspace.plans.apply(parse_profile(PROFILE))
    targets: dict[str, list[str]] = {}
    for rep, many in (("aisha", 9), ("ana", 9), ("ben", 12), ("dora", 12), ("eli", 10)):
        source = "trade fair" if rep == "eli" else "own naming"
        targets[rep] = [life.name(rep, "DE" if at < 5 else "", source) for at in range(many)]
    for week in range(1, WEEKS + 1):
        _week(life, targets, week, planted=planted)
    life.act_as("maria")
    life.at(WEEKS, 4, 17)
    return Quarter(workspace, clock, targets)


def _week(life: Life, targets: dict[str, list[str]], week: int, *, planted: bool) -> None:
    plan: list[tuple[str, list[str]]] = []
    hot = targets["ana"][:5] if planted else targets["ana"]
    plan.append(("ana", _turn(hot, week, 3)))
    plan.append(("aisha", _turn(targets["aisha"], week, 1 if planted and week > 6 else 8)))
    plan.append(("eli", _turn(targets["eli"], week, 4)))
    plan.append(("dora", _turn(targets["dora"][:9], week, 4)))
    if week != 9:
        plan.append(("ben", _turn(targets["ben"], week, 4)))
    for rep, accounts in plan:
        for at, account in enumerate(accounts):
            life.at(week, at % 4, 10 + at // 4, 7 * at)
            met = week in (4, 5) and not at
            life.touch(rep, account, outcome="meeting_set" if met else "", reaction="curious" if met else "unknown")
    if week == 2:
        for at, account in enumerate(targets["dora"][9:]):
            life.at(week, 4, 11 + at)
            life.touch("dora", account, outcome="no_answer")
    if week == 6:
        _deal(life, targets["aisha"][0] if planted else "")
    if week == 9:
        _long_afternoon(life, targets["ben"], planted=planted)
    if week == 10:
        _closures(life, targets["dora"][9:], planted=planted)
        _phones(life, targets["eli"], planted=planted)


def _turn(accounts: list[str], week: int, many: int) -> list[str]:
    return [accounts[(week * many + at) % len(accounts)] for at in range(many)]


def _deal(life: Life, account: str) -> None:
    if account:
        life.at(6, 4, 15)
        life.act_as("aisha")
        for stage in ("qualified", "opportunity"):
            life.workspace.stages.move(account, stage, "they want it all", override=True)


def _long_afternoon(life: Life, accounts: list[str], *, planted: bool) -> None:
    for at, account in enumerate(accounts):
        if planted:
            life.at(9, 3, 16, 0, 15 * at)
            life.touch("ben", account, COPIED, "no_answer")
        else:
            life.at(9, 3, 9 + at // 2, 25 * (at % 2))
            life.touch("ben", account)


def _closures(life: Life, accounts: list[str], *, planted: bool) -> None:
    life.at(10, 4, 12)
    life.act_as("dora")
    for account in accounts:
        if planted:
            life.workspace.naming.drop(account, "no response", code="no_response", override="no more time for them")
        else:
            life.workspace.naming.drop(account, "no money", "asks for a grant first", code="no_money")


def _phones(life: Life, accounts: list[str], *, planted: bool) -> None:
    life.at(10, 4, 14)
    life.act_as("eli")
    for at, account in enumerate(accounts):
        number = f"+493012345{at:02}"
        with life.workspace.action("Research: website", by="machine", actor="prospector") as action:
            keep(action, account, "website", [Claim("phone", number, "https://x.example", number, "text", 0.9)], {})
        if planted and at % 2:
            life.workspace.proofs.refute(account, "phone", reason="the number is dead")
        else:
            life.workspace.proofs.confirm(account, "phone")


@contextlib.contextmanager
def _home(folder: Path) -> Iterator[None]:
    """Keep what is lived for a whole session out of the user's home, in the zone of all tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROSPECTOR_HOME", str(folder))
        os.environ["TZ"] = "UTC"
        time.tzset()
        yield


@pytest.fixture(scope="session")
def lived(
    fresh_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[bool], tuple[Path, dict[str, list[str]]]]:
    """Return a function that gives the file of a quarter, lived once: with planted facts, or without."""
    made: dict[bool, tuple[Path, dict[str, list[str]]]] = {}

    def of(planted: bool) -> tuple[Path, dict[str, list[str]]]:
        if planted not in made:
            folder = tmp_path_factory.mktemp("quarter")
            path = folder / "team.db"
            shutil.copyfile(fresh_file, path)
            path.chmod(0o600)
            clock = FrozenClock(FIRST)
            with _home(folder):
                opened = open_workspace(path, Settings(rep="maria", cache="none", pace_seconds=0), clock=clock)
                made[planted] = (path, live(opened, clock, planted=planted).targets)
                opened.close()
        return made[planted]

    return of


@pytest.fixture
def open_quarter(
    lived: Callable[[bool], tuple[Path, dict[str, list[str]]]], tmp_path: Path
) -> Iterator[Callable[[bool], Quarter]]:
    """Open a copy of a lived quarter on its last Friday, as the manager."""
    opened: list[Workspace] = []

    def one(planted: bool) -> Quarter:
        source, targets = lived(planted)
        path = tmp_path / f"team-{planted}.db"
        shutil.copyfile(source, path)
        path.chmod(0o600)
        clock = FrozenClock(FIRST + timedelta(weeks=WEEKS - 1, days=4, hours=8))
        opened.append(open_workspace(path, Settings(rep="maria", cache="none", pace_seconds=0), clock=clock))
        return Quarter(opened[-1], clock, targets)

    yield one
    for workspace in opened:
        workspace.close()


@pytest.fixture
def planted(open_quarter: Callable[[bool], Quarter]) -> Quarter:
    return open_quarter(True)


@pytest.fixture
def control(open_quarter: Callable[[bool], Quarter]) -> Quarter:
    return open_quarter(False)


@pytest.fixture
def name(workspace: Workspace) -> Callable[..., str]:
    """Name one company as a rep."""
    stems = iter(_STEMS)

    def one(rep: str = "ana", **more: str) -> str:
        workspace.store.actor = rep
        return workspace.naming.name(f"{next(stems)} GmbH", **more).account_id

    return one


# A rep's workspace and a manager's folder


@pytest.fixture(scope="session")
def laid(tmp_path_factory: pytest.TempPathFactory, fresh_file: Path) -> Path:
    """Return a folder: three names, a touch, a private note; handed in and taken in once; one name more since."""
    folder, clock = tmp_path_factory.mktemp("laid"), FrozenClock(POSTED)
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
    clock = FrozenClock(POSTED)
    clock.move(hours=2)
    workspace = open_workspace(folder / "workspace.db", Settings(rep=REP, cache="none"), clock=clock)
    yield Post(workspace, clock, folder, 1)
    workspace.close()
