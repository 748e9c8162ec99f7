"""`prospect sources`: which public sources are asked, and on which terms."""

from __future__ import annotations

from typing import Any

import typer

from prospector.cli.options import Json
from prospector.cli.output import emit, line
from prospector.research.sources import sources
from prospector.settings import load_settings


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="sources", help="The public sources, their fields, terms and licences.")(show)


def show(*, json: Json = False) -> int:
    """Print the sources."""
    asked = load_settings().asked()
    every: list[dict[str, Any]] = [
        {"name": one.name, "label": one.label, "fields": list(one.fields), "needs": list(one.needs),
         "hosts": list(one.hosts), "licence": one.licence, "terms": one.terms, "rate": one.rate,
         "on": asked is None or one.name in asked}
        for one in sources()
    ]  # fmt: skip
    if json:
        emit({"sources": every})
        return 0
    for one in every:
        line(
            f"{'●' if one['on'] else '○'} {one['name']}: {one['label']}{'' if one['on'] else ' (off: --only asks it)'}"
        )
        line(f"  says    {', '.join(map(str, one['fields']))}")
        line(f"  needs   {', '.join(map(str, one['needs']))}; at most {one['rate']} requests a second to one host")
        line(f"  licence {one['licence']}")
        line(f"  terms   {one['terms']}")
    return 0
