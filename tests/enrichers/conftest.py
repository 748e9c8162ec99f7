"""A context that answers from the recordings or from made-up answers; everything else is unreachable."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest

from prospector.research.protocol import Claim, FetchFailed, Page

T = TypeVar("T")
NOW = datetime(2026, 10, 20, 9, 0, tzinfo=UTC)
RECORDINGS = Path(__file__).parents[2] / ".." / "shared" / "recordings"
_REDIRECTS = (301, 302, 303, 307, 308)


def _key(url: str) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """What the recordings are matched on: host, path and the query in any order."""
    parts = urlsplit(url)
    return parts.netloc.lower(), parts.path or "/", tuple(sorted(parse_qsl(parts.query, keep_blank_values=True)))


@cache
def _routes() -> dict[tuple[str, str, tuple[tuple[str, str], ...]], Mapping[str, Any]]:
    rows = json.loads((RECORDINGS / "routes.json").read_text(encoding="utf-8"))
    found: dict[tuple[str, str, tuple[tuple[str, str], ...]], Mapping[str, Any]] = {}
    for row in rows:
        if row["method"] == "GET":
            found.setdefault(_key(row["url"]), row)
    return found


class ReplayContext:
    """Answers from `made` (URL -> text, (status, text) or Page) first, then from the recordings when it may."""

    def __init__(self, made: Mapping[str, Any] | None = None, *, recorded: bool = True, now: datetime = NOW) -> None:
        self.made = {_key(url): answer for url, answer in (made or {}).items()}
        self.recorded = recorded
        self.asked: list[str] = []
        self.messages: list[str] = []
        self.bodies: dict[str, str] = {}
        self.moment = now

    async def fetch(self, url: str, *, headers: Mapping[str, str] | None = None) -> Page:
        requested = url
        for _ in range(6):
            self.asked.append(url)
            page = self._one(url)
            location = page.headers.get("location", "")
            if page.status not in _REDIRECTS or not location:
                break
            url = urljoin(url, location)
        if page.status in (401, 403, 451):
            raise FetchFailed("blocked", url, f"answer {page.status}")
        if page.status == 429:
            raise FetchFailed("rate_limited", url, "answer 429")
        if page.status >= 500:
            raise FetchFailed("unreachable", url, f"answer {page.status}")
        self.bodies[page.url] = page.text
        return Page(
            page.url, requested, page.status, page.content_type, page.text, page.headers, self.moment, page.truncated
        )

    def _one(self, url: str) -> Page:
        made = self.made.get(_key(url))
        if isinstance(made, Page):
            return made
        if isinstance(made, FetchFailed):
            raise made
        if made is not None:
            status, text = made if isinstance(made, tuple) else (200, made)
            kind = "text/html" if text.lstrip().startswith("<") else "application/json"
            return Page(url, url, status, kind, text, {}, self.moment)
        row = _routes().get(_key(url)) if self.recorded else None
        if row is None:
            raise FetchFailed("unreachable", url, "nobody answers")
        headers = {name.lower(): value for name, value in row["headers"].items()}
        text = (RECORDINGS / row["body"]).read_bytes().decode("utf-8", "replace") if row.get("body") else ""
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        return Page(url, url, row["status"], kind, text, headers, self.moment)

    async def parse(self, function: Callable[..., T], *arguments: Any) -> T:
        return function(*arguments)

    def key(self) -> str:
        return "a-key"

    def now(self) -> datetime:
        return self.moment

    def log(self, message: str) -> None:
        self.messages.append(message)

    def proven(self, claims: Any) -> list[Claim]:
        """Return the claims after checking that each passage stands in the page it names."""
        kept = list(claims)
        for claim in kept:
            assert claim.url in self.bodies, f"{claim.url} was not read"
            assert claim.passage, f"no passage for {claim.value}"
            assert claim.passage in self.bodies[claim.url], f"{claim.passage!r} does not stand in {claim.url}"
        return kept


@pytest.fixture
def replay() -> Callable[..., ReplayContext]:
    """Contexts that answer from the recordings; made-up answers by URL go before. Skips where there are none."""
    if not (RECORDINGS / "routes.json").exists():
        pytest.skip("the recordings are absent")
    return ReplayContext


@pytest.fixture
def made() -> Callable[..., ReplayContext]:
    """Contexts that answer from made-up answers alone."""

    def build(answers: Mapping[str, Any] | None = None, **more: Any) -> ReplayContext:
        return ReplayContext(answers, recorded=False, **more)

    return build


@pytest.fixture
def recorded() -> Callable[[str], str]:
    """The text of a recording by its path under ``recordings``. Skips where it is absent."""

    def read(path: str) -> str:
        if not (RECORDINGS / path).exists():
            pytest.skip(f"the recording {path} is absent")
        return (RECORDINGS / path).read_bytes().decode("utf-8", "replace")

    return read


@pytest.fixture
def api_facts() -> Mapping[str, Any]:
    """The facts that the API recordings hold, by URL."""
    path = RECORDINGS / "expected" / "_api_facts.json"
    if not path.exists():
        pytest.skip("the recordings are absent")
    facts: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return facts
