"""The short reader of the public suffix list says what tldextract says of the same list."""

from __future__ import annotations

import random

import pytest
import tldextract

from enrichers.shared.suffixes import RESERVED, _rules, registrable_host

PLAIN = tldextract.TLDExtract(
    suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True, extra_suffixes=RESERVED
)


@pytest.mark.parametrize(
    ("host", "registrable"),
    [
        ("www.acme.co.uk", "acme.co.uk"), ("co.uk", None), ("acme.github.io", "acme.github.io"), ("github.io", None),
        ("a.www.ck", "www.ck"), ("a.b.x.ck", "b.x.ck"), ("x.ck", None), ("xn--mller-kva.de", "xn--mller-kva.de"),
        ("пример.рф", "пример.рф"), ("a.пример.xn--p1ai", "пример.xn--p1ai"), ("localhost", None), ("192.168.1.1", None),
        ("acme.unknowntld", None), ("a..de", None), ("x.acme.example", "acme.example"), ("", None),
    ],
)  # fmt: skip
def test_registrable_hosts(host, registrable):
    assert registrable_host(host) == registrable


def test_it_agrees_with_tldextract_on_every_kind_of_rule():
    dice = random.Random(7)
    rules = sorted(_rules())
    assert len(rules) > 9_000
    kinds = [[one for one in rules if one[0] == sign] for sign in "!*"]
    for rule in [*kinds[0], *kinds[1], *dice.sample(rules, 1_500)]:
        bare = rule.lstrip("!").replace("*", "zz")
        for host in (bare, f"a.{bare}", f"b.a.{bare}"):
            found = PLAIN(host)
            wanted = f"{found.domain}.{found.suffix}" if found.domain and found.suffix else None
            assert registrable_host(host) == wanted, host
