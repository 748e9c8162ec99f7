"""Inbox, shortlist, complaints and finding: by keys alone, at both sizes."""

import pytest
from textual.widgets import Input

from screens.modals import jump
from screens.widgets.table import Table

SIZES = [(80, 24), (120, 40)]


def raw_names(workspace, count):
    return [
        workspace.naming.name(f"Raw {number:02} Bau", bench=True, different=True).account_id for number in range(count)
    ]


@pytest.mark.parametrize("size", SIZES)
async def test_s1_5_twenty_raw_names_in_at_most_forty_keys(firm, size, capsys):
    with firm.working() as workspace:
        raw_names(workspace, 10)
        firm.clock.move(days=9)
        for number in range(10):
            workspace.naming.name(f"Late {number:02} Lifts", bench=True, different=True)
    pressed = 0
    async with firm.app(size, start="list") as seen:
        await seen.shows("4 of 20", "20 raw")
        await seen.press("I")
        pressed += 1
        await seen.shows("20 raw names · 10 older than 7 days", "Raw 00 Bau")
        assert all(len(line) <= size[0] for line in seen.text.splitlines())
        names = seen.app.screen.query_one("#raw", Table)
        assert [row.cell(0)[1] for row in names.rows] == ["bad"] * 10 + ["dim"] * 10
        for number in range(20):
            await seen.press("mtx"[number % 3])
            pressed += 1
            await seen.until(lambda left=19 - number: sum(1 for row in names.rows if row.key) == left)
        await seen.shows("Nothing waits", "20 judged")
        await seen.press("u")
        await seen.shows("1 raw name", "19 judged")
        await seen.press("t")
        await seen.shows("Nothing waits")
        await seen.press("escape")
        pressed += 1
        await seen.shows("0 raw", "✓ 6 removed")
    with capsys.disabled():
        print(f" triage of 20 raw names: {pressed} keys")  # noqa: T201
    assert pressed <= 40


async def test_a_raw_name_is_dropped_for_a_reason_of_its_own(firm):
    with firm.working() as workspace:
        (key,) = raw_names(workspace, 1)
    async with firm.app(start="list") as seen:
        await seen.shows("4 of 20")
        await seen.press("I")
        await seen.shows("1 raw name")
        await seen.press("X")
        await seen.shows("Why is there nothing in it?")
        await seen.press(*"gone", "enter", *"check the register first", "enter")
        await seen.shows("Nothing waits")
    with firm.working() as workspace:
        assert (workspace.account(key).reason, workspace.account(key).lesson) == ("gone", "check the register first")


@pytest.mark.parametrize("size", SIZES)
async def test_s3_10_a_shortlist_is_stopped_resumed_decided_and_the_best_swapped_in(firm, size):
    with firm.working() as workspace:
        ids = [workspace.naming.name(f"{name} Works", bench=True, why="near", different=True).account_id
               for name in ("Alder", "Birch", "Cedar")]  # fmt: skip
    async with firm.app(size, start="list") as seen:
        await seen.shows("4 of 20")
        await seen.press("L")
        await seen.shows("No shortlist yet", "marks two to sixteen")
        await seen.press("escape", "B")
        await seen.shows("Alder Works")
        await seen.press("g", "space", "space", "space", "L")
        await seen.shows(
            "? Alder Works", "? Birch Works", "Cedar Works", "Which is the better one: Alder Works or Birch Works?"
        )
        assert all(len(line) <= size[0] for line in seen.text.splitlines())
        await seen.press("p", *"knows us", "enter")
        await seen.shows("knows us")
        await seen.press("l", "enter")
        await seen.shows("Birch Works before Alder Works")
        await seen.press(*"nearer", "enter")
        await seen.shows("Birch Works before Alder Works: nearer")
        await seen.press("escape")
        await seen.until(lambda: not seen.app.screen.is_modal)
    async with firm.app(size, start="list") as seen:
        await seen.shows("on the bench")
        await seen.press("L")
        await seen.shows("Birch Works before Alder Works: nearer", "Which is the better one")
        while "Decided" not in seen.text:
            await seen.press("enter")
            await seen.until(lambda: any(isinstance(seen.app.focused, Input) for _ in (0,)), "the reason's line")
            await seen.press(*"older fleet", "enter")
            await seen.until(lambda: not isinstance(seen.app.focused, Input), "the shortlist again")
            await seen.pilot.pause(0.05)
        await seen.shows("1. ")
        await seen.press("m")
        await seen.says("is on the list")
    with firm.working() as workspace:
        record = workspace.shortlists.every()[0]
        assert record.ended_at
        assert [one.rank for one in record.candidates] == [1, 2, 3]
        assert all(one.reason for one in record.preferences)
        assert record.candidates[0].account_id in {row.id for row in workspace.list_rows()}
        assert {one.account_id for one in record.candidates} == set(ids)


@pytest.mark.parametrize("size", SIZES)
async def test_s0_9_complaints_stand_until_they_are_answered(firm, size):
    async with firm.app(size, start="list") as seen:
        await seen.shows("4 of 20")
        await seen.press("g", "C")
        await seen.shows("A complaint", "wrong data", "own naming")
        assert all(len(line) <= size[0] for line in seen.text.splitlines())
        await seen.press("d")
        await seen.press(*"the phone is a fax", "enter")
        await seen.says("it stands until somebody answers")
        await seen.press("C", "s", "b")
        await seen.press(*"half are closed", "enter")
        await seen.says("Noted about source own naming")
        with firm.working() as workspace:
            (source,) = workspace.complaints.by_source()
            assert list(source.quotes) == ["the phone is a fax", "half are closed"]
        await seen.press("C", "C")
        await seen.shows("Complaints that nobody answered", "“the phone is a fax”", "“half are closed”")
        await seen.press("enter")
        await seen.until(lambda: isinstance(seen.app.focused, Input))
        await seen.press(*"asked again", "enter")
        await seen.until(lambda: "the phone is a fax" not in seen.text)
        await seen.shows("“half are closed”")


@pytest.mark.parametrize("size", SIZES)
async def test_finding_shows_the_kind_lights_the_words_and_goes_there(firm, size):
    with firm.working() as workspace:
        key = workspace.resolve("Thornley")
        workspace.people.add(key, "Anna Berg", role="buyer")
        workspace.touches.log(key, "phone", "spoke", note="on their vendor list until June", override="test")
    async with firm.app(size) as seen:
        await seen.press("f")
        await seen.shows("Find anything", "your list; type to find anything else")
        await seen.press(*"vendor june")
        await seen.shows("touch", "Thornley Pumps", "on their vendor list")
        assert all(len(line) <= size[0] for line in seen.text.splitlines())
        await seen.press("enter")
        await seen.until(lambda: seen.app.current_mode == "account")
        await seen.shows("Thornley Pumps")
        events = seen.app.screen.query_one("#events", Table)
        await seen.until(
            lambda: events.key and "vendor list" in str(events.rows[events.line].cells), "the touch under the cursor"
        )
        await seen.press("f")
        await seen.press(*"anna")
        await seen.shows("person", "Anna Berg buyer")
        await seen.press("enter")
        await seen.until(lambda: not seen.app.screen.is_modal)
        people = seen.app.screen.query_one("#people", Table)
        await seen.until(
            lambda: "Anna" in str(people.rows[people.line].cells) and seen.app.focused is people, "the person"
        )


async def test_what_is_typed_fast_goes_to_what_it_finds(firm):
    async with firm.app() as seen:
        await seen.press("f")
        await seen.shows("Find anything")
        await seen.press(*"froid", "enter")
        await seen.until(lambda: seen.app.current_mode == "account")
        await seen.shows("Froid Armorique")
        await seen.press("f")
        await seen.press(*"zzzz")
        await seen.shows("Nothing holds these words.")
        await seen.press("enter")
        assert seen.app.screen.is_modal


@pytest.mark.parametrize("together", [0.0, 30.0])
async def test_a_letter_and_what_it_finds_are_one_picture_and_no_letter_waits_long(firm, monkeypatch, together):
    monkeypatch.setattr(jump, "_TOGETHER", together)
    held = []
    show = Table.show

    def told(table, *given, **how):
        held.append(table.app._batch_count > 0)
        show(table, *given, **how)

    async with firm.app() as seen:
        await seen.press("f")
        await seen.shows("your list; type to find anything else")
        monkeypatch.setattr(Table, "show", told)
        await seen.press("t")
        assert held == [], "one letter finds nothing: the list stands there already"
        await seen.press("h", "o")
        await seen.shows("Thornley Pumps", "place")
        assert held
        assert all(held) or not together
        await seen.press("backspace", "backspace")
        await seen.shows("your list; type to find anything else")
        assert seen.app._batch_count == 0


async def test_the_palette_opens_shortlist_and_inbox_from_every_place(firm):
    async with firm.app() as seen:
        await seen.press("colon", *"shortlist", "enter")
        await seen.shows("No shortlist yet")
        await seen.press("escape", "colon", *"inbox", "enter")
        await seen.shows("Nothing waits")
