"""Trying again, and what one company may cost."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from email.utils import format_datetime

import pytest

from prospector.research.fetch.backoff import passing_status, pause
from prospector.research.fetch.budget import Budget
from prospector.research.fetch.errand import Errand
from prospector.research.protocol import Company, FetchFailed

HOME = "http://acme.example/"


def failing(times, answer, bad):
    """Answer badly so many times, then well."""
    left = [times]

    async def handle(_, writer):
        left[0] -= 1
        if left[0] >= 0 and bad is None:
            writer.close()
            return
        writer.write(answer(200, "<p>here") if left[0] < 0 else answer(bad, ""))
        await writer.drain()

    return handle


@pytest.mark.parametrize("bad", [500, 502, 503, 504, 522, None])
async def test_what_may_be_over_in_a_moment_is_tried_again(web, answer, bad):
    web.serve("acme.example/", failing(2, answer, bad))
    async with web.fetcher(retry_seconds=0.01) as fetcher:
        context = web.context(fetcher)
        assert (await context.fetch(HOME)).text == "<p>here"
    assert len(web.seen()) >= 3
    assert any("tried again in" in line for line in web.lines)


@pytest.mark.parametrize("bad", [501, 505, 511, 599, 403, 410])
async def test_what_lasts_is_not(web, answer, bad):
    web.serve("acme.example/", answer(bad, ""))
    async with web.fetcher(retry_seconds=0.01) as fetcher:
        context = web.context(fetcher)
        with contextlib.suppress(FetchFailed):
            await context.fetch(HOME)
    assert len(web.seen()) == 1


async def test_it_ends_after_so_many_tries(web, answer):
    web.serve("acme.example/", answer(500, ""))
    async with web.fetcher(retry_seconds=0.01, retries=3) as fetcher:
        with pytest.raises(FetchFailed, match="trouble of its own"):
            await web.context(fetcher).fetch(HOME)
    assert len(web.seen()) == 4


async def test_a_name_server_in_trouble_is_asked_again_a_missing_name_is_not(web):
    for number, asked in ((socket.EAI_AGAIN, 3), (socket.EAI_NONAME, 1)):
        web.names.known["acme.example"] = socket.gaierror(number, "x")
        web.names.asked.clear()
        async with web.fetcher(retry_seconds=0.01) as fetcher:
            with pytest.raises(FetchFailed):
                await web.context(fetcher).fetch(HOME)
        assert len(web.names.asked) == asked


def test_pauses_grow_and_are_never_all_the_same():
    for number in (1, 2, 3):
        pauses = [pause(number, 1.0) for _ in range(200)]
        assert 2 ** (number - 1) * 0.5 <= min(pauses) < max(pauses) <= 2 ** (number - 1) * 1.5
        assert len(set(pauses)) > 100
    assert [status for status in (429, 500, 501, 503, 599) if passing_status(status)] == [500, 503]


@pytest.mark.parametrize("form", ["seconds", "date"])
async def test_retry_after_is_obeyed_in_both_forms(web, answer, clock, form):
    date = format_datetime(clock.now().replace(minute=5), usegmt=True)
    web.serve("acme.example/", answer(503, "", retry_after="300" if form == "seconds" else date))
    async with web.fetcher(retry_seconds=0.01) as fetcher:
        context = web.context(fetcher)
        for _ in range(3):
            with pytest.raises(FetchFailed) as failed:
                await context.fetch(HOME)
            assert failed.value.state == "rate_limited"
            assert failed.value.after is not None
            assert 290 < failed.value.after <= 300
    assert len(web.seen()) == 1, "left alone for as long as it asked"


@pytest.mark.parametrize(
    ("budget", "words"),
    [
        (Budget(requests=4), "budget used up: 4 requests"),
        (Budget(megabytes=1), "budget used up: 1 MB"),
        (Budget(seconds=0), "budget used up: 0 s of waiting"),
    ],
    ids=["requests", "bytes", "seconds"],
)
async def test_a_company_may_cost_so_much_and_no_more(web, answer, source, budget, words):
    for number in range(9):
        web.serve(f"acme.example/{number}", answer(200, "<p>" + "x" * 400_000))
    async with web.fetcher() as fetcher:
        contexts = [fetcher.context(source(), Company("Acme"), web.lines.append, budget) for _ in range(2)]
        with pytest.raises(FetchFailed, match=words) as failed:
            await all_of(contexts)
        sent = len(web.requests)
        other = fetcher.context(source(), Company("Bolt"), web.lines.append)
        assert (await other.fetch("http://acme.example/8")).status == 200, "another company has its own"
    assert failed.value.state == "skipped"
    assert sent <= 5
    assert sum(one.requests for one in contexts) == sent


async def all_of(contexts):
    for number in range(9):
        await contexts[number % 2].fetch(f"http://acme.example/{number}")


async def test_waiting_for_a_turn_is_not_the_source_s_time():
    errand = Errand(0.0, str)
    async with asyncio.timeout(60) as limit:
        errand.limit, before = limit, limit.when() or 0.0
        with errand.queueing():
            assert limit.when() is None, "no clock runs"
            await asyncio.sleep(0.05)
        assert (limit.when() or 0.0) >= before + 0.05
    with pytest.raises(TimeoutError):
        await slow(errand)


async def slow(errand):
    """Take longer than allowed, after a wait that does not count."""
    async with asyncio.timeout(0.05) as limit:
        errand.limit = limit
        with errand.queueing():
            pass
        await asyncio.sleep(5)


async def test_a_gateway_without_an_answer_costs_no_pause(web, answer, source):
    async with web.fetcher(gateway=f"http://127.0.0.1:{web.port}", pace=30.0) as fetcher:
        context = web.context(fetcher, source(hosts=("api.example",)))
        async with asyncio.timeout(10):
            for path in ("/1", "/2", "/3"):
                web.serve(f"127.0.0.1:{web.port}/https/api.example{path}", answer(599, ""))
                with pytest.raises(FetchFailed):
                    await context.fetch(f"https://api.example{path}")
    assert len(web.requests) == 3
