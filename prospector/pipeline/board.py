"""Where the exercise stands: slots taken, the next one with its question, the bench."""

from __future__ import annotations

from dataclasses import dataclass

from prospector.pipeline.prompts import prompt_for
from prospector.store.reads import Reader


@dataclass(frozen=True, slots=True)
class Board:
    """Where the exercise stands."""

    size: int
    taken: int
    next_slot: int | None
    """The slot that the next name goes to; None: the list is full."""
    prompt: str
    half_lit: int
    """Active names without a pain or a why."""
    bench: int


def board_of(reader: Reader, rep: str, size: int, bench: int) -> Board:
    """Return where the exercise of `rep` stands, on a list of `size` slots; `bench` is how many wait."""
    active = reader.rows(
        "SELECT t.slot, t.pain, t.why FROM target t JOIN account a ON a.id = t.account_id "
        "WHERE t.rep = ? AND t.place = 'active' AND a.merged_into IS NULL",
        (rep,),
    )
    slot = free_slot({row[0] for row in active}, size)
    return Board(
        size=size,
        taken=len(active),
        next_slot=slot,
        prompt=prompt_for(slot or size),
        half_lit=sum(1 for row in active if not (row[1] and row[2])),
        bench=bench,
    )


def free_slot(taken: set[int | None], size: int) -> int | None:
    """Return the first slot of `size` that is not taken, None when all are."""
    return next((slot for slot in range(1, size + 1) if slot not in taken), None)
