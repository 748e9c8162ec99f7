"""Many reps who write into one team's database at once, some while its server is killed; used by the tests and a benchmark.

Each rep has a login and connections of its own, in one of a few forks: ``python team_load.py COMPANIES TOUCHES URL...``
prints a line for every touch that was acknowledged and for every refusal by a rule.
"""

from __future__ import annotations

import contextlib
import os
import random
import subprocess
import sys
import threading
import time
import zlib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from prospector.errors import StoreUnusable
from prospector.outreach.touches import OutsideCorridor
from prospector.settings import Settings
from prospector.store.verify import verify
from prospector.workspace import open_workspace

_NOTHING = Settings(cache="none")
CEILING = 12
_PROCESSES = 2


def write(url: str, companies: list[str], touches: int, seed: int) -> None:
    """Log touches of companies drawn by chance, as a rep who presses on: again at once when the server is away.

    `touches` are tried; with a minus before it, so many are logged, of another company where one is refused.
    """
    dice, number = random.Random(seed), 0
    with contextlib.closing(_opened(url)) as workspace:
        while number < abs(touches):
            company = dice.choice(companies)
            try:
                touch = workspace.touches.log(company, "phone", "sent", note=f"{seed} {number}")
                say("touch", touch.id)
            except OutsideCorridor as refused:
                say(refused.breach.rule, company)
                number -= touches < 0
            except StoreUnusable:
                say("lost", number)
                time.sleep(0.02)
                continue
            number += 1


def say(*words: object) -> None:
    """Acknowledge, in one line whoever else is speaking."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def _opened(url: str) -> Any:
    while True:
        try:
            return open_workspace(url, _NOTHING)
        except StoreUnusable:
            time.sleep(0.02)


def lay(server: Any, name: str, reps: int, companies: int, *, gap: int = 0) -> tuple[list[str], list[str]]:
    """Make a team of `reps` with a list of companies; return the reps' URLs and the companies' ids."""
    from prospector.clock import Clock
    from prospector.model.tables import Account, Plan, Target
    from prospector.store.store import open_store
    from prospector.store.team_rights import add_member, init

    server.sql(f"CREATE DATABASE {name}")
    init(server.url(name))
    names = [f"rep{number:02}" for number in range(reps)]
    for one in names:
        add_member(server.url(name), one, "rep")
    with (
        contextlib.closing(open_store(server.url(name), Clock(), "owner", create=False)) as store,
        store.action("List") as act,
    ):
        act.add(Plan(id="plan", gap_days=gap, ceiling_attempts=CEILING))
        keys = act.add_many(
            Account, [{"name": f"Company {number}", "named_by": "rep00"} for number in range(companies)]
        )
        act.add_many(Target, [{"account_id": key, "rep": "rep00", "place": "bench"} for key in keys])
    return [server.url(name, one) for one in names], keys


def run(
    urls: list[str], companies: list[str], touches: int, meanwhile: Any = lambda: None, apart: Any = None
) -> Counter[str]:
    """Let all write at once; return how many lines of each kind they said, and each acknowledged touch once.

    `apart` runs this file's text with arguments and gives its status and output, when a process can be had for less.
    """
    given = [",".join(companies), str(touches), *urls]
    with ThreadPoolExecutor(1) as pool:
        ending = pool.submit(apart or _apart, Path(__file__).read_text(encoding="utf-8"), *given)
        meanwhile()
        ran = ending.result()
    said: Counter[str] = Counter(failed=ran.status != 0)
    for line in ran.out.splitlines():
        said[line.split()[0]] += 1
        if line.startswith("touch "):
            said[line] += 1
    return said


class Ran(NamedTuple):
    """What the writers came to."""

    status: int
    out: str


def _apart(source: str, *given: str) -> Ran:
    ran = subprocess.run([sys.executable, "-c", source, *given], check=False, stdout=subprocess.PIPE, text=True)
    return Ran(ran.returncode, ran.stdout)


def look(url: str, said: Counter[str]) -> dict[str, int]:
    """Return what the owner finds: rows, acknowledged ones that are missing, doubled ones, broken chains, broken ceilings."""
    with contextlib.closing(open_workspace(url, _NOTHING)) as owner:
        reader = owner.store.reader
        there = {f"touch {key}" for (key,) in reader.rows("SELECT id FROM touch WHERE id = root")}
        promised = {line for line in said if " " in line}
        most = reader.value("SELECT MAX(n) FROM (SELECT COUNT(*) AS n FROM touch GROUP BY account_id) t") or 0
        notes = reader.value("SELECT COUNT(*) - COUNT(DISTINCT note) FROM touch")
        return {
            "rows": len(there), "missing": len(promised - there), "unsaid": len(there - promised), "doubled": notes,
            "broken": len(verify(owner.store)), "most": most,
        }  # fmt: skip


def write_all(companies: list[str], touches: int, urls: list[str]) -> None:
    """Write as several reps, each in a thread with connections of its own and always with the same dice."""
    dice = [zlib.crc32(url.partition("@")[0].encode()) for url in urls]
    threads = [
        threading.Thread(target=write, args=(url, companies, touches, seed))
        for url, seed in zip(urls, dice, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main(companies: list[str], touches: int, urls: list[str]) -> int:
    """Write in a few processes at once; the status is 0 when all of them ended well."""
    children = []
    for number in range(min(_PROCESSES, len(urls))):
        if child := os.fork():
            children.append(child)
        else:
            write_all(companies, touches, urls[number::_PROCESSES])
            return 0
    ends = [os.waitpid(child, 0)[1] for child in children]
    return int(any(ends))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1].split(","), int(sys.argv[2]), sys.argv[3:]))
