"""A worker process of `ParsePool`: reads jobs from its standard input, one after the other, until that ends.

A message is eight bytes of length and a pickle. Standard input and output are moved out of the way first, so that
nothing a parser prints can reach the terminal or the answers.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import pickle
import signal
import struct
import sys
from typing import Any, BinaryIO

HEAD = struct.Struct(">Q")
_NICE = 5
"""How far behind the parent a worker stands for the processor: whoever presses a key meanwhile goes first."""
LIMIT_MEMORY = 2 << 30
"""Bytes of address space a worker may use (Linux)."""
_WARM = ("lxml.etree", "phonenumbers")
"""Loaded before the first job, whose time limit should not pay for it."""
_GARBAGE = 50_000
"""Objects made before the collector looks: a page is tens of thousands of them, which all go when it has been read."""


def main() -> None:
    """Serve until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_NICE)
    jobs, answers = _own_streams()
    _limit_memory()
    for name in _WARM:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    gc.freeze()
    gc.set_threshold(_GARBAGE, 20, 20)
    _write(answers, pickle.dumps(os.getpid()))
    while True:
        head = jobs.read(HEAD.size)
        if len(head) < HEAD.size:
            return
        _write(answers, _answer(jobs.read(HEAD.unpack(head)[0])))


def _own_streams() -> tuple[BinaryIO, BinaryIO]:
    jobs, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    os.close(nowhere)
    return jobs, answers


def _limit_memory() -> None:
    if sys.platform != "linux":
        return
    import resource

    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (LIMIT_MEMORY, LIMIT_MEMORY))


def _answer(raw: bytes) -> bytes:
    """Do one job and return the pickled (done, result or exception)."""
    try:
        function, arguments, seconds = pickle.loads(raw)  # noqa: S301 - comes from our own parent
        _alarm(seconds)
        result: tuple[bool, Any] = (True, function(*arguments))
    except Exception as error:  # noqa: BLE001 - travels back to who asked
        result = (False, error)
    except BaseException as error:  # noqa: BLE001 - would end the parent as it would have ended us
        result = (False, RuntimeError(f"{type(error).__name__}: {error}"))
    _alarm(0.0)
    try:
        packed = pickle.dumps(result)
        if not result[0]:
            pickle.loads(packed)  # noqa: S301 - some exceptions can be packed and not unpacked
    except Exception as error:  # noqa: BLE001 - whatever can't be sent is described instead
        packed = pickle.dumps((False, RuntimeError(f"{result[1]!r:.200} can't be sent back: {error!s:.200}")))
    return packed


def _alarm(seconds: float) -> None:
    """Die after `seconds`, even inside C code and with the parent gone; 0 calls it off."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _write(stream: BinaryIO, message: bytes) -> None:
    stream.write(HEAD.pack(len(message)) + message)
    stream.flush()
