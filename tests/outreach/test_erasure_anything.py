"""Whatever was done with a company before, after its erasure nothing of it is left."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from prospector.errors import NotFound, ProspectorError, Refused
from prospector.settings import Settings
from prospector.store.verify import verify
from prospector.workspace import Workspace
from tests.chance import seeds
from tests.outreach.erased import everything, holding


@pytest.fixture
def settings(home: Path) -> Settings:
    return Settings(rep="robin", pace_seconds=0)


@pytest.mark.parametrize("seed", seeds(2, 4))
def test_whatever_was_done_before_nothing_of_it_is_left(
    workspace: Workspace, home: Path, seed: int, open_again: Callable[[], Workspace]
) -> None:
    """Random acts that name two companies and their people everywhere, then both erased one after the other."""
    dice = random.Random(seed)
    words = [
        ("Quarzwerk Ostfeld", "quarzwerk.example", "Thekla Immergrün"),
        ("Zinnober 9 AG", "zinnober9.example", "Odo Xaver"),
    ]
    ws = workspace
    ids = [ws.naming.name(name, domain=host).account_id for name, host, _ in words]
    bystander = ws.naming.name("Bystander Ltd", domain="bystander.example").account_id

    def text() -> str:
        name, host, person = dice.choice(words)
        return f"{dice.choice('abc')} {dice.choice([name, name.upper(), host, person, f'info@{host}'])} {dice.choice('xyz')}"

    acts: list[Callable[[], object]] = [
        lambda: ws.naming.edit(dice.choice([*ids, bystander]), why=text(), pain=text()),
        lambda: ws.touches.log(
            dice.choice([*ids, bystander]), "phone", "spoke", person=dice.choice(words)[2], note=text(), override="x"),
        lambda: ws.touches.correct(dice.choice(ws.touches.of(dice.choice([*ids, bystander]))).id, note=text()),
        lambda: ws.people.add(dice.choice(ids), dice.choice(words)[2], email=f"p{dice.randrange(9)}@{dice.choice(words)[1]}"),
        lambda: ws.naming.to_bench(dice.choice(ids), text()),
        lambda: ws.naming.drop(dice.choice(ids), text(), lesson=text()),
        lambda: ws.merging.merge(*dice.sample(ids, 2), reason=text()),
        lambda: ws.merging.unmerge(dice.choice(ids)),
        lambda: ws.never.suppress("email", f"x@{dice.choice(words)[1]}", text()),
        lambda: ws.complaints.make(text(), account_id=dice.choice([*ids, bystander])),
        ws.undo, ws.undo, ws.redo,
    ]  # fmt: skip
    for _ in range(40):
        with contextlib.suppress(ProspectorError, IndexError, TypeError, AttributeError):
            dice.choice(acts)()
    for merged in [one.member for one in ws.merging.merges()]:
        ws.merging.unmerge(merged)
    for name, _, person in words:
        with contextlib.suppress(NotFound):
            ws.upkeep.erase(name, kind="company")
        for where in ({"company": "Bystander Ltd"}, {"company": words[0][0]}, {"company": words[1][0]}):
            with contextlib.suppress(NotFound, Refused):
                ws.upkeep.erase(person, kind="person", **where)
        assert verify(ws.store) == []
    assert holding(everything(ws, home), tuple(word for words_of_one in words for word in words_of_one)) == []
    ws.close()
    again = open_again()
    assert verify(again.store) == []
    assert "Bystander Ltd" in {one.name for one in again.list_rows(places=("active", "bench", "dropped"))}
