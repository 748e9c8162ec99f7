"""A process that has imported all of `prospect` and runs it in forks: a process each, as a user's, without a second of imports.

It is asked over the socket given as its only argument: a JSON document with arguments, folder and environment, and three
files for standard input, output and errors. It answers with the exit status and ends when nobody holds the other side.
With a `script` it runs that instead, as ``python -c`` would. No file is open here, so a fork may open any.

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


def serve(asked: socket.socket) -> str | None:
    """Run what is asked for, one after the other; a fork returns from here, with its script, to run and end as programs do."""
    while True:
        message, files, _, _ = socket.recv_fds(asked, _MOST, 3)
        if not message:
            sys.exit(0)
        if (child := os.fork()) == 0:
            asked.close()
            wanted = json.loads(message)
            _become(wanted, files)
            script: str | None = wanted["script"]
            return script
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
    script = serve(socket.socket(fileno=int(sys.argv[1])))
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
