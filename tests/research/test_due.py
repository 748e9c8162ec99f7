"""What a run asks and what it leaves alone: freshness, waits after failures, the ledger, contacts, order of sources."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from prospector.research import run as run_module
from prospector.research import sources as sources_module
from prospector.research.protocol import Claim, Company, FetchFailed, NoKey, Nothing, Retry, Skip
from prospector.research.run import Research
from prospector.research.sources import asked_sources, missing_contact, switched
from prospector.settings import Settings


@dataclass
class Source:
    name: str
    answer: Callable[[Company], Any]
    needs: Sequence[str] = ()
    hosts: Sequence[str] = ()
    contact: bool = False
    on_by_default: bool = True
    label: str = "Made up"
    fields: Sequence[str] = ("employees", "address")
    licence: str = ""
    terms: str = ""
    rate: float = 0.0
    asked: list[Company] = field(default_factory=list)

    async def enrich(self, company: Company, context: Any) -> Any:
        self.asked.append(company)
        found = self.answer(company)
        return await found if asyncio.iscoroutine(found) else found


class Silence:
    requests = 1

    def __init__(self) -> None:
        self.read = {"https://a.example/": datetime(2026, 5, 1, tzinfo=UTC)}

    def hidden(self, text: str) -> str:
        return text

    def timed(self, limit: object) -> None:
        """Take it."""

    def log(self, message: str) -> None:
        """Say nothing."""


class NoWeb:
    def context(self, *_given: object, **_more: object) -> Silence:
        return Silence()


def people(count: int = 50) -> Callable[[Company], list[Claim]]:
    return lambda _company: [Claim("employees", count, "https://a.example/", f"{count} people", "text")]


def raising(error: Exception) -> Callable[[Company], Any]:
    def answer(_company: Company) -> Any:
        raise error

    return answer


@pytest.fixture
def opened(monkeypatch):
    """Install made-up sources and count how often the web was opened."""
    times: list[int] = []

    @asynccontextmanager
    async def no_web(*_given):
        times.append(1)
        yield NoWeb()

    def install(*sources):
        monkeypatch.setattr(sources_module, "sources", lambda: sources)
        monkeypatch.setattr(run_module, "open_fetcher", no_web)
        return times

    return install


@pytest.fixture
def acme(workspace):
    return workspace.naming.name("Acme GmbH", domain="acme.example").account_id


async def test_what_is_fresh_is_not_asked_and_is_returned_all_the_same(workspace, opened, acme, clock):
    source = Source("website", people())
    times = opened(source)
    (first,) = await workspace.research.run([acme])
    (second,) = await workspace.research.run([acme])
    assert (len(source.asked), len(times)) == (1, 1), "not even the web is opened"
    assert (first.fresh, second.fresh, second.state) == (False, True, "found")
    assert [claim.value for _, claim in second.claims] == [50]
    assert second.outcomes[0].asked_at
    assert second.outcomes[0].requests == 0
    await workspace.research.run([acme], again=True)
    assert len(source.asked) == 2
    clock.move(days=400)
    await workspace.research.run([acme])
    assert len(source.asked) == 3, "a value that has gone stale is read again"


@pytest.mark.parametrize(
    ("error", "minutes_alone", "minutes_due"),
    [
        (FetchFailed("unreachable", "u", "down"), 10, 20),
        (FetchFailed("failed", "u", "broken"), 10, 20),
        (FetchFailed("rate_limited", "u", "later", after=7_200.0), 115, 125),
        (Retry(3_600.0), 55, 65),
        (Skip("not a Czech company"), 60 * 24 * 6, 60 * 24 * 8),
        (Nothing(), 60 * 24 * 29, 60 * 24 * 31),
    ],
    ids=["unreachable", "failed", "rate limited", "retry", "skip", "nothing"],
)
async def test_after_an_answer_that_was_none_a_source_is_left_alone(
    workspace, opened, acme, clock, error, minutes_alone, minutes_due
):
    source = Source("website", raising(error))
    opened(source)
    await workspace.research.run([acme])
    clock.move(minutes=minutes_alone)
    await workspace.research.run([acme])
    assert len(source.asked) == 1
    clock.move(minutes=minutes_due - minutes_alone)
    await workspace.research.run([acme])
    assert len(source.asked) == 2


async def test_the_wait_grows_with_each_failure_and_begins_anew_after_an_answer(workspace, opened, acme, clock):
    source = Source("website", raising(FetchFailed("unreachable", "u", "down")))
    opened(source)
    waits = []
    for _ in range(4):
        await workspace.research.run([acme], again=True)
        row = workspace.store.reader.one("SELECT tries, retry_at FROM outcome")
        waits.append((datetime.fromisoformat(row[1]) - clock.now()).total_seconds() / 60)
    assert row[0] == 4
    assert [12 <= waits[0] <= 18, 48 <= waits[1] <= 72, 192 <= waits[2] <= 288, 768 <= waits[3] <= 1152] == [True] * 4
    source.answer = people()
    await workspace.research.run([acme], again=True)
    assert workspace.store.reader.one("SELECT tries, retry_at FROM outcome") == (1, None)


async def test_what_the_user_can_change_is_looked_at_again_at_once(workspace, opened, settings):
    domain = Source("website", people(), needs=("domain",))
    key = Source("house", raising(NoKey("needs a key")), hosts=("h.example",))
    contact = Source("sec", people(), hosts=("s.example",), contact=True)
    opened(domain, key, contact)
    account = workspace.naming.name("Acme GmbH").account_id
    (found,) = await workspace.research.run([account])
    assert [one.state for one in found.outcomes] == ["skipped"] * 3
    assert "prospect sources contact" in found.outcomes[2].detail
    assert (domain.asked, contact.asked) == ([], [])
    await workspace.research.run([account])
    assert len(key.asked) == 2
    given = Research(workspace.store, replace(settings, contact="me@firm.example"))
    (found,) = await given.run([account])
    assert {one.source: one.state for one in found.outcomes}["sec"] == "found"


async def test_nothing_is_read_about_who_is_on_the_ledger(workspace, opened, acme):
    source = Source("website", people())
    opened(source)
    workspace.never.suppress_account(acme, "they asked")
    (found,) = await workspace.research.run([acme], again=True)
    assert (source.asked, found.state) == ([], "skipped")
    assert "never-contact" in found.outcomes[0].detail


async def test_own_site_and_other_hosts_at_once_by_name_afterwards_with_what_the_site_told(workspace, opened, acme):
    together = asyncio.Barrier(2)
    place = [Claim("address", {"city": "Oslo", "country": "NO"}, "https://a.example/", "Oslo", "text")]

    async def site(_company: Company) -> list[Claim]:
        await together.wait()
        return place

    async def dns(_company: Company) -> list[Claim]:
        await together.wait()
        return people()(_company)

    register = Source("brreg", people(), needs=("name",), hosts=("r.example",))
    opened(Source("website", site), Source("dns", dns, needs=("domain",), hosts=("d.example",)), register)
    async with asyncio.timeout(20):
        (found,) = await workspace.research.run([acme])
    assert [one.state for one in found.outcomes] == ["found"] * 3
    assert [(one.country, one.city) for one in register.asked] == [("NO", "Oslo")]


async def test_the_answers_of_one_company_that_come_together_are_one_action(workspace, opened, acme):
    opened(*(Source(f"s{number}", people(number + 1), hosts=("h.example",)) for number in range(12)))
    before = len(workspace.history(100))
    await workspace.research.run([acme])
    assert 1 <= len(workspace.history(100)) - before <= 4
    assert len(workspace.outcomes(acme)) == 12


def test_sources_are_switched_on_and_off(opened):
    opened(Source("website", people()), Source("gleif", people()), Source("crtsh", people(), on_by_default=False))

    def on(value: str) -> list[str]:
        return [one.name for one in asked_sources(Settings(sources=value))]

    assert on("") == ["website", "gleif"]
    assert on("all") == ["website", "gleif", "crtsh"]
    assert on("website") == ["website"]
    assert on("+crtsh, -gleif") == ["website", "crtsh"]
    for before, act, after in (
        ("", ("gleif", False), ["website"]), ("", ("crtsh", True), ["website", "gleif", "crtsh"]),
        ("-gleif", ("gleif", True), ["website", "gleif"]), ("all", ("gleif", False), ["website", "crtsh"]),
        ("website", ("gleif", True), ["website", "gleif"]), ("website, gleif", ("gleif", False), ["website"]),
    ):  # fmt: skip
        assert on(switched(Settings(sources=before), [act[0]], on=act[1])) == after


def test_a_contact_is_missed_only_where_it_is_wanted_and_nobody_was_asked(opened):
    opened(Source("sec", people(), contact=True), Source("gleif", people()))

    def missed(**given: str) -> list[str]:
        settings = Settings(**given)
        return [one.name for one in missing_contact(settings, asked_sources(settings))]

    assert missed() == ["sec"]
    assert missed(contact="a@b.example") == []
    assert missed(contact="none") == [], "refused once, never asked again"
    assert missed(gateway="http://127.0.0.1:9") == []
    assert missed(gateway="http://proxy.firm.example:9") == ["sec"]
