"""What a source may ask for beyond the URL, and that the user's key reaches its own host and nothing else."""

from __future__ import annotations

import sqlite3

import pytest

from prospector.research.fetch.settings import key_name
from prospector.research.protocol import FetchFailed, Skip

KEY = "s3cr3t-0f-the-user"


@pytest.fixture
def through(web):
    """A fetcher behind a gateway, so that https needs no certificate here, which knows one key."""

    def make(**settings):
        return web.fetcher(gateway=f"http://127.0.0.1:{web.port}", keys={"companies_house": KEY}, **settings)

    return make


@pytest.fixture
def house(source):
    return source(name="companies-house", hosts=("api.house.example", "b.house.example"))


@pytest.fixture
def serve(web):
    return lambda url, answer: web.serve(f"127.0.0.1:{web.port}/{url}", answer)


def asked(web, end):
    return next(one.headers for one in web.requests if one.target.endswith(end))


async def test_accept_is_the_source_s_to_choose_and_makes_another_answer(web, answer, through, house, serve, tmp_path):
    serve("https/api.house.example/x", answer(200, "{}", content_type="application/json"))
    async with through(cache_path=tmp_path / "web.db") as fetcher:
        context = web.context(fetcher, house)
        for wanted in ("application/dns-json", "application/json", "application/dns-json"):
            await context.fetch("https://api.house.example/x", headers={"accept": wanted})
        await context.fetch("https://api.house.example/x")
    assert [one.headers["accept"][:20] for one in web.requests] == [
        "application/dns-json", "application/json", "text/html, applicati",
    ]  # fmt: skip
    assert "authorization" not in web.requests[0].headers


async def test_a_key_goes_to_its_own_host_and_is_kept_nowhere(web, answer, through, house, serve, tmp_path):
    file = tmp_path / "web.db"
    serve("https/api.house.example/x", answer(200, "{}", content_type="application/json"))
    async with through(cache_path=file) as fetcher:
        context = web.context(fetcher, house)
        for _ in range(2):
            await context.fetch("https://api.house.example/x", headers={"Authorization": f"Basic {context.key()}"})
        context.log(f"asked with {KEY}")
    assert [one.headers["authorization"] for one in web.requests] == [f"Basic {KEY}"]
    with sqlite3.connect(file) as kept:
        assert kept.execute("SELECT url FROM answer").fetchall() == [("https://api.house.example/x with a key",)]
    kept.close()
    assert not any(KEY.encode() in one.read_bytes() for one in tmp_path.iterdir())
    assert web.lines[-1] == "asked with •••"
    assert KEY not in "".join(web.lines) + repr(fetcher._settings) + repr(context._errand)


@pytest.mark.parametrize(
    ("location", "kept"),
    [
        ("/y", True),
        ("https://b.house.example/y", False),
        ("http://api.house.example/y", False),
        ("https://evil.example/y", False),
    ],
)
async def test_a_redirect_takes_the_key_no_further_than_its_host(web, answer, through, house, serve, location, kept):
    serve("https/api.house.example/x", answer(302, "", location=location))
    async with through() as fetcher:
        headers = {"Authorization": KEY, "Accept": "application/json"}
        await web.context(fetcher, house).fetch("https://api.house.example/x", headers=headers)
    there = asked(web, "/y")
    assert there["accept"] == "application/json"
    assert there.get("authorization") == (KEY if kept else None)


@pytest.mark.parametrize(
    ("url", "headers", "words"),
    [
        ("https://other.example/", {"Authorization": KEY}, "not sent to https://other.example"),
        ("http://api.house.example/", {"Authorization": KEY}, "not sent to http://api.house.example"),
        ("https://api.house.example/", {"Cookie": "x"}, "Accept and Authorization alone"),
        ("https://api.house.example/", {"Host": "x"}, "Accept and Authorization alone"),
        ("https://api.house.example/", {"Authorization": f"{KEY}\r\nX: y"}, "what no header can hold"),
        ("https://api.house.example/", {"Authorization": f"{KEY}é"}, "what no header can hold"),
        (f"https://api.house.example/?key={KEY}", {}, "does not belong into a URL"),
    ],
)
async def test_what_is_not_sent(web, through, house, url, headers, words):
    async with through() as fetcher:
        with pytest.raises(FetchFailed, match=words) as failed:
            await web.context(fetcher, house).fetch(url, headers=headers)
    assert failed.value.state == "blocked"
    assert KEY not in str(failed.value) + failed.value.url
    assert web.requests == []


async def test_without_a_key_the_source_is_skipped_and_says_how_to_set_one(web, source):
    async with web.fetcher(keys={"other": KEY}) as fetcher:
        with pytest.raises(Skip, match="PROSPECTOR_KEY_COMPANIES_HOUSE"):
            web.context(fetcher, source(name="Companies-House")).key()
    assert key_name("Companies House") == "companies_house"
