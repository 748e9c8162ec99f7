"""A process that has imported all of `prospect` and runs it in forks: a process each, as a user's, without a second of imports.

It listens on the socket given as its only argument, for all processes of a test run. Who sends a JSON document with
arguments, folder and environment, and three files for standard input, output and errors, is told the number of the process and
at last its exit status. With a `script` that is run instead, as ``python -c`` would. Who says `JOIN` only stays: it ends
when nobody does any more. No file is open here, so a fork may open any; each has a session of its own.

A command ends as any program does, but for one thing: it leaves its memory to the system. To take apart all that was
imported would be two thirds of the work of most commands.
"""

import atexit
import contextlib
import gc
import importlib
import json
import os
import pkgutil
import select
import signal
import socket
import sys
import threading
from typing import Any

import enrichers
import prospector
from prospector.cli import main

JOIN = b"join"
_MOST = 1 << 17
_NOT_HERE = ("__main__", ".env", ".serve.server")
"""Ends of names of modules that no command imports before it has answered."""


def warm() -> None:
    """Import every module of ours, and with them what they stand on."""
    for package in (prospector, enrichers):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith(_NOT_HERE) and ".migrations" not in found.name:
                importlib.import_module(found.name)
    for name in (
        "alembic.command",
        "httpx",
        "rapidfuzz.distance",
        "sqlmodel",
        "phonenumbers",
        "lxml.etree",
    ):
        importlib.import_module(name)
    _rehearse()
    gc.collect()
    gc.freeze()


def _rehearse() -> None:
    """Do once what the first write, the first name and the first domain of every process do; it depends on nothing given."""
    from sqlalchemy.orm import configure_mappers

    from prospector.identity.domain import registrable
    from prospector.identity.name import normalise

    configure_mappers()
    normalise("Acme Pumps GmbH")
    registrable("www.acme.co.uk")


class Zygote:
    """Runs what it is asked for, as many at once as are asked for."""

    def __init__(self, listening: socket.socket) -> None:
        self.listening = listening
        self.held: set[socket.socket] = set()
        self.running: dict[int, socket.socket] = {}
        self.woken, self.wake = socket.socketpair()
        for one in (self.woken, self.wake):
            one.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self.wake.fileno())

    def serve(self) -> str | None:
        """Serve until nobody is left; a fork returns from here, with its script, to run and end as programs do."""
        while True:
            for one in select.select([self.listening, self.woken, *self.held], [], [])[0]:
                if one is self.listening:
                    self.held.add(one.accept()[0])
                elif one is self.woken:
                    one.recv(_MOST)
                    self._ended()
                elif asked := self._asked(one):
                    return asked[0]
            if not self.held and not self.running:
                sys.exit(0)

    def _asked(self, by: socket.socket) -> tuple[str | None] | None:
        """Do what somebody says; in the fork return the script to run."""
        try:
            message, files, _, _ = socket.recv_fds(by, _MOST, 3)
        except ConnectionResetError:
            message, files = b"", []
        if message == JOIN:
            by.send(JOIN)
            return None
        self.held.discard(by)
        if not message:
            by.close()
            return None
        if child := os.fork():
            self.running[child] = by
            by.send(str(child).encode())
            for file in files:
                os.close(file)
            return None
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for one in (self.listening, self.woken, self.wake, by, *self.held, *self.running.values()):
            one.close()
        wanted = json.loads(message)
        _become(wanted, files)
        return (wanted["script"],)

    def _ended(self) -> None:
        """Tell those whose program has ended how it did."""
        for child, by in list(self.running.items()):
            found, status = os.waitpid(child, os.WNOHANG)
            if found:
                with contextlib.suppress(BrokenPipeError):  # gone themselves
                    by.send(str(os.waitstatus_to_exitcode(status)).encode())
                del self.running[child]
                by.close()


def _become(wanted: dict[str, Any], files: list[int]) -> None:
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    os.chdir(wanted["folder"])
    os.environ.clear()
    os.environ.update(wanted["environment"])
    sys.argv = ["prospect", *wanted["arguments"]]


def _end(status: int) -> None:
    threading._shutdown()  # type: ignore[attr-defined]  # waits for threads, as the interpreter does
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    warm()
    script = Zygote(socket.socket(fileno=int(sys.argv[1]))).serve()
    try:
        if script is None:
            main()
        else:
            exec(compile(script, "<script>", "exec", dont_inherit=True), {"__name__": "__main__"})  # noqa: S102 - that is asked for
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            _end(end.code or 0)
        raise
    _end(0)
