"""The table of faults: what was tried, what is promised, and what was found to be broken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

COUNTS = ("lost", "partial", "doubled", "tracebacks")
"""What a fault may break: something acknowledged is gone; half of an act stands; something stands twice; no sentence was said."""
_MOST_TOLD = 5


@dataclass
class Fault:
    """One line of the table."""

    name: str
    promise: str
    rounds: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    said: list[str] = field(default_factory=list)
    """What is worth knowing: what was broken, or how much was hit."""
    skipped: str = ""
    """Why it could not be tried here."""

    @property
    def broken(self) -> int:
        """How often the promise was not kept."""
        return sum(self.counts[one] for one in COUNTS)

    def breach(self, count: str, sentence: str) -> None:
        """Note a broken promise, the first ones with what was seen."""
        if count not in COUNTS:
            raise ValueError(count)
        self.counts[count] += 1
        if self.broken <= _MOST_TOLD:
            self.said.append(f"{count}: {sentence}")


def lines(faults: Iterable[Fault]) -> Iterable[str]:
    """Yield the table as text, one line of numbers for each fault and what was said about it below."""
    found = list(faults)
    name = max(len(one.name) for one in found)
    promise = max(len(one.promise) for one in found)
    heads = "".join(f"{one:>11}" for one in COUNTS)
    yield f"{'fault':<{name}}  {'rounds':>6}  {'promised':<{promise}}{heads}{'seconds':>9}"
    for one in found:
        counts = "".join(f"{'–' if one.skipped else one.counts[count]:>11}" for count in COUNTS)
        yield f"{one.name:<{name}}  {one.rounds:>6}  {one.promise:<{promise}}{counts}{one.seconds:>9.1f}"
        if one.skipped:
            yield f"    not tried: {one.skipped}"
        yield from (f"    {sentence}" for sentence in one.said)
    broken = sum(one.broken for one in found)
    yield f"{'every promise kept' if not broken else f'{broken} promises broken'}, {sum(one.seconds for one in found):.0f} s"
