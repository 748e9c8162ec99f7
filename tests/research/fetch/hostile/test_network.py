"""H01 to H22: addresses, redirects, connections, bodies, types, waits, walls."""

from __future__ import annotations

import asyncio
import gzip
import socket
import ssl
import zlib

import pytest

from prospector.research.protocol import FetchFailed

GOOD = (
    "<html><head><title>Acme GmbH</title></head><body><h1>Acme GmbH</h1><p>Acme GmbH, Hafenstr. 1, 20457 Hamburg</p>"
    "<p>Telefon: +49 40 7318220 <a href='mailto:info@acme.example'>info@acme.example</a></p>{}</body></html>"
)
URLS = {
    "H01": ("http://127.0.0.1/", "http://[::1]/", "http://0/"),
    "H02": ("http://2130706433/", "http://0x7f.1/", "http://127.1/", "http://0177.0.0.1/", "http://①②⑦.⓪.⓪.①/"),
    "H04": ("http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/"),
    "H08": ("file:///etc/passwd", "ftp://acme.example/", "gopher://acme.example/", "data:text/html,x", "javascript:x"),
    "H09": ("https://user:pw@acme.com@evil.com/", "https://acme.com\\@evil.com/", "https://acme.com%2eevil.com/"),
    "H10": ("http://acme.example:22/", "http://acme.example:25/", "http://acme.example:6379/"),
}
NAMES = {
    "H03": ("10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254", "fd00::1", "fe80::1"),
    "H04": ("::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"),
}


@pytest.mark.parametrize(("case", "url"), [(case, url) for case, urls in URLS.items() for url in urls])
async def test_addresses_that_are_refused(web, research, case, url):
    try:
        outcome = await research(url)
    except FetchFailed as failed:  # pragma: no cover - a source never lets it through
        pytest.fail(str(failed))
    assert outcome.state in ("blocked", "failed", "unreachable"), case
    assert (web.requests, web.dialled, outcome.requests, list(outcome.claims)) == ([], [], 0, [])


@pytest.mark.parametrize(("case", "address"), [(case, one) for case, all_ in NAMES.items() for one in all_])
async def test_names_that_lead_inside(web, research, case, address):
    web.names.known["acme.example"] = [address]
    outcome = await research()
    assert (outcome.state, web.dialled) == ("blocked", []), case


async def test_h05_a_redirect_to_the_metadata_address_keeps_the_first_page(web, answer, research, values, home):
    home(GOOD.format("<a href='/kontakt'>Kontakt</a><a href='/impressum'>Impressum</a>"))
    for path in ("/kontakt", "/impressum"):
        web.serve(f"acme.example{path}", answer(302, "", location="http://169.254.169.254/latest/meta-data/"))
    outcome = await research()
    assert outcome.state == "found"
    assert values(outcome, "email") == ["info@acme.example"]
    assert len(web.seen()) >= 2


async def test_h06_a_name_that_changes_its_address_is_checked_each_time(web, answer, research, home):
    class Rebinding:
        count = 0

        async def resolve(self, host):
            self.count += 1
            return ["93.184.216.34"] if self.count == 1 else ["127.0.0.1"]

    web.names = Rebinding()

    async def once(_, writer):
        writer.write(answer(200, GOOD.format("<a href='/kontakt'>Kontakt</a>"), connection="close"))
        await writer.drain()
        writer.close()

    for path in ("/", "/kontakt", "/robots.txt"):
        web.serve(f"acme.example{path}", once)
    outcome = await research()
    assert outcome.state in ("found", "blocked")
    assert {address for address, _ in web.dialled} == {"93.184.216.34"}


async def test_h07_one_private_address_among_public_ones(web, research):
    web.names.known["acme.example"] = ["93.184.216.34", "10.0.0.1"]
    assert (await research()).state == "blocked"
    assert web.dialled == []


async def test_h08_other_schemes_on_a_page_are_neither_fetched_nor_stored(web, research, home):
    home(
        GOOD.format(
            '<a href="file:///etc/passwd">Kontakt</a><a href="javascript:alert(1)">Impressum</a><a href="ftp://acme.example/a">About</a>'
            '<script type="application/ld+json">{"@type":"Organization","name":"Acme GmbH","url":"javascript:alert(1)",'
            '"sameAs":["file:///etc/passwd","gopher://x.example/"]}</script>'
        )
    )
    outcome = await research()
    assert outcome.state == "found"
    assert not any(word in repr(outcome.claims) for word in ("passwd", "javascript", "gopher", "ftp:"))


@pytest.mark.parametrize("kind", ["circle", "growing", "long"])
async def test_h11_redirects_without_end(web, answer, research, kind):
    for step in range(30):
        onward = {"circle": f"/{(step + 1) % 2}", "growing": f"/{step}?{'x' * step}", "long": f"/{step + 1}"}[kind]
        web.serve(f"acme.example/{step}", answer(302, "", location=onward))

    async def grow(request, writer):
        writer.write(answer(302, "", location=request.target + "?x" * 3))
        await writer.drain()

    web.serve("acme.example/", grow if kind == "growing" else answer(302, "", location="/0"))
    for length in range(40):
        web.serve("acme.example/" + "?x" * 3 * length, grow) if kind == "growing" else None
    outcome = await research()
    assert outcome.state == "failed"
    assert "redirects" in outcome.detail
    assert len(web.seen()) <= 7


async def test_h12_a_proxy_of_the_environment_is_no_way_round(web, research, home, monkeypatch, unused_port):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{unused_port}")
    home(GOOD.format(""))
    assert (await research()).state == "found"
    assert web.dialled == [("93.184.216.34", 80)]


async def test_h13_a_bad_certificate_is_no_reason_to_read_without_one(web, research, home, monkeypatch):
    home(GOOD.format(""))
    tls = web.tls

    class Refusing(ssl.SSLContext):
        def wrap_bio(self, *_given, **_more):
            error = ssl.SSLCertVerificationError(1, "certificate verify failed")
            error.verify_message = "self-signed certificate"
            raise error

    web.tls = Refusing(ssl.PROTOCOL_TLS_CLIENT)
    outcome = await research(None)
    assert tls is not web.tls
    assert outcome.state == "unreachable"
    assert "certificate" in outcome.detail
    assert web.requests == [], "not over http either"


@pytest.mark.parametrize("part", ["body", "headers"])
async def test_h14_drips_are_cut_off_by_the_clock(web, research, part):
    async def drip(_, writer):
        writer.write(b"HTTP/1.1 200 OK\r\n" + (b"content-type: text/html\r\n\r\n" if part == "body" else b""))
        for number in range(200):
            writer.write(b"x" if part == "body" else f"x-{number}: y\r\n".encode())
            await writer.drain()
            await asyncio.sleep(0.1)

    web.serve("acme.example/", drip)
    web.serve("acme.example/robots.txt", drip) if part == "headers" else None
    outcome = await research(total_seconds=0.6)
    assert outcome.state == "unreachable"
    assert "0.6 s" in outcome.detail


async def test_h15_an_endless_body_is_cut_at_the_cap(web, research):
    async def endless(_, writer):
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ntransfer-encoding: chunked\r\n\r\n")
        piece = b"<p>words and words</p>" * 4096
        for _ in range(4000):
            writer.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
            await writer.drain()

    web.serve("acme.example/", endless)
    outcome = await research(total_seconds=20.0)
    assert outcome.state in ("found", "nothing", "failed")


PACKED = gzip.compress(GOOD.format("").encode())
RAW = zlib.compressobj(9, zlib.DEFLATED, -15)


@pytest.mark.parametrize(
    ("name", "coding", "body", "states"),
    [
        ("bomb", "gzip", lambda: gzip.compress(b"\0" * 30_000_000), ("failed",)),
        ("twice", "gzip, gzip", gzip.compress(gzip.compress(b"\0" * 3_000_000)), ("failed",)),
        ("garbage tail", "gzip", PACKED + b"garbage" * 50, ("found",)),
        ("plain text", "gzip", GOOD.format("").encode(), ("found",)),
        ("bare deflate", "deflate", RAW.compress(GOOD.format("").encode()) + RAW.flush(), ("found",)),
        ("broken", "gzip", b"\x1f\x8b" + b"x" * 400, ("failed",)),
        ("brotli", "br", b"xyz" * 30, ("failed",)),
    ],
    ids=["bomb", "twice", "tail", "plain", "bare", "broken", "br"],
)
async def test_h16_packings(web, answer, research, name, coding, body, states):
    web.serve("acme.example/", answer(200, body() if callable(body) else body, content_encoding=coding))
    assert (await research()).state in states, name


@pytest.mark.parametrize(
    ("head", "states"),
    [
        ("content-length: 10000000000", ("failed",)),
        ("content-length: -5", ("failed",)),
        ("content-length: 10\r\ncontent-length: 20", ("failed",)),
        ("content-length: 5000", ("unreachable", "failed")),
    ],
    ids=["huge", "negative", "two", "longer"],
)
async def test_h17_lengths(web, research, head, states):
    async def lie(_, writer):
        writer.write(f"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n{head}\r\n\r\n<p>Acme GmbH".encode())
        await writer.drain()
        writer.close()

    web.serve("acme.example/", lie)
    assert (await research()).state in states


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"%PDF-1.7 x", "text/html"), (b"\xff\xd8\xff\xe0JFIF", "text/html"), (b"PK\x03\x04zip", "text/html"),
        (GOOD.encode(), "application/octet-stream"), (b"\x00\x01\x02" * 99, ""),
    ],
    ids=["pdf", "jpeg", "zip", "octets", "nothing"],
)  # fmt: skip
async def test_h18_what_is_no_page_under_any_name(web, answer, research, body, kind):
    web.serve("acme.example/", answer(200, body, content_type=kind))
    outcome = await research()
    assert (outcome.state, list(outcome.claims)) == ("failed", [])
    assert "not a page" in outcome.detail


@pytest.mark.parametrize("wait", ["99999999", "Mon, 01 Jan 2001 00:00:00 GMT", "abc", "-1", "1e9"])
async def test_h19_odd_waits_are_capped(web, answer, research, wait):
    web.serve("acme.example/", answer(429, "", retry_after=wait))
    outcome = await research()
    assert outcome.state == "rate_limited"
    assert (outcome.after or 0) <= 600


@pytest.mark.parametrize(
    "body",
    [
        "<title>Just a moment...</title><p>Checking your browser",
        "<title>acme.example is for sale</title><p>Buy this domain now",
        "<title>Account Suspended</title><p>This account has been suspended",
        "<title>Welcome to nginx!</title><h1>Welcome to nginx!</h1>",
    ],
    ids=["bot", "parked", "suspended", "empty"],
)
async def test_h20_pages_that_are_not_the_company_s(research, home, body):
    home(f"<html><head>{body} <a href='mailto:info@acme.example'>x</a></html>")
    outcome = await research()
    assert (outcome.state, list(outcome.claims)) == ("blocked", [])


@pytest.mark.parametrize("size", ["cookies", "line"])
async def test_h21_floods_of_headers(web, research, size):
    async def flood(_, writer):
        lines = (
            "".join(f"set-cookie: a{n}=b\r\n" for n in range(10_000)) if size == "cookies" else f"x: {'y' * 10**6}\r\n"
        )
        writer.write(f"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n{lines}content-length: 2\r\n\r\nhi".encode())
        await writer.drain()

    web.serve("acme.example/", flood)
    outcome = await research()
    assert outcome.state in ("failed", "nothing", "unreachable")


async def test_h22_four_ways_of_being_unreachable_told_apart_and_not_tried_twice(web, research, monkeypatch):
    told = []
    for error in (socket.gaierror(socket.EAI_NONAME, "x"), socket.gaierror(socket.EAI_AGAIN, "x")):
        web.names.known["acme.example"] = error
        told.append(await research())
    web.names.known.clear()
    web.greeting = b"\x15\x03\x03\x00\x02\x02\x28"
    told.append(await research("https://acme.example/"))
    web.greeting = b""
    monkeypatch.setattr(web, "port", 1)
    told.append(await research())
    assert {one.state for one in told} == {"unreachable"}
    assert len({one.detail for one in told}) == 4
    web.names.known["acme.example"] = socket.gaierror(socket.EAI_NONAME, "x")
    web.names.asked.clear()
    async with web.fetcher() as fetcher:
        for _ in range(3):
            with pytest.raises(FetchFailed, match="does not exist"):
                await web.context(fetcher).fetch("http://acme.example/")
    assert len(web.names.asked) == 1, "a name that is not there is not looked up again"
