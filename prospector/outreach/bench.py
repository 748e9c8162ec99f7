"""How many wait on a bench."""

from __future__ import annotations

from prospector.store.reads import Reader

_BENCH = (
    "SELECT (SELECT COUNT(*) FROM target WHERE place = 'bench' AND rep = ?) - (SELECT COUNT(*) FROM account a "
    "JOIN target t ON t.account_id = a.id WHERE a.merged_into IS NOT NULL AND t.place || '' = 'bench' AND t.rep || '' = ?)"
)


def on_bench(reader: Reader, rep: str) -> int:
    """Return how many wait on the bench of `rep`, without looking at each: merged ones are few, and taken off."""
    return int(reader.value(_BENCH, (rep, rep)) or 0)
