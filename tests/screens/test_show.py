from datetime import UTC, date, datetime

import pytest

from prospector.model.account import FitRange
from screens.show import age, cells, clip, fill, fit_bar, fit_numbers, late, wrap

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("Acme", 10, "Acme"),
        ("Acme Holdings", 6, "Acme…"),
        ("日本電気株式会社", 7, "日本電…"),
        ("a\x1b[31mred\x1b[0m\nb", 20, "ared b"),
        ("x", 0, ""),
    ],
)
def test_clip_counts_cells_and_lets_no_control_through(text, width, shown):
    assert clip(text, width) == shown
    assert cells(clip(text, width)) <= width


@pytest.mark.parametrize("text", ["Acme", "日本電気", "x" * 50, "", "é", "a\u200bb"])
@pytest.mark.parametrize("width", [1, 2, 7, 20])
def test_fill_gives_exactly_the_width(text, width):
    assert cells(fill(text, width)) == width
    assert cells(fill(text, width, right=True)) == width


@pytest.mark.parametrize(
    ("stamped", "said"),
    [
        ("2026-03-02T01:00:00.000000Z", "today"),
        ("2026-03-01T23:00:00.000000Z", "1 d"),
        ("2026-02-20T09:00:00.000000Z", "10 d"),
        ("2026-02-02T09:00:00.000000Z", "4 w"),
        ("2025-10-02T09:00:00.000000Z", "5 mo"),
        ("2023-10-02T09:00:00.000000Z", "2 y"),
        ("2026-03-05T09:00:00.000000Z", "today"),
    ],
)
def test_age_is_counted_in_calendar_days(stamped, said):
    assert age(stamped, NOW) == said


def test_late_says_how_late_or_which_day():
    assert late(3, date(2026, 3, 1)) == "3 d late"
    assert late(0, date(2026, 3, 2)) == "today"
    assert late(-2, date(2026, 3, 4)) == "Wed 04 Mar"


@pytest.mark.parametrize(
    ("fit", "bar", "numbers"),
    [
        (None, "··········", "–"),
        (FitRange(0, 100, 0.0), "▒▒▒▒▒▒▒▒▒▒", "0–100"),
        (FitRange(40, 80, 0.6), "████▒▒▒▒··", "40–80"),
        (FitRange(70, 70, 1.0), "███████···", "70"),
        (FitRange(50, 52, 0.9), "█████▒····", "50–52"),
        (FitRange(0, 0, 1.0, disqualified=True), "··········", "never"),
        (FitRange(99, 100, 0.99), "██████████", "99–100"),
    ],
)
def test_fit_is_a_range(fit, bar, numbers):
    assert fit_bar(fit) == bar
    assert fit_numbers(fit) == numbers


def test_wrap_breaks_between_words_under_the_indent():
    assert wrap("one two three four", 14, 4) == "one two\n    three four"
    assert wrap("", 10) == ""
