"""The lines above and below the list: how many, which part, how honest, how wide the net. Pure."""

from __future__ import annotations

from textual.content import Content

from prospector.text import plural
from screens.list_view import ListView, kept
from screens.show import cells, clip

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
    """Return the line below the list: the sieve with what fell out in green, or what is not honest about the list."""
    if view.honesty and view.scope in ("active", "short"):
        claim = view.honesty.partition(",")[0]
        asked = "which ones are long-term? t files one"
        full = f"△ {claim}. Only a small portion ever is: {asked}"
        return Content.styled(clip(full if cells(full) <= width else f"△ {claim}: {asked}", width), "$text-warning")
    if view.sieve is None or view.net is None:
        return Content("")
    sieve = view.sieve
    raw = f"{len(sieve.raw)} raw"
    road = (
        f" → {len(sieve.filtered)} filtered → {len(sieve.qualified)} qualified → {len(sieve.handed_over)} handed over"
    )
    removed = f"  ✓ {len(sieve.removed)} removed"
    left = width - cells(raw + road + removed) - 2
    net = f"  {view.net.text}"
    return Content.assemble(
        (raw, "$text-warning" if sieve.raw else "$text-muted"), (road, "$text-muted"), (removed, "$text-success"),
        (net if cells(net) <= left else "", "$text-muted"),
    )  # fmt: skip
