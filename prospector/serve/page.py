"""The one page, and what it may load: nothing but from here."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

HEADERS: Mapping[str, str] = {
    # Styles are written by the terminal in the page itself; scripts come from here alone, and none stands in the page.
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self' ws: wss:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}
_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Prospector</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="static/css/xterm.css">
<script src="static/js/textual.js"></script>
<style>
@font-face {{ font-family: "Roboto Mono"; font-weight: 100 700; src: url(static/fonts/RobotoMono-VariableFont_wght.ttf); }}
@font-face {{ font-family: "Roboto Mono"; font-weight: 100 700; font-style: italic;
  src: url(static/fonts/RobotoMono-Italic-VariableFont_wght.ttf); }}
html, body {{ margin: 0; height: 100%; background: #101418; color: #e8eaed; font: 16px "Roboto Mono", monospace; }}
.textual-terminal {{ width: 100vw; height: 100vh; overflow: hidden; }}
.said {{ display: none; position: absolute; inset: 0; z-index: 10; align-items: center; justify-content: center; }}
.said a {{ color: inherit; }}
body.-closed .said {{ display: flex; background: #101418; }}
</style>
</head>
<body>
<noscript>This page draws a terminal and needs JavaScript for it.</noscript>
<div class="said"><p>Prospector was left. Everything is kept. <a href="./">Open it again</a></p></div>
<div id="terminal" class="textual-terminal" data-session-websocket-url="{socket}" data-font-size="16"></div>
</body>
</html>
"""


def page(socket: str) -> str:
    """Return the page whose terminal speaks to the address `socket`."""
    return _PAGE.format(socket=escape(socket, quote=True))
