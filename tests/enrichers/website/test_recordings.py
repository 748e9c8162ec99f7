"""The recorded pages, scored in memory against the hand-checked facts."""

from __future__ import annotations

import asyncio
import importlib
import json
from pathlib import Path
from types import ModuleType

import pytest

RECORDINGS = Path(__file__).resolve().parents[4] / "shared" / "recordings"


@pytest.fixture(scope="module")
def benchmark_module():
    return the_benchmark("website_recordings")


def the_benchmark(name: str) -> ModuleType:
    """Return a module of the benchmarks; skips where there are no recordings or where the benchmarks are not beside the tests."""
    if not (RECORDINGS / "routes.json").exists():
        pytest.skip("recordings absent")
    pytest.importorskip("benchmarks.website_recordings", reason="the benchmarks are absent")
    return importlib.import_module(f"benchmarks.{name}")


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
    stands = the_benchmark("bulk_recordings").stands
    context = benchmark_module.RecordedContext(RECORDINGS)
    pages: dict[str, str] = {}
    missing = []
    for file in outputs.glob("*.json"):
        for claim in json.loads(file.read_text(encoding="utf-8"))["claims"]:
            if claim["url"] not in pages:
                page = await context.fetch(claim["url"])
                headers = " ".join(f"{name}: {value}" for name, value in page.headers.items())
                pages[claim["url"]] = f"{page.text} {headers}"
            if not stands(claim["passage"], pages[claim["url"]]):
                missing.append((file.stem, claim["field"], claim["value"], claim["passage"]))
    assert missing == []


@pytest.mark.parametrize("every", [8, pytest.param(1, marks=pytest.mark.long)])
async def test_the_pages_in_bulk(every):
    total = await the_benchmark("bulk_recordings").score(RECORDINGS, every=every)
    assert total.pages > 100 / every
    assert total.astray == 0
    assert total.recall >= 0.93
    assert total.precision >= 0.93
    assert total.faxes_found >= 0.9 * total.faxes


def test_the_answers_of_interfaces():
    rows = the_benchmark("api_recordings").read_all(RECORDINGS)
    assert len(rows) > 80
    assert [(row.url, row.unmet, row.traps, row.astray) for row in rows if row.unmet or row.traps or row.astray] == []
    assert sum(len(row.met) for row in rows) >= 50
