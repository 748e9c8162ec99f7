"""Parts of widgets are styled once, and look as Textual would have them."""

from textual.css.stylesheet import Stylesheet

from screens import theme


def parts_of(node):
    return {name: styles.base.get_rules() for name, styles in node._component_styles.items()}


async def test_parts_look_as_textual_would_have_them_in_every_look_and_place(firm):
    seen_parts = 0
    async with firm.app() as seen:
        for look in (theme.DARK, theme.LIGHT):
            seen.app.theme = look.name
            for mode in ("today", "list", "account"):
                seen.app.go(mode)
                await seen.pilot.pause()
                await seen.press("j", "tab")
                for node in seen.app.screen.walk_children(with_self=True):
                    before = parts_of(node)
                    Stylesheet._process_component_classes(seen.app.stylesheet, node)
                    assert parts_of(node) == before, node
                    seen_parts += len(before)
    assert seen_parts > 60
