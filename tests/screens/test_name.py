import pytest
from textual.events import Paste

from screens.name_draft import ASKING, Draft, load
from screens.widgets.field import Field

SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def begun(desk):
    """Return a desk whose owner has been welcomed already."""
    desk.path.with_suffix(".place.json").write_text('{"welcomed": "yes"}', encoding="utf-8")
    return desk


async def typed(seen, text):
    await seen.pilot.press(*text)
    await seen.pilot.pause()


async def take(seen, name, pain="", why=""):
    """Name a company with pain and why, as a person does: waiting for each question."""
    await seen.until(lambda: seen.app.screen.company.line.has_focus, "the name field")
    await typed(seen, name)
    await seen.press("enter")
    await seen.shows("✓", "Which pain")
    await typed(seen, pain)
    await seen.press("enter")
    await typed(seen, why)
    await seen.press("enter")
    await seen.until(lambda: seen.app.screen.draft.step == "naming", "the next name")


def named(desk):
    with desk.working() as workspace:
        rows = workspace.list_rows(places=("active", "bench", "dropped"))
    return {row.name: row for row in rows}


async def full(desk, size):
    """Fill the list of `size` slots."""
    with desk.working() as workspace:
        for number in range(size):
            workspace.naming.name(f"{('Alder', 'Birke', 'Ceder')[number]} Werke", pain="p", why="w")


@pytest.mark.parametrize("size", SIZES)
async def test_s2_4_a_slot_is_full_only_with_pain_and_why(begun, size):
    async with begun.app(size, start="name") as seen:
        await seen.shows("Slot 1 of 20", "◎ ○", "Who competes with your two best customers?")
        await take(seen, "Bergman Pumpar, bergman-pumpar.se", "old fleet", "near Malmö")
        await seen.shows("Slot 2 of 20", "● ◎ ○", "● 1 full")
        await take(seen, "Nordhafen")
        await seen.shows("Slot 3 of 20", "● ◐ ◎", "◐ 1 without pain or why")
    rows = named(begun)
    assert (rows["Bergman Pumpar"].domain, rows["Bergman Pumpar"].pain, rows["Bergman Pumpar"].why) == (
        "bergman-pumpar.se",
        "old fleet",
        "near Malmö",
    )
    assert rows["Nordhafen"].slot == 2


async def test_wide_terminal_shows_the_slots_with_their_names(firm):
    async with firm.app((120, 40), start="name") as seen:
        await seen.shows("Slot 5 of 20", "1 ◐ Bergman Pumpar", "5 ◎ the next one", "20 ○")


async def test_matches_show_while_typing_with_reason_and_place(firm):
    async with firm.app(start="name") as seen:
        await seen.shows("Companies that are here already show up while you type")
        await typed(seen, "bergm")
        await seen.shows("alike", "Bergman Pumpar", "on the list", "holds a word beginning with 'bergm'")
        await typed(seen, "an pumpar")
        await seen.shows("= same", "same name")
        await seen.press("ctrl+u")
        await typed(seen, "Zyxwerk")
        await seen.shows("Nobody here is called like that")


async def test_the_same_company_is_not_entered_twice(firm):
    async with firm.app(start="name") as seen:
        await seen.shows("Slot 5 of 20")
        await typed(seen, "bergman pumpar")
        await seen.press("enter")
        await seen.shows("on the list already as Bergman Pumpar", "= the same", "- another company")
        await seen.press("=")
        await seen.shows("Not entered twice: Bergman Pumpar", "Slot 5 of 20")
        assert seen.app.screen.company.value == ""
    assert len(named(firm)) == 4


async def test_a_same_one_can_be_opened_and_the_typed_name_stays(firm):
    async with firm.app(start="name") as seen:
        await seen.shows("Slot 5 of 20")
        await typed(seen, "bergman pumpar")
        await seen.press("enter")
        await seen.shows("already as Bergman Pumpar")
        await seen.press("enter")
        await seen.until(lambda: seen.app.current_mode == "account", "the account")
        await seen.press("4")
        await seen.shows("Slot 5 of 20", "bergman pumpar")


async def test_a_doubt_is_asked_and_another_company_is_named(firm):
    async with firm.app(start="name") as seen:
        await seen.shows("Slot 5 of 20")
        await typed(seen, "Bergmans Pump AB")
        await seen.press("enter")
        await seen.shows("may be Bergman Pumpar", "is it the same?")
        await seen.press("escape")
        await seen.until(lambda: seen.app.screen.company.line.has_focus)
        assert seen.app.screen.company.value == "Bergmans Pump AB"
        await seen.press("enter")
        await seen.shows("is it the same?")
        await seen.press("u", "n", "2")
        await seen.says("The question first")
        assert seen.app.current_mode == "name"
        await seen.press("-")
        await seen.shows("✓ Bergmans Pump AB stands in slot 5")
    assert named(firm)["Bergmans Pump AB"].place == "active"


async def test_wrong_input_is_said_under_its_field_and_stays(begun):
    async with begun.app(start="name") as seen:
        await seen.shows("Slot 1 of 20")
        await seen.press("enter")
        await seen.shows("✗ type the company's name")
        await typed(seen, "Acme")
        await seen.press("tab")
        await typed(seen, "acme")
        await seen.press("enter")
        await seen.shows("✗ “acme” is not a company's domain")
        assert seen.app.screen.query_one("#domain", Field).has_class("-wrong")
        assert seen.app.screen.company.value == "Acme"
    assert named(begun) == {}


async def test_markup_and_controls_in_a_name_are_shown_as_text(begun):
    async with begun.app(start="name") as seen:
        await seen.shows("Slot 1 of 20")
        await typed(seen, "Acme [/foo] [red]Ltd")
        await seen.press("enter")
        await seen.shows("✓ Acme [/foo] [red]Ltd stands in slot 1")
        await seen.press("escape")
        await typed(seen, "acme [/foo]")
        await seen.shows("Acme [/foo] [red]Ltd", "on the list")


async def test_prompts_turn(begun):
    async with begun.app(start="name") as seen:
        await seen.shows("Who competes with your two best customers?")
        await seen.press("ctrl+n")
        await seen.shows("Which company did you lose last year")


async def test_half_typed_name_and_half_answered_pain_survive_a_restart(begun):
    async with begun.app(start="name") as seen:
        await seen.shows("Slot 1 of 20")
        await take(seen, "Alder Werke", "p", "w")
        await typed(seen, "Birke We")
        await seen.press("escape")
        await seen.until(lambda: seen.app.current_mode != "name")
    async with begun.app(start="name") as seen:
        await seen.shows("Slot 2 of 20", "Birke We")
        await typed(seen, "rke")
        await seen.press("enter")
        await seen.shows("✓ Birke Werke stands in slot 2")
        await typed(seen, "many vans")
    async with begun.app(start="name") as seen:
        await seen.shows("Which pain", "many vans", "Birke Werke")
        await seen.press("escape")
        await seen.shows("Slot 3 of 20")
    assert named(begun)["Birke Werke"].pain == "many vans"


async def test_undo_while_typing_brings_the_name_back(begun):
    async with begun.app(start="name") as seen:
        await seen.shows("Slot 1 of 20")
        await typed(seen, "Alder Werke")
        await seen.press("enter")
        await seen.shows("✓ Alder Werke stands in slot 1")
        await seen.press("ctrl+z")
        await seen.says("Undid: Name Alder Werke")
        await seen.until(lambda: seen.app.screen.draft.step == "naming")
        assert seen.app.screen.company.value == "Alder Werke"
    assert named(begun) == {}


async def test_half_lit_slot_is_finished_and_what_was_typed_comes_back(firm):
    async with firm.app(start="name") as seen:
        await seen.shows("Slot 5 of 20", "◐ 4 without")
        await typed(seen, "Half ty")
        await seen.press("ctrl+l")
        await seen.shows("✓ Bergman Pumpar stands in slot 1", "late visits")
        await typed(seen, "knows us")
        await seen.press("enter")
        await seen.shows("◐ 3 without", "Half ty")
    assert named(firm)["Bergman Pumpar"].why == "knows us"


async def test_full_list_never_takes_a_silent_one_more(begun):
    begun.settings = type(begun.settings)(rep="ana", cache="none", list_size=3)
    await full(begun, 3)
    async with begun.app(start="name") as seen:
        await seen.shows("All 3 slots are taken")
        await typed(seen, "Douglasie AG")
        await seen.press("enter")
        await seen.shows("Where does Douglasie AG go?", "to the bench", "swap one out")
        await seen.press("escape")
        await seen.until(lambda: seen.app.screen.company.line.has_focus)
        assert seen.app.screen.company.value == "Douglasie AG"
        await seen.press("enter")
        await seen.shows("Where does Douglasie AG go?")
        await seen.press("b")
        await seen.shows("✓ Douglasie AG waits on the bench")
    assert named(begun)["Douglasie AG"].place == "bench"


async def test_swap_asks_who_and_why(begun):
    begun.settings = type(begun.settings)(rep="ana", cache="none", list_size=3)
    await full(begun, 3)
    async with begun.app(start="name") as seen:
        await seen.shows("All 3 slots are taken")
        await typed(seen, "Douglasie AG")
        await seen.press("enter")
        await seen.shows("swap one out")
        await seen.press("s")
        await seen.shows("Who goes to the bench?", "Alder Werke", "Ceder Werke")
        await seen.press("enter", "enter")
        await seen.shows("a swap needs a reason")
        await typed(seen, "no budget")
        await seen.press("enter")
        await seen.shows("✓ Douglasie AG stands in slot")
    rows = named(begun)
    out = [row for row in rows.values() if row.place == "bench"]
    assert len(out) == 1
    assert rows["Douglasie AG"].place == "active"


async def test_pasted_lines_are_previewed_then_named_and_doubts_asked(firm):
    lines = "Alder Werke, alder-werke.de\n\nbergman pumpar\n!!!\nBergmans Pump AB\nBirke Werke\nBirke Werke\n"
    async with firm.app(start="name") as seen:
        await seen.shows("Slot 5 of 20")
        field = seen.app.screen.company.line
        field.post_message(Paste(lines))
        await seen.shows("6 lines pasted", "✓ 2 to the list", "= 2 known", "? 1 in doubt", "✗ 1 refused")
        await seen.shows("no letter or digit in it", "twice in what you pasted", "enter names 2 companies")
        await seen.press("enter")
        await seen.shows("Bergmans Pump AB may be Bergman Pumpar", "is it the same?")
        await seen.press("=")
        await seen.shows("Not entered twice", "Slot 7 of 20")
    rows = named(firm)
    assert rows["Alder Werke"].domain == "alder-werke.de"
    assert set(rows) >= {"Alder Werke", "Birke Werke"}
    assert len(rows) == 6


async def test_one_pasted_line_is_typed_text(begun):
    async with begun.app(start="name") as seen:
        await seen.shows("Slot 1 of 20")
        seen.app.screen.company.line.post_message(Paste("Alder Werke\n"))
        await seen.until(lambda: seen.app.screen.company.value == "Alder Werke")


async def test_a_refused_paste_says_so(begun):
    async with begun.app(start="name") as seen:
        await seen.shows("Slot 1 of 20")
        seen.app.screen.company.line.post_message(Paste("Alder\n" * 501))
        await seen.says("501 lines are a file")


async def test_keys_fit_and_help_opens_while_typing(begun):
    async with begun.app(start="name") as seen:
        await seen.shows("Slot 1 of 20")
        assert "f1 help" in seen.text.splitlines()[-1]
        await seen.press("f1")
        await seen.shows("Write down companies worth having")


def test_a_damaged_draft_is_an_empty_one():
    for text in ("", "no json", "[]", '{"step": 3, "waiting": [[1, 2], "x"], "turned": "y"}', '{"step": "asking"}'):
        assert load(text) == Draft()


def test_a_draft_survives_its_writing():
    draft = Draft(ASKING, "typed", "x.se", "id", "Called", "pain", "why", 2, (("A", "a.se"), ("B", "")))
    assert load(draft.dump()) == draft
