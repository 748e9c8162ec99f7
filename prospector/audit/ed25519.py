"""Ed25519 signatures (RFC 8032, section 5.1), in plain Python: one packet a week is signed, so speed is no matter.

Not in constant time. Somebody who can measure the signing on the rep's own machine could read the key file there as well;
nothing is ever signed on behalf of somebody else. Checked against the RFC's own examples.
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

KEY_BYTES, SIGNATURE_BYTES = 32, 64
_P = 2**255 - 19
_ORDER = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_ROOT = pow(2, (_P - 1) // 4, _P)
"""A square root of -1."""


class _Point(NamedTuple):
    """A point in extended homogeneous coordinates: x = X/Z, y = Y/Z, x*y = T/Z."""

    x: int
    y: int
    z: int
    t: int


def public_key(secret: bytes) -> bytes:
    """Return the 32 bytes of the public key that belongs to the 32 bytes of `secret`."""
    return _encoded(_times(_scalar(secret), _BASE))


def sign(secret: bytes, message: bytes) -> bytes:
    """Return the 64 bytes of the signature of `message`."""
    scalar, public = _scalar(secret), public_key(secret)
    nonce = _number(hashlib.sha512(secret).digest()[32:], message) % _ORDER
    commitment = _encoded(_times(nonce, _BASE))
    challenge = _number(commitment, public, message) % _ORDER
    return commitment + ((nonce + challenge * scalar) % _ORDER).to_bytes(32, "little")


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Say whether `signature` was made of `message` with the secret behind `public`."""
    if len(public) != KEY_BYTES or len(signature) != SIGNATURE_BYTES:
        return False
    signer, commitment = _decoded(public), _decoded(signature[:32])
    answer = int.from_bytes(signature[32:], "little")
    if signer is None or commitment is None or answer >= _ORDER:
        return False
    challenge = _number(signature[:32], public, message) % _ORDER
    return _equal(_times(answer, _BASE), _plus(commitment, _times(challenge, signer)))


def _scalar(secret: bytes) -> int:
    if len(secret) != KEY_BYTES:
        message = f"a secret key has {KEY_BYTES} bytes"
        raise ValueError(message)
    number = int.from_bytes(hashlib.sha512(secret).digest()[:32], "little")
    return number & ((1 << 254) - 8) | (1 << 254)


def _number(*parts: bytes) -> int:
    return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little")


def _plus(one: _Point, other: _Point) -> _Point:
    a, b = (one.y - one.x) * (other.y - other.x) % _P, (one.y + one.x) * (other.y + other.x) % _P
    c, d = 2 * one.t * other.t * _D % _P, 2 * one.z * other.z % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return _Point(e * f % _P, g * h % _P, f * g % _P, e * h % _P)


def _times(scalar: int, point: _Point) -> _Point:
    found = _Point(0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            found = _plus(found, point)
        point = _plus(point, point)
        scalar >>= 1
    return found


def _equal(one: _Point, other: _Point) -> bool:
    return (one.x * other.z - other.x * one.z) % _P == 0 and (one.y * other.z - other.y * one.z) % _P == 0


def _encoded(point: _Point) -> bytes:
    inverse = pow(point.z, -1, _P)
    x, y = point.x * inverse % _P, point.y * inverse % _P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def _decoded(raw: bytes) -> _Point | None:
    number = int.from_bytes(raw, "little")
    y, sign_bit = number & ((1 << 255) - 1), number >> 255
    x = _x_of(y, sign_bit) if y < _P else None
    return None if x is None else _Point(x, y, 1, x * y % _P)


def _x_of(y: int, sign_bit: int) -> int | None:
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    if square == 0:
        return None if sign_bit else 0
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT % _P
    if (x * x - square) % _P:
        return None
    return _P - x if x & 1 != sign_bit else x


_BASE_Y = 4 * pow(5, -1, _P) % _P
_BASE_X = _x_of(_BASE_Y, 0) or 0
_BASE = _Point(_BASE_X, _BASE_Y, 1, _BASE_X * _BASE_Y % _P)
