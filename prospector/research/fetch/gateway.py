"""The gateway: one address that gets every request in place of the web (record and replay, corporate egress, tests)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from prospector.errors import BadInput
from prospector.research.fetch.urls import PORTS, Target
from prospector.text import clean


@dataclass(frozen=True)
class Gateway:
    """Where the gateway listens."""

    scheme: str
    host: str
    port: int
    prefix: str

    def url(self, target: Target) -> str:
        """Return where `target` is asked for: ``/SCHEME/HOST/PATH?QUERY`` of the gateway."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}{self.prefix}/{target.scheme}/{target.netloc}{target.path}"


def read_gateway(raw: str | None) -> Gateway | None:
    """Return the gateway that `raw` names, None for none; raises BadInput for anything but a plain http(s) base URL."""
    if raw is None or not raw.strip():
        return None
    try:
        parts = urlsplit(raw.strip())
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in PORTS or not parts.hostname or parts.query or parts.fragment or "@" in parts.netloc:
        raise BadInput(f"The gateway must be a base URL such as http://127.0.0.1:8080, not “{clean(raw, 100)}”.")
    return Gateway(parts.scheme, parts.hostname, port or PORTS[parts.scheme], parts.path.rstrip("/"))
