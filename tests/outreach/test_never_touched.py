"""The headline number, counted by hand over the rows of ten made workspaces."""

from __future__ import annotations

import contextlib
import random
from fractions import Fraction

import pytest

from prospector.clock import FrozenClock
from prospector.errors import ProspectorError
from prospector.workspace import Workspace
from tests.chance import seeds

_STEMS = tuple(f"{first}{last}" for first in ("Ac", "Bol", "Cor", "Dyn", "Em") for last in ("me", "ta", "gan", "este"))


def by_hand(workspace: Workspace, rep: str) -> Fraction:
    """Count from the bare tables, with sets and loops only."""
    reader = workspace.store.reader
    merged = {one: into for one, into in reader.rows("SELECT id, merged_into FROM account") if into}

    def top(account: str) -> str:
        while account in merged:
            account = merged[account]
        return account

    last: dict[str, tuple[int, str, str]] = {}
    for root, seq, state, account in reader.rows("SELECT root, seq, state, account_id FROM touch"):
        if root not in last or last[root][0] < seq:
            last[root] = (seq, state, account)
    touched = {top(account) for _, state, account in last.values() if state == "stands"}
    targets = reader.rows("SELECT account_id, place, rep FROM target")
    active = [account for account, place, who in targets if place == "active" and who == rep and account not in merged]
    return Fraction(sum(account not in touched for account in active), len(active)) if active else Fraction(0)


def history(workspace: Workspace, clock: FrozenClock, seed: int) -> None:
    """Name, touch, merge, drop, bench, correct and take back, in an order that the seed decides."""
    dice = random.Random(seed)
    ids: list[str] = []
    for stem in _STEMS[: dice.randint(4, 20)]:
        clock.move(hours=dice.randint(1, 30))
        ids.append(
            workspace.naming.name(
                f"{stem} GmbH", domain=f"{stem.lower()}.example", bench=dice.random() < 0.2
            ).account_id
        )
    for _ in range(40):
        clock.move(days=3)
        one, other = dice.sample(ids, 2)
        act = dice.choice(["touch", "touch", "touch", "merge", "drop", "bench", "undo", "unmerge", "edit"])
        with contextlib.suppress(ProspectorError):
            if act == "touch":
                workspace.touches.log(one, "phone", dice.choice(["no_answer", "spoke", "sent"]), override="again")
            elif act == "merge":
                workspace.merging.merge(one, other)
            elif act == "unmerge":
                workspace.merging.unmerge(one)
            elif act == "drop":
                workspace.naming.drop(one, "no need", "asks too late")
            elif act == "bench":
                workspace.naming.to_bench(one)
            elif act == "edit":
                workspace.naming.edit(one, pain="leaks")
            else:
                workspace.undo()


@pytest.mark.parametrize("seed", seeds(4, 10))
def test_s1_6_the_never_touched_share_equals_a_count_by_hand(
    workspace: Workspace, clock: FrozenClock, seed: int
) -> None:
    history(workspace, clock, seed)
    view = workspace.today.view()
    counted = Fraction(view.never_touched, view.active) if view.active else Fraction(0)
    assert counted == by_hand(workspace, "robin")
    assert view.never_share == round(100 * counted)
    assert view.never_touched == sum(not row.touches for row in workspace.list_rows()), "the list says the same"


def test_s1_6_what_is_merged_counts_once_and_what_is_dropped_not_at_all(workspace: Workspace) -> None:
    first, second, third = (workspace.naming.name(name).account_id for name in ("Acme GmbH", "Bolt AB", "Cog SA"))
    assert (workspace.today.view().never_touched, workspace.today.view().active) == (3, 3)
    workspace.touches.log(second, "phone", "spoke")
    workspace.merging.merge(first, second)
    assert (workspace.today.view().never_touched, workspace.today.view().active) == (1, 2)
    workspace.naming.drop(third, "no need")
    assert (workspace.today.view().never_touched, workspace.today.view().active) == (0, 1)
    assert by_hand(workspace, "robin") == 0
