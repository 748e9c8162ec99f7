"""The demo's web: every made-up site behind one loopback address, in the form of ``PROSPECTOR_GATEWAY``.

A request is ``METHOD /SCHEME/HOST/PATH?QUERY`` (see DESIGN, contracts of the command line). Nothing is read before it
is asked for, and nothing but the paths a site lists can be asked for.
"""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import ClassVar, Self
from urllib.parse import unquote

from prospector.demo.site import DemoPage, DemoSite, site_of

UNKNOWN_HOST = 599
"""Status for a host that the demo does not have: no registered status says that a name does not resolve."""
POLL = 0.02
"""Seconds between two looks of the server at whether it shall stop."""
PLAIN = "text/plain; charset=utf-8"


class DemoWeb:
    """Serves the made-up sites on 127.0.0.1 for the length of a ``with`` block."""

    def __init__(self) -> None:
        """Prepare; the port is taken when the block is entered."""
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def gateway(self) -> str:
        """The address for ``PROSPECTOR_GATEWAY``. Raises RuntimeError outside the ``with`` block."""
        return f"http://127.0.0.1:{self._running().server_port}"

    @property
    def asked(self) -> list[str]:
        """Every URL asked for so far, in order. Raises RuntimeError outside the ``with`` block."""
        return list(self._running().asked)

    def _running(self) -> _Server:
        if self._server is None:
            message = "the demo web is not running"
            raise RuntimeError(message)
        return self._server

    def __enter__(self) -> Self:
        """Start serving from a daemon thread. Raises OSError when no loopback port is to be had."""
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(POLL,), name="demo-web", daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop; answers that are still being delayed are cut short."""
        server, thread = self._server, self._thread
        self._server = self._thread = None
        if server is not None and thread is not None:
            server.stopping.set()
            server.shutdown()
            thread.join()
            server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(address, handler)
        self.stopping = threading.Event()
        self.asked: list[str] = []

    def server_bind(self) -> None:
        """Bind without the reverse look-up of the base class, which may ask a name server."""
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet when a client hangs up: cancelling research is a normal act."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "demo"
    sys_version = ""
    timeout: ClassVar[float] = 10.0

    def do_GET(self) -> None:
        """Answer with the page."""
        scheme, host, path, query = _split(self.path)
        self.server.asked.append(f"{scheme}://{host}{path}{query}")
        site = site_of(host) if scheme in {"http", "https"} else None
        if site is None:
            self._send(UNKNOWN_HOST, PLAIN, f"The demo has no site at {host or 'an empty host'}.".encode(), {})
            return
        page = _choose(site, host, path, query)
        if page.delay and self.server.stopping.wait(page.delay):
            self.close_connection = True
            return
        headers = {**page.headers, **({"Location": page.location} if page.location else {})}
        self._send(page.status, page.type, site.body(page), headers)

    do_HEAD = do_GET  # noqa: N815 - the base class finds methods by these names

    def _send(self, status: int, content_type: str, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status, "Unknown host" if status == UNKNOWN_HOST else None)
        for name, value in {**headers, "Content-Type": content_type, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's own signature
        """Keep the terminal to the app."""


def _split(target: str) -> tuple[str, str, str, str]:
    """Return scheme, host, path and query (with its question mark) of a gateway request target."""
    target, mark, query = target.partition("?")
    scheme, _, rest = target.removeprefix("/").partition("/")
    host, _, path = rest.partition("/")
    return scheme.lower(), host.partition(":")[0].lower(), "/" + unquote(path), mark + query


def _choose(site: DemoSite, host: str, path: str, query: str) -> DemoPage:
    """Return how `site` answers."""
    if site.moved_to:
        return DemoPage(path, status=301, type=PLAIN, location=site.moved_to + path + query)
    if site.canonical and host != site.canonical:
        return DemoPage(path, status=301, type=PLAIN, location=f"https://{site.canonical}{path}{query}")
    return site.pages.get(path) or site.missing(path)
