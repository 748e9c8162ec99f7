"""Finding the enrichers: through the entry-point group, a third party's exactly as ours."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from functools import cache
from importlib.metadata import entry_points

from prospector.errors import BadInput
from prospector.research.protocol import FIELDS, Enricher
from prospector.text import clean

GROUP = "prospector.enrichers"


@cache
def sources() -> tuple[Enricher, ...]:
    """Return all enrichers that are installed, by name.

    Raises BadInput naming the package when one of them can't be used, because a source that is silently missing is worse.
    """
    found: dict[str, Enricher] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        try:
            source = point.load()()
        except Exception as error:
            raise BadInput(f"the source “{point.name}” can't be loaded from {point.value}: {clean(error)}") from error
        if not isinstance(source, Enricher) or set(source.fields) - FIELDS:
            raise BadInput(
                f"the source “{point.name}” from {point.value} does not keep the enricher protocol: remove it"
            )
        found[source.name] = source
    return tuple(found.values())


def claiming(only: Sequence[str] | None) -> tuple[Enricher, ...]:
    """Return those of `chosen_sources` that claim anything; the others only find or introduce."""
    return tuple(source for source in chosen_sources(only) if source.fields)


def chosen_sources(only: Sequence[str] | None) -> tuple[Enricher, ...]:
    """Return the sources named in `only`, or all. Raises BadInput for an unknown one."""
    every = {source.name: source for source in sources()}
    if not only:
        return tuple(every.values())
    for name in only:
        if name not in every:
            near = difflib.get_close_matches(name, every, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known: {', '.join(every)}"
            raise BadInput(f"unknown source “{clean(name)}”: {hint}")
    return tuple(every[name] for name in dict.fromkeys(only))
