"""What each measure means: the definition that stands at the function which counts it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

from prospector.audit import (
    cards,
    errors,
    findings,
    groups,
    letters,
    longshots,
    never,
    notes,
    risky,
    sampling,
    stars,
    weeks,
)

MEASURES: Mapping[str, Callable[..., Any]] = {
    "never touched": never.never_touched, "by age": never.by_age, "time to first touch": never.curve_of,
    "touches per target": never.touches_per_target, "quiet": never.quiet, "advance": cards.advances,
    "attention map": cards.attention, "only hot leads": findings.only_hot, "waiting index": cards.waiting_index,
    "self-made pipeline": cards.pipeline, "soft dismissals": cards.soft_drops, "soft delays": cards.soft_snoozes,
    "commitments kept": cards.kept, "drop detector": weeks.drop_of, "strategy fatigue": groups.tired,
    "conversion": groups.groups, "claims error rate": errors.error_rates, "bursts": notes.bursts,
    "copied notes": notes.copied, "whom to ask": stars.falling_star, "long shots": longshots.long_shots,
    "dismissals": risky.dismissals, "sample": sampling.draw, "letter": letters.letter,
}  # fmt: skip
"""Each measure by its name."""


def definitions() -> Mapping[str, str]:
    """Return the definition of every measure, by its name."""
    return {name: " ".join((inspect.getdoc(function) or "").split()) for name, function in MEASURES.items()}
