"""Claims at the door: the shape of their field or nothing, one per value, nothing of a person lost."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospector.clock import FrozenClock
from prospector.model.tables import Claim as Row
from prospector.research.claims import checked, conflicts, said
from prospector.research.keeping import keep
from prospector.research.meaning import dumped
from prospector.research.protocol import FIELDS, Claim
from prospector.workspace import Workspace

PAGE = "https://acme.example/about"


def claim(field: str, value: Any, **more: Any) -> Claim:
    return Claim(field, value, **{"url": PAGE, "passage": "words", "method": "text", **more})


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("email", " Info@ACME.example ", "info@acme.example"),
        ("email", "not an address", None),
        ("email", "a@b", None),
        ("email", "a b@acme.example", None),
        ("phone", "+4973112345", "+4973112345"),
        ("phone", "0731 12345", None),
        ("phone", "+49731123451234567", None),
        ("fax", "+4973112345\n", None),
        ("founded", 1950, 1950),
        ("founded", "1950", None),
        ("founded", True, None),
        ("founded", 50, None),
        ("employees", 120, 120),
        ("employees", 0, None),
        ("employees", -5, None),
        ("employees", 10**9, None),
        ("employees", 12.5, None),
        ("social", "https://www.linkedin.com/company/acme", "https://www.linkedin.com/company/acme"),
        ("social", "javascript:alert(1)", None),
        ("social", "http://[bad", None),
        ("social", "https://x.example/" + "a" * 3_000, None),
        ("feed", "ftp://acme.example/feed", None),
        ("name", "\x1b[31mAcme\u202e GmbH", "Acme GmbH"),
        ("name", "\u200b", None),
        ("name", 5, None),
        ("description", "We\x07 sell\r\npumps", "We sell\npumps"),
        ("address", {"city": " Ulm ", "country": "DE", "planet": "Earth", "street": 5}, {"city": "Ulm", "country": "DE"}),
        ("address", {"planet": "Earth"}, None),
        ("address", "Ulm", None),
        ("revenue", {"value": 5_000_000, "currency": "EUR\x1b[0m", "year": 2024, "x": object()},
         {"value": 5_000_000, "currency": "EUR", "year": 2024}),
        ("revenue", {"value": True}, None),
        ("revenue", {"value": math.nan}, None),
        ("revenue", {"value": "5"}, None),
        ("revenue", 5, None),
        ("lei", "5493001KJTIIGC8Y1R12", "5493001KJTIIGC8Y1R12"),
        ("colour", "red", None),
    ],
)  # fmt: skip
def test_a_value_has_its_field_s_shape_or_goes(field: str, value: Any, kept: Any) -> None:
    assert [one.value for one in checked([claim(field, value)])] == ([] if kept is None else [kept])


@pytest.mark.parametrize(
    "url", ["", "acme.example", "javascript:x", "file:///etc/passwd", "http://[bad", "https://x/" + "a" * 3_000]
)
def test_a_claim_without_a_page_goes_alone(url: str) -> None:
    good = claim("founded", 1950)
    assert checked([claim("employees", 5, url=url), good]) == [good]


def test_proof_is_cleaned_and_capped() -> None:
    (found,) = checked([claim("founded", 1950, passage="\x1b[1mfounded " + "x" * 900, method="te\x00xt")])
    assert found.passage.startswith("founded x")
    assert len(found.passage) == 300
    assert found.method == "text"


@pytest.mark.parametrize(
    ("given_", "kept"), [(0.5, 0.5), (7, 1.0), (-1, 0.0), (math.nan, 0.0), (math.inf, 1.0), ("sure", 0.0), (None, 0.0)]
)
def test_confidence_lies_between_nought_and_one(given_: Any, kept: float) -> None:
    assert [one.confidence for one in checked([claim("founded", 1950, confidence=given_)])] == [kept]


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ("2024-05-17", "2024-05-17"), ("2024-05-17T10:00:00Z", "2024-05-17"), ("2024", "2024"), ("2024-05", "2024-05"),
        ("yesterday", None), ("17.05.2024", None), ("", None), (None, None), ("2024-13-45", None),
    ],
)  # fmt: skip
def test_the_date_of_a_value_is_a_date(given_: Any, kept: str | None) -> None:
    (found,) = checked([claim("founded", 1950, value_date=given_)])
    assert found.value_date == kept


def test_one_claim_per_field_and_value_the_surest() -> None:
    found = checked([claim("email", "info@acme.example", confidence=0.5), claim("email", "INFO@acme.example", confidence=0.9),
                     claim("email", "sales@acme.example", confidence=0.3)])  # fmt: skip
    assert [(one.value, one.confidence) for one in found] == [("info@acme.example", 0.9), ("sales@acme.example", 0.3)]


def test_two_values_of_a_single_field_are_a_conflict() -> None:
    listed = [claim("founded", 1950), claim("founded", 1962), claim("email", "a@acme.example"), claim("email", "b@acme.example"),
              claim("legal_name", "Acme GmbH"), claim("legal_name", "ACME GMBH")]  # fmt: skip
    (found,) = conflicts(listed)
    assert (found.field, [one.value for one in found.values]) == ("founded", [1950, 1962])


@given(
    st.lists(
        st.tuples(
            st.sampled_from([*sorted(FIELDS), "colour"]),
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30) | st.lists(st.text(max_size=5))
            | st.dictionaries(st.sampled_from(["value", "city", "country", "currency", "x"]), st.text(max_size=9) | st.floats()),
            st.text(max_size=30) | st.just(PAGE),
            st.floats() | st.text(max_size=3) | st.none(),
        ),
        max_size=5,
    )
)  # fmt: skip
def test_whatever_a_source_answers_can_be_stored(rows: list[tuple[str, Any, str, Any]]) -> None:
    for one in checked([claim(field, value, url=url, confidence=sure) for field, value, url, sure in rows]):
        assert json.loads(dumped(one.value)) == one.value
        assert "NaN" not in dumped(one.value)
        assert 0 <= one.confidence <= 1
        assert said(one.value)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ({"street": "Ring 5", "postal": "89073", "city": "Ulm", "country": "DE"}, "Ring 5, 89073 Ulm, DE"),
        ({"city": "Ulm"}, "Ulm"),
        ({"value": 5, "currency": "EUR"}, "value 5, currency EUR"),
        (1950, "1950"),
        ("x", "x"),
    ],
)
def test_values_as_people_read_them(value: Any, shown: str) -> None:
    assert said(value) == shown


class TestKeeping:
    """What stays when a source is read again."""

    @pytest.fixture
    def account(self, workspace: Workspace) -> str:
        return workspace.naming.name("Acme GmbH").account_id

    def store(self, workspace: Workspace, account: str, *claims: Claim, source: str = "website") -> int:
        with workspace.action("Research", by="machine") as action:
            return keep(action, account, source, claims, {PAGE: "2026-06-01T00:00:00.000000Z"})

    def test_new_seen_again_and_gone(self, workspace: Workspace, account: str, clock: FrozenClock) -> None:
        assert self.store(workspace, account, claim("founded", 1950), claim("employees", 50)) == 2
        ids = {one.field: one.id for one in workspace.claims(account)}
        clock.move(days=30)
        assert self.store(workspace, account, claim("founded", 1950, passage="since 1950")) == 0
        (kept,) = workspace.claims(account)
        assert (kept.id, kept.passage, kept.read_at) == (ids["founded"], "since 1950", "2026-06-01T00:00:00.000000Z")
        workspace.undo()
        assert {one.field: one.id for one in workspace.claims(account)} == ids

    def test_what_a_person_confirmed_stays(self, workspace: Workspace, account: str) -> None:
        self.store(workspace, account, claim("founded", 1950))
        with workspace.action("Confirm") as action:
            (row,) = action.find(Row)
            row.confirmed_at, row.confirmed_by = action.now(), "robin"
        self.store(workspace, account)
        assert [one.value for one in workspace.claims(account)] == [1950]

    def test_sources_do_not_touch_each_other_s(self, workspace: Workspace, account: str) -> None:
        self.store(workspace, account, claim("founded", 1950))
        self.store(workspace, account, claim("founded", 1962), source="registry")
        self.store(workspace, account, source="website")
        assert [(one.source, one.value) for one in workspace.claims(account)] == [("registry", 1962)]

    def test_a_page_whose_reading_is_not_known_is_read_now(
        self, workspace: Workspace, account: str, clock: FrozenClock
    ) -> None:
        self.store(workspace, account, claim("founded", 1950, url="https://acme.example/other"))
        assert workspace.claims(account)[0].read_at == clock.stamp()
