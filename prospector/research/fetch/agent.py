"""Who we say we are: always ourselves, never a browser."""

from __future__ import annotations

import re

from prospector import __version__

TOKEN = "ProspectorBot"  # noqa: S105 - the product token of RFC 9309, not a secret
"""What a site writes into robots.txt to address us."""
_UNFIT = re.compile(r"[^\x21-\x7e]|[()<>\\]")
_LONGEST_CONTACT = 120


def user_agent(contact: str | None) -> str:
    """Return the User-Agent header, with the way to reach the user when one is known."""
    words = _UNFIT.sub("", contact or "")[:_LONGEST_CONTACT]
    return f"{TOKEN}/{__version__} (+{words or 'prospector-tui, reads a few public pages of a company'}) httpx"
