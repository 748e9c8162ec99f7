"""What the list says where it has nothing to show, or still has room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospector.text import plural
from screens.signs import HOLLOW
from screens.widgets.rows import BLANK, Row, heading, note

if TYPE_CHECKING:
    from screens.list_view import ListView

_EMPTY = {
    "bench": ("The bench is empty", "Here wait companies that are worth having, but not among the twenty of now.",
              "A name comes here when the list is full, or when m sends it here from the list.", "B   shows the list, and all"),
    "raw": ("No raw names wait", "Here lies what came in and nobody judged: kept, nurtured or dropped within a week.",
            "Names put on the bench without a why, and those of bought lists, come here first.", "v   shows another part"),
    "long": ("Nobody is filed as long-term", "Most decide later than two sales cycles: they get a touch a month or a quarter.",
             "An honest list has many of them.", "t   files a target as long-term"),
    "short": ("Nobody is filed as short-term", "Here stand those that are expected to decide within two sales cycles.",
              "", "t   files a target as short-term"),
    "explore": ("No exploration is under way", "A few slots may be spent on markets nobody has tried: they are judged apart.",
                "Their figures enter no conversion rate.", "v   shows another part"),
    "dropped": ("Nobody was dropped yet", "Letting go is part of the work: each drop has a reason and leaves a lesson.",
                "", "x   drops a company"),
}  # fmt: skip


def free_rows(view: ListView) -> list[Row]:
    """Return what is said about free slots."""
    free = view.size - view.active
    if free <= 0:
        return []
    taken = {row.slot for row in view.rows}
    first = next(slot for slot in range(1, view.size + 1) if slot not in taken)
    if not view.active and view.bench:
        return [
            heading(f"{view.size} slots, all free"),
            note(
                f"{plural(view.bench, 'company waits', 'companies wait')} on the bench: the twenty worth having are your choice."
            ),
            BLANK,
            note("B   shows the bench; there m gives the one under the cursor a slot"),
            note("n   names another company"),
        ]
    if not view.active:
        return [
            heading(f"{view.size} slots, all free"),
            note("Here stand the companies worth having, the best fit first, each with its proof and its next step."),
            note("The list is empty: nobody has named a company yet."),
            BLANK,
            note("n   name the first one: five are fine for today"),
        ]
    one = f"{HOLLOW} slot {first} is free" if free == 1 else f"{HOLLOW} slot {first} and {free - 1} more are free"
    return [BLANK, note(f"{one} · n names a company")]


def nothing_rows(scope: str) -> list[Row]:
    """Return what is said about a part of the list in which nobody stands."""
    if scope not in _EMPTY:
        return [heading("Nothing here yet"), note("n   name the first company")]
    title, *told, key = _EMPTY[scope]
    return [heading(title), *(note(one) for one in told if one), BLANK, note(key)]
