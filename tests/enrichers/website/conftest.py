"""A context that serves made-up pages from memory, and shortcuts to read one page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar

import pytest

from enrichers.website.gather import gather
from enrichers.website.reader import read_page
from enrichers.website.work import Known
from prospector.research.protocol import Claim, FetchFailed, Page

T = TypeVar("T")
NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


@dataclass
class MemoryContext:
    """Answers from `pages` (URL -> HTML, or a ready Page); everything else is unreachable."""

    pages: dict[str, str | Page]
    asked: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    async def fetch(self, url: str, *, headers: Mapping[str, str] | None = None) -> Page:
        self.asked.append(url)
        page = self.pages.get(url)
        if page is None:
            raise FetchFailed("unreachable", url, "nobody answers")
        if isinstance(page, Page):
            return page
        return Page(url, url, 200, "text/html", page, {}, NOW)

    async def parse(self, function: Callable[..., T], *arguments: Any) -> T:
        return function(*arguments)

    def key(self) -> str:
        return "a-key"

    def now(self) -> datetime:
        return NOW

    def log(self, message: str) -> None:
        self.messages.append(message)


class Site:
    """Reads made-up pages the way the enricher does."""

    def claims(
        self, html: str, url: str = "https://acme.example.de/", kind: str = "home", country: str | None = None
    ) -> list[Claim]:
        from enrichers.website.site import registrable

        snapshot = read_page(html, url, {}, kind)
        return gather([snapshot], Known(registrable(url) or "", NOW, country))

    def values(self, html: str, field: str, **more: Any) -> list[Any]:
        return [claim.value for claim in self.claims(html, **more) if claim.field == field]

    def context(self, pages: dict[str, str | Page]) -> MemoryContext:
        return MemoryContext(pages)


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def values(site: Site) -> Callable[..., Sequence[Any]]:
    return site.values
