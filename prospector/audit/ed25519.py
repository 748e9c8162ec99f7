"""Ed25519 signatures (RFC 8032) as plain bytes in and out; the cryptography is that of the package of this name."""

from __future__ import annotations

KEY_BYTES, SIGNATURE_BYTES = 32, 64


def public_key(secret: bytes) -> bytes:
    """Return the 32 bytes of the public key that belongs to the 32 bytes of `secret`."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def sign(secret: bytes, message: bytes) -> bytes:
    """Return the 64 bytes of the signature of `message`."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(secret).sign(message)


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Return whether `signature` is that of `message` by the holder of `public`; bytes that are no key sign nothing."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
