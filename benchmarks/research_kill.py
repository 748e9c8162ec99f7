"""`kill -9` in the middle of a run: what was read is not read again, what was acknowledged is there, the rest is finished.

    python benchmarks/research_kill.py [--accounts 100] [--kills 20]

A run of `prospect enrich` over so many companies of a made-up web is killed at random moments and begun again, until it is
through. The log of the server decides what was fetched twice; the lines that the command printed decide what was acknowledged.
An answer that left the server less than a moment before the kill may not have been stored: such pages are counted apart.
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
from collections import defaultdict
from pathlib import Path

from made_web import MadeWeb, host_of  # type: ignore[import-not-found]

MOMENT = 0.5
"""Seconds before a kill in which an answer may be on its way and not stored yet."""


def environment(home: Path, gateway: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PROSPECTOR_")}
    return kept | {
        "PROSPECTOR_HOME": str(home), "PROSPECTOR_GATEWAY": gateway, "PROSPECTOR_SOURCES": "website",
        "PROSPECTOR_PACE_SECONDS": "0", "PROSPECTOR_REP": "kim",
    }  # fmt: skip


def run(words: list[str], env: dict[str, str], kill_after: int | None) -> tuple[set[str], float | None]:
    """Run `prospect enrich`; return who was acknowledged, and when it was killed (None: it came to its end)."""
    process = subprocess.Popen(
        [sys.executable, "-m", "prospector", "enrich", "--json", *words],
        env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    acknowledged: set[str] = set()
    killed: list[float] = []
    enough = threading.Event()

    def listen() -> None:
        for line in process.stderr or ():
            if " ✓ " in line:
                acknowledged.add(line.split(" ✓ ")[1].partition(":")[0].strip())
                if kill_after is not None and len(acknowledged) >= kill_after:
                    enough.set()

    listening = threading.Thread(target=listen)
    listening.start()
    while process.poll() is None:
        if enough.wait(0.02):
            time.sleep(random.random() * 0.05)
            killed.append(time.time())
            process.kill()
            break
    process.wait()
    listening.join()
    return acknowledged, killed[0] if killed else None


def requests_of(log: Path) -> dict[str, list[list[float]]]:
    """Every request by URL: when it came in and when its answer was out (endless when it never was)."""
    found: dict[str, list[list[float]]] = defaultdict(list)
    for line in log.read_text(encoding="utf-8").splitlines():
        what, moment, url = line.split(" ", 2)
        if what == "in":
            found[url].append([float(moment), float("inf")])
        else:
            next(one for one in found[url] if one[1] == float("inf"))[1] = float(moment)
    return found


def measure(accounts: int, kills: int) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        home, log = Path(folder) / "home", Path(folder) / "log"
        with MadeWeb(log=log, delay=0.02, size=8_000) as web:
            env = environment(home, web.gateway)
            names = "".join(f"Firm{n:03} GmbH, {host_of(n)}\n" for n in range(accounts))
            subprocess.run([sys.executable, "-m", "prospector", "build", "-", "--offline", "--json"], input=names, text=True,
                           env=env, check=True, capture_output=True)  # fmt: skip
            words = [host_of(n) for n in range(accounts)]
            acknowledged: set[str] = set()
            moments: list[float] = []
            while len(moments) < kills:
                step = max(1, accounts // (kills + 2))
                more, killed = run(words, env, random.randint(1, step))
                acknowledged |= more
                if killed is None:
                    break
                moments.append(killed)
                # What was fetched before this kill and is acknowledged must be in the file now.
                missing = lost(home, acknowledged)
                if missing:
                    return {"kills": len(moments), "lost": sorted(missing)}
            more, _ = run(words, env, None)
            before = sum(map(len, requests_of(log).values()))
            run(words, env, None)
            found = requests_of(log)
        twice = {url: times for url, times in found.items() if len(times) > 1}
        on_the_way = {url for url, times in twice.items() if all(cut_short(one, moments) for one in times[:-1])}
        return {
            "accounts": accounts, "kills": len(moments), "requests": before,
            "requests_of_a_further_run": sum(map(len, found.values())) - before,
            "fetched_twice": sorted(set(twice) - on_the_way), "on_the_way_when_killed": len(on_the_way),
            "lost": sorted(lost(home, acknowledged | more)), "unfinished": accounts - len(researched(home)),
        }  # fmt: skip


def cut_short(request: list[float], kills: list[float]) -> bool:
    """Say whether a kill came before the answer of a request can have been stored."""
    return any(request[0] <= kill and request[1] > kill - MOMENT for kill in kills)


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
