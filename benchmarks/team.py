"""Fifty reps log two hundred touches each into one team's database; the server is killed under ten of them.

Run: ``python benchmarks/team.py [REPS] [TOUCHES]``. Prints touches a second and what is found afterwards: rows, broken chains,
the most touches of one company (the ceiling is 12), what was acknowledged and is missing. The status is 0 when all is well.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import time
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parents[1] / "tests"
KILLS = 10


def main() -> int:
    """Print the counts."""
    postgres, load = _helper(TESTS / "postgres.py"), _helper(TESTS / "store" / "team_load.py")
    if wrong := postgres.install():
        print(wrong, file=sys.stderr)
        return 2
    reps, touches = ([int(given) for given in sys.argv[1:]] + [50, 200][len(sys.argv) - 1 :])[:2]
    server = postgres.Server.fresh(durable=True)
    server.start()
    try:
        many = _many(server, load, reps, touches)
        killed = _killed(server, load, 10, 60)
    finally:
        server.remove()
    print(json.dumps({"together": many, "killed": killed}, indent=2))
    sound = many["rows"] == reps * touches and not killed["missing"] and not killed["doubled"]
    return 0 if sound and not many["broken"] and not killed["broken"] and many["most"] <= load.CEILING else 1


def _many(server: Any, load: Any, reps: int, touches: int) -> dict[str, Any]:
    urls, companies = load.lay(server, "many", reps, reps * touches // 10 + 5)
    began = time.monotonic()
    said = load.run(urls, companies, -touches)  # so many each, of another company where one is refused
    seconds = time.monotonic() - began
    found = load.look(server.url("many"), said)
    return {
        **found,
        "refused": said["ceiling"],
        "seconds": round(seconds, 1),
        "touches_a_second": round(found["rows"] / seconds),
    }


def _killed(server: Any, load: Any, reps: int, touches: int) -> dict[str, Any]:
    urls, companies = load.lay(server, "killed", reps, reps * touches // 5)

    def meanwhile() -> None:
        for stop in range(KILLS):
            wanted = (stop + 1) * reps * touches // (KILLS + 2)
            while server.sql("SELECT COUNT(*) FROM public.touch", "killed")[0][0] < wanted:
                time.sleep(0.02)
            server.stop("immediate")
            server.start()

    said = load.run(urls, companies, -touches, meanwhile)
    return {**load.look(server.url("killed"), said), "kills": KILLS, "met_in_the_middle": said["lost"]}


def _helper(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is missing: run this from a checkout")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())
