"""Who is erased is found however it is written, and nobody else is."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest

from prospector.store.scrub import MARKER, Needle, Scrub, passage

PERSON = Needle("person", "Anna Müller-Berg")
FIRM = Needle("name", "Nordhafen Logistik GmbH")


@pytest.mark.parametrize(
    ("needle", "text", "left"),
    [
        (PERSON, "spoke to Anna Müller-Berg.", "spoke to [erased]."),
        (PERSON, "ANNA MÜLLER BERG", "[erased]"),
        (PERSON, "Mueller-Berg? no: Anna Mueller-Berg", "Mueller-Berg? no: [erased]"),
        (PERSON, "Anna Müller-Bergs Büro", "[erased] Büro"),
        (PERSON, "Berg, Anna Müller", "[erased]"),
        (PERSON, "https://x.example/in/anna-muller-berg-4711", "https://x.example/in/[erased]-4711"),
        (PERSON, "https://x.example/annamullerberg", "https://x.example/[erased]"),
        (PERSON, json.dumps("first\nAnna Müller-Berg"), '"first\\n[erased]"'),
        (PERSON, quote("Anna Müller-Berg"), "[erased]"),
        (PERSON, "Anna Mu\u0308ller-Berg", "[erased]"),
        (Needle("person", "Anna Berg"), "Joanna Bergström", "Joanna Bergström"),
        (Needle("person", "Anna Berg"), "Annabergstrasse", "Annabergstrasse"),
        (FIRM, "at nordhafen logistik gmbh today", "at [erased] today"),
        (FIRM, "nordhafen-logistik-gmbh", "[erased]"),
        (Needle("name", "On"), "On Monday we met on time", "[erased] Monday we met on time"),
        (Needle("name", "Acme"), "Acmeon and Acme's and acme", "Acmeon and [erased] and acme"),
        (Needle("name", "株式会社山田"), "今日は株式会社山田と話した", "今日は[erased]と話した"),
        (Needle("name", "株式会社山田"), json.dumps("x株式会社山田y"), '"x[erased]y"'),
        (Needle("domain", "acme.com"), "https://www.acme.com/x acme.com.au", "https://[erased]/x acme.com.au"),
        (Needle("domain", "acme.com"), "notacme.com", "notacme.com"),
        (Needle("domain", "acme.com"), "info@acme.com, acme.com.", "[erased], [erased]."),
        (Needle("domain", "müller.de"), "www.xn--mller-kva.de", "[erased]"),
        (Needle("email", "a.berg@acme.com"), "A.Berg@Acme.com; a.berg%40acme.com", "[erased]; [erased]"),
        (Needle("email", "a.berg@acme.com"), "anna.berg@acme.com", "anna.berg@acme.com"),
        (Needle("phone", "+49 40 123456-7"), "+49 (0)40 123 456 7, 040/1234567", "[erased], [erased]"),
        (Needle("phone", "+49 40 123456-7"), "00494012345670", "00494012345670"),
        (Needle("phone", "0401234567"), "2026-06-03T09:30:00", "2026-06-03T09:30:00"),
    ],
)  # fmt: skip
def test_who_is_looked_for_is_found_and_nobody_else(needle: Needle, text: str, left: str) -> None:
    scrub = Scrub([needle])
    assert scrub.cleaned(text) == left
    assert scrub.holds(text) == (MARKER in left)
    assert not scrub.holds(left)


def test_nothing_to_look_for_finds_nothing() -> None:
    assert not Scrub([])
    assert not Scrub([Needle("name", " ")]).holds("anything at all")


def test_a_passage_shows_the_surroundings_of_the_marker() -> None:
    said = passage("x" * 100 + f"\nasked {MARKER} about it " + "y" * 100)
    assert said.startswith("…x")
    assert f"asked {MARKER} about it" in said
    assert len(said) < 100
