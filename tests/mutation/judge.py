"""Which tests reach which function, and whether they notice a fault: each fault is judged in a fork of one warm process."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tests.mutation.mutants import Mutant
from tests.mutation.swap import forget, holders, put

MOST_SECONDS = 8.0
"""Processor time of the tests that a fault is shown to, the fastest and nearest first."""
SLOWEST = 3.0
"""Tests that take longer, in seconds, are left out: they walk through the whole product."""
_HOW = b"2"
"""Changes with the way in which it is learnt what a test reaches."""
_WRONG = "the judge itself failed: "
MEMORY = 3_000_000_000
_SERVED = {"server", "team_url", "postgres"}
_OTHERS = ("kill", "concurrency", "random", "team", "exchange/test_bad")
"""Parts of the names of files whose tests start other processes or walk through everything at length."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What one test does: processor seconds, and the functions of the product it enters, as `path:name`."""

    seconds: float
    functions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of one fault: `killed`, `timeout`, `survived` or `unreached`; the test that noticed it, how many were asked."""

    mutant: Mutant
    state: str
    by: str = ""
    asked: int = 0


class Judge:
    """A pytest plugin that runs no tests of its own accord, but those that a fault needs."""

    def __init__(self, root: Path, kept: Path, work: Callable[[Judge], None]) -> None:
        self.root, self.kept, self.work = root, kept, work
        self.reach: dict[str, Reach] = {}
        self.items: dict[str, pytest.Item] = {}
        self.temporary = Path(tempfile.mkdtemp(prefix="mutation-"))

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Warm up, learn what each test reaches, then judge."""
        self.items = {item.nodeid: item for item in session.items if item.path.parent.name != "tests" and _alone(item)}
        _warm(session.items)
        gc.collect()
        gc.freeze()
        self._learn()
        self.work(self)
        shutil.rmtree(self.temporary, ignore_errors=True)
        return True

    def judge(self, mutant: Mutant) -> Judgement:
        """Show one fault to the tests that reach it."""
        chosen = self._tests(mutant)
        if not chosen:
            return Judgement(mutant, "unreached")

        def show() -> str:
            try:
                put(mutant, self.root)
            except Exception as error:  # noqa: BLE001 - a module that can't be loaded is a fault that everybody notices
                return f"loading: {error!r}"
            for name in chosen:
                spent = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
                limit = int(spent + max(8.0, 10 * self.reach[name].seconds)) + 1
                resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
                if self._run(name):
                    return name
            return ""

        said = self._forked(show, 90 + 20 * sum(self.reach[name].seconds for name in chosen))
        if said is None:
            return Judgement(mutant, "timeout", asked=len(chosen))
        return Judgement(mutant, "killed" if said else "survived", said, len(chosen))

    def _tests(self, mutant: Mutant) -> Sequence[str]:
        """Return the tests that reach a fault, those of its own subject first, the fast ones before the slow ones."""
        wanted = f"{mutant.path}:{mutant.function}"
        folder = f"tests/{mutant.path.split('/')[1]}/"

        files = tuple(f"{path}:" for path in holders(mutant.path)) if mutant.place == "module" else ()

        def reached(one: Reach) -> bool:
            return any(name.startswith(files) for name in one.functions) if files else wanted in one.functions

        found = [name for name, one in self.reach.items() if reached(one)]
        own = Path(mutant.path).stem
        found.sort(key=lambda name: (f"test_{own}" not in name, not name.startswith(folder), self.reach[name].seconds))
        chosen: list[str] = []
        total = 0.0
        for name in found:
            total += self.reach[name].seconds
            if chosen and total > MOST_SECONDS:
                break
            chosen.append(name)
        return chosen

    def _run(self, name: str) -> str:
        """Run one test; return its name when it failed."""
        reports = runtestprotocol(self.items[name], log=False, nextitem=_BESIDE[0])
        return name if any(one.failed for one in reports) else ""

    def _forked(self, doing: Callable[[], str], seconds: float) -> str | None:
        """Return what `doing` says in a fork; None when it does not end in time or is ended by the system."""
        folder = Path(tempfile.mkdtemp(dir=self.temporary))
        answer = folder / "answer"
        child = os.fork()
        if child == 0:
            os.setsid()
            _silent()
            next(iter(self.items.values())).config._tmp_path_factory._basetemp = folder  # type: ignore[attr-defined]
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            try:
                answer.write_text(doing(), encoding="utf-8")
            except Exception:  # noqa: BLE001 - said by the parent, who can
                answer.write_text(f"{_WRONG}{traceback.format_exc()}", encoding="utf-8")
            finally:
                os._exit(0)
        until = time.monotonic() + seconds
        while os.waitpid(child, os.WNOHANG) == (0, 0):
            if time.monotonic() > until:
                os.killpg(child, signal.SIGKILL)
                os.waitpid(child, 0)
                break
            time.sleep(0.005)
        said = answer.read_text(encoding="utf-8") if answer.exists() else None
        if said is not None and said.startswith(_WRONG):
            raise RuntimeError(said)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        shutil.rmtree(folder, ignore_errors=True)
        return said

    # Learning

    def _learn(self) -> None:
        """Learn what the tests of each file reach, unless it is known since the file was changed last."""
        known: dict[str, Any] = json.loads(self.kept.read_text(encoding="utf-8")) if self.kept.exists() else {}
        files: dict[str, list[str]] = {}
        for name in self.items:
            files.setdefault(name.split("::")[0], []).append(name)
        for file, names in files.items():
            digest = hashlib.sha256(_HOW + (self.root / file).read_bytes()).hexdigest()
            if known.get(file, {}).get("digest") != digest:
                said = self._forked(lambda names=names: json.dumps(self._learnt(names)), 1200)  # type: ignore[misc]
                known[file] = {"digest": digest, "tests": json.loads(said) if said else {}}
                total = sum(one[0] for one in known[file]["tests"].values())
                print(f"{file}: {len(known[file]['tests'])} tests of {len(names)}, {total:.1f} s", flush=True)  # noqa: T201
                self.kept.write_text(json.dumps(known), encoding="utf-8")
            for name, (seconds, functions) in known[file]["tests"].items():
                if name in self.items and seconds <= SLOWEST:
                    self.reach[name] = Reach(seconds, frozenset(functions))

    def _learnt(self, names: Sequence[str]) -> Mapping[str, tuple[float, Sequence[str]]]:
        """Return seconds and functions of each test that passes."""
        found = {}
        for name in names:
            forget()  # else only the first test would enter what is remembered
            with self._entered() as entered:
                began = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
                failed = self._run(name)
                spent = sum(resource.getrusage(resource.RUSAGE_SELF)[:2]) - began
            if not failed:
                found[name] = (round(spent, 3), sorted(entered))
        return found

    @contextlib.contextmanager
    def _entered(self) -> Iterator[set[str]]:
        """Collect the functions that are entered meanwhile, in all threads."""
        within, found, seen = f"{self.root}/prospector/", set[str](), set[object]()

        def enter(frame: FrameType, _event: str, _argument: object) -> None:
            code = frame.f_code
            if code not in seen:
                seen.add(code)
                if code.co_filename.startswith(within):
                    name = code.co_qualname
                    while name.endswith(">") and ".<locals>" in name:  # a comprehension or lambda is its function's
                        name = name.rpartition(".<locals>")[0]
                    found.add(f"{code.co_filename[len(str(self.root)) + 1 :]}:{name}")

        threading.settrace(enter)
        sys.settrace(enter)
        try:
            yield found
        finally:
            sys.settrace(None)
            threading.settrace(None)


_BESIDE: list[pytest.Item] = []
"""A test in another folder than all others: said to come next, it keeps what serves the whole session alive."""


def _alone(item: pytest.Item) -> bool:
    """Say whether a test needs nothing but this process: no server, no other process, not the whole product for long."""
    if item.get_closest_marker("slow") or _SERVED & set(getattr(item, "fixturenames", ())):
        return False
    file, _, name = item.nodeid.partition("::")
    return "team" not in name and not any(part in file for part in _OTHERS)


def _warm(items: Sequence[pytest.Item]) -> None:
    """Make what the whole session shares, by running a test that needs it."""
    _BESIDE[:] = [next(one for one in items if one.nodeid.startswith("tests/test_"))]
    first = next(one for one in items if "workspace" in getattr(one, "fixturenames", ()))
    runtestprotocol(first, log=False, nextitem=_BESIDE[0])


def _silent() -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
