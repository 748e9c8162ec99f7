"""Score the website enricher against recorded pages with hand-checked facts (see the recordings' own README).

    python benchmarks/website_recordings.py               through the command line, replayed over real sockets
    python benchmarks/website_recordings.py --in-memory   the same pages read from files, no sockets, a few seconds

Prints one line per field with its goal; the exit status is 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

from prospector.research.protocol import Company, FetchFailed, Nothing, Page, Skip

T = TypeVar("T")

RECORDINGS = Path(__file__).resolve().parents[1].parent / "shared" / "recordings"
GOALS = {"email": 0.96, "phone": 0.94, "social": 0.97, "name": 0.9, "city": 0.75}
"""Least recall per field."""
FORBIDDEN = 0
"""Most values that must never be said, over all fields."""
TIMEOUT = 120.0

Key = tuple[str, str, tuple[tuple[str, str], ...]]


class RecordedContext:
    """A `Context` that answers from `routes.json` and parses in this process."""

    def __init__(self, folder: Path) -> None:
        """Load the routes of `folder`."""
        self.folder = folder
        self.messages: list[str] = []
        routes = json.loads((folder / "routes.json").read_text(encoding="utf-8"))
        self.routes: dict[Key, dict[str, Any]] = {key(route["url"]): route for route in routes}

    async def fetch(self, url: str, *, headers: Mapping[str, str] | None = None) -> Page:
        """Return the recorded page, or raise FetchFailed as a gateway answering 599 would make the real fetcher do."""
        route = self.routes.get(key(url))
        if route is None or not route.get("body"):
            raise FetchFailed("unreachable", url, "not recorded")
        headers = {name.casefold(): value for name, value in route["headers"].items()}
        kind, _, charset = headers.get("content-type", "").partition(";")
        body = (self.folder / route["body"]).read_bytes()
        text = decode(body, charset.partition("=")[2].strip())
        return Page(url, url, route["status"], kind.strip().casefold(), text, headers, self.now())

    async def parse(self, function: Callable[..., T], *arguments: Any) -> T:
        """Run `function` here and now."""
        return function(*arguments)

    def key(self) -> str:
        """Raise Skip: recordings need no key."""
        raise Skip("no key here")

    def now(self) -> datetime:
        """Return the current moment."""
        return datetime.now(UTC)

    def log(self, message: str) -> None:
        """Keep the message."""
        self.messages.append(message)


def key(url: str) -> Key:
    """Return what makes two URLs the same recording: host, path and query in any order."""
    parts = urlsplit(url)
    return (parts.hostname or "").casefold(), unquote(parts.path) or "/", tuple(sorted(parse_qsl(parts.query)))


def decode(body: bytes, charset: str) -> str:
    """Return the text of a recorded body, by its header, else by its own declaration."""
    from bs4 import UnicodeDammit
    from bs4.dammit import EncodingDetector

    if charset:
        return body.decode(charset, "replace")
    declared = EncodingDetector.find_declared_encoding(body, is_html=True, search_entire_document=True) or "utf-8"
    declared = {"windows-31j": "cp932", "iso-8859-1": "cp1252"}.get(declared.casefold(), declared)
    return UnicodeDammit(body, [declared, "utf-8", "cp1252"]).unicode_markup or body.decode("cp1252", "replace")


def expected(folder: Path) -> dict[str, str]:
    """Return slug -> recorded URL of every page with checked facts."""
    files = [file for file in sorted((folder / "expected").glob("*.json")) if not file.name.startswith("_")]
    return {file.stem: json.loads(file.read_text(encoding="utf-8"))["url"] for file in files}


async def read_in_memory(folder: Path, outputs: Path) -> None:
    """Write what the enricher says about every page, read straight from the files."""
    from enrichers.website import Website

    for slug, url in expected(folder).items():
        try:
            claims = [
                asdict(claim) for claim in await Website().enrich(Company(name="", url=url), RecordedContext(folder))
            ]
        except Nothing:
            claims = []
        (outputs / f"{slug}.json").write_text(
            json.dumps({"claims": claims}, ensure_ascii=False, default=str), encoding="utf-8"
        )


def read_by_command(folder: Path, outputs: Path) -> None:
    """Write what `prospect enrich --url` says about every page, replayed over loopback."""
    server = subprocess.Popen([sys.executable, str(folder / "replay.py")], stdout=subprocess.PIPE, text=True)
    try:
        if server.stdout is None:
            sys.exit("the replay server gave no address")
        gateway = server.stdout.readline().strip()
        for slug, url in expected(folder).items():
            with tempfile.TemporaryDirectory() as home:
                environment = {
                    **os.environ,
                    "PROSPECTOR_GATEWAY": gateway,
                    "PROSPECTOR_DB": str(Path(home) / "prospector.db"),
                }
                command = [sys.executable, "-m", "prospector", "enrich", "--url", url, "--only", "website", "--json"]
                done = subprocess.run(
                    command, env=environment, capture_output=True, text=True, timeout=TIMEOUT, check=False
                )
            (outputs / f"{slug}.json").write_text(done.stdout or '{"claims": []}', encoding="utf-8")
            if done.returncode:
                print(f"{slug}: exit {done.returncode}: {done.stderr.strip()[-200:]}", file=sys.stderr)
    finally:
        server.terminate()
        server.wait()


def score(folder: Path, outputs: Path) -> dict[str, Any]:
    """Return what the recordings' own scorer says about `outputs`."""
    command = [sys.executable, str(folder / "score.py"), str(folder), str(outputs)]
    found: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return found


def missed(result: dict[str, Any]) -> list[str]:
    """Return one sentence for every goal that `result` misses."""
    short = [
        f"{field} recall {result[field]['recall']} is below {goal}"
        for field, goal in GOALS.items()
        if result[field]["recall"] < goal
    ]
    forbidden = sum(part["forbidden"] for part in result.values() if isinstance(part, dict))
    return [*short, *([f"{forbidden} forbidden values, {FORBIDDEN} are allowed"] if forbidden > FORBIDDEN else [])]


def show(result: dict[str, Any]) -> None:
    """Print one line for each field."""
    print(f"{'field':<12} {'found':>5} {'wanted':>6} {'recall':>6} {'goal':>5} {'forbidden':>9} {'unlisted':>8}")
    for field, part in result.items():
        if isinstance(part, dict):
            goal, recall = GOALS.get(field, ""), part["recall"] if part["recall"] is not None else "-"
            counts = f"{part['found']:>5} {part['wanted']:>6} {recall:>6} {goal:>5}"
            print(f"{field:<12} {counts} {part['forbidden']:>9} {part['unlisted']:>8}")


def main() -> int:
    """Run, print the table, return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--in-memory", action="store_true", help="read the pages from files instead of over sockets")
    parser.add_argument("--folder", type=Path, default=RECORDINGS, help="folder of the recordings")
    parser.add_argument("--keep", type=Path, help="folder to keep the outputs in")
    options = parser.parse_args()
    if not (options.folder / "routes.json").exists():
        print(f"no recordings in {options.folder}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as place:
        outputs = options.keep or Path(place)
        outputs.mkdir(parents=True, exist_ok=True)
        if options.in_memory:
            asyncio.run(read_in_memory(options.folder, outputs))
        else:
            read_by_command(options.folder, outputs)
        result = score(options.folder, outputs)
    show(result)
    problems = missed(result)
    for problem in [*problems, *(f"no output for {slug}" for slug in result["missing"])]:
        print(f"missed: {problem}")
    return 1 if problems or result["missing"] else 0


if __name__ == "__main__":
    sys.exit(main())
