"""Start-up in a pseudo-terminal of 120x40, every target once a round: a bare Textual app, ours, posting, harlequin.

First paint is the moment the app's own name stands on the screen, rows are real companies of the list. Resident memory is
read when the screen has been still for a moment, before the idle minute in which ours imports what a first write needs.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import Figure, ms, ratio
from benchmarks.peer_apps import PEERS, PeerApp
from benchmarks.terminal import Cost, Terminal, whole

NAMES = "\n".join(f"Marker{number:02} Pumpen GmbH" for number in range(1, 21))
BARE = """
from textual.app import App
from textual.widgets import Label

class Bare(App):
    def compose(self):
        yield Label("BARE-READY")

Bare().run()
"""
PROSPECT = str(Path(sys.executable).with_name("prospect"))
STILL = 0.3
PAINT, ROWS, PEER, VERSION, MEMORY = 1.3, 1.8, 0.6, 2.0, 1.6


@dataclass(frozen=True)
class Start:
    """One start: until the first paint, until the rows, memory when it was still again."""

    paint: Cost
    rows: Cost
    held: float


def environment(home: Path) -> dict[str, str]:
    """Return the environment of everything measured; what is installed is compiled once, so nothing keeps that away."""
    env = {**os.environ, "PROSPECTOR_HOME": str(home), "PROSPECTOR_REP": "bench", "TERM": "xterm-256color"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return env


def twenty(path: Path, env: Mapping[str, str]) -> None:
    """Write a workspace with twenty companies on the list, and a plan: without one the app opens on what is missing."""
    run([PROSPECT, "build", "-", "--offline", "--db", str(path)], env, NAMES)
    planned(path, env)


def planned(path: Path, env: Mapping[str, str]) -> None:
    run([PROSPECT, "plan", "--offer", "pumps", "--goal", "20 opportunities", "--db", str(path)], env)


def run(command: Sequence[str], env: Mapping[str, str], given: str = "") -> None:
    """Run a command that must succeed."""
    subprocess.run(command, input=given.encode(), env=dict(env), capture_output=True, check=True)


def started(command: Sequence[str], env: Mapping[str, str], paint: str, rows: str = "") -> Start:
    with Terminal(command, env) as app:
        painted = app.until(paint)
        shown = app.until(rows) if rows else painted
        app.settle(STILL, 1.0)
        return Start(painted, shown, app.held)


def figures(folder: Path, rounds: int, large: Path | None, marker: str) -> Iterator[Figure]:
    """Measure and yield the figures; `large` is a workspace of many rows, whose list begins with `marker`."""
    env = environment(folder / "home")
    small = folder / "twenty.db"
    twenty(small, env)
    ours = {"": (small, "Marker")} | ({" of the large workspace": (large, marker)} if large else {})
    peers = [one for one in PEERS if one.ready()]
    found: dict[str, list[Start]] = defaultdict(list)
    commands: dict[str, list[Cost]] = defaultdict(list)
    for number in range(rounds + 1):
        one_round(env, ours, peers, found, commands)
        if not number:  # the first round warms the file cache and the compiled modules
            found.clear()
            commands.clear()
    bare = found["bare"]
    for name in ours:
        yield _beside(
            f"first paint{name}", [one.paint for one in found[f"ours{name}"]], bare, "bare Textual app", PAINT
        )
        yield _beside(
            f"rows on the screen{name}", [one.rows for one in found[f"ours{name}"]], bare, "bare Textual app", ROWS
        )
    for peer in peers:
        yield _beside("first paint", [one.paint for one in found["ours"]], found[peer.name], peer.name, PEER)
    held = [one.held for one in found["ours"]]
    for name, most in (("bare", MEMORY), *((peer.name, None) for peer in peers)):
        theirs = [one.held for one in found[name]]
        shown = f"{'bare Textual app' if name == 'bare' else name} {statistics.median(theirs):.0f} MB"
        ours_held = f"{statistics.median(held):.0f} MB"
        yield Figure("resident memory after first paint", ours_held, shown, ratio(held, theirs), most)
    version, nothing = ([one.wall for one in commands[name]] for name in ("version", "pass"))
    yield Figure("prospect --version", ms(statistics.median(version)), f"python -c pass {ms(statistics.median(nothing))}",
                 ratio(version, nothing), VERSION)  # fmt: skip


def one_round(
    env: Mapping[str, str],
    ours: Mapping[str, tuple[Path, str]],
    peers: Sequence[PeerApp],
    found: dict[str, list[Start]],
    commands: dict[str, list[Cost]],
) -> None:
    """Start everything once."""
    found["bare"].append(started([sys.executable, "-c", BARE], env, "BARE-READY"))
    for name, (path, marker) in ours.items():
        found[f"ours{name}"].append(started([PROSPECT, "--db", str(path)], env, "Prospector", marker))
    for peer in peers:
        found[peer.name].append(started(peer.command, env, peer.marker))
    commands["version"].append(whole([PROSPECT, "--version"], env))
    commands["pass"].append(whole([sys.executable, "-c", "pass"], env))


def _beside(what: str, ours: Sequence[Cost], theirs: Sequence[Start], name: str, most: float) -> Figure:
    """Return a figure by the clock; processor time stands beside it in brackets."""
    walls, cpus = ([getattr(one, kind) for one in ours] for kind in ("wall", "cpu"))
    their_walls, their_cpus = ([getattr(one.paint, kind) for one in theirs] for kind in ("wall", "cpu"))
    return Figure(
        f"{what} [processor {ratio(cpus, their_cpus):.2f} ×]",
        f"{ms(statistics.median(walls))} [{ms(statistics.median(cpus))}]",
        f"{name} {ms(statistics.median(their_walls))} [{ms(statistics.median(their_cpus))}]",
        ratio(walls, their_walls), most,
    )  # fmt: skip
