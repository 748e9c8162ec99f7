"""Every measure against a count by hand over the raw tables of ten made workspaces: sets and loops only."""

from __future__ import annotations

import contextlib
import random
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from typing import Any

import pytest

from prospector.clock import FrozenClock
from prospector.errors import ProspectorError
from prospector.plan.profile import parse_profile
from prospector.workspace import Workspace

SHORT = 4
"""Workspaces of which the suite looks at every one; the others are made by `make test-long`."""
REPS = ("ana", "Ben", "cleo")
SOURCES = ("own naming", "trade fair", "website form")
FORWARD = {"qualified", "handed_over", "opportunity"}
SOFT = {"no_time", "too_hard", "lost_interest", "too_slow"}
PROFILE = '\nname = "x"\n[[criterion]]\nname = "here"\nkind = "must"\nweight = 2\nfield = "country"\nany = ["DE"]\n'


def history(workspace: Workspace, clock: FrozenClock, seed: int) -> None:
    """Let three reps name, touch, correct, merge, drop, move, put off, hand over and take back, as the seed decides."""
    dice = random.Random(seed)
    workspace.plans.apply(parse_profile(PROFILE))
    stems = [f"{one}{two}" for one in ("Ac", "Bol", "Cor", "Dyn", "Em", "Fal") for two in ("me", "ta", "gan", "este")]
    ids: list[str] = []
    for stem in stems[: dice.randint(8, 24)]:
        clock.move(hours=dice.randint(1, 30))
        workspace.store.actor = dice.choice(REPS)
        source = dice.choice(SOURCES)
        origin = "inbound" if source == "website form" else "chosen"
        ids.append(
            workspace.naming.name(f"{stem} GmbH", country=dice.choice(("DE", "FR", "")), source=source, origin=origin,
                                  bench=dice.random() < 0.15, different=True).account_id
        )  # fmt: skip
    for _ in range(70):
        clock.move(hours=dice.randint(5, 40))
        workspace.store.actor = dice.choice(REPS)
        one, other = dice.sample(ids, 2)
        with contextlib.suppress(ProspectorError):
            _act(workspace, dice, one, other)
    workspace.store.actor = "maria"


def _act(workspace: Workspace, dice: random.Random, one: str, other: str) -> None:
    def touch() -> object:
        outcome = dice.choice(["no_answer", "spoke", "sent", "replied", "meeting_set", "gatekeeper"])
        reaction = dice.choice(["unknown", "curious", "not_us", "not_now"])
        return workspace.touches.log(one, dice.choice(["phone", "mail"]), outcome, reaction=reaction, override="again")

    def drop() -> None:
        code = dice.choice(["no_need", "too_hard", "no_time", "no_response"])
        workspace.naming.drop(one, "", code=code, override="so")

    def stage() -> None:
        to = dice.choice(["qualified", "opportunity", "nurture"])
        workspace.stages.move(one, to, "as agreed", override=True)

    def accept() -> None:
        for each in workspace.hand_overs.listed(waiting=True):
            workspace.hand_overs.accept(each.id, "taken")

    acts: list[Callable[[], object]] = [
        *[touch] * 8, drop, stage, stage, workspace.undo,
        lambda: workspace.merging.merge(one, other), lambda: workspace.merging.unmerge(one),
        lambda: workspace.naming.to_bench(one), lambda: workspace.naming.explore(one, on=True),
        lambda: workspace.steps.snooze(one, "2027-01-11", dice.choice(["no_time", "waiting"])),
        lambda: workspace.hand_overs.offer(one, "kim", "they asked for it"),
        accept,
        lambda: [workspace.touches.correct(each.id, outcome="spoke") for each in workspace.touches.of(one)[:1]],
    ]  # fmt: skip
    dice.choice(acts)()


class Raw:
    """The tables as they are, read without any SQL but ``SELECT *``."""

    def __init__(self, workspace: Workspace, since: date, until: date) -> None:
        self.reader = workspace.store.reader
        self.begin, self.end, self.until = since.isoformat(), (until + timedelta(days=1)).isoformat(), until

    def table(self, name: str) -> list[dict[str, Any]]:
        columns = self.reader.columns(name)
        listed = ", ".join(f'"{column}"' for column in columns)
        return [dict(zip(columns, row, strict=True)) for row in self.reader.rows(f'SELECT {listed} FROM "{name}"')]

    @cached_property
    def accounts(self) -> dict[str, dict[str, Any]]:
        return {one["id"]: one for one in self.table("account")}

    def top(self, account: str) -> str:
        while self.accounts[account]["merged_into"]:
            account = self.accounts[account]["merged_into"]
        return account

    @cached_property
    def targets(self) -> dict[str, dict[str, Any]]:
        return {one["account_id"]: one for one in self.table("target")}

    @cached_property
    def touches(self) -> list[dict[str, Any]]:
        newest: dict[str, dict[str, Any]] = {}
        for one in sorted(self.table("touch"), key=lambda one: one["seq"]):
            newest[one["root"]] = one
        return [{**one, "top": self.top(one["account_id"])} for one in newest.values() if one["state"] == "stands"]

    def of(self, account: str) -> list[dict[str, Any]]:
        return [one for one in self.touches if one["top"] == account]

    @cached_property
    def standing(self) -> list[str]:
        return [key for key, one in self.accounts.items() if not one["merged_into"]]

    @cached_property
    def active(self) -> list[str]:
        return [key for key in self.standing if key in self.targets and self.targets[key]["place"] == "active"]

    @cached_property
    def stages(self) -> dict[str, set[str]]:
        found = {key: {self.accounts[key]["stage"]} for key in self.standing}
        for one in self.table("stage_move"):
            found[self.top(one["account_id"])].add(one["after"])
        return found

    def advanced(self, account: str) -> bool:
        return bool(self.stages[account] & FORWARD) or any(one["outcome"] == "meeting_set" for one in self.of(account))

    def inside(self, at: str | None) -> bool:
        return bool(at) and self.begin <= str(at) < self.end


def age(earlier: str, later: str) -> int:
    return max(0, (date.fromisoformat(later[:10]) - date.fromisoformat(earlier[:10])).days)


def kaplan_meier(lives: list[tuple[int, bool]], day: int) -> Fraction:
    """Return the share that is left after `day`, from (days, whether it ended then) of each, by the definition."""
    share = Fraction(1)
    for step in sorted({days for days, ended in lives if ended and days <= day}):
        at_risk = sum(days >= step for days, _ in lives)
        share *= 1 - Fraction(sum(ended and days == step for days, ended in lives), at_risk)
    return share


@pytest.mark.parametrize(
    ("place", "seed"),
    [
        *(pytest.param("file", seed, marks=pytest.mark.long if seed >= SHORT else ()) for seed in range(10)),
        pytest.param("team", 3, marks=pytest.mark.slow),
    ],
    indirect=["place"],
)
def test_every_measure_equals_a_count_by_hand(workspace: Workspace, clock: FrozenClock, seed: int) -> None:
    history(workspace, clock, seed)
    until = clock.today()
    since = until - timedelta(days=30)
    figures, raw = workspace.audit.week(since), Raw(workspace, since, until)
    _never(figures, raw)
    _curve(figures, raw)
    _cards(figures, raw)
    _groups(figures, raw)
    _dismissed(figures, raw)
    _letters(workspace, raw)


def _never(figures: Any, raw: Raw) -> None:
    never = {key for key in raw.active if not raw.of(key)}
    assert set(figures.never.ids) == never
    assert figures.never.whole == len(raw.active)
    assert sum(one.part for one in figures.ages) == len(never)
    young = [key for key in raw.active if age(raw.accounts[key]["named_at"], raw.until.isoformat()) <= 30]
    assert sum(one.whole for one in figures.ages[:3]) == len(young)
    for one in figures.cards:
        mine = [key for key in raw.active if raw.targets[key]["rep"] == one.rep]
        assert (one.never.part, one.never.whole) == (len(never & set(mine)), len(mine))
    tries = Counter(sum(one["outcome"] != "replied" for one in raw.of(key)) for key in raw.active)
    assert [one.part for one in figures.per_target[:3]] == [tries[0], tries[1], tries[2]]
    assert sum(one.part for one in figures.per_target) == len(raw.active)


def _curve(figures: Any, raw: Raw) -> None:
    lives = []
    for key in raw.standing:
        target, named = raw.targets.get(key), raw.accounts[key]["named_at"]
        if target is None or target["place"] not in ("active", "dropped"):
            continue
        first = min((one["at"] for one in raw.of(key)), default="")
        end = target["since"] if target["place"] == "dropped" else raw.until.isoformat()
        lives.append((age(named, first or end), bool(first)))
    assert figures.curve.names == len(lives)
    for day in (0, 1, 3, 7, 14, 30, 60):
        assert figures.curve.at(day) == pytest.approx(float(kaplan_meier(lives, day)))


def _cards(figures: Any, raw: Raw) -> None:
    for one in figures.cards:
        mine = [touch for touch in raw.touches if touch["rep"] == one.rep and raw.inside(touch["at"])]
        assert one.attempts.part == sum(touch["outcome"] != "replied" for touch in mine)
        reached = [touch for touch in mine if touch["outcome"] in ("spoke", "replied", "meeting_set")]
        assert (one.reached.part, one.reached.whole) == (len(reached), len(mine))
        for reaction in ("curious", "not_us", "not_now"):
            assert one.reactions[reaction].part == sum(touch["reaction"] == reaction for touch in mine)
        touched = {touch["top"] for touch in mine}
        assert set(one.touched.ids) == touched
        moved = {raw.top(move["account_id"]) for move in raw.table("stage_move")
                 if move["after"] in FORWARD and raw.inside(move["moved_at"])
                 and (move["moved_by"] == one.rep or raw.top(move["account_id"]) in touched)}  # fmt: skip
        met = {touch["top"] for touch in mine if touch["outcome"] == "meeting_set"}
        assert set(one.advanced.ids) == moved | met
        snoozed = [row for row in raw.table("snooze") if row["rep"] == one.rep and raw.inside(row["snoozed_at"])]
        assert (one.put_off.part, one.put_off.whole) == (
            sum(row["reason_code"] in SOFT for row in snoozed),
            len(snoozed),
        )
        gone = [key for key in raw.standing if key in raw.targets and raw.targets[key]["rep"] == one.rep
                and raw.targets[key]["place"] == "dropped" and raw.inside(raw.targets[key]["since"])]  # fmt: skip
        soft = {key for key in gone if raw.targets[key]["reason_code"] in SOFT}
        assert (set(one.dropped.ids), one.dropped.whole) == (soft, len(gone))
    new = [key for key in raw.standing if raw.inside(raw.accounts[key]["named_at"])]
    chosen = [key for key in new if raw.accounts[key]["origin"] == "chosen"]
    assert (figures.waiting.part, figures.waiting.whole) == (len(chosen), len(new))


def _groups(figures: Any, raw: Raw) -> None:
    main = [key for key in raw.standing if not (key in raw.targets and raw.targets[key]["explore"])]
    accepted = {raw.top(row["account_id"]) for row in raw.table("hand_over") if row["state"] == "accepted"}
    for by, column in (("source", "source"), ("namer", "named_by"), ("origin", "origin")):
        groups = defaultdict(list)
        for key in main:
            groups[raw.accounts[key][column]].append(key)
        assert {one.value for one in figures.groups[by]} == set(groups)
        assert sum(one.given.part for one in figures.groups[by]) == len(main)
        for one in figures.groups[by]:
            keys = groups[one.value]
            assert one.given.part == len(keys)
            assert set(one.touched.ids) == {key for key in keys if raw.of(key)}
            assert set(one.advanced.ids) == {key for key in keys if raw.advanced(key)}
            assert set(one.qualified.ids) == {key for key in keys if raw.stages[key] & FORWARD}
            assert set(one.opportunities.ids) == {key for key in keys if "opportunity" in raw.stages[key]}
            assert set(one.accepted.ids) == accepted & set(keys)
    for source in figures.groups["source"]:
        tried = [key for key in source.given.ids if raw.of(key)]
        tired = len(tried) >= 12 and not any(raw.advanced(key) for key in source.given.ids)
        assert tired == any(one.kind == "fatigue" and one.who == source.value for one in figures.findings)


def _dismissed(figures: Any, raw: Raw) -> None:
    floor = {raw.top(row["account_id"]) for row in raw.table("rule_override")
             if row["rule"] == "floor" and raw.inside(row["overridden_at"])}  # fmt: skip
    expected = set()
    for key in raw.standing:
        target = raw.targets.get(key)
        if target is None or target["place"] != "dropped" or not raw.inside(target["since"]):
            continue
        tries = sum(one["outcome"] != "replied" for one in raw.of(key))
        if key in floor or (target["reason_code"] == "no_response" and tries < 6):
            expected.add(("under_floor", key))
        elif raw.accounts[key]["country"] == "DE":
            expected.add(("high_fit_drop", key))
        elif target["reason_code"] in SOFT:
            expected.add(("soft_drop", key))
    assert {(one.kind, one.account_id) for one in figures.dismissals} == expected


def _letters(workspace: Workspace, raw: Raw) -> None:
    for source in {one["source"] for one in raw.accounts.values()}:
        letter = workspace.audit.letter(source)
        given = {key for key, one in raw.accounts.items() if one["source"] == source}
        assert {one.account_id for one in letter.fates} == given
        assert len(letter.fates) == len(given)
        merged = {key for key in given if raw.accounts[key]["merged_into"]}
        assert {one.account_id for one in letter.fates if one.fate == "same"} == merged
        untouched = {one.account_id for one in letter.fates if one.fate == "none"}
        assert all(not raw.of(key) for key in untouched)
