"""Holidays and absences: read, typed, refused, and the working days that come of them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospector.errors import BadInput, NotFound, ProspectorError, Refused
from prospector.model.days import parse_day, parse_span
from prospector.plan.holidays import parse_holidays
from prospector.workspace import Workspace

TODAY = date(2026, 6, 3)
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261225
DTEND;VALUE=DATE:20261227
SUMMARY:Christmas\\, both
  days
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20200501
RRULE:FREQ=YEARLY
SUMMARY:Labour Day
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID="Europe/Berlin":20261003T000000
SUMMARY:German Unity Day
END:VEVENT
END:VCALENDAR
"""


def test_plain_lines_and_calendars_are_taken(workspace: Workspace) -> None:
    days = workspace.strategy.days_off
    assert days.import_holidays("# ours\n2026-12-25 Christmas Day\n\n2026-12-26, Boxing Day\n", "ours.txt") == 2
    assert days.import_holidays(CALENDAR, "public.ics") == 7
    named = {one.day: one.name for one in days.holidays()}
    assert named[date(2026, 12, 25)] == "Christmas Day"
    assert [day.year for day, name in named.items() if name == "Labour Day"] == [2026, 2027, 2028, 2029, 2030, 2031]
    assert named[date(2026, 10, 3)] == "German Unity Day"
    assert days.import_holidays(CALENDAR, "public.ics") == 0
    workspace.undo()
    assert len(days.holidays()) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-12-25 Christmas\n2026-13-01 Nonsense", "days.txt, line 2: “2026-13-01” is not a day of the calendar"),
        ("2026-12-25 Christmas\n\nsomething else", "days.txt, line 3: “something else” is no holiday"),
        ("2026-02-30 Never", "line 1: “2026-02-30” is not a day"),
        ("2099-01-01 New Year", "line 1: 2099-01-01 is more than 10 years ahead"),
        ("1969-12-31 New Year", "line 1: 1969-12-31 is long past"),
        ("2037-01-01 New Year", "line 1: 2037-01-01 is more than 10 years ahead"),
        ("", "days.txt: no holiday in it"),
        ("# nothing\n", "days.txt: no holiday in it"),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR", "days.txt: no holiday in it"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:2026\nEND:VEVENT", "days.txt, line 3: “2026” is not a day"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT", "line 2: this event has no day"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261225\nSUMMARY:x", "line 2: this event never ends"),
        ("BEGIN:VCALENDAR\nnonsense", "line 2: “nonsense” is no line of a calendar"),
        (
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\nDTEND:20261231\nEND:VEVENT",
            "line 2: this event lasts 364 days",
        ),
        (
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260105\nDTEND:20260101\nEND:VEVENT",
            "line 2: this event ends before",
        ),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260105\nRRULE:FREQ=WEEKLY\nEND:VEVENT", "only every year"),
        (
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260105\nRRULE:FREQ=YEARLY;INTERVAL=2\nEND:VEVENT",
            "only every year",
        ),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260105\nRRULE:FREQ=YEARLY;COUNT=3\nEND:VEVENT", "only every year"),
    ],
)
def test_a_holiday_file_with_nonsense_is_one_sentence_and_nothing_is_taken(
    workspace: Workspace, text: str, said: str
) -> None:
    with pytest.raises(BadInput) as refused:
        workspace.strategy.days_off.import_holidays(text, "days.txt")
    assert said in refused.value.sentence
    assert workspace.strategy.days_off.holidays() == []


@given(st.text(max_size=200))
def test_any_file_is_holidays_or_one_sentence(text: str) -> None:
    for given_text in (text, f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{text}\nEND:VEVENT"):
        try:
            found = parse_holidays(given_text, "x", TODAY)
        except BadInput as error:
            said = error.sentence
        else:
            said = "x" if found else ""
        assert said.startswith("x")


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("3-14 May", "2026-05-03", "2026-05-14"),
        ("3 - 14 September", "2026-09-03", "2026-09-14"),
        ("3-14 March", "2027-03-03", "2027-03-14"),
        ("28 Dec - 3 Jan", "2026-12-28", "2027-01-03"),
        ("28 Jun – 2 Jul", "2026-06-28", "2026-07-02"),
        ("2026-08-03..2026-08-14", "2026-08-03", "2026-08-14"),
        ("3 Aug 2026 to 14 Aug 2026", "2026-08-03", "2026-08-14"),
        ("5 June", "2026-06-05", "2026-06-05"),
    ],
)
def test_spans_are_read_as_people_type_them(typed: str, first: str, last: str) -> None:
    if typed == "28 Dec - 3 Jan":
        assert parse_span(typed, TODAY) == (date.fromisoformat(first), date.fromisoformat(last))
    assert tuple(day.isoformat() for day in parse_span(typed, TODAY)) == (first, last)


@pytest.mark.parametrize(
    "typed", ["", "soon", "31 Feb", "14-3 May", "2026-01-01..2027-06-01", "3 May 2099", "1-2-3 May", "May", "3-14"]
)
def test_spans_that_are_none_are_one_sentence(typed: str) -> None:
    with pytest.raises(BadInput):
        parse_span(typed, TODAY)


@given(st.text(max_size=30))
def test_any_text_is_days_or_one_sentence(text: str) -> None:
    for read in (parse_day, parse_span):
        try:
            said = str(read(text, TODAY))
        except ProspectorError as error:
            said = error.sentence
        assert said


def test_days_are_coming_ones_unless_the_past_is_meant() -> None:
    assert parse_day("1 June", TODAY) == date(2027, 6, 1)
    assert parse_day("2026-06-03", TODAY) == TODAY
    with pytest.raises(BadInput, match="in the past"):
        parse_day("2026-06-02", TODAY)
    assert parse_day("2026-06-02", TODAY, past=True) == date(2026, 6, 2)


def test_the_calendar_of_a_rep_steps_over_both(workspace: Workspace) -> None:
    days = workspace.strategy.days_off
    days.add_holiday("4 June", "Corpus Christi")
    days.add_absence("8-9 June", note="training")
    days.add_absence("10 June", rep="ana")
    assert workspace.strategy.calendar().add(TODAY, 2) == date(2026, 6, 10)
    assert workspace.strategy.calendar("ana").add(TODAY, 3) == date(2026, 6, 9)
    assert workspace.strategy.calendar().between(TODAY, date(2026, 6, 12)) == 4
    with pytest.raises(Refused, match="robin is away 08 Jun to 09 Jun 2026 already"):
        days.add_absence("9-20 June")
    with pytest.raises(Refused, match="holiday already"):
        days.add_holiday("2026-06-04", "again")
    days.remove_absence("9 June")
    assert workspace.strategy.calendar().add(TODAY, 2) == date(2026, 6, 8)
    with pytest.raises(NotFound, match="robin has no absence"):
        days.remove_absence("9 June")
    days.remove_holiday("4 June")
    assert workspace.strategy.calendar().add(TODAY, 1) == date(2026, 6, 4)


def test_the_edges_of_a_calendar_are_days_too() -> None:
    event = "BEGIN:VEVENT\nDTSTART:{0}\nDTEND:{1}\nRRULE:FREQ=YEARLY;INTERVAL=1\nSUMMARY:x\nEND:VEVENT"
    one_day = parse_holidays(f"BEGIN:VCALENDAR\n{event.format(20260610, 20260610)}\nEND:VCALENDAR", "x.ics", TODAY)
    assert [day.year for day, _ in one_day] == [2026, 2027, 2028, 2029, 2030, 2031]
    leap = parse_holidays(f"BEGIN:VCALENDAR\n{event.format(20240229, 20240301)}\nEND:VCALENDAR", "x.ics", TODAY)
    assert [day for day, _ in leap] == [date(2028, 2, 29)]
    assert dict(parse_holidays("1970-01-01 first\n2036-12-31 last", "x.txt", TODAY)) == {
        date(1970, 1, 1): "first", date(2036, 12, 31): "last",
    }  # fmt: skip


def test_what_was_added_is_returned_and_a_day_that_has_passed_can_be_taken_back(workspace: Workspace) -> None:
    days = workspace.strategy.days_off
    added = days.add_holiday("2026-05-01", "Labour  Day")
    assert (added.day, added.name) == (date(2026, 5, 1), "Labour Day")
    assert days.holidays() == [added]
    away = days.add_absence("10-12 Jun", "ana", "fair")
    assert (away.rep, away.first, away.last, away.note) == ("ana", date(2026, 6, 10), date(2026, 6, 12), "fair")
    assert days.absences("ana") == [away]
    with pytest.raises(Refused, match="ana is away 10 Jun to 12 Jun 2026 already"):
        days.add_absence("12-13 Jun", "ana")
    days.add_absence("13 Jun", "ana")
    assert days.remove_absence("12 Jun", "ana") == away
    days.remove_holiday("2026-05-01")
    assert days.holidays() == []
