"""Keys of the user's own: what the file says holds, hints and help show it, and what can't hold is one sentence."""

import re

import pytest

from screens import places
from screens.base import Ask, Place
from screens.keyed import reworded
from screens.keymap import read_keymap
from screens.keys import classes, own_bindings, shipped, written
from screens.widgets.filter import FilterLine
from screens.widgets.hint import Hint, whole_items

OWN = """
"company.touch" = "l"
list.filter = ["ctrl+f", "f9"]

[app]
undo = "U"

[go]
today = "f3"

[touch]
log = "ctrl+e"
"""


@pytest.fixture
def keymap(tmp_path):
    """Return a writer of the file; it gives its path."""

    def write(text):
        path = tmp_path / "keys.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_every_binding_has_an_id_of_its_own_and_says_what_it_does():
    meaning: dict[str, tuple[str, str]] = {}
    for kind in classes():
        for one in kind.__dict__.get("BINDINGS", ()):
            assert one.id, (kind.__name__, one)
            assert one.description, one.id
        for one in own_bindings(kind):
            assert meaning.setdefault(one.id, (one.key, one.action)) == (one.key, one.action), one.id
    assert len(meaning) > 200
    assert {one.where for one in shipped().values()} >= {"app", "go", "list", "account", "company", "name", "twins"}


def test_keys_are_written_as_they_stand_on_the_keyboard():
    assert written("slash") == "/"
    assert written("question_mark,f1") == "? or f1"
    assert written("ctrl+d,pagedown") == "ctrl+d or page down"
    assert [written(key) for key in ("left", "enter", "underscore", "plus", "G")] == ["←", "enter", "_", "+", "G"]


def test_without_a_file_all_is_as_shipped(tmp_path):
    assert read_keymap(tmp_path / "none.toml").own == {}
    assert read_keymap(tmp_path / "none.toml").wrong == ()


def test_what_the_file_says_holds(keymap):
    found = read_keymap(keymap(OWN))
    assert found.wrong == ()
    assert found.own == {
        "company.touch": "l", "list.filter": "ctrl+f,f9", "app.undo": "U", "go.today": "f3", "touch.log": "ctrl+e",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('app.jumpp = "x"', "no binding “app.jumpp”: did you mean app.jump"),
        ('"[red]" = "x"', "no binding “[red]”"),
        ('app.jump = "hyper+x"', "no key “hyper+x”"),
        ('app.jump = ""', "must be a key"),
        ("app.jump = 5", "must be a key"),
        ("app.jump = []", "must be a key"),
        ('app.jump = "ctrl+m"', "a terminal takes ctrl+m for enter"),
        ('app.jump = "ctrl+q"', "always quits"),
        ('list.filter = "a"', "list.filter: a is the key of company.touch already (Log a touch)"),
        ('app.jump = "x"', "is the key of"),
        ('touch.log = "escape"', "is the key of ask.leave already"),
    ],
)
def test_what_can_not_hold_is_one_sentence_with_file_and_line(keymap, line, said):
    path = keymap(f"# mine\n\n{line}\ngo.data = 'f8'\n")
    found = read_keymap(path)
    assert len(found.wrong) == 1
    assert found.wrong[0].startswith(f"{path}:3: ")
    assert said in found.wrong[0]
    assert found.own == {"go.data": "f8"}, "the rest holds"


def test_two_lines_that_want_one_key_clash_and_a_swap_does_not(keymap):
    clash = read_keymap(keymap('[list]\nbench = "f5"\nfilter = "f5"\n'))
    assert clash.own == {"list.bench": "f5"}
    assert ":3: list.filter: f5 is the key of list.bench already" in clash.wrong[0]
    swap = read_keymap(keymap('[list]\nbench = "f5"\nfilter = "m"\n'))
    assert swap.wrong == ()


def test_a_file_that_can_not_be_read_changes_nothing(keymap, tmp_path):
    assert "keys.toml" in read_keymap(keymap("= 3")).wrong[0]
    assert read_keymap(tmp_path).own == {}
    assert len(read_keymap(tmp_path).wrong) == 1


def test_hints_are_reworded_where_a_key_stands_and_nowhere_else():
    new = {"a": "l", "e": "f4", "ctrl+g": "f6", "enter": "ctrl+e", "u": "U"}
    for text, told in (
        ("a logs it and your number falls", "l logs it and your number falls"),
        ("Each try counts, silence too: a logs it", "Each try counts, silence too: l logs it"),
        ("no domain: e adds it · a touch", "no domain: f4 adds it · l touch"),
        ("ctrl+g researches them", "f6 researches them"),
        ("Touched Vitamin e GmbH · u takes it back", "Touched Vitamin e GmbH · U takes it back"),
        ("explorations enter no conversion rate", "explorations enter no conversion rate"),
        ("this is a company, a lead", "this is a company, a lead"),
        ("enter opens it, = takes the next", "ctrl+e opens it, = takes the next"),
    ):
        assert reworded(text, new) == told


def test_a_hint_is_broken_between_keys_and_never_between_a_key_and_what_it_does():
    said = "enter goes on · left right chooses · ctrl+s done · esc leaves it"
    assert whole_items(said, 80) == [said]
    assert whole_items(said, 40) == ["enter goes on · left right chooses", "ctrl+s done · esc leaves it"]
    assert whole_items(said, 12) == ["enter goes on", "left right chooses", "ctrl+s done", "esc leaves it"]


async def test_every_box_shows_own_keys_in_its_hint_and_breaks_it_between_them(firm, keymap):
    own = keymap('"triage.nurture" = "ctrl+k"\n"triage.because" = "f7"\n')
    async with firm.app((64, 30), start="list", keys=own) as seen:
        await seen.shows("4 of 20")
        await seen.press("I")
        await seen.shows("m keeps · ctrl+k long-term care · x drops")
        hint = seen.app.screen.query_one(Hint)
        assert hint.size.height == 2
        lines = [strip.text.strip() for strip in (hint.render_line(0), hint.render_line(1))]
        assert lines == ["m keeps · ctrl+k long-term care · x drops", "f7 drops with a reason · u takes back"]


async def test_the_app_listens_to_own_keys_and_shows_them(firm, keymap):
    async with firm.app((120, 40), start="list", keys=keymap(OWN)) as seen:
        await seen.shows("Thornley Pumps", "l touch", "ctrl+f filter", "f3 Today")
        await seen.press("l")
        await seen.shows("a letter picks the channel")
        await seen.press("c", "n")
        await seen.shows("ctrl+e logs it")
        await seen.press("f1")
        await seen.shows("ctrl+e", "Log it", "Your own keys", "instead of enter (touch.log)")
        await seen.press("escape")
        await seen.shows("ctrl+e logs it")
        await seen.press("ctrl+e")
        await seen.says("· U takes it back")
        await seen.press("u")
        await seen.press("U")
        await seen.says("Undid: Touch")
        await seen.press("question_mark")
        await seen.shows("Help: List", "l  c ")
        await seen.press("escape", "colon")
        await seen.shows("Search for commands")
        await seen.press(*"log")
        await seen.shows("key l")
        await seen.press("escape", "f3")
        await seen.until(lambda: seen.app.current_mode == "today")


async def test_what_is_wrong_is_said_and_the_app_starts_all_the_same(firm, keymap):
    async with firm.app(start="list", keys=keymap('list.filter = "a"\napp.jumpp = "x"\n')) as seen:
        await seen.says("keys.toml:1: list.filter: a is the key of")
        assert "1 more" in seen.toasts
        await seen.press("slash")
        await seen.until(lambda: isinstance(seen.app.focused, FilterLine))
        await seen.press("escape", "f2")
        await seen.shows("What was said", "list.filter: a is the key of")


def test_every_question_can_be_helped_with(firm):
    """Its help is written: what it says of itself holds no word of the code."""
    from screens.modals.help import about

    for kind in classes():
        if issubclass(kind, Ask) and kind is not Ask:
            assert kind.HELP or len(about(kind)) > 20, kind.__name__
            assert not re.search(r"\bNone\b|:class:|\bself\b", kind.HELP or about(kind)), kind.__name__
        if issubclass(kind, Place) and kind.MODE:
            assert kind.HELP, kind.__name__
    assert len(places.PLACES) == 9
