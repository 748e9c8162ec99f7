"""How the profile looks: lines for the table, what a draft would move. Pure: records in, `Content` out."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from prospector.plan.plans import Move
from prospector.plan.profile import MUST, NEVER, SHOULD, Criterion, Profile
from prospector.text import plural
from screens.show import clip, fill, fit_numbers

KIND_GLYPHS = {MUST: ("▲", "$text-success"), SHOULD: ("△", "$text-primary"), NEVER: ("✗", "$text-error")}
_KIND, _FIELD, _WEIGHT = 9, 11, 6
_WIDE_NAME = 90


def lines(profile: Profile | None, width: int) -> list[tuple[str, Content]]:
    """Return (key, line) of every criterion under a line of titles, which has no key."""
    criteria = profile.criteria if profile else ()
    shown = [("", _titles(len(criteria), width))]
    shown += [(f"criterion:{number}", criterion_line(one, width)) for number, one in enumerate(criteria)]
    if not criteria:
        empty = "No criterion yet, so every fit is unknown. a adds the first one."
        shown.append(("", Content.styled(f" {clip(empty, width - 2)}", "$text-muted")))
    return shown


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
