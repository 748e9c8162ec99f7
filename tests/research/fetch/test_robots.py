from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from prospector.research.fetch.robots import _decoded
from prospector.research.protocol import FetchFailed

RECORDED = Path(__file__).parents[3] / ".." / "shared" / "recordings" / "robots"
CLOSED = "User-agent: *\nDisallow: /private\nAllow: /private/open$\n"


async def outcome(web, robots, path="/private", **settings):
    """'read', or (state, detail)."""
    web.serve("acme.example" + path, b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 3\r\n\r\n<p>")
    web.serve("acme.example/robots.txt", robots)
    async with web.fetcher(**settings) as fetcher:
        try:
            await web.context(fetcher).fetch("http://acme.example" + path)
        except FetchFailed as failed:
            return failed.state, failed.detail
    return "read"


@pytest.mark.parametrize(
    ("rules", "path", "read"),
    [
        (CLOSED, "/private", False),
        (CLOSED, "/private/x", False),
        (CLOSED, "/private/open", True),
        (CLOSED, "/Private", True),
        (CLOSED, "/", True),
        ("User-agent: ProspectorBot\nDisallow: /\n\nUser-agent: *\nAllow: /", "/", False),
        ("User-agent: prospectorbot\nAllow: /\n\nUser-agent: *\nDisallow: /", "/", True),
        ("User-agent: OtherBot\nDisallow: /", "/", True),
        ("User-agent: *\r\nDisallow: /x\r\nAllow: /x", "/x", True),
        ("User-agent: *\rDisallow: /x\r", "/x", False),
        ("\ufeffUser-agent: *\nDisallow: /", "/", False),
        ("User-agent: *\nDisallow: /%7Ejoe", "/~joe", False),
        ("User-agent: *\nDisallow:", "/", True),
        ("", "/", True),
        ("<!doctype html><pre>User-agent: *\nDisallow: /</pre>", "/", True),
        ("(function(){var x=1})()", "/", True),
        ("User-agent: *\nDisallow: /\n" * 3, "/", False),
    ],
)
async def test_rules(web, answer, rules, path, read):
    got = await outcome(web, answer(200, rules, content_type="text/plain"), path)
    assert (got == "read") is read
    if not read:
        assert got[0] == "refused_by_robots"
        assert web.seen() == []


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (200, "read"),
        (401, "read"),
        (403, "read"),
        (404, "read"),
        (410, "read"),
        (429, ("rate_limited", "robots.txt of acme.example answered 429, so nothing may be read now")),
        (500, ("refused_by_robots", "robots.txt of acme.example answered 500, so nothing may be read now")),
        (503, ("refused_by_robots", "robots.txt of acme.example answered 503, so nothing may be read now")),
        (599, ("unreachable", "robots.txt of acme.example could not be fetched: answer 599")),
    ],
)
async def test_what_the_answer_to_robots_txt_means(web, answer, status, expected):
    assert await outcome(web, answer(status, "", content_type="text/plain")) == expected
    assert len(web.seen()) == (1 if expected == "read" else 0)


async def test_a_robots_txt_that_never_comes_is_no_permission(web):
    async def silent(_, writer):
        await asyncio.Event().wait()

    state, detail = await outcome(web, silent, read_seconds=0.1)
    assert (state, detail) == ("unreachable", "acme.example fell silent for 0.1 s")
    assert web.seen() == []


async def test_redirected_rules_count_and_a_loop_means_none(web, answer):
    web.serve("www.acme.example/robots.txt", answer(200, CLOSED, content_type="text/plain"))
    there = answer(301, "", location="http://www.acme.example/robots.txt")
    assert (await outcome(web, there))[0] == "refused_by_robots"
    assert await outcome(web, answer(301, "", location="/robots.txt")) == "read"
    state, detail = await outcome(web, answer(301, "", location="http://10.0.0.1/robots.txt"))
    assert (state, detail) == ("blocked", "10.0.0.1 is not a public address")


async def test_only_the_first_500_kib_are_read(web, answer):
    late = b"User-agent: *\nAllow: /\n" + b"# filler\n" * 60_000 + b"User-agent: ProspectorBot\nDisallow: /\n"
    assert len(late) > 500 * 1024
    assert await outcome(web, answer(200, late + b"#" * 3_000_000, content_type="text/plain")) == "read"


async def test_a_pattern_made_to_be_slow_is_not(web, answer):
    rules = "User-agent: *\n" + "Disallow: /*a*a*a*a*a*a*a*b$\n" * 20
    start = time.perf_counter()
    assert await outcome(web, answer(200, rules, content_type="text/plain"), "/" + "a" * 2_000) == "read"
    assert time.perf_counter() - start < 10


async def test_crawl_delay_is_obeyed_up_to_ten_seconds(web, answer):
    state, detail = await outcome(web, answer(200, "User-agent: *\nCrawl-delay: 86400", content_type="text/plain"))
    assert (state, detail) == (
        "refused_by_robots",
        "robots.txt of acme.example asks for 86,400 s between two requests, too long",
    )
    web.serve("slow.example/robots.txt", answer(200, "User-agent: *\nCrawl-delay: 0.2", content_type="text/plain"))
    async with web.fetcher() as fetcher:
        context = web.context(fetcher)
        start = time.perf_counter()
        for path in ("/1", "/2", "/3"):
            await context.fetch("http://slow.example" + path)
    assert 0.4 <= time.perf_counter() - start < 20


async def test_robots_txt_is_asked_for_once_a_site_and_again_the_next_day(web, clock):
    async with web.fetcher() as fetcher:
        context = web.context(fetcher)
        await asyncio.gather(*(context.fetch(f"http://acme.example/{number}") for number in range(5)))
        assert len(web.seen("/robots.txt")) == 1
        assert context.requests == 6
        clock.move(hours=25)
        await context.fetch("http://acme.example/another")
    assert len(web.seen("/robots.txt")) == 2


async def test_robots_txt_itself_may_always_be_read(web, answer):
    web.serve("acme.example/robots.txt", answer(200, "User-agent: *\nDisallow: /", content_type="text/plain"))
    async with web.fetcher() as fetcher:
        page = await web.context(fetcher).fetch("http://acme.example/robots.txt")
    assert "Disallow" in page.text


def test_encodings_of_robots_txt():
    rules = "User-agent: *\nDisallow: /"
    assert _decoded(rules.encode("utf-16")) == rules
    assert _decoded(rules.encode("utf-8-sig")) == rules
    assert "\ufffd" in _decoded(b"# caf\xe9")


@pytest.mark.parametrize(
    "name", ["www.linkedin.com_robots.txt", "www.apple.com_robots.txt", "www.siemens.com_robots.txt"]
)
async def test_real_files(web, answer, name):
    file = RECORDED / name
    if not file.exists():
        pytest.skip("recordings absent")
    got = await outcome(web, answer(200, file.read_bytes(), content_type="text/plain"), "/")
    assert got == "read" or got[0] == "refused_by_robots"
    assert (got == "read") is ("linkedin" not in name)


async def test_a_documented_interface_follows_its_own_terms(web, answer, source):
    """Wikipedia's robots.txt keeps crawlers out of the very addresses that its interface documents for programs."""
    web.serve("api.example/robots.txt", answer(200, "User-agent: *\nDisallow: /api/", content_type="text/plain"))
    web.serve("api.example/api/x", answer(200, "{}", content_type="application/json"))
    async with web.fetcher() as fetcher:
        page = await web.context(fetcher, source(hosts=("api.example",))).fetch("http://api.example/api/x")
        assert page.text == "{}"
        assert all("robots" not in path for path in web.seen())
        with pytest.raises(FetchFailed) as refused:
            await web.context(fetcher, source()).fetch("http://api.example/api/y")
    assert refused.value.state == "refused_by_robots"
