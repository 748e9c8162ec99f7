"""Work shared out to forks: they end with whoever asked for it."""

import os
import sys
import time
from pathlib import Path

import pytest

_ENDLESS = """
import os, sys
from prospector.identity import workers
from prospector.identity.workers import aside, portions, shared_out

parent = os.getpid()

def task(number):
    if os.getpid() != parent:
        return ["x" * 10_000_000]
    print("begun", flush=True)
    sys.stdin.read()

def work(number, workers):
    return iter(lambda: ["x" * 100_000], None)

waiting = aside(lambda: ["x" * 10_000_000], 2)
if sys.argv[1] == "portions":
    for number, portion in enumerate(portions(work, 2)):
        if number == 4:
            print("begun", flush=True)
            sys.stdin.read()
else:
    list(shared_out(task, 4, 2))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="work is shared out on Linux only")
@pytest.mark.parametrize("way", ["portions", "shared_out"])
def test_a_killed_command_leaves_no_worker_behind(way, zygote, tmp_path):
    with zygote.start([way], tmp_path, os.environ, _ENDLESS) as process:
        assert process.stdout.readline() == "begun\n"
        assert len(_of_session(process.pid)) > 1, "nothing was shared out"
        process.kill()
        process.wait()
    until = time.monotonic() + 20
    while left := _of_session(process.pid):
        assert time.monotonic() < until, f"{len(left)} workers wait for ever"
        time.sleep(0.01)


def _of_session(leader: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                said = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(said[3]) == leader and said[0] != "Z":
                found.append(int(entry.name))
    return found
