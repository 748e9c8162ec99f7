"""Random histories: whom nobody may contact is never reached, nothing is half-written, every override has its reason."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospector.clock import FrozenClock
from prospector.errors import ProspectorError
from prospector.model.account import PLACES
from prospector.model.touch import CHANNELS, OUTCOMES
from prospector.pipeline.exporting import Scope
from prospector.settings import Settings
from prospector.workspace import Workspace, open_workspace
from tests.chance import examples

NAMES = ("Alder Werke", "Birke Pumpen", "Ceder Aufzug", "Douglas Freight", "Esche Labor")
WHO = st.integers(0, len(NAMES) - 1)
REASON = st.sampled_from(("", "they asked for it"))
ACTS = st.one_of(
    st.tuples(st.just("touch"), WHO, st.sampled_from(CHANNELS), st.sampled_from(OUTCOMES), REASON),
    st.tuples(st.just("draft"), WHO),
    st.tuples(st.just("sent"), WHO, REASON),
    st.tuples(st.just("plan"), WHO, st.sampled_from(("2", "fri", "sat", "yesterday")), REASON),
    st.tuples(st.just("snooze"), WHO, st.sampled_from(("", "waiting", "no_time", "other"))),
    st.tuples(st.just("never"), WHO, REASON),
    st.tuples(st.just("lift"), WHO, REASON),
    st.tuples(st.just("drop"), WHO, st.sampled_from(("", "no money", "no response")), REASON),
    st.tuples(st.just("back"), WHO),
    st.tuples(st.just("merge"), WHO, WHO),
    st.tuples(st.just("horizon"), WHO, st.sampled_from(("short", "long"))),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
    st.tuples(st.just("wait"), st.integers(1, 9)),
)


class History:
    """A workspace to which things happen."""

    def __init__(self, workspace: Workspace, clock: FrozenClock) -> None:
        self.workspace, self.clock = workspace, clock
        self.ids = [workspace.naming.name(name, domain=f"{name[:5].lower()}.example").account_id for name in NAMES]

    def do(self, kind: str, *given: Any) -> None:
        """Do one act; what is refused is a sentence and leaves no trace."""
        before = self.number
        reached = self.reached()
        try:
            getattr(self, kind)(*given)
        except ProspectorError:
            assert self.number == before, f"{kind} was refused and wrote all the same"
        if kind not in ("undo", "redo"):
            self.check_reached(self.reached() - reached)

    @property
    def number(self) -> int:
        return int(self.workspace.store.reader.value("SELECT MAX(number) FROM action") or 0)

    def reached(self) -> set[tuple[str, str]]:
        """Return every touch and every draft as (kind and id, account)."""
        rows = self.workspace.store.reader.rows
        touches = {(f"touch {key}", account) for key, account in rows("SELECT id, account_id FROM touch")}
        return touches | {(f"draft {key} {state}", account)
                          for key, account, state in rows("SELECT id, account_id, state FROM draft")}  # fmt: skip

    def check_reached(self, fresh: set[tuple[str, str]]) -> None:
        for what, account in fresh:
            root = self.workspace.store.reader.value("SELECT root FROM account_root WHERE id = ?", (account,))
            assert self.workspace.never.of_account(root) is None, f"{what} reached a suppressed one"
            assert self.workspace.account(root).place != "dropped", f"{what} reached a dropped one"

    def touch(self, who: int, channel: str, outcome: str, override: str) -> None:
        self.workspace.touches.log(self.ids[who], channel, outcome, override=override)

    def draft(self, who: int) -> None:
        subject, body = self.workspace.drafts.begin(self.ids[who])
        self.workspace.drafts.write(self.ids[who], subject, body)

    def sent(self, who: int, override: str) -> None:
        for one in self.workspace.drafts.of(self.ids[who])[:1]:
            self.workspace.drafts.sent(one.id, override)

    def plan(self, who: int, day: str, reason: str) -> None:
        self.workspace.steps.schedule(self.ids[who], day, reason=reason)

    def snooze(self, who: int, code: str) -> None:
        self.workspace.steps.snooze(self.ids[who], "3", code)

    def never(self, who: int, reason: str) -> None:
        self.workspace.never.suppress_account(self.ids[who], reason)

    def lift(self, who: int, reason: str) -> None:
        if entry := self.workspace.never.of_account(self.ids[who]):
            self.workspace.never.lift(entry.id, reason)

    def drop(self, who: int, reason: str, override: str) -> None:
        self.workspace.naming.drop(self.ids[who], reason, override=override)

    def back(self, who: int) -> None:
        self.workspace.naming.activate(self.ids[who])

    def merge(self, kept: int, gone: int) -> None:
        if kept != gone:
            self.workspace.merging.merge(self.ids[kept], self.ids[gone])

    def horizon(self, who: int, horizon: str) -> None:
        self.workspace.naming.horizon(self.ids[who], horizon)

    def undo(self) -> None:
        self.workspace.undo()

    def redo(self) -> None:
        self.workspace.redo()

    def wait(self, days: int) -> None:
        self.clock.move(days=days)

    def check(self) -> None:
        """Check what holds after any history."""
        workspace = self.workspace
        view = workspace.today.view()
        planned = [one.account_id for one in (*view.due, *view.coming, *view.after)]
        lane = [one.account_id for one in view.stuck]
        active = [row.id for row in workspace.list_rows()]
        assert sorted([*planned, *lane]) == sorted(active), "every open target has one next step or stands in the lane"
        forbidden = [key for key in active if workspace.never.of_account(key)]
        assert not set(planned) & set(forbidden)
        names = [workspace.account(key).name for key in forbidden]
        live = [part for part in workspace.calendar().split("BEGIN:VEVENT")[1:] if "STATUS:CANCELLED" not in part]
        assert not [name for name in names for part in live if name in part], "an export reaches a suppressed one"
        self.check_exports()
        rows = workspace.store.reader.rows("SELECT rule, reason FROM rule_override")
        assert all(reason for rule, reason in rows if rule != "unready"), "an override without a reason"
        counts = workspace.strategy.counts()
        assert len(counts.claimed) >= len(counts.meeting) >= len(counts.followed)

    def check_exports(self) -> None:
        """Check that nobody who must not be contacted is in a file for another program."""
        workspace, every = self.workspace, Scope(PLACES, None)
        rows = workspace.list_rows(places=PLACES, everybody=True)
        forbidden = {row.name for row in rows if workspace.never.of_account(row.id)}
        for form in ("csv", "jsonl", "salesforce") if rows else ():
            path = workspace.path.with_suffix(f".{form}")
            report = workspace.exports.write(path, form, every)
            written = path.read_text(encoding="utf-8-sig")
            assert {one.name for one in report.held_back} == forbidden
            assert {row.name for row in rows if row.name in written} == {row.name for row in rows} - forbidden


@pytest.fixture(scope="session")
def played(fresh_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[list[Any]], None]:
    """Return what plays a history in a workspace of its own and checks it."""
    folder = tmp_path_factory.mktemp("histories")

    def play(acts: list[Any]) -> None:
        path = folder / "history.db"
        for part in folder.iterdir():
            part.unlink()
        shutil.copyfile(fresh_file, path)
        clock = FrozenClock(datetime(2026, 6, 3, 9, 30, tzinfo=UTC))
        workspace = open_workspace(path, Settings(rep="robin", cache="none"), clock=clock)
        try:
            history = History(workspace, clock)
            for act in acts:
                clock.move(minutes=7)
                history.do(*act)
            history.check()
        finally:
            workspace.close()

    return play


@examples(40)
@given(acts=st.lists(ACTS, min_size=6, max_size=22))
def test_no_touch_draft_or_export_reaches_a_suppressed_one_and_no_override_lacks_its_reason(
    played: Callable[[list[Any]], None], acts: list[Any]
) -> None:
    played(acts)


@pytest.mark.parametrize("state", ["merged", "suppressed", "dropped", "missing"])
def test_a_touch_on_one_that_is_gone_is_a_sentence_and_nothing_half_written(workspace: Workspace, state: str) -> None:
    account = workspace.naming.name("Alder Werke", domain="alder.example").account_id
    other = workspace.naming.name("Birke Pumpen").account_id
    draft = workspace.drafts.write(account, "x", "Hello")
    if state == "merged":
        workspace.merging.merge(other, account)
    elif state == "suppressed":
        workspace.never.suppress_account(account, "asked us")
    elif state == "dropped":
        workspace.naming.drop(account, "no money")
    key = "nobody" if state == "missing" else account
    before = workspace.store.reader.value("SELECT MAX(number) FROM action")
    for act in (
        lambda: workspace.touches.log(key, "phone", "no_answer", override="because", call_back="tomorrow 10:00"),
        lambda: workspace.steps.schedule(key, "tomorrow", reason="because"),
        lambda: workspace.drafts.write(key, "x", "y"),
    ):
        with pytest.raises(ProspectorError, match=r"^\S.*\S$"):
            act()
    if state in ("suppressed", "dropped"):
        with pytest.raises(ProspectorError):
            workspace.drafts.sent(draft.id, "because")
    assert workspace.store.reader.value("SELECT MAX(number) FROM action") == before
    assert workspace.touches.of(account) == []
