"""The one TLS context: the certificates that the user's system trusts, always checked."""

from __future__ import annotations

import ssl
import sys

_OWN_STORE = ("darwin", "win32")
"""Platforms whose trusted certificates OpenSSL can't read."""


def system_context() -> ssl.SSLContext:
    """Return a context that trusts what the system trusts.

    Where OpenSSL reads the system's certificates itself, it does so once here; truststore would read them again for
    each connection (46 ms each, on the event loop).
    """
    if sys.platform not in _OWN_STORE and ssl.get_default_verify_paths().cafile:
        return ssl.create_default_context()
    import truststore

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
