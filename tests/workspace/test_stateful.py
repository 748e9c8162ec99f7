"""Anything, in any order: after every act the workspace is sound, tells one story everywhere, and can go back exactly.

The short form runs in the suite, always the same; `make stateful` runs 10,000 steps and more, never the same.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from prospector.clock import FrozenClock
from prospector.errors import ProspectorError
from prospector.model.account import ListRow
from prospector.pipeline import listed
from prospector.plan.profile import Criterion, Profile
from prospector.settings import Settings
from prospector.workspace import Workspace, open_workspace
from tests.conftest import NOW, REP
from tests.store.conftest import ordinary_rows, standing_touches
from tests.workspace.hand import CHECKED, ENDINGS, STEMS, WORDS, Hand, Watch, rows_of

LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
SIZE = 6
"""Slots of the list: it is full soon, and swaps and refusals happen."""
WHO = st.integers(0, 40)
COMPANY = st.integers(0, len(STEMS) - 1)
REASON = st.sampled_from(("no budget", "they merged", "no response", ""))
Everything = tuple[Any, Any]


class Life(RuleBasedStateMachine):
    """The life of a workspace. Beside it stands a line of states: acts add one, undo goes back on it, redo forward."""

    fresh: Path
    steps = 0
    done: dict[str, int] = {}  # noqa: RUF012 - counted over all lives

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="life-", dir=self.fresh.parent))
        self.clock, self.watch = FrozenClock(NOW), Watch()
        shutil.copyfile(self.fresh, self.folder / "workspace.db")
        self.open()
        self.touched: list[str] = []

    def open(self) -> None:
        given = Settings(rep=REP, cache="none", pace_seconds=0, list_size=SIZE)
        self.workspace: Workspace = open_workspace(self.folder / "workspace.db", given, clock=self.clock)
        self.hand = Hand(self.workspace)

    def teardown(self) -> None:
        self.workspace.close()
        shutil.rmtree(self.folder)

    @initialize()
    def begin(self) -> None:
        must, should = (
            Criterion("size", "must", "employees", 3, min=20),
            Criterion("place", "should", "country", 1, any=("DE",)),
        )
        self.workspace.plans.apply(Profile("Mills", (must, should)))
        for stem in STEMS[:4]:
            self.workspace.naming.name(f"{stem} GmbH", domain=f"{stem.lower()}.example", bench=stem == "Dorn")
        self.states, self.at = [self.everything()], 0
        self.backups: list[tuple[Path, list[Everything], int, set[Any]]] = []
        self.never = self.watch.never(self.workspace)

    # What is compared

    def everything(self) -> Everything:
        reader = self.workspace.store.reader
        return ordinary_rows(reader), standing_touches(reader)

    def acts(self) -> set[str]:
        return {one for (one,) in self.workspace.store.reader.rows("SELECT batch FROM action WHERE kind = 'do'")}

    def number(self) -> int:
        return self.workspace.store.reader.value("SELECT MAX(number) FROM action") or 0

    def act(self, kind: str, doing: Callable[[], object]) -> bool:
        """Do something; what is refused is one sentence and leaves no trace, what is done is one act."""
        Life.steps += 1
        self.clock.move(minutes=7)
        before, number = self.acts(), self.number()
        refused: ProspectorError | None = None
        try:
            doing()
        except ProspectorError as error:
            refused = error
        if refused is not None:
            assert self.number() == number, f"{kind} was refused ({refused}) and wrote all the same"
            assert len(str(refused).splitlines()) == 1
            return False
        fresh = self.acts() - before
        assert len(fresh) <= 1, f"{kind} is {len(fresh)} acts"
        if fresh:
            del self.states[self.at + 1 :]
            self.states.append(self.everything())
            self.at += 1
        self.count(kind)
        assert self.never <= self.watch.never(self.workspace), f"{kind} lets somebody be contacted again"
        self.never = self.watch.never(self.workspace)
        return True

    @staticmethod
    def count(kind: str) -> None:
        Life.done[kind] = Life.done.get(kind, 0) + 1

    def rows(self) -> list[ListRow]:
        return rows_of(self.workspace)

    def at_row(self, number: int) -> ListRow:
        return self.workspace.lists.of([self.hand.row(number).id])[0]

    # The list

    @rule(
        company=COMPANY, ending=st.sampled_from(ENDINGS), site=st.booleans(), bench=st.booleans(), other=st.booleans()
    )
    def name(self, company: int, ending: str, *, site: bool, bench: bool, other: bool) -> None:
        stem, count = STEMS[company], len(self.rows())
        domain = f"{stem.lower()}.example" if site else ""
        naming = self.workspace.naming
        if self.act("name", lambda: naming.name(f"{stem} {ending}", domain=domain, bench=bench, different=other)):
            assert len(self.rows()) == count + 1

    @precondition(lambda self: self.rows())
    @rule(who=WHO, field=st.sampled_from(("name", "pain", "why", "city", "country", "domain")), company=COMPANY)
    def edit(self, who: int, field: str, company: int) -> None:
        row, said = self.hand.row(who), f"{STEMS[company]} {WORDS[company % len(WORDS)]}"
        value = {"country": "SE", "domain": f"{STEMS[company].lower()}.example"}.get(field, said)
        if self.act("edit", lambda: self.workspace.naming.edit(row.id, **{field: value})):
            assert getattr(self.workspace.lists.of([row.id])[0], field) == value

    @rule(
        lines=st.lists(
            st.tuples(COMPANY, st.integers(1, 90), st.sampled_from((False, False, True))), min_size=1, max_size=3
        )
    )
    def bring(self, lines: list[tuple[int, int, bool]]) -> None:
        self.act("import", lambda: self.hand.import_file(lines))
        after, number = self.everything(), self.number()
        self.act("import again", lambda: self.hand.import_file(lines))
        assert self.everything() == after, "the same file once more changed something"
        assert self.number() == number

    @precondition(lambda self: self.rows())
    @rule(who=WHO, how=st.sampled_from(("to_bench", "activate", "drop", "horizon")), reason=REASON)
    def move(self, who: int, how: str, reason: str) -> None:
        row, naming = self.hand.row(who), self.workspace.naming
        given = {
            "to_bench": (reason,),
            "activate": (),
            "drop": (reason, "ask earlier"),
            "horizon": (("short", "long")[who % 2],),
        }
        if self.act(how, lambda: getattr(naming, how)(row.id, *given[how])):
            (now,) = self.workspace.lists.of([row.id])
            places = {"to_bench": "bench", "activate": "active", "drop": "dropped", "horizon": row.place}
            assert now.place == places[how]

    @precondition(lambda self: len(self.rows()) > 1)
    @rule(who=WHO, other=WHO, reason=REASON)
    def swap(self, who: int, other: int, reason: str) -> None:
        out, into = self.hand.row(who), self.hand.row(other)
        if self.act("swap", lambda: self.workspace.naming.swap(out.id, into.id, reason)):
            now = {row.id: row for row in self.rows()}
            assert (now[into.id].place, now[into.id].slot, now[out.id].place) == ("active", out.slot, "bench")

    # One company once

    @precondition(lambda self: len(self.rows()) > 1)
    @rule(who=WHO, other=WHO, reason=REASON)
    def merge(self, who: int, other: int, reason: str) -> None:
        root, member = self.hand.row(who), self.hand.row(other)
        if self.act("merge", lambda: self.workspace.merging.merge(root.id, member.id, reason=reason)):
            now = {row.id: row for row in self.rows()}
            assert member.id not in now
            assert now[root.id].touches == root.touches + member.touches, "no touch is lost in a merge"

    @precondition(lambda self: self.workspace.merging.merges())
    @rule(who=WHO)
    def unmerge(self, who: int) -> None:
        merges = self.workspace.merging.merges()
        member = merges[who % len(merges)].member
        if self.act("unmerge", lambda: self.workspace.merging.unmerge(member)):
            assert member in {row.id for row in self.rows()}

    @precondition(lambda self: len(self.rows()) > 1)
    @rule(who=WHO, other=WHO, answer=st.sampled_from(("related", "different", "later")))
    def relate(self, who: int, other: int, answer: str) -> None:
        one, two = self.hand.row(who), self.hand.row(other)
        self.act("relate", lambda: self.workspace.review.answer(one.id, two.id, answer))

    # Outreach

    @precondition(lambda self: self.rows())
    @rule(who=WHO, outcome=st.sampled_from(("sent", "spoke", "replied", "meeting_set")), override=REASON)
    def touch(self, who: int, outcome: str, override: str) -> None:
        row, note = self.hand.row(who), f"note {self.steps}"
        barred = self.workspace.never.of_account(row.id)
        log = self.workspace.touches.log
        if self.act("touch", lambda: log(row.id, "phone", outcome, note=note, override=override)):
            assert barred is None, "somebody was touched whom nobody may contact"
            assert self.workspace.touches.of(row.id)[0].note == note
            assert self.at_row(who).touches == row.touches + 1

    @precondition(lambda self: self.rows())
    @rule(who=WHO, reaction=st.sampled_from(("curious", "angry", "not_now")))
    def correct(self, who: int, reaction: str) -> None:
        if touches := self.workspace.touches.of(self.hand.row(who).id):
            touch = touches[who % len(touches)]
            self.act("correct", lambda: self.workspace.touches.correct(touch.id, reaction=reaction))
            assert len(self.workspace.touches.of(self.hand.row(who).id)) == len(touches)

    @precondition(lambda self: self.rows())
    @rule(who=WHO, reason=REASON)
    def forbid(self, who: int, reason: str) -> None:
        row = self.hand.row(who)
        if self.act("never", lambda: self.workspace.never.suppress_account(row.id, reason)):
            assert self.workspace.never.of_account(row.id) is not None

    @precondition(lambda self: self.rows())
    @rule(who=WHO, days=st.integers(0, 9), reason=st.sampled_from(("waiting", "too_hard", "")))
    def snooze(self, who: int, days: int, reason: str) -> None:
        self.act("snooze", lambda: self.hand.snooze(who, days, reason))

    # What is claimed

    @precondition(lambda self: self.rows())
    @rule(who=WHO, source=st.sampled_from(("website", "registry")), values=st.lists(st.integers(1, 60), max_size=2))
    def research(self, who: int, source: str, values: list[int]) -> None:
        self.act("research", lambda: self.hand.research(who, source, values))

    @precondition(lambda self: self.rows())
    @rule(who=WHO, kind=st.sampled_from(("confirm", "refute", "pin", "type", "forget")), field=st.sampled_from(CHECKED))
    def say(self, who: int, kind: str, field: str) -> None:
        self.act(kind, lambda: self.hand.say(who, kind, field))

    # Back and forth

    @precondition(lambda self: self.at > 0)
    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        for _ in range(min(times, self.at)):
            Life.steps += 1
            result = self.workspace.undo()
            self.at -= 1
            assert result.kept == ()
            assert self.everything() == self.states[self.at], f"undoing “{result.title}” leaves something else"
        self.count("undo")
        self.never = self.watch.never(self.workspace)

    @precondition(lambda self: self.at + 1 < len(self.states))
    @rule(times=st.integers(1, 4))
    def redo(self, times: int) -> None:
        for _ in range(min(times, len(self.states) - 1 - self.at)):
            Life.steps += 1
            result = self.workspace.redo()
            self.at += 1
            assert result.kept == ()
            self.count("redo")
            assert self.everything() == self.states[self.at], f"doing “{result.title}” again leads elsewhere"
        assert self.never <= self.watch.never(self.workspace)
        self.never = self.watch.never(self.workspace)

    @rule(which=WHO)
    def take_out(self, which: int) -> None:
        """Undo an act out of the middle: what can't go back is said, and the line of states begins anew."""
        standing = [one for one in self.workspace.history(200) if one.kind == "do" and not one.undone]
        if self.at and standing:
            Life.steps += 1
            result = self.workspace.undo(standing[which % min(len(standing), self.at)].id)
            self.count("take out")
            assert all(len(said.splitlines()) == 1 for said in result.kept)
            self.states, self.at = [self.everything()], 0
            self.never = self.watch.never(self.workspace)

    @rule()
    def restart(self) -> None:
        Life.steps += 1
        self.count("restart")
        self.workspace.close()
        self.open()
        assert self.everything() == self.states[self.at]

    @rule()
    def night(self) -> None:
        self.clock.move(days=1)

    @rule()
    def back_up(self) -> None:
        Life.steps += 1
        path = self.folder / f"backup{len(self.backups)}.db"
        self.workspace.upkeep.back_up(path)
        self.backups.append((path, list(self.states), self.at, self.never))

    @precondition(lambda self: self.backups)
    @rule(which=WHO)
    def restore(self, which: int) -> None:
        Life.steps += 1
        path, states, at, never = self.backups[which % len(self.backups)]
        self.count("restore")
        self.workspace.upkeep.restore(path)
        assert self.everything() == states[at], "the backup is not what it was made of"
        assert self.never | never == self.watch.never(self.workspace), "restoring changes whom nobody may contact"
        # Entries that were carried over hold on to their accounts: what was before them can't go back row for row.
        self.states, self.at = (list(states), at) if self.never <= never else ([states[at]], 0)
        self.never = self.watch.never(self.workspace)

    @invariant()
    def sound(self) -> None:
        assert list(self.watch.wrong(self.workspace)) == []


@pytest.fixture
def life(fresh_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> type[Life]:
    # Every list counts as a long one, so that what is kept and followed is looked at, not what is read each time.
    monkeypatch.setattr(listed, "_FEW", 0)
    monkeypatch.setattr(listed, "_MOST_KEPT", 0)
    shutil.copyfile(fresh_file, tmp_path / "fresh.db")
    return type("Life", (Life,), {"fresh": tmp_path / "fresh.db"})


def test_whatever_is_done_the_workspace_is_sound_and_goes_back(life: type[Life]) -> None:
    calm = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    examples, steps = (int(os.environ.get("LIVES", "260")), 50) if LONG else (4, 20)
    run_state_machine_as_test(
        life, settings=settings(max_examples=examples, stateful_step_count=steps, suppress_health_check=calm)
    )
    print(f"\n{Life.steps:,} steps: {dict(sorted(Life.done.items()))}")  # noqa: T201
