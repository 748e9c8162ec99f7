"""How the day looks in words and bars. Pure; the numbers come from `workspace.today`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from prospector.text import plural
from screens.show import late
from screens.widgets.rows import BLANK, Row, heading, note

if TYPE_CHECKING:
    from prospector.outreach.today import Due, TodayView

_BAR = 30
_LINE = 70
"""Per cent; the share of leads that elsewhere are never followed up."""


def headline(view: TodayView, width: int) -> Content:
    """Return the never-touched share against the line, and the state of the list."""
    if not view.active:
        bench = f" · {view.bench} on the bench" if view.bench else ""
        return Content.assemble(("Nobody on the list yet", "bold"), f" · {view.size} slots free{bench}")
    share = view.never_share
    below = share < _LINE
    style = "$text-success" if below else "$text-warning"
    said = f"{view.never_touched} of {view.active} never touched ({share} %)"
    verdict = "✓ below the line" if below else "! over the line" if share > _LINE else "! at the line"
    week = plural(view.touches_this_week, "touch", "touches")
    counts = [f"{len(view.due)} due", f"{view.overdue} overdue", f"{week} this week"]
    taken = len(said) + len(verdict) + len(f"line {_LINE} %") + 6
    room = max(8, min(_BAR, width - 2 - taken))
    return Content.assemble(
        (said, "bold"), "  ", share_bar(share, room, style), f"  line {_LINE} %  ", (verdict, style), "\n",
        (f"{view.day:%a %d %B} · {' · '.join(counts)} · {view.active} of {view.size} slots", "$text-muted"),
    )  # fmt: skip


def share_bar(share: int, width: int, style: str) -> Content:
    """Return a bar of `width` cells, filled to `share` per cent, with the line drawn into it."""
    filled, mark = round(share * width / 100), round(_LINE * width / 100)
    cells = ["█" if at < filled else "░" for at in range(width)]
    return Content.assemble(
        ("".join(cells[:mark]), style), ("┃", "bold $text-accent"), ("".join(cells[mark + 1 :]), style)
    )


def next_act(one: Due) -> Content:
    """Return the proposed next act with its reason."""
    when = late(one.days_late, one.step.due)
    return Content.assemble(
        ("Next  ", "$text-muted"), (one.name, "bold $text-accent"), f"  {one.step.act}, {when}\n",
        (f"      {one.step.reason} · ", "$text-muted"), ("a", "bold"), (" logs it, ", "$text-muted"), ("enter", "bold"),
        (" opens the company", "$text-muted"),
    )  # fmt: skip


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
