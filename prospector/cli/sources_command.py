"""`prospect sources`: which public sources are asked, and on which terms; switching them on and off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from prospector.cli.options import Db, Json, workspace
from prospector.cli.output import emit, line, note
from prospector.errors import BadInput
from prospector.paths import database_path
from prospector.research.finding import Discoverer, Finder, Introducer
from prospector.research.protocol import Enricher
from prospector.research.sources import asked_sources, may_ask, sources, switched, wants_contact, without_contact
from prospector.research.telling import Rates, rate_document
from prospector.settings import Settings, load_settings, read_contact, save_setting

_HOW = {
    "on": "name one or more sources: prospect sources on crtsh",
    "off": "name one or more sources: prospect sources off gleif",
    "contact": "give one e-mail or web address, or none: prospect sources contact you@company.example",
}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="sources", help="The public sources, their terms and licences; switch them on and off.")(run)


def run(
    act: Annotated[str, typer.Argument(metavar="[on|off|contact]", help="What to change; nothing: list them.")] = "",
    values: Annotated[list[str] | None, typer.Argument(metavar="[SOURCE|CONTACT]...", help="Which sources.")] = None,
    *,
    db: Db = None,
    json: Json = False,
) -> int:
    """List the sources with what was learnt about their errors, or change what is asked."""
    if act:
        _change(act, values or [], note if json else line)
    settings = load_settings()
    if json:
        emit({"sources": _documents(settings, _rates(db)), "contact": settings.contact_given()})
    elif not act:
        _print(settings, _rates(db))
    return 0


def _rates(db: str | None) -> Rates:
    """Return the error rates of the workspace; none while there is none. Raises NotFound for a named one that is missing."""
    if db is None and isinstance(place := database_path(None), Path) and not place.exists():
        return {}
    with workspace(db) as opened:
        return opened.proofs.rates()


def _change(act: str, values: list[str], say: Callable[[str], None]) -> None:
    if act not in _HOW:
        raise BadInput(f"“{act}” can't be done with sources: say on, off or contact")
    if not values or (act == "contact" and len(values) > 1):
        raise BadInput(_HOW[act])
    if act == "contact":
        path = save_setting("contact", read_contact(values[0]))
        say(f"contact {load_settings().contact}, kept in {path}")
        return
    path = save_setting("sources", switched(load_settings(), values, on=act == "on"))
    on = {one.name for one in asked_sources(load_settings())}
    for name in values:
        say(f"{name} is {'on' if name in on else 'off'}, kept in {path}")


def _documents(settings: Settings, rates: Rates) -> list[dict[str, Any]]:
    on = {one.name for one in asked_sources(settings)}
    return [
        {"name": one.name, "label": one.label, "fields": list(one.fields), "also": _also(one), "needs": list(one.needs),
         "hosts": list(one.hosts), "licence": one.licence, "terms": one.terms, "rate": one.rate,
         "on": one.name in on, "wants_contact": wants_contact(one), "waits_for_contact": not may_ask(one, settings),
         "error_rate": rate_document(rates.get((one.name, ""))),
         "error_rates": {field: rate_document(rate) for (source, field), rate in sorted(rates.items())
                         if source == one.name and field}}
        for one in sources()
    ]  # fmt: skip


def _also(source: Enricher) -> list[str]:
    """Return in words what a source tells besides claims."""
    kinds = (
        (Finder, "who a name may be"),
        (Discoverer, "companies like others"),
        (Introducer, "people where asked for"),
    )
    return [said for kind, said in kinds if isinstance(source, kind)]


def _print(settings: Settings, rates: Rates) -> None:
    for one in _documents(settings, rates):
        off = "" if one["on"] else f" (off: `prospect sources on {one['name']}`)"
        line(f"{'●' if one['on'] else '○'} {one['name']}: {one['label']}{off}")
        line(f"  says    {', '.join(map(str, one['fields'])) or 'nothing of itself'}")
        if one["also"]:
            line(f"  also    {', '.join(one['also'])}")
        line(f"  needs   {', '.join(map(str, one['needs']))}; at most {one['rate']} requests a second to one host")
        if one["waits_for_contact"]:
            line(f"  waits   for a contact: {without_contact(settings)}")
        if one["error_rate"]:
            line(f"  errors  {one['error_rate']['told']}")
            for field, rate in one["error_rates"].items() if len(one["error_rates"]) > 1 else ():
                line(f"          {field.replace('_', ' ')}: {rate['told']}")
        line(f"  licence {one['licence']}")
        line(f"  terms   {one['terms']}")
