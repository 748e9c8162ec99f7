from __future__ import annotations

import asyncio
import socket

import pytest

from prospector.research.fetch.resolver import SystemResolver, name_trouble
from prospector.research.protocol import FetchFailed


async def failure(web, url, **settings):
    async with web.fetcher(**settings) as fetcher:
        context = web.context(fetcher)
        with pytest.raises(FetchFailed) as failed:
            await context.fetch(url)
    return failed.value, context


@pytest.mark.parametrize(
    "addresses",
    [
        ["10.0.0.1"], ["172.16.3.4"], ["192.168.0.7"], ["100.64.0.1"], ["169.254.169.254"], ["fd00::1"], ["fe80::1"],
        ["127.0.0.1"], ["::ffff:127.0.0.1"], ["64:ff9b::7f00:1"], ["2002:7f00:1::"], ["93.184.216.34", "127.0.0.1"],
    ],
)  # fmt: skip
async def test_a_name_that_leads_to_a_private_address_is_not_connected_to(web, addresses):
    web.names.known["acme.example"] = addresses
    failed, context = await failure(web, "http://acme.example/")
    assert failed.state == "blocked"
    assert "is not a public address (acme.example leads there)" in failed.detail
    assert web.connections == context.requests == 0


async def test_the_connection_goes_to_the_address_that_was_checked(web, answer):
    """Rebinding: the name is looked up once per connection, and that answer is both checked and used."""
    web.serve("acme.example/", answer(200, "<p>x", connection="close"))

    class Turning:
        answers = iter([["93.184.216.34"], ["127.0.0.1"]])

        async def resolve(self, host):
            return next(self.answers)

    web.names = Turning()
    web.serve("acme.example/robots.txt", answer(404, "", connection="close"))

    async def closing(request, writer):
        writer.write(answer(404, ""))
        writer.close()

    web.serve("acme.example/robots.txt", closing)
    failed, _ = await failure(web, "http://acme.example/")
    assert failed.state == "blocked"
    assert web.dialled == [("93.184.216.34", 80)]
    assert web.seen() == []


async def test_the_environment_proxy_is_no_way_round(web, answer, monkeypatch, unused_port):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{unused_port}")
    web.serve("acme.example/", answer(200, "<p>direct"))
    async with web.fetcher() as fetcher:
        assert (await web.context(fetcher).fetch("http://acme.example/")).text == "<p>direct"


async def test_four_ways_of_being_unreachable_have_four_sentences(web, unused_port):
    web.names.known["gone.example"] = socket.gaierror(socket.EAI_NONAME, "x")
    web.names.known["servfail.example"] = socket.gaierror(socket.EAI_AGAIN, "x")
    sentences = [(await failure(web, f"http://{host}/"))[0] for host in ("gone.example", "servfail.example")]
    web.greeting = b"\x15\x03\x03\x00\x02\x02\x28"  # TLS alert: handshake failure
    sentences.append((await failure(web, "https://alert.example/"))[0])
    web.greeting = b"HTTP/1.1 400 Bad Request\r\n\r\n"
    sentences.append((await failure(web, "https://plain.example/"))[0])
    web.port = unused_port
    sentences.append((await failure(web, "http://shut.example/"))[0])
    assert {failed.state for failed in sentences} == {"unreachable"}
    details = [failed.detail for failed in sentences]
    assert "does not exist" in details[0]
    assert "name servers gave no answer" in details[1]
    assert "no secure connection with alert.example" in details[2]
    assert "no secure connection with plain.example" in details[3]
    assert "shut.example refused the connection on port 80" in details[4]


async def test_a_name_without_address(web):
    web.names.known["empty.example"] = []
    failed, _ = await failure(web, "http://empty.example/")
    assert (failed.state, failed.detail) == ("unreachable", "the name empty.example has no address")


async def test_a_name_server_that_hangs_is_given_up(web):
    class Hanging:
        async def resolve(self, host):
            await asyncio.Event().wait()

    web.names = Hanging()
    failed, _ = await failure(web, "http://acme.example/", connect_seconds=0.05)
    assert (failed.state, failed.detail) == ("unreachable", "the name servers gave no answer for acme.example")


async def test_a_dead_address_does_not_hide_a_living_one(web, answer, unused_port):
    web.names.known["acme.example"] = ["93.184.216.35", "93.184.216.34"]
    web.serve("acme.example/", answer(200, "<p>alive"))
    living = web.dial

    def dial(address, port):
        return ("127.0.0.1", unused_port) if address.endswith("35") else living(address, port)

    web.dial = dial
    async with web.fetcher() as fetcher:
        assert (await web.context(fetcher).fetch("http://acme.example/")).text == "<p>alive"


async def test_the_system_resolver_asks_the_system(monkeypatch):
    def lookup(host, port, type):  # noqa: A002
        if host == "gone.example":
            raise socket.gaierror(socket.EAI_NONAME, "x")
        return [(socket.AF_INET, type, 6, "", ("93.184.216.34", 0))]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    resolver = SystemResolver()
    assert await resolver.resolve("acme.example") == ["93.184.216.34"]
    with pytest.raises(socket.gaierror) as missing:
        await resolver.resolve("gone.example")
    assert "does not exist" in name_trouble("gone.example", missing.value).sentence
