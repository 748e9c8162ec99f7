"""How the exercise looks: lamps, slots, matches, a paste. Pure: records in, `Content` out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.content import Content

from prospector.model.account import ListRow, Match
from prospector.pipeline.board import Board
from screens.show import cells, clip, fill

FULL, HALF, EMPTY, NEXT = "●", "◐", "○", "◎"
WHERE = {"active": "on the list", "bench": "on the bench", "dropped": "dropped"}
_GLYPHS = {"same": ("=", "$text-error"), "review": ("?", "$text-warning"), "related": ("~", "$text-primary")}
_SAID = {"same": "same", "review": "same?", "related": "related", "different": "other"}
_GROUP = 5
_BEGINS_UNDER = 0.32
"""A doubt scored under this shares only the beginning of a word: not worth a question yet while one types."""


def lit(row: ListRow) -> bool:
    """Say whether the slot is full: it has a pain and a why."""
    return bool(row.pain and row.why)


def lamps(board: Board, rows: Mapping[int, ListRow]) -> Content:
    """Return the strip of lamps in groups of five, the next slot marked."""
    parts: list[Content | tuple[str, str] | str] = []
    for slot in range(1, board.size + 1):
        row = rows.get(slot)
        if row is not None:
            parts.append((FULL, "$text-success") if lit(row) else (HALF, "$text-warning"))
        else:
            parts.append((NEXT, "bold $text-accent") if slot == board.next_slot else (EMPTY, "$text-muted"))
        parts.append("   " if slot % _GROUP == 0 else " ")
    return Content.assemble(*parts).rstrip()


def standing(board: Board) -> Content:
    """Return in words where the exercise stands."""
    if board.next_slot is None:
        first = Content.styled(f"All {board.size} slots are taken", "bold $text-accent")
    else:
        first = Content.styled(f"Slot {board.next_slot} of {board.size}", "bold $text-accent")
    full = board.taken - board.half_lit
    counts = [f"{FULL} {full} full"]
    if board.half_lit:
        counts.append(f"{HALF} {board.half_lit} without pain or why")
    if board.bench:
        counts.append(f"{board.bench} on the bench")
    return Content.assemble(first, "   ", (" · ".join(counts), "$text-muted"))


def stands(name: str, slot: int | None) -> str:
    """Return where a company stands, in words."""
    return f"✓ {name} stands in slot {slot}" if slot else f"✓ {name} waits on the bench"


def slots(board: Board, rows: Mapping[int, ListRow], width: int) -> Content:
    """Return the slots with their companies, one a line, for a wide terminal."""
    lines = []
    for slot in range(1, board.size + 1):
        row = rows.get(slot)
        number = f"{slot:>3} "
        if row is not None:
            lamp = (FULL, "$text-success") if lit(row) else (HALF, "$text-warning")
            lines.append(Content.assemble((number, "$text-muted"), lamp, " ", clip(row.name, width - 6)))
        elif slot == board.next_slot:
            lines.append(Content.assemble((number, "bold $text-accent"), (f"{NEXT} the next one", "$text-accent")))
        else:
            lines.append(Content.styled(f"{number}{EMPTY}", "$text-muted"))
    return Content("\n").join(lines)


def match_line(match: Match, width: int, *, asked: bool = False) -> Content:
    """Return two lines for one match: verdict, lit name and place; then why, in words.

    A weak doubt is only `alike` while one types; when it is `asked` about it is a doubt.
    """
    glyph, colour = _GLYPHS.get(match.verdict, ("·", "$text-muted"))
    said = _SAID[match.verdict]
    if match.verdict == "review" and not asked and match.score < _BEGINS_UNDER:
        glyph, colour, said = "…", "$text-muted", "alike"
    where = WHERE.get(match.place, "known")
    room = width - cells(where) - 13
    name = _lit(clip(match.name, room), match.words)
    blank = " " * max(1, width - 11 - name.cell_length - cells(where))
    why = clip(" · ".join(match.why), width - 11)
    return Content.assemble(
        (f" {glyph} {fill(said, 8)}", colour), name, blank, (where, "$text-muted"),
        "\n", " " * 11, (why, "$text-muted"),
    )  # fmt: skip


def _lit(name: str, words: Sequence[str]) -> Content:
    """Return `name` with every one of `words` bold and underlined, so that it shows without colour too."""
    content = Content(name)
    folded = name.casefold()
    for word in words:
        at = folded.find(word.casefold()) if len(folded) == len(name) else name.find(word)
        if word and at >= 0:
            content = content.stylize("bold underline", at, at + len(word))
    return content
