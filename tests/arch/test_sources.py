"""Sizes, names and paths of the source itself."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("prospector", "screens", "enrichers")
LONGEST = 300
LONGEST_FUNCTION = 60
CASES = "one list of cases, read from top to bottom"
WALK = "one walk with its steps, which are told in their order"
PARTS = "tests of one thing that share a made-up part of some length"
ALLOWED = {
    "benchmarks/api_recordings.py": (340, CASES),
    "tests/enrichers/website/test_at_large.py": (480, CASES),
    "tests/exchange/bad_files.py": (450, CASES),
    "tests/exchange/test_targets.py": (350, CASES),
    "tests/hostile/maker.py": (370, CASES),
    "tests/outreach/test_erasure.py": (350, PARTS),
    "tests/pipeline/test_importing.py": (380, PARTS),
    "tests/pipeline/test_indexed.py": (400, PARTS),
    "tests/research/test_run.py": (340, PARTS),
    "tests/screens/test_walk_sitting.py": (320, WALK),
    "tests/workspace/test_stateful.py": (350, WALK),
}
"""Longer files, each with its own limit and why it is one file."""
LONG_TEXT = re.compile(r'"""[\s\S]*?"""|' + r"'''[\s\S]*?'''")
SCHEMAS = "prospector/store/migrations/versions/"
"""Whose functions may be long: a schema is one list."""


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(body: Sequence[ast.AST]) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield the functions that statements define, however deep; expressions, most of a tree, hold none."""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
        for name in ("body", "orelse", "finalbody", "handlers", "cases"):
            if isinstance(inner := getattr(node, name, None), list):
                yield from functions(inner)


def lines_at_most(text: str) -> int:
    """Return a number of lines that no function of a file exceeds, from where the next statement beside it begins.

    Only the few files where that is not enough are parsed, which takes some seconds for all.
    """
    most, begun = 0, list[tuple[int, int]]()
    inside = LONG_TEXT.sub(lambda found: found[0].replace("\n", "\n\0"), text)
    for number, line in enumerate([*inside.splitlines(), "end"]):
        code = line.lstrip()
        if not code or code[0] in "\0#)]}":
            continue
        depth = len(line) - len(code)
        while begun and depth <= begun[-1][0]:
            most = max(most, number - begun.pop()[1])
        if code.startswith(("def ", "async def ")):
            begun.append((depth, number))
    return most


def tracked(*endings: str) -> list[Path]:
    """Return the files that are ours: those git knows and those it will."""
    try:
        done = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    paths = [ROOT / line for line in done.stdout.splitlines()]
    return [path for path in paths if path.is_file() and path.suffix in endings]


def test_files_and_functions_are_small() -> None:
    long = {}
    for path in tracked(".py"):
        name = path.relative_to(ROOT).as_posix()
        text = path.read_text(encoding="utf-8")
        lines = len(text.splitlines())
        if lines > ALLOWED.get(name, (LONGEST, ""))[0]:
            long[name] = lines
        if lines_at_most(text) <= LONGEST_FUNCTION:
            continue
        for node in functions(tree_of(path).body):
            span = (node.end_lineno or node.lineno) - node.lineno + 1
            if span > LONGEST_FUNCTION and not name.startswith(SCHEMAS):
                long[f"{name}:{node.name}"] = span
    assert long == {}


def test_the_allow_list_is_short_and_needed() -> None:
    for name, (most, _) in ALLOWED.items():
        lines = len((ROOT / name).read_text(encoding="utf-8").splitlines())
        assert LONGEST < lines <= most, f"{name} has {lines} lines: take it off the list, or split it"
    assert not [name for name in ALLOWED if name.startswith(PACKAGES)]


def test_no_path_of_one_machine_and_no_secret() -> None:
    found = []
    machine = re.compile(r"/(?:home|Users)/[a-z]+/|/root/|[A-Z]:\\\\Users|" + re.escape(str(ROOT)))
    key = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{30,}")
    for path in tracked(".py", ".toml", ".md", ".tcss", ".txt", ".yml", ".yaml", ".cfg", ".sh", ""):
        if path == Path(__file__).resolve():
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        if machine.search(text) or key.search(text):
            found.append(path.relative_to(ROOT).as_posix())
    assert found == []


def test_no_unfinished_marks_and_no_asserts_outside_tests() -> None:
    found = []
    mark = re.compile(
        r"#\s*(TODO|FIXME|XXX|HACK)\b|\braise NotImplementedError\b|^\s*assert\s|except Exception:\s*pass", re.MULTILINE
    )
    for path in tracked(".py"):
        name = path.relative_to(ROOT).as_posix()
        if name.startswith(PACKAGES) and (hit := mark.search(path.read_text(encoding="utf-8"))):
            found.append((name, hit.group().strip()))
    assert found == []


def test_every_module_says_what_it_is() -> None:
    for path in tracked(".py"):
        name = path.relative_to(ROOT).as_posix()
        if name.startswith(PACKAGES):
            assert re.match(r'(?:#.*\n|\n)*"""[^"\s]', path.read_text(encoding="utf-8")), name


def test_every_package_travels_in_the_wheel() -> None:
    """Hatch ships what lies under the three folders; a folder without __init__.py would be there but not importable."""
    for path in tracked(".py"):
        name = path.relative_to(ROOT).as_posix()
        if name.startswith(PACKAGES) and "migrations" not in name:
            assert (path.parent / "__init__.py").exists(), name
