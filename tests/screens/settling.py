"""How a test of screens waits: until nothing is under way and all is laid out. What nobody looks at is not painted."""

import asyncio
import time
from asyncio.base_events import BaseEventLoop
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any
from weakref import WeakKeyDictionary, WeakSet

from textual._context import active_app, visible_screen_stack
from textual.screen import Screen
from textual.strip import Strip

LONGEST = 1.0
"""Seconds for work that does not end by itself: research, a clock. Who waits for its end says so by a condition."""
_ROUNDS = 2
"""Times that nothing is found to be under way, one after the other."""
_working: dict[asyncio.AbstractEventLoop, set[asyncio.Future[Any]]] = {}
_in_executor = BaseEventLoop.run_in_executor
_paint = Screen._compositor_refresh
_unpainted: WeakSet[Screen[Any]] = WeakSet()
_met: WeakSet[Screen[Any]] = WeakSet()
"""Screens that were painted at least once."""
TEXTS: WeakKeyDictionary[Screen[Any], str] = WeakKeyDictionary()
"""What stands on a screen since it changed last."""
FRAME = 0.25
"""Seconds between two frames that nobody waits for; who waits has the screen laid out at once."""


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
        else:
            quiet += 1
    if app.is_running and app.screen not in _met and app.screen in _unpainted:
        paint(app.screen)  # every screen at least once, also where nobody reads it
    return True


def paint_later(screen: Screen[Any]) -> None:
    """Leave out the frames between two that somebody looks at, as a terminal does that is slower than its app.

    Without a terminal a frame goes nowhere: it only costs. What changed is kept by the screen until it is painted.
    """
    TEXTS.clear()
    if screen is not screen.app.screen:
        _paint(screen)
        return
    _unpainted.add(screen)
    screen._dirty_widgets.clear()


def paint(screen: Screen[Any]) -> list[Strip]:
    """Paint the whole screen, as for a terminal, and return its lines."""
    if screen in _unpainted:
        _unpainted.discard(screen)
        screen._compositor._dirty_regions.clear()
        visible_screen_stack.set(screen.app._background_screens)
    _met.add(screen)
    return screen._compositor.render_strips()


def paint_changes(screen: Screen[Any]) -> None:
    """Paint the screen where anything has changed since it was painted last."""
    if screen in _unpainted or screen not in _met or _undrawn(screen):
        paint(screen)


def _undrawn(screen: Screen[Any]) -> bool:
    drawn = screen.is_current and not screen.app._batch_count
    return bool(screen._callbacks) or (
        drawn and bool(screen._dirty_widgets or screen._layout_required or screen._repaint_required)
    )


def is_drawn(screen: Screen[Any]) -> bool:
    """Tell whether nothing of the screen is left to be laid out."""
    return not _undrawn(screen)


def forget() -> None:
    """Forget what was under way in a test."""
    _working.clear()
    _unpainted.clear()
    TEXTS.clear()
