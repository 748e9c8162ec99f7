"""The recorded pages, scored in memory against the hand-checked facts."""

from __future__ import annotations

import asyncio
import importlib.util
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
RECORDINGS = ROOT.parent / "shared" / "recordings"


@pytest.fixture(scope="module")
def benchmark_module():
    if not (RECORDINGS / "routes.json").exists():
        pytest.skip("recordings absent")
    spec = importlib.util.spec_from_file_location("website_recordings", ROOT / "benchmarks" / "website_recordings.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def outputs(benchmark_module, tmp_path_factory):
    folder = tmp_path_factory.mktemp("outputs")
    asyncio.run(benchmark_module.read_in_memory(RECORDINGS, folder))
    return folder


async def test_the_goals_are_met(benchmark_module, outputs):
    result = benchmark_module.score(RECORDINGS, outputs)
    assert result["missing"] == []
    assert benchmark_module.missed(result) == []
    wanted = {"email": 0.96, "phone": 0.94, "social": 0.97, "name": 0.95, "city": 0.85, "description": 0.9}
    assert {field: result[field]["recall"] for field, least in wanted.items() if result[field]["recall"] < least} == {}
    assert sum(part["forbidden"] for part in result.values() if isinstance(part, dict)) == 0


async def test_every_passage_stands_in_its_page(benchmark_module, outputs):
    from bs4 import BeautifulSoup

    context = benchmark_module.RecordedContext(RECORDINGS)
    pages: dict[str, str] = {}
    missing = []
    for file in outputs.glob("*.json"):
        for claim in json.loads(file.read_text(encoding="utf-8"))["claims"]:
            if claim["url"] not in pages:
                page = await context.fetch(claim["url"])
                soup = BeautifulSoup(page.text, "lxml")
                attributes = " ".join(str(value) for tag in soup.find_all(True) for value in tag.attrs.values())
                headers = " ".join(f"{name}: {value}" for name, value in page.headers.items())
                pages[claim["url"]] = squeeze(f"{soup.get_text()} {attributes} {page.text} {headers} {page.url}")
            if squeeze(claim["passage"]).rstrip("…") not in pages[claim["url"]]:
                missing.append((file.stem, claim["field"], claim["value"], claim["passage"]))
    assert missing == []


def squeeze(text: str) -> str:
    return "".join(text.split())
