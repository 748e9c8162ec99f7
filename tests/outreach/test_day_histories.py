"""Whatever was done: every open target has exactly one next step or stands in the lane, and the counts hold."""

from __future__ import annotations

import contextlib
import random
from collections import Counter

import pytest

from prospector.clock import FrozenClock
from prospector.errors import ProspectorError
from prospector.model.qualification import OBSTACLES, STATES
from prospector.model.touch import CHANNELS, OUTCOMES, REACTIONS
from prospector.workspace import Workspace
from tests.chance import seeds

_STEMS = ["Acme", "Bolt", "Cog", "Dyne", "Ember", "Flint", "Grove", "Hale", "Iris", "Joule", "Kiln", "Loom"]


class Rep:
    """Does anything that can be done with targets; what is refused is done by nobody."""

    def __init__(self, workspace: Workspace, clock: FrozenClock, seed: int) -> None:
        self.workspace, self.clock, self.dice = workspace, clock, random.Random(seed)
        self.ids: list[str] = []

    def act(self) -> None:
        self.clock.move(hours=self.dice.randint(1, 60))
        kinds = ["name"] if len(self.ids) < 3 else [
            "name", "touch", "touch", "touch", "touch", "step", "snooze", "drop", "bench", "activate", "long", "found",
            "merge", "never", "undo", "redo", "absent",
        ]  # fmt: skip
        with contextlib.suppress(ProspectorError):
            getattr(self, self.dice.choice(kinds))()

    @property
    def one(self) -> str:
        return self.dice.choice(self.ids)

    def name(self) -> None:
        stem = f"{self.dice.choice(_STEMS)}{len(self.ids)}"
        named = self.workspace.naming.name(f"{stem} GmbH", domain=f"{stem.lower()}.example", different=True)
        self.ids.append(named.account_id)

    def touch(self) -> None:
        self.workspace.touches.log(
            self.one, self.dice.choice(CHANNELS), self.dice.choice(OUTCOMES), reaction=self.dice.choice(REACTIONS),
            override=self.dice.choice(["", "they asked for it"]),
        )  # fmt: skip

    def step(self) -> None:
        day = self.clock.today().fromordinal(self.clock.today().toordinal() + self.dice.randint(0, 40))
        self.workspace.steps.schedule(self.one, day.isoformat(), reason="asked for it")

    def snooze(self) -> None:
        day = self.clock.today().fromordinal(self.clock.today().toordinal() + self.dice.randint(1, 40))
        self.workspace.steps.snooze(self.one, day.isoformat(), "waiting")

    def drop(self) -> None:
        self.workspace.naming.drop(self.one, "no money", "asks for credit")

    def bench(self) -> None:
        self.workspace.naming.to_bench(self.one)

    def activate(self) -> None:
        self.workspace.naming.activate(self.one)

    def long(self) -> None:
        self.workspace.naming.horizon(self.one, self.dice.choice(["long", "short"]))

    def found(self) -> None:
        self.workspace.qualifying.found(
            self.one, self.dice.choice(OBSTACLES), self.dice.choice(STATES[1:]), "they said so"
        )

    def merge(self) -> None:
        self.workspace.merging.merge(*self.dice.sample(self.ids, 2))

    def never(self) -> None:
        self.workspace.never.suppress_account(self.one, "they asked for it")

    def undo(self) -> None:
        self.workspace.undo()

    def redo(self) -> None:
        self.workspace.redo()

    def absent(self) -> None:
        self.workspace.strategy.days_off.add_absence(f"{self.clock.today()}", "robin", "ill")


@pytest.mark.parametrize("seed", seeds(3, 8))
def test_every_open_target_has_exactly_one_next_step_or_stands_in_the_lane(
    workspace: Workspace, clock: FrozenClock, seed: int
) -> None:
    rep = Rep(workspace, clock, seed)
    for _ in range(45):
        rep.act()
        view = workspace.today.view()
        shown = [one.account_id for one in (*view.due, *view.coming, *view.after)] + [
            one.account_id for one in view.stuck
        ]
        active = [row.id for row in workspace.list_rows()]
        assert Counter(shown) == Counter(active), "each once, nobody twice, nobody hidden"
        assert view.active == len(active)
        assert all(one.days_late >= 0 for one in view.due)
        assert all(one.step.reason for one in (*view.due, *view.coming, *view.after))
        assert all(one.reason for one in view.stuck)


@pytest.mark.parametrize("seed", seeds(2, 4))
def test_s3_2_claimed_meeting_and_followed_up_never_cross(workspace: Workspace, clock: FrozenClock, seed: int) -> None:
    rep = Rep(workspace, clock, seed)
    for _ in range(40):
        rep.act()
        for counts in (workspace.strategy.counts("robin"), workspace.strategy.counts()):
            assert set(counts.followed) <= set(counts.meeting) <= set(counts.claimed)
    bent = workspace.store.reader.rows("SELECT rule, reason FROM rule_override")
    assert all(reason.strip() for rule, reason in bent if rule != "unready"), "no rule is bent without a reason"
