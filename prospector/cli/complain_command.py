"""`prospect complain`: what is wrong with a lead or a source, until somebody answers."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from prospector.cli.options import Db, Json, Name, workspace
from prospector.cli.output import emit, line, table, told
from prospector.pipeline.complaints import TAGS

Said = Annotated[str, typer.Argument(metavar="LINE", help="What is wrong, in one line.")]
Tag = Annotated[str, typer.Option("--tag", help=f"{', '.join(TAGS)}.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="Complaints about leads and sources, open until they are answered.", no_args_is_help=True)
    group.command(name="about", help="Complain about a lead.")(about)
    group.command(name="source", help="Complain about a source.")(source)
    group.command(name="list", help="Print what stands open, by source; --all with the answers.")(show)
    group.command(name="answer", help="Close a complaint with an answer.")(answer)
    app.add_typer(group, name="complain")


def about(account: Name, said: Said, *, tag: Tag = "", db: Db = None, json: Json = False) -> int:
    """Complain about a lead."""
    with workspace(db) as opened:
        one = opened.complaints.make(said, tag=tag, account_id=opened.resolve(account))
    told(asdict(one), f"noted about {one.about}; it stands until somebody answers", json=json)
    return 0


def source(
    name: Annotated[str, typer.Argument(help="The source.")], said: Said, *, tag: Tag = "", db: Db = None, json: Json = False
) -> int:  # fmt: skip
    """Complain about a source."""
    with workspace(db) as opened:
        one = opened.complaints.make(said, tag=tag, source=name)
    told(asdict(one), f"noted about {one.about}; it stands until somebody answers", json=json)
    return 0


def show(
    *, everything: Annotated[bool, typer.Option("--all", help="The answered ones too.")] = False, db: Db = None,
    json: Json = False,
) -> int:  # fmt: skip
    """Print complaints."""
    with workspace(db) as opened:
        found, sources = opened.complaints.all(only_open=not everything), opened.complaints.by_source()
    if json:
        by_source = [{"source": one.source, "open": len(one.complaints), "quotes": one.quotes} for one in sources]
        emit({"complaints": [asdict(one) for one in found], "sources": by_source})
        return 0
    if not found:
        line("nothing stands open" if not everything else "nobody has complained yet")
        return 0
    table(
        ("id", "about", "what", "said", "by", "on", "answer"),
        [
            (one.id, one.about, TAGS.get(one.tag, one.tag), one.said, one.made_by, one.made_at[:10], one.answer)
            for one in found
        ],
    )
    for several in sources:
        line(several.text)
    return 0


def answer(
    complaint: Annotated[str, typer.Argument(help="Its id, or the beginning of it.")],
    said: Annotated[str, typer.Argument(metavar="ANSWER", help="What was done about it.")],
    *,
    db: Db = None,
    json: Json = False,
) -> int:
    """Answer a complaint."""
    with workspace(db) as opened:
        one = opened.complaints.answer(opened.complaints.get(complaint).id, said)
    told(asdict(one), f"answered: {one.about}", json=json)
    return 0
