"""Whatever is done, as many undos lead back to the start row for row, and as many redos to the end."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from prospector.clock import FrozenClock
from prospector.errors import BadInput, NotFound, Refused
from prospector.model.account import ListRow
from prospector.model.ids import new_id
from prospector.model.plan import PlanRecord
from prospector.model.sitting import Proposal
from prospector.plan.profile import Criterion, Profile
from prospector.research.due import Asked
from prospector.research.protocol import Claim, Company
from prospector.research.run import SourceOutcome
from prospector.research.storing import Storing
from prospector.store.verify import verify
from prospector.workspace import Workspace

Snapshot = Callable[[], Any]
ACTIONS, SHORT = 200, 60
"""Acts in a file: of `make test-long`, and of the suite."""
ON_A_SERVER, SHORT_ON_A_SERVER = 75, 30
"""Acts on a team's database: the journal is the same, what a server does otherwise shows in fewer."""
LOOKED_AT = 15
"""Acts between two looks at everything that is stored."""
EVERYWHERE = ("active", "bench", "dropped")


class Hand:
    """A rep and a machine who do anything that can be done, in an order that the seed decides."""

    def __init__(self, workspace: Workspace, seed: int) -> None:
        self.workspace = workspace
        self.dice = random.Random(seed)

    def word(self) -> str:
        return "".join(self.dice.choice("abdefgiklmnoprstuvz") for _ in range(9))

    def row(self) -> ListRow | None:
        rows = self.workspace.list_rows(places=EVERYWHERE)
        return self.dice.choice(rows) if rows else None

    def count(self) -> int:
        return self.workspace.store.reader.value("SELECT COUNT(*) FROM action") or 0

    def act(self) -> None:
        """Do one thing that is not refused and that changes something."""
        before = self.count()
        while self.count() == before:
            try:
                getattr(self, self.dice.choice(self.KINDS))()
            except (Refused, BadInput):
                continue

    KINDS = ("name", "name", "edit", "bench", "swap", "drop", "activate", "touch", "touch", "correct", "profile",
             "plan", "research", "research", "confirm", "step", "snooze", "found", "horizon", "sit", "promise")  # fmt: skip

    def name(self) -> None:
        word = self.word()
        bench = self.dice.random() < 0.4
        self.workspace.naming.name(word.title(), domain=f"{word}.example", pain=self.word(), bench=bench)

    def edit(self) -> None:
        if row := self.row():
            fields = self.dice.sample(["name", "pain", "why", "city", "country", "domain"], 2)
            values = {"country": self.dice.choice(["DE", "SE", ""]), "domain": f"{self.word()}.example"}
            self.workspace.naming.edit(row.id, **{field: values.get(field, self.word()) for field in fields})

    def bench(self) -> None:
        if (row := self.row()) and row.place == "active":
            self.workspace.naming.to_bench(row.id, self.word())

    def swap(self) -> None:
        out, into = self.row(), self.row()
        if out and into:
            self.workspace.naming.swap(out.id, into.id, self.word())

    def drop(self) -> None:
        if row := self.row():
            self.workspace.naming.drop(row.id, self.word(), self.word())

    def activate(self) -> None:
        if row := self.row():
            self.workspace.naming.activate(row.id)

    def touch(self) -> None:
        if row := self.row():
            self.workspace.touches.log(
                row.id, self.dice.choice(["phone", "mail"]), self.dice.choice(["sent", "spoke"]), override="again"
            )

    def correct(self) -> None:
        if (row := self.row()) and (touches := self.workspace.touches.of(row.id)):
            touch = self.dice.choice(touches)
            self.workspace.touches.correct(touch.id, note=self.word(), reaction=self.dice.choice(["curious", "angry"]))

    def profile(self) -> None:
        criterion = Criterion(self.word(), "should", "employees", self.dice.randint(1, 5), min=self.dice.randint(1, 90))
        self.workspace.plans.apply(Profile(self.word(), (criterion,)))

    def plan(self) -> None:
        weeks = self.dice.randint(1, 50)
        self.workspace.strategy.save_plan(PlanRecord(self.word(), self.word(), self.word(), self.word(), weeks))

    def research(self) -> None:
        """Store what made-up sources say of one or two accounts, as one batch, through the run's own keeping."""
        rows = [row for row in (self.row(), self.row()) if row]
        batch = new_id()
        for row in rows:
            page = f"https://{row.domain}/"
            values = self.dice.sample(range(1, 400), self.dice.randint(0, 3))
            claims = [Claim("employees", value, page, f"{value} people", "text") for value in values]
            state = "found" if claims else self.dice.choice(["nothing", "unreachable"])
            outcome = SourceOutcome(self.dice.choice(["website", "registry"]), state, self.word(), 3, claims)
            asked = Asked(row.id, Company(row.name, (row.domain,) if row.domain else ()), (), ())
            Storing(self.workspace.store, batch, self.workspace.research._after)._keep(asked, [outcome])

    def step(self) -> None:
        if row := self.row():
            day = self.workspace.store.clock.today() + timedelta(days=self.dice.randint(0, 30))
            self.workspace.steps.schedule(row.id, day.isoformat(), note=self.word())

    def snooze(self) -> None:
        if row := self.row():
            day = self.workspace.store.clock.today() + timedelta(days=self.dice.randint(1, 30))
            self.workspace.steps.snooze(row.id, day.isoformat(), self.dice.choice(["waiting", "too_hard"]))

    def found(self) -> None:
        if row := self.row():
            state = self.dice.choice(["open", "cleared", "blocking"])
            self.workspace.qualifying.found(row.id, self.dice.choice(["money", "hurry"]), state, self.word())

    def horizon(self) -> None:
        if row := self.row():
            self.workspace.naming.horizon(row.id, self.dice.choice(["long", "short"]))

    def sit(self) -> None:
        if self.workspace.sittings.running():
            self.workspace.sittings.stop(self.word())
        else:
            self.workspace.sittings.start(self.dice.randint(5, 60))

    def promise(self) -> None:
        number = self.dice.randint(1, 30)
        self.workspace.commitments.sign([Proposal("touches", number), Proposal("free", None, self.word())])

    def confirm(self) -> None:
        from prospector.model.tables import Claim as Row

        if (row := self.row()) and (claims := self.workspace.claims(row.id)):
            with self.workspace.action("Confirm") as action:
                claim = action.get(Row, self.dice.choice(claims).id)
                assert claim is not None
                claim.confirmed_at, claim.confirmed_by = action.now(), self.workspace.actor


@pytest.mark.long
def test_s0_17_two_hundred_acts_in_a_file_some_on_a_server_and_as_many_undos(
    workspace: Workspace, clock: FrozenClock, snapshot: Snapshot, place: Path | str
) -> None:
    there_and_back(workspace, clock, snapshot, ACTIONS if isinstance(place, Path) else ON_A_SERVER)


def test_s0_17_many_acts_in_a_file_some_on_a_server_and_as_many_undos(
    workspace: Workspace, clock: FrozenClock, snapshot: Snapshot, place: Path | str
) -> None:
    there_and_back(workspace, clock, snapshot, SHORT if isinstance(place, Path) else SHORT_ON_A_SERVER)


def there_and_back(workspace: Workspace, clock: FrozenClock, snapshot: Snapshot, whole: int) -> None:
    hand = Hand(workspace, seed=1)
    workspace.naming.name("Standing before", domain="before.example")
    workspace.touches.log(workspace.list_rows()[0].id, "phone", "spoke")
    start = snapshot()
    states = {}
    for acts in range(1, whole + 1):
        clock.move(minutes=7)
        hand.act()
        if acts % LOOKED_AT == 0 or acts == whole:
            states[acts] = snapshot()
    end = states[whole]
    assert end != start

    for left in reversed(range(whole)):
        result = workspace.undo()
        assert result.kept == (), (left, result)
        if left in states:
            assert snapshot() == states[left], left
    assert snapshot() == start
    assert verify(workspace.store) == []

    for _ in range(whole):
        assert workspace.redo().kept == ()
    assert snapshot() == end
    with pytest.raises(NotFound):
        workspace.redo()
    assert verify(workspace.store) == []
