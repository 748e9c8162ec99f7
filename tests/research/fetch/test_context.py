from __future__ import annotations

import json
import subprocess
import sys
import time

import pytest

from prospector.research.fetch.context import SourceContext
from prospector.research.protocol import Context, FetchFailed


async def test_a_context_is_what_the_protocol_says(web, clock):
    fetcher = web.fetcher()
    made = web.context(fetcher)
    context: Context = made
    assert isinstance(made, SourceContext)
    assert context.now() == clock.now()
    context.log("two\nlines \x1b[31mred")
    assert web.lines == ["two lines red"]
    assert made.requests == 0


async def test_parsing_happens_elsewhere_and_errors_travel_back(web):
    async with web.fetcher(parse_seconds=0.5) as fetcher:
        context = web.context(fetcher)
        await context.fetch("http://acme.example/none")
        assert await context.parse(json.loads, '{"a": [1]}') == {"a": [1]}
        with pytest.raises(json.JSONDecodeError):
            await context.parse(json.loads, "{")
        with pytest.raises(FetchFailed) as failed:
            await context.parse(time.sleep, 5)
    assert (failed.value.state, failed.value.url) == ("failed", "http://acme.example/none")
    assert failed.value.detail == "the page took longer than 0.5 s to read"


async def test_the_unforeseen_costs_one_page_only(web, answer, monkeypatch):
    web.serve("acme.example/", answer(200, "<p>x"))
    async with web.fetcher() as fetcher:
        context = web.context(fetcher)
        with monkeypatch.context() as patch:
            patch.setattr("prospector.research.fetch.visit.wall", lambda text: 1 // 0)
            with pytest.raises(FetchFailed) as failed:
                await context.fetch("http://acme.example/")
        assert (failed.value.state, failed.value.detail) == (
            "failed",
            "ZeroDivisionError: integer division or modulo by zero",
        )
        assert (await context.fetch("http://acme.example/")).text == "<p>x"


def test_nothing_heavy_is_loaded_before_it_is_needed():
    code = (
        "import sys, prospector.research.fetch.client, prospector.research.fetch.settings\n"
        "print(sorted({'httpx', 'httpcore', 'protego', 'bs4', 'charset_normalizer', 'truststore'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
