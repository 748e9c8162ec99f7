"""Whatever was stated and answered, in whatever order: properties of what follows."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from prospector.clock import moment
from prospector.model.account import ClaimRecord
from prospector.model.proof import CheckRecord
from prospector.research import meaning
from prospector.research.reconcile import BEST, ONE, reconcile
from tests.chance import examples

NOW = moment("2026-06-03T09:30:00.000000Z")
ULM = {"street": "Ring 5", "postal": "89073", "city": "Ulm", "country": "DE"}
BERN = {"street": "Gasse 1", "city": "Bern", "country": "CH"}
POOL: dict[str, list[Any]] = {
    "employees": [1, 2, 9, 100, 105, 110, 240],
    "founded": [1950, 1962],
    "phone": ["+4940123", "+49 40 123", "+4940124"],
    "name": ["Acme", "ACME GmbH", "Bolt"],
    "address": [ULM, BERN, {"country": "DE"}, {"city": "Ulm"}, ULM | {"street": "Weg 9"}],
}
ANY_SOURCE = st.sampled_from(["website", "feeds", "wikidata", "wikipedia", "gleif", "brreg", "human", "other"])
DAYS = st.sampled_from(["2015-01-01", "2025-12-01", "2026-05-30", "2026-06-01"])


@st.composite
def any_claims(draw: st.DrawFn, source: st.SearchStrategy[str] = ANY_SOURCE) -> list[ClaimRecord]:
    found = []
    for number in range(draw(st.integers(0, 9))):
        field = draw(st.sampled_from(sorted(POOL)))
        found.append(
            ClaimRecord(
                f"{draw(st.integers(0, 999)):03}-{number}", "a", field, draw(st.sampled_from(POOL[field])), draw(source),
                "https://x.example", "", "text", draw(st.sampled_from([0.5, 0.9])), f"{draw(DAYS)}T00:00:00.000000Z",
                draw(st.none() | st.just("2015")),
            )
        )  # fmt: skip
    return found


@st.composite
def any_checks(draw: st.DrawFn) -> list[CheckRecord]:
    found = []
    for number in range(draw(st.integers(0, 4))):
        field = draw(st.sampled_from(sorted(POOL)))
        found.append(
            CheckRecord(
                f"k{number}", "a", field, draw(st.sampled_from(POOL[field])), draw(st.sampled_from(["website", "brreg"])),
                draw(st.sampled_from(["confirmed", "refuted", "pinned"])), "", "ana",
                f"2026-0{draw(st.integers(1, 5))}-01T00:00:00.000000Z",
            )
        )  # fmt: skip
    return found


@examples(100)
@given(any_claims(), any_checks(), st.randoms(use_true_random=False))
def test_the_order_of_claims_and_answers_does_not_matter(
    claims: list[ClaimRecord], checks: list[CheckRecord], dice: random.Random
) -> None:
    shuffled, answers = list(claims), list(checks)
    dice.shuffle(shuffled)
    dice.shuffle(answers)
    assert reconcile(shuffled, answers, NOW) == reconcile(claims, checks, NOW)


@examples(100)
@given(any_claims(), any_checks())
def test_nothing_is_lost_and_nothing_is_twice(claims: list[ClaimRecord], checks: list[CheckRecord]) -> None:
    found = reconcile(claims, checks, NOW)
    standing = [claim.id for one in found for claim in one.claims]
    refuted = {claim.id for one in found for gone in one.refuted for claim in gone.claims}
    assert len(standing) == len(set(standing))
    assert set(standing) | refuted == {one.id for one in claims}
    assert not set(standing) & refuted
    assert all(one.rule for one in found)
    assert all(len(one.shown) <= 1 for one in found if one.field in ONE | BEST)


@examples(100)
@given(any_claims(), any_checks())
def test_a_refuted_value_is_never_shown_unless_a_person_typed_it(
    claims: list[ClaimRecord], checks: list[CheckRecord]
) -> None:
    for field in reconcile(claims, checks, NOW):
        for gone in field.refuted:
            for one in (*field.shown, *field.beside):
                for claim in one.claims:
                    same = meaning.key(field.field, claim.value) == meaning.key(field.field, gone.value)
                    assert not same or claim.source == "human"


@examples(100)
@given(any_claims(st.just("human")), any_claims(st.sampled_from(["website", "gleif", "wikidata", "other"])))
def test_no_machine_changes_what_a_person_typed(typed: list[ClaimRecord], read: list[ClaimRecord]) -> None:
    """Whatever sources say, the typed value stays in force; of a place, one that says all of it may be shown for it."""
    alone = {one.field: one for one in reconcile(typed, [], NOW)}
    machines = [replace(one, id=f"m{one.id}") for one in read]
    for field in reconcile([*typed, *machines], [], NOW):
        before = alone.get(field.field)
        if before is None or not before.shown:
            continue
        now, was = field.shown[0].value, before.shown[0].value
        if field.field == "address":
            assert any(meaning.covers(now, one.value) for one in typed if one.field == "address")
        else:
            # Of two that were typed at the same moment the sources may tip the scale; of others they may not.
            latest = {
                one.value: one.read_at for one in sorted(typed, key=lambda one: one.read_at) if one.field == field.field
            }
            assert now == was or latest[now] == latest[was]
