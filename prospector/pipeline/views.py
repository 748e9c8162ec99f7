"""Saved views: a part of the list, words and an order under a name, as text that one can read and share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from prospector.errors import BadInput, NotFound
from prospector.pipeline.picking import Picked, checked_scope, checked_sort, parse_picked
from prospector.store.store import Store
from prospector.text import clean, clean_name

if TYPE_CHECKING:
    from prospector.model.tables import SavedView
    from prospector.store.action import Action

LIST = "list"
"""The place that views are of."""


@dataclass(frozen=True, slots=True)
class ViewRecord:
    """One saved view."""

    id: str
    name: str
    picked: Picked
    made_by: str


class Views:
    """The saved views of one workspace."""

    def __init__(self, store: Store) -> None:
        """Work on `store`."""
        self.store = store

    def all(self) -> list[ViewRecord]:
        """Return every view, by name."""
        rows = self.store.reader.rows(
            "SELECT id, name, body, made_by FROM saved_view WHERE place = ? ORDER BY lower(name), id", (LIST,)
        )
        return [ViewRecord(key, name, parse_picked(body), made_by) for key, name, body, made_by in rows]

    def get(self, name: str) -> ViewRecord:
        """Return the view of this name, or the one whose name begins so. Raises NotFound."""
        wanted, every = clean_name(name).casefold(), self.all()
        found = [one for one in every if one.name.casefold() == wanted] or [
            one for one in every if wanted and one.name.casefold().startswith(wanted)
        ]
        if len(found) == 1:
            return found[0]
        if found:
            raise NotFound(f"“{clean_name(name)}” fits {', '.join(one.name for one in found)}: give more of the name")
        raise NotFound(f"there is no view “{clean_name(name)}”: see `prospect views`")

    def save(self, name: str, picked: Picked) -> ViewRecord:
        """Keep a view under a name; one of the same name is replaced. Raises BadInput."""
        from prospector.model.tables import SavedView

        called = clean_name(name)
        if not any(letter.isalnum() for letter in called):
            raise BadInput("a view needs a name: type one like pumps to call")
        body = Picked(checked_scope(picked.scope), clean(picked.words), checked_sort(picked.sort)).text
        with self.store.action(f"Save view {called}") as action:
            row = self._row(action, called)
            if row is None:
                action.add(SavedView(name=called, place=LIST, body=body, made_by=self.store.actor))
            else:
                row.body, row.made_by = body, self.store.actor
        return self.get(called)

    def rename(self, name: str, new_name: str) -> ViewRecord:
        """Give a view another name. Raises NotFound, BadInput for one that is taken or none."""
        one, called = self.get(name), clean_name(new_name)
        if not any(letter.isalnum() for letter in called):
            raise BadInput("a view needs a name: type one like pumps to call")
        with self.store.action(f"Rename view {one.name} to {called}") as action:
            other = self._row(action, called)
            if other is not None and other.id != one.id:
                raise BadInput(f"there is a view “{other.name}” already: choose another name")
            row = self._row(action, one.name)
            if row is not None:
                row.name = called
        return self.get(called)

    def remove(self, name: str) -> str:
        """Take a view away; return its name. Raises NotFound."""
        one = self.get(name)
        with self.store.action(f"Remove view {one.name}") as action:
            row = self._row(action, one.name)
            if row is not None:
                action.remove(row)
        return one.name

    @staticmethod
    def _row(action: Action, name: str) -> SavedView | None:
        from prospector.model.tables import SavedView

        rows = action.find(SavedView, SavedView.place == LIST)
        return next((row for row in rows if row.name.casefold() == name.casefold()), None)
