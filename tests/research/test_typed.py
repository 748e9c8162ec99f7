"""Values that a person typed stand over what was read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from prospector.clock import FrozenClock
from prospector.errors import BadInput, NotFound
from prospector.workspace import Workspace

ULM = {"street": "Ring 5", "postal": "89073", "city": "Ulm", "country": "DE"}
Says = Callable[..., None]


def shown(workspace: Workspace, account: str, field: str) -> list[Any]:
    return [one.value for one in workspace.proofs.field(account, field).shown]


class TestTyped:
    """Values written by hand."""

    def test_no_research_overwrites_it_and_one_key_takes_the_machine_s(
        self, workspace: Workspace, account: str, says: Says, clock: FrozenClock, everything: Callable[[], list[Any]]
    ) -> None:
        workspace.proofs.type(account, {"employees": "1 200"})
        clock.move(days=1)
        says("website", ("employees", 240))
        known = workspace.proofs.field(account, "employees")
        assert ([one.value for one in known.shown], [one.value for one in known.beside]) == ([1200], [240])
        assert known.suggested
        before = everything()
        workspace.proofs.pin(account, "employees", claim_id=known.beside[0].claim.id)
        known = workspace.proofs.field(account, "employees")
        assert ([one.value for one in known.shown], known.beside) == ([240], ())
        assert known.rule == "pinned by robin on 2026-06-04"
        assert workspace.undo().kept == ()
        assert everything() == before

    def test_a_pinned_value_stays_when_its_source_is_silent(
        self, workspace: Workspace, account: str, says: Says
    ) -> None:
        says("website", ("founded", 1950))
        workspace.proofs.pin(account, "founded")
        says("website")
        says("brreg", ("founded", 1962))
        says("wikidata", ("founded", 1962))
        assert shown(workspace, account, "founded") == [1950]

    def test_typing_again_replaces_where_one_value_is_shown_and_adds_where_many_are(
        self, workspace: Workspace, account: str
    ) -> None:
        for number in ("240", "250"):
            workspace.proofs.type(account, {"employees": number, "phone": f"+49 731 {number}{number}"})
        assert shown(workspace, account, "employees") == [250]
        assert sorted(shown(workspace, account, "phone")) == ["+49731240240", "+49731250250"]
        (old,) = [one.claim.id for one in workspace.proofs.field(account, "phone").shown if one.value == "+49731240240"]
        workspace.proofs.type(account, {"phone": "+49 731 111111"}, instead_of=old)
        assert sorted(shown(workspace, account, "phone")) == ["+49731111111", "+49731250250"]

    def test_a_typed_value_undone_out_of_the_middle_leaves_the_fit_of_what_was_read_since(
        self, workspace: Workspace, account: str, says: Says
    ) -> None:
        workspace.proofs.type(account, {"employees": "1 200"})
        typed = workspace.history(1)[0]
        says("website", ("employees", 240))
        workspace.undo(typed.id)
        assert shown(workspace, account, "employees") == [240]
        (row,) = [one for one in workspace.list_rows() if one.id == account]
        assert row.fit == workspace.plans.fit_of(account).range
        assert row.fit.coverage > 0

    def test_forgetting_believes_the_sources_again(self, workspace: Workspace, account: str, says: Says) -> None:
        says("website", ("employees", 240))
        workspace.proofs.type(account, {"employees": "5"})
        workspace.proofs.forget(account, "employees")
        assert shown(workspace, account, "employees") == [240]
        with pytest.raises(NotFound, match="nobody typed or pinned a value of employees here"):
            workspace.proofs.forget(account, "employees")

    def test_name_domain_and_place_typed_on_the_account_are_typed_values(
        self, workspace: Workspace, account: str, says: Says
    ) -> None:
        workspace.naming.edit(account, country="SE")
        assert workspace.plans.fit_of(account).range.low == 25, "a typed country counts for the fit"
        says("website", ("address", ULM), ("name", "Acme Holding"))
        fields = {one.field: one for one in workspace.proofs.of(account)}
        assert [one.value for one in fields["address"].shown] == [{"country": "SE"}]
        assert [one.value for one in fields["address"].beside] == [ULM]
        assert (fields["name"].shown[0].value, fields["name"].beside[0].value) == ("Acme GmbH", "Acme Holding")
        assert fields["domain"].rule == "typed by robin on 2026-06-03; research never overwrites it"
        workspace.proofs.pin(account, "address", "Ring 5, 89073 Ulm, DE")
        record = workspace.account(account)
        assert (record.city, record.country) == ("Ulm", "DE")
        assert workspace.undo().kept == ()
        assert (workspace.account(account).city, workspace.account(account).country) == (None, "SE")
        workspace.proofs.pin(account, "name", "Acme Holding")
        assert workspace.account(account).name == "Acme Holding"

    def test_no_source_may_call_itself_human(self, workspace: Workspace, account: str, says: Says) -> None:
        with pytest.raises(BadInput, match="no source may be called"):
            says("human", ("employees", 1))


def test_a_phone_may_be_typed_as_people_write_it_there(workspace: Workspace, account: str) -> None:
    workspace.naming.edit(account, country="DE")
    workspace.proofs.type(account, {"phone": "0731 12345"})
    assert shown(workspace, account, "phone") == ["+4973112345"]


@pytest.fixture(autouse=True)
def _closed(workspace: Workspace) -> Iterator[None]:
    yield
    assert workspace.store.reader.value("SELECT COUNT(*) FROM claim_check WHERE source = 'human'") == 0


def test_the_last_typed_place_holds_whichever_way_it_was_typed(workspace: Workspace, account: str) -> None:
    workspace.proofs.type(account, {"address": "Ring 5, 89073 Ulm, DE"})
    assert (workspace.account(account).city, workspace.account(account).country) == ("Ulm", "DE")
    workspace.naming.edit(account, city="Lund", country="SE")
    assert shown(workspace, account, "address") == [
        {"street": "Ring 5", "postal": "89073", "city": "Lund", "country": "SE"}
    ]
    workspace.undo()
    assert shown(workspace, account, "address") == [ULM]


def test_an_edited_country_moves_the_stored_score(workspace: Workspace, account: str) -> None:
    workspace.naming.edit(account, country="SE")
    (row,) = workspace.list_rows()
    assert row.fit.low == 25
