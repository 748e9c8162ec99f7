"""Under which normalised forms somebody is entered into the never-contact ledger and looked for there."""

from __future__ import annotations

from prospector.outreach.ledger_keys import called_so, digest, keys_of, looked_for


def test_each_kind_has_one_spelling() -> None:
    for kind, value, keys in (
        ("company", "The Acme Werke GmbH", ["acmewerke"]), ("domain", "https://shop.Acme.co.uk/x", ["acme.co.uk"]),
        ("domain", "gmail.com", []), ("email", " Bo@ACME.example ", ["bo@acme.example"]), ("email", "bo@acme", []),
        ("email", "a b@acme.example", []), ("phone", "0049 (40) 12-34", ["49401234"]), ("phone", "+4940", []),
        ("phone", "123456", ["123456"]), ("phone", "12345", []), ("phone", "00123456", ["123456"]),
        ("person", "Ek, Bo @Acme GmbH", ["bo ek@acme", "bo ek,@acme"]), ("person", "Bo Ek", []), ("planet", "Mars", []),
    ):  # fmt: skip
        assert sorted(keys_of(kind, value)) == sorted(keys), (kind, value)
    assert list(looked_for("email", "bo@mail.acme.example")) == [
        ("email", "bo@mail.acme.example"), ("domain", "acme.example"),
    ]  # fmt: skip
    assert list(looked_for("domain", "mail.acme.example")) == [("domain", "acme.example")]


def test_a_person_is_called_so_in_any_order_and_with_any_signs() -> None:
    assert called_so("Berg, Ida") & called_so("IDA  berg")
    assert called_so("Anna-Lena O'Neill") == {"anna-lena o'neill"}
    assert not called_so("Ida Berg") & called_so("Ida Bergmann")
    assert called_so("  ") == frozenset()


def test_a_hash_tells_salt_kind_and_value_apart() -> None:
    hashes = {
        digest(*one) for one in (("s", "email", "x"), ("t", "email", "x"), ("s", "phone", "x"), ("s", "email", "y"))
    }
    assert len(hashes) == 4
    assert {len(one) for one in hashes} == {64}
    assert digest("s", "email", "x\ud800")
