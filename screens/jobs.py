"""Starting work beside the event loop."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from textual.dom import DOMNode
from textual.worker import Worker


def begin(
    node: DOMNode,
    work: Callable[[], Coroutine[Any, Any, None]],
    *,
    group: str,
    exclusive: bool = False,
    exit_on_error: bool = True,
) -> Worker[None]:
    """Start `work` as a worker of `node`; with `exclusive` the one before it in `group` is given up.

    It takes the function and not its coroutine: one that is given up before it began would be a coroutine never awaited.
    """
    worker: Worker[None] = node.run_worker(
        work, group=group, description=group, exclusive=exclusive, exit_on_error=exit_on_error
    )
    return worker
