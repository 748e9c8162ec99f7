"""Start-up beside a bare Textual app, in one interleaved run: first paint, first rows, keys, `prospect --version`.

    python benchmarks/startup.py [ROUNDS] [--large]

Each round starts every target once, in a pseudo-terminal of 120x40, and stops the clock when its marker has been drawn.
Printed are medians and the medians of the ratios of each round: machines drift, rounds do not. With ``--large`` the same
is measured on 10,000 accounts with 100,000 touches, too. Keys: from the press of `j` to the first byte of the answer.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from runpy import run_path

NAMES = "\n".join(f"Marker{number:02} Pumpen GmbH" for number in range(1, 21))
BARE = """
from textual.app import App
from textual.widgets import Label

class Bare(App):
    def compose(self):
        yield Label("BARE-READY")

Bare().run()
"""
LIMIT = 60.0
"""Seconds after which a target counts as hanging."""
GOALS = (
    ("first paint / bare app", "paint", "bare", 1.4),
    ("rows on screen / bare app", "rows", "bare", 2.0),
    ("prospect --version / python -c pass", "version", "pass", 12.0),
)
LARGE_GOALS = (
    ("first paint, large / bare app", "paint large", "bare", 1.4),
    ("rows on screen, large / bare app", "rows large", "bare", 2.0),
)
KEYS = 60


@dataclass(frozen=True)
class Cost:
    """What it took until the marker was seen."""

    wall: float
    cpu: float


def main() -> None:
    """Print the table; the exit status is 1 when a goal is missed."""
    large = "--large" in sys.argv
    rounds = next((int(one) for one in sys.argv[1:] if one.isdigit()), 9)
    with tempfile.TemporaryDirectory(prefix="startup-") as raw:
        folder = Path(raw)
        env = {
            **os.environ,
            "PROSPECTOR_HOME": str(folder / "home"),
            "PROSPECTOR_REP": "bench",
            "TERM": "xterm-256color",
        }
        # Installed programs are compiled once; without this every start would compile them again.
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        prospect = str(Path(sys.executable).with_name("prospect"))
        database = folder / "w.db"
        run([prospect, "build", "-", "--offline", "--db", str(database)], env, NAMES)
        apps = {"": ([prospect, "--db", str(database)], "Marker")}
        if large:
            made = run_path(str(Path(__file__).with_name("made_workspace.py")))
            made["make"](folder / "large.db")
            first = next(made["leads"](1))["name"].split()[0]
            apps[" large"] = ([prospect, "--db", str(folder / "large.db")], first)
        targets: dict[str, Callable[[], Cost]] = {
            "bare": lambda: until([sys.executable, "-c", BARE], "BARE-READY", env),
            "pass": lambda: whole([sys.executable, "-c", "pass"], env),
            "version": lambda: whole([prospect, "--version"], env),
        }
        for name, (app, marker) in apps.items():
            # Without a plan the app opens on what is missing, not on the day.
            run([*app[:1], "plan", "--offer", "pumps", "--goal", "20 opportunities", *app[1:]], env)
            targets[f"paint{name}"] = partial(until, app, "Prospector", env)
            targets[f"rows{name}"] = partial(until, app, marker, env)
        for target in targets.values():
            target()  # warm the file cache and the compiled modules
        costs: dict[str, list[Cost]] = defaultdict(list)
        for _ in range(rounds):
            for name, target in targets.items():
                costs[name].append(target())
        missed = report(costs, rounds, (*GOALS, *LARGE_GOALS) if large else GOALS)
        for name, (app, marker) in apps.items():
            taken = sorted(key_times(app, marker, env))
            middle, late = (1000 * taken[int(len(taken) * share)] for share in (0.5, 0.95))
            print(f"a key{name or ' among twenty'}: median {middle:.1f} ms, 95 of 100 within {late:.1f} ms")
    sys.exit(1 if missed else 0)


def run(command: list[str], env: dict[str, str], given: str = "") -> None:
    """Run a command that must succeed."""
    subprocess.run(command, input=given.encode(), env=env, capture_output=True, check=True)


def report(costs: dict[str, list[Cost]], rounds: int, goals: Sequence[tuple[str, str, str, float]]) -> int:
    """Print medians and ratios; return how many goals were missed (by processor time, which noise moves least)."""
    print(f"{rounds} interleaved rounds, medians")
    for name, found in costs.items():
        wall, cpu = (statistics.median(getattr(one, kind) for one in found) for kind in ("wall", "cpu"))
        print(f"  {name:<12} {1000 * wall:7.0f} ms wall {1000 * cpu:7.0f} ms processor")
    missed = 0
    for title, left, right, goal in goals:
        pairs = list(zip(costs[left], costs[right], strict=True))
        cpu, wall = (
            statistics.median(getattr(one, kind) / max(getattr(two, kind), 0.001) for one, two in pairs)
            for kind in ("cpu", "wall")
        )
        missed += wall > goal
        print(f"{title:<40} {wall:5.2f} x wall  {cpu:5.2f} x processor  (goal {goal} x wall)")
    return missed


def whole(command: list[str], env: dict[str, str]) -> Cost:
    """Return what a command takes from start to end."""
    started = time.perf_counter()
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return Cost(time.perf_counter() - started, usage.ru_utime + usage.ru_stime)


@contextmanager
def started(command: list[str], env: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Start `command` in a pseudo-terminal; give its process and the other end of the terminal; end it afterwards."""
    pid, master = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        os.execvpe(command[0], command, env)  # noqa: S606 - our own command
    try:
        yield pid, master
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(master)


def until(command: list[str], marker: str, env: dict[str, str]) -> Cost:
    """Return what it takes until `marker` is drawn; the process is ended then."""
    begun = time.perf_counter()
    with started(command, env) as (pid, master):
        await_drawn(master, marker, command)
        return Cost(time.perf_counter() - begun, processor_seconds(pid))


def await_drawn(master: int, marker: str, command: list[str]) -> None:
    """Read what is drawn until `marker` is in it."""
    drawn, begun = b"", time.perf_counter()
    while marker.encode() not in drawn:
        left = LIMIT - (time.perf_counter() - begun)
        if left <= 0 or not select.select([master], [], [], left)[0]:
            sys.exit(f"{' '.join(command)} did not draw {marker} in {LIMIT:.0f} s")
        try:
            drawn += os.read(master, 65_536)
        except OSError:
            sys.exit(f"{' '.join(command)} ended before it drew {marker}: {drawn.decode(errors='replace')[-500:]}")


def key_times(command: list[str], marker: str, env: dict[str, str]) -> Iterator[float]:
    """Yield the seconds from each press of `j` or `k` to the first answer, once the app has drawn and warmed up."""
    with started(command, env) as (_, master):
        await_drawn(master, marker, command)
        settle(master, 2.5)
        for number in range(KEYS):
            begun = time.perf_counter()
            os.write(master, b"jk"[number // 3 % 2 :][:1])
            select.select([master], [], [], LIMIT)
            yield time.perf_counter() - begun
            settle(master, 0.1)


def settle(master: int, quiet: float) -> None:
    """Read until nothing has been drawn for `quiet` seconds."""
    while select.select([master], [], [], quiet)[0]:
        os.read(master, 65_536)


def processor_seconds(pid: int) -> float:
    """Return the processor time a running process used so far."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
