"""The lines above and below the list: how many, which part, how honest, how wide the net. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from prospector.text import plural
from screens.list_view import ListView, kept
from screens.show import cells, clip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prospector.pipeline.sieve import Net

_WIDE = 98
_SAID = {
    "active": "on the list", "bench": "on the bench", "all": "in all: list, bench, dropped", "short": "short-term on the list",
    "long": "long-term", "explore": "explorations, judged apart", "raw": "raw names: I judges them", "dropped": "dropped",
}  # fmt: skip
_TURNED = "turned round"
_GAP = 3


def title(view: ListView, typed: str, marks: int, width: int) -> Content:
    """Return the headline in `width` cells: marks first, then what the filter leaves, else how many stand where."""
    if marks:
        return Content.assemble(
            (f"{marks} marked", "bold $text-accent"), (" · E changes all at once · esc unmarks", "$text-muted")
        )
    if view.is_part and not typed:
        return Content.styled(f"{len(view.rows)} on the list; the others are being read…", "$text-muted")
    if typed and not view.is_read:
        return Content.styled(f"{len(view.rows):,} rows are being read for “{typed}”…", "$text-muted")
    if typed:
        told = f"{len(kept(view, typed))} of {len(view.rows)} match “{typed}”"
        return Content.assemble((told, "bold $text-accent"), (" · esc shows all again", "$text-muted"))
    count = f"{view.active} of {view.size}" if view.scope == "active" else f"{len(view.rows):,}"
    parts: list[tuple[str, str]] = [(f"{count} {_SAID[view.scope]}", "bold")]
    if view.sort != "fit":
        turned = f", {_TURNED}" if view.sort.startswith("-") else ""
        parts.append((f"by {view.sort.removeprefix('-')}{turned}", "$text-accent"))
    if view.scope in ("active", "all", "short") and view.active:
        parts.append((f"○ {view.hollow} never touched", ""))
    if view.scope == "active" and view.active:
        # Claimed is the first number of the line; leads are those that meet the definition.
        counts = view.counts
        parts.append((f"{plural(len(counts.meeting), 'lead')}, {len(counts.followed)} followed", ""))
    if view.scope == "active":
        parts.append((f"{view.bench} on the bench", "$text-muted"))
    return _fitted(parts, width)


def _fitted(parts: list[tuple[str, str]], width: int) -> Content:
    """Return as many of `parts` as fit on one line, the first always."""
    told: list[tuple[str, str]] = [parts[0]]
    for text, style in parts[1:]:
        if sum(cells(one) for one, _ in told) + cells(text) + _GAP <= width:
            told += [(" · ", "$text-muted"), (text, style)]
    return Content.assemble(*told)


def sieve_line(view: ListView, width: int) -> Content:
    """Return what stands below the list: the sieve, and what is not honest about the list (alone where room is short)."""
    lines = []
    if view.honesty and view.scope in ("active", "short"):
        claim = view.honesty.partition(",")[0]
        asked = "which ones are long-term? t files one"
        full = f"△ {claim}. Only a small portion ever is: {asked}"
        said = full if cells(full) <= width else f"△ {claim}: {asked}"
        lines.append(Content.styled(clip(said, width), "$text-warning"))
    if view.sieve is not None and view.net is not None and (not lines or width >= _WIDE):
        lines.append(_sieve(view.sieve, view.net, width))
    return Content("\n").join(lines)


def _sieve(sieve: Mapping[str, int], net: Net, width: int) -> Content:
    """Return the sieve in a line, what fell out in green, and how wide the net is where there is room."""
    raw = f"{sieve['raw']} raw"
    road = f" → {sieve['filtered']} filtered → {sieve['qualified']} qualified → {sieve['handed_over']} handed over"
    removed = f"  ✓ {sieve['removed']} removed"
    told = f"  {net.text}"
    fits = cells(raw + road + removed + told) <= width
    return Content.assemble(
        (raw, "$text-warning" if sieve["raw"] else "$text-muted"), (road, "$text-muted"), (removed, "$text-success"),
        (told if fits else "", "$text-muted"),
    )  # fmt: skip
