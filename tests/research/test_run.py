"""The run: what each source answers is stored at once, and what breaks in one is nobody else's trouble."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from prospector.demo.web import DemoWeb
from prospector.errors import BadInput
from prospector.plan.profile import Criterion, Profile
from prospector.research import ask as ask_module
from prospector.research import run as run_module
from prospector.research import sources as sources_module
from prospector.research.look import look
from prospector.research.protocol import Claim, Company, Context, FetchFailed, Nothing, Retry, Skip, WrongCompany
from prospector.research.run import Progress, Research
from prospector.settings import Settings
from prospector.workspace import Workspace

READ = datetime(2026, 5, 1, tzinfo=UTC)


@dataclass
class Source:
    """A made-up source whose answer is a function."""

    name: str
    answer: Callable[[Company, Context], Any]
    label: str = "Made up"
    fields: Sequence[str] = ("employees",)
    needs: Sequence[str] = ()
    hosts: Sequence[str] = ()
    licence: str = "CC0-1.0"
    terms: str = "none"
    rate: float = 0.0
    asked: list[str] = field(default_factory=list)

    async def enrich(self, company: Company, context: Context) -> Sequence[Claim]:
        self.asked.append(company.name)
        found = self.answer(company, context)
        return await found if asyncio.iscoroutine(found) else found  # type: ignore[no-any-return]


class Silence:
    """A context without a web."""

    requests = 1

    def __init__(self) -> None:
        self.read = {"https://a.example/": READ}

    def log(self, message: str) -> None:
        """Say nothing."""

    def hidden(self, text: str) -> str:
        """Return it: there is no key."""
        return text

    def timed(self, limit: object) -> None:
        """Take the limit."""


class NoWeb:
    """A fetcher that needs no HTTP client."""

    def context(self, *_given: object, **_more: object) -> Silence:
        return Silence()


def people(count: int) -> Callable[[Company, Context], list[Claim]]:
    return lambda _company, _context: [Claim("employees", count, "https://a.example/", f"{count} people", "text")]


def raising(error: BaseException) -> Callable[[Company, Context], list[Claim]]:
    def answer(_company: Company, _context: Context) -> list[Claim]:
        raise error

    return answer


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return a function that installs made-up sources, and takes the web away."""

    @asynccontextmanager
    async def no_web(*_given: object) -> AsyncIterator[NoWeb]:
        yield NoWeb()

    def install(*sources: Source) -> None:
        monkeypatch.setattr(sources_module, "sources", lambda: sources)
        monkeypatch.setattr(run_module, "open_fetcher", no_web)

    return install


@pytest.fixture
def accounts(workspace: Workspace) -> list[str]:
    return [workspace.naming.name(name, domain=f"{name[:4].lower()}.example").account_id
            for name in ("Acme GmbH", "Bolt AB", "Cogs SA")]  # fmt: skip


async def test_what_is_found_is_stored_with_its_proof(
    workspace: Workspace, installed: Callable[..., None], accounts: list[str]
) -> None:
    installed(Source("website", people(50)))
    said: list[Progress] = []
    found = await workspace.research.run(accounts, progress=said.append)
    assert [one.account_id for one in found] == accounts
    assert {one.state for one in found} == {"found"}
    for account in accounts:
        (claim,) = workspace.claims(account)
        assert (claim.value, claim.source, claim.passage, claim.read_at) == (
            50,
            "website",
            "50 people",
            "2026-05-01T00:00:00.000000Z",
        )
        assert workspace.account(account).stage == "researched"
        assert [(one.state, one.requests) for one in workspace.outcomes(account)] == [("found", 1)]
    assert (said[-1].done, said[-1].total, said[-1].state) == (3, 3, "found")
    assert len({one.batch for one in workspace.history(3)}) == 1
    assert {(one.by, one.actor) for one in workspace.history(3)} == {("machine", "prospector")}


@pytest.mark.parametrize(
    ("error", "state", "detail"),
    [
        (Nothing("no such firm"), "nothing", "no such firm"),
        (Nothing(), "nothing", "nothing said"),
        (Skip("switched off"), "skipped", "switched off"),
        (WrongCompany("Acme Corp, not Acme GmbH"), "wrong_company", "not Acme GmbH"),
        (Retry(30), "rate_limited", "30 s"),
        (
            FetchFailed("refused_by_robots", "https://a.example/", "robots.txt says no"),
            "refused_by_robots",
            "robots.txt",
        ),
        (FetchFailed("blocked", "https://a.example/", "403"), "blocked", "403"),
        (FetchFailed("unreachable", "https://a.example/", "no such host"), "unreachable", "no such host"),
        (ZeroDivisionError("ESC\x1b[31m"), "failed", "ZeroDivisionError: ESC"),
        (RecursionError("deep"), "failed", "RecursionError"),
    ],
)
async def test_each_way_to_find_nothing_is_its_own_state(
    workspace: Workspace, installed: Callable[..., None], accounts: list[str], error: Exception, state: str, detail: str
) -> None:
    installed(Source("broken", raising(error)), Source("website", people(50)))
    (found,) = await workspace.research.run(accounts[:1])
    states = {one.source: one for one in found.outcomes}
    assert states["broken"].state == state
    assert detail in states["broken"].detail
    assert "\x1b" not in states["broken"].detail
    assert states["website"].state == "found", "the other source goes on"
    assert {one.source: one.state for one in workspace.outcomes(accounts[0])} == {"broken": state, "website": "found"}


@pytest.mark.parametrize("answer", [None, 5, "text", [None], [5], ["text"], [Claim("employees", 5, "x", "", "")]])
async def test_an_answer_that_is_none_is_the_source_s_trouble(
    workspace: Workspace, installed: Callable[..., None], accounts: list[str], answer: Any
) -> None:
    installed(Source("odd", lambda _company, _context: answer), Source("website", people(50)))
    (found,) = await workspace.research.run(accounts[:1])
    assert [one.state for one in found.outcomes] in (["failed", "found"], ["nothing", "found"])


async def test_a_source_that_hangs_is_given_up(
    workspace: Workspace, installed: Callable[..., None], accounts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask_module, "COMPANY_SECONDS", 0.05)
    installed(Source("slow", lambda _company, _context: asyncio.Event().wait()), Source("website", people(50)))
    (found,) = await workspace.research.run(accounts[:1])
    assert [one.state for one in found.outcomes] == ["unreachable", "found"]
    assert "longer than" in found.outcomes[0].detail


async def test_without_a_domain_a_source_that_needs_one_is_skipped(
    workspace: Workspace, installed: Callable[..., None]
) -> None:
    source = Source("website", people(50), needs=("domain",))
    installed(source)
    account = workspace.naming.name("Acme GmbH").account_id
    (found,) = await workspace.research.run([account])
    assert (found.state, source.asked) == ("skipped", [])
    assert "no domain known" in found.outcomes[0].detail


async def test_accounts_that_are_gone_or_named_twice_are_asked_once_or_not(
    workspace: Workspace, installed: Callable[..., None], accounts: list[str]
) -> None:
    source = Source("website", people(50))
    installed(source)
    found = await workspace.research.run([accounts[0], "gone", accounts[0]])
    assert {one.account_id for one in found} == {accounts[0]}
    assert source.asked == ["Acme GmbH"]


async def test_an_account_undone_meanwhile_is_left_alone(
    workspace: Workspace, installed: Callable[..., None], accounts: list[str]
) -> None:
    def answer(_company: Company, _context: Context) -> list[Claim]:
        workspace.undo()
        return people(5)(_company, _context)

    installed(Source("website", answer))
    await workspace.research.run(accounts[2:])
    assert workspace.store.reader.value("SELECT COUNT(*) FROM claim") == 0
    assert workspace.store.reader.value("SELECT COUNT(*) FROM outcome") == 0


async def test_cancelling_keeps_what_was_found(
    workspace: Workspace, installed: Callable[..., None], accounts: list[str]
) -> None:
    hanging = asyncio.Event()

    async def answer(company: Company, context: Context) -> list[Claim]:
        if company.name == "Cogs SA":
            hanging.set()
            await asyncio.Event().wait()
        return people(7)(company, context)

    installed(Source("website", answer))
    done = asyncio.Event()

    def said(progress: Progress) -> None:
        if progress.done == 2:
            done.set()

    running = asyncio.create_task(workspace.research.run(accounts, progress=said))
    await hanging.wait()
    await done.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert [bool(workspace.claims(account)) for account in accounts] == [True, True, False]


async def test_cancelled_while_storing_the_store_is_whole_when_the_run_is_over(
    workspace: Workspace, installed: Callable[..., None], accounts: list[str]
) -> None:
    installed(Source("website", people(7)))
    storing, go_on = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def after(_action: object, _account: str) -> None:
        loop.call_soon_threadsafe(storing.set)
        go_on.wait(10)

    research = Research(workspace.store, workspace.settings, after=after)
    running = asyncio.create_task(research.run(accounts[:1]))
    await storing.wait()
    running.cancel()
    await asyncio.sleep(0)
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert len(workspace.claims(accounts[0])) == 1, "stored before the run says that it is over"


async def test_no_more_at_once_than_the_settings_say(
    workspace: Workspace, installed: Callable[..., None], accounts: list[str], settings: Settings
) -> None:
    now, most = 0, 0

    async def answer(company: Company, context: Context) -> list[Claim]:
        nonlocal now, most
        now, most = now + 1, max(most, now + 1)
        for _ in range(5):
            await asyncio.sleep(0)
        now -= 1
        return people(7)(company, context)

    installed(Source("website", answer))
    await Research(workspace.store, replace(settings, companies_at_once=2)).run(accounts)
    assert most == 2


async def test_new_claims_move_the_fit(
    workspace: Workspace, installed: Callable[..., None], accounts: list[str]
) -> None:
    workspace.plans.apply(Profile("x", (Criterion("Size", "must", "employees", 1, (), 10, 100),)))
    installed(Source("website", people(50)))
    await workspace.research.run(accounts[:1])
    fits = {row.id: row.fit for row in workspace.list_rows()}
    assert fits[accounts[0]] is not None
    assert [(fit.low, fit.high) for fit in (fits[accounts[0]], fits[accounts[1]]) if fit] == [(100, 100), (0, 100)]


async def test_a_source_read_again_leaves_one_row_each(
    workspace: Workspace, installed: Callable[..., None], accounts: list[str]
) -> None:
    installed(Source("website", people(50)))
    for _ in range(2):
        await workspace.research.run(accounts[:1])
    assert len(workspace.claims(accounts[0])) == 1
    assert len(workspace.outcomes(accounts[0])) == 1


async def test_unknown_sources_are_named_with_the_nearest(
    workspace: Workspace, installed: Callable[..., None], accounts: list[str]
) -> None:
    installed(Source("website", people(50)))
    with pytest.raises(BadInput, match="did you mean website"):
        await workspace.research.run(accounts, only=["webstie"])
    assert [one.title for one in workspace.history(1)] == ["Name Cogs SA"]


async def test_looking_at_a_page_stores_nothing(workspace: Workspace, settings: Settings) -> None:
    """Over real loopback HTTP, with the website source that is installed."""
    with DemoWeb() as web:
        gateway = replace(settings, gateway=web.gateway)
        found = await look(gateway, workspace.store.clock, "bergman-pumpar.example")
    assert found.state == "found"
    assert any(claim.field == "email" for _, claim in found.claims)
    assert workspace.history() == []
    for wrong in ("", "ftp://acme.example", "http://[::1", "javascript:alert(1)", "http://"):
        with pytest.raises(BadInput, match="not a web address"):
            await look(settings, workspace.store.clock, wrong)


def test_the_installed_sources_keep_the_protocol() -> None:
    names = [source.name for source in sources_module.sources()]
    assert names[0] == "website", "what the company says itself comes first"
    assert len(set(names)) == len(names)
