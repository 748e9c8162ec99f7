"""H47 to H51: programming interfaces that answer badly. Each ends in a typed outcome, and the others go on."""

from __future__ import annotations

import asyncio
import contextlib
import json
from typing import Any

import pytest

from prospector.model.account import ClaimRecord
from prospector.research.ask import ask
from prospector.research.protocol import STATES, Company
from prospector.research.reconcile import reconcile
from prospector.research.sources import sources

ACME = Company("Acme GmbH", ("acme.example",), country="NO", city="Oslo")
ANSWERS = {
    "html": (200, "text/html", "<!doctype html><title>Sign in</title><p>Please sign in"),
    "html as json": (200, "application/json", "<html><p>Maintenance"),
    "empty": (200, "application/json", ""),
    "cut": (200, "application/json", '{"data": [{"attributes": {"entity": {"legalName": {"na'),
    "list": (200, "application/json", "[]"),
    "text": (200, "application/json", '"nothing"'),
    "number": (200, "application/json", "5"),
    "null": (200, "application/json", "null"),
    "wrong types": (200, "application/json", json.dumps({
        "data": "x", "results": 5, "items": {"a": None}, "_embedded": [], "ekonomickeSubjekty": None, "companies": "y",
        "Answer": 7, "totalFound": "0", "content": 5, "jobs": {"x": []}, "query": [], "events": "z", "Status": "0", "elements": 3,
    })),
    "extra": (200, "application/json", json.dumps({
        "data": [], "results": [], "new": {"deep": [[[[]]]]}, "items": [], "total_results": 0,
    })),
    "xml 404": (404, "application/xml", "<Error><Code>NoSuchKey</Code></Error>"),
    "remark": (200, "application/json", '{"elements": [], "remark": "runtime error: Query timed out"}'),
    "stack trace": (500, "text/plain", "java.util.concurrent.TimeoutException\n\tat org.blazegraph"),
    "text error": (200, "text/plain", "Your query was too short or too long."),
    "none found": (200, "application/json", '{"totalFound": 0, "content": []}'),
}  # fmt: skip


@pytest.mark.parametrize("case", ANSWERS)
async def test_every_source_ends_in_a_typed_outcome(web, answer, case):
    status, kind, body = ANSWERS[case]
    reply = answer(status, body, content_type=kind)

    class Always(dict[str, Any]):
        def get(self, key, default=None):
            if key.endswith("/robots.txt"):
                return default
            if "/acme.example" in key or "/www.acme.example" in key:
                return home

            async def handle(_, writer):
                writer.write(reply)
                await writer.drain()

            return handle

    async def home(_, writer):
        links = "".join(
            f"<a href='https://{host}/acme'>jobs</a>"
            for host in ("boards.greenhouse.io", "jobs.lever.co", "github.com")
        )
        writer.write(answer(200, f"<title>Acme GmbH</title><h1>Acme GmbH</h1>{links}"))
        await writer.drain()

    web.routes = Always()
    gateway = f"http://127.0.0.1:{web.port}"
    asked = [one for one in sources() if one.hosts and one.fields]
    async with web.fetcher(gateway=gateway, retries=0) as fetcher, asyncio.timeout(60):
        outcomes = await asyncio.gather(*(ask(fetcher, one, ACME, web.lines.append) for one in asked))
    for outcome in outcomes:
        assert outcome.state in STATES
        assert outcome.state != "found" or outcome.source in ("rdap", "dns", "crtsh"), outcome
        assert "Error: " not in outcome.detail or "the source broke" not in outcome.detail, outcome
    if case == "stack trace":
        assert not any(one.state == "nothing" and one.requests > 1 for one in outcomes if one.source == "wikidata")


async def test_h48_a_namesake_is_nobody_s_claim(web, answer):
    record = {"type": "lei-records", "id": "5299009999999999XX99", "attributes": {
        "lei": "5299009999999999XX99", "entity": {
            "legalName": {"name": "Acme GmbH & Co. Beteiligungs KG"}, "status": "ACTIVE", "category": "GENERAL",
            "legalAddress": {"city": "Wien", "country": "AT"}, "headquartersAddress": {"city": "Wien", "country": "AT"}},
        "registration": {"status": "ISSUED"}}}  # fmt: skip
    body = answer(200, json.dumps({"data": [record]}), content_type="application/vnd.api+json")

    class Always(dict[str, Any]):
        def get(self, key, default=None):
            async def handle(_, writer):
                writer.write(body)
                await writer.drain()

            return handle if "gleif" in key else default

    web.routes = Always()
    (gleif,) = [one for one in sources() if one.name == "gleif"]
    company = Company("Acme GmbH", ("acme.example",), country="DE", city="Hamburg")
    async with web.fetcher(gateway=f"http://127.0.0.1:{web.port}", retries=0) as fetcher:
        outcome = await ask(fetcher, gleif, company, web.lines.append)
    assert outcome.state in ("nothing", "wrong_company", "failed", "unreachable")
    assert list(outcome.claims) == []


def test_h50_two_figures_stand_beside_each_other_and_the_newer_is_shown():
    def claim(number, value, source, dated):
        return ClaimRecord(str(number), "a", "employees", value, source, "https://x.example/", f"{value}", "api", 0.8,
                           "2026-03-01T00:00:00.000000Z", dated)  # fmt: skip

    from datetime import UTC, datetime

    told = reconcile(
        [claim(1, 252, "wikidata", "2015"), claim(2, 310, "website", "2026")], [], datetime(2026, 3, 2, tzinfo=UTC)
    )
    text = repr(told)
    assert "252" in text
    assert text.index("310") < text.index("252")


async def test_h51_an_answer_of_200_mb_is_cut(web):
    async def endless(_, writer):
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n")
        piece = b'{"a": "' + b"x" * 100_000 + b'"},'
        with contextlib.suppress(OSError):
            for _ in range(2_000):
                writer.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
                await writer.drain()

    class Always(dict[str, Any]):
        def get(self, key, default=None):
            return endless if "gleif" in key else default

    web.routes = Always()
    (gleif,) = [one for one in sources() if one.name == "gleif"]
    async with web.fetcher(gateway=f"http://127.0.0.1:{web.port}", retries=0, total_seconds=25.0) as fetcher:
        outcome = await ask(fetcher, gleif, ACME, web.lines.append)
    assert outcome.state == "failed"
