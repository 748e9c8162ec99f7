"""Cadences: planned touches of a segment and horizon, in working days from the last real touch."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from prospector.errors import BadInput, NotFound, Refused
from prospector.model.plan import HORIZONS, CadenceRecord, CadenceStep, SegmentRecord
from prospector.model.touch import CHANNELS, words
from prospector.text import clean, clean_name

if TYPE_CHECKING:
    from prospector.store.store import Store

MONTH = 21
"""Working days of a month."""
QUARTER = 63
STANDARD, LONG = "standard", "long-term"
"""Names of the cadences that hold where a segment names none."""
_SHORT_STEPS = (("phone", 1), ("mail", 2), ("phone", 3), ("mail", 4), ("phone", 5), ("social", 7))
_MOST_STEPS = 40
_MOST_WAIT = 130
"""Working days, half a year: a longer pause between two steps is no cadence."""
_LONG_WAITS = (10, 70)
"""Least and most working days between long-term touches, so that they are monthly or quarterly and nobody is forgotten."""
_ALIASES = {"call": "phone", "telephone": "phone", "email": "mail", "e-mail": "mail", "visit": "in_person",
            "post": "letter"}  # fmt: skip
_WAITS = {"monthly": MONTH, "quarterly": QUARTER, "weekly": 5}
_STEP = re.compile(r"([A-Za-z_ -]+?)\s*(\d{1,4}|monthly|quarterly|weekly)", re.IGNORECASE)


def shipped(months: int) -> list[CadenceRecord]:
    """Return the cadences that hold while nobody wrote others; long-term touches come every `months` months."""
    wait = min(months * MONTH, _LONG_WAITS[1])
    return [
        CadenceRecord(STANDARD, "short", tuple(CadenceStep(*step) for step in _SHORT_STEPS)),
        CadenceRecord(LONG, "long", (CadenceStep("mail", wait), CadenceStep("phone", wait))),
    ]


def parse_steps(text: str, horizon: str = "short") -> tuple[CadenceStep, ...]:
    """Return the steps of ``phone 0, mail 2, phone 3``; ``monthly`` and ``quarterly`` are waits too.

    Raises BadInput naming the step that can't be read, and for no step at all.
    """
    parts = [clean(part) for part in re.split(r"[,;\n]", text) if clean(part)]
    if not parts:
        raise BadInput("a cadence needs at least one step: write them like phone 0, mail 2, phone 3")
    if len(parts) > _MOST_STEPS:
        raise BadInput(f"a cadence has at most {_MOST_STEPS} steps, not {len(parts)}: more is pestering")
    steps = tuple(_step(part, number) for number, part in enumerate(parts, 1))
    if horizon == "long":
        for number, step in enumerate(steps, 1):
            if not _LONG_WAITS[0] <= step.wait <= _LONG_WAITS[1]:
                raise BadInput(
                    f"step {number}: long-term touches are monthly or quarterly, {_LONG_WAITS[0]} to {_LONG_WAITS[1]} "
                    f"working days apart, not {step.wait}"
                )
    return steps


def _step(part: str, number: int) -> CadenceStep:
    found = _STEP.fullmatch(part)
    if found is None:
        raise BadInput(f"step {number}: “{part}” is no step: write channel and working days, like mail 2")
    typed = found[1].strip().casefold().replace(" ", "_")
    channel = _ALIASES.get(typed.replace("_", "-"), _ALIASES.get(typed, typed))
    if channel not in CHANNELS:
        near = difflib.get_close_matches(typed, CHANNELS, n=1, cutoff=0.5)
        hint = f"did you mean {words(near[0])}?" if near else f"one of {', '.join(map(words, CHANNELS))}"
        raise BadInput(f"step {number}: unknown channel “{found[1].strip()}”: {hint}")
    said = found[2].casefold()
    wait = _WAITS[said] if said in _WAITS else int(said)
    if wait > _MOST_WAIT:
        raise BadInput(f"step {number}: {wait} working days is too long a pause: at most {_MOST_WAIT}")
    return CadenceStep(channel, wait)


class Cadences:
    """The cadences of one workspace, the shipped ones under those that were written."""

    def __init__(self, store: Store) -> None:
        """Work on `store`."""
        self.store = store

    def all(self, nurture_months: int) -> list[CadenceRecord]:
        """Return every cadence: the written ones, and the shipped ones that nobody wrote anew."""
        rows = self.store.reader.rows("SELECT id, name, horizon, steps FROM cadence ORDER BY horizon DESC, name, id")
        written = [CadenceRecord(name, horizon, parse_steps(steps, horizon), key) for key, name, horizon, steps in rows]
        names = {(one.name.casefold(), one.horizon) for one in written}
        return [one for one in shipped(nurture_months) if (one.name, one.horizon) not in names] + written

    def save(self, name: str, steps: str, horizon: str = "short") -> CadenceRecord:
        """Write a cadence, a new one or one of this name and horizon anew. Raises BadInput."""
        from prospector.model.tables import Cadence

        called = clean_name(name)
        if not called:
            raise BadInput("a cadence needs a name: type one like standard or pumps")
        if horizon not in HORIZONS:
            raise BadInput(f"a cadence is short or long, not “{clean(horizon)}”")
        record = CadenceRecord(called, horizon, parse_steps(steps, horizon))
        with self.store.action(f"Cadence {called}: {record.text}") as action:
            found = [row for row in action.find(Cadence, Cadence.horizon == horizon) if _same(row.name, called)]
            row = found[0] if found else action.add(Cadence(name=called, horizon=horizon))
            row.name, row.steps = called, record.text
        return record

    def remove(self, name: str, horizon: str = "short") -> None:
        """Take a written cadence away. Raises NotFound, and Refused while a segment uses it."""
        from prospector.model.tables import Cadence, Segment

        called = clean_name(name)
        with self.store.action(f"Remove cadence {called}") as action:
            rows = [row for row in action.find(Cadence, Cadence.horizon == horizon) if _same(row.name, called)]
            if not rows:
                raise NotFound(f"no {horizon}-term cadence “{called}” was written here: see `prospect cadence list`")
            used = [row.name for row in action.find(Segment) if _same(row.cadence, called)]
            if used and horizon == "short":
                raise Refused(f"segment {used[0]} uses the cadence {called}: give it another one first")
            action.remove(rows[0])


def cadence_for(every: Sequence[CadenceRecord], segment: SegmentRecord | None, horizon: str) -> CadenceRecord:
    """Return the planned touches of a segment's accounts: its own cadence, else the one that holds for all."""
    of_horizon = {one.name.casefold(): one for one in every if one.horizon == horizon}
    wanted = [segment.cadence, segment.name] if segment else []
    for name in (*wanted, STANDARD if horizon == "short" else LONG):
        if name.casefold() in of_horizon:
            return of_horizon[name.casefold()]
    return next(one for one in shipped(3) if one.horizon == horizon)


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
