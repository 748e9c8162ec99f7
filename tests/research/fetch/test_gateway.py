from __future__ import annotations

import pytest

from prospector.errors import BadInput
from prospector.research.fetch.gateway import read_gateway
from prospector.research.protocol import FetchFailed


@pytest.fixture
def through(web):
    """A fetcher whose every request goes to the made-up web as a gateway."""

    def make(**settings):
        web.names.known = {}
        return web.fetcher(gateway=f"http://127.0.0.1:{web.port}", **settings)

    return make


@pytest.fixture
def gate(web):
    """How the gateway's requests are named in the made-up web's routes."""
    return f"127.0.0.1:{web.port}"


async def test_every_request_goes_to_the_gateway(web, answer, through, gate):
    web.serve(f"{gate}/https/acme.example/about?x=1&y=%20", answer(200, "<p>about"))
    async with through() as fetcher:
        context = web.context(fetcher)
        page = await context.fetch("https://acme.example/about?x=1&y= #frag")
    assert (page.text, page.url) == ("<p>about", "https://acme.example/about?x=1&y=%20")
    assert [request.target for request in web.requests] == [
        "/https/acme.example/robots.txt",
        "/https/acme.example/about?x=1&y=%20",
    ]
    assert {request.headers["x-original-host"] for request in web.requests} == {"acme.example"}
    assert web.names.asked == []
    assert web.dialled == []
    assert context.requests == 2


async def test_redirects_go_through_the_gateway_too(web, answer, through, gate):
    web.serve(f"{gate}/https/acme.example/", answer(301, "", location="/de"))
    web.serve(f"{gate}/https/acme.example/de", answer(302, "", location="http://www.other.example:8080/x"))
    web.serve(f"{gate}/http/www.other.example:8080/x", answer(200, "<p>there"))
    async with through() as fetcher:
        page = await web.context(fetcher).fetch("https://acme.example/")
    assert (page.text, page.url) == ("<p>there", "http://www.other.example:8080/x")
    assert web.names.asked == web.dialled == []


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://localhost/", "http://[::1]/",
        "http://2130706433/", "file:///etc/passwd", "http://a@b.example/", "http://nas.local/",
    ],
)  # fmt: skip
async def test_the_guard_of_the_original_url_stands(web, answer, through, gate, url):
    web.serve(f"{gate}/https/acme.example/", answer(302, "", location=url))
    async with through() as fetcher:
        context = web.context(fetcher)
        for asked in (url, "https://acme.example/"):
            with pytest.raises(FetchFailed) as failed:
                await context.fetch(asked)
            assert failed.value.state == "blocked"
    assert len(web.requests) == 2  # robots.txt and the redirect


async def test_a_path_can_not_climb_out_of_its_host(web, through):
    async with through() as fetcher:
        await web.context(fetcher).fetch("https://acme.example/../../http/other.example/%2e%2e/x")
    assert web.requests[-1].target == "/https/acme.example/http/x"


async def test_robots_txt_and_599_through_the_gateway(web, answer, through, gate):
    web.serve(
        f"{gate}/https/acme.example/robots.txt", answer(200, "User-agent: *\nDisallow: /no", content_type="text/plain")
    )
    web.serve(f"{gate}/https/acme.example/gone", answer(599, ""))
    async with through() as fetcher:
        context = web.context(fetcher)
        for path, state in (("no", "refused_by_robots"), ("gone", "unreachable")):
            with pytest.raises(FetchFailed) as failed:
                await context.fetch(f"https://acme.example/{path}")
            assert failed.value.state == state


async def test_a_gateway_that_is_down_is_named(web, unused_port):
    async with web.fetcher(gateway=f"http://127.0.0.1:{unused_port}") as fetcher:
        with pytest.raises(FetchFailed) as failed:
            await web.context(fetcher).fetch("https://acme.example/")
    assert failed.value.state == "unreachable"
    assert failed.value.detail == f"the gateway 127.0.0.1 refused the connection on port {unused_port}"


@pytest.mark.parametrize(
    "raw", ["127.0.0.1:80", "ftp://x", "http://", "http://a:b@c", "http://x:99999", "http://x?y", "nonsense"]
)
def test_a_gateway_that_is_no_url_is_bad_input(web, raw):
    with pytest.raises(BadInput, match="The gateway must be a base URL"):
        web.fetcher(gateway=raw)


def test_no_gateway():
    assert read_gateway(None) is None
    assert read_gateway("  ") is None
