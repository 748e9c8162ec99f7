"""The parts of the page: nothing gets in unescaped, charts say their figures, colours can be read."""

import re
from xml.etree import ElementTree as ET

import pytest

from prospector.audit.page.charts import Bar, curve_chart, funnel_chart, gauge, share_bars, weeks_chart
from prospector.audit.page.html import joined, tag
from prospector.audit.page.style import style
from prospector.model.audit import Week
from prospector.model.figure import Curve, CurvePoint, Number

HOSTILE = "</title><script>alert('x')</script> & \"quoted\" \x1b]0;no\x07\u202eltr"
TEXT_PAIRS = (
    ("ink", "page"), ("ink", "card"), ("muted", "page"), ("muted", "card"), ("accent", "page"), ("accent", "card"),
    ("bad", "page"), ("bad", "card"), ("ink", "bad-soft"), ("bad", "bad-soft"),
)  # fmt: skip
"""Text and what it stands on: each needs a contrast of at least 4.5 (WCAG 2.2, 1.4.3)."""
SHAPE_PAIRS = (("accent", "track"), ("bad", "track"), ("accent", "card"), ("bad", "card"))
"""Shapes that carry a figure: at least 3 (WCAG 2.2, 1.4.11)."""
SVG = "{http://www.w3.org/2000/svg}"


def parsed(chart: str) -> ET.Element:
    return ET.fromstring(  # noqa: S314 - made by the function under test
        chart.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"')
    )


def texts(chart: str) -> list[str]:
    return ["".join(one.itertext()) for one in parsed(chart).iter(f"{SVG}text")]


def test_what_is_not_html_is_escaped() -> None:
    said = tag(
        "p", HOSTILE, tag("b", "kept"), None, ["<i>", tag("i", "in a list")], title=HOSTILE, hidden=True, lang=None
    )
    assert "<script" not in said
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert said.count("&lt;script&gt;") == 2
    assert "<b>kept</b>&lt;i&gt;<i>in a list</i></p>" in said
    assert said.startswith('<p title="&lt;/title&gt;')
    assert " hidden" in said
    assert "lang" not in said
    assert joined("a<b", tag("br")) == "a&lt;b<br>"


def test_bars_stand_at_their_share() -> None:
    bars = [Bar("ana", Number("a", "never", 6, 20), "12 attempts"), Bar(HOSTILE, Number("b", "never", 0, 0))]
    chart = share_bars(bars, "Never touched", "Two reps", mark=70)
    widths = [one.get("width") for one in parsed(chart).iter(f"{SVG}rect")]
    assert widths == ["100%", "30%", "100%", "0%"]
    assert texts(chart)[:3] == ["70 % line", "ana  12 attempts", "6 of 20 (30 %)"]
    whisker = next(one for one in parsed(chart).iter(f"{SVG}line") if one.get("class") == "c-whisker")
    assert [round(100 * end, 2) for end in Number("a", "never", 6, 20).interval] == [14.55, 51.9]
    assert (whisker.get("x1"), whisker.get("x2")) == ("14.55%", "51.9%")
    assert (parsed(chart)[0].tag, parsed(chart)[1].tag) == (f"{SVG}title", f"{SVG}desc")


def test_the_curve_falls_at_its_days() -> None:
    points = (CurvePoint(5, 10, 5, 0.5), CurvePoint(10, 4, 1, 0.375))
    chart = curve_chart(Curve("c", "all", points, 10, 6, 20), "Time to first touch", "Half after 5 days")
    line = next(one for one in parsed(chart).iter(f"{SVG}polyline") if one.get("class") == "c-curve")
    assert line.get("points") == "0.00,0.00 25.00,0.00 25.00,50.00 50.00,50.00 50.00,62.50 100.00,62.50"
    assert {"0", "5", "10", "15", "20"} <= set(texts(chart))


@pytest.mark.parametrize("longest", [0, 1, 6, 13, 41, 400, 5000])
def test_a_curve_of_any_length_has_few_ticks(longest: int) -> None:
    chart = curve_chart(Curve("c", "all", (), 1, 0, longest), "t", "d")
    assert 1 <= sum(text.isdigit() for text in texts(chart)) <= 7


def test_weeks_funnel_and_gauge_draw_even_nothing() -> None:
    weeks = [Week("2026-W24", 8, 2, 0, 45, 5, ("Nordhafen",)), Week("2026-W25", 0, 0, 0, 0, 5)]
    chart = weeks_chart(weeks, "Weeks", "Attempts")
    assert [one.get("class") for one in parsed(chart).iter(f"{SVG}rect")] == ["c-soft", "c-accent"]
    assert "▲" in texts(chart)
    assert texts(weeks_chart([], "Weeks", "none")) == []
    assert "c-bad" in gauge(Number("n", "never", 8, 10), "t", "d")
    assert "c-bad" not in gauge(Number("n", "never", 0, 0), "t", "d")
    funnel = funnel_chart([Number("f", "names", 20), Number("f", "leads", 5, 20), Number("f", "none", 0, 20)], "t", "d")
    assert [one.get("width") for one in parsed(funnel).iter(f"{SVG}rect")] == ["100%", "25%", "0.4%"]


def contrast(one: str, other: str) -> float:
    """Return the ratio of two colours by WCAG 2.2."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def colours() -> list[dict[str, str]]:
    """Return the colours of every mode by name: light, dark, print."""
    modes = [
        dict(re.findall(r"--([a-z-]+): ?(#[0-9a-f]{3,6})", one)) for one in re.findall(r":root\{([^}]*)\}", style())
    ]
    return [{name: _long(value) for name, value in mode.items()} for mode in modes]


def _long(colour: str) -> str:
    return "#" + "".join(digit * 2 for digit in colour[1:]) if len(colour) == 4 else colour


@pytest.mark.parametrize("mode", [0, 1, 2], ids=["light", "dark", "print"])
def test_colours_can_be_read(mode: int) -> None:
    named = colours()[mode]
    for text, ground in TEXT_PAIRS:
        assert contrast(named[text], named[ground]) >= 4.5, (text, ground)
    for shape, ground in SHAPE_PAIRS:
        assert contrast(named[shape], named[ground]) >= 3, (shape, ground)


def test_colours_stand_in_their_variables_alone_and_nothing_is_fetched() -> None:
    sheet = style()
    rules = re.sub(r":root\{[^}]*\}", "", sheet)
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b", rules)
    assert "url(" not in sheet
    assert "@import" not in sheet
    used = set(re.findall(r"var\(--([a-z-]+)\)", sheet))
    assert all(used <= mode.keys() for mode in colours())
