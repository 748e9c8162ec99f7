"""Signatures against the examples of RFC 8032, section 7.1."""

import pytest

from prospector.audit.ed25519 import is_signed, public_key, sign

EXAMPLES = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


@pytest.mark.parametrize(("secret", "public", "message", "signature"), EXAMPLES, ids=["empty", "one byte", "two bytes"])
def test_the_examples_of_the_rfc(secret: str, public: str, message: str, signature: str) -> None:
    key, said = bytes.fromhex(secret), bytes.fromhex(message)
    assert public_key(key).hex() == public
    assert sign(key, said).hex() == signature
    assert is_signed(bytes.fromhex(public), said, bytes.fromhex(signature))


def test_nothing_else_passes() -> None:
    secret, other = bytes(range(32)), bytes(range(1, 33))
    public, said = public_key(secret), b"forty actions of ana"
    signature = sign(secret, said)
    assert is_signed(public, said, signature)
    assert not is_signed(public, b"forty actions of ben", signature)
    assert not is_signed(public_key(other), said, signature)
    for place in (0, 31, 32, 63):
        changed = bytearray(signature)
        changed[place] ^= 1
        assert not is_signed(public, said, bytes(changed))
    order = 2**252 + 27742317777372353535851937790883648493
    again = int.from_bytes(signature[32:], "little") + order
    assert not is_signed(public, said, signature[:32] + again.to_bytes(32, "little")), "one signature has one form"
    assert not is_signed(b"", said, signature)
    assert not is_signed(bytes([2] + [0] * 31), said, signature), "no point of the curve"
