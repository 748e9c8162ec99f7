"""Undo and redo in the app, with what was done and the way back said in one toast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospector.errors import ProspectorError

if TYPE_CHECKING:
    from screens.app import ProspectorApp

_SAID = {"undo": ("Undid", "ctrl+r does it again"), "redo": ("Did again", "u takes it back")}


async def reverse(app: ProspectorApp, what: str, action_id: str = "") -> None:
    """Do `undo` (of the newest act, or of the one named) or `redo`, and say what it did."""
    if not app.is_open:
        return
    try:
        done = await app.workspace.run(getattr(app.workspace, what), *([action_id] if action_id else []))
    except ProspectorError as error:
        app.say(error.sentence[:1].upper() + error.sentence[1:])
        return
    verb, hint = _SAID[what]
    lines = [f"{verb}: {done.title} · {hint}"]
    if done.kept:
        more = f" and {len(done.kept) - 1} more" if len(done.kept) > 1 else ""
        lines.append(f"Kept: {done.kept[0]}{more}")
    app.say("\n".join(lines), severity="warning" if done.kept else "information", seconds=6.0)
    app.reload()
    if len(done.kept) > 1 and action_id:
        from screens.modals.facts import FactsBox

        app.push_screen(FactsBox("Kept, for it was changed since", [("", one) for one in done.kept]))
