"""Puts faults into the product, a sample by seed, and prints how many the tests notice: `python -m tests.mutation`."""

from __future__ import annotations

import argparse
import json
import random
import time
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

import pytest

from tests.mutation.judge import Judge, Judgement
from tests.mutation.mutants import Mutant, mutants_of
from tests.mutation.swap import module_of

ROOT = Path(__file__).parents[2]
PACKAGES = {
    "identity": "prospector/identity/**/*.py",
    "plan": "prospector/plan/**/*.py",
    "outreach": "prospector/outreach/**/*.py",
    "audit": "prospector/audit/*.py",
    "page": "prospector/audit/page/*.py",
    "journal": "prospector/store/{journal,chain,capture,bearing,reverse,undo,history,verify}.py",
}
"""What each is: its files. The journal is what writes, chains, reads, verifies and reverses the log of actions."""
TESTS = ("plan", "outreach", "identity", "store", "audit", "pipeline")
"""Folders whose tests are shown the faults."""
KEPT = ROOT / ".mutation"


def files_of(package: str) -> Sequence[Path]:
    """Return the files that a package's faults are put into."""
    folder, _, names = PACKAGES[package].rpartition("/")
    if "{" in names:
        return [ROOT / folder / f"{name}.py" for name in names.removeprefix("{").removesuffix("}.py").split(",")]
    return sorted(ROOT.glob(PACKAGES[package]))


def sample_of(package: str, size: int, seed: int) -> Sequence[Mutant]:
    """Return a sample of the package's faults, always the same for a seed; all with size 0."""
    found = [mutant for path in files_of(package) for mutant in mutants_of(path, ROOT)]
    chosen = random.Random(f"{package} {seed}").sample(found, min(size, len(found))) if size else found
    return sorted(chosen, key=lambda one: (one.path, one.start, one.text))


def explained() -> set[tuple[str, str, str]]:
    """Return the faults that no test can notice, as file, line before, line with the fault."""
    listed = tomllib.loads(Path(__file__).with_name("equivalent.toml").read_text(encoding="utf-8"))
    return {(one["file"], one["line"].strip(), one["fault"].strip()) for one in listed.get("equivalent", ())}


def lines_of(mutant: Mutant) -> tuple[str, str]:
    """Return the text of the lines before and with the fault."""
    diff = mutant.diff((ROOT / mutant.path).read_text(encoding="utf-8"))
    return tuple("\n".join(one[1:].strip() for one in diff if one[0] == sign) for sign in "-+")  # type: ignore[return-value]


def main() -> None:
    """Judge the sample of each package and print a line for each."""
    options = _options()
    KEPT.mkdir(exist_ok=True)

    def work(judge: Judge) -> None:
        for package in options.package or PACKAGES:
            began = time.monotonic()
            with (KEPT / f"{package}-survivors.txt").open("w", encoding="utf-8") as file:
                done = [_judged(judge, mutant, file) for mutant in _chosen(package, options)]
                _report(package, done, options, time.monotonic() - began, file)

    for package in PACKAGES:
        for path in files_of(package):
            module_of(path.relative_to(ROOT).as_posix())
    judge = Judge(ROOT, KEPT / "reach.json", work)
    folders = [f"tests/{name}" for name in options.tests or TESTS] + ["tests/test_clock.py"]
    pytest.main(
        ["-p", "no:cacheprovider", "-o", "addopts=--import-mode=importlib --strict-markers", "-p", "no:terminal",
         "-p", "no:xdist", *folders],
        plugins=[judge],
    )  # fmt: skip


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--package", action="append", choices=PACKAGES, help="this one alone (may be given again)")
    parser.add_argument("--sample", type=int, default=200, help="faults of each package, 0: all")
    parser.add_argument("--seed", type=int, default=1, help="which sample")
    parser.add_argument("--tests", action="append", choices=TESTS, help="show them to these tests alone")
    parser.add_argument("--again", action="store_true", help="only those that survived the last time")
    return parser.parse_args()


def _chosen(package: str, options: argparse.Namespace) -> Sequence[Mutant]:
    last = KEPT / f"{package}.json"
    if not options.again or not last.exists():
        return sample_of(package, options.sample, options.seed)
    survived = {tuple(one) for one in json.loads(last.read_text(encoding="utf-8"))}
    return [one for one in sample_of(package, 0, 0) if (one.path, *lines_of(one)) in survived]


def _judged(judge: Judge, mutant: Mutant, file: TextIO) -> Judgement:
    """Judge one fault; one that nobody noticed is written down at once."""
    found = judge.judge(mutant)
    mark = {"killed": ".", "timeout": "t", "survived": "S", "unreached": "u"}[found.state]
    print(mark, end="", flush=True)  # noqa: T201
    if mark in "Su" and (mutant.path, *lines_of(mutant)) not in explained():
        where = f"{mutant.path}:{mutant.line} {mutant.function or '(module)'}"
        print(f"{where} [{mutant.kind}] {found.state}, {found.asked} tests", file=file)
        print(*mutant.diff((ROOT / mutant.path).read_text(encoding="utf-8")), "", sep="\n", file=file, flush=True)
    return found


def _report(package: str, done: Sequence[Judgement], options: argparse.Namespace, seconds: float, file: TextIO) -> None:
    """Print the figures of one package."""
    known, states = explained(), Counter(one.state for one in done)
    left = [(one.mutant.path, *lines_of(one.mutant)) for one in done if one.state in {"survived", "unreached"}]
    open_ones = [one for one in left if one not in known]
    killed, equivalent = states["killed"] + states["timeout"], len(left) - len(open_ones)
    share = 100 * killed / max(1, len(done) - equivalent)
    said = (
        f"{package}: seed {options.seed}, {len(done)} tried, {killed} killed ({states['timeout']} by time), "
        f"{equivalent} equivalent, {len(open_ones)} survived ({states['unreached']} reached by no test): "
        f"{share:.1f} % killed ({100 * killed / max(1, len(done)):.1f} % with the equivalent ones), {seconds:.0f} s"
    )
    print(f"\n{said}", flush=True)  # noqa: T201
    print(said, file=file)
    if not options.again:
        (KEPT / f"{package}.json").write_text(json.dumps(open_ones), encoding="utf-8")


if __name__ == "__main__":
    main()
