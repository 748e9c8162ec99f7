"""Charts as inline SVG: pure functions from figures to elements.

Positions are per cent of the width and text has the size of the page's text, so that a chart is as readable on a telephone
as on a wall. Colours are classes, so that dark mode and print have theirs. Each has a title and a description, and stands
beside the same figures as a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prospector.audit.page.html import Html, tag
from prospector.model.audit import LINE, Week
from prospector.model.figure import Curve, Number

_LEFT, _WIDE = 12.0, 86.0
"""Per cent of the width: where the plot begins, and how wide it is."""
_TOP, _HIGH, _BELOW = 14, 210, 34
_ROW, _BAR = 54, 12
_FULL = 100
_LABEL, _ROOM = 26, 34
"""Letters of a label, and of label and note together, that stand beside a value at 390 pixels; the table has all of it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a share."""

    label: str
    number: Number
    note: str = ""
    """What stands beside the label: a count never stands without what came of it."""
    tone: str = "accent"


def share_bars(bars: Sequence[Bar], title: str, says: str, *, mark: int | None = None, whiskers: bool = True) -> Html:
    """Return a bar per share, 0 to 100 per cent, with its 95 % interval as a whisker and a line at `mark`."""
    top = 18 if mark is not None else 0
    parts: list[Html] = []
    if mark is not None and bars:
        parts.append(_text(f"{mark} % line", mark, 11, "c-mark-label", "middle"))
    for row, bar in enumerate(bars):
        y = top + _ROW * row
        parts += _share_bar(bar, y, whiskers=whiskers)
        if mark is not None:
            parts.append(_line(mark, mark, y + 21, y + 27 + _BAR, "c-mark"))
    return _svg(parts, top + _ROW * len(bars), title, says)


def _share_bar(bar: Bar, y: int, *, whiskers: bool) -> list[Html]:
    share, (low, high) = _FULL * (bar.number.share or 0), bar.number.interval
    middle = y + 24 + _BAR + 7
    label = bar.label if len(bar.label) <= _LABEL else f"{bar.label[: _LABEL - 1].rstrip()}…"
    fits = bar.note and len(label) + len(bar.note) <= _ROOM
    note = tag("tspan", f"  {bar.note}", class_="c-note") if fits else None
    parts = [
        tag("text", label, note, x="0", y=y + 16, class_="c-label"),
        _text(bar.number.text, 100, y + 16, "c-value", "end"),
        _rect(0, y + 24, 100, _BAR, "c-track"),
        _rect(0, y + 24, share, _BAR, f"c-{bar.tone}"),
    ]
    if whiskers and bar.number.whole:
        low, high = _FULL * low, _FULL * high
        parts.append(_line(low, high, middle, middle, "c-whisker"))
        parts += [_line(at, at, middle - 3, middle + 3, "c-whisker") for at in (low, high)]
    return parts


def _mark(at: int, y1: int, y2: int) -> list[Html]:
    return [_line(at, at, y1, y2, "c-mark"), _text(f"{at} % line", at, y1 - 3, "c-mark-label", "middle")]


def gauge(number: Number, title: str, says: str) -> Html:
    """Return the headline as one bar against the 70 % line."""
    share = _FULL * (number.share or 0)
    tone = "bad" if share >= LINE else "accent"
    return _svg(
        [
            _rect(0, 22, 100, 22, "c-track"),
            _rect(0, 22, share, 22, f"c-{tone}"),
            *_mark(LINE, 16, 50),
            *_scale(64),
        ],
        70,
        title,
        says,
    )


def _scale(y: int) -> list[Html]:
    anchors = {0: "start", 50: "middle", 100: "end"}
    return [_text(f"{at} %", at, y, "c-tick", anchor) for at, anchor in anchors.items()]


def curve_chart(curve: Curve, title: str, says: str, *, high: int = _HIGH) -> Html:
    """Return the share never touched by the age of the name, as steps, against the 70 % line."""
    right, line = _LEFT + _WIDE, _y(LINE, high)
    parts = [_line(_LEFT, right, _y(at, high), _y(at, high), "c-grid") for at in (0, 25, 50, 75, 100)]
    parts += [_text(f"{at} %", _LEFT - 1.5, _y(at, high) + 4, "c-tick", "end") for at in (0, 50, 100)]
    parts.append(_line(_LEFT, right, line, line, "c-mark"))
    parts.append(_text(f"{LINE} % line", right, line - 5, "c-mark-label", "end"))
    steps = _steps(curve)
    area = [(0.0, 0.0), *steps, (float(_FULL), 0.0)]
    parts.append(
        tag(
            "svg",
            tag("polyline", points=_points(area), class_="c-area"),
            tag("polyline", points=_points(steps), class_="c-curve"),
            x=_percent(_LEFT), y=_TOP, width=_percent(_WIDE), height=high,
            viewbox=f"0 0 {_FULL} {_FULL}", preserveaspectratio="none",
        )
    )  # fmt: skip
    parts += _days(max(curve.longest, 1), high)
    return _svg(parts, _TOP + high + _BELOW, title, says)


def _y(share: float, high: int) -> float:
    return _TOP + high * (1 - share / _FULL)


def _steps(curve: Curve) -> list[tuple[float, float]]:
    """Return the corners of the curve, both axes 0 to 100."""
    longest, share = max(curve.longest, 1), 100.0
    found = [(0.0, share)]
    for point in curve.points:
        day = _FULL * point.day / longest
        found += [(day, share), (day, share := _FULL * point.untouched)]
    return [*found, (float(_FULL), share)]


def _points(corners: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.2f},{_FULL - y:.2f}" for x, y in corners)


def _days(longest: int, high: int) -> list[Html]:
    step = next(one for one in (1, 2, 5, 7, 14, 30, 60, 90, 180, 365, 10**9) if longest / one <= 6)  # noqa: PLR2004
    y = _TOP + high + 16
    ticks = [
        _text(str(day), _LEFT + _WIDE * day / longest, y, "c-tick", "middle") for day in range(0, longest + 1, step)
    ]
    return [*ticks, _text("days since the name was written down", _LEFT + _WIDE, y + 15, "c-tick", "end")]


def funnel_chart(numbers: Sequence[Number], title: str, says: str) -> Html:
    """Return a bar per stage, each of all names, the bars centred."""
    parts: list[Html] = []
    for row, number in enumerate(numbers):
        share, y = _FULL * (number.share if number.share is not None else float(row == 0)), _ROW * row
        parts += [
            _text(number.label, 0, y + 16, "c-label"),
            _text(number.text, 100, y + 16, "c-value", "end"),
            _rect((_FULL - share) / 2, y + 23, max(share, 0.4), 18, "c-accent"),
        ]
    return _svg(parts, _ROW * len(numbers), title, says)


def weeks_chart(weeks: Sequence[Week], title: str, says: str) -> Html:
    """Return a bar per week: attempts, the reached ones darker in it, a triangle where a deal came along."""
    high, most = 92, max([one.attempts for one in weeks] + [1])
    wide = _FULL / max(len(weeks), 1)
    parts: list[Html] = [_line(0, 100, _TOP + high, _TOP + high, "c-axis")]
    for at, week in enumerate(weeks):
        x, middle = at * wide + wide * 0.14, at * wide + wide / 2
        for amount, tone in ((week.attempts, "soft"), (week.reached, "accent")):
            tall = high * amount / most
            if amount:
                parts.append(_rect(x, _TOP + high - tall, wide * 0.72, tall, f"c-{tone}"))
        if week.attempts:
            parts.append(
                _text(str(week.attempts), middle, _TOP + high * (1 - week.attempts / most) - 3, "c-small", "middle")
            )
        if week.opportunities:
            parts.append(_text("▲", middle, _TOP + high + 12, "c-deal", "middle"))
        if (len(weeks) - 1 - at) % 3 == 0:
            parts.append(_text(week.week[5:], middle, _TOP + high + 26, "c-small", "middle"))
    return _svg(parts, _TOP + high + 32, title, says)


def _text(said: str, x: float, y: float, look: str, anchor: str | None = None) -> Html:
    return tag("text", said, x=_percent(x), y=float(y), text_anchor=anchor, class_=look)


def _line(x1: float, x2: float, y1: float, y2: float, look: str) -> Html:
    return tag("line", x1=_percent(x1), x2=_percent(x2), y1=float(y1), y2=float(y2), class_=look)


def _rect(x: float, y: float, width: float, height: float, look: str) -> Html:
    return tag("rect", x=_percent(x), y=float(y), width=_percent(width), height=float(height), rx=3, class_=look)


def _svg(parts: Sequence[Html], high: int, title: str, says: str) -> Html:
    # A browser takes name and description from the first two children (SVG accessibility API mappings, section 8.1).
    return tag(
        "svg", tag("title", title), tag("desc", says), *parts, class_="chart", width="100%", height=high, role="img"
    )


def _percent(share: float) -> str:
    return f"{share:.2f}".rstrip("0").rstrip(".") + "%"
