"""`prospect suggest`: companies like the profile or like the best accounts, explained by what they share."""

from __future__ import annotations

import asyncio
import dataclasses
import json as json_module
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from prospector.cli.contact import ask_contact
from prospector.cli.options import Db, Json, Only, listed, workspace
from prospector.cli.output import emit, line, note, say
from prospector.cli.progress import GLYPHS
from prospector.errors import BadInput, PartlyDone, ProspectorError
from prospector.model.ids import new_id
from prospector.paths import cache_folder
from prospector.pipeline.likes import Like, Shared
from prospector.pipeline.suggesting import Suggested, Suggestion
from prospector.research.finding import Candidate, Traits
from prospector.text import clean, plural
from prospector.workspace import Workspace

SHOWN = 160
"""Signs of what a source says that stand on a line."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="suggest", help="Companies like your profile or your best accounts, from open sources.")(suggest)


def suggest(
    *,
    limit: Annotated[int, typer.Option("--limit", min=1, max=200, help="Most suggestions.")] = 20,
    like: Annotated[
        list[str] | None, typer.Option("--like", metavar="ACCOUNT", help="Like this account; repeatable.")
    ] = None,
    take: Annotated[str, typer.Option("--take", metavar="N,...", help="Take these of the list shown last.")] = "",
    bench: Annotated[bool, typer.Option("--bench", help="Take them to the bench.")] = False,
    only: Only = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Suggest companies, or take some of those suggested last."""
    if not take:
        ask_contact(listed(only))
    with workspace(db, create=True) as opened:
        if take:
            return _take(opened, take, bench=bench, json=json)
        ids = [opened.resolve(one) for one in like or []]
        found = asyncio.run(opened.suggesting.suggest(like=ids, limit=limit, only=listed(only), say=say))
        _remember(opened, found)
    if json:
        emit(_document(found))
        return 0
    _print(found)
    return 0


def _print(found: Suggested) -> None:
    for number, one in enumerate(found.found, 1):
        known = one.candidate
        where = ", ".join(filter(None, (known.domain, known.city, known.country)))
        line(f"{number:>3}  {known.name}{f' ({where})' if where else ''}, {', '.join((one.source, *one.also))}")
        line(f"     {one.shared.sentence}")
        for told in (_here(one), known.note):
            if told:
                line(f"     {told}")
    for answer in found.answers:
        if answer.state not in ("found", "nothing"):
            told = clean(answer.detail, SHOWN)
            note(f"{GLYPHS.get(answer.state, '·')} {answer.source}: {answer.state.replace('_', ' ')}, {told}")
    fresh = sum(not one.known for one in found.found)
    note(
        f"{plural(fresh, 'suggestion')}" + (": prospect suggest --take 1,2 puts them into free slots" if fresh else "")
    )


def _here(one: Suggestion) -> str:
    """Return what is to be said of a suggestion that is, or may be, here already."""
    places = {"active": "on the list", "bench": "on the bench", "dropped": "dropped"}
    where = places.get(one.place, "here")
    if one.verdict == "same":
        return f"{where} already as {one.account}" + (f": {one.lesson}" if one.lesson else "")
    if one.verdict == "review":
        return f"may be {one.account}, {where}" + (f": {one.lesson}" if one.lesson else "")
    return f"related to {one.account}, {where}" if one.verdict == "related" else ""


def _document(found: Suggested) -> dict[str, Any]:
    return {
        "suggestions": [
            {
                "n": number, "name": one.candidate.name, "score": one.shared.score, "why": one.shared.sentence,
                "shared": list(one.shared.traits), "like": one.shared.like.label, "source": one.source, "also": list(one.also),
                "known": {"id": one.account_id, "name": one.account, "verdict": one.verdict, "place": one.place,
                          "lesson": one.lesson} if one.verdict else None,
                **{key: value for key, value in dataclasses.asdict(one.candidate).items() if key not in ("name", "kind")},
            }
            for number, one in enumerate(found.found, 1)
        ],
        "like": [{"label": one.label, **dataclasses.asdict(one.traits)} for one in found.likes],
        "outcomes": [{"source": one.source, "state": one.state, "detail": one.detail, "requests": one.requests}
                     for one in found.answers],
    }  # fmt: skip


def _take(opened: Workspace, numbers: str, *, bench: bool, json: bool) -> int:
    shown = _remembered(opened)
    wanted = _numbers(numbers, len(shown))
    batch, taken, refused = new_id(), [], []
    for number in wanted:
        one = shown[number - 1]
        try:
            named = opened.suggesting.take(one, bench=bench, batch=batch)
        except ProspectorError as error:
            refused.append(f"{number} {one.candidate.name}: {error.sentence}")
            continue
        taken.append(
            {"n": number, "id": named.account_id, "name": named.name, "place": named.place, "slot": named.slot}
        )
        if not json:
            line(f"{named.name} has slot {named.slot}" if named.slot else f"{named.name} waits on the bench")
    if json:
        emit({"taken": taken, "refused": refused})
    if refused and taken:
        raise PartlyDone("; ".join(refused))
    if refused:
        raise BadInput("; ".join(refused))
    return 0


def _numbers(given: str, most: int) -> list[int]:
    found = []
    for word in given.split(","):
        if not word.strip().isdigit() or not 1 <= int(word) <= most:
            raise BadInput(f"--take {given}: give numbers of the list shown last, 1 to {most}, split by commas")
        found.append(int(word))
    return list(dict.fromkeys(found))


def _file(opened: Workspace) -> Path:
    return cache_folder() / f"suggested-{zlib.crc32(opened.store.database.identity.encode()):08x}.json"


def _remember(opened: Workspace, found: Suggested) -> None:
    """Keep the list shown, so that its numbers mean the same a moment later."""
    kept = [dataclasses.asdict(one) for one in found.found]
    _file(opened).write_text(json_module.dumps(kept, ensure_ascii=False), encoding="utf-8")


def _remembered(opened: Workspace) -> list[Suggestion]:
    try:
        kept = json_module.loads(_file(opened).read_text(encoding="utf-8"))
        return [_suggestion(one) for one in kept]
    except (OSError, ValueError, TypeError, KeyError):
        raise BadInput("there is no list to take from: `prospect suggest` shows one first") from None


def _suggestion(kept: dict[str, Any]) -> Suggestion:
    shared = kept["shared"]
    told = {key: tuple(value) if isinstance(value, list) else value for key, value in shared["like"]["traits"].items()}
    make: Callable[..., Traits] = Traits
    traits = make(**told)
    like = Like(shared["like"]["label"], traits, shared["like"]["account_id"])
    more = {key: kept[key] for key in ("source", "label", "account_id", "account", "place", "verdict", "lesson")}
    return Suggestion(candidate=Candidate(**kept["candidate"]), shared=Shared(like, tuple(shared["traits"]), shared["score"]),
                      also=tuple(kept["also"]), **more)  # fmt: skip
