from __future__ import annotations

import asyncio
import gzip
import tracemalloc
import zlib

import pytest

from prospector.research.fetch.body import Unpacker, declared_coding
from prospector.research.fetch.trouble import Trouble
from prospector.research.protocol import FetchFailed

HOME = "http://acme.example/"


async def fetch(web, reply, **settings):
    web.serve("acme.example/", reply)
    async with web.fetcher(**settings) as fetcher:
        return await web.context(fetcher).fetch(HOME)


async def failure(web, reply, **settings):
    with pytest.raises(FetchFailed) as failed:
        await fetch(web, reply, **settings)
    return failed.value.state, failed.value.detail


def zipped(data):
    """The same bytes at every hour: gzip otherwise writes the time into its head."""
    return gzip.compress(data, mtime=0)


def packed(text, wbits):
    squeezer = zlib.compressobj(wbits=wbits)
    return squeezer.compress(text) + squeezer.flush()


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", zipped(b"<p>hi")),
        ("x-gzip", zipped(b"<p>hi")),
        ("GZIP, identity", zipped(b"<p>hi")),
        ("deflate", packed(b"<p>hi", 15)),
        ("deflate", packed(b"<p>hi", -15)),
        ("identity", b"<p>hi"),
        ("gzip", b"<p>hi"),
        ("utf-8", b"<p>hi"),
        ("gzip", zipped(b"<p>hi") + b"garbage after the end"),
        ("gzip", zipped(b"<p>") + zipped(b"hi")),
        ("gzip", zipped(b"<p>hi")[:-4]),
    ],
)
async def test_packings(web, answer, coding, body):
    page = await fetch(web, answer(200, body, content_encoding=coding))
    assert page.text == "<p>hi"
    assert web.requests[1].headers["accept-encoding"] == "gzip, deflate"


@pytest.mark.parametrize(
    ("coding", "body", "words"),
    [
        ("gzip, gzip", zipped(zipped(b"<p>hi")), "packed more than once"),
        ("br", b"\x0b\x02\x80<p>hi\x03", "packed with br"),
        ("zstd", b"\x28\xb5\x2f\xfd", "packed with zstd"),
        ("gzip", b"\x1f\x8b\x08\x00" + b"\xff" * 50, "broken way"),
        ("gzip", zipped(zipped(b"<p>hi")), "not a page: application/gzip"),
    ],
)
async def test_packings_that_are_refused(web, answer, coding, body, words):
    state, detail = await failure(web, answer(200, body, content_encoding=coding))
    assert state == "failed"
    assert words in detail


async def test_a_bomb_is_cut_off_without_being_unpacked(web, answer):
    bomb = zipped(b"0" * 50_000_000)
    tracemalloc.start()
    try:
        state, detail = await failure(web, answer(200, bomb, content_encoding="gzip"))
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()
    assert (state, detail) == ("failed", "the answer unpacks to more than 100 times its size")


def test_a_bomb_fed_in_pieces_never_exceeds_the_cap():
    unpacker = Unpacker("deflate", 1_000)
    data = packed(bytes(range(256)) * 1_000, 15)
    for start in range(0, len(data), 7):
        if unpacker.full:
            break
        unpacker.feed(data[start : start + 7])
    assert (len(unpacker.body()), unpacker.truncated) == (1_000, True)


def test_many_empty_gzip_members_end():
    unpacker = Unpacker("gzip", 1_000)
    unpacker.feed(zipped(b"") * 1_000)
    assert unpacker.full
    assert unpacker.body() == b""


def test_codings_are_read_leniently():
    assert declared_coding({}) == "identity"
    assert declared_coding({"content-encoding": " ,Identity, "}) == "identity"
    with pytest.raises(Trouble):
        declared_coding({"content-encoding": "gzip,deflate"})


async def test_an_endless_body_is_cut_at_the_cap(web):
    async def endless(_, writer):
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ntransfer-encoding: chunked\r\n\r\n")
        while True:
            writer.write(b"2710\r\n" + b"<p>word " * 1_250 + b"\r\n")
            await writer.drain()

    page = await fetch(web, endless, max_bytes=100_000)
    assert page.truncated
    assert 99_000 < len(page.text) <= 100_000
    assert page.text.endswith("word")  # the last tag or word, perhaps cut in two, is dropped


@pytest.mark.parametrize(
    ("head", "state", "words"),
    [
        ("content-length: 10000000000", "failed", "too large: 10,000,000,000 bytes announced"),
        ("content-length: -5", "failed", "proper HTTP"),
        ("content-length: 5\r\ncontent-length: 6", "failed", "proper HTTP"),
        ("content-length: 500", "unreachable", "in the middle of the answer"),
        ("transfer-encoding: chunked", "failed", "in the middle of the answer"),
        ("x: " + "y" * 1_000_000, "failed", "proper HTTP"),
        ("\r\n".join(f"set-cookie: c{number}={number}" for number in range(10_000)), "failed", "proper HTTP"),
        ("a header without colon", "failed", "proper HTTP"),
    ],
)
async def test_broken_answers(web, head, state, words):
    async def handle(_, writer):
        writer.write(f"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n{head}\r\n\r\n<p>hi".encode())
        writer.close()

    got, detail = await failure(web, handle)
    assert words in detail
    assert got in {state, "unreachable"}


async def test_a_body_longer_than_announced_is_cut_there(web):
    async def handle(_, writer):
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 5\r\n\r\n<p>hi and more")
        writer.close()

    assert (await fetch(web, handle)).text == "<p>hi"


@pytest.mark.parametrize("sent", [b"", b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n", b"\x00\xff nonsense\r\n\r\n"])
async def test_servers_that_hang_up(web, sent):
    async def handle(_, writer):
        writer.write(sent)
        writer.close()

    state, _ = await failure(web, handle)
    assert state in {"unreachable", "failed"}


async def test_a_site_that_drips_is_cut_off_by_the_wall_clock(web):
    async def drip(_, writer):
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 1000\r\n\r\n")
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.02)

    state, detail = await failure(web, drip, total_seconds=0.3)
    assert (state, detail) == ("unreachable", "acme.example took longer than 0.3 s altogether")


async def test_endless_headers_are_cut_off(web):
    async def drip(_, writer):
        writer.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            writer.write(b"a: b\r\n")
            await writer.drain()
            await asyncio.sleep(0.02)

    state, detail = await failure(web, drip, total_seconds=0.3)
    assert (state, detail) == ("unreachable", "acme.example took longer than 0.3 s altogether")


async def test_silence_has_its_own_sentence(web):
    async def silent(_, writer):
        await asyncio.Event().wait()

    state, detail = await failure(web, silent, read_seconds=0.1)
    assert (state, detail) == ("unreachable", "acme.example fell silent for 0.1 s")


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("text/html", b"<p>x"),
        ("TEXT/HTML;charset=utf-8", b"<p>x"),
        ("application/xhtml+xml", b"<p>x"),
        ("text/plain", b"words"),
        ("application/json", b"{}"),
        ("application/vnd.api+json", b"{}"),
        ("application/dns-json", b"{}"),
        ("application/rss+xml", b"<rss/>"),
        ("application/atom+xml", b"<feed/>"),
        ("text/xml", b"<x/>"),
        ("", b"\n <!doctype html>"),
        ("", b"\xef\xbb\xbf<html>"),
        ("", b'{"a": 1}'),
        ("", b""),
    ],
)
async def test_kinds_of_pages(web, answer, content_type, body):
    page = await fetch(web, answer(200, body, content_type=content_type))
    assert page.text == body.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("content_type", "body", "kind"),
    [
        ("image/png", b"\x89PNG", "image/png"),
        ("image/svg+xml", b"<svg/>", "image/svg+xml"),
        ("application/pdf", b"%PDF-1.7", "application/pdf"),
        ("application/octet-stream", b"<html>", "application/octet-stream"),
        ("text/css", b"a{}", "text/css"),
        ("application/javascript", b"a()", "application/javascript"),
        ("text/html", b"%PDF-1.7", "application/pdf"),
        ("text/html", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("text/html", b"PK\x03\x04zip", "application/zip"),
        ("", b"just words", "no content type"),
    ],
)
async def test_what_is_not_a_page(web, answer, content_type, body, kind):
    state, detail = await failure(web, answer(200, body, content_type=content_type))
    assert state == "failed"
    assert detail.startswith(f"not a page: {kind}")


async def test_a_missing_picture_is_still_a_missing_page(web, answer):
    page = await fetch(web, answer(404, b"\x89PNG", content_type="image/png"))
    assert (page.status, page.text) == (404, "")


async def test_a_packed_sitemap_is_a_page(web, answer):
    page = await fetch(web, answer(200, zipped(b"<urlset/>"), content_type="application/x-gzip"))
    assert (page.text, page.content_type) == ("<urlset/>", "application/x-gzip")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (zipped(b"\x00\x01 a program"), "not a page: application/gzip"),
        (zipped(zipped(b"<urlset/>")), "not a page: application/gzip"),
        (zipped(b"<" * 20_000_000), "more than 100 times its size"),
    ],
)
async def test_other_packed_files_are_not(web, answer, body, words):
    state, detail = await failure(web, answer(200, body, content_type="application/gzip"))
    assert state == "failed"
    assert words in detail


async def test_json_has_a_higher_cap_because_half_of_it_is_useless(web, answer):
    text = "[" + "1," * 2_000 + "1]"
    page = await fetch(web, answer(200, text, content_type="application/hal+json"), max_bytes=1_000)
    assert (page.text, page.truncated) == (text, False)
    page = await fetch(web, answer(200, text, content_type="application/json"), max_bytes=100, max_json_bytes=1_000)
    assert page.truncated
