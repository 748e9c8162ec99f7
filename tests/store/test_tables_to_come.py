"""A table that nobody has thought of yet is journaled, undone and redone without a line of new code.

In a process of its own: a table defined here would otherwise stand in every other test's metadata.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.forks import Ran

SCRIPT = '''
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, Text, UniqueConstraint
from sqlmodel import Field

from prospector.clock import Clock
from prospector.model.tables import Account
from prospector.model.tables.base import Entry, Row, key, reference, text
from prospector.store.action import Action
from prospector.store.store import open_store
from prospector.store.undo import redo, undo


class Parcel(Row, table=True):
    id: str = key()
    account_id: str = reference("account.id")
    name: str = text()
    weight: float = 0.0
    fragile: bool = False


class Stamp(Row, table=True):
    """A number for a key."""
    id: int | None = Field(default=None, primary_key=True)
    name: str = text()


class Seat(Row, table=True):
    """A key of two columns."""
    row: str = Field(sa_type=Text, primary_key=True)
    number: int = Field(sa_type=Integer, primary_key=True)
    taken_by: str = text()


class Ledger(Entry, table=True):
    __table_args__: Any = (UniqueConstraint("chain", "seq"),)
    amount: int = 0


place = sys.argv[1] if "://" in sys.argv[1] else Path(sys.argv[1])
store = open_store(place, Clock(), "robin", create=False)
TABLES = [model.__table__ for model in (Parcel, Stamp, Seat, Ledger)]
store._connected()
with store._engine.connect() as connection:
    for table in TABLES:
        table.create(connection)
    connection.commit()


def rows():
    return {table.name: sorted(store.reader.rows(f'SELECT * FROM "{table.name}"')) for table in TABLES[:3]}


def amounts():
    found = store.reader.rows("SELECT root, state, amount FROM ledger ORDER BY seq")
    return sorted(amount for _, state, amount in {root: (root, state, amount) for root, state, amount in found}.values()
                  if state == "stands")


states = [(rows(), amounts())]

def act(change):
    with store.action("act") as action:
        change(action)
    states.append((rows(), amounts()))


def make(action: Action):
    account = action.add(Account(name="Acme"))
    action.add(Parcel(id="p", account_id=account.id, name="box", weight=1.5, fragile=True))
    action.add(Stamp(id=7, name="blue"))
    action.add(Seat(row="A", number=1, taken_by="kim"))
    action.add(Seat(row="A", number=2, taken_by="alex"))


def change(action: Action):
    action.get(Parcel, "p").weight = 2.5
    action.get(Stamp, 7).name = "red"
    action.find(Seat, Seat.number == 2)[0].taken_by = "robin"


def drop(action: Action):
    action.remove(action.get(Parcel, "p"))
    action.remove(action.get(Stamp, 7))
    action.remove(action.find(Seat, Seat.number == 1)[0])


act(make)
act(change)
act(lambda action: action.append(Ledger(amount=5), chain="robin"))
act(drop)
act(lambda action: action.append(Ledger(amount=9), chain="robin"))

for state in reversed(states[:-1]):
    assert undo(store).kept == ()
    assert (rows(), amounts()) == state, (rows(), amounts(), state)
for state in states[1:]:
    assert redo(store).kept == ()
    assert (rows(), amounts()) == state
undo(store), undo(store)
kept = undo(store, store.reader.value("SELECT id FROM action WHERE number = 1")).kept
assert any("changed since" in one for one in kept), kept
print("whole")
'''


def test_a_table_to_come_is_undone_without_new_code(place: Path | str, script: Callable[..., Ran]) -> None:
    assert script(SCRIPT, place) == Ran(0, "whole\n", "")
