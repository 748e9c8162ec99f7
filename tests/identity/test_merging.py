"""Merging is a link: exact to take back, nothing lost, an answered pair is not asked again."""

import random

import pytest

from prospector.errors import BadInput, NotFound, Refused
from prospector.identity.merging import LEFT, FieldChoice
from tests.chance import seeds

TABLES = ("account", "account_name", "account_domain", "target", "claim", "judgement", "merge", "fit_score", "outcome")


def tables(workspace):
    return {table: workspace.store.reader.rows(f'SELECT * FROM "{table}" ORDER BY id') for table in TABLES}


@pytest.fixture
def twins(workspace):
    left = workspace.naming.name("Bergmans Pump AB", pain="old vans").account_id
    right = workspace.naming.name("Bergman Pumpar", domain="bergman.example", why="near", different=True).account_id
    workspace.touches.log(right, "phone", "spoke", note="asked for a quote")
    return left, right


def test_touches_names_and_domains_are_read_through_the_root(workspace, twins):
    left, right = twins
    workspace.merging.merge(left, right)
    (row,) = workspace.list_rows()
    assert (row.id, row.touches, row.last_outcome, row.pain, row.why) == (left, 1, "spoke", "old vans", "near")
    assert workspace.account(left).other_names == ["Bergman Pumpar"]
    assert [touch.note for touch in workspace.touches.of(left)] == ["asked for a quote"]
    assert workspace.resolve("Bergman Pumpar") == left
    assert workspace.known.lookup("Bergman Pumpar")[0].id == left
    assert workspace.today.view().never_touched == 0
    assert workspace.naming.board().taken == 1


def test_merge_then_unmerge_is_the_identity(workspace, twins):
    before = tables(workspace)
    workspace.merging.merge(*twins)
    assert tables(workspace) != before
    result = workspace.merging.unmerge(twins[1])
    assert result.kept == ()
    assert tables(workspace) == before
    assert workspace.undo().title.startswith("Unmerge")
    assert len(workspace.list_rows()) == 1


def test_unmerge_after_later_edits_lists_what_stays(workspace, twins):
    left, right = twins
    workspace.merging.merge(left, right)
    workspace.naming.edit(left, why="something else", city="Malmö")
    workspace.touches.log(left, "mail", "sent", override="they asked for it")
    result = workspace.merging.unmerge(right)
    assert any("why" in sentence for sentence in result.kept)
    assert workspace.account(left).why == "something else"
    assert workspace.account(left).city == "Malmö"
    assert [len(workspace.touches.of(one)) for one in (left, right)] == [1, 1]


def test_what_was_merged_on_meanwhile_is_told(workspace, twins):
    left, right = twins
    workspace.merging.merge(left, right)
    third = workspace.naming.name("Zirkon Lager").account_id
    workspace.review.answer(left, workspace.naming.name("Alder AG").account_id, "different")
    workspace.merging.merge(third, left)
    since = workspace.merging.unmerge(right).since
    assert "the answer “different” about Bergmans Pump AB and Alder AG was given since: stays" in since
    assert "Bergmans Pump AB was merged into Zirkon Lager since: what that one took over stays there" in since


def test_a_slot_that_was_given_away_meanwhile_is_not_taken_twice(workspace, twins):
    left, right = twins
    workspace.merging.merge(left, right)
    names = ("Achsen", "Bolzen", "Ketten", "Lager", "Motoren", "Nieten", "Rohre", "Siebe", "Tore", "Winden")
    for number in range(19):
        workspace.naming.name(f"{names[number % 10]}werk {number * 37 + 11}", different=True)
    assert workspace.naming.board().next_slot is None
    result = workspace.merging.unmerge(right)
    assert any("bench" in sentence for sentence in result.kept), result
    rows = workspace.list_rows()
    assert len(rows) == 20
    assert len({row.slot for row in rows}) == 20


def test_an_answered_pair_comes_back_only_when_something_compared_changed(workspace, twins):
    left, right = twins
    assert len(workspace.review.queue()) == 1
    workspace.review.answer(left, right, "different", "another town")
    assert workspace.review.queue() == []
    workspace.naming.edit(left, pain="not compared")
    assert workspace.review.queue() == []
    workspace.naming.edit(left, city="Malmö")
    assert len(workspace.review.queue()) == 1
    workspace.review.answer(left, right, "later")
    assert len(workspace.review.queue()) == 1
    workspace.review.answer(left, right, "same")
    assert workspace.review.queue() == []
    assert len(workspace.list_rows()) == 1


def test_choices_override_the_rules_and_nothing_is_lost(workspace, twins):
    left, right = twins
    workspace.merging.merge(left, right, choices={"name": "right"})
    record = workspace.account(left)
    assert record.name == "Bergman Pumpar"
    assert record.other_names == ["Bergmans Pump AB"]
    assert record.domain == "bergman.example"
    other = workspace.naming.name("Zirkon Lager", domain="zirkon.example").account_id
    workspace.merging.merge(left, other, choices={"domain": "right"})
    record = workspace.account(left)
    assert (record.name, record.domain) == ("Bergman Pumpar", "zirkon.example")
    assert "bergman.example" in record.other_domains


def test_wrong_merges_are_refused(workspace, twins):
    left, right = twins
    with pytest.raises(Refused):
        workspace.merging.merge(left, left)
    with pytest.raises(BadInput, match="no choice"):
        workspace.merging.merge(left, right, choices={"nam": "left"})
    with pytest.raises(NotFound):
        workspace.merging.unmerge(right)
    with pytest.raises(BadInput, match="unknown answer"):
        workspace.review.answer(left, right, "perhaps")


@pytest.mark.parametrize("seed", seeds(3, 6))
def test_any_sequence_of_merges_loses_no_touch_and_can_be_taken_back(workspace, seed):
    chance = random.Random(seed)
    ids = [workspace.naming.name(f"{word} GmbH", different=True).account_id
           for word in ("Alster", "Birke", "Carbon", "Delphin", "Eiche", "Falke")]  # fmt: skip
    for one in ids:
        workspace.touches.log(one, "phone", "no_answer", note=one)
    before, merged = tables(workspace), []
    for _ in range(4):
        left, right = chance.sample(ids, 2)
        try:
            merged.append(workspace.merging.merge(left, right).right)
        except Refused:
            continue
    roots = [row.id for row in workspace.list_rows()]
    assert sorted(touch.note for root in roots for touch in workspace.touches.of(root)) == sorted(ids)
    assert len(roots) == len(ids) - len(merged)
    for one in reversed(merged):
        workspace.merging.unmerge(one)
    assert tables(workspace) == before


def test_a_merged_account_is_found_by_name_or_id_and_only_when_it_is_one(workspace, twins):
    left, right = twins
    with pytest.raises(NotFound, match="no merged account “Bergman Pumpar”"):
        workspace.merging.member("Bergman Pumpar")
    assert workspace.merging.merges() == []
    workspace.merging.merge(left, right)
    assert workspace.merging.member(" bergman PUMPAR ") == workspace.merging.member(right[:12].upper()) == right
    (one,) = workspace.merging.merges()
    assert (one.member, one.member_name, one.root, one.root_name) == (right, "Bergman Pumpar", left, "Bergmans Pump AB")
    for given in ("Bergmans Pump AB", "Bergman", "", "%", "_"):
        with pytest.raises(NotFound):
            workspace.merging.member(given)
    other = workspace.naming.name("Bergman Pumpar", domain="other.example", different=True).account_id
    workspace.merging.merge(left, other)
    with pytest.raises(NotFound, match="2 merged accounts fit “Bergman Pumpar”: give the id"):
        workspace.merging.member("Bergman Pumpar")
    assert [each.member_name for each in workspace.merging.merges()] == ["Bergman Pumpar"] * 2


def test_a_field_differs_where_both_sides_say_something_else():
    def choice(left, right):
        return FieldChoice("city", left, right, LEFT, "")

    assert choice("Ulm", "Hof").differs
    assert not any(one.differs for one in (choice("Ulm", "ULM"), choice("Ulm", ""), choice("", "Hof"), choice("", "")))


@pytest.mark.parametrize(
    ("left", "right", "kept"),
    [
        ("dropped", "bench", "bench"), ("bench", "active", "active"), ("dropped", "active", "active"),
        ("bench", "dropped", "bench"), ("active", "bench", "active"), ("active", "active", "active"),
    ],
)  # fmt: skip
def test_the_better_place_of_two_is_kept_and_said_before(workspace, left, right, kept):
    keys = []
    for name, place in (("Acme GmbH", left), ("Bolt AB", right)):
        keys.append(workspace.naming.name(name, bench=place == "bench").account_id)
        if place == "dropped":
            workspace.naming.drop(keys[-1], "no money")
    told = workspace.merging.preview(*keys).moves
    assert (f"its place ({right})" in told) == (kept != left)
    assert ("the slot of robin becomes free" in told) == (left == right == "active")
    workspace.merging.merge(*keys)
    places = dict(workspace.store.reader.rows("SELECT account_id, place FROM target"))
    assert (places[keys[0]], places[keys[1]]) == (kept, "merged")
