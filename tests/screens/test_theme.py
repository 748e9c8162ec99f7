import pytest
from textual.color import Color

from screens.theme import THEMES

INK = ("foreground", "text-muted", "text-accent", "text-success", "text-warning", "text-error", "text-primary")
PAPER = ("background", "surface", "panel", "block-cursor-background")
LEAST = 4.5
"""WCAG AA for text."""


def luminance(color):
    parts = [part / 255 for part in color.rgb]
    red, green, blue = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("paper", PAPER)
@pytest.mark.parametrize("ink", INK)
def test_text_can_be_read_on_every_ground(theme, ink, paper):
    colors = theme.to_color_system().generate()
    found = contrast(Color.parse(colors[ink]), Color.parse(colors[paper]))
    assert found >= LEAST, f"{theme.name}: {ink} {colors[ink]} on {paper} {colors[paper]} is {found:.1f}"


def test_no_sheet_names_a_colour():
    import re
    from pathlib import Path

    import screens

    for sheet in Path(screens.__file__).parent.rglob("*.tcss"):
        assert not re.search(r"#[0-9a-fA-F]{3,8}\s*[;!]|rgb\(|\bred\b|\bgreen\b", sheet.read_text("utf-8")), sheet.name
