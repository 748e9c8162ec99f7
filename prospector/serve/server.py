"""The server: Textual's own page, behind a door, with one app for each page that is open."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiohttp import WSMsgType, web
from textual_serve.server import Server

from prospector.errors import BadInput
from prospector.serve.door import LOOPBACK, Door, is_loopback
from prospector.serve.page import HEADERS, page
from prospector.serve.process import AppProcess

PAGES = 16
"""Apps at the same time; each is a process of its own."""
WIDEST, HIGHEST = 1_000, 500
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def door_for(host: str, token: str) -> Door:
    """Return the door of a server that listens at `host`."""
    if is_loopback(host):
        return Door(token, LOOPBACK | {host})
    own = {host, socket.gethostname().casefold(), socket.getfqdn().casefold()}
    return Door(token, LOOPBACK | own, by_address=True)


class AppServer(Server):
    """Serves the app on one workspace."""

    def __init__(
        self, host: str, port: int, door: Door, variables: Mapping[str, str], say: Callable[[str], None]
    ) -> None:
        """Listen at `host` and `port` (0: a free one); every app is started with `variables`; `say` tells the user."""
        super().__init__("prospect", host=host, port=port, title="Prospector")
        self.door, self.say = door, say
        self._variables = variables
        self._open = 0

    async def _make_app(self) -> web.Application:
        """Lay the paths behind the door."""
        app = web.Application(middlewares=[self._at_the_door])
        prefix = self.door.prefix
        app.add_routes(
            [
                web.get(f"{prefix}/", self.handle_index),
                web.get(f"{prefix}/ws", self.handle_websocket),
                web.static(f"{prefix}/static", self.statics_path),
            ]
        )
        app.on_response_prepare.append(_headed)
        return app

    @web.middleware
    async def _at_the_door(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        headers = request.headers
        sockets = headers.get("Upgrade", "").casefold() == "websocket" or request.path.endswith("/ws")
        refused = self.door.refusal(request.path, request.host, headers.get("Origin"), socket=sockets)
        if refused:
            return web.Response(status=403, text=f"{refused}\n")
        return await handler(request)

    async def handle_index(self, request: web.Request) -> Any:
        """Return the page."""
        scheme = "wss" if request.secure else "ws"
        return web.Response(text=page(f"{scheme}://{request.host}{self.door.prefix}/ws"), content_type="text/html")

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run one app for the page at the other end, until either goes."""
        if self._open >= PAGES:
            raise web.HTTPServiceUnavailable(text=f"{PAGES} pages are open already: close one.\n")
        wire = web.WebSocketResponse(heartbeat=15)
        await wire.prepare(request)
        app = AppProcess(self._variables, wire.send_bytes)
        self._open += 1
        try:
            await app.start(
                _size(request.query.get("width"), 80, WIDEST), _size(request.query.get("height"), 24, HIGHEST)
            )
            drawing = asyncio.create_task(_draw(app, wire))
            try:
                await self._process_messages(wire, app)
            finally:
                await app.stop()
                await drawing
                if app.told:
                    self.say(app.told)
        finally:
            self._open -= 1
        return wire

    async def _process_messages(self, websocket: web.WebSocketResponse, app_service: Any) -> None:
        """Hand on what the page tells; what is no message of the page's own is passed over."""
        async for message in websocket:
            if message.type is WSMsgType.TEXT:
                kind, said = _told(message.data)
                if kind == "stdin" and isinstance(said, str):
                    await app_service.typed(said)
                elif kind == "resize" and isinstance(said, dict):
                    width, height = _size(said.get("width"), 80, WIDEST), _size(said.get("height"), 24, HIGHEST)
                    await app_service.tell(type="resize", width=width, height=height)
                elif kind == "ping":
                    await websocket.send_json(["pong", said])
                elif kind in ("focus", "blur"):
                    await app_service.tell(type=kind)

    async def listen(self, ready: Callable[[str], None]) -> None:
        """Serve until the task is cancelled; `ready` is given the address. Raises BadInput when it can't listen there."""
        runner = web.AppRunner(await self._make_app(), access_log=None, shutdown_timeout=3.0, handler_cancellation=True)
        await runner.setup()
        try:
            site = web.TCPSite(runner, self.host, self.port)
            try:
                await site.start()
            except OSError as error:
                raise BadInput(
                    f"can't listen at {self.host} port {self.port}: {error.strerror or error}; give another --port"
                ) from error
            port = runner.addresses[0][1]
            shown = f"[{self.host}]" if ":" in self.host else self.host
            ready(f"http://{shown}:{port}{self.door.prefix}/")
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()


async def _draw(app: AppProcess, wire: web.WebSocketResponse) -> None:
    try:
        await app.draw()
    finally:
        await wire.close()


async def _headed(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)


def _told(raw: str) -> tuple[str, Any]:
    try:
        envelope = json.loads(raw)
    except (ValueError, RecursionError):
        return "", None
    if isinstance(envelope, list) and len(envelope) > 1 and isinstance(envelope[0], str):
        return envelope[0], envelope[1]
    return "", None


def _size(given: Any, usual: int, most: int) -> int:
    try:
        return max(1, min(int(given), most))
    except (TypeError, ValueError, OverflowError):
        return usual
