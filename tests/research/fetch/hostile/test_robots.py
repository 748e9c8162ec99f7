"""H23 to H27: robots.txt of every odd kind (RFC 9309)."""

from __future__ import annotations

import asyncio
import time

import pytest

HOME = "<title>Acme GmbH</title><h1>Acme GmbH</h1><a href='mailto:info@acme.example'>info@acme.example</a>"


@pytest.fixture
def robots(web, answer, home):
    def serve(body=b"", status=200, **headers):
        home(HOME)
        headers.setdefault("content_type", "text/plain")
        web.serve("acme.example/robots.txt", answer(status, body, **headers))

    return serve


@pytest.mark.parametrize(("status", "read"), [(401, True), (403, True), (404, True), (500, False), (503, False)])
async def test_h23_what_the_status_means(web, research, robots, status, read):
    robots(status=status)
    outcome = await research()
    assert outcome.state == ("found" if read else "refused_by_robots")
    assert bool(web.seen()) is read


async def test_h23_a_robots_txt_that_does_not_come(web, research, robots):
    robots()

    async def silent(_, writer):
        await asyncio.sleep(3)

    web.serve("acme.example/robots.txt", silent)
    assert (await research(read_seconds=0.3)).state == "unreachable"
    assert web.seen() == []


@pytest.mark.parametrize(
    ("body", "read"),
    [
        (b"User-agent: x\nDisallow: /\n" * 15_000 + b"\nUser-agent: *\nAllow: /\n", True),
        ("User-agent: *\nDisallow: /".encode("utf-16"), False),
        (b"\xef\xbb\xbfUser-agent: *\nDisallow: /", False),
        (b"User-agent: *\rDisallow: /\r", False),
        (b"<!doctype html><p>User-agent: *\nDisallow: /", True),
        (b"{'x': function() { return 'Disallow: /' }}", True),
        (b"", True),
        (b"User-agent: *\nDisallow: /hidden\n" + b"#" * 10_000_000, True),
    ],
    ids=["400 KB", "utf-16", "bom", "cr", "html", "js", "empty", "10 MB"],
)
async def test_h24_odd_files(web, research, robots, body, read):
    robots(body)
    outcome = await research(total_seconds=10.0)
    if len(body) > 5_000_000:
        assert outcome.state in ("found", "failed", "unreachable")
    else:
        assert outcome.state == ("found" if read else "refused_by_robots")


async def test_h25_a_pattern_made_to_be_slow(web, research, robots):
    robots(b"User-agent: *\nDisallow: /" + b"*a" * 8 + b"b\n")
    begun = time.process_time()
    assert (await research("http://acme.example/" + "a" * 3_000)).state in ("nothing", "unreachable", "failed")
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(("kind", "read"), [("other host", False), ("loop", True)])
async def test_h26_redirects(web, answer, research, robots, kind, read):
    robots()
    to = "http://rules.example/robots.txt" if kind == "other host" else "/robots.txt"
    web.serve("acme.example/robots.txt", answer(302, "", location=to))
    web.serve("rules.example/robots.txt", answer(200, "User-agent: *\nDisallow: /", content_type="text/plain"))
    assert (await research()).state == ("found" if read else "refused_by_robots")


async def test_h27_a_day_between_two_requests_is_too_long(web, research, robots):
    robots(b"User-agent: *\nCrawl-delay: 86400\n")
    outcome = await research()
    assert outcome.state == "refused_by_robots"
    assert "86,400 s" in outcome.detail
