"""A process that has imported all of `prospect` and runs it in forks: a process each, as a user's, without a second of imports.

It is asked over the socket given as its only argument: a JSON document with arguments, folder and environment, and three
files for standard input, output and errors. It answers with the exit status and ends when nobody holds the other side.

A command ends as any program does, but for one thing: it leaves its memory to the system. To take apart all that was
imported would be two thirds of the work of most commands.
"""

import atexit
import gc
import importlib
import json
import os
import pkgutil
import socket
import sys
import threading
from typing import Any

import enrichers
import prospector
from prospector.cli import main

_MOST = 1 << 17


def warm() -> None:
    """Import every module of ours, and with them what they stand on."""
    for package in (prospector, enrichers):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith(("__main__", ".env")) and ".migrations" not in found.name:
                importlib.import_module(found.name)
    for name in (
        "alembic.command",
        "httpx",
        "rapidfuzz.distance",
        "sqlmodel",
        "tldextract",
        "phonenumbers",
        "lxml.etree",
    ):
        importlib.import_module(name)
    gc.collect()
    gc.freeze()


def serve(asked: socket.socket) -> None:
    """Run what is asked for, one after the other; a fork returns from here to run its command and end as any program does."""
    while True:
        message, files, _, _ = socket.recv_fds(asked, _MOST, 3)
        if not message:
            sys.exit(0)
        if (child := os.fork()) == 0:
            asked.close()
            _become(json.loads(message), files)
            return
        for file in files:
            os.close(file)
        _, status = os.waitpid(child, 0)
        asked.send(json.dumps(os.waitstatus_to_exitcode(status)).encode())


def _become(wanted: dict[str, Any], files: list[int]) -> None:
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
    serve(socket.socket(fileno=int(sys.argv[1])))
    try:
        main()
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            _end(end.code or 0)
        raise
    _end(0)
