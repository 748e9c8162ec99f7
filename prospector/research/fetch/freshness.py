"""How long an answer may be used without asking again, and whether it may be kept at all (RFC 9111)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from prospector.research.fetch.settings import FetchSettings

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MISSING = frozenset({404, 410})
_DIRECTIVE = re.compile(r"[a-z-]+")


def fresh_until(status: int, headers: Mapping[str, str], now: datetime, settings: FetchSettings) -> datetime | None:
    """Return until when the answer is used without asking; None when it must not be kept.

    The user's own lifetime counts, not the site's max-age: most home pages say ``max-age=0`` out of habit, and a page
    read twice a day helps nobody. ``no-store`` is obeyed, ``no-cache`` means asking each time.
    """
    if status not in _MISSING and status not in REDIRECTS and status != 200:  # noqa: PLR2004 - HTTP's own number
        return None
    said = set(_DIRECTIVE.findall(headers.get("cache-control", "").lower()))
    if "no-store" in said or headers.get("vary", "").strip() == "*":
        return None
    if "no-cache" in said:
        return now
    return now + timedelta(seconds=settings.missing_seconds if status in _MISSING else settings.fresh_seconds)
