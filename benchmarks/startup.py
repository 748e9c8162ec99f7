"""Start-up beside a bare Textual app, in one interleaved run: first paint, first rows, `prospect --version`.

    python benchmarks/startup.py [ROUNDS]

Each round starts every target once, in a pseudo-terminal of 120x40, and stops the clock when its marker has been drawn.
Printed are medians and the medians of the ratios of each round: machines drift, rounds do not.
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
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

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


@dataclass(frozen=True)
class Cost:
    """What it took until the marker was seen."""

    wall: float
    cpu: float


def main() -> None:
    """Print the table; the exit status is 1 when a goal is missed."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory(prefix="startup-") as raw:
        folder = Path(raw)
        env = {
            **os.environ,
            "PROSPECTOR_HOME": str(folder / "home"),
            "PROSPECTOR_REP": "bench",
            "TERM": "xterm-256color",
        }
        database = str(folder / "w.db")
        prospect = str(Path(sys.executable).with_name("prospect"))
        subprocess.run([prospect, "build", "-", "--offline", "--db", database], input=NAMES.encode(), env=env,
                       capture_output=True, check=True)  # fmt: skip
        app = [prospect, "--db", database]
        targets: dict[str, Callable[[], Cost]] = {
            "bare": lambda: until([sys.executable, "-c", BARE], "BARE-READY", env),
            "paint": lambda: until(app, "Prospector", env),
            "rows": lambda: until(app, "Marker01", env),
            "pass": lambda: whole([sys.executable, "-c", "pass"], env),
            "version": lambda: whole([prospect, "--version"], env),
        }
        for target in targets.values():
            target()  # warm the file cache and the compiled modules
        costs: dict[str, list[Cost]] = defaultdict(list)
        for _ in range(rounds):
            for name, target in targets.items():
                costs[name].append(target())
    missed = report(costs, rounds)
    sys.exit(1 if missed else 0)


def report(costs: dict[str, list[Cost]], rounds: int) -> int:
    """Print medians and ratios; return how many goals were missed (by processor time, which noise moves least)."""
    print(f"{rounds} interleaved rounds, medians")
    for name, found in costs.items():
        wall, cpu = (statistics.median(getattr(one, kind) for one in found) for kind in ("wall", "cpu"))
        print(f"  {name:<8} {1000 * wall:7.0f} ms wall {1000 * cpu:7.0f} ms processor")
    missed = 0
    for title, left, right, goal in GOALS:
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


def until(command: list[str], marker: str, env: dict[str, str]) -> Cost:
    """Return what it takes until `marker` is drawn; the process is ended then."""
    started = time.perf_counter()
    pid, master = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        os.execvpe(command[0], command, env)  # noqa: S606 - our own command
    drawn = b""
    try:
        while marker.encode() not in drawn:
            left = LIMIT - (time.perf_counter() - started)
            if left <= 0 or not select.select([master], [], [], left)[0]:
                sys.exit(f"{' '.join(command)} did not draw {marker} in {LIMIT:.0f} s")
            try:
                drawn += os.read(master, 65_536)
            except OSError:
                sys.exit(f"{' '.join(command)} ended before it drew {marker}: {drawn.decode(errors='replace')[-500:]}")
        return Cost(time.perf_counter() - started, processor_seconds(pid))
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(master)


def processor_seconds(pid: int) -> float:
    """Return the processor time a running process used so far."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
