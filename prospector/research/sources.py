"""Finding the enrichers: through the entry-point group, a third party's exactly as ours; and which of them are asked."""

from __future__ import annotations

import difflib
import ipaddress
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import entry_points
from urllib.parse import urlsplit

from prospector.errors import BadInput
from prospector.research.protocol import FIELDS, Enricher
from prospector.settings import Settings
from prospector.text import clean

GROUP = "prospector.enrichers"


@cache
def sources() -> tuple[Enricher, ...]:
    """Return all enrichers that are installed: the ones that read the company's own site first, then by name.

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
    return tuple(sorted(found.values(), key=lambda one: (one.name != "website", bool(one.hosts), one.name)))


def asked_sources(settings: Settings, only: Sequence[str] | None = None) -> tuple[Enricher, ...]:
    """Return the sources named in `only`, else those that are switched on. Raises BadInput for an unknown one."""
    if only:
        return chosen_sources(only)
    names = [word.strip() for word in settings.sources.split(",") if word.strip()]
    listed = [name for name in names if name[0] not in "+-"]
    known_sources([name.lstrip("+-") for name in names if name != "all"])
    on = {one.name for one in sources() if ("all" in listed or one.name in listed if listed else by_default(one))}
    on |= {name[1:] for name in names if name.startswith("+")}
    on -= {name[1:] for name in names if name.startswith("-")}
    return tuple(one for one in sources() if one.name in on)


def switched(settings: Settings, names: Iterable[str], *, on: bool) -> str:
    """Return the setting `sources` with `names` switched on or off. Raises BadInput for an unknown one."""
    wanted = known_sources(names)
    listed = [word.strip() for word in settings.sources.split(",") if word.strip()]
    kept = [word for word in listed if word.lstrip("+-") not in wanted]
    basis = replace(settings, sources=", ".join(word for word in kept if word[0] not in "+-"))
    already = {one.name for one in asked_sources(basis)}
    return ", ".join([*kept, *(("+" if on else "-") + name for name in wanted if on != (name in already))])


def by_default(source: Enricher) -> bool:
    """Say whether a source is asked without being switched on: its `on_by_default`, true when it has none."""
    return bool(getattr(source, "on_by_default", True))


def wants_contact(source: Enricher) -> bool:
    """Say whether the terms of a source want a contact in the user agent: its `contact`, false when it has none."""
    return bool(getattr(source, "contact", False))


def may_ask(source: Enricher, settings: Settings) -> bool:
    """Say whether what a source wants to know about us is known.

    A gateway on this machine is asked anyway: it stands in for the web in tests and replays.
    """
    return settings.contact_given() is not None or not wants_contact(source) or _own_gateway(settings.gateway)


def without_contact(settings: Settings) -> str:
    """Return why a source is skipped that may only be asked with a contact in the user agent."""
    why = "you gave none" if settings.contact else "none is set"
    return f"wants a contact in each request, {why}: `prospect sources contact you@company.example`"


def missing_contact(settings: Settings, asked: Iterable[Enricher]) -> list[Enricher]:
    """Return the sources of `asked` that want a contact, when the user was never asked for one."""
    return [] if settings.contact else [one for one in asked if not may_ask(one, settings)]


def claiming(only: Sequence[str] | None) -> tuple[Enricher, ...]:
    """Return those of `chosen_sources` that claim anything; the others only find or introduce."""
    return tuple(source for source in chosen_sources(only) if source.fields)


def chosen_sources(only: Sequence[str] | None) -> tuple[Enricher, ...]:
    """Return the sources named in `only`, or all. Raises BadInput for an unknown one."""
    every = {source.name: source for source in sources()}
    return tuple(every[name] for name in known_sources(only)) if only else tuple(every.values())


def known_sources(names: Iterable[str]) -> list[str]:
    """Return `names`, each once. Raises BadInput for an unknown one, naming the nearest."""
    every = [source.name for source in sources()]
    given = list(dict.fromkeys(names))
    for name in given:
        if name not in every:
            near = difflib.get_close_matches(name, every, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known: {', '.join(every)}"
            raise BadInput(f"unknown source “{clean(name)}”: {hint}")
    return given


def _own_gateway(gateway: str) -> bool:
    host = urlsplit(gateway).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
