"""Processes that parse pages: off the event loop, under a time limit, and disposable.

Started by executing a fresh interpreter (never by fork, and without running the main module again), so that it works
from the console command, from tests and from inside the full-screen app alike. A worker that takes too long is killed.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import pickle
import sys
from collections.abc import Callable
from typing import Any, TypeVar

from prospector.research.fetch.worker import HEAD

T = TypeVar("T")

_BOOT = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from prospector.research.fetch.worker import main; main()"
)
_START_SECONDS = 30.0
_MOST_WORKERS = 4
_CLOSED = "the processes that read pages have been closed"
_PATIENCE = 6
"""How many times the limit a job may take by the clock on a machine that is busy with other things."""
_LEAST = 0.1
"""Seconds between two looks at how much a worker has worked."""
_GRACE = 2.0
"""Seconds after which a worker ends itself when its parent, gone, no longer can."""


class ParseRefused(Exception):
    """A job that gave no result; `sentence` says why."""

    def __init__(self, sentence: str) -> None:
        """Keep the sentence."""
        super().__init__(sentence)
        self.sentence = sentence


class ParsePool:
    """Runs pure, module-level functions in worker processes, which are started when first needed."""

    def __init__(self, workers: int | None = None, *, seconds: float = 5.0) -> None:
        """Take how many processes (None: two, or one on a single processor; four at most) and the limit per job."""
        self._most = max(1, min(workers or min(os.cpu_count() or 1, 2), _MOST_WORKERS))
        self._seconds = seconds
        self._slots = asyncio.Semaphore(self._most)
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._closed = False

    async def run(self, function: Callable[..., T], *arguments: Any) -> T:
        """Return ``function(*arguments)``, run in a worker; exceptions it raises are raised here.

        Raises ParseRefused when it takes longer than the limit, kills its worker, or can't be sent there.
        """
        try:
            job = pickle.dumps((function, arguments, self._seconds * _PATIENCE + _GRACE))
        except (pickle.PicklingError, AttributeError, TypeError, RecursionError) as error:
            raise ParseRefused(
                f"only module-level functions and plain values can be sent to a worker: {error}"
            ) from None
        async with self._slots:
            worker = await self._ready()
            try:
                done, result = await worker.ask(job, self._seconds)
            except BaseException:
                # Cancelled, too slow or dead: what it does now is of no use, and it may be stuck in C code.
                await self._dispose(worker)
                raise
            self._idle.append(worker)
        if not done:
            raise result
        value: T = result
        return value

    async def close(self) -> None:
        """End all workers, also those at work (their callers get ParseRefused)."""
        self._closed = True
        await asyncio.gather(*(self._dispose(worker) for worker in list(self._all)))

    async def _ready(self) -> _Worker:
        self._refuse_closed()
        while self._idle:
            worker = self._idle.pop()
            if worker.alive:
                return worker
            await self._dispose(worker)
        worker = await _spawn()
        self._all.add(worker)
        try:
            self._refuse_closed()
            await worker.begin()
        except BaseException:
            await self._dispose(worker)
            self._refuse_closed()
            raise
        return worker

    def _refuse_closed(self) -> None:
        if self._closed:
            raise ParseRefused(_CLOSED)

    async def _dispose(self, worker: _Worker) -> None:
        if worker in self._idle:
            self._idle.remove(worker)
        await worker.end()
        self._all.discard(worker)


class _Worker:
    """One process and the pipes to it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        if process.stdin is None or process.stdout is None:
            message = "a worker needs both pipes"
            raise RuntimeError(message)
        self._process = process
        self._jobs = process.stdin
        self._answers = process.stdout
        self._limit: asyncio.Timeout | None = None
        self._ending: asyncio.Task[None] | None = None

    @property
    def alive(self) -> bool:
        return self._process.returncode is None

    async def begin(self) -> None:
        """Wait until the process serves; raises ParseRefused."""
        try:
            async with asyncio.timeout(_START_SECONDS) as self._limit:
                await self.receive()
        except (OSError, asyncio.IncompleteReadError):  # a time-out is an OSError too
            raise ParseRefused("the process that reads pages could not be started") from None
        finally:
            self._limit = None

    async def ask(self, job: bytes, seconds: float) -> tuple[bool, Any]:
        """Return (done, result or exception)."""
        begun = _cpu_seconds(self._process.pid)
        try:
            async with asyncio.timeout(seconds) as self._limit:
                self._be_patient(self._limit, begun, seconds, asyncio.get_running_loop().time() + _PATIENCE * seconds)
                self._jobs.write(HEAD.pack(len(job)) + job)
                await self._jobs.drain()
                answer: tuple[bool, Any] = await self.receive()
        except TimeoutError:
            if self._ending is not None:
                raise ParseRefused(_CLOSED) from None
            raise ParseRefused(f"the page took longer than {seconds:g} s to read") from None
        except (OSError, asyncio.IncompleteReadError):
            raise ParseRefused("the process that read the page ended without an answer") from None
        finally:
            self._limit = None
        return answer

    def _be_patient(self, limit: asyncio.Timeout, begun: float | None, seconds: float, until: float) -> None:
        """Shortly before the limit put it off when the worker had no processor to work on: a busy machine is no slow page."""
        loop, when = asyncio.get_running_loop(), limit.when()
        if begun is None or when is None:
            return

        def look() -> None:
            used = _cpu_seconds(self._process.pid)
            if used is None or limit is not self._limit or limit.expired() or loop.time() >= until:
                return
            left = seconds - (used - begun)
            if left > 0:
                limit.reschedule(min(loop.time() + max(left, _LEAST), until))
                self._be_patient(limit, begun, seconds, until)

        loop.call_at(when - _LEAST / 2, look)

    async def receive(self) -> Any:
        """Return the next message."""
        (length,) = HEAD.unpack(await self._answers.readexactly(HEAD.size))
        return pickle.loads(await self._answers.readexactly(length))  # noqa: S301 - written by our own worker

    async def end(self) -> None:
        """Kill the process and wait until nothing of it is left."""
        if self._ending is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            if self._limit is not None:
                self._limit.reschedule(asyncio.get_running_loop().time())
            self._ending = asyncio.create_task(self._end())
        await asyncio.shield(self._ending)

    async def _end(self) -> None:
        self._jobs.close()
        await self._process.wait()
        with contextlib.suppress(OSError):
            await self._answers.read()  # until the pipe has ended too, so that nothing outlives the event loop
        with contextlib.suppress(OSError):
            await self._jobs.wait_closed()


def _cpu_seconds(pid: int) -> float | None:
    """Return the processor time that a process has used, None where the system does not say (proc(5))."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:  # noqa: PTH123 - read on the event loop
            used = file.read().rpartition(")")[2].split()[11:13]
        return (int(used[0]) + int(used[1])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return None


async def _spawn() -> _Worker:
    return _Worker(
        await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            _BOOT,
            json.dumps([entry or os.getcwd() for entry in sys.path]),  # noqa: PTH109
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            limit=1 << 20,
        )
    )
