"""`kill -9` in the middle of a run: what was read is not read again, what was acknowledged is there, the rest is finished.

    python benchmarks/research_kill.py [--accounts 100] [--kills 20]

A run of `prospect enrich` over so many companies of a made-up web is killed at random moments and begun again, until it is
through. The log of the server decides what was fetched twice; the lines that the command printed
decide what was acknowledged. The pages of one company are asked one after the other, each once the last is kept: so only
the last page of a company may be asked again after a kill, and only if the company was not acknowledged. No clock decides.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self
from urllib.parse import urlsplit

from made_web import MadeWeb, host_of  # type: ignore[import-not-found]


def environment(home: Path, gateway: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PROSPECTOR_")}
    return kept | {
        "PROSPECTOR_HOME": str(home), "PROSPECTOR_GATEWAY": gateway, "PROSPECTOR_SOURCES": "website",
        "PROSPECTOR_PACE_SECONDS": "0", "PROSPECTOR_REP": "kim",
    }  # fmt: skip


class Process(Protocol):
    """A command that runs: one of `subprocess.Popen`, or another that can do the same."""

    stdin: Any
    stderr: Any

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None: ...

    def kill(self) -> None: ...

    def wait(self) -> int: ...


Begin = Callable[[list[str], dict[str, str]], Process]


def begun(words: list[str], env: dict[str, str]) -> Process:
    return subprocess.Popen(
        [sys.executable, "-m", "prospector", *words],
        env=env, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def run(words: list[str], env: dict[str, str], kill_after: int | None, begin: Begin) -> tuple[set[str], bool]:
    """Run `prospect enrich`; return who was acknowledged, and whether it was killed before its end."""
    acknowledged: set[str] = set()
    enough = threading.Event()
    with begin(["enrich", "--json", *words], env) as process:

        def listen() -> None:
            for line in process.stderr:
                if " ✓ " in line:
                    acknowledged.add(line.split(" ✓ ")[1].partition(":")[0].strip())
                    if len(acknowledged) == kill_after:
                        enough.set()
            enough.set()

        listening = threading.Thread(target=listen)
        listening.start()
        enough.wait()
        if listening.is_alive():
            time.sleep(random.random() * 0.05)
            process.kill()
        status = process.wait()
        listening.join()
    return acknowledged, status < 0


def may_be_asked_again(asked: list[str], acknowledged: set[str]) -> set[str]:
    """Return the pages of a killed run that may not have been kept: the last one of each company not acknowledged."""
    last = {urlsplit(url).hostname: url for url in asked}
    safe = {name.split()[0].lower() + ".example" for name in acknowledged}
    return {url for host, url in last.items() if host not in safe}


def name_of(number: int) -> str:
    return f"Firm{number:03} GmbH"


def measure(accounts: int, kills: int, begin: Begin = begun) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        home, log = Path(folder) / "home", Path(folder) / "log"
        with MadeWeb(log=log, delay=0.02, size=8_000) as web:
            env = environment(home, web.gateway)
            names = "".join(f"{name_of(n)}, {host_of(n)}\n" for n in range(accounts))
            with begin(["build", "-", "--offline", "--json"], env) as building:
                building.stdin.write(names)
                building.stdin.close()
                said = building.stderr.read()
                if building.wait():
                    sys.exit(said)
            words = [host_of(n) for n in range(accounts)]
            acknowledged: set[str] = set()
            kept: set[str] = set()
            twice: set[str] = set()
            on_the_way: set[str] = set()
            asked: list[str] = []
            done = 0
            killed = True
            while killed:
                kill_after = random.randint(1, max(1, accounts // (kills + 2))) if done < kills else None
                more, killed = run(words, env, kill_after, begin)
                acknowledged |= more
                now = web.settled()[len(asked) :]
                asked += now
                twice |= kept.intersection(now) | {url for url in now if now.count(url) > 1}
                again = may_be_asked_again(now, more) if killed else set()
                on_the_way |= again
                kept |= set(now) - again
                done += killed
                # What was acknowledged before this kill must be in the file now.
                missing = lost(home, acknowledged)
                if missing:
                    return {"kills": done, "lost": sorted(missing)}
            run(words, env, None, begin)
            further = len(web.settled()) - len(asked)
        return {
            "accounts": accounts, "kills": done, "requests": len(asked), "requests_of_a_further_run": further,
            "fetched_twice": sorted(twice), "on_the_way_when_killed": len(on_the_way),
            "asked_again_of_those": sum(asked.count(url) > 1 for url in on_the_way),
            "lost": sorted(lost(home, acknowledged)), "unfinished": accounts - len(researched(home)),
        }  # fmt: skip


def researched(home: Path) -> set[str]:
    (file,) = home.rglob("workspace.db")
    connection = sqlite3.connect(file)
    try:
        sql = (
            "SELECT DISTINCT a.name FROM account a JOIN outcome o ON o.account_id = a.id JOIN claim c ON c.account_id = a.id "
            "WHERE o.state = 'found'"
        )
        return {name for (name,) in connection.execute(sql)}
    finally:
        connection.close()


def lost(home: Path, acknowledged: set[str]) -> set[str]:
    return acknowledged - researched(home)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=100)
    parser.add_argument("--kills", type=int, default=20)
    given = parser.parse_args()
    told = measure(given.accounts, given.kills)
    print(json.dumps(told, indent=2))
    sys.exit(1 if told.get("lost") or told.get("fetched_twice") or told.get("unfinished") else 0)
