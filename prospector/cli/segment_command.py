"""`prospect segment`: saved rules over firmographics, each with its strategy card."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from prospector.cli.options import Db, Json, workspace
from prospector.cli.output import emit, line, note, table
from prospector.errors import BadInput
from prospector.model.plan import SegmentRecord
from prospector.plan.segments import CORRIDOR_FIELDS
from prospector.text import clean, plural
from prospector.workspace import Workspace

Segment = Annotated[str, typer.Argument(help="Name of the segment.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="Segments: saved rules with their strategy.", no_args_is_help=True, rich_markup_mode=None)
    group.command(name="list", help="The segments in their order, with how many they hold.")(list_)
    group.command(name="show", help="Rule, strategy card and members of one segment.")(show)
    group.command(name="save", help="Write a segment, or change what is given of one.")(save)
    group.command(name="try", help="Whom a rule would hold; nothing is written.")(try_)
    group.command(name="remove", help="Take a segment away.")(remove)
    app.add_typer(group, name="segment")


def list_(*, db: Db = None, json: Json = False) -> int:
    """Print the segments."""
    with workspace(db) as opened:
        every = [(one, opened.strategy.segments.members(one.rule)) for one in opened.strategy.segments.all()]
    if json:
        emit(
            {
                "segments": [
                    _document(one) | {"members": len(held.sure), "perhaps": len(held.perhaps)} for one, held in every
                ]
            }
        )
        return 0
    table(("segment", "rule", "in", "perhaps", "missing"), [
        (one.name, one.rule, len(held.sure), len(held.perhaps), ", ".join(one.missing)) for one, held in every
    ], right=(2, 3))  # fmt: skip
    return 0


def show(name: Segment, *, db: Db = None, json: Json = False) -> int:
    """Print one segment."""
    with workspace(db) as opened:
        one = opened.strategy.segments.get(name)
        corridor = opened.strategy.corridor_for(one)
        cadence = opened.strategy.cadence_for(one)
        held = opened.strategy.segments.members(one.rule)
        names = _names(opened)
    if json:
        emit(_document(one) | {
            "members": _named(held.sure, names), "perhaps": _named(held.perhaps, names),
            "corridor": dataclasses.asdict(corridor), "steps": cadence.text})  # fmt: skip
        return 0
    line(f"{one.name}: {one.rule}")
    for key in ("pain", "offer", "proof", "channel"):
        line(f"  {key:<8} {getattr(one, key) or '- (incomplete without)'}")
    line(f"  cadence  {cadence.name}: {cadence.text}")
    line(
        f"  corridor {corridor.floor_attempts} to {corridor.ceiling_attempts} attempts, {corridor.gap_days} days apart"
    )
    for key in held.sure:
        line(f"  ● {names[key]}")
    for key in held.perhaps:
        line(f"  ? {names[key]} (something the rule asks is not known)")
    return 0


def save(
    name: Segment,
    *,
    rule: Annotated[str | None, typer.Option(help='Like country in DE,AT and industry ~ "pump".')] = None,
    pain: Annotated[str | None, typer.Option(help="Which pain its companies have.")] = None,
    offer: Annotated[str | None, typer.Option(help="What we offer them.")] = None,
    proof: Annotated[str | None, typer.Option(help="What proves it to them.")] = None,
    channel: Annotated[str | None, typer.Option(help="How they are best spoken to.")] = None,
    cadence: Annotated[str | None, typer.Option(help="Name of its cadence.")] = None,
    number: Annotated[list[str] | None, typer.Option("--set", help="A number of its own, as floor_attempts=4.")] = None,
    rename: Annotated[str, typer.Option(help="A new name.")] = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Write a segment."""
    texts = {"pain": pain, "offer": offer, "proof": proof, "channel": channel, "cadence": cadence}
    card: dict[str, Any] = {key: value for key, value in texts.items() if value is not None}
    card |= dict(_number(one) for one in number or ())
    with workspace(db, create=True) as opened:
        one = opened.strategy.segments.save(name, rule, new_name=rename, **card)
        held = opened.strategy.segments.members(one.rule)
    if json:
        emit(_document(one) | {"members": len(held.sure), "perhaps": len(held.perhaps)})
        return 0
    line(f"{one.name} holds {plural(len(held.sure), 'account')}, perhaps {len(held.perhaps)} more")
    if one.missing:
        note(f"incomplete without {', '.join(one.missing)}")
    return 0


def try_(rule: Annotated[str, typer.Argument(help="The rule.")], *, db: Db = None, json: Json = False) -> int:
    """Print whom a rule would hold."""
    with workspace(db) as opened:
        held, names = opened.strategy.segments.members(rule), _names(opened)
    if json:
        emit({"rule": rule, "members": _named(held.sure, names), "perhaps": _named(held.perhaps, names)})
        return 0
    for key in held.sure:
        line(f"● {names[key]}")
    for key in held.perhaps:
        line(f"? {names[key]}")
    note(f"{plural(len(held.sure), 'account')}, perhaps {len(held.perhaps)} more")
    return 0


def remove(name: Segment, *, db: Db = None, json: Json = False) -> int:
    """Take a segment away."""
    with workspace(db) as opened:
        opened.strategy.segments.remove(name)
    if json:
        emit({"removed": clean(name)})
    else:
        line(f"{clean(name)} is gone; its accounts go by the next rule that holds them")
    return 0


def _number(given: str) -> tuple[str, int | None]:
    name, _, value = (part.strip() for part in given.partition("="))
    if name not in CORRIDOR_FIELDS or not (value.isdecimal() or value in ("", "-")):
        raise BadInput(
            f"“{clean(given)}” sets nothing: NAME=NUMBER with one of {', '.join(CORRIDOR_FIELDS)}; empty: the plan's"
        )
    return name, int(value) if value.isdecimal() else None


def _document(one: SegmentRecord) -> dict[str, Any]:
    return dataclasses.asdict(one) | {"missing": list(one.missing)}


def _names(opened: Workspace) -> Mapping[str, str]:
    return {key: str(known["name"][0]) for key, known in opened.strategy.facts().items()}


def _named(ids: Any, names: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"id": key, "name": names[key]} for key in ids]
