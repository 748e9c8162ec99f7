"""What may be set about fetching: limits, manners, the cache and the gateway."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

DAY = 86_400.0


def key_name(source: str) -> str:
    """Return under which name the user's key for a source is kept: lower case, `_` for all but letters and digits."""
    return re.sub(r"[^a-z0-9]+", "_", source.casefold())


@dataclass(frozen=True)
class FetchSettings:
    """Limits and manners of one fetcher. The defaults are the polite ones."""

    contact: str | None = None
    """E-mail address or URL of the user, shown to the sites in the user agent."""
    gateway: str | None = None
    """Base URL that gets every request instead of the web (`PROSPECTOR_GATEWAY`), e.g. ``http://127.0.0.1:8080``."""
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)
    """The user's own keys, by `key_name` of the source."""
    cache_path: Path | None = None
    """SQLite file of the HTTP cache; None: nothing is kept."""
    pace: float = 0.5
    """Least seconds between two requests to one host; 0 switches all pacing off, except what a site itself asks for."""
    connect_seconds: float = 5.0
    """Longest wait for the name, the connection and the TLS handshake, each."""
    read_seconds: float = 10.0
    """Longest silence of a site that is sending."""
    total_seconds: float = 25.0
    """Longest time of one request by the wall clock, whatever the site does."""
    max_bytes: int = 2_000_000
    """Most bytes of a page once unpacked; what comes after is cut off and the page marked so."""
    max_json_bytes: int = 16_000_000
    """Most bytes of an answer in JSON, half of which would be of no use (the SEC's facts of a large filer: 15 MB)."""
    max_redirects: int = 5
    fresh_seconds: float = DAY
    """How long a stored page is used without asking the site."""
    missing_seconds: float = 7 * DAY
    """How long a stored 404 or 410 is believed."""
    robots_seconds: float = DAY
    """How long robots.txt is believed (RFC 9309, section 2.4: at most a day)."""
    robots_bytes: int = 500 * 1024
    """How much of robots.txt is read (RFC 9309, section 2.5)."""
    max_crawl_delay: float = 10.0
    """Longest Crawl-delay that is obeyed, in seconds; a site that asks for more is not read."""
    retry_within: float = 5.0
    """Longest Retry-After, in seconds, that is waited for at once; a longer one ends the fetch as rate-limited."""
    retries: int = 2
    """How often a request is repeated that failed in a way that may be over in a moment."""
    retry_seconds: float = 0.6
    """Pause before the first repetition; each further one is twice as long."""
    max_retry_after: float = 600.0
    """Longest time, in seconds, for which a site's Retry-After keeps us away."""
    parse_seconds: float = 5.0
    """Longest time one page may take to be parsed."""
    workers: int | None = None
    """Worker processes that parse; None: two, or one on a machine with one processor."""
