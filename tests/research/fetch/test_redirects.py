from __future__ import annotations

import pytest

from prospector.research.protocol import FetchFailed


def to(answer, location, status=302):
    return answer(status, "", location=location)


async def test_redirects_are_followed_hop_by_hop(web, answer):
    web.serve("acme.example/", to(answer, "/de", 301))
    web.serve("acme.example/de", to(answer, "//www.acme.example/de/", 308))
    web.serve("www.acme.example/de/", answer(200, "<p>home"))
    async with web.fetcher() as fetcher:
        context = web.context(fetcher)
        page = await context.fetch("http://acme.example/")
    assert (page.url, page.requested, page.text) == ("http://www.acme.example/de/", "http://acme.example/", "<p>home")
    assert context.requests == 5  # three pages, robots.txt of two hosts
    assert len(web.seen("/robots.txt")) == 2


@pytest.mark.parametrize(
    "location",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1/",
        "http://localhost/",
        "file:///etc/passwd",
        "http://x.example:22/",
    ],
)
async def test_a_redirect_can_not_lead_inside(web, answer, location):
    web.serve("acme.example/", to(answer, location))
    async with web.fetcher() as fetcher:
        with pytest.raises(FetchFailed) as failed:
            await web.context(fetcher).fetch("http://acme.example/")
    assert failed.value.state == "blocked"
    assert web.seen() == ["acme.example/"]
    assert {address for address, _ in web.dialled} == {"93.184.216.34"}


async def test_a_redirect_to_a_name_of_a_private_address_is_refused_at_the_second_hop(web, answer):
    web.names.known["inside.example"] = ["10.0.0.1"]
    web.serve("acme.example/", to(answer, "http://inside.example/"))
    async with web.fetcher() as fetcher:
        with pytest.raises(FetchFailed) as failed:
            await web.context(fetcher).fetch("http://acme.example/")
    assert (failed.value.state, failed.value.url) == ("blocked", "http://inside.example/")


async def test_the_robots_txt_of_the_new_host_counts(web, answer):
    web.serve("acme.example/", to(answer, "http://closed.example/"))
    web.serve("closed.example/robots.txt", answer(200, "User-agent: *\nDisallow: /", content_type="text/plain"))
    async with web.fetcher() as fetcher:
        with pytest.raises(FetchFailed) as failed:
            await web.context(fetcher).fetch("http://acme.example/")
    assert (failed.value.state, failed.value.url) == ("refused_by_robots", "http://closed.example/")


async def test_circles_and_endless_chains_end(web, answer):
    web.serve("acme.example/a", to(answer, "/b"))
    web.serve("acme.example/b", to(answer, "/a"))
    web.serve("acme.example/self", to(answer, "/self"))
    for number in range(21):
        web.serve(f"acme.example/n?{'x' * number}", to(answer, f"/n?{'x' * (number + 1)}"))
    web.serve("acme.example/n", to(answer, "/n?x"))
    async with web.fetcher() as fetcher:
        context = web.context(fetcher)
        for path, words in (("/a", "in a circle"), ("/self", "in a circle"), ("/n", "more than 5 times")):
            with pytest.raises(FetchFailed, match=words) as failed:
                await context.fetch("http://acme.example" + path)
            assert failed.value.state == "failed"
    assert len([url for url in web.seen() if "/n" in url]) == 6


async def test_a_redirect_without_location_is_a_page(web, answer):
    web.serve("acme.example/", answer(302, "<p>where"))
    async with web.fetcher() as fetcher:
        assert (await web.context(fetcher).fetch("http://acme.example/")).status == 302
