import pytest

from screens.twins_round import key_of
from screens.twins_view import lit
from screens.widgets.table import Table

SIZES = [(80, 24), (120, 40)]
STEMS = (
    "Alderbrok", "Birkenfeld", "Cedrano", "Dornhagen", "Eskilvik", "Farnwell", "Grimsund", "Haselborn", "Ivarstad",
    "Jorvela", "Kestrelby", "Lindquarn", "Morvenna", "Nystrand", "Osterwyk", "Pellworm", "Quillon", "Rotherby",
    "Sandvika", "Tolmezzo", "Ulvesund", "Vardhall", "Wexcombe", "Xanterra", "Ydrefors", "Zwolmark", "Asterholm",
    "Brackwede", "Corvalla", "Drumbeg", "Elverum", "Fossgate", "Gullspang", "Hyltebruk", "Isenbach", "Jessheim",
    "Kalvola", "Lauenrode", "Munkfors", "Nordmaling", "Oxelund", "Pernitz", "Ravlunda", "Skerries", "Tranemo",
    "Ullared", "Vimmerby", "Wolgast", "Ystroem", "Zeltweg",
)  # fmt: skip


def twins(workspace, stem, one="Pumps Ltd", other="Pump Limited", **more):
    """Name two companies that look alike; return their ids."""
    left = workspace.naming.name(f"{stem} {one}", different=True, bench=True).account_id
    right = workspace.naming.name(f"{stem} {other}", different=True, bench=True, **more).account_id
    return left, right


def names(workspace):
    return sorted(row.name for row in workspace.list_rows(places=("active", "bench", "dropped")))


def judged(desk):
    with desk.working() as workspace:
        found = workspace.review.judgements.all()
        parties = {key: workspace.account(key).name for pair in found for key in pair}
    return {tuple(sorted(parties[one] for one in pair)): record.answer for pair, record in found.items()}


async def at(seen, *words):
    await seen.shows("STAYS", *words)
    return seen.app.screen._round.current


@pytest.mark.parametrize("size", SIZES)
async def test_both_records_stand_side_by_side_with_signs_reasons_and_touches(pairs, size):
    async with pairs.app(size, start="twins") as seen:
        await at(seen, "1 of 3", "GOES INTO IT")
        lines = seen.text.splitlines()
        assert all(len(line) <= size[0] for line in lines)
        await seen.press("G")
        await at(seen, "3 of 3", "% alike")
        await seen.press("g")
        shown = ""
        for _ in range(3):
            shown += seen.text
            await seen.press("j")
        assert "Distinctive word 'thornley' in both" in shown
        assert "· domain        –" in shown or "· domain        thornley.example" in shown
        assert "! 1 touch at stake" in shown
        assert "● 1, last 1 d ago" in shown
        assert "○ never touched" in shown
        assert "on the bench" in shown
        assert ("old vans" in shown) == (size[1] >= 30), "longer texts wait for a tall terminal"


async def test_equal_and_differing_fields_have_their_own_signs(desk):
    with desk.working() as workspace:
        left, right = twins(workspace, "Thornley")
        workspace.naming.edit(left, country="GB", city="Leeds")
        workspace.naming.edit(right, country="GB", city="York", domain="thornley.example")
    async with desk.app(start="twins") as seen:
        await at(seen, "≠ name", "= country       GB", "≠ city", "· domain")


def test_words_in_common_are_lit_and_nothing_is_read_as_markup():
    content = lit("[red]Kvarnby Mek.[/] Verkstad", ["Kvarnby", "verkstad."])
    assert content.plain == "[red]Kvarnby Mek.[/] Verkstad"
    shown = {content.plain[span.start : span.end]: str(span.style) for span in content.spans}
    assert "underline" in shown["Verkstad"]
    assert "underline" not in shown["Mek.[/]"]


async def test_hostile_names_are_shown_as_they_are(desk):
    with desk.working() as workspace:
        twins(workspace, "[bold]Thornley[/bold]", "Pumps [/nothing] Ltd", "Pump [/nothing] Ltd")
    async with desk.app(start="twins") as seen:
        await at(seen, "[bold]Thornley[/bold] Pumps")
        await seen.press("enter")
        await seen.shows("Merge [bold]Thornley[/bold] Pump")
        await seen.press("enter")
        await seen.says("[bold]Thornley[/bold] Pump")


@pytest.mark.parametrize("size", SIZES)
async def test_same_merges_at_once_and_undo_brings_the_pair_back(pairs, size):
    async with pairs.app(size, start="twins") as seen:
        question = await at(seen, "1 of 3")
        await seen.press("equals_sign")
        await seen.says(f"Merged {question.right_name} into {question.left_name} · u takes it back")
        await at(seen, "2 of 3")
        workspace = seen.app.workspace
        assert question.right_name not in await workspace.run(names, workspace)
        await seen.press("u")
        await seen.says("Undid: Merge")
        again = await at(seen, "1 of 3")
        assert key_of(again) == key_of(question)
        await seen.press("ctrl+r")
        await seen.says("Did again: Merge")
        await at(seen, "2 of 3")
        assert question.right_name not in await workspace.run(names, workspace)


async def test_related_different_later_are_remembered_and_later_comes_again(pairs):
    async with pairs.app(start="twins") as seen:
        given = {}
        for number, (key, answer) in enumerate((("tilde", "related"), ("minus", "different"), ("z", "later")), 1):
            question = await at(seen, f"{number} of 3")
            given[tuple(sorted((question.left_name, question.right_name)))] = answer
            await seen.press(key)
        await seen.shows("Nothing else to answer", "1 related, 1 different, 1 put off", "Put off: ")
        await seen.press("enter")
        await at(seen, "3 of 3")
        pairs.clock.move(minutes=5)
        await seen.press("z")
        await seen.shows("1 put off")
        await seen.press("u")
        await at(seen, "3 of 3")
    assert judged(pairs) == given
    async with pairs.app(start="twins") as seen:
        await at(seen, "1 of 1")


async def test_moving_answers_nothing_and_swapping_decides_who_stays(pairs):
    async with pairs.app(start="twins") as seen:
        first = await at(seen, "1 of 3")
        await seen.press("j")
        second = await at(seen, "2 of 3")
        assert key_of(second) != key_of(first)
        await seen.press("k", "k")
        await at(seen, "1 of 3")
        await seen.press("s")
        turned = await at(seen, "1 of 3")
        assert (turned.left, turned.right) == (first.right, first.left)
        await seen.press("equals_sign")
        await seen.says(f"Merged {first.left_name} into {first.right_name}")
    with pairs.working() as workspace:
        assert first.right_name in names(workspace)
        assert first.left_name not in names(workspace)


@pytest.mark.parametrize("size", SIZES)
async def test_preview_field_by_field(desk, size):
    with desk.working() as workspace:
        left, right = twins(workspace, "Thornley")
        workspace.naming.edit(left, country="GB", city="Leeds", pain="late parts")
        workspace.naming.edit(right, country="GB", city="York", pain="old vans", domain="thornley.example")
        workspace.touches.log(right, "phone", "spoke")
    async with desk.app(size, start="twins") as seen:
        question = await at(seen, "1 of 1")
        await seen.press("m")
        await seen.shows("Merge ", "Goes along: ", "name becomes  ", "● GB", "stays")
        await seen.press("l")
        await seen.shows(f"name becomes  {question.right_name}", "your choice")
        await seen.press("j", "l")
        await seen.shows("domain becomes  thornley.example", "(only one says so)")
        await seen.press("j", "j", "space")
        await seen.shows("city becomes  ", "your choice")
        city = next(pair for pair in question.fields if pair.field == "city")
        await seen.press("j")
        await seen.shows("pain becomes  ", "; ")
        await seen.press("space", "space", "space")
        await seen.shows("(both can be true)")
        await seen.press("escape")
        await at(seen, "1 of 1")
        await seen.press("enter")
        await seen.shows("name becomes  ")
        await seen.press("l", "enter")
        await seen.says("Merged ")
    assert {city.left, city.right} == {"Leeds", "York"}
    with desk.working() as workspace:
        (row,) = workspace.list_rows(places=("active", "bench"))
        assert row.name == question.right_name
        assert row.touches == 1
        assert set(row.pain.split("; ")) == {"late parts", "old vans"}
        assert [one.answer for one in workspace.review.judgements.all().values()] == ["same"]
        workspace.undo()
        assert len(workspace.list_rows(places=("active", "bench"))) == 2


async def test_merged_ones_are_listed_and_taken_back_with_what_stays(desk):
    with desk.working() as workspace:
        left, right = twins(workspace, "Thornley")
        workspace.naming.edit(right, why="near")
        workspace.review.answer(left, right, "same")
        workspace.naming.edit(left, why="changed since")
    async with desk.app(start="twins") as seen:
        await seen.shows("No two companies look like one", "M   what was merged before")
        await seen.press("M")
        await seen.shows("1 company was merged into others", "Thornley Pump Limited")
        await seen.press("x")
        await seen.says(
            "Thornley Pump Limited stands by itself again · u merges it again\nChanged since, so it stays: "
        )
        await seen.shows("Nothing was merged here")
        await seen.press("u")
        await seen.shows("1 company was merged into others")
        await seen.press("x")
        await seen.shows("Nothing was merged here")
        await seen.press("equals_sign", "minus", "z", "s", "x")
        await seen.press("escape")
        await at(seen, "1 of 1")
        await seen.press("M")
        await seen.shows("Nothing was merged here")
    assert judged(desk) == {}


async def test_enter_opens_the_account_that_stayed(desk):
    with desk.working() as workspace:
        workspace.review.answer(*twins(workspace, "Thornley"), "same")
    async with desk.app(start="twins") as seen:
        await seen.shows("No two companies look like one")
        await seen.press("M")
        await seen.shows("Thornley Pump Limited")
        assert seen.app.screen.query_one("#merged", Table).has_focus
        await seen.press("enter")
        await seen.until(lambda: seen.app.current_mode == "account")
        await seen.shows("Thornley Pumps Ltd")


async def test_a_pair_that_was_merged_elsewhere_meanwhile_is_said(pairs):
    async with pairs.app(start="twins") as seen:
        question = await at(seen, "1 of 3")
        with pairs.working() as elsewhere:
            elsewhere.merging.merge(question.right, question.left)
        await seen.press("equals_sign")
        await seen.says("look again")
        await at(seen, "1 of 2")


async def test_nothing_happens_before_the_first_reading_and_without_pairs(firm):
    async with firm.app(start="twins") as seen:
        await seen.press("equals_sign", "tilde", "minus", "z", "s", "enter", "m", "j", "k", "x")
        await seen.shows("No two companies look like one", "n   name a company", "? help")
        await seen.press("equals_sign", "tilde", "minus", "z", "s", "enter", "m", "j", "k", "x")
        await seen.press("escape")
        await seen.until(lambda: seen.app.current_mode == "today")
        workspace = seen.app.workspace
        assert len(await workspace.run(names, workspace)) == 4


async def test_fifty_pairs_are_judged_with_at_most_sixty_keys(desk):
    desk.path.with_suffix(".place.json").write_text('{"welcomed": "yes"}', encoding="utf-8")
    with desk.working() as workspace:
        for stem in STEMS:
            twins(workspace, stem)
        asked = len(workspace.review.queue())
    assert asked >= 50
    answers = ("equals_sign", "minus", "tilde")
    keys = ["5"]
    async with desk.app() as seen:
        await seen.press("5")
        await at(seen, f"1 of {asked}")
        for number in range(asked):
            keys.append(answers[number % 3])
            await seen.pilot.press(keys[-1])
        await seen.shows(f"All {asked} answered")
    assert len(keys) <= 60, f"{len(keys)} keys for {asked} pairs"
    with desk.working() as workspace:
        assert workspace.review.queue() == []
        given = [one.answer for one in workspace.review.judgements.all().values()]
        assert len(given) == asked
        assert given.count("same") == len(range(0, asked, 3))
        assert len(names(workspace)) == 100 - given.count("same")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 50)])
async def test_every_size_shows_the_whole_pair_or_scrolls_to_it(desk, size):
    with desk.working() as workspace:
        left, right = twins(workspace, "Thornley")
        workspace.naming.edit(left, city="Leeds " * 20, country="GB")
        workspace.naming.edit(right, city="Leeds " * 19, country="GB", domain="a-very-long-name-of-a-domain.example")
    async with desk.app(size, start="twins") as seen:
        await at(seen, "1 of 1")
        assert all(len(line) <= size[0] for line in seen.text.splitlines())
        await seen.press("ctrl+d", "ctrl+d")
        await seen.shows("named  ")
        await seen.pilot.resize_terminal(40, 10)
        await seen.shows("at least 60x20", "40x10")
        await seen.pilot.resize_terminal(80, 24)
        await at(seen, "1 of 1")


# The round by itself
