"""Whatever is done between a merge and its undoing: what nobody touched is back exactly, the rest is listed, nothing is lost."""

import random
from typing import Any

import pytest
from sqlmodel import SQLModel

from prospector.errors import ProspectorError
from prospector.model.tables import Claim, Judgement, Suppression, Touch
from prospector.store.capture import image_of
from prospector.store.history import next_undo
from prospector.store.net import models
from tests.chance import seeds

WORDS = ("Alster", "Birke", "Carbon", "Delphin", "Eiche", "Falke", "Ginster")
LOGS = {"action", "change"}
DERIVED = {"fit_score"}
SEEDS = seeds(2, 3)


def tables(workspace):
    """Return every row of every table that is not a log, by table and key."""
    with workspace.store.action("look") as action:
        found: dict[tuple[str, ...], dict[str, Any]] = {}
        for name, model in models().items():
            if name not in LOGS and not getattr(model, "append_only", False):
                rows = [image_of(row) for row in action.find(model)]
                keys = [column.name for column in SQLModel.metadata.tables[name].primary_key]
                found |= {(name, *(row[key] for key in keys)): row for row in rows}
        return found


def notes(workspace):
    """Return the notes of all touches that stand, as they are read through the accounts shown."""
    roots = [one for (one,) in workspace.store.reader.rows("SELECT id FROM account WHERE merged_into IS NULL")]
    return sorted(touch.note for root in roots for touch in workspace.touches.of(root))


class Hands:
    """Somebody who does one thing after the other, at random but always the same for a seed."""

    def __init__(self, workspace, seed):
        self.workspace = workspace
        self.chance = random.Random(seed)
        self.ids = []
        for number, word in enumerate(WORDS):
            domain = f"{word.lower()}.example" if number % 2 else ""
            named = workspace.naming.name(f"{word} Pumpen GmbH", domain=domain, pain=f"pain {word}", different=True)
            self.ids.append(named.account_id)
            self.log(named.account_id, word)
            self.claim(named.account_id)
        self.logged = sorted(WORDS)
        self.left, self.right = self.chance.sample(self.ids, 2)

    def log(self, account_id, note):
        self.workspace.touches.log(account_id, "phone", "no_answer", note=note, override="the test says so")

    def claim(self, account_id):
        chance = self.chance
        field, value = chance.choice(
            [("employees", str(chance.randrange(1, 99))), ("phone", f'"+4940{chance.randrange(10**6)}"'),
             ("address", f'{{"city": "Town{chance.randrange(9)}", "country": "DE"}}'), ("industry", '"pumps"')]
        )  # fmt: skip
        with self.workspace.store.action("Research", by="machine", actor="prospector") as action:
            row = Claim(account_id=account_id, field=field, value=value, source=f"s{chance.randrange(3)}")
            row.read_at = action.now()
            action.add(row)

    def unclaim(self, account_id):
        with self.workspace.store.action("Research again", by="machine", actor="prospector") as action:
            for row in action.find(Claim, Claim.account_id == account_id)[:1]:
                action.remove(row)

    def act(self, batch=""):
        """Do one thing; one that is refused is none."""
        chance, workspace, naming = self.chance, self.workspace, self.workspace.naming
        one, other = chance.sample(self.ids, 2)
        kind = chance.choice(
            ("edit", "rename", "place", "touch", "claim", "unclaim", "drop", "swap", "bench", "activate", "judge",
             "undo", "redo", "merge", "unmerge", "name")
        )  # fmt: skip
        doing = {
            "edit": lambda: naming.edit(one, pain=f"pain {chance.random()}", why="because"),
            "rename": lambda: naming.edit(one, name=f"{chance.choice(WORDS)} {chance.choice(WORDS)} GmbH"),
            "place": lambda: naming.edit(one, city=f"Town{chance.randrange(9)}", country="DE"),
            "touch": lambda: self.touch(one),
            "claim": lambda: self.claim(one),
            "unclaim": lambda: self.unclaim(one),
            "drop": lambda: naming.drop(one, "no budget", "ask earlier"),
            "swap": lambda: naming.swap(one, other, "better"),
            "bench": lambda: naming.to_bench(one),
            "activate": lambda: naming.activate(one),
            "judge": lambda: workspace.review.answer(one, other, chance.choice(("related", "different", "later"))),
            "undo": lambda: self.undo(batch),
            "redo": workspace.redo,
            "merge": lambda: workspace.merging.merge(one, other, reason="one company"),
            "unmerge": lambda: self.unmerge(one),
            "name": lambda: naming.name(f"Neu {chance.random()} AG", different=True),
        }
        try:
            doing[kind]()
        except ProspectorError:
            return
        workspace.store.clock.move(minutes=7)

    def touch(self, account_id):
        note = f"note {self.chance.random()}"
        self.log(account_id, note)
        self.logged.append(note)

    def undo(self, batch):
        """Take the newest act back, unless it is the merge that is looked at or logged a touch."""
        found = next_undo(self.workspace.store.reader)
        if found is not None and found.batch != batch and "touch" not in found.title.casefold() and found.number > 30:
            before = notes(self.workspace)
            self.workspace.undo()
            if notes(self.workspace) != before:
                self.workspace.redo()

    def unmerge(self, member):
        if member != self.right:
            self.workspace.merging.unmerge(member)


def named_after(rows, key, image):
    """Return the names of the accounts that a row belongs to."""
    ids = {image.get(name) for name in ("account_id", "left", "right", "root_id", "member_id")} | {key[1]}
    return {rows[at]["name"] for at in rows if at[0] == "account" and at[1] in ids}


def restored(before, merged, edited, after, told):
    """Return what is wrong: rows and fields that are neither back nor as they were left and told."""
    wrong = []
    for key in before.keys() | merged.keys() | edited.keys() | after.keys():
        states = [rows.get(key) for rows in (before, merged, edited, after)]
        image = next(state for state in states if state is not None)
        listed = any(name in told for name in named_after(edited | before, key, image))
        if key[0] not in DERIVED:
            was, held, left, now = states
            wrong += [(key, *what) for what in wrongs(was, held, left, now, listed, "bench" in told)]
    return wrong


def wrongs(was, held, left, now, listed, mended):
    """Yield what is wrong with one row: as it was before the merge, after it, after the edits and at the end."""
    if was == held:
        if now != left and not (listed and mended):
            yield "changed by unmerging", left, now
    elif was is None or held is None or left is None or now is None:
        if now != was and not (now == left and listed):
            yield "neither back nor told", was, now
    else:
        for field, value in was.items():
            touched = left[field] != held[field]
            wanted = value if value != held[field] and not touched else left[field]
            if not listed and (now[field] != wanted or (touched and value != held[field])):
                yield field, wanted, now[field]


@pytest.mark.parametrize("seed", SEEDS)
def test_unmerging_after_twenty_edits_restores_what_nobody_touched_and_lists_the_rest(workspace, clock, seed):
    hands = Hands(workspace, seed)
    before = tables(workspace)
    workspace.merging.merge(hands.left, hands.right)
    batch = workspace.store.reader.value("SELECT batch FROM merge WHERE member_id = ?", (hands.right,))
    merged = tables(workspace)
    for _ in range(20):
        hands.act(batch)
    edited = tables(workspace)
    result = workspace.merging.unmerge(hands.right)
    told = "\n".join((*result.kept, *result.since))
    assert restored(before, merged, edited, tables(workspace), told) == []
    assert edited["account", hands.right]["merged_into"] == hands.left
    assert tables(workspace)["account", hands.right]["merged_into"] is None
    assert notes(workspace) == sorted(hands.logged)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_later_change_of_the_two_is_told_with_where_it_stays(workspace, seed):
    hands = Hands(workspace, seed + 100)
    workspace.merging.merge(hands.left, hands.right)
    merged = tables(workspace)
    hands.workspace.naming.edit(hands.left, why="told", city="Malmö")
    hands.touch(hands.left)
    hands.claim(hands.left)
    hands.claim(hands.left)
    workspace.naming.drop(hands.left, "no budget")
    assert tables(workspace) != merged
    name = workspace.account(hands.left).name
    since = workspace.merging.unmerge(hands.right).since
    assert any(one.startswith("city") and one.endswith(f"changed since: stays with {name}") for one in since)
    assert f"1 touch logged since: stays with {name}" in since
    assert f"2 claims stored since: stay with {name}" in since
    assert any("place on the list" in one and "why" in one for one in since)


@pytest.mark.parametrize("seed", SEEDS)
def test_merge_then_unmerge_is_the_identity_on_every_table(workspace, seed):
    hands = Hands(workspace, seed + 200)
    for _ in range(10):
        hands.act()
    before = tables(workspace)
    try:
        workspace.merging.merge(hands.left, hands.right)
    except ProspectorError:
        pytest.skip("one of the two was merged before")
    assert tables(workspace) != before
    result = workspace.merging.unmerge(hands.right)
    assert (result.kept, result.since) == ((), ())
    assert tables(workspace) == before


@pytest.mark.parametrize("seed", SEEDS)
def test_no_sequence_of_merges_loses_a_touch_or_a_suppression(workspace, seed):
    hands = Hands(workspace, seed + 300)
    never = hands.chance.sample(hands.ids, 2)
    for one in never:
        workspace.never.suppress_account(one, "they said no")
    entries = workspace.store.reader.value("SELECT COUNT(*) FROM suppression")
    logged = workspace.store.reader.value("SELECT COUNT(*) FROM touch")
    for _ in range(25):
        one, other = hands.chance.sample(hands.ids, 2)
        try:
            if hands.chance.random() < 0.7:
                workspace.merging.merge(one, other)
            else:
                workspace.merging.unmerge(one)
        except ProspectorError:
            continue
        assert notes(workspace) == sorted(hands.logged)
        roots = dict(workspace.store.reader.rows("SELECT id, root FROM account_root"))
        for one in never:
            assert workspace.never.of_account(roots[one]) is not None
            assert workspace.never.of_account(one) is not None
    assert workspace.store.reader.value("SELECT COUNT(*) FROM suppression") == entries
    assert workspace.store.reader.value("SELECT COUNT(*) FROM touch") == logged
    assert {Touch.append_only, Suppression.append_only} == {True}


@pytest.mark.parametrize("seed", SEEDS)
def test_judged_pairs_come_back_only_when_a_compared_field_changed(workspace, seed):
    chance = random.Random(seed)
    names = [f"{word} {form}" for word in WORDS[:4] for form in ("Pumps Ltd", "Pump Limited", "Pumps")]
    ids = [workspace.naming.name(name, different=True, bench=True).account_id for name in names]
    while queue := workspace.review.queue():
        for one in queue:
            workspace.review.answer(one.left, one.right, chance.choice(("related", "different")))
    doing = (
        lambda one: workspace.naming.edit(one, pain=f"pain {chance.random()}"),
        lambda one: workspace.touches.log(one, "phone", "no_answer", override="the test says so"),
        lambda one: workspace.naming.drop(one, "no budget"),
        workspace.naming.activate,
        workspace.naming.to_bench,
        lambda one: workspace.merging.merge(one, chance.choice(ids)),
        workspace.merging.unmerge,
    )
    for _ in range(20):
        try:
            chance.choice(doing)(chance.choice(ids))
        except ProspectorError:
            continue
        workspace.store.clock.move(minutes=7)
        assert workspace.review.queue() == []
    root = workspace.store.reader.value("SELECT root FROM account_root WHERE id = ?", (ids[0],))
    workspace.naming.edit(root, name="Alster Pumpss Ltd", city="Leeds")
    asked = workspace.review.queue()
    assert asked
    assert all(root in (one.left, one.right) for one in asked)


def test_an_answer_does_not_cover_a_question_that_the_other_one_brings(workspace):
    ids = [workspace.naming.name(name, different=True, bench=True).account_id
           for name in ("Kestrel Marine Ltd", "Quorvex Systems Ltd", "Quorvex System Limited")]  # fmt: skip
    kestrel, quorvex, other = ids
    workspace.review.answer(kestrel, other, "different")
    assert len(workspace.review.queue()) == 1
    workspace.merging.merge(kestrel, quorvex)
    (asked,) = workspace.review.queue()
    assert {asked.left, asked.right} == {kestrel, other}
    workspace.merging.unmerge(quorvex)
    workspace.review.answer(quorvex, other, "different")
    workspace.merging.merge(kestrel, quorvex)
    assert workspace.review.queue() == []
    with workspace.store.action("look") as action:
        assert len(action.find(Judgement)) == 2


def test_an_answer_given_while_naming_holds_for_a_company_of_several_parts(workspace):
    one, other = (workspace.naming.name(name, different=True, bench=True).account_id
                  for name in ("Kestrel Marine Ltd", "Quorvex Systems Ltd"))  # fmt: skip
    workspace.merging.merge(one, other)
    named = workspace.naming.name("Kestrel Marine Limited", different=True, judge="different", bench=True)
    assert workspace.review.queue() == []
    workspace.naming.edit(named.account_id, city="Leeds")
    assert len(workspace.review.queue()) == 1
