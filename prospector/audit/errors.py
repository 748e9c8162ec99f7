"""How often what came from a source was wrong, of what people checked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from prospector.audit.facts import Facts
from prospector.model.audit import Errors
from prospector.model.figure import Number
from prospector.model.proof import HUMAN, REFUTED, ErrorRate

_CHECKED = "SELECT id, account_id, source, field, answer FROM claim_check ORDER BY id"
BAD = 0.1
"""Share of wrong values from which a source is called bad, when the 95 % interval lies above it."""


def error_rates(facts: Facts) -> Sequence[Errors]:
    """Claims error rate: values that people refuted, of those they checked, by source and field.

    Told twice: by the public source that was read (what people typed is nobody's error there), and by the source that
    gave the name, whatever wrote the value. A pinned value counts as confirmed: somebody stands by it.
    """
    right: dict[tuple[str, str, str], int] = defaultdict(int)
    wrong: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for key, account_id, source, field, answer in facts.reader.rows(_CHECKED):
        lead = facts.leads.get(facts.root(account_id))
        for by, name in (("claims", source if source != HUMAN else ""), ("names", lead.source if lead else "")):
            for part in (field, "") if name and lead else ():
                if answer == REFUTED:
                    wrong[by, name, part].append(key)
                else:
                    right[by, name, part] += 1
    found = []
    for by, name, field in right.keys() | wrong.keys():
        ids = tuple(wrong.get((by, name, field), ()))
        rate = ErrorRate(name, field, right.get((by, name, field), 0), len(ids))
        number = Number(
            f"errors.{by}.{name}.{field or 'all'}", "wrong values", len(ids), rate.checked, "check", ids=ids
        )
        found.append(Errors(by, rate, number))
    return sorted(found, key=lambda one: (one.by, one.rate.source.casefold(), one.rate.field))


def bad(rates: Sequence[Errors]) -> Sequence[Errors]:
    """Return the rates that are surely too high, told of a field where it is the field's, else of the source."""
    sure = [one for one in rates if one.rate.enough and one.rate.interval[0] > BAD]
    fields = {(one.by, one.rate.source) for one in sure if one.rate.field}
    return [one for one in sure if one.rate.field or (one.by, one.rate.source) not in fields]
