"""Pages made to hurt: each must be read (or refused) quickly, and never spoil what is good on them."""

from __future__ import annotations

import time

import pytest

from enrichers.website.mails import mails
from enrichers.website.reader import read_page

URL = "https://www.blumenkraft.de/"
SECONDS = 15.0
"""Processor time of this process, so that a busy machine fails nothing: three times what a worker is given; what these
pages are built to cause takes minutes."""
GOOD = "<p>Tel 030 901820, info@blumenkraft.de</p>"

PAGES = {
    "nested tags": GOOD + "<div>" * 100_000,
    "attributes": GOOD + "<a " + " ".join(f"a{n}=b" for n in range(100_000)) + ">x</a>",
    "open comments": GOOD + "<!--" * 300_000,
    "scripts": GOOD + "<script>" * 200_000,
    "one letter": GOOD + "<p>" + "a" * 2_000_000,
    "at signs": GOOD + "<p>" + "a@" * 1_000_000,
    "dots": GOOD + "<p>info@" + "a." * 500_000,
    "open brackets": GOOD + "<" * 1_000_000,
    "digits": GOOD + "<p>" + "0309018 " * 30_000,
    "words": GOOD + "<p>" + "Street 12, Town 12345 " * 20_000,
    "links": GOOD + '<a href="/kontakt">Kontakt</a>' * 20_000,
    "json": GOOD + '<script type="application/ld+json">' + "[" * 500_000 + "</script>",
    "items": GOOD + '<div itemscope itemtype="http://schema.org/Organization"><i itemprop=name>x' * 3_000,
    "tables": GOOD + "<table><tr><td>" * 10_000,
    "nul and controls": GOOD + "\x00\x01\x1b[2J\u202e\ud800" * 20_000,
}


@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_is_read_in_time(site, name):
    started = time.process_time()
    found = site.claims("<html lang=de><title>Blumenkraft</title><body>" + PAGES[name], url=URL)
    assert time.process_time() - started < SECONDS
    values = {claim.value for claim in found if claim.field in ("phone", "email")}
    assert values >= {"+4930901820", "info@blumenkraft.de"}


@pytest.mark.parametrize(
    "html",
    ["", "\x00", "<", "just words", "<?xml version='1.0'?><a/>", "<html>", "<!doctype html><head><meta charset=utf-7>"],
)
def test_next_to_nothing_is_no_crash(html):
    assert mails([read_page(html, URL)], "blumenkraft.de", (), []) == []


def test_claims_carry_no_control_characters(site):
    html = "<html lang=de><title>Blumen\x1b[31mkraft\u202e</title><body>"
    html += "<footer>© 2020 Blumen\u200bkraft\x9b GmbH</footer><p>Tel\x00 030 901820</p>"
    for claim in site.claims(html, url=URL):
        for text in (str(claim.value), claim.passage):
            assert text.isprintable(), text
