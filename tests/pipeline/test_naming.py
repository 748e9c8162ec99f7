"""The exercise: twenty slots, each company once, nothing silently beyond."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from prospector.errors import BadInput, NotFound, Refused
from prospector.pipeline.naming import AlreadyKnown, ListFull, Named
from prospector.settings import Settings
from prospector.workspace import Workspace, open_workspace

FIRMS = [
    "Acme GmbH",
    "Bolt AB",
    "Cog SA",
    "Dyne Ltd",
    "Ember Oy",
    "Fjord AS",
    "Gear BV",
    "Helm SpA",
    "Iris Kft",
    "Jade Inc",
]


@pytest.fixture
def small(workspace: Workspace, settings: Settings) -> Workspace:
    """A list of three slots."""
    return open_workspace(workspace.path, replace(settings, list_size=3), clock=workspace.store.clock)


def test_names_fill_the_slots_in_order(workspace: Workspace) -> None:
    named = [workspace.naming.name(name) for name in FIRMS[:3]]
    assert [one.slot for one in named] == [1, 2, 3]
    board = workspace.naming.board()
    assert (board.size, board.taken, board.next_slot, board.half_lit, board.bench) == (20, 3, 4, 3, 0)
    assert board.prompt


def test_stop_and_resume_at_the_same_slot(workspace: Workspace, open_again: Callable[[], Workspace]) -> None:
    for name in FIRMS[:4]:
        workspace.naming.name(name, pain="leaks", why="size")
    before = workspace.naming.board()
    workspace.close()
    assert open_again().naming.board() == before
    assert before.half_lit == 0


def test_a_slot_that_was_freed_is_the_next(workspace: Workspace) -> None:
    ids = [workspace.naming.name(name).account_id for name in FIRMS[:4]]
    workspace.naming.drop(ids[1], "no money", "ask for the size first")
    assert workspace.naming.board().next_slot == 2
    assert workspace.naming.name("Krill Ltd").slot == 2
    dropped = workspace.account(ids[1])
    assert (dropped.place, dropped.slot, dropped.reason, dropped.lesson) == (
        "dropped", None, "no money", "ask for the size first",
    )  # fmt: skip


def test_a_full_list_takes_no_other_name(small: Workspace) -> None:
    for name in FIRMS[:3]:
        small.naming.name(name)
    with pytest.raises(ListFull, match="3 of 3"):
        small.naming.name("Krill Ltd")
    assert len(small.list_rows(places=("active", "bench"))) == 3
    bench = small.naming.name("Krill Ltd", bench=True)
    assert (bench.place, bench.slot) == ("bench", None)
    with pytest.raises(ListFull):
        small.naming.activate(bench.account_id)
    out = small.list_rows()[0]
    swapped = small.naming.swap(out.id, bench.account_id, "bolder")
    assert (swapped.slot, swapped.place) == (out.slot, "active")
    assert small.account(out.id).place == "bench"
    assert small.naming.board().taken == 3
    small.close()


@pytest.mark.parametrize("reason", ["", "  ", "\u200b"])
def test_a_swap_and_a_drop_need_a_reason(workspace: Workspace, reason: str) -> None:
    one = workspace.naming.name("Acme GmbH").account_id
    two = workspace.naming.name("Bolt AB", bench=True).account_id
    with pytest.raises(Refused, match="needs a reason"):
        workspace.naming.swap(one, two, reason)
    with pytest.raises(Refused, match="needs a reason"):
        workspace.naming.drop(one, reason)
    assert workspace.account(one).place == "active"


def test_moves_that_make_no_sense_are_refused_and_leave_no_trace(workspace: Workspace) -> None:
    one = workspace.naming.name("Acme GmbH").account_id
    two = workspace.naming.name("Bolt AB").account_id
    three = workspace.naming.name("Cog SA", bench=True).account_id
    before = len(workspace.history())
    for act in (
        lambda: workspace.naming.swap(one, two, "x"),
        lambda: workspace.naming.swap(three, one, "x"),
        lambda: workspace.naming.swap(one, one, "x"),
        lambda: workspace.naming.activate(one),
        lambda: workspace.naming.to_bench(three),
        lambda: workspace.naming.drop("nobody", "x"),
    ):
        with pytest.raises((Refused, NotFound)):
            act()
    assert len(workspace.history()) == before


def test_a_dropped_one_is_not_benched_by_mistake(workspace: Workspace) -> None:
    one = workspace.naming.name("Acme GmbH").account_id
    workspace.naming.drop(one, "no money", "lesson")
    with pytest.raises(Refused):
        workspace.naming.to_bench(one)
    assert workspace.account(one).reason == "no money"


# Each company once


@pytest.mark.parametrize(
    "typed", ["Acme GmbH", "acme gmbh", "ACME  GmbH", "\uff21cme GmbH", "\x1b[1mAcme GmbH", "Acme"]
)
def test_the_same_name_is_taken_once(workspace: Workspace, typed: str) -> None:
    first = workspace.naming.name("Acme GmbH").account_id
    with pytest.raises(AlreadyKnown) as caught:
        workspace.naming.name(typed)
    assert caught.value.matches[0].id == first
    assert "Acme GmbH" in caught.value.sentence
    assert len(workspace.list_rows()) == 1


def test_where_it_is_already_is_said(workspace: Workspace) -> None:
    workspace.naming.name("Acme GmbH")
    workspace.naming.name("Bolt AB", bench=True)
    dropped = workspace.naming.name("Cog SA").account_id
    workspace.naming.drop(dropped, "x")
    for name, said in (("Acme GmbH", "on the list"), ("Bolt AB", "on the bench"), ("Cog SA", "dropped")):
        with pytest.raises(AlreadyKnown, match=said):
            workspace.naming.name(name)


def test_the_same_domain_is_the_same_company(workspace: Workspace) -> None:
    first = workspace.naming.name("Acme Pumpen", domain="acme.com").account_id
    with pytest.raises(AlreadyKnown) as caught:
        workspace.naming.name("Acme Pumpen Deutschland", domain="https://www.acme.com/de")
    assert caught.value.matches[0].id == first


def test_who_says_it_is_another_is_believed(workspace: Workspace) -> None:
    workspace.naming.name("Acme GmbH")
    second = workspace.naming.name("Acme GmbH", different=True)
    assert second.slot == 2


def test_what_was_undone_may_be_named_again(workspace: Workspace) -> None:
    workspace.naming.name("Acme GmbH")
    workspace.undo()
    assert workspace.known.lookup("Acme GmbH") == []
    assert workspace.naming.name("Acme GmbH").slot == 1


def test_a_renamed_one_is_found_under_its_new_name(workspace: Workspace) -> None:
    account = workspace.naming.name("Acme GmbH").account_id
    workspace.naming.edit(account, name="Zirkon Werke")
    assert workspace.known.lookup("Zirkon Werke")[0].id == account
    assert [match.id for match in workspace.known.lookup("Acme GmbH") if match.verdict == "same"] == []


# What may be typed


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("acme.com", "acme.com"),
        ("https://www.ACME.com:8443/de/about?x=1#top", "acme.com"),
        ("www.shop.acme.co.uk", "acme.co.uk"),
        ("info@acme.com", "acme.com"),
        ("http://user:pass@acme.com/", "acme.com"),
        ("müller.de", "xn--mller-kva.de"),
        ("MÜLLER.de", "xn--mller-kva.de"),
        ("acme.com.", "acme.com"),
        (" acme\u200b.com ", "acme.com"),
        ("例え.jp", "xn--r8jz45g.jp"),
        ("", None),
        ("  ", None),
    ],
)
def test_domains_end_as_one_registrable_domain(workspace: Workspace, typed: str, kept: str | None) -> None:
    assert workspace.naming.name("Acme GmbH", domain=typed).domain == kept


@pytest.mark.parametrize(
    "typed", ["acme", "localhost", "192.168.0.1", "http://[::1]/", "co.uk", "not a domain", "-.com", "a" * 3_000]
)
def test_what_is_no_domain_is_refused(workspace: Workspace, typed: str) -> None:
    with pytest.raises(BadInput, match="not a company's domain"):
        workspace.naming.name("Acme GmbH", domain=typed)
    assert workspace.list_rows() == []


@pytest.mark.parametrize("typed", ["", "   ", "\u200b\u202e", "---", "\x1b[31m", "🙂"])
def test_what_is_no_name_is_refused(workspace: Workspace, typed: str) -> None:
    with pytest.raises(BadInput, match="type the company's name"):
        workspace.naming.name(typed)


@pytest.mark.parametrize(
    ("typed", "kept"), [("de", "DE"), ("Germany", "DE"), ("Deutschland", "DE"), ("SE", "SE"), ("", None)]
)
def test_countries_by_code_or_name(workspace: Workspace, typed: str, kept: str | None) -> None:
    account = workspace.naming.name("Acme GmbH", country=typed).account_id
    assert workspace.account(account).country == kept


def test_everything_typed_is_cleaned(workspace: Workspace) -> None:
    account = workspace.naming.name(
        "A\x1b[31mcme\u202e GmbH",
        pain="l\x07eaks\nand noise",
        why="\u2066size",
        city="U\x00lm",
        source="fa\x1b]0;x\x07ir",
    ).account_id
    found = workspace.account(account)
    assert (found.name, found.pain, found.why, found.city, found.source) == (
        "Acme GmbH", "leaks\nand noise", "size", "Ulm", "fair",
    )  # fmt: skip
    workspace.naming.edit(account, name="B\x1b[0molt", pain="\u200bheat", domain="HTTPS://bolt.example/x")
    found = workspace.account(account)
    assert (found.name, found.pain, found.domain) == ("Bolt", "heat", "bolt.example")


def test_names_that_look_like_markup_or_sql_are_names(workspace: Workspace) -> None:
    for name in ("Acme [/foo] Ltd", "[@click=app.quit]Quit AB[/]", "Robert'); DROP TABLE account;--", "100% Pumpen_AG"):
        account = workspace.naming.name(name, different=True).account_id
        assert workspace.account(account).name == name
        assert workspace.resolve(name) == account


def test_nothing_and_wildcards_mean_no_account_even_where_there_is_but_one(workspace: Workspace) -> None:
    workspace.naming.name("Acme GmbH", domain="acme.com")
    for given in ("", " ", "%", "_", "_c", "\u200b"):
        with pytest.raises(NotFound, match="no account"):
            workspace.resolve(given)


def test_unknown_fields_and_origins_are_refused(workspace: Workspace) -> None:
    account = workspace.naming.name("Acme GmbH").account_id
    with pytest.raises(BadInput, match="can't be edited"):
        workspace.naming.edit(account, stage="lead")
    with pytest.raises(BadInput, match="unknown origin"):
        workspace.naming.name("Bolt AB", origin="bought")
    with pytest.raises(BadInput, match="not a country"):
        workspace.naming.edit(account, country="Atlantis")


def test_an_account_is_found_by_what_people_type(workspace: Workspace) -> None:
    account = workspace.naming.name("Acme GmbH", domain="acme.com").account_id
    other = workspace.naming.name("Bolt AB").account_id
    for given in ("Acme GmbH", "acme gmbh", "acme.com", "ACME.COM", account, account.upper(), "Acm"):
        assert workspace.resolve(given) == account
    assert workspace.resolve("bolt") == other
    with pytest.raises(NotFound, match="no account “Zirkon”"):
        workspace.resolve("Zirkon")
    with pytest.raises(NotFound, match="give more"):
        workspace.resolve(account[:2])
    with pytest.raises(NotFound):
        workspace.resolve("%")
    with pytest.raises(NotFound):
        workspace.resolve("")


def test_what_naming_returns(workspace: Workspace) -> None:
    named = workspace.naming.name("Acme GmbH", domain="www.acme.com")
    assert isinstance(named, Named)
    assert (named.name, named.domain, named.place, named.slot) == ("Acme GmbH", "acme.com", "active", 1)
