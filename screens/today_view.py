"""How the day looks in words and bars. Pure; the numbers come from the workspace's services."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from prospector.text import plural
from screens.show import clip, late, wrap
from screens.widgets.rows import BLANK, Row, heading, note

if TYPE_CHECKING:
    from prospector.model.lead import LeadCounts
    from prospector.outreach.today import Due, TodayView

_BAR = 30
_LINE = 70
"""Per cent; the share of leads that elsewhere are never followed up."""
LABEL = 6
"""Cells of the label before each line of the box."""
_QUESTIONS, _LINES = 2, 2


@dataclass(frozen=True, slots=True)
class Panel:
    """What the box above the list says."""

    chosen: Due | None
    """The target it is about."""
    running: bool = False
    """Whether a sitting runs."""
    questions: Sequence[str] = ()
    """What to ask, from what is not known yet."""
    left: int = 0
    """Dues after this one."""
    hint: str = ""
    """Why, for who is new here."""
    sitting: str = ""
    """What the key for the sitting does; while one runs, the protected time that is left."""


def headline(view: TodayView, width: int, counts: LeadCounts | None = None) -> Content:
    """Return the never-touched share against the line, the state of the list, the three counts of leads."""
    if not view.active:
        bench = f" · {view.bench} on the bench" if view.bench else ""
        return Content.assemble(("Nobody on the list yet", "bold"), f" · {view.size} slots free{bench}")
    share = view.never_share
    below = share < _LINE
    style = "$text-success" if below else "$text-warning"
    said = f"{view.never_touched} of {view.active} never touched ({share} %)"
    verdict = "✓ below the line" if below else "! over the line" if share > _LINE else "! at the line"
    week = plural(view.touches_this_week, "touch", "touches")
    state = [f"{len(view.due)} due, {view.overdue} overdue", f"{week} this week", idle(view)]
    slots = f"{view.active} of {view.size} slots"
    taken = len(said) + len(verdict) + len(f"line {_LINE} %") + 6
    room = max(8, min(_BAR, width - 2 - taken))
    third = " · ".join(part for part in (counts.text if counts else "", slots) if part)
    second = " · ".join(part for part in (f"{view.day:%a %d %b}", *state) if part)
    return Content.assemble(
        (said, "bold"), "  ", share_bar(share, room, style), f"  line {_LINE} %  ", (verdict, style), "\n",
        (f"{clip(second, width - 2)}\n{clip(third, width - 2)}", "$text-muted"),
    )  # fmt: skip


def idle(view: TodayView) -> str:
    """Return what not prospecting has cost so far, in a few words; empty while the last touch is of today."""
    if not view.idle_days:
        return ""
    cold = f", {view.cold} gone cold" if view.cold else ""
    return f"idle {view.idle_days} d{cold}"


def share_bar(share: int, width: int, style: str) -> Content:
    """Return a bar of `width` cells, filled to `share` per cent, with the line drawn into it."""
    filled, mark = round(share * width / 100), round(_LINE * width / 100)
    cells = ["█" if at < filled else "░" for at in range(width)]
    return Content.assemble(
        ("".join(cells[:mark]), style), ("┃", "bold $text-accent"), ("".join(cells[mark + 1 :]), style)
    )


def panel(said: Panel, width: int) -> Content:
    """Return the box: the next act with its reason; in a sitting also what to ask; then what is hinted at."""
    lines: list[Content] = []
    if said.chosen is not None:
        lines += _act(said.chosen, "Now" if said.running else "Next", width)
    elif said.running:
        lines.append(_line("Now", "Nothing is due: n names a company, or T ends the sitting", width))
    for number, one in enumerate(said.questions[:_QUESTIONS]):
        text = wrap(one, width - LABEL, LABEL) if len(one) <= _LINES * (width - LABEL) else clip(one, width - LABEL)
        lines.append(Content.assemble((("" if number else "Ask").ljust(LABEL), "$text-muted"), text))
    if said.hint:
        lines.append(_line("Why", said.hint, width, "$text-muted"))
    if said.sitting:
        lines.append(_line("Time", said.sitting, width, "$text-muted"))
    return Content("\n").join(lines)


def _act(one: Due, label: str, width: int) -> list[Content]:
    when = f"{one.step.act}, {late(one.days_late, one.step.due)}, {one.step.at:%H:%M}"
    room = width - LABEL
    name = clip(one.name, max(12, room - len(when) - 2))
    return [
        Content.assemble(
            (label.ljust(LABEL), "$text-muted"), (name, "bold $text-accent"), f"  {clip(when, room - len(name) - 2)}"
        ),
        _line("", f"{_kept(one)}{one.step.reason}", width, "$text-muted"),
    ]


def _line(label: str, text: str, width: int, style: str = "") -> Content:
    return Content.assemble((label.ljust(LABEL), "$text-muted"), (clip(text, width - LABEL), style))


def _kept(one: Due) -> str:
    return "a place kept for long-term ones: " if one.reserved else ""


def empty_rows(view: TodayView) -> Sequence[Row]:
    """Return what stands here while the list is empty: what goes here, why it is empty, the key to press."""
    bench = [note(f"{view.bench} wait on the bench: 2, then b, shows them.")] if view.bench else []
    return (
        heading("Your day starts with a list"),
        note("Here stands whom to contact next, and why, one step per company."),
        note(f"The list is empty: {view.size} slots wait for companies worth having."),
        *bench,
        BLANK,
        note("n   name the first one"),
        note("6   say what you sell and to whom, so that a fit can be computed"),
        note("?   help for this place"),
    )
