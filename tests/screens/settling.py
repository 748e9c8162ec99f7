"""How a test of screens waits: until nothing is under way, and painted once, then."""

import asyncio
import time
from asyncio.base_events import BaseEventLoop
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any
from weakref import WeakKeyDictionary, WeakSet

from textual._context import active_app
from textual.screen import Screen

LONGEST = 1.0
"""Seconds for work that does not end by itself: research, a clock. Who waits for its end says so by a condition."""
_ROUNDS = 2
"""Times that nothing is found to be under way, one after the other."""
_working: dict[asyncio.AbstractEventLoop, set[asyncio.Future[Any]]] = {}
_in_executor = BaseEventLoop.run_in_executor
_paint = Screen._compositor_refresh
_unpainted: WeakSet[Screen[Any]] = WeakSet()
TEXTS: WeakKeyDictionary[Screen[Any], str] = WeakKeyDictionary()
"""What stands on a screen since it was painted last."""


def counted(
    loop: BaseEventLoop, executor: Executor | None, function: Callable[..., Any], *given: Any
) -> asyncio.Future[Any]:
    """Remember the work that is given to a thread as long as it is under way."""
    future = _in_executor(loop, executor, function, *given)
    under_way = _working.setdefault(loop, set())
    under_way.add(future)
    future.add_done_callback(under_way.discard)
    return future


async def settle(*_given: object) -> bool:
    """Wait until the event loop has nothing to run, the screen nothing to draw, and no thread works for the app."""
    app, loop = active_app.get(), asyncio.get_running_loop()
    end = time.monotonic() + LONGEST
    quiet = 0
    while quiet < _ROUNDS and time.monotonic() < end:
        await asyncio.sleep(0)
        if loop._ready:  # type: ignore[attr-defined]  # what asyncio runs next is told nowhere else
            quiet = 0
        elif under_way := _working.get(loop):
            await asyncio.wait(under_way, timeout=end - time.monotonic(), return_when=asyncio.FIRST_COMPLETED)
            quiet = 0
        elif app.is_running and _undrawn(app.screen):
            app.screen._on_timer_update()
            quiet = 0
        elif app.is_running and app.screen in _unpainted:
            _painted(app.screen)
            quiet = 0
        else:
            quiet += 1
    if app.is_running:
        _painted(app.screen)
    return True


def paint_later(screen: Screen[Any]) -> None:
    """Leave out the frames between two that somebody waits for, as a terminal does that is slower than its app.

    What changed is kept by the screen until it is painted.
    """
    TEXTS.clear()
    if screen is not screen.app.screen:
        _paint(screen)
        return
    _unpainted.add(screen)
    screen._dirty_widgets.clear()


def _painted(screen: Screen[Any]) -> None:
    if screen in _unpainted:
        _unpainted.discard(screen)
        _paint(screen)


def _undrawn(screen: Screen[Any]) -> bool:
    drawn = screen.is_current and not screen.app._batch_count
    return bool(screen._callbacks) or (
        drawn and bool(screen._dirty_widgets or screen._layout_required or screen._repaint_required)
    )


def is_painted(screen: Screen[Any]) -> bool:
    """Tell whether nothing of the screen is left to be drawn."""
    return screen not in _unpainted and not _undrawn(screen)


def forget() -> None:
    """Forget what was under way in a test."""
    _working.clear()
    _unpainted.clear()
    TEXTS.clear()
