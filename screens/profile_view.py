"""How plan and profile look: lines for the table, what a draft would move. Pure: records in, `Content` out."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from prospector.model.plan import PlanRecord
from prospector.plan.plans import Move
from prospector.plan.profile import MUST, NEVER, SHOULD, Criterion, Profile
from prospector.text import plural
from screens.show import clip, fill, fit_numbers

KIND_GLYPHS = {MUST: ("▲", "$text-success"), SHOULD: ("△", "$text-primary"), NEVER: ("✗", "$text-error")}
PLAN_LINES = (
    ("offer", "We sell", "Route planning that keeps service vans on the road"),
    ("pain", "The pain", "technicians drive two hours for one repair"),
    ("best_customer", "Best customer", "Nordhafen: 40 vans, one planner, yes in six weeks"),
    ("cycle_weeks", "Sales cycle", "12 weeks"),
)
_LABEL, _KIND, _FIELD, _WEIGHT = 14, 9, 11, 6
_WIDE_NAME = 90


def lines(plan: PlanRecord | None, profile: Profile | None, width: int) -> list[tuple[str, Content]]:
    """Return (key, line) of everything that can be edited; headings have no key."""
    shown = [("", heading("Plan"))]
    for key, label, example in PLAN_LINES:
        value = plan_value(plan, key)
        said = (
            (clip(value, width - _LABEL - 2), "")
            if value
            else (clip(f"e.g. {example}", width - _LABEL - 2), "dim italic")
        )
        shown.append((f"plan:{key}", Content.assemble((f" {fill(label, _LABEL)}", "$text-muted"), said)))
    shown.append(("", Content(" ")))
    criteria = profile.criteria if profile else ()
    shown.append(("", _titles(len(criteria), width)))
    shown += [(f"criterion:{number}", criterion_line(one, width)) for number, one in enumerate(criteria)]
    if not criteria:
        empty = "No criterion yet, so every fit is unknown. a adds the first one."
        shown.append(("", Content.styled(f" {clip(empty, width - 2)}", "$text-muted")))
    return shown


def heading(text: str) -> Content:
    """Return the heading of a part."""
    return Content.styled(text, "bold $text-accent")


def plan_value(plan: PlanRecord | None, key: str) -> str:
    """Return a line of the plan in words; empty while it was not written."""
    if plan is None:
        return ""
    value = getattr(plan, key)
    return plural(value, "week") if key == "cycle_weeks" else str(value)


def criterion_line(one: Criterion, width: int) -> Content:
    """Return one criterion as a line of the table."""
    name, wanted = _rooms(width)
    glyph, colour = KIND_GLYPHS[one.kind]
    weight = "" if one.kind == NEVER else str(one.weight)
    return Content.assemble(
        (f" {glyph} {fill(one.kind, _KIND - 2)}", colour), fill(one.name, name), " ",
        (fill(one.field, _FIELD), "$text-muted"), fill(one.wanted(), wanted), fill(weight, _WEIGHT, right=True),
    )  # fmt: skip


def _titles(count: int, width: int) -> Content:
    name, wanted = _rooms(width)
    titles = f"{fill(plural(count, 'criterion', 'criteria'), _KIND + 1 + name + 1)}{fill('field', _FIELD)}"
    return Content.assemble(
        (titles[: _KIND + 1 + name], "bold $text-accent"),
        (f"{titles[_KIND + 1 + name :]}{fill('wanted', wanted)}{fill('weight', _WEIGHT, right=True)}", "$text-muted"),
    )


def _rooms(width: int) -> tuple[int, int]:
    room = max(20, width - _KIND - _FIELD - _WEIGHT - 3)
    name = room // 2 if width < _WIDE_NAME else room * 2 // 5
    return name, room - name


def moves(found: Sequence[Move], total: int, version: int, width: int, height: int) -> Content:
    """Return whom a draft would move, the biggest change first, in at most `height` lines."""
    ends = ":" if found else "."
    shown: list[Content] = [
        Content.styled("Not applied yet", "bold $text-warning"),
        Content(clip(f"version {version + 1} would move {len(found)} of {plural(total, 'account')}{ends}", width)),
    ]
    room = height - len(shown)
    kept = found if len(found) <= room else found[: room - 1]
    for move in kept:
        arrow, colour = _arrow(move)
        before, after = fit_numbers(move.before), fit_numbers(move.after)
        shown.append(
            Content.assemble(
                (f" {arrow} ", colour),
                fill(move.name, max(10, width - 24)),
                f"{before:>7}",
                (" → ", "$text-muted"),
                after,
            )
        )
    if len(kept) < len(found):
        shown.append(Content.styled(f"   and {len(found) - len(kept)} more", "$text-muted"))
    return Content("\n").join(shown)


def _arrow(move: Move) -> tuple[str, str]:
    if move.before is None:
        return "+", "$text-primary"
    by = (move.after.low + move.after.high) - (move.before.low + move.before.high)
    if by > 0:
        return "▲", "$text-success"
    return ("▼", "$text-error") if by < 0 else ("◆", "$text-muted")
