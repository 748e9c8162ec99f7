"""Kill -9 at random moments of naming and of touch logging; count what was acknowledged and what is there after.

Run: ``python benchmarks/kill.py [ROUNDS] [SEED]``. The first rounds of each kind also kill while the workspace is made.
"""

from __future__ import annotations

import importlib.util
import json
import random
import sys
import tempfile
import time
from pathlib import Path

HELPER = Path(__file__).parents[1] / "tests" / "store" / "killing.py"


def main() -> int:
    """Print the counts; the status is 0 when nothing was lost."""
    spec = importlib.util.spec_from_file_location("killing", HELPER)
    if spec is None or spec.loader is None:
        print(f"{HELPER} is missing: run this from a checkout", file=sys.stderr)
        return 2
    killing = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(killing)
    rounds, seed = ([int(given) for given in sys.argv[1:]] + [100, 1][len(sys.argv) - 1 :])[:2]
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="prospector-kill-") as folder:
        total = killing.kill(Path(folder), rounds, random.Random(seed))
    print(json.dumps({**total, "seconds": round(time.monotonic() - began, 1)}, indent=2))
    return 1 if total["lost"] or total["unsound"] else 0


if __name__ == "__main__":
    sys.exit(main())
