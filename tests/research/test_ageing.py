"""Ages of values, and which sources are due."""

from __future__ import annotations

import pytest

from prospector.clock import moment
from prospector.model.account import ClaimRecord, OutcomeRecord
from prospector.research.ageing import STALE_AFTER, age_of, due_sources
from prospector.research.protocol import FIELDS

NOW = moment("2026-06-03T09:30:00.000000Z")


def day(text: str) -> str:
    return f"{text}T09:30:00.000000Z"


def claim(field: str, read: str, source: str = "website", confirmed: str | None = None) -> ClaimRecord:
    return ClaimRecord(
        f"{source}-{field}", "a", field, "x", source, "https://x.example", "", "text", 0.9, day(read),
        confirmed_at=day(confirmed) if confirmed else None,
    )  # fmt: skip


def outcome(state: str, at: str, source: str = "website") -> OutcomeRecord:
    return OutcomeRecord(source, state, "", 1, day(at))


def test_every_field_has_its_table() -> None:
    assert FIELDS - set(STALE_AFTER) == set()


@pytest.mark.parametrize(
    ("field", "read", "band"),
    [
        ("opening", "2026-05-27", "fresh"),
        ("opening", "2026-05-26", "ageing"),
        ("opening", "2026-05-20", "ageing"),
        ("opening", "2026-05-19", "stale"),
        ("event", "2026-03-05", "ageing"),
        ("event", "2026-03-04", "stale"),
        ("employees", "2025-06-03", "ageing"),
        ("employees", "2025-06-02", "stale"),
        ("address", "2025-06-03", "fresh"),
        ("address", "2024-05-01", "stale"),
        ("founded", "2018-01-01", "ageing"),
        ("opening", "2027-01-01", "fresh"),
    ],
)
def test_each_field_ages_by_its_own_table(field: str, read: str, band: str) -> None:
    assert age_of(field, day(read), NOW).band == band


def test_a_confirmation_makes_young_again_and_an_earlier_one_does_not() -> None:
    later = age_of("employees", day("2024-01-01"), NOW, confirmed_at=day("2026-06-01"))
    assert (later.band, later.days, later.basis) == ("fresh", 2, "confirmed")
    assert age_of("employees", day("2026-05-01"), NOW, confirmed_at=day("2020-01-01")).basis == "read"


@pytest.mark.parametrize(
    ("dated", "days"), [("2015", 3807), ("2026", 0), ("2026-05", 6), ("2026-05-03", 31)]
)  # fmt: skip
def test_reading_an_old_figure_again_does_not_make_it_young(dated: str, days: int) -> None:
    age = age_of("employees", day("2026-06-03"), NOW, value_date=dated)
    assert (age.days, age.basis) == (days, "dated")


def test_a_date_of_what_does_not_tell_of_a_time_counts_for_nothing() -> None:
    assert age_of("opening", day("2026-06-03"), NOW, value_date="2020").days == 0


class TestDue:
    """Which sources are asked, and in which order."""

    def due(self, claims: list[ClaimRecord], outcomes: list[OutcomeRecord], *asked: str) -> list[str]:
        return [one.source for one in due_sources(claims, outcomes, NOW, asked or ("website",))]

    def test_never_asked_comes_first_then_the_stalest(self) -> None:
        claims = [claim("opening", "2026-05-01", "jobs"), claim("opening", "2026-04-01", "website")]
        outcomes = [outcome("found", "2026-05-01", "jobs"), outcome("found", "2026-04-01", "website")]
        assert self.due(claims, outcomes, "jobs", "website", "yc") == ["yc", "website", "jobs"]

    def test_a_second_run_inside_the_window_asks_nobody(self) -> None:
        claims = [claim("opening", "2026-05-20"), claim("address", "2026-05-20")]
        assert self.due(claims, [outcome("found", "2026-05-20")]) == []
        claims = [claim("opening", "2026-05-19"), claim("address", "2026-05-19")]
        (due,) = due_sources(claims, [outcome("found", "2026-05-19")], NOW, ["website"])
        assert due.why == "its opening was read 15 days ago, stale after 14"

    def test_a_confirmation_makes_up_for_the_reading(self) -> None:
        claims = [claim("employees", "2025-01-01", confirmed="2026-05-01")]
        assert self.due(claims, [outcome("found", "2025-01-01")]) == []

    def test_what_a_source_no_longer_says_does_not_call_for_it_for_ever(self) -> None:
        claims = [claim("employees", "2023-01-01", confirmed="2023-01-02"), claim("phone", "2026-05-20")]
        assert self.due(claims, [outcome("found", "2026-05-20")]) == []

    @pytest.mark.parametrize(
        ("state", "at", "is_due"),
        [
            ("nothing", "2026-05-20", False),
            ("nothing", "2026-05-01", True),
            ("wrong_company", "2026-05-01", False),
            ("refused_by_robots", "2026-06-01", False),
            ("unreachable", "2026-06-02", True),
            ("unreachable", "2026-06-03", False),
            ("rate_limited", "2026-06-03", True),
            ("skipped", "2026-06-03", True),
            ("found", "2026-05-20", False),
        ],
    )
    def test_what_gave_nothing_waits_its_time(self, state: str, at: str, is_due: bool) -> None:
        assert self.due([], [outcome(state, at)]) == (["website"] if is_due else [])

    def test_the_newest_outcome_counts(self) -> None:
        assert self.due([], [outcome("nothing", "2026-06-01"), outcome("failed", "2026-01-01")]) == []
