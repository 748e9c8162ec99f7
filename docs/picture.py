"""A picture of a running app: every cell is drawn with a monospaced font of this machine, so columns stay aligned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

CELL = (10, 20)
"""Width and height of a cell, in pixels."""
FONTS = ("DejaVuSansMono.ttf", "DejaVuSans.ttf")
BOLD_FONTS = ("DejaVuSansMono-Bold.ttf", "DejaVuSans-Bold.ttf", *FONTS)
"""The first one that has a glyph draws it."""
POINTS = 16.61
"""Size at which a letter of the first font is exactly one cell wide."""
COLOURS = 128
"""Of the finished picture: what a terminal shows has few, and the files stay small."""
Colour = tuple[int, int, int]
LETTERS, GROUND = (220, 223, 228), (20, 23, 28)
"""Where a style says nothing."""
EIGHTHS = {"▁": 1, "▂": 2, "▃": 3, "▄": 4, "▅": 5, "▆": 6, "▇": 7, "█": 8}
LEFT_EIGHTHS = {"▏": 1, "▎": 2, "▍": 3, "▌": 4, "▋": 5, "▊": 6, "▉": 7}
NOTHING = "\U0010fffe"
"""No character: what a font draws for it is what it draws for everything that it has no glyph for."""
SHADES = {"░": 0.25, "▒": 0.5, "▓": 0.75}


@dataclass(frozen=True, slots=True)
class Cell:
    """One character where it stands."""

    column: int
    row: int
    text: str
    width: int
    ink: Colour
    paper: Colour
    style: Style


def take(app: Any, target: Path) -> list[str]:
    """Write what `app` shows as a PNG file; return the characters for which no font has a glyph."""
    update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)  # noqa: SLF001 - as its own export does
    size = (app.size.width * CELL[0], app.size.height * CELL[1])
    image = Image.new("RGB", size)
    draw = ImageDraw.Draw(image)
    missing = set()
    for cell in cells(update.strips):
        if not _draw(draw, cell):
            missing.add(cell.text)
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)
    return sorted(missing)


def cells(strips: Any) -> Iterator[Cell]:
    """Yield every cell of the lines of a screen."""
    for row, strip in enumerate(strips):
        column = 0
        for segment in (segment for part in strip for segment in part):
            style = segment.style or Style()
            ink, paper = _colours(style)
            for text, width in _clusters(segment):
                yield Cell(column, row, text, width, ink, paper, style)
                column += width


def _clusters(segment: Segment) -> Iterator[tuple[str, int]]:
    """Yield the characters of a segment with their width in cells; marks that combine stay with their letter."""
    held = ""
    for character in "" if segment.control else segment.text:
        if held and cell_len(character) > 0:
            yield held, cell_len(held)
            held = ""
        held += character
    if held:
        yield held, cell_len(held)


def _colours(style: Style) -> tuple[Colour, Colour]:
    ink, paper = LETTERS, GROUND
    if style.color:
        ink = (*style.color.get_truecolor(),)
    if style.bgcolor:
        paper = (*style.bgcolor.get_truecolor(foreground=False),)
    if style.reverse:
        ink, paper = paper, ink
    return (_mixed(ink, paper, 0.6) if style.dim else ink), paper


def _mixed(one: Colour, other: Colour, part: float) -> Colour:
    red, green, blue = (round(a * part + b * (1 - part)) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _draw(draw: ImageDraw.ImageDraw, cell: Cell) -> bool:
    """Draw a cell; return whether a font had its glyph."""
    left, top = cell.column * CELL[0], cell.row * CELL[1]
    right, bottom = left + cell.width * CELL[0] - 1, top + CELL[1] - 1
    draw.rectangle((left, top, right, bottom), fill=cell.paper)
    if cell.style.underline:
        draw.line((left, bottom - 2, right, bottom - 2), fill=cell.ink)
    if not cell.text.strip():
        return True
    # Blocks reach from edge to edge; a font's own ones would leave seams between the cells.
    if cell.text in SHADES:
        _shade(draw, (left, top, right, bottom), cell)
    elif cell.text in EIGHTHS:
        height = round(CELL[1] * EIGHTHS[cell.text] / 8)
        draw.rectangle((left, bottom + 1 - height, right, bottom), fill=cell.ink)
    elif cell.text in LEFT_EIGHTHS:
        width = round(CELL[0] * LEFT_EIGHTHS[cell.text] / 8)
        draw.rectangle((left, top, left + width - 1, bottom), fill=cell.ink)
    else:
        font = _font(cell.text[0], bold=bool(cell.style.bold))
        if font is None:
            return False
        draw.text((left + cell.width * CELL[0] / 2, top + 15), cell.text, fill=cell.ink, font=font, anchor="ms")
    return True


def _shade(draw: ImageDraw.ImageDraw, box: tuple[int, int, int, int], cell: Cell) -> None:
    """Fill a cell with dots: half-known is told by its grain, not by its colour alone."""
    draw.rectangle(box, fill=_mixed(cell.ink, cell.paper, SHADES[cell.text]))
    dark = _mixed(cell.ink, cell.paper, SHADES[cell.text] / 2)
    draw.point(
        [(x, y) for x in range(box[0], box[2] + 1) for y in range(box[1], box[3] + 1) if not (x + y) % 4], fill=dark
    )


@cache
def _font(character: str, *, bold: bool) -> ImageFont.FreeTypeFont | None:
    """Return the first font with a glyph for `character`."""
    for name in BOLD_FONTS if bold else FONTS:
        font = _opened(name)
        if bytes(font.getmask(character)) != bytes(font.getmask(NOTHING)):
            return font
    return None


@cache
def _opened(name: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(name, POINTS)
