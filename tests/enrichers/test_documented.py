"""The enricher in the guide does what the guide says."""

import json
import re
from importlib import import_module
from pathlib import Path

import pytest

from prospector.research import claims
from prospector.research.protocol import FIELDS, Company, Enricher, FetchFailed, Nothing, Skip, WrongCompany

GUIDE = (Path(__file__).parents[2] / "docs" / "enrichers.md").read_text(encoding="utf-8")
SEARCH = "https://register.example/search.json?name=Acme"
ACME = Company("Acme", ("acme.example",), country="EX")


@pytest.fixture
def registry(tmp_path, monkeypatch):
    (code,) = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    (tmp_path / "documented_registry.py").write_text(code, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return import_module("documented_registry").Registry()


def entry(**more):
    return {"name": "Acme Exemplary Ltd", "number": "EX-17", "website": "acme.example", **more}


async def test_it_finds_the_company_with_proof(registry, made):
    assert isinstance(registry, Enricher)
    text = json.dumps({"entries": [entry(), entry(website="other.example")]})
    found = await registry.enrich(ACME, made({SEARCH: text}))
    assert [(one.field, one.value) for one in claims.checked(found)] == [
        ("legal_name", "Acme Exemplary Ltd"),
        ("registry_id", "EX-17"),
    ]
    assert all(one.passage in text for one in found)


@pytest.mark.parametrize(
    ("text", "raised"),
    [
        ('{"entries": []}', Nothing),
        (json.dumps({"entries": [entry(website="other.example")]}), WrongCompany),
        (json.dumps({"entries": [entry(), entry()]}), WrongCompany),
        ("<!doctype html>", FetchFailed),
        ("[]", FetchFailed),
    ],
)
async def test_it_never_guesses(registry, made, text, raised):
    with pytest.raises(raised):
        await registry.enrich(ACME, made({SEARCH: text}))
    with pytest.raises(Skip):
        await registry.enrich(Company("Acme", country="DE"), made({}))


def test_the_guide_names_every_field():
    table = GUIDE.partition("## Claims")[2].partition("## What you owe")[0]
    assert set(re.findall(r"`(\w+)`", table)) >= FIELDS
