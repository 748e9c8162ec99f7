from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospector.identity.domain import is_shared, registrable, shown
from prospector.identity.known import prepare
from prospector.identity.party import Party
from tests.chance import examples


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://www.Acme.co.uk:8080/x?y#z", "acme.co.uk"),
        ("WWW.BÜCHER.de", "xn--bcher-kva.de"),
        ("xn--bcher-kva.de", "xn--bcher-kva.de"),
        ("jo@mail.acme.com", "acme.com"),
        ("https://good.example@evil.example/", "evil.example"),
        ("http:\\\\a.acme.com\\path", "acme.com"),
        ("acme.test", "acme.test"),
        ("deep.acme.invalid.", "acme.invalid"),
        ("nordhafen.myshopify.com", "nordhafen.myshopify.com"),
        ("myshopify.com", "myshopify.com"),
        ("www.city.kawasaki.jp", "city.kawasaki.jp"),
        ("www.x.a.kawasaki.jp", "x.a.kawasaki.jp"),
        ("yes", None),
        ("192.168.0.1", None),
        ("http://[::1]/", None),
        ("localhost", None),
        ("co.uk", None),
        ("-a.com", None),
        ("", None),
        ("x" * 5_000, None),
    ],
)
def test_registrable_domain(text: str, expected: str | None) -> None:
    assert registrable(text) == expected


def test_registrable_is_idempotent() -> None:
    for text in ("www.müller.example", "a.b.acme.co.uk", "shop.myshopify.com"):
        found = registrable(text)
        assert found is not None
        assert registrable(found) == found


def test_deceiving_labels_are_shown_as_punycode() -> None:
    lookalike = registrable("аррӏе.com")
    mixed = registrable("pаypal.com")
    assert lookalike is not None
    assert mixed is not None
    assert shown(lookalike) == lookalike
    assert shown(mixed) == mixed
    assert shown("xn--bcher-kva.de") == "bücher.de"


def test_shared_domains_are_no_evidence() -> None:
    assert is_shared("gmail.com")
    assert is_shared("yahoo.co.uk")
    assert is_shared("facebook.com")
    assert is_shared("github.io")
    assert not is_shared("nordhafen.example")


@examples(150)
@given(st.text(max_size=60))
def test_any_text_gives_a_domain_or_none(text: str) -> None:
    found = registrable(text)
    assert found is None or (found.isascii() and "." in found and found == found.lower())


def test_a_suffix_is_nobodys_but_what_it_excepts_is_somebodys() -> None:
    rented = ("foo.ck", "github.io", "co.uk", "x.kawasaki.jp", "myshopify.com", "gmail.com")
    owned = ("www.ck", "acme.github.io", "acme.de", "city.kawasaki.jp")
    assert [one for one in (*rented, *owned) if is_shared(one)] == list(rented)
    domains = ("gmail.com", "www.acme.de", "nonsense", "acme.github.io")
    assert prepare(Party("x", ("A",), domains)).domains == {"acme.github.io", "acme.de"}, "of one's own alone"
