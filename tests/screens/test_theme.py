"""Themes: every text can be read on every ground it stands on; without colour nothing is lost."""

import re
from pathlib import Path

import pytest
from rich.style import Style
from textual.color import Color

import screens
from screens.mono import _bare
from screens.theme import CONTRAST, DARK, LIGHT, LOOKS, THEMES, theme_of
from tests.screens.settling import paint

INK = (
    "foreground",
    "text-muted",
    "text-accent",
    "text-success",
    "text-warning",
    "text-error",
    "text-primary",
    "text-disabled",
)
PAPER = ("background", "surface", "panel", "block-cursor-background")
LEAST = {DARK.name: 4.5, LIGHT.name: 4.5, CONTRAST.name: 7}
"""WCAG AA for text; AAA where high contrast is promised."""
DRAWN = set("─│╭╮╰╯━▌▏▔▁▎▊▍┃▐█▒░·▂▃▄▅▆▇╺╸")
FOLDER = Path(screens.__file__).parent


def luminance(rgb):
    parts = [part / 255 for part in rgb]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_text_can_be_read_on_every_ground(theme):
    colors = theme.to_color_system().generate()
    for ink in INK:
        for paper in PAPER:
            found = contrast(Color.parse(colors[ink]).rgb, Color.parse(colors[paper]).rgb)
            assert found >= LEAST[theme.name], f"{ink} {colors[ink]} on {paper} {colors[paper]} is {found:.1f}"


def test_no_other_colours_are_used():
    """The pairs above are all there are: what sheets and screens name is in them."""
    ground = {"accent", "block-cursor-foreground", "border", "border-blurred"}
    for sheet in (*FOLDER.rglob("*.tcss"), *FOLDER.rglob("*.py")):
        text = sheet.read_text("utf-8")
        assert sheet.name == "theme.py" or not re.search(r"#[0-9a-fA-F]{3,8}\s*[;!]|rgb\(|\bred\b;|\bgreen\b;", text), (
            sheet
        )
        used = set(re.findall(r"\$([a-z][a-z-]+)", text))
        assert used <= {*INK, *PAPER, *ground}, (sheet.name, used)


def shown(app):
    """Yield text, ink and ground of what is drawn in the screen in front, without what is dimmed behind it."""
    boxes = app.screen.query(".box, CommandPalette > Vertical")
    region = boxes.first().region if boxes else app.screen.region
    for row, strip in enumerate(paint(app.screen)):
        if region.y <= row < region.bottom:
            for segment in strip.crop(region.x, region.right):
                style, text = segment.style, segment.text.strip()
                if text and not set(text) <= DRAWN and style and style.color and style.bgcolor:
                    pair = style.color.get_truecolor(), style.bgcolor.get_truecolor()
                    ink, paper = pair[::-1] if style.reverse else pair
                    yield text, [(a + b) // 2 for a, b in zip(ink, paper, strict=True)] if style.dim else ink, paper


def unreadable(app, theme, where):
    return {
        (where, text[:30], round(found, 1))
        for text, ink, paper in shown(app)
        if (found := contrast(ink, paper)) < LEAST[theme]
    }


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS)
async def test_every_segment_on_every_place_can_be_read(firm, look):
    bad = set()
    async with firm.app((100, 30), look=look) as seen:
        for mode in ("today", "list", "account", "name", "twins", "plan", "audit", "sources", "data"):
            seen.app.go(mode)
            await seen.until(lambda mode=mode: seen.app.current_mode == mode and len(seen.text) > 400)
            await seen.pilot.pause()
            bad |= unreadable(seen.app, theme_of(look), mode)
        seen.app.go("list")
        await seen.shows("Thornley Pumps")
        for key, words in (
            ("a", "a letter picks"),
            ("question_mark", "Keys"),
            ("x", "Reason"),
            ("colon", "Search"),
            ("w", "criterion"),
        ):
            await seen.press("escape", "escape")
            await seen.until(lambda: not seen.app.screen.is_modal)
            await seen.press(*(("a", key) if key == "question_mark" else (key,)))
            await seen.shows(words)
            bad |= unreadable(seen.app, theme_of(look), key)
    assert not bad


async def test_a_theme_chosen_is_kept(firm):
    async with firm.app() as seen:
        assert seen.app.theme == DARK.name
        await seen.app.run_action("look('contrast')")
        assert seen.app.theme == CONTRAST.name
    async with firm.app() as seen:
        assert seen.app.theme == CONTRAST.name
    async with firm.app(look="light") as seen:
        assert seen.app.theme == LIGHT.name, "what is asked for at the start wins"


def test_words_choose_themes():
    assert [theme_of(word) for word in ("dark", "light", "contrast")] == [DARK.name, LIGHT.name, CONTRAST.name]
    assert theme_of("", "pink", LIGHT.name) == LIGHT.name
    assert theme_of() == DARK.name


async def test_without_colours_the_cursor_and_the_place_still_show(firm, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with firm.app(look="light", start="list") as seen:
        await seen.shows("Thornley Pumps")
        strips = paint(seen.app.screen)
        styles = [segment.style for strip in strips for segment in strip if segment.style]
        assert all(one.color is None or one.color.is_default for one in styles)
        assert all(one.bgcolor is None or one.bgcolor.is_default for one in styles)
        cursor = next(strip for strip in strips if "▌" in strip.text)
        assert all(segment.style.reverse for segment in cursor if segment.text.strip())
        assert any("2 List" in segment.text and segment.style.reverse for segment in strips[0])
        await seen.app.run_action("look('light')")
        await seen.says("NO_COLOR is set")
    monkeypatch.setenv("NO_COLOR", "")
    async with firm.app() as seen:
        assert seen.app.theme == LIGHT.name, "an empty value asks for nothing"
        assert not seen.app.no_color


def test_a_ground_that_stands_out_becomes_a_reversed_cell():
    assert _bare(Style.parse("#ffffff on #2E3B4D bold")).reverse
    assert not _bare(Style.parse("#ffffff on #14171C")).reverse
    assert _bare(Style.parse("reverse #8FB5D9 on #242A33")).reverse


async def test_only_the_label_of_the_line_that_is_typed_into_is_bold(firm):
    def bold():
        labels = seen.app.screen.query("Field > Horizontal > Label")
        return [str(label.content).strip() for label in labels if label.text_style.bold]

    async with firm.app(start="list") as seen:
        await seen.shows("Thornley Pumps")
        await seen.press("e")
        await seen.until(lambda: len(bold()) == 1, "the first label")
        before = bold()
        await seen.press("tab")
        await seen.until(lambda: len(bold()) == 1 and bold() != before, "the next label alone")
