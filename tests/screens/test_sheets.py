"""Widgets and their parts are styled once for a state, and look as Textual would have them."""

from textual.css.stylesheet import Stylesheet

from screens import matched, theme


def parts_of(node):
    return {name: styles.base.get_rules() for name, styles in node._component_styles.items()}


def marks_of(node):
    return [node._has_hover_style, node._has_focus_within, node._has_order_style, node._has_odd_or_even]


def of_textual(sheet):
    """Return a style sheet as Textual has it, with the same rules."""
    plain = Stylesheet(variables=sheet._variables.copy())
    plain.source, plain._rules, plain._require_parse = sheet.source, sheet.rules, False
    return plain


def compare(app):
    """Style what is on the screen anew, then as Textual does, and see that nothing changes; return how many parts there are."""
    plain = of_textual(app.stylesheet)
    parts = 0
    for node in [app, *app.screen.walk_children(with_self=True)]:
        app.stylesheet.apply(node)
        before = node.styles.base.get_rules(), parts_of(node), marks_of(node)
        plain.apply(node)
        after = node.styles.base.get_rules(), parts_of(node), marks_of(node)
        assert after == before, node.css_path_nodes
        parts += len(before[1])
    return parts


async def test_all_looks_as_textual_would_have_it_in_every_look_and_place(firm):
    parts = 0
    async with firm.app() as seen:
        for look in (theme.DARK, theme.LIGHT):
            seen.app.theme = look.name
            for mode in ("today", "list", "account", "name", "plan"):
                seen.app.go(mode)
                await seen.press("j", "tab")
                parts += compare(seen.app)
        await seen.pilot.resize_terminal(50, 18)
        parts += compare(seen.app)
        await seen.pilot.resize_terminal(120, 40)
        await seen.on()
        for keys in (["a"], ["c", "n"], ["f1"], ["escape", "escape", "escape", "slash", "x"]):
            await seen.press(*keys)
            parts += compare(seen.app)
    assert parts > 100


async def test_what_was_matched_is_forgotten_when_it_grows_too_much_and_found_again(firm, monkeypatch):
    monkeypatch.setattr(matched, "_MOST", 30)
    async with firm.app(start="list") as seen:
        await seen.shows("Thornley Pumps")
        await seen.press("tab", "a")
        compare(seen.app)
        assert len(matched.Matched._ways) < 60
