"""What a program writes, call by call, as strace saw it."""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import shutil
import signal
import subprocess
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

CALLS = (
    "openat", "pwrite64", "write", "fsync", "fdatasync", "ftruncate", "fallocate", "unlink", "unlinkat", "rename", "renameat",
    "renameat2", "link", "linkat", "mkdir", "close", "pwritev", "writev", "copy_file_range", "sendfile",
)  # fmt: skip
"""Calls that change what lies on the disk, or tell which file is meant."""
_CANNOT = frozenset({"fallocate", "pwritev", "writev", "copy_file_range", "sendfile"})
"""Calls that nothing of ours makes, and that the replay would not understand."""
_NAMED = {
    "openat": "open", "unlink": "unlink", "unlinkat": "unlink", "mkdir": "mkdir", "rename": "rename", "renameat": "rename",
    "renameat2": "rename", "link": "link", "linkat": "link",
}  # fmt: skip
"""Calls that give names, and what they come to."""
_MEANT = {"fsync": "sync", "fdatasync": "sync", "ftruncate": "cut"}
_PR_SET_PTRACER = 0x59616D61
SAID = "1"
"""Stands for a path where something was written to standard output."""
_LINE = re.compile(r"(\d+) +(\w+)\((.*)\) += (-?\d+)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_DESCRIPTOR = re.compile(r"(\d+)<((?:\\x[0-9a-f]{2})*)>")


@dataclass(frozen=True)
class Call:
    """One call that went well."""

    name: str
    path: str = ""
    """The file it means; of two, the one it begins with."""
    other: str = ""
    """The new name."""
    at: int = 0
    """Where bytes go, or how long the file becomes; for writing at the end, -1."""
    data: bytes = b""
    flags: str = ""


def missing() -> str:
    """Say why nothing can be traced here; empty when it can."""
    if not (program := shutil.which("strace")):
        return "strace is not installed"
    tried = subprocess.run([program, "-f", "-o", "/dev/null", "true"], check=False, capture_output=True, text=True)
    return "" if tried.returncode == 0 else f"strace may not trace here: {tried.stderr.strip().splitlines()[-1]}"


def traced(work: Callable[[], None], log: Path) -> None:
    """Do `work` in a fork under strace. Raises RuntimeError when it fails."""
    if (child := os.fork()) == 0:
        _work(work)
    os.waitpid(child, os.WUNTRACED)
    command = ["strace", "-f", "-xx", "-y", "-s", "10000000", "-o", str(log), "-e", f"trace={','.join(CALLS)}"]
    with subprocess.Popen([*command, "-p", str(child)], stderr=subprocess.PIPE, text=True) as tracer:
        said = tracer.stderr.readline()
        os.kill(child, signal.SIGCONT)
        _, status = os.waitpid(child, 0)
        tracer.communicate()
    if status or "attached" not in said:
        raise RuntimeError(f"the traced program failed ({status}): {said}")


def _work(work: Callable[[], None]) -> None:
    """Wait for the tracer, do it, and leave the process."""
    with contextlib.suppress(OSError, AttributeError):  # where only ancestors may trace, let everybody
        ctypes.CDLL(None).prctl(_PR_SET_PTRACER, -1, 0, 0, 0)
    os.kill(os.getpid(), signal.SIGSTOP)
    status = 1
    try:
        work()
        status = 0
    finally:
        if status:
            traceback.print_exc()
        os._exit(status)


def calls(log: Path, folder: Path) -> Iterator[Call]:
    """Yield the calls about files in `folder`, and what was written to standard output."""
    within = str(folder)
    waiting: dict[str, str] = {}
    with log.open(encoding="ascii") as lines:
        for line in lines:
            pid, _, rest = line.partition(" ")
            if rest.rstrip().endswith("<unfinished ...>"):
                waiting[pid] = line[: line.rindex("<unfinished")]
                continue
            if " resumed>" in rest:
                line = waiting.pop(pid, "") + rest.partition(" resumed>")[2]  # noqa: PLW2901 - the two halves are one line
            found = _LINE.match(line)
            call = _call(found[2], found[3], int(found[4])) if found and int(found[4]) >= 0 else None
            if call is not None and (call.path.startswith(within) or call.path == SAID):
                if call.name in _CANNOT:
                    raise RuntimeError(f"{call.name} on {call.path} can't be replayed")
                yield call


def _call(name: str, arguments: str, result: int) -> Call | None:
    texts = [bytes.fromhex(one.replace("\\x", "")) for one in _TEXT.findall(arguments)]
    given = _DESCRIPTOR.match(arguments)
    path = _path(given[2]) if given else ""
    rest = arguments.rpartition('"')[2] if texts else arguments
    numbers = [int(one) for one in re.findall(r"(?<=, )(\d+)(?=,|$)", rest)]
    if name in _NAMED:
        return Call(_NAMED[name], texts[0].decode(), texts[1].decode() if len(texts) > 1 else "", flags=rest)
    if name == "write":
        said = given is not None and given[1] == "1"
        return Call("said" if said else name, SAID if said else path, at=-1, data=texts[0][:result])
    if name == "pwrite64":
        return Call("write", path, at=numbers[-1], data=texts[0][:result])
    at = numbers[-1] if name == "ftruncate" else 0
    return Call(_MEANT.get(name, name), path, at=at) if path else None


def _path(raw: str) -> str:
    return bytes.fromhex(raw.replace("\\x", "")).decode().removesuffix(" (deleted)")
