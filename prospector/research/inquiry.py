"""Asking a source for something else than claims: who it may be, who is like it, who speaks for it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from prospector.clock import stamp
from prospector.research.ask import COMPANY_SECONDS
from prospector.research.protocol import Company, Context, Enricher, FetchFailed, Nothing, Retry, Skip, WrongCompany
from prospector.research.sources import asked_sources, may_ask, without_contact
from prospector.settings import Settings
from prospector.text import clean

if TYPE_CHECKING:
    from prospector.research.fetch.client import Fetcher

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """What one source answered."""

    source: str
    state: str
    """One of `protocol.STATES`."""
    detail: str
    requests: int = 0
    found: Sequence[T] = ()
    read_at: dict[str, str] = field(default_factory=dict)
    """Stamp of the reading of each page, by URL."""


def able(settings: Settings, only: Sequence[str] | None, kind: type[Any]) -> list[Any]:
    """Return the sources that can do what the protocol `kind` names: those in `only`, else those that are switched on.

    Raises BadInput for an unknown source.
    """
    return [source for source in asked_sources(settings, only) if isinstance(source, kind)]


async def inquire(
    settings: Settings,
    fetcher: Fetcher,
    source: Enricher,
    company: Company,
    call: Callable[[Context], Awaitable[Sequence[T]]],
    say: Callable[[str], None],
) -> Answer[T]:
    """Call one source and return its answer; whatever goes wrong is the state of that answer."""
    if not may_ask(source, settings):
        return Answer(source.name, "skipped", without_contact(settings))
    context = fetcher.context(source, company, say)
    found: Sequence[T] = ()
    try:
        async with asyncio.timeout(COMPANY_SECONDS):
            found = await call(context)
        state, detail = ("found", f"{len(found)} found") if found else ("nothing", "nobody found")
    except Nothing as said:
        state, detail = "nothing", str(said) or "nobody found"
    except Skip as said:
        state, detail = "skipped", str(said)
    except WrongCompany as said:
        state, detail = "wrong_company", str(said)
    except Retry as said:
        state, detail = "rate_limited", str(said)
    except FetchFailed as said:
        state, detail = said.state, str(said)
    except TimeoutError:
        state, detail = "unreachable", f"took longer than {COMPANY_SECONDS} s"
    except Exception as error:  # noqa: BLE001 - a third party's source must not end the others
        state, detail = "failed", f"the source broke: {type(error).__name__}: {error}"
    read_at = {url: stamp(moment) for url, moment in context.read.items()}
    return Answer(source.name, state, clean(context.hidden(detail)), context.requests, tuple(found), read_at)
