from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime

import pytest

from prospector.research.fetch.pace import KeyedLocks, retry_after
from prospector.research.protocol import FetchFailed

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("3", 3.0), (" 0 ", 0.0),
        ("99999999", 600.0), ("9" * 400, 600.0), ("abc", None), ("", None), (None, None), ("-5", None),
        ("1.5", None), ("٣", None), ("Mon, 02 Mar 2026 09:00:30 GMT", 30.0), ("Mon, 02 Mar 2020 09:00:00 GMT", 0.0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 600.0), ("Mon, 99 Mar 2026 09:00:30 GMT", None),
        ("Mon, 02 Mar 2026 09:00:30 -0000", 30.0),
    ],
)  # fmt: skip
def test_retry_after(value, seconds):
    assert retry_after(value, NOW, 600.0) == seconds


async def test_two_requests_to_one_host_keep_their_distance_and_hosts_do_not_wait_for_each_other(web):
    async with web.fetcher(pace=0.3) as fetcher:
        context = web.context(fetcher)
        start = time.perf_counter()
        urls = [f"http://{host}.example/{page}" for host in "abcdefgh" for page in (1, 2)]
        await asyncio.gather(*(context.fetch(url) for url in urls))
        spent = time.perf_counter() - start
    assert 0.6 <= spent < 24 * 0.3  # robots.txt and two pages of each host; one after the other they would take longer


async def test_a_source_may_ask_for_a_slower_pace(web, source):
    async with web.fetcher(pace=0.01) as fetcher:
        context = web.context(fetcher, source(rate=5.0))
        start = time.perf_counter()
        await context.fetch("http://acme.example/1")
        assert time.perf_counter() - start >= 0.2


async def test_one_request_at_a_time_to_one_host(web, answer):
    now: list[str] = []
    most = 0

    async def slow(request, writer):
        nonlocal most
        now.append(request.target)
        most = max(most, len(now))
        await asyncio.sleep(0.02)
        now.pop()
        writer.write(answer(200, "<p>"))

    for page in range(5):
        web.serve(f"acme.example/{page}", slow)
    async with web.fetcher() as fetcher:
        context = web.context(fetcher)
        await asyncio.gather(*(context.fetch(f"http://acme.example/{page}") for page in range(5)))
    assert most == 1
    assert web.connections == 1


async def test_a_slow_site_does_not_delay_the_others(web):
    async def silent(_, writer):
        await asyncio.Event().wait()

    web.serve("slow.example/", silent)
    async with web.fetcher() as fetcher:
        context = web.context(fetcher)
        slow = asyncio.create_task(context.fetch("http://slow.example/"))
        await asyncio.gather(*(context.fetch(f"http://s{number}.example/") for number in range(10)))
        assert not slow.done()
        slow.cancel()


@pytest.mark.parametrize("status", [429, 503])
async def test_a_short_later_is_waited_for_once(web, answer, status):
    answers = [answer(status, "", retry_after="0"), answer(200, "<p>now")]

    async def handle(_, writer):
        writer.write(answers.pop(0))

    web.serve("acme.example/", handle)
    async with web.fetcher() as fetcher:
        context = web.context(fetcher)
        assert (await context.fetch("http://acme.example/")).text == "<p>now"
    assert context.requests == 3


@pytest.mark.parametrize(
    ("status", "later", "requests"),
    [(429, "0", 3), (429, "120", 2), (429, "99999999", 2), (429, "abc", 2), (429, "", 2), (503, "120", 2)],
)
async def test_a_long_later_keeps_us_away_from_that_host(web, answer, status, later, requests):
    web.serve("acme.example/", answer(status, "", retry_after=later))
    async with web.fetcher() as fetcher:
        context = web.context(fetcher)
        with pytest.raises(FetchFailed) as failed:
            await context.fetch("http://acme.example/")
        assert failed.value.state == "rate_limited"
        assert context.requests == requests
        if later != "0":
            with pytest.raises(FetchFailed, match="asked to be left alone") as failed:
                await context.fetch("http://acme.example/other")
            assert failed.value.state == "rate_limited"
            assert context.requests == requests
        assert (await context.fetch("http://other.example/")).status == 404


async def test_locks_are_forgotten():
    locks = KeyedLocks()
    order: list[int] = []

    async def take(number):
        async with locks.held("x"):
            order.append(number)
            await asyncio.sleep(0)

    waiting = [asyncio.create_task(take(number)) for number in range(4)]
    await asyncio.sleep(0)
    waiting[2].cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    assert order == [0, 1, 3]
    assert locks._locks == {}
