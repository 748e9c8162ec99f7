"""`prospect handover`: offer a developed lead, accept it, return it with a reason, or recycle it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from prospector.cli.options import Db, Json, Name, Reason, workspace
from prospector.cli.output import emit, line, table, told
from prospector.errors import NotFound
from prospector.model.qualification import RETURN_REASONS
from prospector.workspace import Workspace

Code = Annotated[str, typer.Option("--code", help=", ".join(RETURN_REASONS))]


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(help="Giving a developed lead to who closes it.", no_args_is_help=True)
    group.command(name="offer", help="Offer an account with its packet.")(offer)
    group.command(name="accept", help="Take an offered account over.")(accept)
    group.command(name="return", help="Give an offered account back, with a coded reason.")(give_back)
    group.command(name="recycle", help="Give it back until a later day.")(recycle)
    group.command(name="list", help="Print the hand-overs, those that wait first.")(listing)
    group.command(name="packet", help="Print the packet of an account as Markdown.")(packet)
    app.add_typer(group, name="handover")


def offer(
    account: Name,
    *,
    to: Annotated[str, typer.Option(help="Who takes it over.")],
    reason: Reason = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Offer an account."""
    with workspace(db) as opened:
        made = opened.hand_overs.offer(opened.resolve(account), to, reason)
    told({"id": made}, f"offered to {to}; it is complete when {to} answers", json=json)
    return 0


def accept(
    account: Name,
    *,
    note: Annotated[str, typer.Option(help="A line; needed when you answer for somebody else.")] = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Accept what is offered of an account."""
    with workspace(db) as opened:
        found = _waiting(opened, account)
        opened.hand_overs.accept(found, note)
    told({"id": found, "state": "accepted"}, "accepted: it is handed over", json=json)
    return 0


def give_back(account: Name, *, code: Code = "", reason: Reason = "", db: Db = None, json: Json = False) -> int:
    """Return what is offered of an account."""
    with workspace(db) as opened:
        found = _waiting(opened, account)
        opened.hand_overs.give_back(found, code, reason)
    told({"id": found, "state": "returned"}, "returned: it is a lead again", json=json)
    return 0


def recycle(
    account: Name,
    *,
    on: Annotated[str, typer.Option(help="The day to come back to it, as 2026-09-01.")],
    code: Code = "",
    reason: Reason = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Recycle what is offered of an account."""
    with workspace(db) as opened:
        found = _waiting(opened, account)
        opened.hand_overs.recycle(found, code, reason, on)
    told({"id": found, "state": "recycled"}, f"recycled: its next step is on {on}", json=json)
    return 0


def listing(*, db: Db = None, json: Json = False) -> int:
    """Print all hand-overs."""
    with workspace(db) as opened:
        found = opened.hand_overs.listed()
    found = sorted(found, key=lambda one: one.state != "offered")
    if json:
        emit({"hand_overs": [asdict(one) for one in found]})
    elif found:
        table(["account", "from", "to", "state", "offered", "waited", "reason"],
              [[one.name, one.given_by, one.given_to, one.state, one.offered_at[:10],
                f"{one.waiting_days} d{' late' if one.late else ''}",
                " ".join(part for part in (RETURN_REASONS.get(one.reason_code, ""), one.reason) if part)]
               for one in found])  # fmt: skip
    else:
        line("no hand-over yet: `prospect handover offer ACCOUNT --to NAME` offers a qualified one")
    return 0


def packet(account: Name, *, db: Db = None, json: Json = False) -> int:
    """Print a packet."""
    with workspace(db) as opened:
        key = opened.resolve(account)
        text = opened.dossiers.packet(key)
    if json:
        emit({"account": key, "packet": text})
    else:
        for part in text.splitlines():
            line(part)
    return 0


def _waiting(opened: Workspace, account: str) -> str:
    key = opened.resolve(account)
    found = next((one.id for one in opened.hand_overs.of(key) if one.state == "offered"), None)
    if found is None:
        raise NotFound(f"{opened.account(key).name} is not offered to anybody: see `prospect handover list`")
    return found
