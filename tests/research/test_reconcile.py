"""Which value is shown, and why: each rule by itself, and what holds for any claims."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from prospector.clock import moment
from prospector.model.account import ClaimRecord
from prospector.model.proof import CheckRecord, ErrorRate, Reconciled
from prospector.research import meaning
from prospector.research.reconcile import reconcile

NOW = moment("2026-06-03T09:30:00.000000Z")
Stated = Callable[..., ClaimRecord]
Answered = Callable[..., CheckRecord]
ULM = {"street": "Ring 5", "postal": "89073", "city": "Ulm", "country": "DE"}
BERN = {"street": "Gasse 1", "city": "Bern", "country": "CH"}


def of(claims: list[ClaimRecord], *checks: CheckRecord, **more: Any) -> Reconciled:
    (found,) = reconcile(claims, checks, NOW, **more)
    return found


def values(found: Reconciled) -> tuple[list[Any], list[Any]]:
    return [one.value for one in found.shown], [one.value for one in found.beside]


class TestRules:
    """The order of the rules, and their words."""

    def test_what_a_person_typed_goes_before_everything(self, stated: Stated, answered: Answered) -> None:
        claims = [
            stated("employees", 240), stated("employees", 240, "brreg"), stated("employees", 240, "wikidata"),
            stated("employees", 300, "human", confidence=1.0, confirmed_by="ana", read="2020-01-01"),
        ]  # fmt: skip
        found = of(claims, answered("employees", 240, "confirmed"))
        assert values(found) == ([300], [240])
        assert found.suggested
        assert found.rule == "typed by ana on 2020-01-01; research never overwrites it"

    def test_a_pinned_value_goes_before_confirmed_ones(self, stated: Stated, answered: Answered) -> None:
        claims = [stated("founded", 1950), stated("founded", 1962, "wikidata")]
        found = of(claims, answered("founded", 1950, "confirmed"), answered("founded", 1962, "pinned", "wikidata"))
        assert values(found) == ([1962], [1950])
        assert found.rule == "pinned by ana on 2026-06-02"

    def test_of_typed_and_pinned_the_newest_act_holds(self, stated: Stated, answered: Answered) -> None:
        typed = stated("founded", 1970, "human", read="2026-05-01", confirmed_by="ana")
        pinned = answered("founded", 1950, "pinned", at="2026-05-02")
        assert values(of([stated("founded", 1950), typed], pinned)) == ([1950], [1970])
        assert values(of([stated("founded", 1950), replace(typed, read_at="2026-05-03T00:00:00.000000Z")], pinned)) == (
            [1970], [1950],
        )  # fmt: skip

    def test_a_confirmed_value_goes_before_agreement(self, stated: Stated, answered: Answered) -> None:
        claims = [stated("employees", 240), stated("employees", 180, "brreg"), stated("employees", 180, "wikidata")]
        assert values(of(claims)) == ([180], [240])
        found = of(claims, answered("employees", 240, "confirmed"))
        assert values(found) == ([240], [180])
        assert found.rule == "confirmed by ana on 2026-06-02"
        assert found.contradicted

    def test_a_confirmation_stands_for_whoever_says_the_value(self, stated: Stated, answered: Answered) -> None:
        claims = [stated("founded", 1950, "newsource"), stated("founded", 1962, "brreg")]
        assert values(of(claims, answered("founded", 1950, "confirmed", "website"))) == ([1950], [1962])

    def test_agreement_of_independent_sources_goes_before_trust(self, stated: Stated) -> None:
        claims = [stated("employees", 180, "brreg"), stated("employees", 240), stated("employees", 242, "wikidata")]
        found = of(claims)
        assert values(found)[1] == [180]
        assert found.rule.startswith("2 independent sources agree (Wikipedia and Wikidata, the company itself)")

    @pytest.mark.parametrize(
        "copies", [("wikidata", "wikipedia"), ("website", "feeds"), ("website", "jobs"), ("gleif", "sirene")]
    )
    def test_sources_of_one_hand_count_once(self, stated: Stated, copies: tuple[str, str]) -> None:
        claims = [stated("parent", "Old AG", one) for one in copies] + [stated("parent", "New AG", "unheard")]
        found = of(claims)
        assert [len(one.families) for one in (*found.shown, *found.beside)] == [1, 1]

    def test_trust_of_the_field_decides_then_the_newest(self, stated: Stated) -> None:
        found = of([stated("employees", 240), stated("employees", 180, "brreg")])
        assert values(found) == ([180], [240])
        assert found.rule == "for employees brreg is trusted most (86% against 58% of website)"
        found = of([stated("founded", 1950, read="2026-01-01"), stated("founded", 1960, read="2026-02-01")])
        assert values(found) == ([1960], [1950])
        assert found.rule == "it is the newest (2026-02-01 against 2026-01-01)"

    def test_an_old_figure_is_trusted_less(self, stated: Stated) -> None:
        claims = [stated("employees", 80, "wikidata", value_date="2015"), stated("employees", 240)]
        assert values(of(claims)) == ([240], [80])

    def test_what_was_learnt_about_a_source_lowers_its_trust(self, stated: Stated) -> None:
        claims = [stated("employees", 180, "brreg"), stated("employees", 240, "yc")]
        assert values(of(claims)) == ([180], [240])
        rate = {("brreg", ""): ErrorRate("brreg", "", 2, 18)}
        assert values(of(claims, learnt=rate)) == ([240], [180])
        few = {("brreg", ""): ErrorRate("brreg", "", 0, 4)}
        assert values(of(claims, learnt=few)) == ([180], [240])

    @pytest.mark.parametrize(
        ("sources", "rule"),
        [
            (("website",), "nobody says otherwise: website alone gives a value"),
            (("website", "website"), "nobody says otherwise: website says it 2 times"),
            (("website", "feeds"), "nobody says otherwise: feeds, website say it, but count as one source (the company itself)"),
            (("website", "sec"), "2 independent sources agree (sec, the company itself), nobody says otherwise"),
        ],
        ids=["one", "twice", "one hand", "two hands"],
    )  # fmt: skip
    def test_what_nobody_contradicts_says_so(self, stated: Stated, sources: tuple[str, ...], rule: str) -> None:
        assert of([stated("legal_name", "Acme GmbH", one) for one in sources]).rule == rule


class TestRefuted:
    """What a person refuted."""

    def test_the_next_best_is_shown_and_the_refuted_kept(self, stated: Stated, answered: Answered) -> None:
        claims = [stated("employees", 240), stated("employees", 180, "brreg")]
        found = of(claims, answered("employees", 180, "refuted", "brreg"))
        assert values(found) == ([240], [])
        assert [(one.value, [claim.source for claim in one.claims]) for one in found.refuted] == [(180, ["brreg"])]

    def test_it_never_comes_back_written_another_way(self, stated: Stated, answered: Answered) -> None:
        claims = [stated("legal_name", "ACME  gmbh."), stated("phone", "+49 731 12345"), stated("social", "https://de.x.com/Acme/"),
                  stated("address", ULM | {"region": "Bayern"}, "osm")]  # fmt: skip
        checks = [answered("legal_name", "Acme GmbH", "refuted"), answered("phone", "+4973112345", "refuted"),
                  answered("social", "http://www.twitter.com/acme", "refuted"),
                  answered("address", {"street": "Ring 5", "city": "Ulm"}, "refuted")]  # fmt: skip
        for found in reconcile(claims, checks, NOW):
            assert found.shown == (), found.field
            assert found.rule == "nothing is shown: a person refuted every value that was found"

    def test_a_value_near_a_refuted_one_is_another_value(self, stated: Stated, answered: Answered) -> None:
        assert values(of([stated("employees", 250)], answered("employees", 240, "refuted"))) == ([250], [])

    def test_a_wrong_town_hides_no_whole_country(self, stated: Stated, answered: Answered) -> None:
        found = of([stated("address", {"country": "DE"}, "wikidata"), stated("address", ULM)],
                   answered("address", {"city": "Ulm", "country": "DE"}, "refuted"))  # fmt: skip
        assert values(found) == ([{"country": "DE"}], [])

    def test_the_last_answer_holds(self, stated: Stated, answered: Answered) -> None:
        first, second = (answered("founded", 1950, word, at=day) for word, day in
                         (("refuted", "2026-01-01"), ("confirmed", "2026-02-01")))  # fmt: skip
        assert values(of([stated("founded", 1950)], first, second)) == ([1950], [])
        first, second = (answered("founded", 1950, word, at=day) for word, day in
                         (("confirmed", "2026-01-01"), ("refuted", "2026-02-01")))  # fmt: skip
        assert values(of([stated("founded", 1950)], first, second)) == ([], [])

    def test_a_value_that_a_person_types_again_holds_for_everybody(self, stated: Stated, answered: Answered) -> None:
        claims = [stated("founded", 1950), stated("founded", 1950, "human")]
        found = of(claims, answered("founded", 1950, "refuted"))
        assert ([len(one.claims) for one in found.shown], found.refuted) == ([2], ())

    def test_it_is_told_also_when_nobody_says_it_any_more(self, answered: Answered) -> None:
        found = of([], answered("founded", 1950, "refuted"))
        assert ([one.value for one in found.refuted], values(found)) == ([1950], ([], []))


class TestManyValues:
    """Fields of which many values are true."""

    def test_all_true_ones_are_shown_once_each(self, stated: Stated, answered: Answered) -> None:
        claims = [stated("phone", "+4940123"), stated("phone", "+4940124"), stated("phone", "+49 40 123", "brreg"),
                  stated("phone", "+4940125", "human")]  # fmt: skip
        found = of(claims, answered("phone", "+4940124", "refuted"))
        assert values(found) == (["+4940125", "+4940123"], [])
        assert [len(one.claims) for one in found.shown] == [1, 2]
        assert not found.contradicted

    def test_addresses_agree_in_what_both_tell_and_the_fullest_is_shown(self, stated: Stated) -> None:
        found = of(
            [stated("address", {"country": "DE"}, "wikidata"), stated("address", ULM), stated("address", BERN, "osm")]
        )
        assert values(found)[0][0] == ULM
        assert [one.source for one in found.shown[0].claims] == ["website", "wikidata"]

    def test_a_typed_country_lets_the_fuller_address_stand(self, stated: Stated) -> None:
        typed = stated("address", {"country": "DE"}, "human", confirmed_by="ana")
        found = of(
            [
                typed,
                stated("address", ULM),
                stated("address", ULM | {"street": "Weg 9"}, "osm"),
                stated("address", BERN),
            ]
        )
        assert values(found) == ([ULM, ULM | {"street": "Weg 9"}], [BERN])
        assert found.rule.endswith("the fullest that agrees with what ana typed on 2026-06-01")

    def test_an_address_elsewhere_is_a_suggestion(self, stated: Stated) -> None:
        found = of([stated("address", {"country": "AT"}, "human"), stated("address", ULM)])
        assert values(found) == ([{"country": "AT"}], [ULM])
        assert found.suggested


@pytest.mark.parametrize(
    ("field", "one", "other", "same"),
    [
        ("employees", 240, 225, True),
        ("employees", 240, 200, False),
        ("employees", 5, 7, True),
        ("legal_name", "Acme GmbH", "ACME Gesellschaft mbH", True),
        ("legal_name", "Acme GmbH", "Acme AG", False),
        ("name", "Bergman Pumpar AB", "BERGMAN PUMPAR", True),
        ("name", "Müller Bau", "Mueller Bau", True),
        ("revenue", {"value": 5_000_000, "year": 2024}, {"value": 5_100_000, "year": 2024}, True),
        ("revenue", {"value": 5_000_000, "year": 2024}, {"value": 5_000_000, "year": 2023}, False),
        ("address", ULM, {"street": "Ring 5", "city": "ULM"}, True),
        ("address", ULM, {"street": "Hauptstraße 1", "city": "Ulm"}, False),
        ("address", {"street": "Hauptstr. 1", "city": "Ulm"}, {"street": "Hauptstraße 1", "city": "Ulm"}, True),
        ("address", {"street": "Ring 5"}, {"country": "DE"}, False),
        ("registry_id", "HRB 1234", "hrb1234", True),
        ("technology", "WordPress", "Wordpress", True),
        ("email", "info@acme.example", "sales@acme.example", False),
    ],
)
def test_values_are_compared_by_meaning(field: str, one: Any, other: Any, same: bool) -> None:
    assert meaning.agree(field, one, other) is same
    assert meaning.agree(field, other, one) is same
    assert meaning.agree(field, one, one)


# What holds for any claims
