"""Made-up pages of many countries and habits, each a file whose first line says what must be found and what must not.

Somebody else's value is worse than a gap: `never` holds words that may stand in no value at all.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

PAGES = sorted((Path(__file__).parent / "shapes").glob("*.html"))


@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
def test_a_page_of_its_own_shape(site, path):
    first, _, html = path.read_text(encoding="utf-8").partition("\n")
    facts: dict[str, Any] = json.loads(first.removeprefix("<!--").removesuffix("-->"))
    claims = site.claims(html, facts["url"], facts["kind"])
    found: dict[str, set[Any]] = {}
    for claim in claims:
        key, value = ("city", claim.value.get("city", "")) if claim.field == "address" else (claim.field, claim.value)
        found.setdefault(key, set()).add(value)
    told = [claim for claim in claims if claim.field not in ("description", "technology")]
    astray = {word: [claim for claim in told if word in str(claim.value).casefold()] for word in facts["never"]}
    assert {word: claims for word, claims in astray.items() if claims} == {}
    assert {key: sorted(found.get(key, ())) for key in facts["wanted"]} == {
        key: sorted(values) for key, values in facts["wanted"].items()
    }


def test_there_are_many_pages():
    assert len(PAGES) >= 30
