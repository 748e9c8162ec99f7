"""Starting work beside the event loop."""

from __future__ import annotations

import asyncio
import contextlib
import gc
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, cast

from textual.dom import DOMNode
from textual.worker import Worker

from prospector.errors import StoreUnusable
from screens.leaving import GONE, too_late

if TYPE_CHECKING:
    from prospector.workspace import Workspace
    from screens.app import ProspectorApp


def begin(
    node: DOMNode,
    work: Callable[[], Coroutine[Any, Any, object]],
    *,
    group: str,
    exclusive: bool = False,
    exit_on_error: bool = True,
) -> Worker[None]:
    """Start `work` as a worker of `node`; with `exclusive` the one before it in `group` is given up.

    It takes the function and not its coroutine: one that is given up before it began would be a coroutine never awaited.
    Where the store goes away meanwhile (a team's server, a stick that was pulled), that is said and nothing else is lost.
    Where the node goes away meanwhile, there is nobody to show the answer to, and what was written stays written. This
    is the one way to start such work: a worker of Textual's own takes the whole app down with it then.
    """

    async def told() -> None:
        try:
            await work()
        except StoreUnusable as error:
            cast("ProspectorApp", node.app).say(error.sentence, severity="error")
        except GONE as error:
            if not too_late(node, error):
                raise

    worker: Worker[None] = node.run_worker(
        told, group=group, description=group, exclusive=exclusive, exit_on_error=exit_on_error
    )
    return worker


async def warm(workspace: Workspace) -> None:
    """Import what the first write needs, and read what finding and long lists need, while nobody waits for it."""
    for one in (workspace.store, workspace.lists, workspace.finding):
        await asyncio.to_thread(one.warm_up)
    await asyncio.to_thread(give_back)
    # What was read stays: looking through it for garbage again and again would make single keys slow.
    gc.freeze()


def give_back() -> None:
    """Give the system back what reading took for a moment: GNU's C library keeps it otherwise, others don't need it."""
    import ctypes

    with contextlib.suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
