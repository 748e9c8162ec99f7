"""The one look over all lines finds what asking every line would find; a snapshot arrives as it was sent."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest

from enrichers.website.countries import ending, may_end
from enrichers.website.fitting import lines_with_form, may_have_form
from enrichers.website.glance import Glance
from enrichers.website.reader import read_page
from enrichers.website.snapshot import Snapshot

PAGES = sorted((Path(__file__).parent / "shapes").glob("*.html"))


@pytest.fixture(scope="module")
def snapshots() -> list[Snapshot]:
    return [read_page(path.read_text(encoding="utf-8"), "https://www.acme.example/") for path in PAGES]


def test_no_line_is_overlooked(snapshots):
    for snapshot in snapshots:
        texts = [line.text for line in snapshot.lines]
        glance = snapshot.glance
        assert glance.digits == [number for number, text in enumerate(texts) if re.search(r"\d", text)]
        assert glance.holding("@", "©") == [number for number, text in enumerate(texts) if "@" in text or "©" in text]
        assert set(lines_with_form(glance)) >= {number for number, text in enumerate(texts) if may_have_form(text)}
        assert all(may_end(text) for text in texts if ending(text))


@pytest.mark.parametrize(
    "text", ["Gujarat, INDIA.", "80331 München – Germany", "U.K.", "中国", "Türkiye 34394", "(Suisse)"]
)
def test_a_country_at_the_end_is_looked_at(text):
    assert ending(text)
    assert may_end(text)


def test_a_line_that_holds_a_break_stays_one_line():
    glance = Glance(["one\n1", "two", "", "4 @"])
    assert glance.digits == [0, 3]
    assert glance.holding("@", "two") == [1, 3]
    assert Glance([]).digits == Glance([""]).digits == []


def test_a_snapshot_arrives_as_it_was_sent(snapshots):
    for snapshot in (*snapshots, Snapshot("https://acme.example/")):
        assert snapshot.glance is snapshot.glance
        arrived = pickle.loads(pickle.dumps(snapshot))  # noqa: S301 - packed right here
        assert arrived == snapshot
        assert repr(arrived) == repr(snapshot)
