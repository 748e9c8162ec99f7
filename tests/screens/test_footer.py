import pytest

from screens import places
from screens.show import cells
from screens.widgets.footer import GAP, LIMIT, fitting

MODES = [one.mode for one in places.PLACES] + [places.WELCOME]


@pytest.mark.parametrize("mode", MODES)
def test_footer_of_every_place_fits_whole(mode):
    keys = type(places.modes()[mode]()).KEYS
    assert keys
    assert list(fitting(keys, LIMIT)) == list(keys)
    assert mode == places.NAME or any(key == "?" for key, _ in keys), "letters are typed only on Name"


def test_what_does_not_fit_is_left_out_whole():
    keys = [("a", "x" * 10), ("b", "y" * 10), ("c", "z")]
    assert fitting(keys, 12) == [("a", "x" * 10)]
    assert fitting(keys, 12 + GAP + 11) == [("a", "x" * 10)]
    assert fitting(keys, 12 + GAP + 12) == keys[:2]
    assert fitting(keys, 0) == []
    assert cells("a x") == 3


def test_the_way_to_the_help_stays():
    keys = [("a", "x" * 10), ("b", "y" * 10), ("?", "help"), ("c", "z")]
    assert fitting(keys, 12 + GAP + 6) == [keys[0], keys[2]]
    assert fitting(keys, 6) == [keys[2]]
    assert fitting(keys, 100) == keys


async def test_footer_of_every_place_is_on_screen_to_its_last_word(firm):
    async with firm.app((80, 24)) as seen:
        for mode in MODES:
            seen.app.go(mode)
            await seen.until(lambda mode=mode: seen.app.current_mode == mode)
            last = " ".join(type(seen.app.screen).KEYS[-1])
            await seen.until(lambda last=last: last in seen.text.splitlines()[-1], f"{last!r}, the last key of {mode}")


@pytest.mark.parametrize("mode", MODES)
def test_every_place_has_help_and_ids_on_its_keys(mode):
    kind = type(places.modes()[mode]())
    assert kind.HELP.strip()
    for base in kind.__mro__:
        for one in base.__dict__.get("BINDINGS", ()):
            if base.__module__.startswith("screens."):
                assert one.id, f"{base.__name__}: {one.key}"
