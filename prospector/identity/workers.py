"""Work shared out to forked processes, with the results in the order that one process would give.

A fork sees all that was built before it without copying it. Where forking is not at hand or not safe (other systems than
Linux, other threads in this process), everything is done in this process with the same result.
"""

from __future__ import annotations

import gc
import marshal
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from prospector.errors import BadInput

Work = Callable[[int, int], Iterator[list[Any]]]
"""Called with a worker's number and the number of workers; yields every so-many-eth portion of the whole, in order."""

_MOST = 2
_PORTION, _ERROR, _END = 0, 1, 2
_reading: list[Connection] = []
"""Where this process reads from its forks. A fork closes its copies: as long as anybody could still read, one whose parent
was killed would wait for room in its pipe for ever."""


def available() -> int:
    """Return how many processes may share work here: 2 where forking is safe and there are cores for it, else 1."""
    if not sys.platform.startswith("linux") or threading.active_count() > 1:
        return 1
    return min(_MOST, len(os.sched_getaffinity(0)))


@contextmanager
def no_collecting() -> Iterator[None]:
    """Hold the cyclic collector where nothing makes cycles: it would walk all records again and again.

    Where other threads run in this process it goes on, for what they make.
    """
    before = gc.isenabled()
    if threading.active_count() == 1:
        gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def portions(work: Work, workers: int) -> Iterator[list[Any]]:
    """Yield all portions that `work` yields, in turn; portions hold plain values only (what `marshal` takes).

    Raises BadInput where a worker raised it or ended before its time.
    """
    if workers == 1:
        yield from work(0, 1)
        return
    gc.freeze()
    started = [_start(work, number, workers) for number in range(workers)]
    try:
        yield from _in_turn([connection for _, connection in started])
    finally:
        gc.unfreeze()
        _stop(started)


def shared_out(task: Callable[[int], list[Any]], tasks: int, workers: int) -> Iterator[list[Any]]:
    """Yield what `task` returns for each number below `tasks`, in any order; this process is one of the workers.

    Whoever is free takes the next number. Results hold plain values only (what `marshal` takes). Raises BadInput where
    a worker raised it or ended before its time.
    """
    if workers == 1:
        yield from map(task, range(tasks))
        return
    following = multiprocessing.get_context("fork").Value("l", 0)

    def numbers() -> Iterator[int]:
        while True:
            with following.get_lock():
                number = following.value
                following.value += 1
            if number >= tasks:
                return
            yield number

    def work(_worker: int, _workers: int) -> Iterator[list[Any]]:
        return map(task, numbers())

    gc.freeze()
    started = [_start(work, number, workers) for number in range(1, workers)]
    running = [connection for _, connection in started]
    try:
        for number in numbers():
            yield task(number)
            yield from _arrived(running, 0.0)
        while running:
            yield from _arrived(running, None)
    finally:
        gc.unfreeze()
        _stop(started)


def aside(task: Callable[[], list[Any]], workers: int) -> Callable[[], list[Any]]:
    """Begin `task` in a process of its own where `workers` allows for one; return what waits for its result.

    The result holds plain values only (what `marshal` takes). Asking for it raises BadInput where `task` raised it or was
    ended before its time.
    """
    if workers == 1:
        return task
    started = _start(lambda _worker, _workers: iter([task()]), 0, 1)

    def result() -> list[Any]:
        try:
            kind, value = _received(started[1])
        finally:
            _stop([started])
        if kind == _ERROR:
            raise BadInput(value)
        found: list[Any] = value
        return found

    return result


def _arrived(running: list[Connection], patience: float | None) -> Iterator[list[Any]]:
    """Yield what has come by now, after waiting for `patience` seconds; take those that ended out of `running`."""
    while running and (ready := wait(running, patience)):
        for connection in list(running):
            if connection in ready:
                kind, value = _received(connection)
                if kind == _ERROR:
                    raise BadInput(value)
                if kind == _END:
                    running.remove(connection)
                else:
                    yield value
        patience = 0.0


def _stop(started: list[tuple[BaseProcess, Connection]]) -> None:
    for process, connection in started:
        _reading.remove(connection)
        connection.close()
        process.terminate()
        process.join()


def _start(work: Work, number: int, workers: int) -> tuple[BaseProcess, Connection]:
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    _reading.append(here)
    process = context.Process(target=_run, args=(work, number, workers, there), daemon=True)
    process.start()
    there.close()
    return process, here


def _run(work: Work, number: int, workers: int, connection: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for one in _reading:
        one.close()
    _reading.clear()
    try:
        for portion in work(number, workers):
            connection.send_bytes(marshal.dumps((_PORTION, portion)))
        connection.send_bytes(marshal.dumps((_END, None)))
    except BadInput as error:
        connection.send_bytes(marshal.dumps((_ERROR, str(error))))
    except BrokenPipeError:
        return


def _in_turn(connections: list[Connection]) -> Iterator[list[Any]]:
    """Yield one portion of each in turn; what comes early waits, so that no worker waits for another."""
    early: list[deque[tuple[int, Any]]] = [deque() for _ in connections]
    ended = 0
    turn = 0
    while ended < len(connections):
        while not early[turn]:
            for ready in wait([one for one in connections if not one.closed]):
                place = connections.index(ready)  # type: ignore[arg-type]
                early[place].append(_received(connections[place]))
                if early[place][-1][0] == _END:
                    connections[place].close()
        kind, value = early[turn].popleft()
        if kind == _ERROR:
            raise BadInput(value)
        if kind == _END:
            ended += 1
            early[turn].append((_END, None))
        else:
            yield value
        turn = (turn + 1) % len(connections)


def _received(connection: Connection) -> tuple[int, Any]:
    try:
        kind, value = marshal.loads(connection.recv_bytes())  # noqa: S302 - written by a fork of this very process
    except EOFError:
        raise BadInput("The work was cut short, perhaps for want of memory: try again with fewer records.") from None
    return kind, value
