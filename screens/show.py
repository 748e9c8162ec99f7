"""How stored things look: clipped by cells, ages, days, fit bars. Pure; text in, text out."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from prospector.text import clean

if TYPE_CHECKING:
    from prospector.model.account import FitRange

cells = cell_len


def clip(text: str, width: int) -> str:
    """Return `text` as one harmless line of at most `width` cells; what is cut away is marked by an ellipsis."""
    line = text if text.isascii() and text.isprintable() else clean(text)
    if width <= 0:
        return ""
    if cell_len(line) <= width:
        return line
    return set_cell_size(line, width - 1).rstrip() + "…"


def wrap(text: str, width: int, indent: int = 0) -> str:
    """Return `text` broken between words into lines of `width` cells, all but the first after `indent` blanks."""
    lines, line = [], ""
    for word in clean(text, 4_000).split():
        longer = f"{line} {word}" if line else word
        if line and cell_len(longer) > width - indent:
            lines.append(line)
            line = word
        else:
            line = longer
    return f"\n{' ' * indent}".join([*lines, line])


def fill(text: str, width: int, *, right: bool = False) -> str:
    """Return `text` clipped to `width` cells and padded to exactly that."""
    if len(text) <= width and text.isascii() and text.isprintable():  # most cells of most tables
        return text.rjust(width) if right else text.ljust(width)
    line = clip(text, width)
    blank = " " * max(0, width - cell_len(line))
    return blank + line if right else line + blank


def days_since(stamped: str, now: datetime) -> int:
    """Return the calendar days between a stored moment and `now`, where the user is."""
    zone = now.astimezone().tzinfo
    return (now.astimezone(zone).date() - _moment(stamped).astimezone(zone).date()).days


def age(stamped: str, now: datetime) -> str:
    """Return how long ago a stored moment was: ``today``, ``3 d``, ``5 w``, ``4 mo``, ``2 y``."""
    return ago(days_since(stamped, now))


def ago(days: int) -> str:
    """Return a number of days in short: ``today``, ``3 d``, ``5 w``, ``4 mo``, ``2 y``."""
    if days <= 0:
        return "today"
    for limit, size, unit in ((14, 1, "d"), (70, 7, "w"), (700, 30, "mo")):
        if days < limit:
            return f"{days // size} {unit}"
    return f"{days // 365} y"


def late(days: int, due: date) -> str:
    """Return when something is due, given by how many days it is late."""
    if days > 0:
        return f"{days} d late"
    if days == 0:
        return "today"
    return f"{due:%a %d %b}"


def fit_bar(fit: FitRange | None, width: int = 10) -> str:
    """Return the fit as a range bar of `width` cells: sure part full, what is still open hatched, the rest dotted."""
    if fit is None:
        return "·" * width
    sure, possible = round(fit.low * width / 100), round(fit.high * width / 100)
    if fit.high > fit.low:
        possible = max(possible, sure + 1) if sure < width else possible
    return "█" * sure + "▒" * (possible - sure) + "·" * (width - max(sure, possible))


def fit_numbers(fit: FitRange | None) -> str:
    """Return the fit as numbers: both ends, one when nothing is open, ``never`` when disqualified."""
    if fit is None:
        return "\N{EN DASH}"
    if fit.disqualified:
        return "never"
    return str(fit.low) if fit.low == fit.high else f"{fit.low}\N{EN DASH}{fit.high}"


def local_day(stamped: str) -> str:
    """Return the day and time of a stored moment where the user is."""
    return f"{_moment(stamped).astimezone():%Y-%m-%d %H:%M}"


def said(value: object) -> str:
    """Return a claim's value as people read it, on one harmless line."""
    from prospector.research.claims import said as told

    return clean(told(value), 2_000)


def _moment(stamped: str) -> datetime:
    from prospector.clock import moment

    return moment(stamped)
