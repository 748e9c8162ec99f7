"""Undo and redo from the journal: the one mechanism for every table, those to come included.

Undoing is itself an action. Redo is the undoing of an undo. What happens to each row: `prospector.store.reverse`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from prospector.errors import NotFound
from prospector.model.action import ActionRecord, UndoResult
from prospector.model.makers import HUMAN
from prospector.store.action import Action, Label
from prospector.store.history import next_redo, next_undo
from prospector.store.net import Net, nets_of
from prospector.store.reverse import Reversal
from prospector.store.since import Written, accounts_of
from prospector.store.store import Store
from prospector.text import plural

Mend = Callable[[Action, Sequence[str]], list[str]]
"""Restores the product's rules (no slot twice) after rows went back; returns a sentence for each thing it moved.

It is given the accounts whose rows went back out of the middle: what is worked out from their rows holds no more. With the
newest act all goes back to what it was, and nothing is to be worked out anew."""


def _nothing(_action: Action, _accounts: Sequence[str]) -> list[str]:
    return []


def undo(store: Store, action_id: str | None = None, mend: Mend = _nothing) -> UndoResult:
    """Take back the newest act that stands, or the one with `action_id`, whole batches together.

    Raises NotFound when there is nothing to undo.
    """
    # What to undo is looked up inside the transaction: two windows that press undo at once take back two acts.
    with store.action("Undo", by=HUMAN) as action:
        found = next_undo(store.reader, action_id, store.database.acting)
        if found is None:
            raise NotFound("there is nothing to undo")
        newest = found if action_id is None else next_undo(store.reader, None, store.database.acting)
        middle = newest is None or newest.batch != found.batch
        title = _title(store, found)
        return _reverse(action, found, "undo", title, _changes_of_batch(store, found.batch), mend, middle=middle)


def redo(store: Store, mend: Mend = _nothing) -> UndoResult:
    """Do again what the last undo took back. Raises NotFound when nothing was undone since the last new act."""
    with store.action("Redo", by=HUMAN) as action:
        found = next_redo(store.reader, store.database.acting)
        if found is None:
            raise NotFound("there is nothing to redo")
        undone, last_undo = found
        return _reverse(action, undone, "redo", _title(store, undone), nets_of(store.reader, [last_undo]), mend)


def take_back(store: Store, batch: str, title: str, mend: Mend = _nothing) -> UndoResult:
    """Take back an older act as a new act of its own, which can itself be undone; what was changed since is listed."""
    with store.action(title, by=HUMAN) as action:
        later = "SELECT 1 FROM action WHERE number > (SELECT MAX(number) FROM action WHERE batch = ? AND kind = 'do') LIMIT 1"
        middle = store.reader.value(later, (batch,)) is not None
        nets = _changes_of_batch(store, batch)
        reversal = Reversal(action, nets)
        reversal.run()
        moved = mend(action, _accounts(nets) if middle else ())
    return UndoResult(title=title, restored=reversal.restored, kept=(*reversal.kept, *moved))


def _reverse(
    action: Action, act: ActionRecord, kind: str, title: str, nets: list[Net], mend: Mend, *, middle: bool = False
) -> UndoResult:
    verb = {"undo": "Undid", "redo": "Redid"}[kind]
    action.label = Label(title=f"{verb}: {title}", by=HUMAN, actor=action.label.actor, kind=kind, target=act.batch)
    # An attempt that changed nothing stands in the history too, so that the next undo goes on with the act before.
    action.allow_empty = True
    reversal = Reversal(action, nets)
    reversal.run()
    moved = mend(action, _accounts(nets) if middle else ())
    return UndoResult(title=title, restored=reversal.restored, kept=(*reversal.kept, *moved))


def _accounts(nets: Sequence[Net]) -> Sequence[str]:
    """Return the accounts that these rows belong to, in an order of their own."""
    images = (Written(net.table, net.key, net.before, net.after) for net in nets)
    return sorted(accounts_of(images))


def _title(store: Store, act: ActionRecord) -> str:
    """Return the title of an act; of a batch its first step and how many followed."""
    more = (store.reader.value("SELECT COUNT(*) FROM action WHERE batch = ? AND kind = 'do'", (act.batch,)) or 1) - 1
    return f"{act.title} and {plural(more, 'more step')}" if more else act.title


def _changes_of_batch(store: Store, batch: str) -> list[Net]:
    actions = store.reader.rows("SELECT id FROM action WHERE batch = ? AND kind = 'do' ORDER BY number", (batch,))
    return nets_of(store.reader, [action_id for (action_id,) in actions])
