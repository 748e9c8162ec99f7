"""What Textual raises where a screen is taken away under something that still writes into it, and how that is told."""

from __future__ import annotations

from textual._context import NoActiveAppError
from textual.app import ScreenStackError
from textual.css.query import NoMatches
from textual.dom import DOMNode, NoScreen
from textual.message_pump import MessagePump
from textual.widget import MountError, Widget

GONE = (NoMatches, NoScreen, ScreenStackError, MountError, NoActiveAppError)
"""The part, the screen, the stack, the parent or the app that is not there any more."""


def leaving(node: MessagePump) -> bool:
    """Whether the node is being taken away: its parts go first, and `display` is off from the moment that begins."""
    if not node.is_running:
        return True
    return isinstance(node, DOMNode) and not all(
        one.display for one in node.ancestors_with_self if isinstance(one, Widget)
    )


def too_late(node: MessagePump, error: BaseException) -> bool:
    """Whether the error says no more than that `node` is being taken away: there is nobody left to show anything to."""
    told: BaseException | None = error
    while told is not None:
        if isinstance(told, GONE):
            return leaving(node)
        told = told.__cause__
    return False
