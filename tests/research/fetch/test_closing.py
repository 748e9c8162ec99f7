from __future__ import annotations

import asyncio
import time

import pytest

from prospector.research.protocol import FetchFailed


@pytest.fixture
def stuck(web):
    """Twenty sites in every stage of being stuck."""
    waiting: list[str] = []

    async def silent(request, writer):
        waiting.append(request.host)
        await asyncio.Event().wait()

    async def dripping(request, writer):
        waiting.append(request.host)
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 99\r\n\r\n<p>")
        await asyncio.Event().wait()

    for number in range(20):
        host = f"s{number}.example"
        web.serve(f"{host}/robots.txt" if number % 3 == 0 else f"{host}/", silent if number % 2 else dripping)
    return waiting


async def under_way(web, context, stuck):
    tasks = [asyncio.create_task(context.fetch(f"http://s{number}.example/")) for number in range(20)]
    while len(stuck) < 20:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    return tasks


async def test_cancelling_twenty_fetches_is_quick_and_leaves_nothing_behind(web, answer, stuck):
    async with web.fetcher(read_seconds=30, total_seconds=30) as fetcher:
        context = web.context(fetcher)
        tasks = await under_way(web, context, stuck)
        start = time.perf_counter()
        for task in tasks:
            task.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        assert all(isinstance(result, asyncio.CancelledError) for result in results)
        for number in range(20):
            for path in ("/", "/robots.txt"):
                web.serve(f"s{number}.example{path}", answer(200, "<p>again"))
        pages = await asyncio.gather(*(context.fetch(f"http://s{number}.example/") for number in range(20)))
        assert {page.text for page in pages} == {"<p>again"}
    assert time.perf_counter() - start < 20, "what is cancelled is not waited for"


async def test_closing_ends_what_is_under_way(web, stuck):
    fetcher = web.fetcher(read_seconds=30, total_seconds=30)
    await fetcher.__aenter__()
    context = web.context(fetcher)
    tasks = await under_way(web, context, stuck)
    tasks += [asyncio.create_task(context.parse(time.sleep, 9)) for _ in range(3)]
    await asyncio.sleep(0.05)
    start = time.perf_counter()
    await fetcher.__aexit__(None, None, None)
    assert time.perf_counter() - start < 10
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert {type(result) for result in results} == {FetchFailed}
    assert {getattr(result, "detail", None) for result in results[:20]} == {"the fetcher was closed meanwhile"}
    with pytest.raises(FetchFailed, match="the fetcher is closed"):
        await context.fetch("http://acme.example/")


async def test_the_caller_s_own_time_limit_still_works(web, stuck):
    async with web.fetcher() as fetcher:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1):
                await web.context(fetcher).fetch("http://s0.example/")


async def test_a_connection_closed_between_two_pages_is_opened_again(web, answer):
    async def once(request, writer):
        writer.write(answer(200, "<p>" + request.target))
        await writer.drain()
        writer.close()

    for path in ("/1", "/2", "/3"):
        web.serve("acme.example" + path, once)
    async with web.fetcher() as fetcher:
        context = web.context(fetcher)
        for path in ("/1", "/2", "/3"):
            assert (await context.fetch("http://acme.example" + path)).text == "<p>" + path


async def test_only_so_many_sites_are_kept_open(web, monkeypatch):
    monkeypatch.setattr("prospector.research.fetch.wire._MOST_SITES", 3)
    async with web.fetcher() as fetcher:
        context = web.context(fetcher)
        for page in range(2):
            for number in range(6):
                await context.fetch(f"http://s{number}.example/{page}")
        assert list(fetcher._wire._sites) == [f"http://s{number}.example" for number in (3, 4, 5)]
    assert web.connections == 12


async def test_the_host_s_name_in_another_spelling_is_the_same_site(web):
    async with web.fetcher() as fetcher:
        context = web.context(fetcher)
        for host in ("ACME.example", "acme.example.", "acme.example:80"):
            await context.fetch(f"http://{host}/")
    assert web.connections == 1
    assert len(web.seen("/robots.txt")) == 1
