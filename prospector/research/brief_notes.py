"""What people wrote about an account, read for its brief."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from prospector.model.account import AccountRecord
from prospector.model.brief import Notes, Told
from prospector.plan.why_now import told
from prospector.store.reads import PARTS_OF_ONE

if TYPE_CHECKING:
    from prospector.store.reads import Reader

_ROOT = f"account_id IN {PARTS_OF_ONE}"
_MOTIVES, _PAINS, _BUYING = ("desire",), ("need",), ("money", "hurry", "trust")
"""Obstacles by the heading under which their evidence stands."""


def notes_of(reader: Reader, account: AccountRecord, today: date) -> Notes:
    """Return what the rep and others wrote about `account`; reasons to speak now that don't hold on `today` are left out."""
    understood = _understood(reader, account.id)
    evidence = _evidence(reader, account.id)
    named = account.named_at
    return Notes(
        motivations=_kept(Told(account.why, account.named_by, named), understood["motivations"],
                          *(one for of, one in evidence if of in _MOTIVES)),
        pains=_kept(Told(account.pain, account.named_by, named), understood["need"],
                    *(one for of, one in evidence if of in _PAINS)),
        buying=_kept(understood["buying_plan"], understood["timeline"],
                     *(one for of, one in evidence if of in _BUYING)),
        why_now=tuple(Told(*one) for one in told(reader, today, account.id)),
        people=_people(reader, account.id),
    )  # fmt: skip


def _kept(*lines: Told) -> Sequence[Told]:
    return tuple(one for one in lines if one.said.strip())


def _understood(reader: Reader, account_id: str) -> dict[str, Told]:
    columns = ("motivations", "need", "buying_plan", "timeline")
    row = reader.one(f"SELECT {', '.join(columns)} FROM qualification WHERE {_ROOT} LIMIT 1", (account_id,))  # noqa: S608
    return {column: Told(text) for column, text in zip(columns, row or ("",) * len(columns), strict=True)}


def _evidence(reader: Reader, account_id: str) -> list[tuple[str, Told]]:
    """Return the newest evidence of each obstacle, with the obstacle."""
    rows = reader.rows(
        f"SELECT obstacle, state, said, given_by, given_at FROM evidence WHERE {_ROOT} ORDER BY given_at DESC",  # noqa: S608
        (account_id,),
    )
    newest: dict[str, Told] = {}
    for obstacle, state, said, given_by, given_at in rows:
        newest.setdefault(obstacle, Told(f"{obstacle} {state}: {said}" if said else "", given_by, given_at))
    return list(newest.items())


def _people(reader: Reader, account_id: str) -> Sequence[Told]:
    """Return the contacts with a role; without one a name says nothing about who decides."""
    rows = reader.rows(
        f"SELECT name, role, source, read_at, url FROM person WHERE {_ROOT} AND role <> '' AND consent <> 'withdrawn' "  # noqa: S608
        "ORDER BY name",
        (account_id,),
    )
    return tuple(Told(f"{name}, {role}", source, read_at, url) for name, role, source, read_at, url in rows)
