from __future__ import annotations

import pytest

from prospector.research.protocol import FetchFailed


async def test_a_page_comes_with_its_proof(web, answer, clock):
    web.serve("acme.example/about?x=1", answer(200, "<p>Grüezi</p>", x_powered_by="Acme"))
    async with web.fetcher(contact="ann@rep.example") as fetcher:
        context = web.context(fetcher)
        page = await context.fetch("http://ACME.example/about?x=1#team")
    assert (page.status, page.text, page.content_type) == (200, "<p>Grüezi</p>", "text/html")
    assert page.url == "http://acme.example/about?x=1"
    assert page.requested == "http://ACME.example/about?x=1#team"
    assert page.headers["x-powered-by"] == "Acme"
    assert (page.read_at, page.truncated, page.from_cache) == (clock.now(), False, False)
    assert context.requests == 2  # robots.txt and the page
    assert context.read == {page.url: clock.now()}
    agent = web.requests[1].headers["user-agent"]
    assert agent.startswith("ProspectorBot/")
    assert "(+ann@rep.example)" in agent
    assert "Mozilla" not in agent
    assert "cookie" not in web.requests[1].headers
    assert web.dialled == [("93.184.216.34", 80)]  # one connection for both


async def test_404_is_a_page(web):
    async with web.fetcher() as fetcher:
        page = await web.context(fetcher).fetch("http://acme.example/none")
    assert (page.status, page.text) == (404, "nothing here")


@pytest.mark.parametrize(
    ("status", "state", "words"),
    [
        (401, "blocked", "log-in"),
        (403, "blocked", "refuses access"),
        (451, "blocked", "legal"),
        (500, "unreachable", "answer 500"),
        (503, "unreachable", "answer 503"),
        (599, "unreachable", "answer 599"),
        (429, "rate_limited", "too many requests"),
    ],
)
async def test_statuses_that_are_no_page(web, answer, status, state, words):
    web.serve("acme.example/", answer(status, "no"))
    async with web.fetcher() as fetcher:
        with pytest.raises(FetchFailed) as failed:
            await web.context(fetcher).fetch("http://acme.example/")
    assert failed.value.state == state
    assert words in failed.value.detail
    assert failed.value.url == "http://acme.example/"


async def test_cookies_are_not_kept(web, answer):
    web.serve("acme.example/", answer(200, "<p>x", set_cookie="session=1; Path=/"))
    async with web.fetcher() as fetcher:
        context = web.context(fetcher)
        page = await context.fetch("http://acme.example/")
        await context.fetch("http://acme.example/none")
    assert page.headers["set-cookie"] == "session=1; Path=/"
    assert all("cookie" not in request.headers for request in web.requests)
